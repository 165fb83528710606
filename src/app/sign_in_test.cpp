// Goal: signing in gives a session to whoever proves himself, once, and nothing to anybody else.
// Method: each way in, good, wrong and replayed, on both engines; the clock is moved by hand.
#include "app/sign_in.hpp"

#include "app/identity_testing.hpp"
#include "app/own_sessions.hpp"
#include "app/second_factor.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

using identity::Role;
using store::testing::for_each_engine;
using testing::House;
using testing::kHome;
using testing::kPassword;

/// Gives the account a second factor; its secret and recovery codes.
struct Factor {
  std::string secret;
  std::vector<std::string> codes;
};

std::string raw_secret(House& house, std::int64_t account) {
  const auto totp = store::totp_of(house.env.database, account);
  PAYUNG_CHECK(totp.ok() && totp->has_value());
  const auto secret = house.context.open_totp(account, (*totp)->sealed_secret);
  PAYUNG_CHECK(secret.ok());
  return *secret;
}

std::string code_now(House& house, const std::string& secret) {
  return identity::totp_code(secret, house.now().seconds / 30);
}

Factor add_factor(House& house, const identity::Caller& caller) {
  EXPECT_TRUE(offer_totp(house.env, house.context, caller).ok());
  Factor factor{raw_secret(house, caller.account), {}};
  const auto done = activate_totp(house.env, house.context, caller,
                                  {kPassword, code_now(house, factor.secret), kHome});
  PAYUNG_CHECK(done.ok() && done->answer == FactorAnswer::done);
  factor.codes = done->recovery_codes;
  house.later(60);
  return factor;
}

TEST(SignIn, NameAndPasswordGiveASession) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    const auto result = house.sign_in_as("SITI");
    EXPECT_EQ(result.answer, SignInAnswer::signed_in);
    const auto caller = house.who(result.token);
    ASSERT_TRUE(caller.has_value());
    EXPECT_EQ(caller->account, siti.id);
    EXPECT_EQ(caller->account_id, siti.public_id);
    EXPECT_EQ(caller->name, "siti");
    EXPECT_EQ(caller->role, Role::branch_officer);
    EXPECT_EQ(caller->csrf_token, result.csrf_token);
    EXPECT_TRUE(caller->may(identity::Permission::people_read));
    EXPECT_FALSE(caller->may(identity::Permission::accounts_manage));
    EXPECT_EQ(house.number("select count(*) from user_session where token_hash like 'pys_%'"), 0)
        << "the token itself is nowhere";
    EXPECT_EQ(connection.word("select address from user_session")->value(), "203.0.113.0/24");
    EXPECT_TRUE(store::audit_breaks(connection)->empty());
  });
}

TEST(SignIn, WhoeverDoesNotProveHimselfLearnsNothing) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("boss", Role::administrator);
    const auto gone = house.account("gone", Role::analyst);
    ASSERT_TRUE(disable_account(house.env, {}, gone.public_id, "left").ok());
    ASSERT_TRUE(
        create_account(house.env, house.context, {"new", "New", {}, {}, Role::analyst, {}}).ok());
    house.account("registry", Role::machine);
    const struct {
      const char* why;
      std::string name;
      std::string password;
    } cases[] = {
        {"unknown name", "nobody", kPassword},
        {"wrong password", "siti", "becak di pasar kliwom"},
        {"no password", "siti", ""},
        {"disabled", "gone", kPassword},
        {"invited, without password", "new", kPassword},
        {"invited, empty password", "new", ""},
        {"a machine", "registry", ""},
        {"no name", "", ""},
        {"SQL", "siti' or '1'='1", kPassword},
        {"a NUL in the name", std::string("siti\0", 5), kPassword},
        {"broken UTF-8", "siti\xC3", kPassword},
        {"a very long password", "siti", kPassword + std::string(1 << 20, 'x')},
        {"a very long name", std::string(1 << 20, 's'), kPassword},
    };
    std::int64_t lines = house.number("select count(*) from audit");
    std::int64_t attempts = house.number("select count(*) from sign_in_attempt");
    for (const auto& c : cases) {
      SCOPED_TRACE(c.why);
      const auto result = sign_in(house.env, house.context, {c.name, c.password, kHome});
      ASSERT_TRUE(result.ok());
      EXPECT_EQ(result->answer, SignInAnswer::refused);
      EXPECT_TRUE(result->token.empty());
      // The same work each time: one attempt, one line in the trail.
      EXPECT_EQ(house.number("select count(*) from audit"), ++lines);
      EXPECT_EQ(house.number("select count(*) from sign_in_attempt"), ++attempts);
    }
    EXPECT_EQ(house.number("select count(*) from user_session"), 0);
    EXPECT_EQ(house.number("select count(*) from audit where detail like '%becak%'"), 0);
  });
}

TEST(SignIn, GuessingSlowsDownForKnownAndUnknownNamesAlike) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    for (const char* name : {"siti", "nobody"}) {
      SCOPED_TRACE(name);
      for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(house.sign_in_as(name, "wrong").answer, SignInAnswer::refused);
      }
      const auto waits = house.sign_in_as(name, kPassword);
      EXPECT_EQ(waits.answer, SignInAnswer::wait);
      EXPECT_EQ(waits.wait_until, house.now().plus(30));
    }
    EXPECT_EQ(house.sign_in_as("siti", kPassword, "198.51.100.9").answer, SignInAnswer::signed_in)
        << "from elsewhere the owner gets in";
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::wait) << "which frees nobody here";
    house.later(29);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::wait);
    house.later(1);
    EXPECT_EQ(house.sign_in_as("siti", "wrong").answer, SignInAnswer::refused);
    house.later(59);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::wait) << "twice as long";
    house.later(1);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in);
    EXPECT_EQ(house.sign_in_as("siti", "wrong").answer, SignInAnswer::refused)
        << "a success starts the counting anew";
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in);
  });
}

TEST(SignIn, OneAddressManyNamesAndOneNameManyAddresses) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    for (int i = 0; i < 50; ++i) {
      house.sign_in_as("name" + std::to_string(i), "wrong", "198.51.100.1");
    }
    EXPECT_EQ(house.sign_in_as("siti", kPassword, "198.51.100.1").answer, SignInAnswer::wait);
    EXPECT_EQ(house.sign_in_as("siti", kPassword, kHome).answer, SignInAnswer::signed_in);
    for (int i = 0; i < 30; ++i) {
      house.sign_in_as("siti", "wrong", "192.0.2." + std::to_string(i));
    }
    EXPECT_EQ(house.sign_in_as("siti", kPassword, "192.0.2.99").answer, SignInAnswer::wait);
    house.later(30);
    EXPECT_EQ(house.sign_in_as("siti", kPassword, "192.0.2.99").answer, SignInAnswer::signed_in);
  });
}

// A stranger with many addresses fails for her name all day: where she signed in before she gets
// in.
TEST(SignIn, AKnownAddressIsNotKeptWaitingByStrangers) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    EXPECT_EQ(house.sign_in_as("siti", kPassword, kHome).answer, SignInAnswer::signed_in);
    house.later(60);
    const auto strangers = [&] {
      for (int i = 0; i < 36; ++i) {
        house.sign_in_as("siti", "wrong", "192.0.2." + std::to_string(i));
        house.sign_in_as("nobody", "wrong", "192.0.2." + std::to_string(i));
      }
    };
    strangers();
    EXPECT_EQ(house.sign_in_as("siti", kPassword, "198.51.100.9").answer, SignInAnswer::wait);
    EXPECT_EQ(house.sign_in_as("nobody", kPassword, "198.51.100.9").answer, SignInAnswer::wait);
    // At home a wrong one counts, and then the strangers' count too.
    EXPECT_EQ(house.sign_in_as("siti", "wrong", kHome).answer, SignInAnswer::refused);
    EXPECT_EQ(house.sign_in_as("siti", kPassword, kHome).answer, SignInAnswer::wait);
    house.later(86'400);
    strangers();
    EXPECT_EQ(house.sign_in_as("siti", kPassword, kHome).answer, SignInAnswer::signed_in);
    // It is hers for thirty days.
    house.later(30 * 86'400);
    strangers();
    EXPECT_EQ(house.sign_in_as("siti", kPassword, kHome).answer, SignInAnswer::wait);
  });
}

TEST(SignIn, ATokenIsNeverCarriedOver) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto first = house.sign_in_as("siti");
    const auto second = sign_in(house.env, house.context, {"siti", kPassword, kHome, first.token});
    ASSERT_TRUE(second.ok());
    EXPECT_NE(second->token, first.token);
    EXPECT_NE(second->csrf_token, first.csrf_token);
    EXPECT_FALSE(house.who(first.token).has_value());
    EXPECT_TRUE(house.who(second->token).has_value());
    // A token that an attacker planted is no session, before and after.
    const auto planted =
        sign_in(house.env, house.context, {"siti", kPassword, kHome, "pys_planted"});
    ASSERT_TRUE(planted.ok());
    EXPECT_FALSE(house.who("pys_planted").has_value());
  });
}

TEST(SignIn, SessionsEnd) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto idle = house.sign_in_as("siti");
    house.later(1'799);
    EXPECT_TRUE(house.who(idle.token).has_value());
    house.later(1);
    EXPECT_FALSE(house.who(idle.token).has_value()) << "idle for half an hour";

    const auto busy = house.sign_in_as("siti");
    CallerCache cache;
    for (int i = 0; i < 28; ++i) {
      house.later(1'500);
      ASSERT_TRUE(who_is(connection, house.context, cache, busy.token, house.now())->has_value());
      ASSERT_TRUE(record_use(connection, cache, house.now()).ok());
    }
    house.later(1'199);
    EXPECT_TRUE(house.who(busy.token).has_value());
    house.later(1);
    EXPECT_FALSE(house.who(busy.token).has_value()) << "after twelve hours";

    const auto out = house.sign_in_as("siti");
    ASSERT_TRUE(sign_out(house.env, house.context, out.token).ok());
    EXPECT_FALSE(house.who(out.token).has_value());
    EXPECT_TRUE(sign_out(house.env, house.context, out.token).ok()) << "twice is fine";
    EXPECT_TRUE(sign_out(house.env, house.context, "pys_unknown").ok());
  });
}

TEST(SecondFactor, TheHalfSessionBecomesAFullOneUnderANewToken) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto factor = add_factor(house, house.caller("siti"));
    const auto half = house.sign_in_as("siti");
    EXPECT_EQ(half.answer, SignInAnswer::second_factor);
    EXPECT_FALSE(house.who(half.token).has_value()) << "half is nobody";

    const std::string code = code_now(house, factor.secret);
    const auto full = confirm_second_factor(house.env, house.context, {half.token, code, kHome});
    ASSERT_TRUE(full.ok());
    EXPECT_EQ(full->answer, SignInAnswer::signed_in);
    EXPECT_NE(full->token, half.token);
    EXPECT_TRUE(house.who(full->token).has_value());
    EXPECT_FALSE(house.who(half.token).has_value());

    const auto again = house.sign_in_as("siti");
    const auto replayed =
        confirm_second_factor(house.env, house.context, {again.token, code, kHome});
    EXPECT_EQ(replayed->answer, SignInAnswer::refused) << "the same code counts once";
    const auto spent = confirm_second_factor(house.env, house.context, {half.token, code, kHome});
    EXPECT_EQ(spent->answer, SignInAnswer::refused) << "the half session is over";
  });
}

TEST(SecondFactor, RecoveryCodesCountOnce) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto factor = add_factor(house, house.caller("siti"));
    ASSERT_EQ(factor.codes.size(), 10U);
    const auto confirm = [&](const std::string& code) {
      const auto half = house.sign_in_as("siti");
      return confirm_second_factor(house.env, house.context, {half.token, code, kHome})->answer;
    };
    EXPECT_EQ(confirm(factor.codes[3]), SignInAnswer::signed_in);
    EXPECT_EQ(confirm(factor.codes[3]), SignInAnswer::refused);
    EXPECT_EQ(confirm(factor.codes[4]), SignInAnswer::signed_in);
    EXPECT_EQ(*store::recovery_codes_left(connection, 1), 8);
    for (const std::string& code : factor.codes) {
      const std::string sql = "select count(*) from recovery_code where hash like '%" + code + "%'";
      EXPECT_EQ(house.number(sql), 0);
    }
  });
}

TEST(SecondFactor, IsNotGuessedAndDoesNotWait) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto factor = add_factor(house, house.caller("siti"));
    const auto half = house.sign_in_as("siti");
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(
          confirm_second_factor(house.env, house.context, {half.token, "abcdef", kHome})->answer,
          SignInAnswer::refused);
    }
    EXPECT_EQ(confirm_second_factor(house.env, house.context,
                                    {half.token, code_now(house, factor.secret), kHome})
                  ->answer,
              SignInAnswer::wait);
    // A new half session does not start the counting anew.
    const auto other = house.sign_in_as("siti");
    EXPECT_EQ(confirm_second_factor(house.env, house.context,
                                    {other.token, code_now(house, factor.secret), kHome})
                  ->answer,
              SignInAnswer::wait);
    house.later(300);
    EXPECT_EQ(confirm_second_factor(house.env, house.context,
                                    {other.token, code_now(house, factor.secret), kHome})
                  ->answer,
              SignInAnswer::refused)
        << "after five minutes the half session is over";
    EXPECT_EQ(confirm_second_factor(house.env, house.context, {"", "123456", kHome})->answer,
              SignInAnswer::refused);
  });
}

TEST(SecondFactor, OfferActivateDisable) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto caller = house.caller("siti");
    const auto other = house.sign_in_as("siti");
    EXPECT_EQ(
        activate_totp(house.env, house.context, caller, {kPassword, "123456", kHome}).error().code,
        Errc::not_found);
    ASSERT_TRUE(offer_totp(house.env, house.context, caller).ok());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in)
        << "an offer protects nothing yet";
    const auto secret = raw_secret(house, caller.account);
    EXPECT_EQ(
        activate_totp(house.env, house.context, caller, {"wrong", code_now(house, secret), kHome})
            ->answer,
        FactorAnswer::refused);
    const auto done = activate_totp(house.env, house.context, caller,
                                    {kPassword, code_now(house, secret), kHome});
    ASSERT_EQ(done->answer, FactorAnswer::done);
    EXPECT_EQ(done->recovery_codes.size(), 10U);
    EXPECT_FALSE(house.who(other.token).has_value()) << "other sessions end";
    EXPECT_EQ(offer_totp(house.env, house.context, caller).error().code, Errc::conflict);
    EXPECT_EQ(
        disable_totp(house.env, house.context, caller, {kPassword, code_now(house, secret), kHome})
            ->answer,
        FactorAnswer::refused)
        << "replayed";
    house.later(30);
    EXPECT_EQ(
        disable_totp(house.env, house.context, caller, {kPassword, code_now(house, secret), kHome})
            ->answer,
        FactorAnswer::done);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in);
    EXPECT_EQ(*store::recovery_codes_left(connection, caller.account), 0);
    identity::Caller key = caller;
    key.session.reset();
    EXPECT_EQ(offer_totp(house.env, house.context, key).error().code, Errc::conflict);
  });
}

TEST(OwnSessions, OnlyOnesOwn) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("budi", Role::branch_officer);
    const auto siti = house.caller("siti");
    const auto second = house.sign_in_as("siti");
    const auto budi = house.caller("budi");
    const auto listed = list_sessions(house.env, house.context, siti);
    ASSERT_EQ(listed->size(), 2U);
    EXPECT_EQ(end_own_session(house.env, house.context, budi, (*listed)[0].public_id).error().code,
              Errc::not_found);
    EXPECT_TRUE(house.who(second.token).has_value());
    EXPECT_TRUE(end_own_session(house.env, house.context, siti, (*listed)[0].public_id).ok());
    EXPECT_FALSE(house.who(second.token).has_value());
    house.sign_in_as("siti");
    EXPECT_EQ(*end_other_sessions(house.env, siti), 1);
    EXPECT_EQ(list_sessions(house.env, house.context, siti)->size(), 1U);
    EXPECT_EQ(list_sessions(house.env, house.context, budi)->size(), 1U);
  });
}

}  // namespace
}  // namespace payung::app
