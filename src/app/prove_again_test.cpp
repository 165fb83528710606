// Goal: a session counts as proved after password and second factor alone; who owes his second
// factor may do nothing but set one up. Method: a clock that is moved, on both engines.
#include "app/prove_again.hpp"

#include "app/api_keys.hpp"
#include "app/identity_testing.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

using identity::Permission;
using identity::Role;
using store::testing::for_each_engine;
using testing::House;
using testing::kHome;
using testing::kPassword;

std::string code_now(House& house, const std::string& secret) {
  return identity::totp_code(secret, house.now().seconds / 30);
}

/// Sets a second factor up; its secret as bytes.
std::string add_factor(House& house, const identity::Caller& caller) {
  const auto offer = offer_totp(house.env, house.context, caller);
  EXPECT_TRUE(offer.ok());
  const auto stored = store::totp_of(house.env.database, caller.account);
  const auto secret = house.context.open_totp(caller.account, (*stored)->sealed_secret);
  EXPECT_TRUE(secret.ok());
  const auto done =
      activate_totp(house.env, house.context, caller, {kPassword, code_now(house, *secret), kHome});
  EXPECT_TRUE(done.ok() && done->answer == FactorAnswer::done);
  return *secret;
}

FactorAnswer prove(House& house, const identity::Caller& caller, const std::string& password,
                   const std::string& code = {}) {
  const auto result = prove_again(house.env, house.context, caller, {password, code, kHome});
  EXPECT_TRUE(result.ok());
  return result ? result->answer : FactorAnswer::refused;
}

TEST(ProveAgain, ByThePassword) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto session = house.sign_in_as("siti");
    const auto first = house.who(session.token);
    ASSERT_TRUE(first->proved.has_value());
    EXPECT_EQ(*first->proved, house.now()) << "signing in is a proof";
    house.later(1'000);
    EXPECT_EQ(prove(house, *first, "another password"), FactorAnswer::refused);
    EXPECT_EQ(*house.who(session.token)->proved, house.now().plus(-1'000));
    EXPECT_EQ(prove(house, *first, kPassword), FactorAnswer::done);
    EXPECT_EQ(*house.who(session.token)->proved, house.now());
    EXPECT_EQ(house.number("select count(*) from audit where action = 'prove_again'"), 1);
    EXPECT_EQ(house.number("select count(*) from audit where action = 'prove_again_refused'"), 1);
  });
}

TEST(ProveAgain, WithASecondFactorByBoth) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto caller = house.caller("siti");
    const std::string secret = add_factor(house, caller);
    house.later(60);
    const std::string code = code_now(house, secret);
    EXPECT_EQ(prove(house, caller, kPassword), FactorAnswer::refused) << "without a code";
    EXPECT_EQ(prove(house, caller, "another password", code), FactorAnswer::refused);
    EXPECT_EQ(prove(house, caller, kPassword, code), FactorAnswer::done);
    EXPECT_EQ(prove(house, caller, kPassword, code), FactorAnswer::refused) << "a code counts once";
  });
}

TEST(ProveAgain, GuessingWaitsAndKeysAreNotAsked) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    auto caller = house.caller("siti");
    FactorAnswer last = FactorAnswer::refused;
    for (int i = 0; i < 6; ++i) last = prove(house, caller, "another password");
    EXPECT_EQ(last, FactorAnswer::wait) << "five are free";
    EXPECT_EQ(prove(house, caller, kPassword), FactorAnswer::wait);
    caller.session.reset();
    caller.api_key = 1;
    const auto by_key = prove_again(house.env, house.context, caller, {kPassword, "", kHome});
    EXPECT_EQ(by_key.error().code, Errc::conflict);
  });
}

TEST(SecondFactorOwed, AfterSomeDaysNothingElseIsAllowed) {
  IdentitySettings settings;
  settings.second_factor_roles = {Role::administrator};
  settings.second_factor_days = 14;
  for_each_engine([&](db::Connection& connection) {
    House house(connection, settings);
    house.account("budi", Role::administrator);
    house.account("siti", Role::branch_officer);
    const auto first = house.caller("budi");
    constexpr std::int64_t kDay_s = 86'400;
    EXPECT_EQ(first.second_factor_by, house.now().plus(14 * kDay_s));
    EXPECT_TRUE(first.may(Permission::accounts_manage));

    house.later(14 * kDay_s - 1);
    EXPECT_TRUE(house.caller("budi").may(Permission::accounts_manage)) << "one second before";
    house.later(1);
    const auto late = house.caller("budi");
    EXPECT_FALSE(late.may(Permission::accounts_manage));
    EXPECT_TRUE(late.may(Permission::self));
    NewApiKey key;
    key.name = "around it";
    key.days = 1;
    key.permissions = {Permission::accounts_manage};
    EXPECT_EQ(create_api_key(house.env, house.context, late, key).error().code, Errc::bad_value);

    EXPECT_TRUE(house.caller("siti").may(Permission::people_read)) << "her role need not";
    EXPECT_FALSE(house.caller("siti").second_factor_by.has_value());

    const std::string secret = add_factor(house, late);
    house.later(60);
    const auto half = house.sign_in_as("budi");
    EXPECT_EQ(half.answer, SignInAnswer::second_factor);
    const auto full = confirm_second_factor(house.env, house.context,
                                            {half.token, code_now(house, secret), kHome});
    ASSERT_TRUE(full.ok());
    EXPECT_TRUE(house.who(full->token)->may(Permission::accounts_manage)) << "with one, all again";
  });
}

}  // namespace
}  // namespace payung::app
