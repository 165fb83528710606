// Goal: what several lists say becomes one set of facts by the stated rules, in any order of rows.
// Method: rows written by hand, each test with the rule it is about; rows are also shuffled.
#include "eligibility/assemble.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace payung::eligibility {
namespace {

Date day(const char* text) { return *Date::parse(text); }

Statement row(std::int64_t number, Teller teller, const char* sender, const char* as_of) {
  Statement one{.row = number,
                .teller = teller,
                .sender = sender,
                .sender_area = *RegionCode::parse("33.19"),
                .as_of = day(as_of),
                .nik = {},
                .nik_state = NikState::missing,
                .birth_date = {},
                .region = {},
                .sector = {},
                .decile = {},
                .income = {},
                .segment = {},
                .programmes = {},
                .covered_until = {}};
  return one;
}

Statement with_nik(Statement one, const char* nik) {
  one.nik = *Nik::parse(nik);
  one.nik_state = NikState::ok;
  return one;
}

Assembled both_ways(std::vector<Statement> rows, Registers registers = Registers::imported) {
  const auto first = assemble(7, rows, registers);
  std::reverse(rows.begin(), rows.end());
  const auto second = assemble(7, rows, registers);
  EXPECT_EQ(first.facts.nik, second.facts.nik);
  EXPECT_EQ(first.facts.birth_date, second.facts.birth_date);
  EXPECT_EQ(first.facts.home, second.facts.home);
  EXPECT_EQ(first.facts.sector, second.facts.sector);
  EXPECT_EQ(first.senders, second.senders);
  EXPECT_EQ(first.listed, second.listed);
  return first;
}

TEST(Assemble, the_nik_most_rows_give) {
  const auto all =
      both_ways({with_nik(row(1, Teller::agency, "a", "2025-01-01"), "3319011705800001"),
                 with_nik(row(2, Teller::agency, "b", "2025-01-01"), "3319011705800002"),
                 with_nik(row(3, Teller::agency, "c", "2025-01-01"), "3319011705800002"),
                 row(4, Teller::agency, "d", "2025-01-01")});
  EXPECT_EQ(all.facts.nik->digits(), "3319011705800002");
  EXPECT_EQ(all.facts.nik_state, NikState::ok);
}

TEST(Assemble, a_damaged_nik_is_told_when_there_is_no_good_one) {
  auto damaged = row(1, Teller::agency, "a", "2025-01-01");
  damaged.nik_state = NikState::damaged;
  const auto all = both_ways({damaged, row(2, Teller::agency, "b", "2025-01-01")});
  EXPECT_FALSE(all.facts.nik.has_value());
  EXPECT_EQ(all.facts.nik_state, NikState::damaged);
}

TEST(Assemble, the_birth_date_that_fits_the_nik) {
  auto right = with_nik(row(1, Teller::agency, "a", "2025-01-01"), "3319011705800001");
  right.birth_date = day("1980-05-17");
  auto wrong = row(2, Teller::registry, "siak", "2025-02-01");
  wrong.birth_date = day("1980-05-18");
  EXPECT_EQ(both_ways({right, wrong}).facts.birth_date, day("1980-05-17"));
  auto no_nik = row(3, Teller::agency, "a", "2025-01-01");
  no_nik.birth_date = day("1979-01-01");
  EXPECT_EQ(both_ways({no_nik, wrong}).facts.birth_date, day("1980-05-18"));
}

TEST(Assemble, the_newest_list_knows_home_and_agencies_know_work) {
  auto old = row(1, Teller::agency, "a", "2024-01-01");
  old.region = *RegionCode::parse("33.19.01.2001");
  old.sector = Sector::trade;
  auto recent = row(2, Teller::welfare_register, "dtks", "2025-01-01");
  recent.region = *RegionCode::parse("33.19.02.2001");
  recent.sector = Sector::agriculture;
  recent.decile = 4;
  const auto all = both_ways({old, recent});
  EXPECT_EQ(all.facts.home->text(), "33.19.02.2001");
  EXPECT_EQ(all.facts.sector, Sector::trade);
  EXPECT_EQ(all.facts.workplace->text(), "33.19");
  EXPECT_EQ(all.facts.decile, 4);
  EXPECT_EQ(all.facts.poverty, Register::listed);
  EXPECT_EQ(both_ways({recent}).facts.sector, Sector::agriculture);
  EXPECT_FALSE(both_ways({recent}).facts.workplace.has_value());
}

TEST(Assemble, without_a_poverty_register_nobody_is_known_to_be_outside) {
  const std::vector<Statement> rows{row(1, Teller::agency, "a", "2025-01-01")};
  EXPECT_EQ(both_ways(rows).facts.poverty, Register::not_listed);
  EXPECT_EQ(both_ways(rows, Registers::none).facts.poverty, Register::unknown);
}

TEST(Assemble, registers_of_members_and_citizens_ask_for_nobody) {
  EXPECT_FALSE(both_ways({row(1, Teller::registry, "siak", "2025-01-01")}).asks);
  EXPECT_FALSE(both_ways({row(1, Teller::branch, "cabang", "2025-01-01")}).asks);
  const auto all = both_ways({row(3, Teller::registry, "siak", "2025-01-01"),
                              row(5, Teller::volunteers, "relawan", "2025-01-01"),
                              row(4, Teller::village, "desa", "2025-01-01"),
                              row(6, Teller::village, "desa", "2025-01-01")});
  EXPECT_TRUE(all.asks);
  EXPECT_EQ(all.listed, 4);
  EXPECT_EQ(all.senders, (std::vector<std::string>{"desa", "relawan"}));
}

TEST(Assemble, who_is_dead_in_any_list_stays_dead) {
  auto dead = row(1, Teller::registry, "siak", "2024-01-01");
  dead.dead = true;
  EXPECT_TRUE(both_ways({dead, row(2, Teller::agency, "a", "2025-01-01")}).facts.reported_dead);
}

TEST(Assemble, a_death_outlives_the_row_that_told_of_it) {
  auto told = row(1, Teller::agency, "a", "2025-01-01");
  told.dead = true;
  told.hired = true;
  told.left = true;
  auto silent = row(2, Teller::agency, "a", "2025-02-01");
  auto elsewhere = row(3, Teller::village, "desa", "2025-03-01");
  elsewhere.working = true;
  const auto all = both_ways({told, silent, elsewhere});
  EXPECT_TRUE(all.facts.reported_dead);
  // Only death and move are remembered of a row that left.
  EXPECT_EQ(all.facts.wage, Wage::unknown);
  EXPECT_EQ(all.listed, 2);

  auto alive = row(4, Teller::agency, "a", "2025-04-01");
  alive.working = true;
  EXPECT_FALSE(both_ways({told, silent, elsewhere, alive}).facts.reported_dead);
  // A list of the same sender that is older than the news takes nothing back.
  auto older = row(5, Teller::agency, "a", "2024-12-01");
  older.working = true;
  EXPECT_TRUE(both_ways({told, older}).facts.reported_dead);
}

TEST(Assemble, who_left_every_list_is_asked_for_by_nobody) {
  auto gone = row(1, Teller::agency, "a", "2025-01-01");
  gone.moved = true;
  gone.left = true;
  const auto all = both_ways({gone});
  EXPECT_FALSE(all.asks);
  EXPECT_TRUE(all.facts.reported_moved_away);
}

TEST(Assemble, the_branch_tells_of_cover) {
  auto member = row(1, Teller::branch, "cabang", "2025-01-01");
  member.segment = Segment::pu;
  member.programmes = {Programme::jkk, Programme::jkm, Programme::jht};
  member.covered_until = day("2025-06-30");
  const auto all = both_ways({member, row(2, Teller::agency, "a", "2025-01-01")});
  ASSERT_EQ(all.facts.cover.size(), 1U);
  EXPECT_EQ(all.facts.cover[0].until->text(), "2025-07");
  EXPECT_EQ(all.facts.wage, Wage::earner);
  auto silent = row(1, Teller::branch, "cabang", "2025-01-01");
  const auto known = both_ways({silent});
  EXPECT_EQ(known.facts.cover[0].programmes.text(), "JKK+JKM");
  EXPECT_FALSE(known.facts.cover[0].until.has_value());
}

TEST(Assemble, who_stopped_working_has_no_sector_by_that_row) {
  auto stopped = row(1, Teller::agency, "a", "2025-01-01");
  stopped.sector = Sector::trade;
  stopped.stopped = true;
  EXPECT_FALSE(both_ways({stopped}).facts.sector.has_value());
  EXPECT_FALSE(both_ways({stopped}).facts.workplace.has_value());
}

TEST(Teller, words_are_those_of_intake) {
  for (const char* word :
       {"agency", "company", "village", "volunteers", "welfare_register", "registry", "branch"}) {
    EXPECT_EQ(to_text(*parse_teller(word)), word);
  }
  EXPECT_FALSE(parse_teller("bank").ok());
}

}  // namespace
}  // namespace payung::eligibility
