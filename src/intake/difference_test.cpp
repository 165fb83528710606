// Goal: of two versions of a list only the true differences are named, each once.
// Method: pairs of short lists, one for each kind of change; the answers are by hand.
#include "intake/difference.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

Row person(const char* nik, const char* name, const char* birth, std::uint32_t number = 1) {
  Row row;
  row.number = number;
  row.name = name;
  if (const auto parsed = Nik::parse(nik)) {
    row.nik = *parsed;
    row.nik_state = NikState::ok;
  }
  if (const auto date = Date::parse(birth)) row.birth_date = *date;
  return row;
}

const Row kSuparno = person("3319021203800001", "Suparno", "1980-03-12", 2);
const Row kSukarti = person("3319025203820001", "Sukarti", "1982-03-12", 3);

std::vector<Change> changes(const std::vector<RowDifference>& all) {
  std::vector<Change> kinds;
  for (const RowDifference& one : all) kinds.push_back(one.change);
  return kinds;
}

TEST(CompareLists, SameAddedAndLeft) {
  const std::vector<Row> earlier = {kSuparno, kSukarti};
  const std::vector<Row> later = {kSukarti, person("", "Kasmirah", "1975-01-02")};
  const auto all = compare_lists(earlier, later);
  EXPECT_EQ(changes(all), (std::vector<Change>{Change::same, Change::added, Change::left}));
  EXPECT_EQ(all[0].paired_by, PairedBy::nik);
  EXPECT_EQ(all[0].earlier, 1U);
  EXPECT_EQ(all[2].earlier, 0U);
  EXPECT_FALSE(all[2].later);
}

TEST(CompareLists, DiedMovedReturnedChanged) {
  Row dead = kSuparno;
  dead.condition = Condition::dead;
  EXPECT_EQ(compare_lists(std::vector{kSuparno}, std::vector{dead})[0].change, Change::died);
  EXPECT_EQ(compare_lists(std::vector{dead}, std::vector{kSuparno})[0].change, Change::returned);
  EXPECT_EQ(compare_lists(std::vector{dead}, std::vector{dead})[0].change, Change::same);
  Row here = kSuparno;
  here.village = "Wates";
  Row there = kSuparno;
  there.village = "Undaan Lor";
  EXPECT_EQ(compare_lists(std::vector{here}, std::vector{there})[0].change, Change::moved);
  Row phoned = kSuparno;
  phoned.phone = "081234567890";
  const auto changed = compare_lists(std::vector{kSuparno}, std::vector{phoned});
  EXPECT_EQ(changed[0].change, Change::changed);
  EXPECT_EQ(changed[0].fields, std::vector<Field>{Field::phone});
}

TEST(CompareLists, PairsByNameAndBirthOnlyWhenNiksDoNotContradict) {
  const Row without = person("", "SUPARNO", "1980-03-12");
  const auto found = compare_lists(std::vector{without}, std::vector{kSuparno});
  EXPECT_EQ(found[0].paired_by, PairedBy::name_and_birth);
  EXPECT_EQ(found[0].fields, std::vector<Field>{Field::nik});
  const Row namesake = person("3319021203800002", "Suparno", "1980-03-12");
  EXPECT_EQ(changes(compare_lists(std::vector{namesake}, std::vector{kSuparno})),
            (std::vector<Change>{Change::added, Change::left}));
}

TEST(CompareLists, TwoIdenticalRowsStayTwo) {
  const auto all = compare_lists(std::vector{kSuparno}, std::vector{kSuparno, kSuparno});
  EXPECT_EQ(changes(all), (std::vector<Change>{Change::same, Change::added}));
  EXPECT_TRUE(compare_lists({}, {}).empty());
}

TEST(Corrections, ACorrectedNikFindsItsRow) {
  Row wrong = kSuparno;
  wrong.nik.reset();
  wrong.nik_state = NikState::invalid;
  wrong.birth_date.reset();
  const std::vector<Row> earlier = {wrong, kSukarti};
  const auto all = corrections(earlier, std::vector{kSuparno});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].earlier, 0U);
  EXPECT_EQ(all[0].paired_by, PairedBy::place_in_list);
  EXPECT_EQ(all[0].fields, (std::vector<Field>{Field::nik, Field::birth_date}));
  const Row another = person("3319021203900009", "Orang Lain", "1990-03-12", 2);
  EXPECT_EQ(corrections(earlier, std::vector{another})[0].change, Change::added);
}

}  // namespace
}  // namespace payung::intake
