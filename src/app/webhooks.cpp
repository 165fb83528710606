#include "app/webhooks.hpp"

#include <algorithm>
#include <array>

#include "secrets/token.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

struct Kind {
  std::string_view action;
  std::string_view kind;
};

constexpr std::array kKinds{
    Kind{"import_list", "list.imported"},
    Kind{"link_people", "people.linked"},
    Kind{"decide_eligibility", "eligibility.decided"},
    Kind{"allocate_budgets", "budgets.allocated"},
    Kind{"enrol_allocated", "members.enrolled"},
    Kind{"enrol_person", "members.enrolled"},
    Kind{"record_event", "member.changed"},
    Kind{"bill_month", "month.billed"},
    Kind{"record_payment", "payment.recorded"},
    Kind{"decide_review", "review.decided"},
    Kind{"propose", "approval.proposed"},
    Kind{"approve", "approval.decided"},
    Kind{"refuse", "approval.decided"},
    Kind{"withdraw", "approval.decided"},
};

constexpr std::int64_t kFirst_s = 30;
constexpr std::int64_t kLongest_s = 14'400;
constexpr std::int64_t kDay_s = 86'400;

}  // namespace

std::vector<std::string_view> event_kinds() {
  std::vector<std::string_view> kinds;
  for (const Kind& one : kKinds) {
    if (std::find(kinds.begin(), kinds.end(), one.kind) == kinds.end()) kinds.push_back(one.kind);
  }
  return kinds;
}

std::string_view event_kind_of(std::string_view action) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const Kind& one) { return one.action == action; });
  return found == kKinds.end() ? std::string_view() : found->kind;
}

Result<store::Webhook> add_webhook(Environment& env, const IdentityContext& context,
                                   const identity::Caller& caller, const std::string& url,
                                   const std::vector<std::string>& events) {
  const auto known = event_kinds();
  store::Webhook webhook;
  for (const std::string& event : events) {
    if (std::find(known.begin(), known.end(), event) == known.end()) {
      return Error{Errc::bad_value, "events", event};
    }
    webhook.events += (webhook.events.empty() ? "" : " ") + event;
  }
  if (webhook.events.empty()) {
    for (const auto kind : known) {
      webhook.events += (webhook.events.empty() ? "" : " ") + std::string(kind);
    }
  }
  webhook.url = url;
  webhook.account = caller.account;
  webhook.created_at = env.now;
  webhook.secret = context.new_token("pyw_");
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  if (auto added = store::add_webhook(env.database, webhook); !added) return added.error();
  const auto told = store::audit(
      env.database,
      {env.now, env.actor, "add_webhook", "webhook " + std::to_string(webhook.id), webhook.events});
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return webhook;
}

Result<store::Webhook> set_webhook(Environment& env, std::int64_t number,
                                   store::WebhookState state) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto webhook = store::webhook(env.database, number);
  if (!webhook) return webhook;
  const std::string detail =
      std::string(to_text(webhook->state)) + " -> " + std::string(to_text(state));
  webhook->state = state;
  if (auto set = store::set_webhook_state(env.database, number, state); !set) return set.error();
  const auto told = store::audit(env.database, {env.now, env.actor, "set_webhook",
                                                "webhook " + std::to_string(number), detail});
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return webhook;
}

std::optional<std::int64_t> wait_s_after(std::int64_t failures) {
  std::int64_t waited = 0;
  std::int64_t wait = kFirst_s;
  for (std::int64_t i = 1; i < failures; ++i) {
    waited += wait;
    wait = std::min(wait * 2, kLongest_s);
  }
  if (waited + wait > kDay_s) return std::nullopt;
  return wait;
}

std::string webhook_signature(std::string_view secret, std::int64_t seconds,
                              std::string_view body) {
  const std::string time = std::to_string(seconds);
  return "t=" + time + ",v1=" + secrets::hmac_sha256(secret, time + "." + std::string(body));
}

}  // namespace payung::app
