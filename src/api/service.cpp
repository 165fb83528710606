#include "api/service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/people_parts.hpp"
#include "api/work_parts.hpp"
#include "api/write_once.hpp"
#include "db/sha256.hpp"

namespace payung::api {
namespace {

constexpr std::size_t kTagLength = 32;
constexpr std::chrono::milliseconds kPatience{5'000};
/// For the only writer: short writes are over by then.
constexpr std::chrono::milliseconds kShortWait{250};
/// Those few who may wait while long work holds it.
constexpr std::chrono::milliseconds kLongWait{20'000};
constexpr std::string_view kJson = "application/json";
constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);

std::string_view method_name(http::Method method) {
  switch (method) {
    case http::Method::get: return "get";
    case http::Method::head: return "head";
    case http::Method::post: return "post";
    case http::Method::put: return "put";
    case http::Method::patch: return "patch";
    case http::Method::del: return "delete";
    case http::Method::options: return "options";
    case http::Method::other: return "";
  }
  return "";
}

/// "application/json; charset=utf-8" -> "application/json"
std::string media_type(const http::RequestHead& head) {
  const std::string_view value = head.headers.find("Content-Type").value_or("");
  std::string type(value.substr(0, value.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return type;
}

std::string tag_of(std::string_view body) {
  return '"' + db::sha256(body).substr(0, kTagLength) + '"';
}

/// If-Match and If-None-Match: "*" or a list of tags.
bool names_tag(std::string_view field, std::string_view tag) {
  if (field == "*") return true;
  while (!field.empty()) {
    const std::size_t comma = field.find(',');
    std::string_view one = field.substr(0, comma);
    field = comma == std::string_view::npos ? std::string_view() : field.substr(comma + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

/// Whether what callers may do can be another after it.
bool changes_callers(const Route& route) {
  const bool writes = route.effect == Effect::write || route.effect == Effect::sign;
  return writes && (route.permission == identity::Permission::accounts_manage ||
                    route.permission == identity::Permission::self);
}

/// For routes that need no database: whoever asks it anyway gets an error.
class NoDatabase final : public db::Connection {
 public:
  db::Engine engine() const override { return db::Engine::sqlite; }
  Result<std::int64_t> run(std::string_view, std::span<const db::Param>) override { return none(); }
  Status query(std::string_view, std::span<const db::Param>, const EachRow&) override {
    return none();
  }
  Status script(std::string_view) override { return none(); }
  Result<std::unique_ptr<db::BulkWriter>> bulk(std::string_view,
                                               std::span<const std::string_view>) override {
    return none();
  }
  Status begin(db::Access) override { return none(); }
  Status commit() override { return none(); }
  Status rollback() override { return none(); }

 private:
  static Error none() { return {Errc::storage, "database", "this route has none"}; }
};

/// What keeps a browser from doing more with an answer than showing it (OWASP ASVS 5 V3.4).
constexpr std::string_view kSafety =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'\r\n";
constexpr std::string_view kSafetyOverTls =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'\r\n"
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

void add_safety(http::Response& response, const http::RequestHead& head) {
  response.constant_fields = head.secure ? kSafetyOverTls : kSafety;
  response.headers.set("X-Request-Id", head.id);
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
}

}  // namespace

Reply reply(const Json& body, int status) {
  Reply made;
  made.status = status;
  made.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return made;
}

Reply attached(std::string body, const std::string& name, const char* media_type) {
  Reply answer;
  answer.body = std::move(body);
  answer.media_type = media_type;
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return answer;
}

Result<std::unique_ptr<Service>> Service::make(Parts parts, std::vector<Route> routes,
                                               std::vector<ContractPart> contract,
                                               const Settings& settings) {
  std::vector<std::string> permissions;
  std::vector<RouteFacts> facts;
  permissions.reserve(routes.size());
  for (const Route& route : routes) {
    permissions.emplace_back(identity::to_text(route.permission));
    facts.push_back({method_name(route.method), route.path, permissions.back(),
                     route.effect == Effect::write || route.effect == Effect::job});
  }
  auto made = Contract::make(contract, facts, settings.version);
  if (!made) return made.error();
  return std::unique_ptr<Service>(new Service(std::make_unique<Parts>(std::move(parts)),
                                              std::move(routes), *std::move(made), settings));
}

Service::Service(std::unique_ptr<Parts> parts, std::vector<Route> routes, Contract contract,
                 const Settings& settings)
    : parts_(std::move(parts)),
      routes_(std::move(routes)),
      contract_(std::move(contract)),
      settings_(settings),
      router_(routes_),
      guard_(*parts_,
             {settings.account_per_second, settings.account_burst, settings.address_per_second,
              settings.address_burst, settings.bulk_per_hour}),
      indonesian_(text::Catalogue::load("id")),
      english_(text::Catalogue::load("en")),
      javanese_(text::Catalogue::load_over_indonesian("jv")),
      kept_(parts_->changes, settings.kept_bytes) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < routes_.size(); ++i) names.push_back(contract_.operation(i).id());
  metrics_ = std::make_unique<Metrics>(std::move(names));
}

Service::~Service() = default;

const text::Catalogue& Service::words(const http::RequestHead& head) const {
  const std::string_view asked = head.headers.find("Accept-Language").value_or("");
  if (asked.starts_with("jv")) return javanese_;
  return asked.starts_with("en") ? english_ : indonesian_;
}

http::Response Service::refuse(const http::RequestHead& head, const Problem& problem) const {
  const Refusal own = head.route < routes_.size() ? routes_[head.route].refusal : nullptr;
  auto response = own != nullptr ? own(problem, words(head), head, parts_->now())
                                 : problem_response(problem, words(head), head.id);
  add_safety(response, head);
  return response;
}

http::Admission Service::admit(http::RequestHead& head) {
  http::Admission admission;
  const auto match = router_.find(head.method, head.path);
  head.route = match ? match->route : kNoRoute;
  if (!match) {
    const std::string allowed = router_.allowed(head.path);
    Problem problem{404, "no_route", ""};
    if (!allowed.empty()) problem = {405, "no_method", "", {}, {{"Allow", allowed}}};
    admission.refusal = refuse(head, problem);
    return admission;
  }
  const Route& route = routes_[match->route];
  if (draining_ && !route.path.starts_with("/health")) {
    admission.refusal = refuse(head, {503, "busy", "", {}, {{"Retry-After", "5"}}});
    return admission;
  }
  admission.where = route.pace == Pace::quick ? http::Admission::Where::inline_thread
                                              : http::Admission::Where::worker;
  const bool body = !contract_.operation(match->route).media_types().empty();
  admission.body_bytes_max = body ? route.body_bytes_max : 0;
  admission.spool = route.spool;
  admission.perhaps_at_once =
      route.kept == Kept::yes && head.method == http::Method::get && kept_.on();
  // A large body is only taken from somebody who may send it.
  if (!route.spool) return admission;
  auto passed = guard_.pass(head, route);
  if (const auto* problem = std::get_if<Problem>(&passed)) {
    admission.refusal = refuse(head, *problem);
  }
  return admission;
}

std::optional<http::Response> Service::at_once(const http::Request& request) noexcept {
  try {
    auto response = from_memory(request);
    if (response) add_safety(*response, request);
    return response;
  } catch (const std::exception& error) {
    spdlog::error("request {} from memory: {}", request.id, error.what());
    return std::nullopt;
  }
}

/// Callers of one sight are shown the same, in their language, on the same day.
std::string Service::key_of(const http::Request& request, const identity::Caller& caller,
                            Date today) const {
  if (caller.sight.empty()) return {};
  std::string key = request.target;
  const text::Catalogue* said = &words(request);
  key += said == &english_ ? "\ne\n" : said == &javanese_ ? "\nj\n" : "\ni\n";
  key += std::to_string(today.days_since_1970());
  key += '\n';
  key += caller.sight;
  return key;
}

/// Who asks, may he, how often, the header fields: as for every request. The same address was
/// checked against the contract when the answer was made. Whatever is not in order goes the long
/// way, which says so.
std::optional<http::Response> Service::from_memory(const http::Request& request) {
  const Route& route = routes_[request.route];
  const auto who = guard_.who(request, route);
  const auto* caller = std::get_if<identity::Caller>(&who);
  if (caller == nullptr || request.body_bytes > 0) return std::nullopt;
  // RFC 9111, 5.2.1.4: who asks so wants it read anew.
  if (request.headers.find("Cache-Control").value_or("") == "no-cache") return std::nullopt;
  const std::string key = key_of(request, *caller, parts_->today());
  if (key.empty()) return std::nullopt;
  const auto kept = kept_.find(key);
  if (!kept) return std::nullopt;
  const auto find = [&](std::string_view name) { return request.headers.find(name); };
  if (!contract_.operation(request.route).read_headers(find).empty()) return std::nullopt;
  if (auto problem = guard_.check(request, route, *caller)) return refuse(request, *problem);
  for (store::AccessEntry look : kept->looks) {
    look.at = parts_->now();
    look.account = caller->name;
    look.request = request.id;
    if (!parts_->people->access.add(std::move(look))) return std::nullopt;
  }
  http::Response response;
  response.headers.add("Content-Type", kept->media_type);
  response.headers.add("ETag", kept->tag);
  const auto known = request.headers.find("If-None-Match");
  if (known && names_tag(*known, kept->tag)) {
    response.status = 304;
  } else {
    response.body = kept->body;
  }
  return response;
}

/// What was just answered, for the next who asks the same.
void Service::keep(const std::string& key, std::optional<KeptAnswers::Stamp> stamp,
                   const http::Response& response, std::vector<store::AccessEntry> looks) {
  const auto* body = std::get_if<std::string>(&response.body);
  const auto tag = response.headers.find("ETag");
  if (!stamp || key.empty() || response.status != 200 || body == nullptr || !tag) return;
  kept_.keep(key, *stamp,
             {*body, std::string(response.headers.find("Content-Type").value_or("")),
              std::string(*tag), std::move(looks)});
}

http::Response Service::answer(http::Request& request) noexcept {
  http::Response response;
  try {
    response = respond(request);
  } catch (const std::exception& error) {
    // A library threw where none should: the caller learns the number, the log learns the rest.
    spdlog::error("request {} broke: {}", request.id, error.what());
    response = refuse(request, {500, "fault", ""});
  }
  add_safety(response, request);
  return response;
}

std::optional<Problem> Service::check(const http::Request& request, const Operation& operation,
                                      const Router::Match& match, Json& arguments,
                                      Json& body) const {
  auto found =
      operation.read_headers([&](std::string_view name) { return request.headers.find(name); });
  if (!found.empty()) return Problem{400, "bad_header", "", std::move(found)};
  found = operation.read_arguments(match.names, request.query, arguments);
  if (!found.empty()) return Problem{422, "invalid", "", std::move(found)};
  const auto& types = operation.media_types();
  if (types.empty()) return std::nullopt;
  if (request.body_bytes == 0) {
    if (operation.body_required()) return Problem{400, "body_missing", ""};
    return std::nullopt;
  }
  std::string type = media_type(request);
  // Another standard's messages (they are refused in its words) are JSON even where nobody says
  // so; their handler knows from whom that is taken.
  if (type.empty() && routes_[match.route].refusal != nullptr) type = kJson;
  if (std::find(types.begin(), types.end(), type) == types.end()) {
    std::string list;
    for (const auto& one : types) list += (list.empty() ? "" : ", ") + one;
    return Problem{415, "bad_media_type",
                   words(request).text("problem.bad_media_type", {{"expected", list}})};
  }
  if (type != kJson) return std::nullopt;
  auto read = parse_json(request.body);
  if (!read) {
    const std::string why = read.error().where + ": " + read.error().detail;
    return Problem{400, "bad_json", words(request).text("problem.bad_json", {{"expected", why}})};
  }
  body = *std::move(read);
  found = operation.check_body(body);
  if (!found.empty()) return Problem{422, "invalid", "", std::move(found)};
  return std::nullopt;
}

/// Long work may hold the only writer for minutes. Whoever waits for it keeps a worker from those
/// who only read, so that few may wait for long; all others come again. Errors: conflict; those of
/// opening.
Result<db::Lease> Service::writer() {
  auto soon = parts_->writers.borrow_within(kShortWait);
  if (soon || !db::is_busy(soon.error())) return soon;
  if (writers_waiting_.fetch_add(1) >= settings_.writers_waiting) {
    --writers_waiting_;
    return soon;
  }
  auto later = parts_->writers.borrow_within(kLongWait);
  --writers_waiting_;
  return later;
}

http::Response Service::respond(const http::Request& request) {
  const auto match = router_.find(request.method, request.path);
  if (!match) return refuse(request, {404, "no_route", ""});
  const Route& route = routes_[match->route];
  auto passed = guard_.pass(request, route);
  if (const auto* problem = std::get_if<Problem>(&passed)) return refuse(request, *problem);
  auto& caller = std::get<identity::Caller>(passed);

  const Operation& operation = contract_.operation(match->route);
  Json arguments;
  Json body;
  if (route.effect == Effect::write || route.effect == Effect::job) {
    if (auto problem = key_problem(request)) return refuse(request, *problem);
  }
  if (auto problem = check(request, operation, *match, arguments, body)) {
    return refuse(request, *problem);
  }
  // Before anything is read: what is kept is at least as new.
  const bool keeps = route.kept == Kept::yes && request.method == http::Method::get;
  const auto stamp = keeps ? kept_.stamp() : std::nullopt;
  NoDatabase nothing;
  std::optional<db::Lease> lease;
  if (route.effect != Effect::none && route.effect != Effect::own) {
    auto borrowed =
        route.effect == Effect::read ? parts_->readers.borrow_within(kPatience) : writer();
    if (!borrowed) {
      spdlog::error("request {}: no connection: {}", request.id, borrowed.error().detail);
      return refuse(request, {503, "busy", "", {}, {{"Retry-After", "5"}}});
    }
    lease.emplace(*std::move(borrowed));
  }
  SilentProgress silent;
  db::Connection& database = lease ? **lease : static_cast<db::Connection&>(nothing);
  app::Environment environment{database,        parts_->rules, parts_->regions, silent,
                               parts_->today(), parts_->now(), caller.name};
  // One state for the whole answer, and on SQLite one lock instead of one for each query.
  std::optional<db::Transaction> reading;
  if (route.effect == Effect::read) {
    auto begun = db::Transaction::begin(database, db::Access::read);
    if (!begun) return refuse(request, {503, "busy", "", {}, {{"Retry-After", "5"}}});
    reading.emplace(*std::move(begun));
  }
  const bool english = &words(request) == &english_;
  std::vector<store::AccessEntry> looks;
  Call call{request, arguments, body, caller, environment, *this, english ? "en" : "id", looks};
  auto response = perform(route, call, match->route, caller);
  if (stamp) {
    keep(key_of(request, caller, environment.today), stamp, response, std::move(looks));
  }
  return response;
}

/// For changes that are transactions of their own: asked anew right before they begin.
std::optional<Problem> Service::not_any_more(const Route& route, Call& call, std::size_t place,
                                             identity::Caller& caller) {
  if (route.method == http::Method::get) return std::nullopt;
  if (route.effect == Effect::sign) {
    if (auto gone = guard_.still(call.request, route, call.environment.database, caller)) {
      return gone;
    }
    return outdated(call, place);
  }
  auto lease = parts_->readers.borrow_within(kPatience);
  if (!lease) return Problem{503, "busy", "", {}, {{"Retry-After", "5"}}};
  return guard_.still(call.request, route, **lease, caller);
}

/// `caller` is what `call` refers to: what he may is looked up anew before anything is written.
http::Response Service::perform(const Route& route, Call& call, std::size_t place,
                                identity::Caller& caller) {
  const http::Request& request = call.request;
  const bool looks = route.effect == Effect::read || route.effect == Effect::none;
  const std::string& id = contract_.operation(place).id();
  Written written{Reply{}};
  if (route.effect == Effect::write || route.effect == Effect::job) {
    written =
        write_once(call, id, route.handler,
                   {[&] { return guard_.still(request, route, call.environment.database, caller); },
                    [&] { return outdated(call, place); }});
  } else {
    if (!looks) written.problem = not_any_more(route, call, place, caller);
    if (!written.problem) written.reply = route.handler(call);
  }
  if (written.problem) return refuse(request, *written.problem);
  if (route.effect == Effect::job && parts_->work != nullptr) parts_->work->wake();
  // After the commit, so that no old caller is remembered anew in between.
  if (written.reply && changes_callers(route)) parts_->callers.forget();
  if (!written.reply) {
    const Error& error = written.reply.error();
    const Problem problem = problem_of(error, words(request));
    if (problem.status == 500) {
      spdlog::error("request {} {}: {} at {} ({})", request.id, id, to_text(error.code),
                    error.where, error.detail);
    }
    return refuse(request, problem);
  }
  auto response = finish(call, route, *std::move(written.reply));
  if (written.again) response.headers.set("Idempotency-Replayed", "true");
  return response;
}

std::optional<Problem> Service::outdated(Call& call, std::size_t place) const {
  // Something new is no change of what is there; and what shows a list asks for other arguments.
  if (call.request.method == http::Method::post) return std::nullopt;
  const auto wanted = call.request.headers.find("If-Match");
  if (!wanted) return std::nullopt;
  const auto shown = router_.shown_by(place);
  if (!shown) return std::nullopt;
  const auto needed = routes_[*shown].permission;
  if (needed != identity::Permission::open && !call.caller.may(needed)) {
    return Problem{403, "not_allowed", ""};
  }
  const auto now = routes_[*shown].handler(call);
  if (now && names_tag(*wanted, tag_of(now->body))) return std::nullopt;
  return Problem{412, "changed", ""};
}

http::Response Service::finish(const Call& call, const Route& route, Reply&& reply) const {
  http::Response response;
  if (reply.stream) response = *std::move(reply.stream);
  response.status = reply.status;
  for (auto& [name, value] : reply.headers) response.headers.add(name, std::move(value));
  if (reply.stream) return response;
  if (!reply.body.empty()) response.headers.set("Content-Type", reply.media_type);
  if (route.method == http::Method::get && reply.status == 200) {
    const std::string tag = tag_of(reply.body);
    response.headers.set("ETag", tag);
    const auto known = call.request.headers.find("If-None-Match");
    if (known && names_tag(*known, tag)) {
      response.status = 304;
      return response;
    }
  }
  response.body = std::move(reply.body);
  return response;
}

void Service::finished(const http::RequestHead& head, int status, std::chrono::microseconds took,
                       std::int64_t bytes_out) {
  std::string_view operation = "none";
  if (head.route < routes_.size()) {
    operation = contract_.operation(head.route).id();
    metrics_->count(head.route, status, took, bytes_out);
  } else {
    metrics_->count_unrouted(status, took, bytes_out);
  }
  // Neither path nor query: both may hold what somebody searched for.
  spdlog::info(R"({{"request":"{}","operation":"{}","status":{},"micros":{},"bytes":{}}})", head.id,
               operation, status, took.count(), bytes_out);
}

}  // namespace payung::api
