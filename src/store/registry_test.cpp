// Goal: partners, messages, subscriptions and reports of others come back as they were stored, a
// message is held by one holder at a time, and nothing private stands in the open.
// Method: every function on both engines; two holders; the stored text looked at.
#include "store/registry.hpp"

#include <gtest/gtest.h>

#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

RegistryMessage message(const std::string& id, std::int64_t account = 1) {
  RegistryMessage one;
  one.registry = "social";
  one.action = "search";
  one.sender = "spmis";
  one.account = account;
  one.api_key = 3;
  one.message_id = id;
  one.body_hash = "hash";
  one.transaction_id = "t-" + id;
  one.correlation_id = "c-" + id + std::to_string(account);
  one.callback_uri = "https://spmis.example.org/on-search";
  one.payload = R"({"nik":"3319011705800001"})";
  one.next_try = "2025-01-01T00:00:00Z";
  one.received_at = "2025-01-01T00:00:00Z";
  return one;
}

std::size_t taken(db::Connection& db, const char* holder, const char* now, const char* until) {
  const auto all = take_registry_messages(db, holder, now, until, 10);
  EXPECT_TRUE(all.ok());
  return all ? all->size() : 99;
}

TEST(Registry, PartnersArePutListedAndRemoved) {
  testing::for_each_engine([](db::Connection& db) {
    const RegistryPartner one{"b.example.org", 2, "key", ""};
    const RegistryPartner other{"a.example.org", 1, "", "https://a.example.org", false};
    ASSERT_TRUE(put_registry_partner(db, one, "2025-01-01T00:00:00Z", "siti").ok());
    ASSERT_TRUE(put_registry_partner(db, other, "2025-01-01T00:00:00Z", "siti").ok());
    EXPECT_EQ(*registry_partners(db), (std::vector{other, one}));
    RegistryPartner changed = one;
    changed.public_key = "another";
    ASSERT_TRUE(put_registry_partner(db, changed, "2025-01-02T00:00:00Z", "siti").ok());
    EXPECT_EQ(*registry_partner(db, "b.example.org"), std::optional(changed));
    EXPECT_EQ(*registry_partners_of(db, 1), std::vector{other});
    EXPECT_EQ(*registry_partner(db, "c"), std::nullopt);
    EXPECT_TRUE(*remove_registry_partner(db, "b.example.org"));
    EXPECT_FALSE(*remove_registry_partner(db, "b.example.org"));
  });
}

TEST(Registry, MessageIsKnownAgainAndSealed) {
  testing::for_each_engine([](db::Connection& db) {
    RegistryMessage one = message("m1");
    ASSERT_TRUE(add_registry_message(db, one).ok());
    EXPECT_EQ(one.id, 1);
    const auto again = registry_message(db, message("m1"));
    ASSERT_TRUE(again.ok() && again->has_value());
    EXPECT_EQ((*again)->correlation_id, "c-m11");
    EXPECT_EQ((*again)->payload, one.payload);
    EXPECT_EQ((*again)->state, RegistryState::waiting);
    EXPECT_EQ(*registry_message(db, message("m2")), std::nullopt);
    EXPECT_EQ(*registry_message(db, message("m1", 2)), std::nullopt);
    RegistryMessage twice = message("m1");
    twice.correlation_id = "other";
    EXPECT_EQ(add_registry_message(db, twice).error().code, Errc::already_there);
    const auto stored = db.word("select payload || message_index from registry_message");
    ASSERT_TRUE(stored.ok() && stored->has_value());
    EXPECT_EQ((*stored)->find("3319"), std::string::npos);
    EXPECT_EQ((*stored)->find("m1"), std::string::npos);
    EXPECT_EQ(registry_messages_of(db, 1, "t-m1")->size(), 1U);
    EXPECT_EQ(registry_messages_of(db, 1, "c-m11")->size(), 1U);
    EXPECT_EQ(registry_messages_of(db, 2, "t-m1")->size(), 0U);
  });
}

TEST(Registry, OneHolderAtATimeAndLaterTheNext) {
  testing::for_each_engine([](db::Connection& db) {
    RegistryMessage one = message("m1");
    ASSERT_TRUE(add_registry_message(db, one).ok());
    EXPECT_FALSE(*registry_message_due(db, "2024-12-31T23:59:59Z"));
    EXPECT_EQ(taken(db, "early", "2024-12-31T23:59:59Z", "2025-01-01T00:03:00Z"), 0U);
    EXPECT_TRUE(*registry_message_due(db, "2025-01-01T00:00:00Z"));
    EXPECT_EQ(taken(db, "first", "2025-01-01T00:00:00Z", "2025-01-01T00:03:00Z"), 1U);
    EXPECT_EQ(taken(db, "second", "2025-01-01T00:00:01Z", "2025-01-01T00:03:01Z"), 0U);
    // The first one died; its lease ends.
    EXPECT_EQ(taken(db, "second", "2025-01-01T00:03:01Z", "2025-01-01T00:06:00Z"), 1U);
    one.state = RegistryState::answered;
    one.ended_at = "2025-01-01T00:03:02Z";
    one.payload = "{}";
    EXPECT_FALSE(*end_registry_try(db, one, "first"));
    EXPECT_TRUE(*end_registry_try(db, one, "second"));
    EXPECT_FALSE(*end_registry_try(db, one, "second"));
    const auto kept = registry_message(db, message("m1"));
    EXPECT_EQ((*kept)->attempts, 2);
    EXPECT_EQ((*kept)->payload, "{}");
    EXPECT_EQ((*kept)->ended_at, "2025-01-01T00:03:02Z");
    EXPECT_EQ(taken(db, "third", "2026-01-01T00:00:00Z", "2026-01-01T00:03:00Z"), 0U);
    EXPECT_EQ(*forget_registry_messages(db, "2025-01-01T00:03:02Z"), 0);
    EXPECT_EQ(*forget_registry_messages(db, "2025-01-01T00:03:03Z"), 1);
  });
}

TEST(Registry, TryThatFailedComesLater) {
  testing::for_each_engine([](db::Connection& db) {
    RegistryMessage one = message("m1");
    ASSERT_TRUE(add_registry_message(db, one).ok());
    EXPECT_EQ(taken(db, "h", "2025-01-01T00:00:00Z", "2025-01-01T00:03:00Z"), 1U);
    one.next_try = "2025-01-01T00:00:05Z";
    EXPECT_TRUE(*end_registry_try(db, one, "h"));
    EXPECT_EQ(taken(db, "h", "2025-01-01T00:00:04Z", "2025-01-01T00:03:00Z"), 0U);
    EXPECT_EQ(taken(db, "h", "2025-01-01T00:00:05Z", "2025-01-01T00:03:00Z"), 1U);
  });
}

TEST(Registry, SubscriptionsEndByTheirOwnAccountOnly) {
  testing::for_each_engine([](db::Connection& db) {
    RegistrySubscription one;
    one.code = "code";
    one.registry = "ibr";
    one.account = 1;
    one.filter = R"({"query":{"value":"3319011705800001"}})";
    one.heard = 4;
    one.created_at = "2025-01-01T00:00:00Z";
    ASSERT_TRUE(add_registry_subscription(db, one).ok());
    ASSERT_TRUE(mark_registry_heard(db, one.id, 9).ok());
    const auto all = registry_subscriptions(db, {});
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().filter, one.filter);
    EXPECT_EQ(all->front().heard, 9);
    EXPECT_EQ(registry_subscriptions(db, 2)->size(), 0U);
    EXPECT_FALSE(*end_registry_subscription(db, 2, "code", "2025-01-02T00:00:00Z"));
    EXPECT_TRUE(*end_registry_subscription(db, 1, "code", "2025-01-02T00:00:00Z"));
    EXPECT_FALSE(*end_registry_subscription(db, 1, "code", "2025-01-02T00:00:00Z"));
    EXPECT_EQ(registry_subscriptions(db, 1)->size(), 0U);
    EXPECT_EQ(registry_subscription(db, one.id)->ended_at, "2025-01-02T00:00:00Z");
    const auto stored = db.word("select filter from registry_subscription");
    EXPECT_EQ((*stored)->find("3319"), std::string::npos);
  });
}

TEST(Registry, NewestReportOfAnotherProgrammeHolds) {
  testing::for_each_engine([](db::Connection& db) {
    OutsideEnrolment one{7, 1, "PKH", "Keluarga Harapan", "Active", "2024-02-02", ""};
    ASSERT_TRUE(add_outside_enrolment(db, one, "2025-01-01T00:00:00Z").ok());
    one.status = "Ended";
    ASSERT_TRUE(add_outside_enrolment(db, one, "2025-01-02T00:00:00Z").ok());
    EXPECT_EQ(*outside_enrolments(db, 7), std::vector{one});
    EXPECT_TRUE(outside_enrolments(db, 8)->empty());
    EXPECT_FALSE(db.run("update outside_enrolment set status = 'x'").ok());
    EXPECT_FALSE(db.run("delete from outside_enrolment").ok());
  });
}

TEST(Registry, FactsAndCandidatesOfRows) {
  testing::for_each_engine([](db::Connection& db) {
    app::testing::make_senders(db);
    app::testing::add_rows(db, {{1, "dinas-sosial", "1980-05-17", "33.19.01.2001"},
                                {2, "dinas-sosial", "1990-01-31", "33.19.02.2001"},
                                {3, "desa-demaan", "1990-02-01", "33.1.01.2001"},
                                {1, "desa-demaan", "1980-05-17", "33.19.01.2002"}});
    const auto facts = registry_facts(db, 1);
    ASSERT_TRUE(facts.ok() && facts->has_value());
    EXPECT_EQ((*facts)->niks, std::vector<std::string>{"3319011705800001"});
    EXPECT_EQ((*facts)->region, "33.19.01.2002");  // of the newest row
    EXPECT_EQ((*facts)->birth_date, "1980-05-17");
    EXPECT_EQ(*registry_facts(db, 99), std::nullopt);
    const auto who = [&](const RegistryNarrow& narrow, std::int64_t most = 10) {
      return *registry_candidates(db, narrow, most);
    };
    using Persons = std::vector<std::int64_t>;
    EXPECT_EQ(who({}), (Persons{1, 2, 3}));
    EXPECT_EQ(who({}, 2), (Persons{1, 2}));
    EXPECT_EQ(who({"33.19", "", "", ""}), (Persons{1, 2}));  // and not 33.1
    EXPECT_EQ(who({"33.19.01.2001", "", "", ""}), Persons{1});
    EXPECT_EQ(who({"", "", "1990-01-31", ""}), (Persons{2, 3}));
    EXPECT_EQ(who({"", "", "", "1990-01-31"}), (Persons{1, 2}));
    EXPECT_EQ(who({"", "P", "", ""}), Persons{});
  });
}

}  // namespace
}  // namespace payung::store
