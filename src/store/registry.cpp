#include "store/registry.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kStates[] = {"waiting", "answered", "failed", "kept"};

Status done(const Result<std::int64_t>& written) {
  return written ? Status{} : Status{written.error()};
}

Result<std::int64_t> next_id(db::Connection& connection, std::string_view sql) {
  const auto last = connection.number(sql);
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

Result<RegistryState> state_of(std::string_view text) {
  for (std::size_t i = 0; i < std::size(kStates); ++i) {
    if (kStates[i] == text) return static_cast<RegistryState>(i);
  }
  return Error{Errc::integrity, "registry_message", "state"};
}

Result<std::vector<RegistryPartner>> read_partners(db::Connection& connection, std::string_view sql,
                                                   std::initializer_list<db::Param> params) {
  std::vector<RegistryPartner> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) {
    all.push_back({std::string(row.text(0)), row.integer(1), std::string(row.text(2)),
                   std::string(row.text(3)), row.text(4) == "signed"});
    return Status{};
  });
  if (!status) return status.error();
  return all;
}

std::string place_of(std::int64_t message) { return "registry_message:" + std::to_string(message); }
std::string filter_place(std::int64_t id) { return "registry_subscription:" + std::to_string(id); }

std::string index_of(const db::Connection& connection, const RegistryMessage& message) {
  return connection.cipher().recognise(
      "registry_message", std::to_string(message.account) + "\n" + message.registry + "\n" +
                              message.action + "\n" + message.message_id);
}

Result<RegistryMessage> read_message(const db::Connection& connection, const db::Row& row) {
  const auto text = [&](int column) { return std::string(row.text(column)); };
  const auto state = state_of(row.text(11));
  if (!state) return state.error();
  RegistryMessage message{row.integer(0), text(1), text(2), text(3),         row.integer(4),
                          row.integer(5), "",      text(6), text(7),         text(8),
                          text(9),        "",      *state,  row.integer(12), text(13),
                          text(14),       text(15)};
  auto opened = connection.cipher().open(place_of(message.id), row.text(10));
  if (!opened) return Error{Errc::integrity, place_of(message.id), "its payload does not open"};
  message.payload = *std::move(opened);
  return message;
}

Result<std::vector<RegistryMessage>> read_messages(db::Connection& connection, std::string_view sql,
                                                   std::initializer_list<db::Param> params) {
  std::vector<RegistryMessage> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto one = read_message(connection, row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<std::vector<RegistrySubscription>> read_subscriptions(
    db::Connection& connection, std::string_view sql, std::initializer_list<db::Param> params) {
  std::vector<RegistrySubscription> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    RegistrySubscription one{row.integer(0), text(1),  text(2),  text(3),         row.integer(4),
                             row.integer(5), text(6),  text(7),  text(8),         "",
                             text(10),       text(11), text(12), row.integer(13), text(14),
                             text(15)};
    auto opened = connection.cipher().open(filter_place(one.id), row.text(9));
    if (!opened) return Error{Errc::integrity, filter_place(one.id), "its filter does not open"};
    one.filter = *std::move(opened);
    all.push_back(std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

std::string_view to_text(RegistryState state) { return kStates[static_cast<std::size_t>(state)]; }

Result<std::vector<RegistryPartner>> registry_partners(db::Connection& connection) {
  return read_partners(
      connection,
      "select sender_id, account, public_key, callback_uri, answers from registry_partner "
      "order by sender_id",
      {});
}

Result<std::optional<RegistryPartner>> registry_partner(db::Connection& connection,
                                                        std::string_view sender_id) {
  auto found = read_partners(
      connection,
      "select sender_id, account, public_key, callback_uri, answers from registry_partner "
      "where sender_id = $1",
      {sender_id});
  if (!found) return found.error();
  if (found->empty()) return std::optional<RegistryPartner>();
  return std::optional(std::move(found->front()));
}

Result<std::vector<RegistryPartner>> registry_partners_of(db::Connection& connection,
                                                          std::int64_t account) {
  return read_partners(
      connection,
      "select sender_id, account, public_key, callback_uri, answers from registry_partner "
      "where account = $1 order by sender_id",
      {account});
}

Status put_registry_partner(db::Connection& connection, const RegistryPartner& partner,
                            std::string_view now, std::string_view actor) {
  const auto gone = remove_registry_partner(connection, partner.sender_id);
  if (!gone) return gone.error();
  return done(connection.run(
      "insert into registry_partner (sender_id, account, public_key, callback_uri, recorded_at, "
      "actor, answers) values ($1, $2, $3, $4, $5, $6, $7)",
      {std::string_view(partner.sender_id), partner.account, std::string_view(partner.public_key),
       std::string_view(partner.callback_uri), now, actor,
       partner.answers_signed ? std::string_view("signed") : std::string_view("unsigned")}));
}

Result<bool> remove_registry_partner(db::Connection& connection, std::string_view sender_id) {
  const auto removed =
      connection.run("delete from registry_partner where sender_id = $1", {sender_id});
  if (!removed) return removed.error();
  return *removed == 1;
}

Status add_registry_message(db::Connection& connection, RegistryMessage& message) {
  const auto id = next_id(connection, "select max(id) from registry_message");
  if (!id) return id.error();
  message.id = *id;
  const std::string index = index_of(connection, message);
  const std::string sealed = connection.cipher().seal(place_of(*id), message.payload);
  const db::Param ended = message.ended_at.empty() ? db::Param(db::null)
                                                   : db::Param(std::string_view(message.ended_at));
  return done(connection.run(
      "insert into registry_message (id, registry, action, sender, account, api_key, "
      "message_index, body_hash, transaction_id, correlation_id, callback_uri, payload, state, "
      "attempts, next_try, holder, lease_until, received_at, ended_at) values ($1, $2, $3, $4, $5, "
      "$6, $7, $8, $9, $10, $11, $12, $13, 0, $14, '', '', $15, $16)",
      {message.id, std::string_view(message.registry), std::string_view(message.action),
       std::string_view(message.sender), message.account, message.api_key, std::string_view(index),
       std::string_view(message.body_hash), std::string_view(message.transaction_id),
       std::string_view(message.correlation_id), std::string_view(message.callback_uri),
       std::string_view(sealed), to_text(message.state), std::string_view(message.next_try),
       std::string_view(message.received_at), ended}));
}

Result<std::optional<RegistryMessage>> registry_message(db::Connection& connection,
                                                        const RegistryMessage& like) {
  const std::string index = index_of(connection, like);
  auto found = read_messages(
      connection,
      "select id, registry, action, sender, account, api_key, body_hash, transaction_id, "
      "correlation_id, callback_uri, payload, state, attempts, next_try, received_at, ended_at "
      "from registry_message where message_index = $1",
      {std::string_view(index)});
  if (!found) return found.error();
  if (found->empty()) return std::optional<RegistryMessage>();
  return std::optional(std::move(found->front()));
}

Result<std::vector<RegistryMessage>> registry_messages_of(db::Connection& connection,
                                                          std::int64_t account,
                                                          std::string_view id) {
  return read_messages(
      connection,
      "select id, registry, action, sender, account, api_key, body_hash, transaction_id, "
      "correlation_id, callback_uri, payload, state, attempts, next_try, received_at, ended_at "
      "from registry_message where account = $1 and (transaction_id = $2 or correlation_id = $2) "
      "order by id limit 1000",
      {account, id});
}

Result<bool> registry_message_due(db::Connection& connection, std::string_view now) {
  const auto one = connection.number(
      "select 1 from registry_message where state = 'waiting' and next_try <= $1 "
      "and lease_until < $1 limit 1",
      {now});
  if (!one) return one.error();
  return one->has_value();
}

Result<std::vector<RegistryMessage>> take_registry_messages(db::Connection& connection,
                                                            std::string_view holder,
                                                            std::string_view now,
                                                            std::string_view lease_until,
                                                            std::int64_t most) {
  auto due = read_messages(
      connection,
      "select id, registry, action, sender, account, api_key, body_hash, transaction_id, "
      "correlation_id, callback_uri, payload, state, attempts, next_try, received_at, ended_at "
      "from registry_message where state = 'waiting' and next_try <= $1 and lease_until < $1 "
      "order by id limit $2",
      {now, most});
  if (!due) return due.error();
  std::vector<RegistryMessage> mine;
  for (RegistryMessage& message : *due) {
    // Another server may have taken it since it was read.
    const auto taken = connection.run(
        "update registry_message set holder = $2, lease_until = $3, attempts = attempts + 1 "
        "where id = $1 and state = 'waiting' and lease_until < $4",
        {message.id, holder, lease_until, now});
    if (!taken) return taken.error();
    if (*taken == 0) continue;
    ++message.attempts;
    mine.push_back(std::move(message));
  }
  return mine;
}

Result<bool> end_registry_try(db::Connection& connection, const RegistryMessage& message,
                              std::string_view holder) {
  const std::string sealed = connection.cipher().seal(place_of(message.id), message.payload);
  const db::Param ended = message.ended_at.empty() ? db::Param(db::null)
                                                   : db::Param(std::string_view(message.ended_at));
  const auto written = connection.run(
      "update registry_message set state = $3, payload = $4, next_try = $5, ended_at = $6, "
      "holder = '', lease_until = '' where id = $1 and holder = $2 and state = 'waiting'",
      {message.id, holder, to_text(message.state), std::string_view(sealed),
       std::string_view(message.next_try), ended});
  if (!written) return written.error();
  return *written == 1;
}

Result<std::int64_t> forget_registry_messages(db::Connection& connection, std::string_view before) {
  return connection.run("delete from registry_message where ended_at < $1", {before});
}

Status add_registry_subscription(db::Connection& connection, RegistrySubscription& one) {
  const auto id = next_id(connection, "select max(id) from registry_subscription");
  if (!id) return id.error();
  one.id = *id;
  const std::string sealed = connection.cipher().seal(filter_place(*id), one.filter);
  const std::string index = connection.cipher().blind("registry_filter", one.filter);
  return done(connection.run(
      "insert into registry_subscription (id, code, registry, sender, account, api_key, "
      "reference_id, event_type, record_type, filter, filter_index, callback_uri, starts_at, "
      "ends_at, heard, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
      "$14, $15, $16)",
      {one.id, std::string_view(one.code), std::string_view(one.registry),
       std::string_view(one.sender), one.account, one.api_key, std::string_view(one.reference_id),
       std::string_view(one.event_type), std::string_view(one.record_type),
       std::string_view(sealed), std::string_view(index), std::string_view(one.callback_uri),
       std::string_view(one.starts_at), std::string_view(one.ends_at), one.heard,
       std::string_view(one.created_at)}));
}

Result<std::vector<RegistrySubscription>> registry_subscriptions(
    db::Connection& connection, std::optional<std::int64_t> account) {
  return read_subscriptions(
      connection,
      "select id, code, registry, sender, account, api_key, reference_id, event_type, record_type, "
      "filter, callback_uri, starts_at, ends_at, heard, created_at, ended_at "
      "from registry_subscription where ended_at is null and ($1 = 0 or account = $1) order by id",
      {account.value_or(0)});
}

Result<RegistrySubscription> registry_subscription(db::Connection& connection, std::int64_t id) {
  auto found = read_subscriptions(
      connection,
      "select id, code, registry, sender, account, api_key, reference_id, event_type, record_type, "
      "filter, callback_uri, starts_at, ends_at, heard, created_at, ended_at "
      "from registry_subscription where id = $1",
      {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "registry_subscription"};
  return std::move(found->front());
}

Result<bool> end_registry_subscription(db::Connection& connection, std::int64_t account,
                                       std::string_view code, std::string_view now) {
  const auto ended = connection.run(
      "update registry_subscription set ended_at = $3 "
      "where account = $1 and code = $2 and ended_at is null",
      {account, code, now});
  if (!ended) return ended.error();
  return *ended == 1;
}

Status mark_registry_heard(db::Connection& connection, std::int64_t subscription,
                           std::int64_t event) {
  return done(connection.run("update registry_subscription set heard = $2 where id = $1",
                             {subscription, event}));
}

Result<std::vector<RegistryEvent>> registry_events(db::Connection& connection, std::int64_t after,
                                                   std::int64_t most) {
  std::vector<RegistryEvent> events;
  const auto status = connection.query(
      "select id, person, kind, on_day, recorded_at from membership_event where id > $1 "
      "order by id limit $2",
      {after, most}, [&](const db::Row& row) {
        events.push_back({row.integer(0), row.integer(1), std::string(row.text(2)),
                          std::string(row.text(3)), std::string(row.text(4))});
        return Status{};
      });
  if (!status) return status.error();
  return events;
}

Result<std::int64_t> last_membership_event(db::Connection& connection) {
  const auto last = connection.number("select max(id) from membership_event");
  if (!last) return last.error();
  return last->value_or(0);
}

}  // namespace payung::store
