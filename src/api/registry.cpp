// SP-DCI: the paths of the Social Registry and the Integrated Beneficiary Registry API 1.0.0 under
// /dci/social and /dci/ibr. What asks is answered at once (sync), or acknowledged at once and
// answered by callback (registry_post.hpp).
#include <chrono>
#include <variant>

#include "api/people_common.hpp"
#include "api/registry_answers.hpp"
#include "api/registry_handlers.hpp"
#include "api/registry_signature.hpp"
#include "db/sha256.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::size_t kCallbackMax = 2'000;
constexpr std::chrono::milliseconds kPatience{1'000};

/// What came in, and the address under which it is kept.
struct Taken {
  Heard heard;
  std::string body_hash;
  std::optional<store::RegistryMessage> known;  ///< the same message, sent before
};
using Hearing = std::variant<Taken, DciRefusal>;

std::string body_hash(const Json& body) { return db::sha256(dumped(body)); }

store::RegistryMessage kept_as(const Call& call, const Heard& heard) {
  store::RegistryMessage message;
  message.registry = to_text(heard.registry);
  message.action = heard.kept;
  message.sender = heard.sender;
  message.account = call.caller.account;
  message.api_key = call.caller.api_key.value_or(0);
  message.message_id = heard.message_id;
  message.transaction_id = heard.transaction_id;
  message.correlation_id = heard.correlation_id;
  message.callback_uri = heard.callback_uri;
  message.received_at = call.environment.now;
  message.next_try = call.environment.now;
  return message;
}

/// Where the answer to it goes below a partner's own address.
std::string_view answer_path(DciAction action) {
  switch (action) {
    case DciAction::search: return "/registry/on-search";
    case DciAction::subscribe: return "/registry/on-subscribe";
    case DciAction::unsubscribe: return "/registry/on-unsubscribe";
    case DciAction::txn_status: return "/registry/txn/on-status";
    case DciAction::enrolled:
    case DciAction::enrolment_updates:
    case DciAction::on_search:
    case DciAction::on_subscribe:
    case DciAction::on_unsubscribe:
    case DciAction::txn_on_status:
    case DciAction::notify: return "";
  }
  PAYUNG_CHECK(false);
}

/// https, or http where the owner allows it, with a host and nobody's password in it.
bool is_callback(std::string_view uri, fetch::Reach reach) {
  if (uri.size() > kCallbackMax) return false;
  if (uri.starts_with("https://")) {
    uri.remove_prefix(8);
  } else if (reach == fetch::Reach::anywhere && uri.starts_with("http://")) {
    uri.remove_prefix(7);
  } else {
    return false;
  }
  const std::string_view host = uri.substr(0, uri.find_first_of("/?#"));
  return !host.empty() && host.find('@') == std::string_view::npos &&
         uri.find('#') == std::string_view::npos &&
         uri.find_first_of(" \t\r\n\"<>\\") == std::string_view::npos;
}

/// Who a message says it is from, as far as partners were set up, and whether it is signed as it
/// must be. A partner with a key signs every message. Errors: storage; unsupported when the body's
/// type was left out by somebody who is no partner on file.
Result<std::optional<DciRefusal>> check_sender(Call& call, DciAction action, const Json& body,
                                               std::string& callback_uri) {
  const Json& header = body["header"];
  const std::string sender = field_text(header, "sender_id");
  const std::string signature = field_text(body, "signature");
  const auto partner = store::registry_partner(call.environment.database, sender);
  if (!partner) return partner.error();
  // OpenG2P's importer names no type; whoever was set up by name may do so.
  if (!*partner && !call.request.headers.find("Content-Type")) {
    return Error{Errc::unsupported, "Content-Type", "application/json"};
  }
  const DciRefusal stranger{"err.sender_id.invalid", "",
                            "this key may not speak as that sender_id"};
  if (*partner && (*partner)->account != call.caller.account) return std::optional(stranger);
  if (!*partner) {
    const auto own = store::registry_partners_of(call.environment.database, call.caller.account);
    if (!own) return own.error();
    if (!own->empty()) return std::optional(stranger);
  }
  if (callback_uri.empty() && *partner && !(*partner)->callback_uri.empty()) {
    callback_uri = (*partner)->callback_uri + std::string(answer_path(action));
  }
  const std::string key = *partner ? (*partner)->public_key : std::string();
  if (is_unsigned(signature)) {
    if (key.empty()) return std::optional<DciRefusal>();
    return std::optional(DciRefusal{"err.signature.missing", "", "sign the message"});
  }
  const auto now = identity::Instant::parse(call.environment.now);
  if (!now) return now.error();
  if (!key.empty() && signature_holds(key, sender, signature, header, body["message"], *now)) {
    return std::optional<DciRefusal>();
  }
  return std::optional(DciRefusal{
      "err.signature.invalid", "",
      key.empty() ? "no key of this sender is on file; have one set up or leave the signature out"
                  : "the signature is not that of header and message with the key on file"});
}

/// `callback_uri`: empty where nothing will be called.
std::optional<DciRefusal> check_addresses(const Json& header, const RegistrySettings& settings,
                                          const std::string& callback_uri) {
  const std::string receiver = field_text(header, "receiver_id");
  const bool named = settings.id != RegistrySettings{}.id;
  if (named && !receiver.empty() && receiver != settings.id) {
    return DciRefusal{"err.receiver_id.invalid", "", "this is " + settings.id};
  }
  if (!callback_uri.empty() && !is_callback(callback_uri, settings.callbacks)) {
    return DciRefusal{"err.sender_uri.invalid", "",
                      "https://host/path that the public can reach (a test bench: payung serve "
                      "--private-callbacks)"};
  }
  return std::nullopt;
}

enum class Way : std::uint8_t { sync, async };

Result<Hearing> hear(Call& call, const PeopleParts& people, Registry registry, DciAction action,
                     Way way) {
  const Json body = usual_form(action, call.body);
  if (!call.caller.api_key) {
    return Hearing(DciRefusal{"err.request.forbidden", "", "send an API key as bearer token"});
  }
  if (auto refusal = check_form(action, body)) return Hearing(*std::move(refusal));
  const Json& header = body["header"];
  Taken taken;
  Heard& heard = taken.heard;
  heard = {registry,
           action,
           field_text(header, "sender_id"),
           field_text(header, "message_id"),
           field_text(body["message"], "transaction_id"),
           call.service.parts().identity.new_public_id(),
           field_text(header, "sender_uri"),
           body["message"],
           (way == Way::sync ? "sync-" : "") + std::string(kept_name(action))};
  const auto sender = check_sender(call, action, call.body, heard.callback_uri);
  if (!sender) return sender.error();
  if (*sender) return Hearing(**sender);
  if (way == Way::sync) heard.callback_uri.clear();
  if (auto refusal = check_addresses(header, people.registry, heard.callback_uri)) {
    return Hearing(*std::move(refusal));
  }
  taken.body_hash = body_hash(body["message"]);
  auto known = store::registry_message(call.environment.database, kept_as(call, heard));
  if (!known) return known.error();
  taken.known = *std::move(known);
  if (taken.known && taken.known->body_hash != taken.body_hash) {
    return Hearing(DciRefusal{"err.request.bad", "rjct.message_id.duplicate",
                              "that message_id stands for another message; give a new one"});
  }
  if (taken.known) heard.correlation_id = taken.known->correlation_id;
  return Hearing(std::move(taken));
}

/// Signature, header and message.
Json signed_envelope(const Call& call, const PeopleParts& people, Json header, Json message) {
  const auto now = identity::Instant::parse(call.environment.now);
  Json made;
  made["signature"] = sign_message(people.signer, people.registry.id, header, message,
                                   now ? *now : identity::Instant{});
  made["header"] = std::move(header);
  made["message"] = std::move(message);
  return made;
}

bool is_enrolled(DciAction action) {
  return action == DciAction::enrolled || action == DciAction::enrolment_updates;
}

/// The standard names the bare message where an answer with an envelope belongs; so the message's
/// own fields stand beside the envelope, and either reading holds.
void add_bare(DciAction action, const std::string& transaction_id,
              const std::string& correlation_id, Json& made) {
  if (!is_enrolled(action)) return;
  made["transaction_id"] = transaction_id;
  made["correlation_id"] = correlation_id;
  made["enrolled_response"] = made["message"].value("enrolled_response", Json::array());
}

/// Mock-ups of the standard send no body at all and look for the answer's own fields at the top;
/// to them alone these are shown, with nothing in them.
void add_empty_form(const Call& call, DciAction action, const std::string& correlation_id,
                    const DciRefusal& refusal, Json& made) {
  if (!call.body.is_null()) return;
  if (action == DciAction::search && made.contains("header")) {
    made["reference_id"] = "";
    made["status"] = "rjct";
    made["data"] = {{"version", "1.0.0"}, {"reg_records", Json::array()}};
    made["locale"] = "eng";
    return;
  }
  if (action != DciAction::search && action != DciAction::txn_status) return;
  if (action == DciAction::txn_status && !made.contains("header")) return;
  made["transaction_id"] = 0;
  made["correlation_id"] = correlation_id;
  made[action == DciAction::search ? "search_response" : "txnstatus_response"] = {
      {"status", "rjct"}, {"message", refusal.words}};
}

Reply refuse_sync(const Call& call, const PeopleParts& people, DciAction action,
                  const DciRefusal& refusal) {
  const Json header = call.body.is_object() ? call.body.value("header", Json()) : Json();
  const Json message = call.body.is_object() ? call.body.value("message", Json()) : Json();
  std::string transaction = field_text(message, "transaction_id");
  if (transaction.size() > 99) transaction.clear();
  const std::string correlation = call.request.id;
  DciResult result{"rjct", refusal.reason, refusal.words, 0, 0};
  static const std::vector<std::string_view> known{
      "rjct.version.invalid", "rjct.message_id.duplicate", "rjct.message_ts.invalid",
      "rjct.action.invalid", "rjct.total_count.invalid"};
  if (std::find(known.begin(), known.end(), result.reason) == known.end()) result.reason.clear();
  std::string id = field_text(header, "message_id");
  if (id.empty()) id = correlation;
  Json made = signed_envelope(
      call, people,
      answer_header(answer_action(action), id, call.environment.now, people.registry.id,
                    field_text(header, "sender_id"), result),
      refused_answer(action, call.environment.now, transaction, correlation, refusal));
  add_bare(action, transaction, correlation, made);
  add_empty_form(call, action, correlation, refusal, made);
  return reply(made);
}

Result<DciAnswer> answer_now(Call& call, PeopleParts& people, const Heard& heard) {
  const RegistryDesk desk{people, call.service.parts().identity};
  if (heard.action == DciAction::search) {
    return answer_search(desk, call.environment, call.caller, heard);
  }
  if (heard.action == DciAction::txn_status) {
    return answer_status(call.environment, call.caller, heard);
  }
  if (heard.action == DciAction::enrolled) {
    return answer_enrolled(desk, call.environment, call.caller, heard);
  }
  return answer_enrolment_updates(desk, call.environment, call.caller, heard);
}

/// That it was asked, and what became of its parts; nobody's data.
Status keep_asked(Call& call, db::Connection& writer, const Taken& taken, const Json& outcome) {
  if (taken.known) return {};
  store::RegistryMessage message = kept_as(call, taken.heard);
  message.body_hash = taken.body_hash;
  message.callback_uri.clear();
  message.payload = dumped({{"outcome", outcome}});
  message.state = store::RegistryState::kept;
  message.ended_at = call.environment.now;
  auto transaction = db::Transaction::begin(writer);
  if (!transaction) return transaction.error();
  auto added = store::add_registry_message(writer, message);
  // The same message came twice at once, and the other one was quicker.
  if (!added && added.error().code == Errc::already_there) return {};
  if (!added) return added;
  return transaction->commit();
}

template <Registry registry, DciAction action>
Result<Reply> sync(Call& call) {
  const auto people = people_parts(call);
  if (!people) return people.error();
  const auto hearing = hear(call, **people, registry, action, Way::sync);
  if (!hearing) return hearing.error();
  if (const auto* refusal = std::get_if<DciRefusal>(&*hearing)) {
    return refuse_sync(call, **people, action, *refusal);
  }
  const Taken& taken = std::get<Taken>(*hearing);
  const Heard& heard = taken.heard;
  std::optional<db::Transaction> writing;
  if (action == DciAction::enrolment_updates) {
    auto begun = db::Transaction::begin(call.environment.database);
    if (!begun) return begun.error();
    writing.emplace(*std::move(begun));
  }
  const auto answer = answer_now(call, **people, heard);
  if (!answer) return answer.error();
  if (writing) {
    if (auto kept = keep_asked(call, call.environment.database, taken, answer->outcome); !kept) {
      return kept.error();
    }
    if (auto done = writing->commit(); !done) return done.error();
  } else {
    // While long work holds the only writer, an answer goes out without a status to ask for later.
    const auto writer = call.service.parts().writers.borrow_within(kPatience);
    if (writer) {
      if (auto kept = keep_asked(call, **writer, taken, answer->outcome); !kept) {
        return kept.error();
      }
    }
  }
  Json made =
      signed_envelope(call, **people,
                      answer_header(answer_action(action), heard.message_id, call.environment.now,
                                    (*people)->registry.id, heard.sender, answer->result),
                      answer->message);
  add_bare(action, heard.transaction_id, heard.correlation_id, made);
  return reply(made);
}

/// What is done at once, so that only the telling waits.
Result<std::optional<DciAnswer>> done_at_once(Call& call, PeopleParts& people, const Heard& heard) {
  const RegistryDesk desk{people, call.service.parts().identity};
  if (heard.action == DciAction::subscribe) {
    auto made = answer_subscribe(desk, call.environment, call.caller, heard);
    if (!made) return made.error();
    return std::optional(*std::move(made));
  }
  if (heard.action == DciAction::unsubscribe) {
    auto made = answer_unsubscribe(call.environment, call.caller, heard);
    if (!made) return made.error();
    return std::optional(*std::move(made));
  }
  return std::optional<DciAnswer>();
}

/// The parts that wait, for whoever asks meanwhile.
Json waiting_outcome(const Heard& heard) {
  Json outcome = Json::array();
  for (const Json& item : heard.message.value("search_request", Json::array())) {
    outcome.push_back({{"reference_id", field_text(item, "reference_id")}, {"status", "pdng"}});
  }
  return outcome;
}

Status put_up(Call& call, PeopleParts& people, const Taken& taken) {
  auto transaction = db::Transaction::begin(call.environment.database);
  if (!transaction) return transaction.error();
  auto done = done_at_once(call, people, taken.heard);
  if (!done) return done.error();
  Json payload;
  if (*done) {
    payload = {{"answer", (*done)->message},
               {"status", (*done)->result.status},
               {"total", (*done)->result.total},
               {"outcome", (*done)->outcome}};
  } else {
    payload = {{"message", taken.heard.message}, {"outcome", waiting_outcome(taken.heard)}};
  }
  store::RegistryMessage message = kept_as(call, taken.heard);
  message.body_hash = taken.body_hash;
  message.payload = dumped(payload);
  auto added = store::add_registry_message(call.environment.database, message);
  if (!added) return added;
  return transaction->commit();
}

template <Registry registry, DciAction action>
Result<Reply> async(Call& call) {
  const auto people = people_parts(call);
  if (!people) return people.error();
  const std::string& now = call.environment.now;
  const auto hearing = hear(call, **people, registry, action, Way::async);
  if (!hearing) return hearing.error();
  if (const auto* refusal = std::get_if<DciRefusal>(&*hearing)) {
    Json made = refused(now, call.request.id, *refusal);
    add_empty_form(call, action, call.request.id, *refusal, made);
    return reply(made);
  }
  const Taken& taken = std::get<Taken>(*hearing);
  if (!taken.known) {
    if (auto done = put_up(call, **people, taken); !done) return done.error();
  }
  return reply(acknowledged(now, taken.heard.correlation_id));
}

/// What others send to whoever asked them. Nothing here asks others, so nothing of it is kept but
/// that it came.
template <Registry registry, DciAction action>
Result<Reply> received(Call& call) {
  const auto people = people_parts(call);
  if (!people) return people.error();
  const std::string& now = call.environment.now;
  const auto hearing = hear(call, **people, registry, action, Way::async);
  if (!hearing) return hearing.error();
  if (const auto* refusal = std::get_if<DciRefusal>(&*hearing)) {
    return reply(refused(now, call.request.id, *refusal));
  }
  const Taken& taken = std::get<Taken>(*hearing);
  if (auto kept = keep_asked(call, call.environment.database, taken, Json::array()); !kept) {
    return kept.error();
  }
  return reply(acknowledged(now, taken.heard.correlation_id));
}

Result<Reply> keys(Call& call) {
  const auto people = people_parts(call);
  if (!people) return people.error();
  Reply made = reply(key_set((*people)->signer.public_key()));
  made.headers.emplace_back("Cache-Control", "public, max-age=3600");
  return made;
}

http::Response say(const Problem& problem, const text::Catalogue& words,
                   const http::RequestHead& head, std::string_view now) {
  return dci_problem(problem, words, head, now);
}

constexpr std::int64_t kBodyMax = std::int64_t{1} << 20;

constexpr Route asks(std::string_view path, Effect effect, Handler handler) {
  return {Method::post, path, Permission::registry_query, effect, handler, Pace::slow, kBodyMax,
          false,        say};
}

using enum DciAction;
constexpr auto kSocial = Registry::social;
constexpr auto kIbr = Registry::ibr;

constexpr Route kRoutes[] = {
    asks("/dci/social/registry/sync/search", Effect::read, sync<kSocial, search>),
    asks("/dci/social/registry/sync/txn/status", Effect::read, sync<kSocial, txn_status>),
    asks("/dci/social/registry/search", Effect::sign, async<kSocial, search>),
    asks("/dci/social/registry/subscribe", Effect::sign, async<kSocial, subscribe>),
    asks("/dci/social/registry/unsubscribe", Effect::sign, async<kSocial, unsubscribe>),
    asks("/dci/social/registry/txn/status", Effect::sign, async<kSocial, txn_status>),
    asks("/dci/social/registry/on-search", Effect::sign, received<kSocial, on_search>),
    asks("/dci/social/registry/on-subscribe", Effect::sign, received<kSocial, on_subscribe>),
    asks("/dci/social/registry/on-unsubscribe", Effect::sign, received<kSocial, on_unsubscribe>),
    asks("/dci/social/registry/txn/on-status", Effect::sign, received<kSocial, txn_on_status>),
    asks("/dci/social/registry/notify", Effect::sign, received<kSocial, notify>),
    asks("/dci/ibr/registry/sync/search", Effect::read, sync<kIbr, search>),
    asks("/dci/ibr/registry/sync/txn/status", Effect::read, sync<kIbr, txn_status>),
    asks("/dci/ibr/registry/sync/enrolled", Effect::read, sync<kIbr, enrolled>),
    asks("/dci/ibr/registry/sync/enrollment/updates", Effect::sign, sync<kIbr, enrolment_updates>),
    asks("/dci/ibr/registry/search", Effect::sign, async<kIbr, search>),
    asks("/dci/ibr/registry/subscribe", Effect::sign, async<kIbr, subscribe>),
    asks("/dci/ibr/registry/unsubscribe", Effect::sign, async<kIbr, unsubscribe>),
    asks("/dci/ibr/registry/txn/status", Effect::sign, async<kIbr, txn_status>),
    asks("/dci/ibr/registry/on-search", Effect::sign, received<kIbr, on_search>),
    asks("/dci/ibr/registry/on-subscribe", Effect::sign, received<kIbr, on_subscribe>),
    asks("/dci/ibr/registry/on-unsubscribe", Effect::sign, received<kIbr, on_unsubscribe>),
    asks("/dci/ibr/registry/txn/on-status", Effect::sign, received<kIbr, txn_on_status>),
    asks("/dci/ibr/registry/notify", Effect::sign, received<kIbr, notify>),
    {Method::get, "/.well-known/jwks.json", Permission::open, Effect::none, keys, Pace::quick},
    {Method::post, "/dci/oauth2/token", Permission::open, Effect::none, give_token},
    {Method::post, "/v1/active-checks", Permission::active_query, Effect::read, active_check},
    {Method::post, "/v1/active-checks/batch", Permission::active_query, Effect::read,
     active_checks},
    {Method::get, "/v1/registry-partners", Permission::system_manage, Effect::read, list_partners},
    {Method::post, "/v1/registry-partners", Permission::system_manage, Effect::write, add_partner},
    {Method::del, "/v1/registry-partners", Permission::system_manage, Effect::write,
     remove_named_partner},
    {Method::put, "/v1/registry-partners/{sender}", Permission::system_manage, Effect::write,
     put_partner},
    {Method::del, "/v1/registry-partners/{sender}", Permission::system_manage, Effect::write,
     remove_partner},
};

}  // namespace

std::span<const Route> registry_routes() { return kRoutes; }

}  // namespace payung::api
