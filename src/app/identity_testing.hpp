#pragma once

#include <gtest/gtest.h>

#include <string>

#include "app/accounts.hpp"
#include "app/passwords.hpp"
#include "app/sign_in.hpp"
#include "app/who_is.hpp"
#include "billing/testing.hpp"
#include "identity/totp.hpp"
#include "store/testing.hpp"

/// A house with accounts for tests of identity: a clock to be moved, and argon2id at its lowest
/// cost. Names and addresses are invented.
namespace payung::app::testing {

inline constexpr const char* kPassword = "becak di pasar kliwon";
inline constexpr const char* kHome = "203.0.113.7";

inline secrets::PasswordCost cheap() { return {1, 8192}; }

inline IdentityContext context_with(const IdentitySettings& settings = {}) {
  const auto random = secrets::machine_random();
  return IdentityContext(secrets::Keyring::generate(random), random, cheap(), settings,
                         identity::CommonPasswords::parse("password\nrahasia\n"));
}

class House {
 public:
  explicit House(db::Connection& connection, const IdentitySettings& settings = {})
      : context(context_with(settings)),
        rules_(billing::testing::law()),
        env{connection,
            rules_,
            regions_,
            progress_,
            billing::testing::day(2025, 1, 20),
            "2025-01-20T08:00:00Z",
            "tester"} {}

  /// Moves the clock.
  void later(std::int64_t seconds) { env.now = now().plus(seconds).text(); }
  identity::Instant now() const { return *moment(env); }

  /// An active account that reaches the whole country, with kPassword.
  store::Account account(const std::string& name, identity::Role role,
                         const identity::Scope& scope = identity::Scope::everything()) {
    NewAccount asked{name, "Nama " + name, {}, {}, role, scope};
    const auto invitation = create_account(env, context, asked);
    EXPECT_TRUE(invitation.ok()) << invitation.error().where;
    PAYUNG_CHECK(invitation.ok());
    if (role != identity::Role::machine) {
      const auto set = accept_invitation(env, context, {invitation->token, kPassword, kHome});
      PAYUNG_CHECK(set.ok() && set->answer == PasswordAnswer::set);
    }
    return **store::account_by_number(env.database, invitation->account.id);
  }

  SignInResult sign_in_as(const std::string& name, const std::string& password = kPassword,
                          const std::string& address = kHome) {
    const auto result = sign_in(env, context, {name, password, address});
    PAYUNG_CHECK(result.ok());
    return *result;
  }

  std::optional<identity::Caller> who(std::string_view token) {
    CallerCache cache;
    const auto caller = who_is(env.database, context, cache, token, now());
    PAYUNG_CHECK(caller.ok());
    return *caller;
  }

  /// Signed in anew.
  identity::Caller caller(const std::string& name) {
    const auto session = sign_in_as(name);
    const auto found = who(session.token);
    PAYUNG_CHECK(found.has_value());
    return *found;
  }

  std::int64_t number(std::string_view sql) {
    const auto found = env.database.number(sql);
    PAYUNG_CHECK(found.ok());
    return found->value_or(-1);
  }

  IdentityContext context;

 private:
  rules::RuleBook rules_;
  RegionTable regions_;
  SilentProgress progress_;

 public:
  Environment env;
};

}  // namespace payung::app::testing
