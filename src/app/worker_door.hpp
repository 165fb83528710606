#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "app/message_gateway.hpp"
#include "app/person_history.hpp"

/// The worker's own door: no account, no selfie, no app. NIK and birth date say whether he is
/// covered; all else after a code to the phone that stands in a list. Nothing here asks whether
/// dues are paid: late dues lock nobody out.
///
/// Whoever knows a NIK nearly knows the birth date, which stands in it: wrong dates are counted to
/// make the trying out of NIKs slow, by address, and never to shut somebody's door. So failures
/// from elsewhere leave an address that has none its first try (app/attempt).
///
/// An unknown NIK and a wrong birth date are answered alike, and the same work is done for both as
/// far as it can be; the door (HTTP) evens out what is left by answering after a fixed time.
namespace payung::app {

/// How long a worker's session lives. Short: phones are lent, and a new code costs one message.
inline constexpr std::int64_t kWorkerSessionSeconds = 900;

struct DoorQuery {
  std::string nik;         ///< as typed
  std::string birth_date;  ///< ISO
  std::string address;     ///< of the network, for the limits
};

enum class DoorVerdict : std::uint8_t {
  open,     ///< NIK and birth date fit
  refused,  ///< they do not, or nobody has the NIK
  wait,     ///< too many tries from here, or for this NIK
};

struct DoorAnswer {
  DoorVerdict verdict = DoorVerdict::refused;
  identity::Instant wait_until = {};
  // When open:
  std::int64_t person = 0;
  bool member = false;
  coverage::Covered covered = coverage::Covered::no;
  std::optional<Date> covered_until;
  std::string payer;   ///< name of who pays
  std::string reason;  ///< of coverage::Reason, or never_member
};

/// One transaction; the try is counted before anything is compared. Errors: storage, no_parameter.
Result<DoorAnswer> ask_at_door(Environment& environment, const IdentityContext& context,
                               const DoorQuery& query, Date on);

struct CodeSent {
  DoorVerdict verdict = DoorVerdict::open;  ///< wait, or open: which is said for everybody
  identity::Instant wait_until = {};
  std::string id;  ///< to bring back with the code; also when nothing was sent
  /// What the gateway said, for the log: an answer that told of it would tell who is known.
  Status delivered = {};
};
/// Sends a code to the phone of the newest list that has one. `text_of` makes the message from the
/// code. Whoever does not fit, has no phone, or had too many codes gets an id that opens nothing.
Result<CodeSent> send_worker_code(Environment& environment, const IdentityContext& context,
                                  const DoorQuery& query, MessageGateway& gateway,
                                  const std::function<std::string(std::string_view)>& text_of);

struct WorkerSession {
  DoorVerdict verdict = DoorVerdict::refused;
  identity::Instant wait_until = {};
  std::string token;  ///< when open
  identity::Instant expires = {};
  std::int64_t person = 0;
};
/// The code, once; then a token for some minutes. Older sessions of the person end.
Result<WorkerSession> open_worker_session(Environment& environment, const IdentityContext& context,
                                          std::string_view code_id, std::string_view code,
                                          std::string_view address);
/// Whose session that is; empty for one that is none or is over. Reads only.
Result<std::optional<std::int64_t>> person_of_session(Environment& environment,
                                                      const IdentityContext& context,
                                                      std::string_view token);
/// Ends it. Nothing for one that is none.
Status end_worker_session(Environment& environment, const IdentityContext& context,
                          std::string_view token);

}  // namespace payung::app
