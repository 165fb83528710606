// Goal: one correction for many cells changes exactly the cells it names, to exactly what it says,
// and makes up no digit of a NIK.
// Method: one column with every kind of cell, the result written beside each.
#include "intake/bulk_fix.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;

/// A list with its table and corrections, which must outlive what is asked of it.
class Desk {
 public:
  explicit Desk(Lines lines) : sheets_{testing::sheet("Data", lines)} {
    MemoryTable source(sheets_);
    table_.emplace(*PackedTable::read(source, 1'000'000));
    auto options = testing::options();
    options.area = *RegionCode::parse("33.19");
    list_.emplace(*CheckedList::check(*table_, edits_, options));
  }
  /// "row: before -> after" of each change, and the number of cells left alone.
  std::vector<std::string> fix(const Fix& fix) const {
    const auto result = apply_fix(*list_, fix, *Date::parse("2025-01-15"));
    if (!result) return {std::string(to_text(result.error().code))};
    std::vector<std::string> told;
    for (const auto& change : result->changes) {
      told.push_back(std::to_string(change.place.row) + ": " + change.before + " -> " +
                     change.after);
    }
    if (result->left_alone > 0) told.push_back("left " + std::to_string(result->left_alone));
    return told;
  }
  const CheckedList& list() const { return *list_; }

 private:
  std::vector<MemorySheet> sheets_;
  Edits edits_;
  std::optional<PackedTable> table_;
  std::optional<CheckedList> list_;
};

/// A list of people with these birth dates (column C) and villages (column D).
Desk desk(const std::vector<std::pair<std::string, std::string>>& cells) {
  Lines lines{{"NIK", "Nama", "Tanggal Lahir", "Desa"}};
  const std::string names[] = {"Siti", "Budi", "Rina", "Joko", "Wati", "Tono", "Sari", "Agus"};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    lines.push_back({"", names[i] + " Percobaan", cells[i].first, cells[i].second});
  }
  return Desk(lines);
}

using Told = std::vector<std::string>;

TEST(BulkFix, DatesInTheOrderThatAllHave) {
  const Desk list = desk({{"07/01/1973", "Wates"},
                          {"17/08/1975", "Wates"},
                          {"08/17/1975", "Wates"},
                          {"1980-02-03", "Wates"},
                          {"#d:27623", "Wates"},
                          {"5-6-80", "Wates"},
                          {"", "Wates"}});
  EXPECT_EQ(list.fix({FixRule::day_first, 0, 2, {}, {}, {}}),
            (Told{"2: 07/01/1973 -> 1973-01-07", "3: 17/08/1975 -> 1975-08-17",
                  "7: 5-6-80 -> 1980-06-05", "left 1"}));
  EXPECT_EQ(list.fix({FixRule::month_first, 0, 2, {}, {}, {}}),
            (Told{"2: 07/01/1973 -> 1973-07-01", "4: 08/17/1975 -> 1975-08-17",
                  "7: 5-6-80 -> 1980-05-06", "left 1"}));
}

TEST(BulkFix, APlaceBeforeTheDateStays) {
  const Desk list({{"NIK", "Nama", "Tempat, Tanggal Lahir"},
                   {"", "Siti Percobaan", "Kudus, 07/01/1973"},
                   {"", "Budi Percobaan", "Kudus, 17 Agustus 1975"}});
  EXPECT_EQ(list.fix({FixRule::day_first, 0, 2, {}, {}, {}}),
            (Told{"2: Kudus, 07/01/1973 -> Kudus, 1973-01-07"}));
}

TEST(BulkFix, OneSpellingForAllThatReadSo) {
  const Desk list = desk({{"1973-01-07", "Watez"},
                          {"1973-01-07", " Watez "},
                          {"1973-01-07", "Watez Kulon"},
                          {"1973-01-07", "Wates"}});
  EXPECT_EQ(list.fix({FixRule::use_value, 0, 3, {}, "Watez", "Wates"}),
            (Told{"2: Watez -> Wates", "3:  Watez  -> Wates"}));
}

TEST(BulkFix, TextsAreTrimmedAndNumbersLeftAlone) {
  const Desk list = desk({{"1973-01-07", "  undaan   lor\u00a0"}, {"1973-01-07", "#n:12"}});
  EXPECT_EQ(list.fix({FixRule::trim, 0, 3, {}, {}, {}}),
            (Told{"2:   undaan   lor\u00a0 -> undaan lor"}));
  EXPECT_EQ(list.fix({FixRule::upper, 0, 3, {}, {}, {}}),
            (Told{"2:   undaan   lor\u00a0 -> UNDAAN LOR"}));
}

TEST(BulkFix, OnlyCellsWithTheFinding) {
  const Desk list = desk({{"31-02-1975", "Wates"}, {"17-08-1975", "Wates"}});
  EXPECT_EQ(list.fix({FixRule::clear, 0, 2, FindingCode::birth_impossible, {}, {}}),
            (Told{"2: 31-02-1975 -> "}));
}

TEST(BulkFix, NoNikIsMadeUpForMany) {
  const Desk list = desk({{"17-08-1975", "Wates"}});
  EXPECT_EQ(list.fix({FixRule::use_value, 0, 0, {}, {}, "3319045708800071"}), Told{"bad_option"});
}

TEST(Suggestion, IsWhatTheFindingKnows) {
  const auto finding = [](FindingCode code, const char* value, const char* read_as) {
    Finding made{code, severity_of(code), "", 2, 3, "", value, {}};
    if (*read_as != '\0') made.args = {{"read_as", read_as}};
    return made;
  };
  const struct {
    FindingCode code;
    const char* value;
    const char* read_as;
    std::optional<std::string> suggestion;
  } cases[] = {
      {FindingCode::village_misspelt, "Watez", "Wates", "Wates"},
      {FindingCode::birth_nik_swapped, "07/01/1973", "1973-01-07", "1973-07-01"},
      {FindingCode::birth_ambiguous, "07/01/1973", "1973-01-07", "1973-01-07"},
      {FindingCode::birth_ambiguous, "Kudus, 07/01/1973", "1973-01-07", "Kudus, 1973-01-07"},
      {FindingCode::phone_lost_zero, "82213197428.0", "", "082213197428"},
      {FindingCode::nik_cleaned, "'3319-0457-0880-0071", "", "3319045708800071"},
      {FindingCode::nik_scientific, "3.31903E+15", "", std::nullopt},
      {FindingCode::nik_as_number, "331904570880007", "", std::nullopt},
      {FindingCode::nik_letters, "33190457O8800072", "", std::nullopt},
      {FindingCode::nik_length, "331904570880007", "", std::nullopt},
      {FindingCode::birth_nik_differs, "17-08-1975", "1975-08-17", std::nullopt},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(suggestion_of(finding(one.code, one.value, one.read_as)), one.suggestion)
        << to_text(one.code);
  }
}

TEST(FixesFor, ALostNikIsTypedAgainByHand) {
  for (const auto code :
       {FindingCode::nik_missing, FindingCode::nik_placeholder, FindingCode::nik_as_number,
        FindingCode::nik_scientific, FindingCode::nik_letters, FindingCode::nik_length,
        FindingCode::nik_bad_date, FindingCode::nik_bad_serial}) {
    EXPECT_TRUE(fixes_for(code).empty()) << to_text(code);
  }
}

TEST(FixRules, HaveNamesThatAreReadBack) {
  for (const auto rule : {FixRule::use_value, FixRule::clear, FixRule::trim, FixRule::upper,
                          FixRule::day_first, FixRule::month_first, FixRule::take_suggestion}) {
    EXPECT_EQ(*parse_fix_rule(to_text(rule)), rule);
  }
  EXPECT_FALSE(parse_fix_rule("guess").ok());
}

TEST(ValuesWith, CountsEachSpellingOnce) {
  const Desk list =
      desk({{"1973-01-07", "Entah"}, {"1973-01-07", " Entah"}, {"1973-01-07", "Mana"}});
  const auto values = values_with(list.list(), 0, 3, FindingCode::village_unknown, 1);
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, "Entah");
  EXPECT_EQ(values[0].rows, 2);
}

}  // namespace
}  // namespace payung::intake
