// Goal: whom a provider vouches for gets in only when an administrator meant him; passes count
// once. Method: linked, to be linked, unknown, disabled and foreign subjects on both engines.
#include "app/provider_sign_in.hpp"

#include "app/identity_testing.hpp"

namespace payung::app {
namespace {

using identity::Role;
using store::testing::for_each_engine;
using testing::House;
using testing::kHome;

constexpr const char* kIssuer = "https://id.example.org";

SignInAnswer finish(House& house, const char* subject, std::optional<std::string> mail,
                    const char* issuer = kIssuer) {
  const auto result =
      finish_provider_sign_in(house.env, house.context, {issuer, subject, std::move(mail)}, kHome);
  PAYUNG_CHECK(result.ok());
  return result->answer;
}

TEST(ProviderSignIn, LinkedOnceByTheMailAnAdministratorSet) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto made = create_account(house.env, house.context,
                                     {"siti", "S", "siti@example.org", {}, Role::analyst, {}});
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(finish(house, "42", std::nullopt), SignInAnswer::refused) << "no mail";
    EXPECT_EQ(finish(house, "42", "other@example.org"), SignInAnswer::refused) << "unknown";
    EXPECT_EQ(house.number("select count(*) from user_account"), 1) << "nobody gets an account";
    EXPECT_EQ(finish(house, "42", "siti@example.org"), SignInAnswer::signed_in);
    EXPECT_EQ(finish(house, "42", std::nullopt), SignInAnswer::signed_in) << "linked now";
    EXPECT_EQ(finish(house, "43", "siti@example.org"), SignInAnswer::refused)
        << "another subject with the same mail";
    EXPECT_EQ(finish(house, "42", std::nullopt, "https://evil.example.org"), SignInAnswer::refused)
        << "the same subject elsewhere";
    ASSERT_TRUE(disable_account(house.env, {}, made->account.public_id, "").ok());
    EXPECT_EQ(finish(house, "42", "siti@example.org"), SignInAnswer::refused);
  });
}

TEST(ProviderSignIn, ASecondFactorHereIsStillAsked) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::analyst);
    ASSERT_TRUE(store::link_provider(connection, {kIssuer, "42"}, siti.id, "now").ok());
    ASSERT_TRUE(
        connection.run("insert into totp values ($1, 'sealed', 'active', 0, 'now')", {siti.id})
            .ok());
    EXPECT_EQ(finish(house, "42", std::nullopt), SignInAnswer::second_factor);
  });
}

TEST(ProviderSignIn, APassCountsOnceForTenMinutes) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto pass = begin_provider_sign_in(house.env, house.context);
    ASSERT_TRUE(pass.ok());
    EXPECT_GE(pass->verifier.size(), 43U);
    EXPECT_FALSE(take_provider_pass(house.env, house.context, "unknown")->has_value());
    const auto taken = take_provider_pass(house.env, house.context, pass->state);
    ASSERT_TRUE(taken.ok() && taken->has_value());
    EXPECT_EQ((*taken)->nonce, pass->nonce);
    EXPECT_EQ((*taken)->verifier, pass->verifier);
    EXPECT_FALSE(take_provider_pass(house.env, house.context, pass->state)->has_value());
    const auto late = begin_provider_sign_in(house.env, house.context);
    house.later(600);
    EXPECT_FALSE(take_provider_pass(house.env, house.context, late->state)->has_value());
  });
}

}  // namespace
}  // namespace payung::app
