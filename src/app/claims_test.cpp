// Goal: a claim from report to money back is exact, kept, counted once, and refuses what is
// hostile. Method: a small town on both engines; amounts from the published examples; the trail and
// the book.
#include "app/claims.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/access_log.hpp"
#include "app/money_testing.hpp"
#include "base/testing.hpp"
#include "store/private_fields.hpp"

namespace payung::app {
namespace {

using claims::Flag;
using claims::Kind;
using claims::State;
using store::testing::for_each_engine;
using testing::day;
using testing::Town;

constexpr std::string_view kNik = "3319020101800001";
constexpr std::int64_t kBudi = 11;

const rules::RuleBook& whole_law() {
  static const rules::RuleBook book = [] {
    std::vector<rules::RuleFile> files;
    const auto folder = std::filesystem::path(source_folder()) / "rules";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".toml") continue;
      const std::string name = "rules/" + entry.path().filename().string();
      files.push_back({name, billing::testing::text_of(name)});
    }
    auto read = rules::RuleBook::load(files);
    EXPECT_TRUE(read.ok());
    return *std::move(read);
  }();
  return book;
}

/// The total alone: what a door keeps more of.
std::string write(const reckoning::Outcome& outcome, Date) {
  return "{\"total\":" + std::to_string(outcome.total.amount()) + "}";
}

/// Budi (11) and Sari (12), members since 1 January 2025, paid for January; today is the 20th.
class Office {
 public:
  explicit Office(db::Connection& connection)
      : town(connection),
        env{connection,
            whole_law(),
            town.env().regions,
            town.env().progress,
            day(2025, 1, 20),
            "2025-01-20T08:00:00Z",
            "ani"} {
    town.enrol(kBudi, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 33'600, day(2025, 1, 10));
    list_budi(connection);
  }

  ClaimView report(Kind kind, Date on, std::int64_t person = kBudi) {
    const auto reported = report_claim(env, {person, kind, on, "family"});
    EXPECT_TRUE(reported.ok()) << (reported.ok() ? "" : reported.error().where);
    PAYUNG_CHECK(reported.ok());
    return reported->view;
  }

  /// All papers that are needed.
  void bring_papers(std::int64_t claim) {
    for (const std::string& code : must(claim_view(env, claim)).missing) {
      must(add_claim_paper(env, {claim, code, "hash-" + code, "application/pdf", 12}));
    }
  }

  void name(std::int64_t claim, const std::string& account = "1234567890") {
    must(
        name_receiver(env, claim, {"Siti", "3319024101820002", "spouse_or_child", "BRI", account}));
  }

  ClaimView assess(std::int64_t claim, const ClaimInputs& inputs = {}) {
    must(verify_claim(env, claim, ""));
    return must(assess_claim(env, claim, inputs, "", write));
  }

  ClaimView approve(std::int64_t claim) {
    return must(approve_claim(env, claim, approvable(must(claim_view(env, claim))), ""));
  }

  std::vector<Flag> flags(std::int64_t claim) {
    std::vector<Flag> found;
    for (const auto& one : must(doubts_of_claim(env, must(claim_view(env, claim))))) {
      found.push_back(one.flag);
    }
    return found;
  }

  template <class T>
  static T must(Result<T> result) {
    EXPECT_TRUE(result.ok()) << (result.ok() ? ""
                                             : result.error().where + " " + result.error().detail);
    PAYUNG_CHECK(result.ok());
    return *std::move(result);
  }

  Town town;
  Environment env;

 private:
  static void list_budi(db::Connection& connection) {
    const auto rows = [&](std::string_view sql, std::initializer_list<db::Param> params) {
      const auto done = connection.run(sql, params);
      ASSERT_TRUE(done.ok()) << done.error().detail;
    };
    rows("insert into sender values (1, 's', 's', 'agency', '33.19', '2025-01-01T00:00:00Z')", {});
    rows("insert into list_file values (1, 'hash', 'f.csv', 1, '2025-01-01T00:00:00Z')", {});
    rows(
        "insert into list_version values (1, 1, 1, 'next', '2025-01-01', null, 1, 1, 0,"
        " '2025-01-01T00:00:00Z', 'tester')",
        {});
    const std::string sealed =
        store::seal_fields(connection, 1, {std::string(kNik), "", "", "", "", "", ""});
    const std::string index = store::nik_index(connection, *Nik::parse(kNik));
    rows(
        "insert into list_row (id, version, sheet, number, record_id, private, nik_index,"
        " nik_state, name, birth_place, birth_date, address, rt, rw, village, district, regency,"
        " occupation, marital, condition, employer, programmes, payer, note, status, linkable)"
        " values (1, 1, '', 1, 'a', $1, $2, 'ok', 'BUDI', '', '1980-01-01', '', '', '', '', '',"
        " '', '', '', 'working', '', '', '', '', 'accepted', 1)",
        {std::string_view(sealed), std::string_view(index)});
    rows("insert into person (id, created_at) values (11, '2025-01-01T00:00:00Z')", {});
    rows("insert into link_run values (1, '2025-01-01T00:00:00Z', 'tester', 1, 1, 0, 0, 'test')",
         {});
    rows("insert into person_row (row, run, person) values (1, 1, 11)", {});
  }
};

TEST(Claims, FromReportToPayment) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    office.bring_papers(id);
    office.name(id);
    const auto assessed = office.assess(id);
    EXPECT_EQ(assessed.standing.assessed, Rupiah(42'000'000)) << "P19";
    const auto stored = Office::must(assessment_of(assessed));
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->inputs.at("covered"), "yes");
    EXPECT_EQ(stored->inputs.at("member_since"), "2025-01-01");
    EXPECT_EQ(stored->inputs.at("birth"), "1980-01-01");
    EXPECT_FALSE(stored->rows.empty());

    const Approved newest = approvable(assessed);
    EXPECT_EQ(newest.assessment, stored->event);
    EXPECT_EQ(approve_claim(env, id, {newest.assessment + 1, newest.receiver}, "").error().code,
              Errc::conflict);
    EXPECT_EQ(approve_claim(env, id, {newest.assessment, 0}, "").error().where, "receiver");
    Office::must(approve_claim(env, id, newest, "complete"));
    EXPECT_EQ(approve_claim(env, id, newest, "").error().code, Errc::conflict) << "once";
    Office::must(order_payment(env, id));
    EXPECT_EQ(order_payment(env, id).error().code, Errc::conflict) << "ordered once";
    EXPECT_EQ(record_benefit_paid(env, id, day(2025, 1, 21), "").error().code, Errc::bad_date);
    const auto paid = Office::must(record_benefit_paid(env, id, day(2025, 1, 20), "TRX 1"));
    EXPECT_EQ(paid.standing.state, State::paid);
    EXPECT_EQ(paid.standing.paid, Rupiah(42'000'000));
    EXPECT_EQ(record_benefit_paid(env, id, day(2025, 1, 20), "").error().code, Errc::conflict);

    Office::must(find_overpayment(env, id, Rupiah(2'000'000), "counted twice"));
    Office::must(record_recovery(env, id, Rupiah(500'000), "cash"));
    const auto back = Office::must(record_recovery(env, id, Rupiah(1'500'000), "transfer"));
    EXPECT_EQ(back.standing.state, State::paid);
    EXPECT_EQ(office.town.broken(), std::vector<std::string>{});
    EXPECT_EQ(office.town.number("select count(*) from transfer where kind in "
                                 "('benefit', 'benefit_paid', 'overpayment', 'recovery')"),
              5);
    EXPECT_EQ(office.town.number("select count(*) from audit where subject = 'claim 1'"), 18);
    const auto sealed = sealed_check().run(env);
    ASSERT_TRUE(sealed.ok());
    EXPECT_TRUE(sealed->empty());
  });
}

TEST(Claims, AYearLaterTheSameComesOut) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    const std::int64_t id = office.report(Kind::jkk_death, day(2025, 1, 19)).claim.id;
    const auto assessed = office.assess(id, {{"treatment", "1500000"}});
    EXPECT_EQ(assessed.standing.assessed, Rupiah(71'500'000)) << "P18, and what the clinic cost";
    office.env.today = day(2026, 1, 20);
    const auto stored = Office::must(assessment_of(Office::must(claim_view(office.env, id))));
    const auto again = Office::must(recompute(office.env, *stored));
    EXPECT_EQ(again.total, Rupiah(71'500'000));
    EXPECT_TRUE(reckoning::adds_up(again.trace));
  });
}

TEST(Claims, TwiceTheSameIsOnce) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    const auto first = office.report(Kind::jkm, day(2025, 1, 15));
    const auto again = report_claim(office.env, {kBudi, Kind::jkm, day(2025, 1, 15), "village"});
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->known_before);
    EXPECT_EQ(again->view.claim.id, first.claim.id);
    EXPECT_EQ(again->view.events.size(), 1U);
    const auto paper = NewClaimPaper{first.claim.id, "identity", "h", "image/png", 3};
    EXPECT_FALSE(Office::must(add_claim_paper(office.env, paper)).known_before);
    EXPECT_TRUE(Office::must(add_claim_paper(office.env, paper)).known_before);
    EXPECT_EQ(Office::must(claim_view(office.env, first.claim.id)).events.size(), 2U);
    ClaimReport other{kBudi, Kind::jkk, day(2025, 1, 15)};
    other.key = first.claim.key;
    EXPECT_EQ(report_claim(office.env, other).error().code, Errc::already_there);
  });
}

TEST(Claims, WhatIsRefused) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const auto code = [&](const ClaimReport& report) {
      return report_claim(env, report).error().code;
    };
    EXPECT_EQ(code({kBudi, Kind::jkm, day(2025, 1, 21)}), Errc::bad_date) << "tomorrow";
    EXPECT_EQ(code({kBudi, Kind::jkk, day(1979, 12, 31)}), Errc::bad_date) << "before birth";
    EXPECT_EQ(code({99, Kind::jkk, day(2025, 1, 5)}), Errc::not_found) << "nobody";
    EXPECT_EQ(code({kBudi, Kind::jkk, day(2025, 1, 5), "ghost"}), Errc::bad_value);
    ClaimReport report{kBudi, Kind::jkk, day(2025, 1, 5)};
    report.place = "a\x01";
    EXPECT_EQ(code(report), Errc::bad_value);
    const std::int64_t id = office.report(Kind::jkk, day(2025, 1, 19)).claim.id;
    EXPECT_EQ(add_claim_paper(env, {id, "marriage_book", "h", "image/png", 3}).error().code,
              Errc::bad_value)
        << "not on the list";
    EXPECT_EQ(claim_view(env, 77).error().code, Errc::not_found);
    EXPECT_EQ(assess_claim(env, id, {}, "", write).error().code, Errc::conflict);
    Office::must(verify_claim(env, id, ""));
    EXPECT_EQ(assess_claim(env, id, {{"covered", "yes"}}, "", write).error().code, Errc::bad_value);
    EXPECT_EQ(assess_claim(env, id, {{"bonus", "1"}}, "", write).error().code, Errc::bad_value);
    EXPECT_FALSE(assess_claim(env, id, {{"treatment", "-1"}}, "", write).ok());
    EXPECT_FALSE(assess_claim(env, id, {{"treatment", "9223372036854775808"}}, "", write).ok());
    EXPECT_EQ(name_receiver(env, id, {"S", "", "", "BRI", "12a45"}).error().code, Errc::bad_value);
    EXPECT_EQ(name_receiver(env, id, {"S", "12", "", "BRI", "12345"}).error().code, Errc::bad_nik);
    EXPECT_EQ(refuse_claim(env, id, " ").error().code, Errc::bad_value) << "no without a why";
    EXPECT_EQ(Office::must(claim_view(env, id)).events.size(), 2U) << "nothing was added";
  });
}

TEST(Claims, NotCoveredAndLapsedAreKeptAndRefused) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const std::int64_t early = office.report(Kind::jkm, day(2024, 12, 31)).claim.id;
    office.bring_papers(early);
    const auto none = office.assess(early);
    EXPECT_EQ(none.standing.assessed, Rupiah(0));
    EXPECT_EQ(Office::must(assessment_of(none))->reason, "not_covered");
    EXPECT_EQ(may_approve(none).error().detail, "not_covered");
    const auto refused = Office::must(refuse_claim(env, early, "not a member on the day"));
    EXPECT_EQ(refused.standing.state, State::refused);
    Office::must(appeal_claim(env, early, "he paid"));
    EXPECT_EQ(refuse_claim(env, early, "no").error().code, Errc::conflict) << "somebody else must";
    env.actor = "budi";
    Office::must(refuse_claim(env, early, "looked at again"));

    // Five years and a day after the death (PP 82/2019 art 26).
    env.today = day(2030, 1, 16);
    const std::int64_t late = office.report(Kind::jkm, day(2025, 1, 15), 12).claim.id;
    EXPECT_EQ(Office::must(assessment_of(office.assess(late)))->reason, "right_lapsed");
  });
}

TEST(Claims, PapersBeforeMoney) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    const auto assessed = office.assess(id);
    EXPECT_EQ(may_approve(assessed).error().where, "papers");
    EXPECT_EQ(may_approve(assessed).error().detail, "death_form");
    office.bring_papers(id);
    const auto complete = Office::must(claim_view(env, id));
    EXPECT_EQ(may_approve(complete).error().where, "receiver");
    office.name(id);
    office.approve(id);
    env.today = day(2025, 1, 31);
    Office::must(order_payment(env, id));
    const auto paid = Office::must(record_benefit_paid(env, id, day(2025, 1, 31), ""));
    // Papers on Monday the 20th, 3 working days: due the 23rd; 6 working days late: 6% of 42 M.
    const auto facts = nlohmann::json::parse(paid.events.back().private_text);
    EXPECT_EQ(facts["pay_by"], "2025-01-23");
    EXPECT_EQ(facts["late_compensation"], 2'520'000);
  });
}

// Who is paid is part of what a second person said yes to.
TEST(Claims, AnotherReceiverIsAnotherDecision) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    office.bring_papers(id);
    office.name(id);
    const Approved proposed = approvable(office.assess(id));
    office.name(id, "66666");
    EXPECT_EQ(approve_claim(env, id, proposed, "").error().where, "receiver");
    EXPECT_EQ(office.approve(id).standing.state, State::approved);
    EXPECT_EQ(Office::must(order_payment(env, id)).standing.ordered, Rupiah(42'000'000));
  });
}

TEST(Claims, ADeathIsPaidOnce) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto& env = office.env;
    const auto ready = [&](Kind kind, Date on) {
      const std::int64_t id = office.report(kind, on).claim.id;
      office.bring_papers(id);
      office.name(id);
      office.assess(id);
      return id;
    };
    const std::int64_t illness = ready(Kind::jkm, day(2025, 1, 15));
    const std::int64_t accident = ready(Kind::jkk_death, day(2025, 1, 16));
    const auto approve = [&](std::int64_t id) {
      return approve_claim(env, id, approvable(Office::must(claim_view(env, id))), "");
    };
    ASSERT_TRUE(approve(illness).ok());
    EXPECT_EQ(approve(accident).error().where, "death");
    // What was ordered and paid by mistake must come back first, all of it.
    Office::must(order_payment(env, illness));
    Office::must(record_benefit_paid(env, illness, day(2025, 1, 20), ""));
    Office::must(find_overpayment(env, illness, Rupiah(42'000'000), "it was an accident"));
    Office::must(record_recovery(env, illness, Rupiah(41'999'999), ""));
    EXPECT_EQ(approve(accident).error().where, "death");
    Office::must(record_recovery(env, illness, Rupiah(1), ""));
    EXPECT_TRUE(approve(accident).ok());
    EXPECT_EQ(office.town.broken(), std::vector<std::string>{});
  });
}

TEST(Claims, Doubts) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    const std::int64_t one = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    const std::int64_t two = office.report(Kind::jkk_death, day(2025, 1, 16)).claim.id;
    EXPECT_EQ(office.flags(one), std::vector{Flag::same_event});
    Office::must(verify_claim(office.env, two, ""));
    office.name(two);
    const std::int64_t three = office.report(Kind::jkm, day(2025, 1, 15), 12).claim.id;
    office.name(three);
    EXPECT_EQ(office.flags(two), (std::vector{Flag::same_event, Flag::soon_after_enrolment,
                                              Flag::shared_account, Flag::reported_late}));
    Office::must(name_receiver(office.env, three, {"Budi", "", "", "BRI", "55555"}));
    EXPECT_EQ(office.flags(two),
              (std::vector{Flag::same_event, Flag::soon_after_enrolment, Flag::reported_late}));
    Office::must(name_receiver(office.env, one, {"Budi", std::string(kNik), "", "BRI", "77777"}));
    EXPECT_EQ(office.flags(one), (std::vector{Flag::same_event, Flag::receiver_died}));
    // A list of the 1st has him at work: before the death it says nothing, after it much.
    const std::int64_t old = office.report(Kind::jkm, day(2024, 12, 30)).claim.id;
    EXPECT_EQ(office.flags(old), (std::vector{Flag::same_event, Flag::activity_after_death}));
  });
}

TEST(Claims, TheFamilyThatNeverAskedIsFound) {
  for_each_engine([](db::Connection& connection) {
    Office office(connection);
    auto page = Office::must(unclaimed_rights(office.env, 0, 100));
    EXPECT_TRUE(page.rights.empty());
    office.town.end(12, enrolment::EventKind::died, day(2025, 1, 15));
    page = Office::must(unclaimed_rights(office.env, 0, 100));
    ASSERT_EQ(page.rights.size(), 1U);
    EXPECT_EQ(page.rights.front().person, 12);
    EXPECT_EQ(page.rights.front().owed, Rupiah(42'000'000));
    EXPECT_EQ(page.rights.front().last_day, day(2030, 1, 15));
    EXPECT_EQ(page.rights.front().outcome.step("jkm.funeral"), Rupiah(10'000'000));
    ASSERT_EQ(page.rights.front().heirs.size(), 5U);
    EXPECT_EQ(page.rights.front().heirs.front(), "spouse_or_child");
    EXPECT_EQ(page.last, 0);
    office.report(Kind::jkm, day(2025, 1, 15), 12);
    EXPECT_TRUE(Office::must(unclaimed_rights(office.env, 0, 100)).rights.empty());
  });
}

TEST(Claims, NothingPrivateLiesOpen) {
  const std::string path = ::testing::TempDir() + "claims_at_rest.db";
  std::filesystem::remove(path);
  {
    const auto connection = store::testing::file_database(path);
    Office office(*connection);
    ClaimReport report{kBudi, Kind::jkm, day(2025, 1, 15), "family"};
    report.story = "jatuh-dari-pohon";
    report.diagnosis = "gagal-jantung";
    const auto id = Office::must(report_claim(office.env, report)).view.claim.id;
    office.name(id, "9988776655");
  }
  std::string bytes;
  for (const char* ending : {"", "-wal"}) {
    std::ifstream file(path + ending, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    bytes += text.str();
  }
  EXPECT_NE(bytes.find("claim_receiver"), std::string::npos) << "it is the database";
  for (const char* secret :
       {"jatuh-dari-pohon", "gagal-jantung", "9988776655", "3319024101820002"}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace payung::app
