#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Partners, messages and subscriptions of the registry interface (SP-DCI), and what others report
/// of their own programmes. Writing happens inside the caller's transaction. Errors everywhere:
/// storage; integrity when something sealed does not open.
namespace payung::store {

struct RegistryPartner {
  std::string sender_id;
  std::int64_t account = 0;
  std::string public_key;      ///< as secrets::PublicKey reads it; empty: signs nothing
  std::string callback_uri;    ///< for messages that name no address; empty: none
  bool answers_signed = true;  ///< whether callbacks to it bear our signature

  friend bool operator==(const RegistryPartner&, const RegistryPartner&) = default;
};
/// By sender id.
Result<std::vector<RegistryPartner>> registry_partners(db::Connection& connection);
Result<std::optional<RegistryPartner>> registry_partner(db::Connection& connection,
                                                        std::string_view sender_id);
/// Those whose keys are of this account, by sender id.
Result<std::vector<RegistryPartner>> registry_partners_of(db::Connection& connection,
                                                          std::int64_t account);
/// Adds it, or puts it in the place of the one of that sender id.
Status put_registry_partner(db::Connection& connection, const RegistryPartner& partner,
                            std::string_view now, std::string_view actor);
/// False when there was none.
Result<bool> remove_registry_partner(db::Connection& connection, std::string_view sender_id);

enum class RegistryState : std::uint8_t {
  waiting,   ///< to be answered by callback
  answered,  ///< the other side took the answer
  failed,    ///< it did not, and is not asked again
  kept,      ///< needed no callback
};
std::string_view to_text(RegistryState state);

struct RegistryMessage {
  std::int64_t id = 0;
  std::string registry;  ///< "social", "ibr"
  std::string action;    ///< "search"
  std::string sender;
  std::int64_t account = 0;
  std::int64_t api_key = 0;
  std::string message_id;  ///< only to be added; afterwards only its index is known
  std::string body_hash;
  std::string transaction_id;
  std::string correlation_id;
  std::string callback_uri;
  std::string payload;  ///< JSON
  RegistryState state = RegistryState::waiting;
  std::int64_t attempts = 0;
  std::string next_try;
  std::string received_at;
  std::string ended_at;  ///< empty: not yet
};

/// Gives the message its number.
Status add_registry_message(db::Connection& connection, RegistryMessage& message);
/// The one of this account, registry, action and message id.
Result<std::optional<RegistryMessage>> registry_message(db::Connection& connection,
                                                        const RegistryMessage& like);
/// Those of an account whose transaction id or correlation id is `id`, by number; at most 1000.
Result<std::vector<RegistryMessage>> registry_messages_of(db::Connection& connection,
                                                          std::int64_t account,
                                                          std::string_view id);
/// Whether any message is due, without keeping others from writing.
Result<bool> registry_message_due(db::Connection& connection, std::string_view now);
/// Gives up to `most` messages that are due, and that nobody holds, to `holder`, oldest first, and
/// counts the try. Inside a write transaction.
Result<std::vector<RegistryMessage>> take_registry_messages(db::Connection& connection,
                                                            std::string_view holder,
                                                            std::string_view now,
                                                            std::string_view lease_until,
                                                            std::int64_t most);
/// Stores state, payload, next try and end; only for who holds it, else false.
Result<bool> end_registry_try(db::Connection& connection, const RegistryMessage& message,
                              std::string_view holder);
/// Forgets messages that ended before that moment; returns how many.
Result<std::int64_t> forget_registry_messages(db::Connection& connection, std::string_view before);

struct RegistrySubscription {
  std::int64_t id = 0;
  std::string code;
  std::string registry;
  std::string sender;
  std::int64_t account = 0;
  std::int64_t api_key = 0;
  std::string reference_id;
  std::string event_type;   ///< as it was asked
  std::string record_type;  ///< as it was asked
  std::string filter;       ///< JSON
  std::string callback_uri;
  std::string starts_at;  ///< "" or "2025-01-31T08:15:00Z"
  std::string ends_at;
  std::int64_t heard = 0;  ///< number of the last membership event it was told of
  std::string created_at;
  std::string ended_at;
};
/// Gives the subscription its number.
Status add_registry_subscription(db::Connection& connection, RegistrySubscription& subscription);
/// Those in force, by number; of one account, or all.
Result<std::vector<RegistrySubscription>> registry_subscriptions(
    db::Connection& connection, std::optional<std::int64_t> account);
/// By number. Errors: not_found.
Result<RegistrySubscription> registry_subscription(db::Connection& connection, std::int64_t id);
/// False when the account has none of that code in force.
Result<bool> end_registry_subscription(db::Connection& connection, std::int64_t account,
                                       std::string_view code, std::string_view now);
Status mark_registry_heard(db::Connection& connection, std::int64_t subscription,
                           std::int64_t event);

/// A membership event as subscribers hear of it.
struct RegistryEvent {
  std::int64_t id = 0;
  std::int64_t person = 0;
  std::string kind;  ///< of enrolment::EventKind
  std::string on;
  std::string recorded_at;
};
/// Those after `after`, by number; at most `most`.
Result<std::vector<RegistryEvent>> registry_events(db::Connection& connection, std::int64_t after,
                                                   std::int64_t most);
Result<std::int64_t> last_membership_event(db::Connection& connection);

struct OutsideEnrolment {
  std::int64_t person = 0;
  std::int64_t account = 0;  ///< whose system said so
  std::string programme_code;
  std::string programme_name;
  std::string status;       ///< "Active", as it was told
  std::string enrolled_on;  ///< ISO day or moment, or empty
  std::string changed_on;

  friend bool operator==(const OutsideEnrolment&, const OutsideEnrolment&) = default;
};
Status add_outside_enrolment(db::Connection& connection, const OutsideEnrolment& enrolment,
                             std::string_view now);
/// What holds of one person, by programme, account.
Result<std::vector<OutsideEnrolment>> outside_enrolments(db::Connection& connection,
                                                         std::int64_t person);

/// What the registry may say of one person beside his programmes, from his rows; the newest row
/// that has a value speaks.
struct RegistryFacts {
  std::int64_t person = 0;
  std::vector<std::string> niks;
  std::vector<std::string> phones;
  std::string name;
  std::string birth_date;
  std::string sex;  ///< "L", "P"
  std::string address;
  std::string rt;
  std::string rw;
  std::string village;
  std::string district;
  std::string regency;
  std::string region;  ///< code
  std::string registered_at;
  std::string updated_at;
};
/// Empty for somebody without a row that speaks.
Result<std::optional<RegistryFacts>> registry_facts(db::Connection& connection,
                                                    std::int64_t person);

/// Who may fit, by what a row says openly. Empty fields do not narrow.
struct RegistryNarrow {
  std::string region;      ///< code; with all below it
  std::string sex;         ///< "L", "P"
  std::string born_from;   ///< ISO, inclusive
  std::string born_until;  ///< ISO, inclusive
};
/// By number; at most `most`.
Result<std::vector<std::int64_t>> registry_candidates(db::Connection& connection,
                                                      const RegistryNarrow& narrow,
                                                      std::int64_t most);

/// budget -> code and name of its scheme, in its newest version.
struct SchemeOfBudget {
  std::int64_t budget = 0;
  std::string code;
  std::string name;
};
Result<std::vector<SchemeOfBudget>> scheme_names_of_budgets(db::Connection& connection);

}  // namespace payung::store
