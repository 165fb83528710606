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
  std::string code;  ///< for the message, nowhere else
  identity::Instant expires;
};

/// Makes a code for one purpose ("worker_door"); the person's older ones of this purpose end. The
/// door sends it to `phone`. One transaction, audited. Errors: conflict when the person, or the
/// phone under whatever names, was sent too many within the hour; storage; bad_date.
Result<SentCode> make_code(Environment& environment, const IdentityContext& context,
                           std::int64_t person, std::string_view purpose,
                           std::string_view phone = {});

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

/// A code counts once, for a few tries, for some minutes, for its purpose; all else is refused
/// alike. One transaction, audited. Errors: storage; bad_date.
Result<CodeResult> check_code(Environment& environment, const IdentityContext& context,
                              const CodeQuery& query);

}  // namespace payung::app
