#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/text/catalogue.hpp"
#include "app/environment.hpp"
#include "base/result.hpp"
#include "identity/caller.hpp"
#include "store/access_log.hpp"

/// A route: one line that says who may, what it does to the data, and which function answers. The
/// form of what goes in and out stands in web/api/<area>.json under the same method and path;
/// the service refuses what does not fit before the handler sees it.
namespace payung::api {

using Json = nlohmann::ordered_json;
class Service;

/// What a route does to the data; decides connection, transaction and idempotency.
enum class Effect : std::uint8_t {
  none,   ///< no database at all: `environment.database` must not be used
  read,   ///< a reading connection; no transaction of its own
  write,  ///< one write transaction together with the Idempotency-Key's record and the audit
  sign,   ///< writes without a key: signing in and out, codes; each is its own use case
  job,    ///< puts a job up (with key); the work itself runs later
  own,    ///< borrows connections itself, since it works long before it writes; the same again
          ///< must add nothing
};

/// Where it runs. Quick ones never wait for anything but a lookup by key.
enum class Pace : std::uint8_t { quick, slow };

/// What the handler is given. References are valid during the call.
struct Call {
  const http::Request& request;
  const Json& arguments;  ///< path and query by name, typed, with defaults
  const Json& body;       ///< checked against the contract; null when there is none
  const identity::Caller& caller;
  app::Environment& environment;
  Service& service;
  std::string_view language;  ///< "id" or "en"
  /// Whom the answer shows, as written into the access log (see tell in people_common.hpp).
  std::vector<store::AccessEntry>& looks;
};

/// What the handler answers. Status and media type must be those of the contract.
struct Reply {
  int status = 200;
  std::string body = {};  ///< JSON unless `media_type` says otherwise
  std::string media_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// A file, a producer or events instead of `body`.
  std::optional<http::Response> stream = {};
};

using Handler = Result<Reply> (*)(Call& call);

struct Problem;
using Refusal = http::Response (*)(const Problem& problem, const text::Catalogue& words,
                                   const http::RequestHead& head, std::string_view now);

/// Whether its answers are kept in memory (api/kept_answers.hpp). Only for a GET that reads: what
/// it answers must follow from path, query, language, the caller's permissions and scope, the day,
/// the people index and the database without store::quiet_tables(); never from who or when.
enum class Kept : std::uint8_t { no, yes };

/// Whether a session must have brought its password (and second factor) within the last minutes:
/// for what a stranger at an unlocked screen must not do (OWASP ASVS 5 V7.5).
enum class Proof : std::uint8_t { of_signing_in, fresh };

/// Whether it hands out much at once, so that one account gets only so many of them within an hour
/// (OWASP ASVS 5 V2.4): a stolen key does not copy the house all night.
enum class Bulk : std::uint8_t { no, yes };

struct Route {
  http::Method method;
  std::string_view path;  ///< "/v1/payments/{payment}"
  identity::Permission permission;
  Effect effect;
  Handler handler;
  Pace pace = Pace::slow;
  std::int64_t body_bytes_max = std::int64_t{1} << 20;
  bool spool = false;  ///< the body is an upload that goes to a file
  /// How it says what is refused before the handler; null: as RFC 9457 has it.
  Refusal refusal = nullptr;
  Kept kept = Kept::no;
  Proof proof = Proof::of_signing_in;
  Bulk bulk = Bulk::no;
};

/// The same route, its answers kept.
constexpr Route kept(Route route) {
  route.kept = Kept::yes;
  return route;
}

/// The same route, for sessions that proved themselves within the last minutes.
constexpr Route proved(Route route) {
  route.proof = Proof::fresh;
  return route;
}

/// The same route, counted as a bulk file.
constexpr Route bulk(Route route) {
  route.bulk = Bulk::yes;
  return route;
}

/// A JSON answer.
Reply reply(const Json& body, int status = 200);
/// A file of that name, which the browser saves.
Reply attached(std::string body, const std::string& name, const char* media_type);

/// Every route there is; each area's file gives its own. Order has no meaning.
std::vector<Route> all_routes();

std::span<const Route> house_routes();       ///< health, contract, metrics, version
std::span<const Route> session_routes();     ///< sign in and out, second factor, own account
std::span<const Route> account_routes();     ///< accounts, organisations, API keys, approvals
std::span<const Route> upload_routes();      ///< files that are sent
std::span<const Route> list_routes();        ///< senders, lists, rows, findings, links
std::span<const Route> review_routes();      ///< pairs that a human decides
std::span<const Route> job_routes();         ///< jobs and their progress
std::span<const Route> people_routes();      ///< search, person, history, unmask, identity check
std::span<const Route> programme_routes();   ///< schemes, payers, eligibility, plan, allocation
std::span<const Route> plan_routes();        ///< planner, saved plans
std::span<const Route> campaign_routes();    ///< campaigns, pledges
std::span<const Route> member_routes();      ///< members and their events
std::span<const Route> money_routes();       ///< bills, payments, ledger, verify
std::span<const Route> arrears_routes();     ///< billed, paid, open; who owes since when
std::span<const Route> system_routes();      ///< how the house is, copies of the database
std::span<const Route> figure_routes();      ///< potential, report, exports
std::span<const Route> export_routes();      ///< bulk files
std::span<const Route> rule_routes();        ///< the law as data, regions
std::span<const Route> audit_routes();       ///< audit trail
std::span<const Route> privacy_routes();     ///< access log, own data, erasure, breach kit
std::span<const Route> worker_routes();      ///< the worker's own door
std::span<const Route> bank_routes();        ///< bill inquiry and payment for banks
std::span<const Route> registry_routes();    ///< SP-DCI, "active or not"
std::span<const Route> webhook_routes();     ///< subscriptions of other systems
std::span<const Route> saved_view_routes();  ///< named filters of the dashboard
std::span<const Route> provider_routes();    ///< signing in through an OpenID provider

}  // namespace payung::api
