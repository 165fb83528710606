#include "api/webhook_post.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

constexpr std::chrono::milliseconds kPatience{5'000};
/// Longer than a call may take, so that nobody else begins while one is under way.
constexpr std::int64_t kLease_s = 60;
constexpr std::int64_t kLinesRead = 200;

bool wants(const store::Webhook& webhook, std::string_view kind) {
  const std::string all = " " + webhook.events + " ";
  return !kind.empty() && all.find(" " + std::string(kind) + " ") != std::string::npos;
}

}  // namespace

WebhookPost::Told WebhookPost::tell(const store::Webhook& webhook, const store::NewsLine& news,
                                    std::string_view kind) {
  const std::string id = std::to_string(webhook.id) + "-" + std::to_string(news.id);
  const std::string body =
      nlohmann::ordered_json{{"id", id}, {"kind", kind}, {"at", news.at}, {"subject", news.subject}}
          .dump();
  const auto answer = means_.client.send(
      {"POST",
       webhook.url,
       {{"Content-Type", "application/json"},
        {"Payung-Delivery", id},
        {"Payung-Signature", app::webhook_signature(webhook.secret, means_.seconds(), body)}},
       body});
  if (!answer) return {};
  return {answer->status >= 200 && answer->status < 300, answer->status};
}

Result<bool> WebhookPost::round() {
  store::Webhook webhook;
  std::vector<store::NewsLine> lines;
  {
    auto lease = means_.writers.borrow_within(kPatience);
    if (!lease) return lease.error();
    auto transaction = db::Transaction::begin(**lease);
    if (!transaction) return transaction.error();
    auto taken = store::take_webhook(**lease, means_.holder, means_.now(), means_.later(kLease_s));
    if (!taken) return taken.error();
    if (!*taken) {
      transaction->leave();
      return false;
    }
    webhook = **std::move(taken);
    auto news = store::news_after(**lease, webhook.heard, kLinesRead);
    if (!news) return news.error();
    lines = *std::move(news);
    if (const auto done = transaction->commit(); !done) return done.error();
  }
  std::optional<store::Delivery> delivery;
  for (const store::NewsLine& line : lines) {
    const auto kind = app::event_kind_of(line.action);
    if (!wants(webhook, kind)) {
      webhook.heard = line.id;
      continue;
    }
    const Told told = tell(webhook, line, kind);
    ++webhook.attempts;
    const auto wait = told.taken ? std::nullopt : app::wait_s_after(webhook.attempts);
    if (wait) {
      webhook.next_try = means_.later(*wait);
      break;
    }
    delivery = store::Delivery{webhook.id,       line.id,     std::string(kind), told.taken,
                               webhook.attempts, told.status, means_.now()};
    webhook.heard = line.id;
    webhook.attempts = 0;
    webhook.next_try.clear();
    break;
  }
  auto lease = means_.writers.borrow();
  if (!lease) return lease.error();
  auto transaction = db::Transaction::begin(**lease);
  if (!transaction) return transaction.error();
  if (delivery) {
    if (auto added = store::add_delivery(**lease, *delivery); !added) return added.error();
  }
  if (auto given = store::give_back_webhook(**lease, webhook, means_.holder); !given) {
    return given.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return true;
}

}  // namespace payung::api
