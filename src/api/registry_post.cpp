#include "api/registry_post.hpp"

#include <algorithm>

#include "api/json_schema.hpp"
#include "api/registry_answers.hpp"
#include "api/registry_query.hpp"
#include "api/registry_signature.hpp"
#include "app/who_is.hpp"

namespace payung::api {
namespace {

constexpr std::int64_t kRoundMax = 50;  // messages before news are looked for again
constexpr std::int64_t kLease_s = 60;   // longer than one call can take
constexpr std::int64_t kSoon_s = 1;
constexpr std::int64_t kFaultsMax = 5;  // of ours, before it waits as long as for a partner
constexpr int kNoteTries = 3;
constexpr std::int64_t kTriesMax = 12;  // over some ten hours
constexpr std::int64_t kFirstWait_s = 5;
constexpr std::int64_t kWaitMax_s = 7'200;
constexpr std::int64_t kNewsMax = 200;  // events in one notification
constexpr std::int64_t kKeep_s = std::int64_t{30} * 86'400;

using store::RegistryMessage;
using store::RegistryState;

std::optional<DciAction> action_named(std::string_view name) {
  for (const DciAction action : {DciAction::search, DciAction::subscribe, DciAction::unsubscribe,
                                 DciAction::txn_status, DciAction::notify}) {
    if (kept_name(action) == name) return action;
  }
  return std::nullopt;
}

std::int64_t wait_after(std::int64_t attempts) {
  std::int64_t wait = kFirstWait_s;
  for (std::int64_t i = 1; i < attempts && wait < kWaitMax_s; ++i) wait *= 2;
  return std::min(wait, kWaitMax_s);
}

bool is_hit(RegistryHears hears, std::string_view kind) {
  return (kind == "enrolled") == (hears == RegistryHears::registrations);
}

/// A fault of ours (a busy database) is over soon; the partner is not to be made to wait for it.
/// Never again when it was tried often enough.
void put_off(const std::string& now, RegistryMessage& message) {
  const auto moment = identity::Instant::parse(now);
  if (message.attempts >= kTriesMax || !moment) {
    message.state = RegistryState::failed;
    message.payload = R"({"outcome":[]})";
    message.ended_at = now;
    return;
  }
  const bool soon = message.attempts <= kFaultsMax;
  message.next_try = moment->plus(soon ? kSoon_s : wait_after(message.attempts)).text();
}

/// Nothing of what was asked or answered stays, only what became of each part.
void end(RegistryMessage& message, RegistryState state, const Json& outcome, std::string now) {
  message.state = state;
  message.payload = dumped({{"outcome", outcome}});
  message.ended_at = std::move(now);
}

/// One message on its way: what it says, to whom.
struct Letter {
  Json message;
  DciResult result;
  Json outcome = Json::array();
  bool nothing = false;  ///< there is nothing to say
  bool bare = false;     ///< without a signature, as the partner on file wants it
};

/// Makes letters, each with a connection of its own that it gives back before anything is sent.
class Writer {
 public:
  Writer(const RegistryPost::Means& means, db::Connection& database)
      : means_(means), environment_{database,      means.rules, means.regions, progress_,
                                    means.today(), means.now(), "registry"} {}

  Result<Letter> letter(const RegistryMessage& message, DciAction action,
                        const identity::Caller& caller) {
    const auto kept = parse_json(message.payload);
    if (!kept || !kept->is_object()) return Error{Errc::integrity, "registry_message", "payload"};
    if (action == DciAction::notify) return news(*kept, caller);
    if (kept->contains("answer")) {
      Letter made{(*kept)["answer"], {}, kept->value("outcome", Json::array())};
      made.result.status = kept->value("status", "succ");
      made.result.total = kept->value("total", std::int64_t{1});
      made.result.completed = made.result.total;
      return made;
    }
    Heard heard;
    heard.registry = message.registry == "ibr" ? Registry::ibr : Registry::social;
    heard.action = action;
    heard.sender = message.sender;
    heard.transaction_id = message.transaction_id;
    heard.correlation_id = message.correlation_id;
    heard.message = kept->value("message", Json::object());
    const RegistryDesk desk{means_.people, means_.identity};
    auto answer = action == DciAction::search ? answer_search(desk, environment_, caller, heard)
                                              : answer_status(environment_, caller, heard);
    if (!answer) return answer.error();
    return Letter{std::move(answer->message), answer->result, std::move(answer->outcome)};
  }

 private:
  Result<Letter> news(const Json& kept, const identity::Caller& caller) {
    const auto one = store::registry_subscription(environment_.database,
                                                  kept.value("subscription", std::int64_t{0}));
    if (!one) return one.error();
    Letter made;
    made.nothing = true;
    if (!one->ended_at.empty()) return made;
    const auto hears = hears_of(one->event_type);
    const auto filter = parse_json(one->filter);
    if (!hears || !filter) return Error{Errc::integrity, "registry_subscription", one->code};
    const auto where = read_query(field_text(*filter, "type"), filter->value("query", Json()));
    if (!where) return Error{Errc::integrity, "registry_subscription", one->code};
    const std::int64_t until = kept.value("until", std::int64_t{0});
    const auto events = store::registry_events(environment_.database,
                                               kept.value("after", std::int64_t{0}), kNewsMax);
    if (!events) return events.error();
    Json parts = Json::array();
    for (const store::RegistryEvent& event : *events) {
      if (event.id > until || !is_hit(*hears, event.kind)) continue;
      auto person = app::registry_person(environment_, means_.people.index, means_.people.ids,
                                         *where, caller.scope, event.person);
      if (!person) return person.error();
      if (!*person) continue;
      parts.push_back(event_part(*one, *hears, event, **person));
      if (auto told = record(caller, *one, event.person); !told) return told.error();
    }
    made.nothing = parts.empty();
    made.result.total = static_cast<std::int64_t>(parts.size());
    made.result.completed = made.result.total;
    made.message = {{"transaction_id", one->code}, {"notify_event", std::move(parts)}};
    return made;
  }

  static Json event_part(const store::RegistrySubscription& one, RegistryHears hears,
                         const store::RegistryEvent& event, const app::RegistryPerson& person) {
    const Registry registry = one.registry == "ibr" ? Registry::ibr : Registry::social;
    Json data{{"version", "1.0.0"},
              {"reg_type", registry == Registry::ibr ? "ns:org:RegistryType:IBR"
                                                     : "ns:org:RegistryType:Social"}};
    // The social registry's list of events has no word for a change.
    if (registry == Registry::ibr) {
      data["reg_event_type"] =
          hears == RegistryHears::registrations ? "enrollement" : "enrollement_status_change";
    } else if (hears == RegistryHears::registrations) {
      data["reg_event_type"] = "REGISTER";
    }
    data["reg_record_type"] = record_name(registry, one.record_type);
    data["reg_records"] = registry_record(registry, one.record_type, person);
    return {{"reference_id", one.reference_id + ":" + std::to_string(event.id)},
            {"timestamp", event.recorded_at},
            {"data", std::move(data)}};
  }

  Status record(const identity::Caller& caller, const store::RegistrySubscription& one,
                std::int64_t person) {
    return means_.people.access.add({environment_.now, caller.name, identity::to_text(caller.scope),
                                     person, store::Seen::registry, "registry_query",
                                     "dci " + one.registry + " notify", one.code});
  }

  const RegistryPost::Means& means_;
  SilentProgress progress_;
  app::Environment environment_;
};

/// Whether the other side took it. Errors: bad_option when the address may not be called.
Result<bool> send(const RegistryPost::Means& means, const RegistryMessage& message,
                  DciAction action, const Letter& letter) {
  const auto now = identity::Instant::parse(means.now());
  if (!now) return now.error();
  const std::string our_id = means.people.registry.id;
  Json envelope;
  // The same message sent again has the same id, so that the other side knows it.
  Json header = answer_header(answer_action(action), "payung-" + message.correlation_id,
                              now->text(), our_id, message.sender, letter.result);
  envelope["signature"] =
      letter.bare ? std::string()
                  : sign_message(means.people.signer, our_id, header, letter.message, *now);
  envelope["header"] = std::move(header);
  envelope["message"] = letter.message;
  fetch::Request request;
  request.method = "POST";
  request.url = message.callback_uri;
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body = dumped(envelope);
  const auto answer = means.client.send(request);
  if (!answer && answer.error().code == Errc::bad_option) return answer.error();
  return answer && answer->status >= 200 && answer->status < 300;
}

/// One message: made, sent, and what became of it noted in it.
Status deal_with(const RegistryPost::Means& means, RegistryMessage& message) {
  const auto now = identity::Instant::parse(means.now());
  if (!now) return now.error();
  const auto action = action_named(message.action);
  if (!action) return Error{Errc::integrity, "registry_message", message.action};
  Letter letter;
  {
    const auto reader = means.readers.borrow();
    if (!reader) return reader.error();
    const auto caller = app::caller_of_key(**reader, message.api_key, *now);
    if (!caller) return caller.error();
    if (!*caller || !(*caller)->may(identity::Permission::registry_query)) {
      end(message, RegistryState::failed, Json::array(), now->text());
      return {};
    }
    auto transaction = db::Transaction::begin(**reader, db::Access::read);
    if (!transaction) return transaction.error();
    auto made = Writer(means, **reader).letter(message, *action, **caller);
    if (!made) return made.error();
    letter = *std::move(made);
    const auto partner = store::registry_partner(**reader, message.sender);
    if (!partner) return partner.error();
    letter.bare = *partner && !(*partner)->answers_signed;
  }
  if (letter.nothing || message.callback_uri.empty()) {
    end(message, RegistryState::kept, letter.outcome, now->text());
    return {};
  }
  const auto sent = send(means, message, *action, letter);
  if (sent && *sent) {
    end(message, RegistryState::answered, letter.outcome, now->text());
  } else if (!sent || message.attempts >= kTriesMax) {
    end(message, RegistryState::failed, letter.outcome, now->text());
  } else {
    message.next_try = now->plus(wait_after(message.attempts)).text();
  }
  return {};
}

Status note(const RegistryPost::Means& means, const RegistryMessage& message) {
  const auto writer = means.writers.borrow();
  if (!writer) return writer.error();
  auto transaction = db::Transaction::begin(**writer);
  if (!transaction) return transaction.error();
  const auto held = store::end_registry_try(**writer, message, means.holder);
  if (!held) return held.error();
  return transaction->commit();
}

/// What is not noted is sent again when the lease is over, so this is worth some tries.
Status note_surely(const RegistryPost::Means& means, const RegistryMessage& message) {
  Status noted;
  for (int i = 0; i < kNoteTries; ++i) {
    noted = note(means, message);
    if (noted) break;
  }
  return noted;
}

/// The first of several faults is the one that is told.
void keep_first(Status& first, const Status& next) {
  if (first && !next) first = next;
}

}  // namespace

std::string news_address(const std::string& callback_uri) {
  constexpr std::string_view kAnswer = "/on-subscribe";
  if (!callback_uri.ends_with(kAnswer)) return callback_uri;
  return callback_uri.substr(0, callback_uri.size() - kAnswer.size()) + "/notify";
}

Status RegistryPost::put_up(db::Connection& database, std::int64_t number) {
  const auto one = store::registry_subscription(database, number);
  if (!one) return one.error();
  if (!one->ended_at.empty()) return {};
  const auto events = store::registry_events(database, one->heard, kNewsMax);
  if (!events) return events.error();
  if (events->empty()) return {};
  const std::string now = means_.now();
  const auto hears = hears_of(one->event_type);
  if (!hears) return hears.error();
  const bool in_time = (one->starts_at.empty() || one->starts_at <= now) &&
                       (one->ends_at.empty() || now <= one->ends_at);
  const bool any = std::ranges::any_of(
      *events, [&](const store::RegistryEvent& event) { return is_hit(*hears, event.kind); });
  if (in_time && any) {
    RegistryMessage message;
    message.registry = one->registry;
    message.action = to_text(DciAction::notify);
    message.sender = one->sender;
    message.account = one->account;
    message.api_key = one->api_key;
    message.correlation_id = means_.identity.new_public_id();
    message.message_id = message.correlation_id;
    message.transaction_id = one->code;
    message.callback_uri = news_address(one->callback_uri);
    message.payload = Json{
        {"subscription", one->id},
        {"after", one->heard},
        {"until", events->back().id},
        {"outcome",
         Json::array()}}.dump();
    message.received_at = now;
    message.next_try = now;
    if (auto added = store::add_registry_message(database, message); !added) return added;
  }
  return store::mark_registry_heard(database, one->id, events->back().id);
}

Status RegistryPost::put_up_news() {
  std::vector<std::int64_t> behind;
  {
    const auto reader = means_.readers.borrow();
    if (!reader) return reader.error();
    const auto last = store::last_membership_event(**reader);
    if (!last) return last.error();
    const auto all = store::registry_subscriptions(**reader, {});
    if (!all) return all.error();
    for (const store::RegistrySubscription& one : *all) {
      if (one.heard < *last) behind.push_back(one.id);
    }
  }
  Status first_fault;
  for (const std::int64_t subscription : behind) {
    // One that cannot be read keeps no other one waiting.
    keep_first(first_fault, put_up_alone(subscription));
  }
  return first_fault;
}

Status RegistryPost::put_up_alone(std::int64_t subscription) {
  const auto writer = means_.writers.borrow();
  if (!writer) return writer.error();
  // In one transaction, so that two servers never tell the same twice.
  auto transaction = db::Transaction::begin(**writer);
  if (!transaction) return transaction.error();
  if (auto done = put_up(**writer, subscription); !done) return done;
  return transaction->commit();
}

Result<std::int64_t> RegistryPost::round() {
  // Answers do not wait for news that cannot be put up.
  Status first_fault = put_up_news();
  std::int64_t dealt = 0;
  while (dealt < kRoundMax) {
    // One at a time: whoever took several would keep them all behind a partner who is slow.
    auto taken = take_one();
    if (!taken) {
      keep_first(first_fault, taken.error());
      break;
    }
    if (!*taken) break;
    RegistryMessage& message = **taken;
    if (const auto done = deal_with(means_, message); !done) {
      put_off(means_.now(), message);
      keep_first(first_fault, done);
    }
    keep_first(first_fault, note_surely(means_, message));
    ++dealt;
  }
  if (!first_fault) return first_fault.error();
  return dealt;
}

Result<std::optional<RegistryMessage>> RegistryPost::take_one() {
  const auto any = due_now();
  if (!any) return any.error();
  if (!*any) return std::optional<RegistryMessage>();
  const auto writer = means_.writers.borrow();
  if (!writer) return writer.error();
  const auto now = identity::Instant::parse(means_.now());
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(**writer);
  if (!transaction) return transaction.error();
  auto taken = store::take_registry_messages(**writer, means_.holder, now->text(),
                                             now->plus(kLease_s).text(), 1);
  if (!taken) return taken.error();
  if (auto done = transaction->commit(); !done) return done.error();
  if (taken->empty()) return std::optional<RegistryMessage>();
  return std::optional(std::move(taken->front()));
}

Result<bool> RegistryPost::due_now() {
  const auto reader = means_.readers.borrow();
  if (!reader) return reader.error();
  return store::registry_message_due(**reader, means_.now());
}

Status RegistryPost::forget() {
  const auto now = identity::Instant::parse(means_.now());
  if (!now) return now.error();
  const auto writer = means_.writers.borrow();
  if (!writer) return writer.error();
  auto transaction = db::Transaction::begin(**writer);
  if (!transaction) return transaction.error();
  const auto gone = store::forget_registry_messages(**writer, now->plus(-kKeep_s).text());
  if (!gone) return gone.error();
  return transaction->commit();
}

}  // namespace payung::api
