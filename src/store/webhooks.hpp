#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Other systems that want to hear what happens, and what they were told. Writing happens inside
/// the caller's transaction. Errors everywhere: storage; integrity.
namespace payung::store {

enum class WebhookState : std::uint8_t { active, paused, ended };
std::string_view to_text(WebhookState state);

struct Webhook {
  std::int64_t id = 0;
  std::string url;
  std::string events;  ///< kinds, separated by one space
  std::string secret;  ///< in the open here, sealed at rest
  std::int64_t account = 0;
  WebhookState state = WebhookState::active;
  std::int64_t heard = 0;     ///< number of the last line of the audit trail that it was told
  std::int64_t attempts = 0;  ///< for the next one
  std::string next_try;
  std::string created_at;
};

/// Gives it its number; it hears what comes after this moment.
Status add_webhook(db::Connection& connection, Webhook& webhook);
/// Those that have not ended, by number.
Result<std::vector<Webhook>> webhooks(db::Connection& connection);
/// Errors: not_found, also when it has ended.
Result<Webhook> webhook(db::Connection& connection, std::int64_t id);
Status set_webhook_state(db::Connection& connection, std::int64_t id, WebhookState state);

/// One that is active and due and that nobody holds is given to `holder`; empty: there is none.
Result<std::optional<Webhook>> take_webhook(db::Connection& connection, std::string_view holder,
                                            std::string_view now, std::string_view lease_until);
/// How far it has heard, and when to go on; gives it back.
Status give_back_webhook(db::Connection& connection, const Webhook& webhook,
                         std::string_view holder);

struct Delivery {
  std::int64_t webhook = 0;
  std::int64_t event = 0;
  std::string kind;
  bool delivered = false;  ///< else given up
  std::int64_t attempts = 0;
  std::int64_t status = 0;  ///< HTTP; 0: nobody answered
  std::string at;
};
Status add_delivery(db::Connection& connection, const Delivery& delivery);
/// Newest first, before that event (0: from the newest).
Result<std::vector<Delivery>> deliveries(db::Connection& connection, std::int64_t webhook,
                                         std::int64_t before, std::int64_t most);

/// A line of the audit trail that is news.
struct NewsLine {
  std::int64_t id = 0;
  std::string at;
  std::string action;
  std::string subject;
};
/// The lines after that one, by number.
Result<std::vector<NewsLine>> news_after(db::Connection& connection, std::int64_t after,
                                         std::int64_t most);

}  // namespace payung::store
