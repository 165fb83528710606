// Goal: what the schema itself refuses of identity, whatever a use case does wrong.
// Method: rows written past the use cases, on both engines.
#include <gtest/gtest.h>

#include "store/accounts.hpp"
#include "store/approvals.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

std::int64_t add(db::Connection& connection, const char* name) {
  Account account;
  account.public_id = std::string("id-") + name;
  account.name = name;
  account.shown_name = name;
  account.role = identity::Role::branch_officer;
  account.state = AccountState::active;
  account.scope = identity::Scope::everything();
  account.recorded_at = "2025-01-01T00:00:00Z";
  EXPECT_TRUE(add_account(connection, account).ok());
  return account.id;
}

TEST(IdentitySchema, FactsStay) {
  testing::for_each_engine([](db::Connection& connection) {
    const auto siti = add(connection, "siti");
    ASSERT_TRUE(add_account_event(connection, {siti, "created", "", "", "now", "a", ""}).ok());
    EXPECT_FALSE(connection.run("delete from user_account").ok());
    EXPECT_FALSE(connection.run("delete from user_account_event").ok());
    EXPECT_FALSE(connection.run("update user_account_event set actor = 'x'").ok());
    const auto read = account_by_name(connection, "siti");
    ASSERT_TRUE(read.ok() && read->has_value());
    EXPECT_EQ(identity::to_text((*read)->scope), "region=*");
  });
}

TEST(IdentitySchema, MakerAndCheckerAreTwo) {
  testing::for_each_engine([](db::Connection& connection) {
    Approval approval;
    approval.public_id = "p1";
    approval.subject = "plan 1";
    approval.maker = add(connection, "siti");
    approval.expires = {1'000};
    ASSERT_TRUE(add_approval(connection, approval).ok());
    approval.state = ApprovalState::approved;
    approval.checker = approval.maker;
    approval.decided = identity::Instant{10};
    EXPECT_FALSE(decide_approval(connection, approval).ok()) << "his own";
    approval.checker.reset();
    EXPECT_FALSE(decide_approval(connection, approval).ok()) << "nobody's";
    approval.checker = add(connection, "budi");
    EXPECT_TRUE(*decide_approval(connection, approval));
    EXPECT_FALSE(*decide_approval(connection, approval)) << "once";
    EXPECT_FALSE(connection.run("delete from approval").ok());
  });
}

TEST(Credentials, CountOnce) {
  testing::for_each_engine([](db::Connection& connection) {
    const auto siti = add(connection, "siti");
    ASSERT_TRUE(set_totp(connection, siti, {"sealed", TotpState::active, 5}, "now").ok());
    EXPECT_FALSE(*use_totp_step(connection, siti, 5));
    EXPECT_TRUE(*use_totp_step(connection, siti, 6));
    EXPECT_FALSE(*use_totp_step(connection, siti, 6));
    ASSERT_TRUE(set_recovery_codes(connection, siti, {"h1", "h2"}).ok());
    EXPECT_TRUE(*use_recovery_code(connection, siti, "h1", "now"));
    EXPECT_FALSE(*use_recovery_code(connection, siti, "h1", "now"));
    EXPECT_FALSE(*use_recovery_code(connection, siti + 1, "h2", "now")) << "of another account";
    OneTimeLink link{0, siti, "reset", "hash", {0}, {100}, {}};
    ASSERT_TRUE(add_link(connection, link).ok());
    EXPECT_TRUE(*end_link(connection, link.id, {1}, "used"));
    EXPECT_FALSE(*end_link(connection, link.id, {2}, "used"));
    ProviderAttempt attempt{0, "state", "nonce", "sealed", {0}};
    ASSERT_TRUE(add_provider_attempt(connection, attempt, {-600}).ok());
    EXPECT_TRUE(take_provider_attempt(connection, "state", {1})->has_value());
    EXPECT_FALSE(take_provider_attempt(connection, "state", {1})->has_value());
  });
}

TEST(Attempts, OldOnesGoAndNumbersGoOn) {
  testing::for_each_engine([](db::Connection& connection) {
    const auto first = open_attempt(connection, AttemptKind::password, "s", "a", {0}, {-100});
    const auto second = open_attempt(connection, AttemptKind::password, "s", "a", {200}, {100});
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(*second, *first + 1);
    EXPECT_EQ(failures_of_subject(connection, "s", {-1})->size(), 1U);
    ASSERT_TRUE(close_attempt(connection, *second, Outcome::right).ok());
    EXPECT_TRUE(failures_of_subject(connection, "s", {-1})->empty());
    EXPECT_TRUE(failures_of_address(connection, "a", {-1})->empty());
  });
}

TEST(Sessions, EndOnceAndOnlyMoveForward) {
  testing::for_each_engine([](db::Connection& connection) {
    const auto siti = add(connection, "siti");
    UserSession session;
    session.public_id = "s1";
    session.account = siti;
    session.token_hash = "hash";
    session.standing = identity::Standing::full;
    session.means = "password";
    session.created = {100};
    session.last_seen = {100};
    ASSERT_TRUE(add_session(connection, session).ok());
    const std::int64_t ids[] = {session.id};
    ASSERT_TRUE(touch_sessions(connection, ids, {50}).ok());
    EXPECT_EQ((*session_by_hash(connection, "hash"))->last_seen.seconds, 100);
    ASSERT_TRUE(touch_sessions(connection, ids, {150}).ok());
    EXPECT_EQ((*session_by_hash(connection, "hash"))->last_seen.seconds, 150);
    EXPECT_TRUE(*end_session(connection, session.id, {200}, "x"));
    EXPECT_FALSE(*end_session(connection, session.id, {201}, "x"));
    EXPECT_TRUE(sessions_of(connection, siti)->empty());
  });
}

}  // namespace
}  // namespace payung::store
