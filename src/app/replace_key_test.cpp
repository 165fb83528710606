// Goal: after a replacement everything opens with the new key and is found by it, nothing opens
// with the old one, and a run that was cut off anywhere goes on to the same end. Method: a database
// with something in every place that is sealed, and all text columns searched for what stood there
// before.
#include "app/replace_key.hpp"

#include <gtest/gtest.h>

#include <set>

#include "app/claims_testing.hpp"
#include "db/vault_cipher.hpp"
#include "store/audit.hpp"
#include "store/claims.hpp"
#include "store/idempotency.hpp"
#include "store/membership.hpp"
#include "store/registry.hpp"
#include "store/testing.hpp"
#include "store/vault_key.hpp"
#include "store/webhooks.hpp"

namespace payung::app::testing {
namespace {

constexpr std::string_view kNow = "2025-01-20T08:00:00Z";

/// The key of every test database (store/testing.cpp) and one to come.
const secrets::Keyring& before() {
  static const auto keyring = *secrets::Keyring::parse(std::string(64, '7'));
  return keyring;
}
secrets::Keyring successor(secrets::Replace replace) {
  return before().successor(
      [](std::span<unsigned char> bytes) { std::fill(bytes.begin(), bytes.end(), 0x5A); }, replace);
}

void use_key(db::Connection& connection, const secrets::Keyring& keyring) {
  connection.protect_with(db::cipher_of(std::make_shared<const secrets::Vault>(keyring)));
}

void run(db::Connection& connection, std::string_view sql,
         std::initializer_list<db::Param> params = {}) {
  const auto done = connection.run(sql, params);
  ASSERT_TRUE(done.ok()) << sql << (done.ok() ? "" : done.error().detail);
}

store::RegistryMessage question() {
  store::RegistryMessage message;
  message.registry = "social";
  message.action = "search";
  message.sender = "dinsos";
  message.account = 1;
  message.message_id = "m-1";
  message.correlation_id = "c-1";
  message.payload = "{\"nik\":\"3319020101800001\"}";
  message.state = store::RegistryState::kept;
  message.received_at = kNow;
  return message;
}

/// One row at least in every place that is sealed.
void fill(db::Connection& c, ClaimsOffice& office) {
  const auto sealed = [&](std::string_view place, std::string_view text) {
    return c.cipher().seal(place, text);
  };
  ASSERT_TRUE(store::claim_vault_key(c, before().fingerprint(), kNow).ok());
  const auto claim = office.report(Kind::jkm, office.env.today).claim.id;
  office.name(claim);
  run(c, "insert into list_finding values (1, 1, 1, '', 1, 'A', 'NIK', 'bad_nik', 'error', $1, $2)",
      {sealed("list_finding:1", "33190201O1800001"), sealed("list_finding:1", "digits=15\n")});
  run(c,
      "insert into list_edit values (1, 1, '', 1, 'A', 'NIK', $1, '', 'ani', "
      "'2025-01-20T08:00:00Z')",
      {sealed("list_edit:1:1", "5:abcdefgh")});
  run(c, "insert into upload values (1, 'f.csv', 'hash', 1, 1, '2025-01-20T08:00:00Z', null)");
  run(c, "insert into draft values (1, 1, 1, '', '', null, '2025-01-20T08:00:00Z')");
  run(c,
      "insert into draft_step values (1, 1, 'typed', '', 1, 1, 'ani', '2025-01-20T08:00:00Z', $1)",
      {c.cipher().recognise("draft_request", "r")});
  run(c, "insert into draft_cells values (1, 1, 1, $1)", {sealed("draft_cells:1:1:1", "cells")});
  auto message = question();
  ASSERT_TRUE(store::add_registry_message(c, message).ok());
  store::RegistrySubscription subscription;
  subscription.code = "s-1";
  subscription.registry = "social";
  subscription.filter = "{\"nik\":\"3319020101800001\"}";
  subscription.created_at = kNow;
  ASSERT_TRUE(store::add_registry_subscription(c, subscription).ok());
  store::Webhook webhook;
  webhook.url = "https://sawah.example/";
  webhook.events = "claim";
  webhook.secret = "rahasia";
  webhook.account = 1;
  webhook.created_at = kNow;
  ASSERT_TRUE(store::add_webhook(c, webhook).ok());
  ASSERT_TRUE(store::keep_answer(c, "account 1", "key-1", {"enrol", "h", 201, "{}"}, kNow).ok());
  run(c,
      "insert into user_account values (1, 'p', 'ani', 'Ani', null, null, 'administrator', "
      "'active', '2025-01-20T08:00:00Z')");
  run(c,
      "insert into user_session values (1, 's', 1, 'hash', 'full', 'password', '', 1, 1, null, "
      "null, null)");
  run(c, "insert into totp values (1, $1, 'active', 0, '2025-01-20T08:00:00Z')",
      {sealed("totp:1", "secret")});
  run(c, "insert into oidc_attempt values (1, 'state', 'nonce', $1, 1, null)",
      {sealed("oidc:state", "verifier")});
}

/// Every text of the database that looks sealed, with its place.
std::set<std::string> sealed_texts(db::Connection& database) {
  std::vector<std::pair<std::string, std::string>> columns;
  const bool server = database.engine() == db::Engine::postgres;
  auto read = database.query(
      server ? "select table_name::text, column_name::text from information_schema.columns where "
               "table_schema = current_schema() and data_type = 'text' order by 1, 2"
             : "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c "
               "where m.type = 'table' and lower(c.type) = 'text' order by 1, 2",
      {}, [&](const db::Row& row) {
        columns.emplace_back(row.text(0), row.text(1));
        return Status{};
      });
  EXPECT_TRUE(read.ok());
  std::set<std::string> texts;
  for (const auto& [table, column] : columns) {
    read = database.query("select \"" + column + "\" from \"" + table + "\" where \"" + column +
                              "\" like '1.%' and length(\"" + column + "\") > 50",
                          {}, [&](const db::Row& row) {
                            texts.insert(table + "." + column + " " + std::string(row.text(0)));
                            return Status{};
                          });
    EXPECT_TRUE(read.ok()) << table << "." << column;
  }
  return texts;
}

void expect_open(db::Connection& c) {
  const auto opens = [&](const char* sql, std::string_view place) {
    const auto text = c.word(sql);
    ASSERT_TRUE(text.ok() && *text) << sql;
    EXPECT_TRUE(c.cipher().open(place, **text).ok()) << sql;
  };
  EXPECT_TRUE(store::unopenable_rows(c)->empty());
  EXPECT_TRUE(store::unopenable_claims(c)->empty());
  EXPECT_EQ(store::persons_of_nik(c, *Nik::parse(kNik))->size(), 1U);
  EXPECT_EQ(store::claims_with_account(c, "1234567890", 99)->size(), 1U);
  opens("select value from list_finding", "list_finding:1");
  opens("select args from list_finding", "list_finding:1");
  opens("select change from list_edit", "list_edit:1:1");
  opens("select cells from draft_cells", "draft_cells:1:1:1");
  opens("select secret from totp", "totp:1");
  EXPECT_EQ(store::webhooks(c)->at(0).secret, "rahasia");
  EXPECT_EQ(store::registry_subscriptions(c, std::nullopt)->at(0).filter,
            "{\"nik\":\"3319020101800001\"}");
  const auto index = c.word("select filter_index from registry_subscription");
  EXPECT_EQ(**index, c.cipher().blind("registry_filter", "{\"nik\":\"3319020101800001\"}"));
  const auto nik = c.word("select nik_index from claim_receiver");
  EXPECT_EQ(**nik, c.cipher().blind("claim_nik", "3319024101820002"));
}

/// Stops after so many questions whether it should.
class Stopping final : public Progress {
 public:
  explicit Stopping(int after) : left_(after) {}
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return left_-- <= 0; }

 private:
  mutable int left_;
};

Result<FilesAnew> no_files() { return FilesAnew{}; }

Result<KeyReplacement> replaced(Environment& like, const secrets::Keyring& to,
                                secrets::Replace replace, Progress& progress) {
  Environment env{like.database, like.rules, like.regions, progress,
                  like.today,    like.now,   like.actor};
  return replace_key(env, {before(), to, replace, "yearly"}, no_files);
}

TEST(ReplaceKey, EverythingIsOfTheNewKeyWhereverItWasCutOff) {
  store::testing::for_each_engine([](db::Connection& c) {
    ClaimsOffice office(c);
    fill(c, office);
    const auto old_texts = sealed_texts(c);
    std::set<std::string> columns;
    for (const auto& one : old_texts) columns.insert(one.substr(0, one.find(' ')));
    // private x3, value, args, change, cells, payload, filter, secret x2, verifier, answer
    EXPECT_EQ(columns.size(), 13U);
    expect_open(c);

    const auto to = successor(secrets::Replace::what_is_stored);
    int cut_off = 0;
    for (int allowed = 0;; ++allowed) {
      Stopping progress(allowed);
      const auto made = replaced(office.env, to, secrets::Replace::what_is_stored, progress);
      if (made.ok()) {
        EXPECT_TRUE(made->unopenable.empty());
        break;
      }
      ASSERT_EQ(made.error().code, Errc::interrupted) << made.error().detail;
      EXPECT_EQ(*store::vault_key(c), before().fingerprint());  // not yet
      ++cut_off;
    }
    EXPECT_GT(cut_off, 12);

    use_key(c, to);
    expect_open(c);
    for (const auto& one : sealed_texts(c)) EXPECT_FALSE(old_texts.contains(one)) << one;
    EXPECT_EQ(*store::vault_key(c), to.fingerprint());
    EXPECT_FALSE(store::key_change_under_way(c)->has_value());
    EXPECT_TRUE(store::audit_breaks(c)->empty());
    // What came before is known again, and sessions go on.
    EXPECT_TRUE(store::kept_answer(c, "account 1", "key-1")->has_value());
    EXPECT_TRUE(store::registry_message(c, question())->has_value());
    EXPECT_EQ(**c.number("select count(*) from user_session where ended_s is null"), 1);
    EXPECT_EQ(**c.number("select count(*) from audit where action = 'begin_key_change'"), 1);
    EXPECT_EQ(**c.number("select count(*) from audit where action = 'end_key_change'"), 1);
  });
}

TEST(ReplaceKey, OfAKeyInWrongHandsEndsWhatItProved) {
  store::testing::for_each_engine([](db::Connection& c) {
    ClaimsOffice office(c);
    fill(c, office);
    SilentProgress silent;
    const auto to = successor(secrets::Replace::everything);
    ASSERT_TRUE(replaced(office.env, to, secrets::Replace::everything, silent).ok());
    use_key(c, to);
    expect_open(c);
    EXPECT_EQ(**c.number("select count(*) from user_session where ended_s is null"), 0);
    EXPECT_EQ(**c.number("select count(*) from idempotent_request"), 0);
    EXPECT_FALSE(store::registry_message(c, question())->has_value());
  });
}

TEST(ReplaceKey, WhatOpensWithNeitherKeyStaysAndIsNamed) {
  const auto c = store::testing::memory_database();
  ClaimsOffice office(*c);
  fill(*c, office);
  run(*c, "update webhook set secret = 'broken'");
  SilentProgress silent;
  const auto made = replaced(office.env, successor(secrets::Replace::what_is_stored),
                             secrets::Replace::what_is_stored, silent);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->unopenable, std::vector<std::string>{"webhook:1"});
  EXPECT_EQ(**c->word("select secret from webhook"), "broken");
}

TEST(ReplaceKey, OnlyTheSealedMayChangeAndOnlyMeanwhile) {
  store::testing::for_each_engine([](db::Connection& c) {
    ClaimsOffice office(c);
    fill(c, office);
    const auto refused = [&](std::string_view sql) {
      // A transaction, since on PostgreSQL a failed statement spoils the one it is in.
      return !c.run(sql).ok();
    };
    const auto each_refused = [&](std::initializer_list<std::string_view> all) {
      for (const auto sql : all) EXPECT_TRUE(refused(sql)) << sql;
    };
    each_refused({"update list_row set private = 'x'", "update list_row set nik_index = 'x'",
                  "update list_edit set change = 'x'", "update claim set private = 'x'",
                  "update claim_event set private = 'x'",
                  "update claim_receiver set nik_index = 'x'"});
    Stopping progress(0);
    ASSERT_FALSE(replaced(office.env, successor(secrets::Replace::what_is_stored),
                          secrets::Replace::what_is_stored, progress)
                     .ok());
    each_refused({"update list_row set private = 'x', name = 'SUTO'",
                  "update list_row set income = 5", "update list_edit set rule = 'x'",
                  "update list_edit set header = 'x'", "update claim set reporter = 'x'",
                  "update claim_event set amount = amount + 1",
                  "update claim_receiver set number = number + 1", "delete from claim",
                  "delete from list_row", "delete from key_change"});
    EXPECT_FALSE(refused("update claim set private = 'x'"));
  });
}

TEST(ReplaceKey, AnotherPairOfKeysIsRefused) {
  const auto c = store::testing::memory_database();
  ClaimsOffice office(*c);
  fill(*c, office);
  SilentProgress silent;
  Stopping at_once(0);
  const auto to = successor(secrets::Replace::what_is_stored);
  const auto other = *secrets::Keyring::parse(std::string(64, '9'));
  ASSERT_FALSE(replaced(office.env, to, secrets::Replace::what_is_stored, at_once).ok());
  const auto refused = replaced(office.env, other, secrets::Replace::what_is_stored, silent);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Errc::integrity);
  EXPECT_TRUE(replaced(office.env, to, secrets::Replace::what_is_stored, silent).ok());
  // And from a key that the database is not of.
  const auto again = replaced(office.env, other, secrets::Replace::what_is_stored, silent);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, Errc::integrity);
}

}  // namespace
}  // namespace payung::app::testing
