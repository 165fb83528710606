// Goal: a claim goes only the ways it may, its sums agree, and doubts, papers and days are as told.
// Method: tables of steps with literal expectations, and 10,000 random walks that keep invariants.
#include <gtest/gtest.h>

#include <random>

#include "cases/testing.hpp"
#include "claims/flags.hpp"
#include "claims/papers.hpp"

namespace payung::claims {
namespace {

Date day(int year, int month, int day) { return *Date::of(year, month, day); }

const rules::RuleBook& law() {
  static const rules::RuleBook book = [] {
    auto read = rules::RuleBook::load(cases::toml_files("rules"));
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().where + " " + read.error().detail);
    return read.ok() ? *std::move(read) : rules::RuleBook();
  }();
  return book;
}

Event event(Step step, std::int64_t amount = 0, std::string what = {}, std::string actor = "a") {
  return {step, day(2026, 1, 10), Rupiah(amount), std::move(what), std::move(actor)};
}

using Steps = std::vector<Event>;

TEST(Claim, TheWholeWay) {
  const Steps steps{event(Step::reported),
                    event(Step::paper_received, 0, "identity"),
                    event(Step::receiver_named),
                    event(Step::verified),
                    event(Step::assessed, 42'000'000),
                    event(Step::approved, 42'000'000),
                    event(Step::payment_ordered, 42'000'000),
                    event(Step::paid, 42'000'000)};
  const auto standing = standing_of(steps);
  ASSERT_TRUE(standing.ok());
  EXPECT_EQ(standing->state, State::paid);
  EXPECT_EQ(standing->paid, Rupiah(42'000'000));
  EXPECT_FALSE(is_open(standing->state));
}

struct Wrong {
  const char* why;
  Steps before;
  Event next;
  Errc code;
};

TEST(Claim, WhatMayNotFollow) {
  const Steps assessed{event(Step::reported), event(Step::verified), event(Step::assessed, 100)};
  Steps approved = assessed;
  approved.push_back(event(Step::approved, 100));
  Steps paid = approved;
  paid.push_back(event(Step::receiver_named));
  paid.push_back(event(Step::payment_ordered, 100));
  paid.push_back(event(Step::paid, 100));
  Steps overpaid = paid;
  overpaid.push_back(event(Step::overpaid, 40));
  Steps appealed = assessed;
  appealed.push_back(event(Step::refused, 0, "", "ani"));
  appealed.push_back(event(Step::appealed));
  Steps none = {event(Step::reported), event(Step::verified), event(Step::assessed, 0)};
  Event early = event(Step::verified);
  early.on = day(2026, 1, 9);
  const Wrong wrongs[] = {
      {"nothing is reported", {}, event(Step::verified), Errc::conflict},
      {"reported twice", {event(Step::reported)}, event(Step::reported), Errc::conflict},
      {"assessed before verified", {event(Step::reported)}, event(Step::assessed), Errc::conflict},
      {"approved before assessed",
       {event(Step::reported), event(Step::verified)},
       event(Step::approved, 1),
       Errc::conflict},
      {"more than assessed", assessed, event(Step::approved, 101), Errc::bad_amount},
      {"less than assessed", assessed, event(Step::approved, 99), Errc::bad_amount},
      {"nothing is owed", none, event(Step::approved, 0), Errc::conflict},
      {"below zero", {assessed[0], assessed[1]}, event(Step::assessed, -1), Errc::bad_amount},
      {"nobody to pay", approved, event(Step::payment_ordered, 100), Errc::conflict},
      {"ordered twice", paid, event(Step::payment_ordered, 100), Errc::conflict},
      {"paid twice", paid, event(Step::paid, 100), Errc::conflict},
      {"overpaid more than paid", paid, event(Step::overpaid, 101), Errc::bad_amount},
      {"recovered nothing", overpaid, event(Step::recovered, 0), Errc::bad_amount},
      {"recovered too much", overpaid, event(Step::recovered, 41), Errc::bad_amount},
      {"a paper without name",
       {event(Step::reported)},
       event(Step::paper_received),
       Errc::bad_value},
      {"the same person refuses the appeal", appealed, event(Step::refused, 0, "", "ani"),
       Errc::conflict},
      {"an appeal of what is open", assessed, event(Step::appealed), Errc::conflict},
      {"a day before the last", {event(Step::reported)}, early, Errc::bad_date},
  };
  for (const Wrong& one : wrongs) {
    const auto standing = standing_of(one.before);
    ASSERT_TRUE(standing.ok()) << one.why << " " << standing.error().where;
    const Status may = may_follow(*standing, one.next);
    ASSERT_FALSE(may.ok()) << one.why;
    EXPECT_EQ(may.error().code, one.code) << one.why << " " << may.error().where;
  }
}

TEST(Claim, ReopenedPaysTheDifferenceOnly) {
  Steps steps{
      event(Step::reported),      event(Step::receiver_named), event(Step::verified),
      event(Step::assessed, 100), event(Step::approved, 100),  event(Step::payment_ordered, 100),
      event(Step::paid, 100),     event(Step::reopened),       event(Step::verified),
      event(Step::assessed, 130), event(Step::approved, 130)};
  auto standing = standing_of(steps);
  ASSERT_TRUE(standing.ok());
  EXPECT_FALSE(may_follow(*standing, event(Step::payment_ordered, 130)).ok());
  EXPECT_TRUE(may_follow(*standing, event(Step::payment_ordered, 30)).ok());
}

TEST(Claim, MoneyThatComesBackClosesIt) {
  Steps steps{
      event(Step::reported),      event(Step::receiver_named), event(Step::verified),
      event(Step::assessed, 100), event(Step::approved, 100),  event(Step::payment_ordered, 100),
      event(Step::paid, 100),     event(Step::overpaid, 40),   event(Step::recovered, 15)};
  EXPECT_EQ(standing_of(steps)->state, State::overpaid);
  steps.push_back(event(Step::recovered, 25));
  EXPECT_EQ(standing_of(steps)->state, State::paid);
}

/// Whatever is tried at random, sums stay in order and nothing is paid that nobody approved.
TEST(Claim, RandomWalksKeepTheSumsInOrder) {
  std::mt19937 random(20'260'121);  // the same walks each time
  std::uniform_int_distribution<std::size_t> any_step(0, std::size(kSteps) - 1);
  std::uniform_int_distribution<std::int64_t> any_amount(-1, 3);
  int paid = 0;
  int back = 0;
  for (int walk = 0; walk < 10'000; ++walk) {
    Steps steps;
    Standing standing;
    for (int i = 0; i < 100; ++i) {
      // Mostly what may come next, so that the walks get far; now and then anything.
      const auto likely = next_steps(standing);
      const std::size_t pick = any_step(random);
      const Step step = i % 4 == 0 ? kSteps[pick] : likely[pick % likely.size()];
      Event next = event(step, 0, "identity", any_amount(random) > 1 ? "a" : "b");
      if (step >= Step::assessed && step != Step::refused && step != Step::appealed &&
          step != Step::reopened) {
        next.amount = Rupiah(any_amount(random));
      }
      if (!may_follow(standing, next)) continue;
      const auto listed = next_steps(standing);
      ASSERT_NE(std::find(listed.begin(), listed.end(), step), listed.end());
      steps.push_back(next);
      const auto now = standing_of(steps);
      ASSERT_TRUE(now.ok());
      standing = *now;
      ASSERT_LE(standing.paid, standing.ordered);
      ASSERT_LE(standing.overpaid, standing.paid);
      ASSERT_LE(standing.recovered, standing.overpaid);
      if (step == Step::payment_ordered) {
        ASSERT_EQ(standing.ordered, standing.approved);
      }
      if (standing.state == State::paid) ++paid;
      if (standing.recovered > Rupiah(0)) ++back;
    }
    ASSERT_TRUE(steps.empty() || steps.front().step == Step::reported);
  }
  EXPECT_GT(paid, 100);  // the walks do reach the ends
  EXPECT_GT(back, 10);
}

TEST(Papers, EveryKindHasItsList) {
  for (const Kind kind : kKinds) {
    const auto papers = papers_of(kind, day(2026, 1, 10), law());
    ASSERT_TRUE(papers.ok()) << to_text(kind);
    EXPECT_FALSE(papers->empty());
  }
  const auto jkm = papers_of(Kind::jkm, day(2026, 1, 10), law());
  ASSERT_EQ(jkm->size(), 10U);
  EXPECT_EQ((*jkm)[3].code, "death_certificate");
  EXPECT_EQ((*jkm)[8].need, Need::if_it_applies);
  EXPECT_FALSE(papers_of(Kind::jkm, day(2015, 6, 30), law()).ok());
}

TEST(Papers, CompleteOnTheDayOfTheLast) {
  const auto papers = papers_of(Kind::jht, day(2026, 1, 10), law());
  Steps steps{event(Step::reported)};
  steps.push_back(event(Step::paper_received, 0, "member_card"));
  steps.push_back(event(Step::paper_received, 0, "identity"));
  EXPECT_FALSE(complete_on(*papers, steps));
  EXPECT_EQ(missing(*papers, *standing_of(steps)), std::vector<std::string>{"bank_book"});
  Event last = event(Step::paper_received, 0, "bank_book");
  last.on = day(2026, 1, 14);
  steps.push_back(last);
  Event again = event(Step::paper_received, 0, "identity");
  again.on = day(2026, 1, 20);
  steps.push_back(again);
  EXPECT_EQ(complete_on(*papers, steps), day(2026, 1, 14));
  EXPECT_TRUE(missing(*papers, *standing_of(steps)).empty());
}

TEST(Papers, AFileIsWhatItsBytesSay) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> files[] = {
      {"%PDF-1.7\n..."sv, "application/pdf"},
      {"\xFF\xD8\xFF\xE0 jfif"sv, "image/jpeg"},
      {"\x89PNG\r\n\x1A\n...."sv, "image/png"},
      {"RIFF\0\0\0\0WEBPVP8 "sv, "image/webp"},
      {"RIFF\0\0\0\0WAVEfmt "sv, ""},
      {"<svg onload=alert(1)>"sv, ""},
      {"MZ\x90\0"sv, ""},
      {" %PDF-1.7"sv, ""},
      {""sv, ""},
  };
  for (const auto& [bytes, type] : files) EXPECT_EQ(media_type_of(bytes), type);
}

TEST(Standards, ByState) {
  const Steps open{event(Step::reported)};
  auto due = standard_of(Programme::jkm, *standing_of(open), {}, law());
  ASSERT_TRUE(due.ok() && *due);
  EXPECT_EQ((*due)->waits_for, "papers");
  EXPECT_EQ((*due)->due, day(2026, 1, 24));
  // JKM: 3 working days from Saturday 10 January 2026 on; JKK: 7.
  due = standard_of(Programme::jkm, *standing_of(open), day(2026, 1, 10), law());
  EXPECT_EQ((*due)->due, day(2026, 1, 14));
  due = standard_of(Programme::jkk, *standing_of(open), day(2026, 1, 10), law());
  EXPECT_EQ((*due)->due, day(2026, 1, 20));
  const Steps refused{event(Step::reported), event(Step::refused)};
  due = standard_of(Programme::jkm, *standing_of(refused), {}, law());
  ASSERT_TRUE(due.ok());
  EXPECT_FALSE(*due);
  const Steps appealed{event(Step::reported), event(Step::refused), event(Step::appealed)};
  EXPECT_EQ((*standard_of(Programme::jkm, *standing_of(appealed), {}, law()))->waits_for, "appeal");
}

std::vector<std::string> flags(const Surroundings& around) {
  const auto doubts = doubts_of(around, law());
  EXPECT_TRUE(doubts.ok());
  std::vector<std::string> names;
  for (const Doubt& one : *doubts) names.emplace_back(to_text(one.flag));
  return names;
}

TEST(Flags, OneByOne) {
  using Names = std::vector<std::string>;
  const Surroundings plain{Kind::jkm, day(2026, 1, 5), day(2026, 1, 10)};
  EXPECT_EQ(flags(plain), Names{});
  auto around = plain;
  around.others = {{7, Kind::jkk_death, day(2025, 3, 1)}};  // nobody dies twice
  EXPECT_EQ(flags(around), Names{"same_event"});
  around.others = {{7, Kind::jkk, day(2026, 1, 5)}};
  EXPECT_EQ(flags(around), Names{});
  around = plain;
  around.alive_after = day(2026, 1, 6);
  EXPECT_EQ(flags(around), Names{"activity_after_death"});
  around.alive_after = day(2026, 1, 5);
  EXPECT_EQ(flags(around), Names{});
  around = plain;
  around.membership_start = day(2025, 12, 7);  // 29 days before
  EXPECT_EQ(flags(around), Names{"soon_after_enrolment"});
  around.membership_start = day(2025, 12, 6);  // 30 days before
  EXPECT_EQ(flags(around), Names{});
  around = plain;
  around.same_account = {4};
  EXPECT_EQ(flags(around), Names{"shared_account"});
  around = plain;
  around.receiver_died = true;
  EXPECT_EQ(flags(around), Names{"receiver_died"});
  const Surroundings accident{Kind::jkk, day(2026, 1, 5), day(2026, 1, 7)};
  EXPECT_EQ(flags(accident), Names{});
  around = accident;
  around.reported_on = day(2026, 1, 8);
  EXPECT_EQ(flags(around), Names{"reported_late"});
  around = accident;
  around.others = {{7, Kind::jkk, day(2026, 1, 5)}, {8, Kind::jkk, day(2026, 1, 6)}};
  EXPECT_EQ(flags(around), Names{"same_event"});
  EXPECT_EQ((*doubts_of(around, law())).front().claims, std::vector<std::int64_t>{7});
}

TEST(Words, EveryWordIsRead) {
  for (const Kind kind : kKinds) EXPECT_EQ(*parse_kind(to_text(kind)), kind);
  for (const Step step : kSteps) EXPECT_EQ(*parse_step(to_text(step)), step);
  EXPECT_EQ(*parse_state("overpaid"), State::overpaid);
  EXPECT_FALSE(parse_kind("jp").ok());
  EXPECT_FALSE(parse_step("").ok());
}

}  // namespace
}  // namespace payung::claims
