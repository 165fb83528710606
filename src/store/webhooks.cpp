#include "store/webhooks.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kStates[] = {"active", "paused", "ended"};

std::string place_of(std::int64_t id) { return "webhook:" + std::to_string(id); }

Result<std::vector<Webhook>> read_webhooks(db::Connection& connection, std::string_view sql,
                                           std::initializer_list<db::Param> params) {
  std::vector<Webhook> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto secret = connection.cipher().open(place_of(row.integer(0)), row.text(3));
    if (!secret) return secret.error();
    WebhookState state = WebhookState::ended;
    for (std::size_t i = 0; i < std::size(kStates); ++i) {
      if (kStates[i] == row.text(5)) state = static_cast<WebhookState>(i);
    }
    all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), *secret,
                   row.integer(4), state, row.integer(6), row.integer(7), std::string(row.text(8)),
                   std::string(row.text(9))});
    return {};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

std::string_view to_text(WebhookState state) { return kStates[static_cast<std::size_t>(state)]; }

Status add_webhook(db::Connection& connection, Webhook& webhook) {
  const auto last = connection.number("select max(id) from webhook");
  if (!last) return last.error();
  const auto heard = connection.number("select max(id) from audit");
  if (!heard) return heard.error();
  webhook.id = last->value_or(0) + 1;
  webhook.heard = heard->value_or(0);
  const std::string secret = connection.cipher().seal(place_of(webhook.id), webhook.secret);
  const auto written = connection.run(
      "insert into webhook (id, url, events, secret, account, state, heard, attempts, next_try, "
      "holder, lease_until, created_at) values ($1, $2, $3, $4, $5, 'active', $6, 0, '', '', '', "
      "$7)",
      {webhook.id, std::string_view(webhook.url), std::string_view(webhook.events),
       std::string_view(secret), webhook.account, webhook.heard,
       std::string_view(webhook.created_at)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<Webhook>> webhooks(db::Connection& connection) {
  return read_webhooks(connection,
                       "select id, url, events, secret, account, state, heard, attempts, next_try, "
                       "created_at from webhook where state <> 'ended' order by id",
                       {});
}

Result<Webhook> webhook(db::Connection& connection, std::int64_t id) {
  auto found = read_webhooks(
      connection,
      "select id, url, events, secret, account, state, heard, attempts, next_try, created_at "
      "from webhook where id = $1 and state <> 'ended'",
      {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "webhook"};
  return std::move(found->front());
}

Status set_webhook_state(db::Connection& connection, std::int64_t id, WebhookState state) {
  const auto written =
      connection.run("update webhook set state = $2 where id = $1", {id, to_text(state)});
  return written ? Status{} : Status{written.error()};
}

Result<std::optional<Webhook>> take_webhook(db::Connection& connection, std::string_view holder,
                                            std::string_view now, std::string_view lease_until) {
  auto due = read_webhooks(
      connection,
      "select w.id, w.url, w.events, w.secret, w.account, w.state, w.heard, w.attempts, "
      "w.next_try, w.created_at from webhook w where w.state = 'active' and w.next_try <= $1 "
      "and w.lease_until < $1 and w.heard < (select max(a.id) from audit a) "
      "order by w.id limit 1",
      {now});
  if (!due) return due.error();
  if (due->empty()) return std::optional<Webhook>{};
  const auto taken = connection.run(
      "update webhook set holder = $2, lease_until = $3 where id = $1 and lease_until < $4",
      {due->front().id, holder, lease_until, now});
  if (!taken) return taken.error();
  if (*taken == 0) return std::optional<Webhook>{};
  return std::optional(std::move(due->front()));
}

Status give_back_webhook(db::Connection& connection, const Webhook& webhook,
                         std::string_view holder) {
  const auto written = connection.run(
      "update webhook set heard = $3, attempts = $4, next_try = $5, holder = '', lease_until = '' "
      "where id = $1 and holder = $2",
      {webhook.id, holder, webhook.heard, webhook.attempts, std::string_view(webhook.next_try)});
  return written ? Status{} : Status{written.error()};
}

Status add_delivery(db::Connection& connection, const Delivery& delivery) {
  const std::string_view state = delivery.delivered ? "delivered" : "dead";
  const auto written = connection.run(
      "insert into webhook_delivery (webhook, event, kind, state, attempts, status, at) "
      "values ($1, $2, $3, $4, $5, $6, $7) on conflict (webhook, event) do nothing",
      {delivery.webhook, delivery.event, std::string_view(delivery.kind), state, delivery.attempts,
       delivery.status, std::string_view(delivery.at)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<Delivery>> deliveries(db::Connection& connection, std::int64_t webhook,
                                         std::int64_t before, std::int64_t most) {
  std::vector<Delivery> all;
  const auto status = connection.query(
      "select webhook, event, kind, state, attempts, status, at from webhook_delivery "
      "where webhook = $1 and ($2 = 0 or event < $2) order by event desc limit $3",
      {webhook, before, most}, [&](const db::Row& row) {
        all.push_back({row.integer(0), row.integer(1), std::string(row.text(2)),
                       row.text(3) == "delivered", row.integer(4), row.integer(5),
                       std::string(row.text(6))});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<NewsLine>> news_after(db::Connection& connection, std::int64_t after,
                                         std::int64_t most) {
  std::vector<NewsLine> all;
  const auto status = connection.query(
      "select id, at, action, subject from audit where id > $1 order by id limit $2", {after, most},
      [&](const db::Row& row) {
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3))});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

}  // namespace payung::store
