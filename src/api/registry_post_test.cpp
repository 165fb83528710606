// Goal: what waits is sent once, again when the other side fails, never for a revoked key, and news
// reach subscribers once.
// Method: a client that keeps what it is sent and answers as told; a clock set by hand; two posts
// on one database as two servers would be.
#include "api/registry_post.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/sqlite/sqlite.hpp"
#include "api/registry_signature.hpp"
#include "app/accounts.hpp"
#include "app/programme_testing.hpp"
#include "db/vault_cipher.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/membership.hpp"
#include "store/registry.hpp"
#include "store/testing.hpp"

namespace payung::api {
namespace {

using Json = nlohmann::ordered_json;

class Mailbox final : public fetch::Client {
 public:
  Result<fetch::Answer> send(const fetch::Request& request) override {
    sent.push_back(request);
    if (const auto happening = std::exchange(meanwhile, {})) happening();
    if (forbidden) return Error{Errc::bad_option, "url"};
    if (broken) return Error{Errc::io, "url"};
    return fetch::Answer{status, {}, ""};
  }
  Json last() const { return Json::parse(sent.back().body); }

  std::vector<fetch::Request> sent;
  int status = 200;
  bool broken = false;
  bool forbidden = false;
  std::function<void()> meanwhile;  ///< happens once, while something is on its way
};

class NoMessages final : public app::MessageGateway {
 public:
  Status send(std::string_view, std::string_view) override { return {}; }
};

/// One database file, as a server and the test see it.
class Desk {
 public:
  Desk()
      : path_(::testing::TempDir() + "registry_post_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".db"),
        keyring_(*secrets::Keyring::parse(std::string(64, '7'))),
        writers_([this] { return open_writer(); }, 1),
        readers_([this] { return open_reader(); }, 2),
        identity_(
            keyring_,
            [this](std::span<unsigned char> bytes) {
              for (unsigned char& one : bytes) one = static_cast<unsigned char>(++random_);
            },
            secrets::PasswordCost{1, std::size_t{8} << 20}, {},
            identity::CommonPasswords::parse("")),
        vault_(keyring_),
        signer_(keyring_),
        access_(
            writers_, [this] { return now; }, [](const Error&) {}),
        people_{index_, access_, messages_, vault_, signer_, "Payung", {}} {
    for (const char* end : {"", "-wal", "-shm", ".lock"}) std::remove((path_ + end).c_str());
    auto lease = writers_.borrow();
    PAYUNG_CHECK(lease.ok());
    app::testing::make_senders(**lease);
    app::testing::add_rows(**lease, {{1, "dinas-sosial"}, {2, "dinas-sosial"}});
    key_ = add_key(**lease);
    app::testing::Office office(**lease, "2025-01-20");
    PAYUNG_CHECK(index_.load(office.environment).ok());
  }

  RegistryPost post(const char* holder = "one") {
    return RegistryPost({writers_, readers_, app::testing::law(), app::testing::regions(),
                         [] { return *Date::parse("2025-01-20"); }, [this] { return now; },
                         identity_, people_, mailbox, holder});
  }

  /// A search for person 1 that waits.
  void ask(const char* id) {
    store::RegistryMessage message = blank(id, "search");
    message.payload = R"({"message":{"transaction_id":"t","search_request":[{"reference_id":"r1",
      "timestamp":"2025-01-20T01:00:00Z","search_criteria":{"query_type":"idtype-value",
      "query":{"type":"NIK","value":"3319011705800001"}}}]},"outcome":[]})";
    in_writer([&](db::Connection& db) { return store::add_registry_message(db, message); });
  }

  /// A message that no version of the program can make an answer of.
  void ask_nonsense(const char* id) {
    store::RegistryMessage message = blank(id, "nonsense");
    message.payload = "{}";
    in_writer([&](db::Connection& db) { return store::add_registry_message(db, message); });
  }

  void set_partner(const store::RegistryPartner& partner) {
    in_writer([&](db::Connection& db) {
      return store::put_registry_partner(db, partner, now, "tester");
    });
  }

  /// What the subscriptions say can no longer be opened.
  void spoil_subscriptions() {
    in_writer([](db::Connection& db) {
      const auto done = db.run("update registry_subscription set filter = 'spoilt'", {});
      return done ? Status{} : Status{done.error()};
    });
  }

  void subscribe(const char* event_type, const char* nik) {
    store::RegistrySubscription one;
    one.code = std::string("code-") + event_type;
    one.registry = "ibr";
    one.sender = "spmis";
    one.account = 1;
    one.api_key = key_;
    one.reference_id = "sub";
    one.event_type = event_type;
    one.filter = R"({"type":"","query":{"type":"NIK","value":")" + std::string(nik) + R"("}})";
    one.callback_uri = "https://spmis.example.org/registry/on-subscribe";
    one.created_at = now;
    in_writer([&](db::Connection& db) { return store::add_registry_subscription(db, one); });
  }

  void happens(std::int64_t id, std::int64_t person, enrolment::EventKind kind) {
    enrolment::MembershipEvent event{id,
                                     person,
                                     kind,
                                     *Date::parse("2025-01-01"),
                                     *Month::parse("2025-01"),
                                     {},
                                     kind == enrolment::EventKind::enrolled ? 1 : 0,
                                     0,
                                     Sector::trade,
                                     {Programme::jkk, Programme::jkm},
                                     {},
                                     0,
                                     now,
                                     "test",
                                     "key-" + std::to_string(id)};
    in_writer([&](db::Connection& db) {
      return store::add_membership_events(db, std::vector{event}, "tester");
    });
  }

  void revoke() {
    in_writer([&](db::Connection& db) {
      const auto done = store::revoke_api_key(db, key_, {1'737'331'200});
      return done ? Status{} : Status{done.error()};
    });
  }

  std::string state() {
    auto lease = readers_.borrow();
    const auto word = (**lease).word(
        "select state || ' ' || attempts || ' ' || next_try from registry_message "
        "order by id desc limit 1");
    return word->value_or("");
  }

  std::string now = "2025-01-20T01:00:00Z";
  Mailbox mailbox;

 private:
  Result<std::unique_ptr<db::Connection>> open_writer() {
    return store::testing::file_database(path_);
  }
  Result<std::unique_ptr<db::Connection>> open_reader() {
    auto made = sqlite::open_reader(path_);
    if (!made) return made.error();
    (*made)->protect_with(db::cipher_of(std::make_shared<const secrets::Vault>(keyring_)));
    return made;
  }

  static std::int64_t add_key(db::Connection& db) {
    store::Account account;
    account.public_id = "machine";
    account.name = "machine";
    account.role = identity::Role::machine;
    account.state = store::AccountState::active;
    account.scope = identity::Scope::everything();
    account.recorded_at = "2025-01-20T00:00:00Z";
    PAYUNG_CHECK(store::add_account(db, account).ok());
    store::ApiKey key;
    key.public_id = "key";
    key.account = account.id;
    key.name = "key";
    key.token_hash = "hash";
    key.permissions = {identity::Permission::registry_query};
    key.created = {1'737'331'200};
    key.expires = {1'800'000'000};
    PAYUNG_CHECK(store::add_api_key(db, key).ok());
    return key.id;
  }

  store::RegistryMessage blank(const char* id, const char* action) const {
    store::RegistryMessage message;
    message.registry = "social";
    message.action = action;
    message.sender = "spmis";
    message.account = 1;
    message.api_key = key_;
    message.message_id = id;
    message.transaction_id = "t";
    message.correlation_id = std::string("c-") + id;
    message.callback_uri = "https://spmis.example.org/registry/on-search";
    message.next_try = now;
    message.received_at = now;
    return message;
  }

  void in_writer(const std::function<Status(db::Connection&)>& work) {
    auto lease = writers_.borrow();
    auto transaction = db::Transaction::begin(**lease);
    const Status done = work(**lease);
    ASSERT_TRUE(done.ok()) << done.error().where << done.error().detail;
    ASSERT_TRUE(transaction->commit().ok());
  }

  std::string path_;
  secrets::Keyring keyring_;
  db::Pool writers_;
  db::Pool readers_;
  unsigned random_ = 0;
  app::IdentityContext identity_;
  secrets::Vault vault_;
  secrets::Signer signer_;
  app::PeopleIndex index_;
  app::AccessRecorder access_;
  NoMessages messages_;
  PeopleParts people_;
  std::int64_t key_ = 0;
};

TEST(RegistryPost, AnswersOnceAndSigned) {
  Desk desk;
  desk.ask("m1");
  auto post = desk.post();
  auto other = desk.post("two");
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(*other.round(), 0);
  EXPECT_EQ(*post.round(), 0);
  ASSERT_EQ(desk.mailbox.sent.size(), 1U);
  EXPECT_EQ(desk.mailbox.sent[0].url, "https://spmis.example.org/registry/on-search");
  const Json told = desk.mailbox.last();
  EXPECT_EQ(told["header"]["action"], "on-search");
  EXPECT_EQ(told["header"]["message_id"], "payung-c-m1");
  EXPECT_EQ(told["message"]["correlation_id"], "c-m1");
  EXPECT_EQ(told["message"]["search_response"][0]["pagination"]["total_count"], 1);
  const secrets::Signer signer(*secrets::Keyring::parse(std::string(64, '7')));
  EXPECT_TRUE(signature_holds(signer.public_key(), "payung", told["signature"].get<std::string>(),
                              told["header"], told["message"],
                              *identity::Instant::parse(desk.now)));
  EXPECT_EQ(desk.state(), "answered 1 2025-01-20T01:00:00Z");
}

TEST(RegistryPost, WhoTakesNoSignaturesGetsNone) {
  Desk desk;
  desk.set_partner({"spmis", 1, "", "", false});
  desk.ask("m1");
  auto post = desk.post();
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.mailbox.last()["signature"], "");
  desk.set_partner({"spmis", 1, "", "", true});
  desk.ask("m2");
  EXPECT_EQ(*post.round(), 1);
  EXPECT_NE(desk.mailbox.last()["signature"], "");
}

TEST(RegistryPost, TriesAgainLessAndLessOften) {
  Desk desk;
  desk.ask("m1");
  auto post = desk.post();
  desk.mailbox.status = 503;
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.state(), "waiting 1 2025-01-20T01:00:05Z");
  EXPECT_EQ(*post.round(), 0);
  desk.now = "2025-01-20T01:00:05Z";
  desk.mailbox.broken = true;
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.state(), "waiting 2 2025-01-20T01:00:15Z");
  desk.now = "2025-01-20T01:00:15Z";
  desk.mailbox.broken = false;
  desk.mailbox.status = 202;
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.state(), "answered 3 2025-01-20T01:00:15Z");
}

TEST(RegistryPost, GivesUpInTheEnd) {
  Desk desk;
  desk.ask("m1");
  auto post = desk.post();
  desk.mailbox.status = 500;
  auto time = *identity::Instant::parse(desk.now);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(*post.round(), 1) << i;
    time = time.plus(7'200);
    desk.now = time.text();
  }
  EXPECT_EQ(desk.state().substr(0, 9), "failed 12");
  EXPECT_EQ(*post.round(), 0);
}

TEST(RegistryPost, ForbiddenAddressAndRevokedKeyEndIt) {
  Desk desk;
  desk.ask("m1");
  auto post = desk.post();
  desk.mailbox.forbidden = true;
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.state().substr(0, 8), "failed 1");
  desk.mailbox.forbidden = false;
  desk.revoke();
  desk.ask("m2");
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.state().substr(0, 8), "failed 1");
  EXPECT_EQ(desk.mailbox.sent.size(), 1U);
}

TEST(RegistryPost, NobodyWaitsBehindASlowPartner) {
  Desk desk;
  desk.ask("m1");
  desk.ask("m2");
  auto post = desk.post();
  auto other = desk.post("two");
  std::int64_t meanwhile = 0;
  desk.mailbox.meanwhile = [&] { meanwhile = *other.round(); };
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(meanwhile, 1);
  EXPECT_EQ(desk.mailbox.sent.size(), 2U);
}

TEST(RegistryPost, AFaultOfOursDelaysNobody) {
  Desk desk;
  desk.ask("m1");
  desk.ask_nonsense("m2");
  desk.subscribe("enrollement", "3319011705800001");
  desk.spoil_subscriptions();
  desk.happens(1, 1, enrolment::EventKind::enrolled);
  auto post = desk.post();
  EXPECT_FALSE(post.round().ok());
  EXPECT_EQ(desk.mailbox.sent.size(), 1U);
  EXPECT_EQ(desk.state(), "waiting 1 2025-01-20T01:00:01Z");
}

TEST(RegistryPost, NewsReachASubscriberOnce) {
  Desk desk;
  desk.subscribe("enrollement", "3319011705800001");
  desk.subscribe("enrollement_status_change", "3319011705800001");
  auto post = desk.post();
  auto other = desk.post("two");
  EXPECT_EQ(*post.round(), 0);
  desk.happens(1, 1, enrolment::EventKind::enrolled);
  desk.happens(2, 2, enrolment::EventKind::enrolled);  // somebody he did not ask for
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(*other.round(), 0);
  ASSERT_EQ(desk.mailbox.sent.size(), 1U);
  EXPECT_EQ(desk.mailbox.sent[0].url, "https://spmis.example.org/registry/notify");
  const Json told = desk.mailbox.last();
  EXPECT_EQ(told["header"]["action"], "notify");
  ASSERT_EQ(told["message"]["notify_event"].size(), 1U);
  EXPECT_EQ(told["message"]["notify_event"][0]["reference_id"], "sub:1");
  EXPECT_EQ(told["message"]["notify_event"][0]["data"]["reg_event_type"], "enrollement");
  desk.happens(3, 1, enrolment::EventKind::died);
  EXPECT_EQ(*post.round(), 1);
  EXPECT_EQ(desk.mailbox.last()["message"]["notify_event"][0]["data"]["reg_event_type"],
            "enrollement_status_change");
}

TEST(RegistryPost, NewsGoBesideTheAnswersAddress) {
  EXPECT_EQ(news_address("https://a/registry/on-subscribe"), "https://a/registry/notify");
  EXPECT_EQ(news_address("https://a/hook"), "https://a/hook");
}

}  // namespace
}  // namespace payung::api
