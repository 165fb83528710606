// Goal: a claim from report to money back is exact, kept, counted once, and refuses what is
// hostile. Method: a small town on both engines; amounts from the published examples; the trail and
// the book.
#include "app/claims.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/access_log.hpp"
#include "app/claims_testing.hpp"

namespace payung::app {
namespace {

using claims::Flag;
using claims::Kind;
using claims::State;
using store::testing::for_each_engine;
using testing::ClaimsOffice;
using testing::day;
using testing::kBudi;
using testing::kNik;
using testing::write;

TEST(Claims, FromReportToPayment) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    office.bring_papers(id);
    office.name(id);
    const auto assessed = office.assess(id);
    EXPECT_EQ(assessed.standing.assessed, Rupiah(42'000'000)) << "P19";
    const auto stored = ClaimsOffice::must(assessment_of(assessed));
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
    ClaimsOffice::must(approve_claim(env, id, newest, "complete"));
    EXPECT_EQ(approve_claim(env, id, newest, "").error().code, Errc::conflict) << "once";
    ClaimsOffice::must(order_payment(env, id));
    EXPECT_EQ(order_payment(env, id).error().code, Errc::conflict) << "ordered once";
    EXPECT_EQ(record_benefit_paid(env, id, day(2025, 1, 21), "").error().code, Errc::bad_date);
    const auto paid = ClaimsOffice::must(record_benefit_paid(env, id, day(2025, 1, 20), "TRX 1"));
    EXPECT_EQ(paid.standing.state, State::paid);
    EXPECT_EQ(paid.standing.paid, Rupiah(42'000'000));
    EXPECT_EQ(record_benefit_paid(env, id, day(2025, 1, 20), "").error().code, Errc::conflict);

    ClaimsOffice::must(find_overpayment(env, id, Rupiah(2'000'000), "counted twice"));
    ClaimsOffice::must(record_recovery(env, id, Rupiah(500'000), "cash"));
    const auto back = ClaimsOffice::must(record_recovery(env, id, Rupiah(1'500'000), "transfer"));
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
    ClaimsOffice office(connection);
    const std::int64_t id = office.report(Kind::jkk_death, day(2025, 1, 19)).claim.id;
    const auto assessed = office.assess(id, {{"treatment", "1500000"}});
    EXPECT_EQ(assessed.standing.assessed, Rupiah(71'500'000)) << "P18, and what the clinic cost";
    office.env.today = day(2026, 1, 20);
    const auto stored =
        ClaimsOffice::must(assessment_of(ClaimsOffice::must(claim_view(office.env, id))));
    const auto again = ClaimsOffice::must(recompute(office.env, *stored));
    EXPECT_EQ(again.total, Rupiah(71'500'000));
    EXPECT_TRUE(reckoning::adds_up(again.trace));
  });
}

TEST(Claims, ALateSchoolYearIsNotLapsedWhenTheDeathWasClaimedInTime) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    const Date died = day(2025, 1, 19);
    office.report(Kind::jkk_death, died);
    office.env.today = day(2031, 7, 1);
    const ClaimInputs school{{"children", "2024-06-01 primary*1"}, {"first_year", "2031-07-01"}};
    const std::int64_t budi = office.report(Kind::scholarship, died).claim.id;
    EXPECT_EQ(office.assess(budi, school).standing.assessed, Rupiah(1'500'000));
    // Sari's death was never claimed: after five years nothing is owed.
    const std::int64_t sari = office.report(Kind::scholarship, died, 12).claim.id;
    EXPECT_EQ(office.assess(sari, school).standing.assessed, Rupiah(0));
    const auto stored =
        ClaimsOffice::must(assessment_of(ClaimsOffice::must(claim_view(office.env, sari))));
    EXPECT_EQ(stored->reason, "right_lapsed");
  });
}

TEST(Claims, TwiceTheSameIsOnce) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    const auto first = office.report(Kind::jkm, day(2025, 1, 15));
    const auto again = report_claim(office.env, {kBudi, Kind::jkm, day(2025, 1, 15), "village"});
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->known_before);
    EXPECT_EQ(again->view.claim.id, first.claim.id);
    EXPECT_EQ(again->view.events.size(), 1U);
    const auto paper = NewClaimPaper{first.claim.id, "identity", "h", "image/png", 3};
    EXPECT_FALSE(ClaimsOffice::must(add_claim_paper(office.env, paper)).known_before);
    EXPECT_TRUE(ClaimsOffice::must(add_claim_paper(office.env, paper)).known_before);
    EXPECT_EQ(ClaimsOffice::must(claim_view(office.env, first.claim.id)).events.size(), 2U);
    ClaimReport other{kBudi, Kind::jkk, day(2025, 1, 15)};
    other.key = first.claim.key;
    EXPECT_EQ(report_claim(office.env, other).error().code, Errc::already_there);
  });
}

TEST(Claims, WhatIsRefused) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
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
    ClaimsOffice::must(verify_claim(env, id, ""));
    EXPECT_EQ(assess_claim(env, id, {{"covered", "yes"}}, "", write).error().code, Errc::bad_value);
    EXPECT_EQ(assess_claim(env, id, {{"bonus", "1"}}, "", write).error().code, Errc::bad_value);
    EXPECT_FALSE(assess_claim(env, id, {{"treatment", "-1"}}, "", write).ok());
    EXPECT_FALSE(assess_claim(env, id, {{"treatment", "9223372036854775808"}}, "", write).ok());
    EXPECT_EQ(name_receiver(env, id, {"S", "", "", "BRI", "12a45"}).error().code, Errc::bad_value);
    EXPECT_EQ(name_receiver(env, id, {"S", "12", "", "BRI", "12345"}).error().code, Errc::bad_nik);
    EXPECT_EQ(refuse_claim(env, id, " ").error().code, Errc::bad_value) << "no without a why";
    EXPECT_EQ(ClaimsOffice::must(claim_view(env, id)).events.size(), 2U) << "nothing was added";
  });
}

TEST(Claims, NotCoveredAndLapsedAreKeptAndRefused) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    auto& env = office.env;
    const std::int64_t early = office.report(Kind::jkm, day(2024, 12, 31)).claim.id;
    office.bring_papers(early);
    const auto none = office.assess(early);
    EXPECT_EQ(none.standing.assessed, Rupiah(0));
    EXPECT_EQ(ClaimsOffice::must(assessment_of(none))->reason, "not_covered");
    EXPECT_EQ(may_approve(none).error().detail, "not_covered");
    const auto refused = ClaimsOffice::must(refuse_claim(env, early, "not a member on the day"));
    EXPECT_EQ(refused.standing.state, State::refused);
    ClaimsOffice::must(appeal_claim(env, early, "he paid"));
    EXPECT_EQ(refuse_claim(env, early, "no").error().code, Errc::conflict) << "somebody else must";
    env.actor = "budi";
    ClaimsOffice::must(refuse_claim(env, early, "looked at again"));

    // Five years and a day after the death (PP 82/2019 art 26).
    env.today = day(2030, 1, 16);
    const std::int64_t late = office.report(Kind::jkm, day(2025, 1, 15), 12).claim.id;
    EXPECT_EQ(ClaimsOffice::must(assessment_of(office.assess(late)))->reason, "right_lapsed");
  });
}

TEST(Claims, PapersBeforeMoney) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    const auto assessed = office.assess(id);
    EXPECT_EQ(may_approve(assessed).error().where, "papers");
    EXPECT_EQ(may_approve(assessed).error().detail, "death_form");
    office.bring_papers(id);
    const auto complete = ClaimsOffice::must(claim_view(env, id));
    EXPECT_EQ(may_approve(complete).error().where, "receiver");
    office.name(id);
    office.approve(id);
    env.today = day(2025, 1, 31);
    ClaimsOffice::must(order_payment(env, id));
    const auto paid = ClaimsOffice::must(record_benefit_paid(env, id, day(2025, 1, 31), ""));
    // Papers on Monday the 20th, 3 working days: due the 23rd; 6 working days late: 6% of 42 M.
    const auto facts = nlohmann::json::parse(paid.events.back().private_text);
    EXPECT_EQ(facts["pay_by"], "2025-01-23");
    EXPECT_EQ(facts["late_compensation"], 2'520'000);
  });
}

// Who is paid is part of what a second person said yes to.
TEST(Claims, AnotherReceiverIsAnotherDecision) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    auto& env = office.env;
    const std::int64_t id = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    office.bring_papers(id);
    office.name(id);
    const Approved proposed = approvable(office.assess(id));
    office.name(id, "66666");
    EXPECT_EQ(approve_claim(env, id, proposed, "").error().where, "receiver");
    EXPECT_EQ(office.approve(id).standing.state, State::approved);
    EXPECT_EQ(ClaimsOffice::must(order_payment(env, id)).standing.ordered, Rupiah(42'000'000));
  });
}

TEST(Claims, ADeathIsPaidOnce) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
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
      return approve_claim(env, id, approvable(ClaimsOffice::must(claim_view(env, id))), "");
    };
    ASSERT_TRUE(approve(illness).ok());
    EXPECT_EQ(approve(accident).error().where, "death");
    // What was ordered and paid by mistake must come back first, all of it.
    ClaimsOffice::must(order_payment(env, illness));
    ClaimsOffice::must(record_benefit_paid(env, illness, day(2025, 1, 20), ""));
    ClaimsOffice::must(find_overpayment(env, illness, Rupiah(42'000'000), "it was an accident"));
    ClaimsOffice::must(record_recovery(env, illness, Rupiah(41'999'999), ""));
    EXPECT_EQ(approve(accident).error().where, "death");
    ClaimsOffice::must(record_recovery(env, illness, Rupiah(1), ""));
    EXPECT_TRUE(approve(accident).ok());
    EXPECT_EQ(office.town.broken(), std::vector<std::string>{});
  });
}

TEST(Claims, Doubts) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    const std::int64_t one = office.report(Kind::jkm, day(2025, 1, 15)).claim.id;
    const std::int64_t two = office.report(Kind::jkk_death, day(2025, 1, 16)).claim.id;
    EXPECT_EQ(office.flags(one), std::vector{Flag::same_event});
    ClaimsOffice::must(verify_claim(office.env, two, ""));
    office.name(two);
    const std::int64_t three = office.report(Kind::jkm, day(2025, 1, 15), 12).claim.id;
    office.name(three);
    EXPECT_EQ(office.flags(two), (std::vector{Flag::same_event, Flag::soon_after_enrolment,
                                              Flag::shared_account, Flag::reported_late}));
    ClaimsOffice::must(name_receiver(office.env, three, {"Budi", "", "", "BRI", "55555"}));
    EXPECT_EQ(office.flags(two),
              (std::vector{Flag::same_event, Flag::soon_after_enrolment, Flag::reported_late}));
    ClaimsOffice::must(
        name_receiver(office.env, one, {"Budi", std::string(kNik), "", "BRI", "77777"}));
    EXPECT_EQ(office.flags(one), (std::vector{Flag::same_event, Flag::receiver_died}));
    // A list of the 1st has him at work: before the death it says nothing, after it much.
    const std::int64_t old = office.report(Kind::jkm, day(2024, 12, 30)).claim.id;
    EXPECT_EQ(office.flags(old), (std::vector{Flag::same_event, Flag::activity_after_death}));
  });
}

TEST(Claims, AReportThatCameLateIsNotSaidToBeInTime) {
  // Reported on 20 January; two days after the accident is the last day.
  const std::vector<std::pair<Date, reckoning::Holds>> table = {
      {day(2025, 1, 17), reckoning::Holds::no},
      {day(2025, 1, 18), reckoning::Holds::yes},
  };
  for (const auto& [happened, holds] : table) {
    for_each_engine([&](db::Connection& connection) {
      ClaimsOffice office(connection);
      const std::int64_t claim = office.report(Kind::jkk, happened).claim.id;
      ClaimsOffice::must(verify_claim(office.env, claim, ""));
      std::vector<reckoning::Holds> found;
      const auto note = [&](const reckoning::Outcome& outcome, Date) -> std::string {
        for (const auto& one : outcome.conditions) {
          if (one.code == "reported_in_time") found.push_back(one.holds);
        }
        return "{}";
      };
      ClaimsOffice::must(assess_claim(office.env, claim, {}, "", note));
      EXPECT_EQ(found, std::vector{holds}) << happened.text();
    });
  }
}

TEST(Claims, TheFamilyThatNeverAskedIsFound) {
  for_each_engine([](db::Connection& connection) {
    ClaimsOffice office(connection);
    auto page = ClaimsOffice::must(unclaimed_rights(office.env, 0, 100));
    EXPECT_TRUE(page.rights.empty());
    office.town.end(12, enrolment::EventKind::died, day(2025, 1, 15));
    page = ClaimsOffice::must(unclaimed_rights(office.env, 0, 100));
    ASSERT_EQ(page.rights.size(), 1U);
    EXPECT_EQ(page.rights.front().person, 12);
    EXPECT_EQ(page.rights.front().owed, Rupiah(42'000'000));
    EXPECT_EQ(page.rights.front().last_day, day(2030, 1, 15));
    EXPECT_EQ(page.rights.front().outcome.step("jkm.funeral"), Rupiah(10'000'000));
    ASSERT_EQ(page.rights.front().heirs.size(), 5U);
    EXPECT_EQ(page.rights.front().heirs.front(), "spouse_or_child");
    EXPECT_EQ(page.last, 0);
    office.report(Kind::jkm, day(2025, 1, 15), 12);
    EXPECT_TRUE(ClaimsOffice::must(unclaimed_rights(office.env, 0, 100)).rights.empty());
  });
}

TEST(Claims, NothingPrivateLiesOpen) {
  const std::string path = ::testing::TempDir() + "claims_at_rest.db";
  std::filesystem::remove(path);
  {
    const auto connection = store::testing::file_database(path);
    ClaimsOffice office(*connection);
    ClaimReport report{kBudi, Kind::jkm, day(2025, 1, 15), "family"};
    report.story = "jatuh-dari-pohon";
    report.diagnosis = "gagal-jantung";
    const auto id = ClaimsOffice::must(report_claim(office.env, report)).view.claim.id;
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
