// Goal: the tables that offices export as web pages named .xls are read as a spreadsheet shows
// them, and a page made to cost much costs little. Method: pages as such programs write them, and
// hostile ones, through the one way in.
#include <gtest/gtest.h>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {
namespace {

using Cells = std::vector<std::string>;

struct Read {
  std::vector<Cells> rows;
  std::vector<std::uint32_t> numbers;
  std::optional<Error> error;
};

Read read(std::string_view bytes) {
  Read got;
  auto source = open_table_in_memory(bytes);
  if (!source) {
    got.error = source.error();
    return got;
  }
  EXPECT_TRUE((*source)->next_sheet().ok());
  intake::RawRow row;
  while (true) {
    const auto more = (*source)->next_row(row);
    if (!more) got.error = more.error();
    if (!more || !*more) break;
    Cells cells;
    for (const auto& cell : row.cells) cells.push_back(cell.text);
    got.rows.push_back(std::move(cells));
    got.numbers.push_back(row.number);
  }
  return got;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Html, TablesAsOfficesExportThem) {
  const struct {
    const char* why;
    const char* page;
    std::vector<Cells> rows;
  } cases[] = {
      {"a page of a PHP program, with styles, entities and an empty cell",
       "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\">"
       "<style>td { mso-number-format:'\\@'; }</style></head><body>\n<table border=\"1\">\n"
       "<tr><th>NIK</th><th>Nama</th><th>Desa</th></tr>\n"
       "<tr><td>3319011203800001</td><td>Siti &amp; <b>Aminah</b></td><td>&nbsp;</td></tr>\n"
       "<tr><td>3319011203800002</td>\n<td>\n  Budi\n  Santoso</td><td>Loram Kulon</td></tr>\n"
       "</table></body></html>",
       {{"NIK", "Nama", "Desa"},
        {"3319011203800001", "Siti & Aminah"},
        {"3319011203800002", "Budi Santoso", "Loram Kulon"}}},
      {"nothing closed, nothing around",
       "<table><tr><td>NIK<td>Nama<tr><td>3319011203800001<td>Siti",
       {{"NIK", "Nama"}, {"3319011203800001", "Siti"}}},
      {"a comment first, a line broken, a script",
       "<!-- made by a web program --><table><tr><td>Dk Krajan<br>RT 2</td><td>"
       "<script>alert('<td>')</script>x</td></tr></table>",
       {{"Dk Krajan RT 2", "x"}}},
      {"a title over the columns, a head over two rows",
       "<table><tr><td colspan=3>DAFTAR</td></tr><tr><td rowspan=2>NIK</td><td colspan=2>Lahir</td>"
       "</tr><tr><td>Tempat</td><td>Tanggal</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></"
       "table>",
       {{"DAFTAR"}, {"NIK", "Lahir"}, {"", "Tempat", "Tanggal"}, {"1", "2", "3"}}},
      {"two tables, as a spreadsheet puts them",
       "<table><tr><td>a</table>x<table><tr><td>b</table>",
       {{"a"}, {"b"}}},
  };
  for (const auto& c : cases) {
    const Read got = read(c.page);
    EXPECT_FALSE(got.error) << c.why << ": " << got.error->detail;
    EXPECT_EQ(got.rows, c.rows) << c.why;
  }
}

TEST(Html, RowsKeepTheirNumbersAndBytesTheirLetters) {
  EXPECT_EQ(read("<table><tr><td>a</td></tr><tr><td></td></tr><tr><td>b</td></tr></table>").numbers,
            (std::vector<std::uint32_t>{1, 3}));
  // Windows-1252 whatever the page says, and UTF-16 with its mark.
  EXPECT_EQ(read("<html><meta charset=utf-8><table><tr><td>Ren\xE9</table>").rows,
            (std::vector<Cells>{{"Ren\xC3\xA9"}}));
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<html><table><tr><td>Siti</table>")) wide += {c, '\0'};
  EXPECT_EQ(read(wide).rows, (std::vector<Cells>{{"Siti"}}));
}

TEST(Html, WhatIsNoTableOrCostsTooMuchIsRefused) {
  const struct {
    const char* why;
    std::string page;
    Errc code;
  } cases[] = {
      {"no table", "<html><body><p>Silakan masuk</p></body></html>", Errc::unsupported},
      {"deep", repeated("<b>", 500'000) + repeated("</i>", 500'000), Errc::unsafe},
      {"deep tables", repeated("<table><tr><td>", 100'000), Errc::unsafe},
      {"columns", "<table><tr>" + repeated("<td>x</td>", 20'000), Errc::unsafe},
      {"spans", "<table><tr><td colspan=16384 rowspan=999999>" + repeated("<tr><td></td>", 200'000),
       Errc::unsafe},
      {"spans before text",
       "<table><tr><td colspan=16000 rowspan=999999>" + repeated("<tr><td>x</td>", 200'000),
       Errc::unsafe},
      {"a cell", "<table><tr><td>" + std::string(std::size_t{2} << 20U, 'x'), Errc::unsafe},
  };
  for (const auto& c : cases) {
    const Read got = read(c.page);
    ASSERT_TRUE(got.error) << c.why;
    EXPECT_EQ(got.error->code, c.code) << c.why;
    EXPECT_NE(got.error->detail.find("save it as .xlsx"), std::string::npos) << c.why;
  }
}

}  // namespace
}  // namespace payung::sheets
