// Goal: a list comes in whole or not at all, and what comes again replaces only what it corrects.
// Method: small lists one after the other; row numbers, ends and differences as they must be, on
// both engines.
#include "app/import_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/lists_testing.hpp"
#include "store/audit.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using intake::Change;
using store::VersionKind;
using store::testing::for_each_engine;
using ::testing::ElementsAre;

const Line kBudi{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Petani", ""};
const Line kSiti{"3319016312850002", "Siti Aminah", "23-12-1985", "P", "Banget", "Petani", ""};
const Line kAgus{"3319010104750003", "Agus Riyanto", "01-04-1975", "L", "Banget", "Petani", ""};
const Line kDewi{"3319014208900004", "Dewi Lestari", "02-08-1990", "P", "Banget", "Petani", ""};
const Line kJoko{"3319011507700005", "Joko Susilo", "15-07-1970", "L", "Banget", "Petani", ""};
/// The last digits of the NIK were lost to a number: the row waits.
const Line kLost{"3.31901E+15", "Rina Wati", "05-05-1988", "P", "Banget", "Petani", ""};

Line with(Line line, std::size_t column, const char* text) {
  line[column] = text;
  return line;
}
constexpr std::size_t kNik = 0;
constexpr std::size_t kVillage = 4;
constexpr std::size_t kWork = 5;
constexpr std::size_t kRemark = 6;

TEST(ImportList, RowsFindingsAndWhereTheyCameFrom) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto report = imported(office.environment, {kBudi, kSiti, kLost}, "tani", "2025-01-05");
    EXPECT_FALSE(report.nothing_new);
    EXPECT_EQ(report.version.id, 1);
    EXPECT_EQ(report.version.rows, 3);
    EXPECT_EQ(report.version.accepted, 2);
    EXPECT_EQ(report.version.waiting, 1);
    EXPECT_THAT(speaking(database, "tani"),
                ElementsAre("1 Budi Santoso", "2 Siti Aminah", "3 Rina Wati"));
    EXPECT_EQ(count(database,
                    "select count(*) from list_row r join list_version v on v.id = r.version "
                    "join list_file f on f.id = v.file join sender s on s.id = v.sender "
                    "where r.sheet = 'Data' and r.number = 3 and f.name = 'daftar.xlsx' "
                    "and s.code = 'tani' and v.received_at = '2025-01-10T01:00:00Z' "
                    "and v.received_by = 'siti' and v.as_of = '2025-01-05'"),
              1);
    EXPECT_EQ(count(database,
                    "select count(*) from list_finding where row = 3 and severity = 'error' "
                    "and code = 'nik_scientific' and column_letter = 'A' and number = 4"),
              1);
    EXPECT_EQ(count(database, "select count(*) from audit where action = 'import_list'"), 1);
    EXPECT_TRUE(store::audit_breaks(database)->empty());
  });
}

TEST(ImportList, TheSameFileTwiceAddsNothing) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines lines{kBudi, kSiti};
    imported(office.environment, lines, "tani", "2025-01-05");
    const auto again = imported(office.environment, lines, "tani", "2025-02-05");
    EXPECT_TRUE(again.nothing_new);
    EXPECT_EQ(again.version.id, 1);
    EXPECT_EQ(count(database, "select count(*) from list_row"), 2);
    EXPECT_EQ(count(database, "select count(*) from audit"), 1);
    // Another sender may send the same file.
    EXPECT_FALSE(imported(office.environment, lines, "dagang", "2025-02-05").nothing_new);
    EXPECT_EQ(count(database, "select count(*) from list_file"), 1);
  });
}

TEST(ImportList, CorrectedRowsReplaceOnlyWhatTheyCorrect) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kAgus, kLost}, "tani", "2025-01-05");
    const auto report =
        imported(office.environment, {with(kLost, kNik, "3319014505880006")}, "tani", "2025-01-12");
    EXPECT_EQ(report.version.kind, VersionKind::correction);
    EXPECT_EQ(report.version.previous, 1);
    EXPECT_THAT(speaking(database, "tani"),
                ElementsAre("1 Budi Santoso", "2 Siti Aminah", "3 Agus Riyanto", "5 Rina Wati"));
    EXPECT_EQ(
        count(database, "select count(*) from list_row_end where row = 4 and reason = 'replaced'"),
        1);
    EXPECT_EQ(count(database,
                    "select count(*) from list_difference where version = 2 and earlier = 4 "
                    "and later = 5 and fields = 'nik'"),
              1);
  });
}

TEST(ImportList, ACorrectionSpeaksOfTheDayOfItsList) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-03-20");
    imported(office.environment, {kBudi, kSiti, kAgus, kLost}, "tani", "2025-01-05");
    const Lines mended{with(kLost, kNik, "3319014505880006")};
    const auto sheets = sheet_of(mended);
    auto request = request_of(sheets, mended, "tani", "2025-01-05");
    request.as_of.reset();
    const auto report = import_list(office.environment, request);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->version.as_of, "2025-01-05");
    // So the list of February is not older than it.
    EXPECT_EQ(imported(office.environment, {kBudi, kSiti, kAgus}, "tani", "2025-02-05").version.id,
              3);
  });
}

TEST(ImportList, AWholeWorkbookMendedKeepsItsGoodRows) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kAgus, kLost}, "tani", "2025-01-05");
    // Agus had a valid NIK that was another's; his row is known by its place and name.
    const auto report = imported(office.environment,
                                 {kBudi, kSiti, with(kAgus, kNik, "3319010104750013"),
                                  with(kLost, kNik, "3319014505880006")},
                                 "tani", "2025-01-12");
    EXPECT_EQ(report.version.kind, VersionKind::next);
    EXPECT_EQ(report.changes,
              (std::map<Change, std::int64_t>{{Change::same, 2}, {Change::changed, 2}}));
    EXPECT_THAT(speaking(database, "tani"),
                ElementsAre("1 Budi Santoso", "2 Siti Aminah", "5 Agus Riyanto", "6 Rina Wati"));
  });
}

TEST(ImportList, NextMonthOnlyDifferencesAskForAttention) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kAgus, kDewi}, "tani", "2025-01-05");
    const Line extra{"3319014706920007", "Wulan Sari", "07-06-1992", "P", "Banget", "Petani", ""};
    const auto report = imported(office.environment,
                                 {kBudi, with(kSiti, kVillage, "Garung Kidul"),
                                  with(kAgus, kRemark, "meninggal"), kJoko, extra},
                                 "tani", "2025-02-05");
    EXPECT_EQ(report.version.kind, VersionKind::next);
    EXPECT_EQ(report.changes, (std::map<Change, std::int64_t>{{Change::added, 2},
                                                              {Change::left, 1},
                                                              {Change::died, 1},
                                                              {Change::moved, 1},
                                                              {Change::same, 1}}));
    EXPECT_EQ(count(database, "select count(*) from list_difference where version = 2"), 5);
    EXPECT_EQ(
        count(database, "select count(*) from list_row_end where row = 4 and reason = 'left'"), 1);
    const auto lines = store::differences_of(database, 2);
    ASSERT_TRUE(lines.ok());
    EXPECT_EQ(lines->size(), 5U);
  });
}

TEST(ImportList, AHandfulOfRowsMakesNobodyLeave) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kAgus}, "tani", "2025-01-05");
    // Two of three is not more than two thirds.
    const auto few =
        imported(office.environment, {kBudi, with(kSiti, kWork, "Pedagang")}, "tani", "2025-02-05");
    EXPECT_EQ(few.version.kind, VersionKind::correction);
    EXPECT_EQ(count(database, "select count(*) from list_row_end where reason = 'left'"), 0);
    const auto whole = imported(office.environment, {kBudi}, "tani", "2025-03-05", ListKind::next);
    EXPECT_EQ(whole.version.kind, VersionKind::next);
    EXPECT_EQ(whole.changes.at(Change::left), 2);
  });
}

TEST(ImportList, ADeathIsNotTakenBackByAListThatIsSilentAboutIt) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Line dead = with(kAgus, kRemark, "meninggal dunia");
    imported(office.environment, {kBudi, kSiti, dead}, "tani", "2025-01-05");
    const auto silent = imported(office.environment, {kBudi, kSiti, kAgus}, "tani", "2025-02-05");
    EXPECT_EQ(silent.changes.at(Change::returned), 1);
    EXPECT_EQ(
        count(database, "select count(*) from list_row_end where row = 3 and reason = 'left'"), 1);
    // An older list does not even come in.
    const auto older =
        import_lines(office.environment, {kBudi, kAgus, kDewi}, "tani", "2025-01-20");
    ASSERT_FALSE(older.ok());
    EXPECT_EQ(older.error().code, Errc::bad_option);
  });
}

TEST(ImportList, OnlyTheWordOfLifeTakesADeathBack) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    intake::MemorySheet sheet;
    const Line dead = with(kAgus, kRemark, "meninggal dunia");
    imported(office.environment, {kBudi, kSiti, dead}, "tani", "2025-01-05");
    auto sheets = sheet_of({kBudi, kSiti, with(kAgus, kRemark, "aktif")});
    // The column is a status here, so that "aktif" is read.
    sheets[0].rows[0].cells[kRemark].text = "Status";
    auto request = request_of(sheets, {{"other"}}, "tani", "2025-02-05");
    const auto alive = import_list(office.environment, request);
    ASSERT_TRUE(alive.ok()) << alive.error().detail;
    EXPECT_EQ(alive->changes.at(Change::returned), 1);
    EXPECT_EQ(
        count(database, "select count(*) from list_row_end where row = 3 and reason = 'replaced'"),
        1);
  });
}

TEST(ImportList, TwoIdenticalRowsStayTwo) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto report = imported(office.environment, {kBudi, kBudi, kSiti}, "tani", "2025-01-05");
    EXPECT_EQ(report.version.rows, 3);
    EXPECT_EQ(speaking(database, "tani").size(), 3U);
  });
}

TEST(ImportList, NothingIsHalfDoneWhenItFails) {
  const Lines all_wait{with(kBudi, kNik, ""), kLost};
  for_each_engine([&](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto none = import_lines(office.environment, all_wait, "tani", "2025-01-05");
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().code, Errc::nothing_done);
    for (const char* table : {"sender", "list_file", "list_version", "list_row", "list_finding",
                              "sender_mapping", "audit"}) {
      EXPECT_EQ(count(database, "select count(*) from " + std::string(table)), 0) << table;
    }
  });
}

class StopAtOnce final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return true; }
};

TEST(ImportList, StoppedMeansNothingHappened) {
  Lines many;
  for (int i = 0; i < 3'000; ++i) {
    many.push_back(with(kBudi, 1, ("Budi " + std::to_string(i)).c_str()));
  }
  for_each_engine([&](db::Connection& database) {
    Office office(database, "2025-01-10");
    StopAtOnce stop;
    Environment environment{
        database, law(), regions(), stop, office.environment.today, "2025-01-10T01:00:00Z", "siti"};
    const auto stopped = import_lines(environment, many, "tani", "2025-01-05");
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, Errc::interrupted);
    EXPECT_EQ(count(database, "select count(*) from list_row"), 0);
    EXPECT_EQ(count(database, "select count(*) from sender"), 0);
  });
}

TEST(ImportList, ASenderIsWhatItSaidItWas) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines lines{kBudi};
    const auto sheets = sheet_of(lines);
    auto request = request_of(sheets, lines, "tani", "2025-01-05");
    request.sender_kind.reset();
    EXPECT_EQ(import_list(office.environment, request).error().code, Errc::bad_option);
    request.sender_kind = intake::SenderKind::agency;
    request.area = *RegionCode::parse("33.99");
    EXPECT_EQ(import_list(office.environment, request).error().code, Errc::bad_option);
    request.area = *RegionCode::parse("33.19");
    ASSERT_TRUE(import_list(office.environment, request).ok());
    request.sender_kind = intake::SenderKind::branch;
    EXPECT_EQ(import_list(office.environment, request).error().code, Errc::conflict);
  });
}

TEST(ImportList, WhatAPersonMappedIsRemembered) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines lines{kBudi, kSiti};
    auto sheets = sheet_of(lines);
    sheets[0].rows[0].cells[kWork].text = "Kol. 6";
    auto request = request_of(sheets, lines, "tani", "2025-01-05");
    request.overrides.push_back(*intake::MappingOverride::parse("occupation=Kol. 6"));
    ASSERT_TRUE(import_list(office.environment, request).ok());
    const Lines later{kBudi, kSiti, kJoko};
    auto next = sheet_of(later);
    next[0].rows[0].cells[kWork].text = "KOL 6";
    const auto report =
        import_list(office.environment, request_of(next, later, "tani", "2025-02-05"));
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(count(database, "select count(*) from list_row where occupation = 'Petani'"), 3);
  });
}

}  // namespace
}  // namespace payung::app::testing
