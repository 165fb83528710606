// Goal: accounts come to be by links that count once; nobody raises himself; all leaves a trail.
// Method: each action good, wrong and hostile on both engines, and what the trail says of it.
#include "app/accounts.hpp"

#include "app/identity_testing.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

using identity::Role;
using identity::Scope;
using store::testing::for_each_engine;
using testing::House;
using testing::kHome;
using testing::kPassword;

PasswordAnswer accept(House& house, const std::string& token,
                      const std::string& password = kPassword) {
  const auto result = accept_invitation(house.env, house.context, {token, password, kHome});
  PAYUNG_CHECK(result.ok());
  return result->answer;
}

TEST(FirstStart, OneAdministratorByOneLink) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto lost = first_start(house.env, house.context);
    ASSERT_TRUE(lost.ok() && lost->has_value());
    EXPECT_EQ((*lost)->account.role, Role::administrator);
    EXPECT_EQ(house.sign_in_as("admin", "").answer, SignInAnswer::refused) << "no default";
    const auto found = first_start(house.env, house.context);
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_EQ(accept(house, (*lost)->token), PasswordAnswer::refused) << "replaced by the next";
    EXPECT_EQ(accept(house, (*found)->token, "password2024"), PasswordAnswer::unsuited);
    EXPECT_EQ(accept(house, (*found)->token), PasswordAnswer::set);
    EXPECT_EQ(accept(house, (*found)->token), PasswordAnswer::refused) << "used";
    EXPECT_EQ(house.sign_in_as("admin").answer, SignInAnswer::signed_in);
    const auto again = first_start(house.env, house.context);
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(again->has_value()) << "only while nobody administers";
    EXPECT_EQ(house.number("select count(*) from user_account"), 1);
  });
}

TEST(FirstStart, ALinkExpires) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto first = first_start(house.env, house.context);
    house.later(86'399);
    EXPECT_EQ(accept(house, (*first)->token, "short"), PasswordAnswer::unsuited);
    house.later(1);
    EXPECT_EQ(accept(house, (*first)->token), PasswordAnswer::refused);
    EXPECT_EQ(accept(house, "pyl_unknown"), PasswordAnswer::refused);
    EXPECT_EQ(accept(house, ""), PasswordAnswer::refused);
    EXPECT_EQ(house.number("select count(*) from credential"), 0);
  });
}

TEST(Accounts, WhatIsNoAccount) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto ok = create_account(house.env, house.context,
                                   {"siti", "Siti", "Siti@Example.org", {}, Role::analyst, {}});
    ASSERT_TRUE(ok.ok());
    EXPECT_EQ(ok->account.mail, "siti@example.org");
    const struct {
      const char* why;
      NewAccount account;
      Errc code;
    } cases[] = {
        {"taken", {"siti", "S", {}, {}, Role::analyst, {}}, Errc::already_there},
        {"mail taken",
         {"tuti", "S", "SITI@example.org", {}, Role::analyst, {}},
         Errc::already_there},
        {"no name", {"", "S", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"upper case", {"Tuti", "S", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"a figure first", {"1tuti", "S", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"65 letters", {std::string(65, 'a'), "S", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"no shown name", {"tuti", "", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"a line end", {"tuti", "S\nS", {}, {}, Role::analyst, {}}, Errc::bad_value},
        {"no mail", {"tuti", "S", "tuti", {}, Role::analyst, {}}, Errc::bad_value},
        {"two mails", {"tuti", "S", "a@b@c", {}, Role::analyst, {}}, Errc::bad_value},
        {"no organisation", {"tuti", "S", {}, "dinas", Role::analyst, {}}, Errc::not_found},
    };
    for (const auto& c : cases) {
      const auto made = create_account(house.env, house.context, c.account);
      ASSERT_FALSE(made.ok()) << c.why;
      EXPECT_EQ(made.error().code, c.code) << c.why;
    }
    EXPECT_EQ(house.number("select count(*) from user_account"), 1);
    const auto dinas =
        create_organisation(house.env, house.context, {"dinas", "Dinas Sosial", "agency"});
    ASSERT_TRUE(dinas.ok());
    EXPECT_FALSE(create_organisation(house.env, house.context, {"dinas", "D", "agency"}).ok());
    EXPECT_FALSE(create_organisation(house.env, house.context, {"other", "D", "club"}).ok());
    EXPECT_TRUE(
        create_account(house.env, house.context, {"tuti", "S", {}, "dinas", Role::analyst, {}})
            .ok());
  });
}

TEST(Accounts, NobodyRaisesHimself) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto boss = house.account("boss", Role::administrator);
    house.account("second", Role::administrator);
    const auto refused = [&](const AccountChange& change) {
      const auto result = change_account(house.env, boss.id, boss.public_id, change);
      return !result.ok() && result.error().code == Errc::conflict;
    };
    EXPECT_TRUE(refused({.role = Role::branch_officer}));
    EXPECT_TRUE(refused({.scope = Scope{.payer = "toko"}}));
    EXPECT_EQ(disable_account(house.env, boss.id, boss.public_id, "").error().code, Errc::conflict);
    EXPECT_EQ(send_reset_link(house.env, house.context, boss.id, boss.public_id).error().code,
              Errc::conflict);
    EXPECT_EQ(drop_second_factor(house.env, boss.id, boss.public_id, "").error().code,
              Errc::conflict);
    EXPECT_TRUE(change_account(house.env, boss.id, boss.public_id, {.shown_name = "Bu B"}).ok())
        << "his name is his";
  });
}

TEST(Accounts, TheLastAdministratorStays) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto boss = house.account("boss", Role::administrator);
    ASSERT_TRUE(
        create_account(house.env, house.context, {"new", "N", {}, {}, Role::administrator, {}})
            .ok());  // invited only
    EXPECT_EQ(disable_account(house.env, {}, boss.public_id, "").error().code, Errc::conflict);
    EXPECT_EQ(change_account(house.env, {}, boss.public_id, {.role = Role::analyst}).error().code,
              Errc::conflict);
    house.account("second", Role::administrator);
    EXPECT_TRUE(disable_account(house.env, {}, boss.public_id, "").ok());
  });
}

TEST(Accounts, ChangesEndSessionsAndLeaveATrail) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    const auto session = house.sign_in_as("siti");
    ASSERT_TRUE(change_account(house.env, 99, siti.public_id,
                               {.role = Role::auditor, .reason = "moved to audit"})
                    .ok());
    EXPECT_FALSE(house.who(session.token).has_value());
    EXPECT_EQ(house.caller("siti").role, Role::auditor);
    EXPECT_EQ(connection.word("select detail from audit where action = 'change_account'")->value(),
              "before: role=branch_officer state=active scope=[region=*]; "
              "after: role=auditor state=active scope=[region=*]; reason: moved to audit");
    EXPECT_EQ(change_account(house.env, 99, siti.public_id, {.role = Role::auditor}).error().code,
              Errc::nothing_done);
    EXPECT_EQ(change_account(house.env, 99, "unknown", {.role = Role::auditor}).error().code,
              Errc::not_found);
    ASSERT_TRUE(
        change_account(house.env, 99, siti.public_id, {.scope = Scope{.sender = "dinas"}}).ok());
    EXPECT_EQ(identity::to_text(house.caller("siti").scope), "sender=dinas");
    EXPECT_EQ(store::account_events(connection, siti.id)->size(), 4U)
        << "created, accepted, two changes";
    EXPECT_TRUE(store::audit_breaks(connection)->empty());
  });
}

TEST(Accounts, DisabledAndBackAgain) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    const auto session = house.sign_in_as("siti");
    const auto reset = send_reset_link(house.env, house.context, 99, siti.public_id);
    ASSERT_TRUE(reset.ok());
    ASSERT_TRUE(disable_account(house.env, 99, siti.public_id, "left").ok());
    EXPECT_FALSE(house.who(session.token).has_value());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::refused);
    EXPECT_EQ(accept(house, reset->token), PasswordAnswer::refused) << "links end too";
    EXPECT_EQ(disable_account(house.env, 99, siti.public_id, "").error().code, Errc::nothing_done);
    EXPECT_EQ(send_reset_link(house.env, house.context, 99, siti.public_id).error().code,
              Errc::conflict);
    const auto back = enable_account(house.env, house.context, 99, siti.public_id, "back");
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::refused) << "the old password is gone";
    EXPECT_EQ(accept(house, back->token), PasswordAnswer::set);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in);
  });
}

TEST(Accounts, AForgottenPassword) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    const auto session = house.sign_in_as("siti");
    const auto first = send_reset_link(house.env, house.context, 99, siti.public_id);
    const auto second = send_reset_link(house.env, house.context, 99, siti.public_id);
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in) << "holds until then";
    EXPECT_EQ(accept(house, first->token), PasswordAnswer::refused);
    EXPECT_EQ(accept(house, second->token, "gerobak soto ayam"), PasswordAnswer::set);
    EXPECT_FALSE(house.who(session.token).has_value());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::refused);
    EXPECT_EQ(house.sign_in_as("siti", "gerobak soto ayam").answer, SignInAnswer::signed_in);
    EXPECT_EQ(house.number("select count(*) from audit where detail like '%pyl_%'"), 0);
  });
}

TEST(Passwords, ChangedByTheirOwner) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto other = house.sign_in_as("siti");
    const auto mine = house.sign_in_as("siti");
    const auto caller = *house.who(mine.token);
    const auto change = [&](const char* old_one, const char* new_one) {
      return *change_password(house.env, house.context, caller, {old_one, new_one, kHome});
    };
    EXPECT_EQ(change("wrong", "gerobak soto ayam").answer, PasswordAnswer::refused);
    EXPECT_EQ(change(kPassword, "siti12345678").fault, identity::PasswordFault::own_name);
    EXPECT_EQ(change(kPassword, "short").fault, identity::PasswordFault::too_short);
    EXPECT_TRUE(house.who(other.token).has_value());
    EXPECT_EQ(change(kPassword, "gerobak soto ayam").answer, PasswordAnswer::set);
    EXPECT_FALSE(house.who(other.token).has_value());
    EXPECT_TRUE(house.who(mine.token).has_value());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::refused);
    EXPECT_EQ(house.sign_in_as("siti", "gerobak soto ayam").answer, SignInAnswer::signed_in);
    for (int i = 0; i < 5; ++i) change("wrong", "x");
    EXPECT_EQ(change("gerobak soto ayam", "kuda-lumping-di-kota").answer, PasswordAnswer::wait)
        << "an unlocked screen is no place to guess from";
  });
}

TEST(SecondFactorDropped, ByAnAdministrator) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    EXPECT_EQ(drop_second_factor(house.env, 99, siti.public_id, "").error().code,
              Errc::nothing_done);
    ASSERT_TRUE(
        store::set_totp(connection, siti.id, {"sealed", store::TotpState::active, 0}, "now").ok());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::second_factor);
    ASSERT_TRUE(drop_second_factor(house.env, 99, siti.public_id, "lost phone").ok());
    EXPECT_EQ(house.sign_in_as("siti").answer, SignInAnswer::signed_in);
  });
}

}  // namespace
}  // namespace payung::app
