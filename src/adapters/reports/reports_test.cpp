// Goal: every form of the report prints the same figures, in both languages, and no text of the
// data can become markup or a formula. Method: a report of two people with hostile names.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/reports/page.hpp"
#include "adapters/reports/tables.hpp"

namespace payung::reports {
namespace {

evaluation::Report report() {
  static const auto regions =
      *RegionTable::load("code,name\n33,Jawa Tengah\n33.19,Kabupaten Kudus\n33.19.05,Undaan\n",
                         "code,name,last_seen_in_table_of\n");
  std::vector<evaluation::PersonOutcome> people(2);
  people[0].person = 1;
  people[0].region = *RegionCode::parse("33.19.05");
  people[0].proposed = true;
  people[0].station = evaluation::Station::active;
  people[0].payer = "x";
  people[1].person = 2;
  people[1].region = *RegionCode::parse("33.19.05");
  people[1].proposed = true;
  people[1].station = evaluation::Station::rejected;
  people[1].reason = "eligibility.too_old";
  evaluation::ReportInput input{.title = "<script>alert(1)</script>",
                                .scheme = "kudus \"2025\"",
                                .region = *RegionCode::parse("33.19"),
                                .as_of = *Date::of(2025, 12, 8),
                                .generated_at = "2025-12-08T00:00:00Z",
                                .people = people,
                                .payers = {},
                                .months = {},
                                .senders = {}};
  input.payers.push_back({.code = "x",
                          .name = "=HYPERLINK(\"http://x\")",
                          .kind = PayerKind::company,
                          .budget = Rupiah(5'241'600'000),
                          .heads_max = std::nullopt,
                          .billed = Rupiah(16'800),
                          .received = Rupiah(16'800),
                          .open = Rupiah(),
                          .suspense = Rupiah()});
  return *evaluation::evaluate(input, regions);
}

std::string words(std::string_view language, std::string_view key) {
  return std::string(language) + ":" + std::string(key);
}

TEST(Page, CarriesBothLanguagesAndNoScript) {
  const std::string page = page_of(report(), words);
  EXPECT_NE(page.find("<span lang=\"id\">id:report.table.areas</span>"), std::string::npos);
  EXPECT_NE(page.find("<span lang=\"en\">en:report.table.areas</span>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
  EXPECT_NE(page.find("Rp5.241.600.000"), std::string::npos);
  EXPECT_NE(page.find("Rp5,241,600,000"), std::string::npos);
}

TEST(Csv, HasPlainFiguresAndDisarmedWords) {
  for (const auto& table : evaluation::tables_of(report())) {
    if (table.key != "payers") continue;
    const std::string csv = csv_of(table, words, "en");
    EXPECT_NE(csv.find(",5241600000,"), std::string::npos);
    EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"http://x\"\")\""), std::string::npos);
    return;
  }
  FAIL() << "no table of payers";
}

TEST(Workbook, IsWrittenWithASheetForEachTable) {
  const auto path = std::filesystem::temp_directory_path() / "payung-reports-test.xlsx";
  const auto tables = evaluation::tables_of(report());
  ASSERT_TRUE(write_workbook(path, tables, words, "id").ok());
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  EXPECT_EQ(content.str().substr(0, 2), "PK");
  for (std::size_t i = 1; i <= tables.size(); ++i) {
    EXPECT_NE(content.str().find("worksheets/sheet" + std::to_string(i) + ".xml"),
              std::string::npos);
  }
  std::filesystem::remove(path);
}

TEST(Workbook, SaysWhichFileCannotBeWritten) {
  const auto status = write_workbook("/nonexistent/folder/report.xlsx", {}, words, "id");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Errc::io);
  EXPECT_EQ(status.error().where, "report.xlsx");
}

}  // namespace
}  // namespace payung::reports
