// Goal: a key reaches no further than its account does now, and only its owner has it.
// Method: keys of people and machines, used, cut down, revoked, expired; both engines.
#include "app/api_keys.hpp"

#include "app/identity_testing.hpp"

namespace payung::app {
namespace {

using identity::Permission;
using identity::Permissions;
using identity::Role;
using identity::Scope;
using store::testing::for_each_engine;
using testing::House;

RegionCode region(const char* code) { return *RegionCode::parse(code); }

TEST(ApiKeys, ReachNoFurtherThanTheAccount) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer, Scope{.regions = {region("33")}});
    const auto caller = house.caller("siti");
    const auto made = create_api_key(
        house.env, house.context, caller,
        {{}, "night import", {Permission::lists_write}, Scope{.regions = {region("33.19")}}, 30});
    ASSERT_TRUE(made.ok());
    EXPECT_TRUE(made->token.starts_with("pyk_"));
    EXPECT_EQ(house.number("select count(*) from api_key where token_hash like 'pyk_%'"), 0);
    const auto key = house.who(made->token);
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(key->permissions, (Permissions{Permission::open, Permission::lists_write}));
    EXPECT_EQ(identity::to_text(key->scope), "region=33.19");
    EXPECT_TRUE(key->api_key.has_value());
    EXPECT_FALSE(key->session.has_value());
    EXPECT_TRUE(key->csrf_token.empty());

    ASSERT_TRUE(
        change_account(house.env, {}, siti.public_id, {.scope = Scope{.regions = {region("34")}}})
            .ok());
    EXPECT_TRUE(house.who(made->token)->scope.empty()) << "the account went elsewhere";
    ASSERT_TRUE(change_account(house.env, {}, siti.public_id, {.role = Role::analyst}).ok());
    EXPECT_FALSE(house.who(made->token).has_value()) << "a new role takes the keys";
  });
}

TEST(ApiKeys, WhatIsNotGiven) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer, Scope{.regions = {region("33")}});
    const auto boss_account = house.account("boss", Role::administrator);
    const auto siti = house.caller("siti");
    const auto boss = house.caller("boss");
    const auto machine = house.account("registry", Role::machine);
    const Permissions read{Permission::lists_read};
    const struct {
      const char* why;
      identity::Caller caller;
      NewApiKey key;
      Errc code;
    } cases[] = {
        {"beyond the role", siti, {{}, "k", {Permission::accounts_manage}, {}, 1}, Errc::bad_value},
        {"beyond the scope", siti, {{}, "k", read, Scope::everything(), 1}, Errc::bad_value},
        {"no permission", siti, {{}, "k", {}, {}, 1}, Errc::bad_value},
        {"no name", siti, {{}, "", read, {}, 1}, Errc::bad_value},
        {"no life", siti, {{}, "k", read, {}, 0}, Errc::bad_value},
        {"for ever", siti, {{}, "k", read, {}, 367}, Errc::bad_value},
        {"of another", siti, {boss_account.public_id, "k", read, {}, 1}, Errc::not_found},
        {"of a person, by the administrator",
         boss,
         {siti.account_id, "k", read, {}, 1},
         Errc::conflict},
        {"a machine beyond its role", boss, {machine.public_id, "k", read, {}, 1}, Errc::bad_value},
    };
    for (const auto& c : cases) {
      const auto made = create_api_key(house.env, house.context, c.caller, c.key);
      ASSERT_FALSE(made.ok()) << c.why;
      EXPECT_EQ(made.error().code, c.code) << c.why;
    }
    const auto bank =
        create_api_key(house.env, house.context, boss,
                       {machine.public_id, "bank", {Permission::bills_collect}, {}, 1});
    ASSERT_TRUE(bank.ok());
    const auto key = house.who(bank->token);
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(key->role, Role::machine);
    EXPECT_FALSE(key->may(Permission::registry_query));
    EXPECT_EQ(create_api_key(house.env, house.context, *key,
                             {{}, "child", {Permission::bills_collect}, {}, 1})
                  .error()
                  .code,
              Errc::conflict)
        << "keys make no keys";
  });
}

TEST(ApiKeys, ExpireAndAreRevoked) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("budi", Role::branch_officer);
    house.account("boss", Role::administrator);
    const auto siti = house.caller("siti");
    const NewApiKey asked{{}, "k", {Permission::lists_read}, {}, 1};
    const auto first = create_api_key(house.env, house.context, siti, asked);
    const auto second = create_api_key(house.env, house.context, siti, asked);
    const auto third = create_api_key(house.env, house.context, siti, asked);
    ASSERT_TRUE(first.ok() && second.ok() && third.ok());
    const auto budi = house.caller("budi");
    EXPECT_EQ(revoke_api_key(house.env, budi, first->key.public_id).error().code, Errc::not_found);
    EXPECT_EQ(list_api_keys(house.env, budi, siti.account_id).error().code, Errc::not_found);
    EXPECT_TRUE(revoke_api_key(house.env, siti, first->key.public_id).ok());
    EXPECT_FALSE(house.who(first->token).has_value());
    EXPECT_EQ(revoke_api_key(house.env, siti, first->key.public_id).error().code,
              Errc::nothing_done);
    EXPECT_TRUE(revoke_api_key(house.env, house.caller("boss"), second->key.public_id).ok());
    EXPECT_FALSE(house.who(second->token).has_value());
    house.later(86'399);
    EXPECT_TRUE(house.who(third->token).has_value());
    house.later(1);
    EXPECT_FALSE(house.who(third->token).has_value());
    EXPECT_EQ(list_api_keys(house.env, siti, {})->size(), 3U);
  });
}

TEST(WhoIs, TheCacheForgetsAtOnceAndByItself) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto siti = house.account("siti", Role::branch_officer);
    const auto session = house.sign_in_as("siti");
    CallerCache cache(5, 100);
    const auto cached = [&] {
      return who_is_cached(house.context, cache, session.token, house.now()).has_value();
    };
    EXPECT_FALSE(cached());
    ASSERT_TRUE(who_is(connection, house.context, cache, session.token, house.now())->has_value());
    EXPECT_TRUE(cached());
    house.later(5);
    EXPECT_FALSE(cached()) << "after its time";
    ASSERT_TRUE(who_is(connection, house.context, cache, session.token, house.now())->has_value());
    ASSERT_TRUE(disable_account(house.env, {}, siti.public_id, "").ok());
    cache.forget();
    EXPECT_FALSE(cached());
    EXPECT_FALSE(who_is(connection, house.context, cache, session.token, house.now())->has_value());
    // A look-up that began before the change does not bring the old answer back.
    const auto before = cache.generation();
    cache.forget();
    cache.keep("hash", {}, house.now(), house.now().plus(100), before);
    EXPECT_FALSE(cache.find("hash", house.now()).has_value());
    for (const char* token : {"", "pys_", "pyk_x", "siti", "Bearer pys_x"}) {
      EXPECT_FALSE(who_is(connection, house.context, cache, token, house.now())->has_value());
    }
    EXPECT_FALSE(
        who_is(connection, house.context, cache, "pys_" + std::string(1 << 20, 'x'), house.now())
            ->has_value());
  });
}

TEST(WhoIs, TheCacheStaysSmall) {
  CallerCache cache(5, 160);  // sixteen shards of ten
  identity::Caller caller;
  for (int i = 0; i < 10'000; ++i) {
    cache.keep("hash" + std::to_string(i), caller, {0}, {100}, cache.generation());
  }
  int held = 0;
  for (int i = 0; i < 10'000; ++i) held += cache.find("hash" + std::to_string(i), {1}) ? 1 : 0;
  EXPECT_LE(held, 160);
  EXPECT_GT(held, 0);
}

}  // namespace
}  // namespace payung::app
