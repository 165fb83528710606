#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "app/identity_context.hpp"

/// Six figures sent to a worker's registered phone: how somebody without an account proves to be
/// the person. Whoever asks never learns whether there is such a person: the door shows a code's
/// id for everybody (IdentityContext::new_public_id when nothing was sent).
namespace payung::app {

struct SentCode {
  std::string id;    ///< the asker brings it back with the code
  std::string code;  ///< for the message, nowhere else; empty: no new one may be sent now
  identity::Instant expires;
};

struct CodeWish {
  std::int64_t person = 0;
  std::string purpose;       ///< "worker_door"
  std::string phone = {};    ///< where the door sends it; empty: not counted by phone
  std::string address = {};  ///< of who asks; empty: not counted by address
};

/// Makes a code. A stranger who knows NIK and birth date may ask too, so it must neither call a
/// phone all night nor shut its owner out:
///   - an hour holds so many codes to one person and to one phone, and fewer from one address;
///   - a new code ends no older one: whatever message is on the phone counts, whoever asked for it;
///   - the code that uses up a limit lives until the next may be sent, and until then an asker gets
///     an id without a new code, with which he may type one that was sent before.
/// One transaction, audited. Errors: conflict when this address, or all together, took too many
/// such ids within the hour; storage; bad_date.
Result<SentCode> make_code(Environment& environment, const IdentityContext& context,
                           const CodeWish& wish);

enum class CodeAnswer : std::uint8_t { right, refused, wait };
struct CodeResult {
  CodeAnswer answer = CodeAnswer::refused;
  std::int64_t person = 0;  ///< when right
  identity::Instant wait_until = {};
};

struct CodeQuery {
  std::string id;
  std::string code;
  std::string purpose;
  std::string address;
};

/// A code counts once, in its time, for its purpose, with any id of its person that has tries left;
/// all else is refused alike. One transaction, audited. Errors: storage; bad_date.
Result<CodeResult> check_code(Environment& environment, const IdentityContext& context,
                              const CodeQuery& query);

}  // namespace payung::app
