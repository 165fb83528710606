// Goal: the trail, webhooks and deliveries are found page by page, alike on both engines.
// Method: a few lines written by hand; each filter alone; the cursor to the end.
#include <gtest/gtest.h>

#include "store/audit.hpp"
#include "store/audit_pages.hpp"
#include "store/testing.hpp"
#include "store/webhooks.hpp"

namespace payung::store {
namespace {

void write(db::Connection& connection, const char* at, const char* actor, const char* action,
           const char* subject) {
  auto transaction = db::Transaction::begin(connection);
  ASSERT_TRUE(transaction.ok());
  ASSERT_TRUE(audit(connection, {at, actor, action, subject, "detail"}));
  ASSERT_TRUE(transaction->commit());
}

std::vector<std::int64_t> ids(const Result<std::vector<StoredAudit>>& lines) {
  EXPECT_TRUE(lines.ok());
  std::vector<std::int64_t> found;
  for (const auto& line : *lines) found.push_back(line.id);
  return found;
}

TEST(AuditPages, EachFilterAndTheCursor) {
  testing::for_each_engine([](db::Connection& connection) {
    write(connection, "2025-01-01T08:00:00Z", "siti", "import_list", "list_version 1");
    write(connection, "2025-01-02T08:00:00Z", "budi", "import_list", "list_version 12");
    write(connection, "2025-01-03T08:00:00Z", "siti", "approve", "approval 1");
    using Ids = std::vector<std::int64_t>;
    EXPECT_EQ(ids(audit_lines(connection, {}, 0, 10)), (Ids{3, 2, 1}));
    EXPECT_EQ(ids(audit_lines(connection, {}, 0, 2)), (Ids{3, 2}));
    EXPECT_EQ(ids(audit_lines(connection, {}, 2, 2)), (Ids{1}));
    EXPECT_EQ(ids(audit_lines(connection, {.actor = "siti"}, 0, 10)), (Ids{3, 1}));
    EXPECT_EQ(ids(audit_lines(connection, {.action = "approve"}, 0, 10)), (Ids{3}));
    EXPECT_EQ(ids(audit_lines(connection, {.subject = "list_version"}, 0, 10)), (Ids{2, 1}));
    EXPECT_EQ(ids(audit_lines(connection, {.subject = "list_version 1"}, 0, 10)), (Ids{1}));
    EXPECT_EQ(ids(audit_lines(connection, {.subject = "list"}, 0, 10)), (Ids{}));
    EXPECT_EQ(ids(audit_lines(connection, {.from = "2025-01-02", .until = "2025-01-03"}, 0, 10)),
              (Ids{2}));
    EXPECT_EQ(ids(audit_lines(connection, {.actor = "' or 1=1 --"}, 0, 10)), (Ids{}));
  });
}

TEST(Webhooks, AreTakenByOneAndHearWhatComesAfterThem) {
  testing::for_each_engine([](db::Connection& connection) {
    write(connection, "2025-01-01T08:00:00Z", "siti", "import_list", "list_version 1");
    Webhook hook;
    hook.url = "https://example.org/hook";
    hook.events = "list.imported";
    hook.secret = "pyw_secret";
    hook.created_at = "2025-01-01T09:00:00Z";
    ASSERT_TRUE(add_webhook(connection, hook));
    constexpr const char* kNow = "2025-01-02T08:00:00Z";
    constexpr const char* kLease = "2025-01-02T08:01:00Z";
    EXPECT_FALSE(take_webhook(connection, "a", kNow, kLease)->has_value());  // nothing is new
    write(connection, "2025-01-02T07:00:00Z", "siti", "import_list", "list_version 2");
    auto taken = take_webhook(connection, "a", kNow, kLease);
    ASSERT_TRUE(taken.ok() && taken->has_value());
    EXPECT_EQ((*taken)->secret, "pyw_secret");
    EXPECT_FALSE(take_webhook(connection, "b", kNow, kLease)->has_value());  // it is held
    const auto news = news_after(connection, (*taken)->heard, 10);
    ASSERT_EQ(news->size(), 1U);
    EXPECT_EQ(news->front().subject, "list_version 2");
    (*taken)->heard = news->front().id;
    ASSERT_TRUE(give_back_webhook(connection, **taken, "a"));
    EXPECT_FALSE(take_webhook(connection, "b", kNow, kLease)->has_value());  // all is told
    const Delivery delivery{hook.id, 2, "list.imported", true, 1, 200, kNow};
    ASSERT_TRUE(add_delivery(connection, delivery));
    ASSERT_TRUE(add_delivery(connection, delivery));  // told twice, noted once
    EXPECT_EQ(deliveries(connection, hook.id, 0, 10)->size(), 1U);
    const auto sealed = connection.word("select secret from webhook where id = 1");
    EXPECT_EQ(sealed->value_or("").find("pyw_"), std::string::npos);
    ASSERT_TRUE(set_webhook_state(connection, hook.id, WebhookState::ended));
    EXPECT_EQ(webhook(connection, hook.id).error().code, Errc::not_found);
    EXPECT_TRUE(webhooks(connection)->empty());
  });
}

}  // namespace
}  // namespace payung::store
