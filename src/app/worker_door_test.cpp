// Goal: NIK and birth date open the door, all else is answered alike; a code opens a short session.
// Method: a town with one linked row on both engines; a gateway that keeps what was sent.
#include "app/worker_door.hpp"

#include <gtest/gtest.h>

#include "app/identity_testing.hpp"
#include "app/one_time_code.hpp"
#include "app/programme_testing.hpp"
#include "store/lists.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;

class KeptMessages final : public MessageGateway {
 public:
  Status send(std::string_view phone, std::string_view text) override {
    sent.emplace_back(phone, text);
    return {};
  }
  std::vector<std::pair<std::string, std::string>> sent;
};

/// One more row of a person, with a phone, as an import writes it.
void list_phone(db::Connection& connection, std::int64_t person, const char* phone) {
  auto writer = store::RowWriter::open(connection, 5);
  ASSERT_TRUE(writer.ok());
  intake::Row row;
  row.number = 99;
  row.name = "Invented";
  row.phone = phone;
  row.linkable = true;
  const auto number = writer->add(row, {});
  ASSERT_TRUE(number.ok());
  ASSERT_TRUE(writer->finish());
  ASSERT_TRUE(
      connection
          .run("insert into person_row (row, run, person) values ($1, 1, $2)", {*number, person})
          .ok());
}

/// A house with person 1, born 1980-05-17, who gave a phone.
struct Door {
  explicit Door(db::Connection& connection) : house(connection) {
    testing::make_senders(connection);
    testing::add_rows(connection, {{.person = 1, .sender = "desa-demaan"}});
    nik = testing::nik_of({.person = 1, .sender = "desa-demaan"});
  }
  DoorAnswer ask(const std::string& asked, const std::string& birth,
                 const std::string& address = "203.0.113.1") {
    const auto answer =
        ask_at_door(house.env, house.context, {asked, birth, address}, house.env.today);
    PAYUNG_CHECK(answer.ok());
    return *answer;
  }
  CodeSent send(const std::string& asked, const std::string& birth,
                const std::string& address = "203.0.113.2") {
    const auto sent =
        send_worker_code(house.env, house.context, {asked, birth, address}, messages,
                         [](std::string_view code) { return "Kode: " + std::string(code); });
    PAYUNG_CHECK(sent.ok());
    return *sent;
  }
  testing::House house;
  KeptMessages messages;
  std::string nik;
};

TEST(WorkerDoor, OpensForNikAndBirthDate) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    const DoorAnswer answer = door.ask(door.nik, "1980-05-17");
    EXPECT_EQ(answer.verdict, DoorVerdict::open);
    EXPECT_EQ(answer.person, 1);
    EXPECT_FALSE(answer.member);
    EXPECT_EQ(answer.covered, coverage::Covered::no);
    EXPECT_EQ(answer.reason, "never_member");
    EXPECT_EQ(door.ask(" 33 1901-170580 0001", "1980-05-17").verdict, DoorVerdict::open);
  });
}

TEST(WorkerDoor, RefusesAlike) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    const std::pair<std::string, std::string> wrong[] = {{door.nik, "1980-05-18"},
                                                         {"3319011705809999", "1980-05-17"},
                                                         {door.nik, ""},
                                                         {"", "1980-05-17"},
                                                         {"not a number", "17 Mei 1980"},
                                                         {std::string(9999, '3'), "x"}};
    int from = 1;
    for (const auto& [nik, birth] : wrong) {
      const DoorAnswer answer = door.ask(nik, birth, "198.51.100." + std::to_string(from++));
      EXPECT_EQ(answer.verdict, DoorVerdict::refused);
      EXPECT_EQ(answer.person, 0);
      EXPECT_TRUE(answer.payer.empty());
      EXPECT_TRUE(answer.reason.empty());
    }
  });
}

TEST(WorkerDoor, MakesGuessersWait) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    int refused = 0;
    DoorVerdict last = DoorVerdict::refused;
    for (int day = 1; day <= 28 && last != DoorVerdict::wait; ++day) {
      const std::string birth = "1980-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
      last = door.ask(door.nik, birth).verdict;
      refused += last == DoorVerdict::refused ? 1 : 0;
    }
    EXPECT_EQ(last, DoorVerdict::wait);
    EXPECT_LE(refused, 10);
    // While he waits even the right date says nothing.
    EXPECT_EQ(door.ask(door.nik, "1980-05-17").verdict, DoorVerdict::wait);
  });
}

// A stranger with many addresses fails for her NIK all day: from where she is nobody failed, so she
// is answered at once; each of his addresses has one try and no more.
TEST(WorkerDoor, AStrangerWithManyAddressesDoesNotShutHerDoor) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    // Hers, and one that nobody has: both are answered alike.
    for (const std::string& nik : {door.nik, std::string("3319011705809999")}) {
      const auto from = [](int i) { return "198.51.100." + std::to_string(i); };
      for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(door.ask(nik, "1980-02-01", from(i / 4)).verdict, DoorVerdict::refused) << i;
      }
      // The NIK's tries are used up: where he failed before he waits, elsewhere he has one.
      EXPECT_EQ(door.ask(nik, "1980-02-02", from(7)).verdict, DoorVerdict::wait);
      EXPECT_EQ(door.ask(nik, "1980-02-02", from(100)).verdict, DoorVerdict::refused);
      EXPECT_EQ(door.ask(nik, "1980-02-03", from(100)).verdict, DoorVerdict::wait);
      EXPECT_EQ(door.ask(nik, "1980-05-17", "203.0.113.7").verdict,
                nik == door.nik ? DoorVerdict::open : DoorVerdict::refused);
    }
    EXPECT_EQ(door.send(door.nik, "1980-05-17", "203.0.113.8").verdict, DoorVerdict::open);
    EXPECT_EQ(door.messages.sent.size(), 0U);  // nobody gave a phone
  });
}

// The phone of a coordinator stands beside all his people: five codes an hour in all, not five for
// each name that somebody asks in.
TEST(WorkerDoor, OnePhoneIsSentFiveCodesAnHourUnderAllNames) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    std::vector<std::string> niks;
    testing::add_rows(connection, {{.person = 2, .sender = "desa-demaan"},
                                   {.person = 3, .sender = "desa-demaan"}});
    for (const std::int64_t person : {1, 2, 3}) {
      niks.push_back(testing::nik_of({.person = person, .sender = "desa-demaan"}));
      list_phone(connection, person, person == 2 ? "+62 812-3456-789" : "08123456789");
    }
    int from = 0;
    for (const std::string& nik : niks) {
      for (int i = 0; i < 3; ++i) {
        // Many addresses: the phone counts whoever asks.
        const std::string address = "198.51.100." + std::to_string(++from);
        EXPECT_EQ(door.send(nik, "1980-05-17", address).verdict, DoorVerdict::open);
      }
    }
    EXPECT_EQ(door.messages.sent.size(), 5U);
  });
}

// Who knows NIK and birth date asks for codes all the time, from one address and from many, and
// types wrong ones. Not more messages come for it, and any of them opens the door for her whose
// phone it is, until the next may be sent.
TEST(WorkerDoor, AStrangerDoesNotLockHerOut) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    list_phone(connection, 1, "081234567890");
    auto& env = door.house.env;
    const auto enter = [&](const CodeSent& asked, const std::string& code, const char* address) {
      return open_worker_session(env, door.house.context, asked.id, code, address)->verdict;
    };
    const auto newest = [&] { return door.messages.sent.back().second.substr(6); };
    for (int i = 0; i < 20; ++i) door.send(door.nik, "1980-05-17", "198.51.100.1");
    EXPECT_EQ(door.messages.sent.size(), 3U) << "three an hour from one address";
    const CodeSent hers = door.send(door.nik, "1980-05-17", "203.0.113.7");
    EXPECT_EQ(door.messages.sent.size(), 4U) << "she is not the stranger";
    const std::string her_code = newest();
    door.send(door.nik, "1980-05-17", "198.51.100.2");
    EXPECT_EQ(door.messages.sent.size(), 5U);
    EXPECT_EQ(enter(hers, her_code, "203.0.113.7"), DoorVerdict::open) << "a newer one ends none";
    EXPECT_EQ(enter(hers, her_code, "203.0.113.7"), DoorVerdict::refused) << "but once";

    // 50 minutes later the hour is still full: the last message is good, however he guesses.
    door.house.later(3'000);
    const CodeSent his = door.send(door.nik, "1980-05-17", "198.51.100.3");
    for (int i = 0; i < 9; ++i) EXPECT_NE(enter(his, "wrong", "198.51.100.3"), DoorVerdict::open);
    EXPECT_NE(enter(his, newest(), "198.51.100.3"), DoorVerdict::open) << "his tries are over";
    const CodeSent again = door.send(door.nik, "1980-05-17", "203.0.113.7");
    EXPECT_EQ(door.messages.sent.size(), 5U) << "five an hour to one phone";
    EXPECT_EQ(again.verdict, DoorVerdict::open);
    EXPECT_EQ(enter(again, newest(), "203.0.113.7"), DoorVerdict::open);

    door.house.later(600);
    door.send(door.nik, "1980-05-17", "203.0.113.7");
    EXPECT_EQ(door.messages.sent.size(), 6U) << "the next hour";
  });
}

TEST(WorkerDoor, ACodeOpensAShortSession) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    // No phone in any list: an id that opens nothing, like for a stranger.
    const CodeSent none = door.send(door.nik, "1980-05-17");
    const CodeSent stranger = door.send("3319011705809999", "1980-05-17");
    EXPECT_TRUE(door.messages.sent.empty());
    EXPECT_EQ(none.id.size(), stranger.id.size());
    EXPECT_EQ(none.verdict, stranger.verdict);

    const auto made = make_code(door.house.env, door.house.context, {1, "worker_door"});
    ASSERT_TRUE(made.ok());
    auto& env = door.house.env;
    const auto wrong = open_worker_session(env, door.house.context, made->id, "000000x", "a");
    ASSERT_TRUE(wrong.ok());
    EXPECT_EQ(wrong->verdict, DoorVerdict::refused);
    EXPECT_TRUE(wrong->token.empty());
    const auto right = open_worker_session(env, door.house.context, made->id, made->code, "a");
    ASSERT_TRUE(right.ok());
    ASSERT_EQ(right->verdict, DoorVerdict::open);
    EXPECT_EQ(right->person, 1);
    const auto again = open_worker_session(env, door.house.context, made->id, made->code, "a");
    EXPECT_EQ(again->verdict, DoorVerdict::refused);

    const auto whose = [&](const std::string& token) {
      return *person_of_session(env, door.house.context, token);
    };
    EXPECT_EQ(whose(right->token), 1);
    for (const std::string& token :
         {std::string(), std::string("pyw_"), right->token + "x", right->token.substr(4),
          "pyw_" + made->id + "." + made->code}) {
      EXPECT_FALSE(whose(token)) << token;
    }
    door.house.later(kWorkerSessionSeconds - 1);
    EXPECT_TRUE(whose(right->token));
    door.house.later(1);
    EXPECT_FALSE(whose(right->token));
  });
}

class BrokenGateway final : public MessageGateway {
 public:
  Status send(std::string_view, std::string_view) override { return Error{Errc::io, "gateway"}; }
};

TEST(WorkerDoor, SendsToTheRegisteredPhoneAndTellsNobody) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    list_phone(connection, 1, "081234567890");
    const CodeSent sent = door.send(door.nik, "1980-05-17");
    ASSERT_EQ(door.messages.sent.size(), 1U);
    EXPECT_EQ(door.messages.sent[0].first, "081234567890");
    const std::string code = door.messages.sent[0].second.substr(6);
    EXPECT_EQ(code.size(), 6U);
    const auto session =
        open_worker_session(door.house.env, door.house.context, sent.id, code, "203.0.113.2");
    EXPECT_EQ(session->verdict, DoorVerdict::open);
    BrokenGateway broken;
    const auto silent = send_worker_code(door.house.env, door.house.context,
                                         {door.nik, "1980-05-17", "203.0.113.2"}, broken,
                                         [](std::string_view text) { return std::string(text); });
    ASSERT_TRUE(silent.ok());
    EXPECT_FALSE(silent->delivered.ok());
    EXPECT_EQ(silent->verdict, DoorVerdict::open);
    EXPECT_EQ(silent->id.size(), sent.id.size());
  });
}

TEST(WorkerDoor, ASessionCanBeEnded) {
  for_each_engine([](db::Connection& connection) {
    Door door(connection);
    auto& env = door.house.env;
    const auto made = make_code(env, door.house.context, {1, "worker_door"});
    const auto session =
        open_worker_session(env, door.house.context, made->id, made->code, "203.0.113.9");
    ASSERT_EQ(session->verdict, DoorVerdict::open);
    ASSERT_TRUE(end_worker_session(env, door.house.context, session->token));
    EXPECT_FALSE(*person_of_session(env, door.house.context, session->token));
    EXPECT_TRUE(end_worker_session(env, door.house.context, "pyw_nothing.here"));
  });
}

}  // namespace
}  // namespace payung::app
