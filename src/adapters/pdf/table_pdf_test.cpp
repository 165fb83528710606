// Goal: tables on paper are whole PDF files with as many sheets as they need, whatever stands in
// the
//   cells. Method: small and long tables; the sheets are counted in the file.
#include "adapters/pdf/table_pdf.hpp"

#include <gtest/gtest.h>

#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

std::size_t count_of(const std::string& bytes, const std::string& what) {
  std::size_t found = 0;
  for (auto at = bytes.find(what); at != std::string::npos; at = bytes.find(what, at + 1)) ++found;
  return found;
}

Paper paper_of(std::size_t rows) {
  PaperTable table{"Menurut bulan", {{"Bulan"}, {"Ditagih", true}}, {}};
  for (std::size_t i = 0; i < rows; ++i) {
    table.rows.push_back({"2025-01", "Rp1.234.567.890"});
  }
  return {"Rekening iuran", {"Keadaan per 2025-12-28"}, {table}, "Payung"};
}

TEST(TableSheets, AFewRowsAreOneSheet) {
  const auto bytes = table_sheets(paper_of(3));
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(bytes->rfind("%PDF-", 0), 0U);
  EXPECT_EQ(count_of(*bytes, "/Type /Page\n"), 1U);
}

TEST(TableSheets, ManyRowsGoOnOnFurtherSheets) {
  // A sheet of 842 points less its margins takes some fifty rows of 14 points.
  const auto bytes = table_sheets(paper_of(200));
  ASSERT_TRUE(bytes.ok());
  EXPECT_GE(count_of(*bytes, "/Type /Page\n"), 4U);
  EXPECT_LE(count_of(*bytes, "/Type /Page\n"), 6U);
}

TEST(TableSheets, LongWordsAndForeignLettersDoNoHarm) {
  auto paper = paper_of(1);
  paper.tables[0].rows.push_back({std::string(5'000, 'W'), "\xE0\xA4\xA8 \xC3\xA9 \xFF"});
  paper.tables.push_back({"Kosong", {{"Apa"}}, {}});
  EXPECT_TRUE(table_sheets(paper).ok());
}

TEST(TableSheets, ARowWiderThanItsHeadIsRefused) {
  auto paper = paper_of(1);
  paper.tables[0].rows.push_back({"a", "b", "c"});
  EXPECT_EQ(table_sheets(paper).error().code, Errc::unsupported);
}

TEST(Latin, KeepsWhatTheFontHas) {
  EXPECT_EQ(latin("Ren\xC3\xA9", 60), "Ren\xE9");
  EXPECT_EQ(latin("2024 \xE2\x80\x93 2025", 60), "2024 - 2025");
  EXPECT_EQ(latin("\xE0\xA4\xA8x", 60), "?x");
  EXPECT_EQ(latin("abcdef", 3), "abc");
  EXPECT_EQ(latin("a\nb", 60), "a b");
}

}  // namespace
}  // namespace payung::pdf
