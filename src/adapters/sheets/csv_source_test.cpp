// Goal: a csv file as people save it is read cell by cell, and what is no list is refused.
// Method: the bytes of small files against the records and cells written out by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {
namespace {

using namespace std::string_literals;
using Records = std::vector<std::vector<std::string>>;

struct Read {
  Records records;
  std::vector<std::uint32_t> numbers;
  std::optional<Error> error;
};

Read read(std::string_view bytes, const Limits& limits = {}) {
  Read all;
  const auto source = open_table_in_memory(bytes, limits);
  if (!source) {
    all.error = source.error();
    return all;
  }
  const auto sheet = (*source)->next_sheet();
  EXPECT_TRUE(sheet && *sheet && (*sheet)->name.empty());
  intake::RawRow row;
  while (true) {
    const auto more = (*source)->next_row(row);
    if (!more) all.error = more.error();
    if (!more || !*more) break;
    all.numbers.push_back(row.number);
    auto& record = all.records.emplace_back();
    for (const auto& cell : row.cells) {
      EXPECT_EQ(cell.kind == intake::CellKind::empty, cell.text.empty());
      record.push_back(cell.text);
    }
  }
  const auto end = (*source)->next_sheet();
  EXPECT_TRUE(all.error || (end && !*end));
  return all;
}

std::string utf16(std::string_view ascii, bool big) {
  std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) bytes += big ? "\0"s + c : c + "\0"s;
  return bytes;
}

// A csv that was opened in one column and saved again.
TEST(Csv, WholeLinesInQuotes) {
  const struct {
    const char* why;
    std::string bytes;
    Records records;
  } cases[] = {
      {"all lines",
       "\"nik;nama;desa\"\n\"1;Siti;Jati\"\r\n\"2;Budi;\"\n",
       {{"nik", "nama", "desa"}, {"1", "Siti", "Jati"}, {"2", "Budi", ""}}},
      {"quotes inside doubled",
       R"("nik,""nama"",desa")"
       "\n"
       R"("1,""Siti, S.Pd"",""=""""08""""""")"
       "\n",
       {{"nik", "nama", "desa"}, {"1", "Siti, S.Pd", "08"}}},
      {"only lines with a comma, semicolons between",
       "no;nama;alamat\n1;Siti;Jati\n\"2;Budi;Jl. Mawar, Kudus\"\n3;Ani;Jati\n4;Ari;Jati\n"
       "5;Adi;Jati\n",
       {{"no", "nama", "alamat"},
        {"1", "Siti", "Jati"},
        {"2", "Budi", "Jl. Mawar, Kudus"},
        {"3", "Ani", "Jati"},
        {"4", "Ari", "Jati"},
        {"5", "Adi", "Jati"}}},
      {"a title in quotes stays whole",
       "\"DESA WATES, KEC. UNDAAN\"\nnik,nama,desa,rt\n1,Siti,Jati,2\n2,Budi,Jati,3\n",
       {{"DESA WATES, KEC. UNDAAN"},
        {"nik", "nama", "desa", "rt"},
        {"1", "Siti", "Jati", "2"},
        {"2", "Budi", "Jati", "3"}}},
      {"a file that tells its delimiter means its quotes",
       "sep=,\nnik,nama\n\"1,Siti\"\n2,Budi\n",
       {{"nik", "nama"}, {"1,Siti"}, {"2", "Budi"}}},
      {"tabs and a line end inside",
       "\"nik\tnama\tdesa\"\n\"1\tSiti\t\"\"Jati\nKulon\"\"\"\n",
       {{"nik", "nama", "desa"}, {"1", "Siti", "Jati\nKulon"}}},
  };
  for (const auto& c : cases) EXPECT_EQ(read(c.bytes).records, c.records) << c.why;
  Limits small;
  small.columns_max = 3;
  EXPECT_TRUE(read("\"a;b;c;d\"\n\"1;2;3;4\"\n", small).error);
}

// What a damaged disk leaves costs its cell, not the file.
TEST(Csv, NulCharactersAreSeenAndTheRestIsRead) {
  const std::string lost = "\xEF\xBF\xBD";
  EXPECT_EQ(read("nik,nama\n1,\0\n2,Siti\n"s).records,
            (Records{{"nik", "nama"}, {"1", lost}, {"2", "Siti"}}));
  EXPECT_EQ(read("nik,nama\n1,Bu\0\0di\n"s).records,
            (Records{{"nik", "nama"}, {"1", "Bu" + lost + "di"}}));
  EXPECT_EQ(read(utf16("a;b\n1;\0\n"s, false)).records, (Records{{"a", "b"}, {"1", lost}}));
  EXPECT_TRUE(read("a\0\0b\0c\0d"s).error);
}

TEST(Csv, DelimitersEncodingsAndQuotes) {
  const struct {
    const char* why;
    std::string bytes;
    Records records;
  } cases[] = {
      {"comma", "nik,nama\n1,Siti\n", {{"nik", "nama"}, {"1", "Siti"}}},
      {"semicolon", "nik;nama\n1;Siti\n", {{"nik", "nama"}, {"1", "Siti"}}},
      {"tab", "nik\tnama\n1\tSiti\n", {{"nik", "nama"}, {"1", "Siti"}}},
      {"bar", "nik|nama\n1|Siti\n", {{"nik", "nama"}, {"1", "Siti"}}},
      {"one column", "nik\n1\n", {{"nik"}, {"1"}}},
      {"no line end at the foot", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
      {"carriage returns alone", "a;b\r1;2\r3;4\r", {{"a", "b"}, {"1", "2"}, {"3", "4"}}},
      {"both line ends", "a;b\r\n1;2\r\n", {{"a", "b"}, {"1", "2"}}},
      {"a formula that is a text",
       "nik,hp\n=\"3319\",=\"0812\"\n=\"a\"\"b\",=\"\n",
       {{"nik", "hp"}, {"3319", "0812"}, {"=\"a\"\"b\"", "=\""}}},
      {"empty cells stay", "a,b,c\n,,\n", {{"a", "b", "c"}, {"", "", ""}}},
      {"an empty line is a record", "a,b\n\n1,2\n", {{"a", "b"}, {""}, {"1", "2"}}},
      {"byte order mark",
       "\xEF\xBB\xBFnik,nama\n1,Jos\xC3\xA9\n",
       {{"nik", "nama"}, {"1", "Jos\xC3\xA9"}}},
      {"UTF-8 without a mark",
       "nik,nama\n1,Jos\xC3\xA9\n",
       {{"nik", "nama"}, {"1", "Jos\xC3\xA9"}}},
      {"Windows-1252",
       "nik;nama\n1;Jos\xE9 \x96 A\n",
       {{"nik", "nama"}, {"1", "Jos\xC3\xA9 \xE2\x80\x93 A"}}},
      {"UTF-16 little end first", utf16("a;b\r\n1;2\r\n", false), {{"a", "b"}, {"1", "2"}}},
      {"UTF-16 big end first", utf16("a;b\r\n1;2\r\n", true), {{"a", "b"}, {"1", "2"}}},
      {"quotes", "a,b\n\"x,\"\"y\"\"\",2\n", {{"a", "b"}, {"x,\"y\"", "2"}}},
      {"a line break in quotes",
       "a,b\n\"x\r\ny\",2\n3,4\n",
       {{"a", "b"}, {"x\r\ny", "2"}, {"3", "4"}}},
      {"a quote inside a field", "a;b\npipa 5\";2\n", {{"a", "b"}, {"pipa 5\"", "2"}}},
      {"text behind a closing quote", "a;b\n\"x\" y;2\n", {{"a", "b"}, {"x y", "2"}}},
      {"a quote never closed", "a;b\n\"x;2\n3;4\n", {{"a", "b"}, {"\"x", "2"}, {"3", "4"}}},
      {"an open quote before another",
       "a;b\n\"x;2\n\"y\";4\n5;6\n",
       {{"a", "b"}, {"\"x", "2"}, {"y", "4"}, {"5", "6"}}},
      {"a quote as the last byte", "a;b\n1;\"", {{"a", "b"}, {"1", "\""}}},
      {"a title with commas above semicolons",
       "DAFTAR, TAHUN, 2025\nnik;nama;ttl\n1;A;Kudus,1\n",
       {{"DAFTAR, TAHUN, 2025"}, {"nik", "nama", "ttl"}, {"1", "A", "Kudus,1"}}},
      {"addresses full of commas",
       "nik;alamat\n1;Jl. A, RT 1, RW 2\n2;Jl. B, RT 3, RW 4\n",
       {{"nik", "alamat"}, {"1", "Jl. A, RT 1, RW 2"}, {"2", "Jl. B, RT 3, RW 4"}}},
      {"decimal commas", "a;b;c\n1,5;2,5;3,5\n", {{"a", "b", "c"}, {"1,5", "2,5", "3,5"}}},
      {"commas with spaces", "a, b\n1, 2\n", {{"a", " b"}, {"1", " 2"}}},
      {"a DOS end of file", "a,b\n1,2\n\x1A", {{"a", "b"}, {"1", "2"}, {"\x1A"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Read got = read(c.bytes);
    EXPECT_FALSE(got.error);
    EXPECT_EQ(got.records, c.records);
  }
}

TEST(Csv, RecordsAreNumberedAsTheyCome) {
  const Read got = read("a,b\n\"x\ny\",2\n\n3,4\n");
  EXPECT_EQ(got.numbers, (std::vector<std::uint32_t>{1, 2, 3, 4}));
}

TEST(Csv, SeparatorLineIsAHint) {
  const Read got = read("sep=|\r\na|b;c;d\r\n1|2;3;4\r\n");
  EXPECT_EQ(got.records, (Records{{"a", "b;c;d"}, {"1", "2;3;4"}}));
  EXPECT_EQ(got.numbers, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(read("sep=,\ra;b,c\r1;2,3\r").records, (Records{{"a;b", "c"}, {"1;2", "3"}}));
  EXPECT_EQ(read("sep=\na;b\n1;2\n").records, (Records{{"sep="}, {"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("sep=;;\n").records, (Records{{"sep=", "", ""}}));
}

TEST(Csv, RaggedRowsDoNotHideTheDelimiter) {
  std::string text = "nik;nama;alamat;ttl\n";
  for (int i = 0; i < 50; ++i) text += i % 2 == 0 ? "1;A;Jl. X;Kudus,1-1-1970\n" : "1;A;Kudus,2\n";
  EXPECT_EQ(read(text).records.at(0).size(), 4U);
}

TEST(Csv, APortionsEndBreaksNothing) {
  // Characters, quotes and line ends fall on both sides of every 64 KiB boundary.
  std::string text = "\xEF\xBB\xBF";
  Records wanted;
  for (int i = 0; text.size() < 300'000; ++i) {
    const std::string fill(static_cast<std::size_t>(i % 61), 'x');
    text += "\xC3\xA9" + fill + ",\"\"\"" + fill + "\r\n\",\xE2\x82\xAC\r\n";
    wanted.push_back({"\xC3\xA9" + fill, "\"" + fill + "\r\n", "\xE2\x82\xAC"});
  }
  EXPECT_EQ(read(text).records, wanted);
}

TEST(Csv, WhatIsNoListIsRefused) {
  Limits small;
  small.columns_max = 3;
  small.csv_cell_bytes_max = 100;
  small.row_bytes_max = 200;
  const std::string long_cell(101, 'x');
  const std::string cell(90, 'x');
  const struct {
    const char* why;
    std::string bytes;
    Errc code;
  } cases[] = {
      {"empty", "", Errc::unreadable},
      {"a mark and nothing else", "\xEF\xBB\xBF", Errc::unreadable},
      {"binary", "\x01\x02\x03\x04\x05\x7F\x80\x90", Errc::unreadable},
      {"too many columns", "1,2,3\n1,2,3,4\n", Errc::unsafe},
      {"too long a cell", "a,b\n" + long_cell + ",2\n", Errc::unsafe},
      {"too long a row", "a,b,c\n" + cell + "," + cell + "," + cell + "\n", Errc::unsafe},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Read got = read(c.bytes, small);
    ASSERT_TRUE(got.error);
    EXPECT_EQ(got.error->code, c.code);
    EXPECT_FALSE(got.error->detail.empty());
  }
}

TEST(Csv, OpenQuotesWithoutEndAreBounded) {
  // Each line would be read again to the end of the file.
  std::string text = "a,b\n";
  while (text.size() < (std::size_t{2} << 20U)) text += "\"\"\"x\"\"\n";
  const Read got = read(text);
  EXPECT_TRUE(!got.error || got.error->code == Errc::unsafe);
}

TEST(Csv, WhatIsSomethingElseIsNamed) {
  const struct {
    std::string bytes;
    const char* named;
  } cases[] = {
      {"\xEF\xBB\xBF\r\n <!DOCTYPE html><html>", "save it as .xlsx"},
      {utf16("<html><body>", false), "save it as .xlsx"},
      {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:x\">", "save it as .xlsx"},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related", "save it as .xlsx"},
      {"%PDF-1.7\n", "PDF"},
      {"{\\rtf1\\ansi daftar}", "text document"},
      {"\x1F\x8B\x08\x00\x00"s, "packed"},
      {"\x89PNG\r\n\x1A\n", "picture"},
      {"\xFF\xD8\xFF\xE0", "picture"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.named);
    const Read got = read(c.bytes);
    ASSERT_TRUE(got.error);
    EXPECT_EQ(got.error->code, Errc::unsupported);
    EXPECT_NE(got.error->detail.find(c.named), std::string::npos) << got.error->detail;
  }
}

}  // namespace
}  // namespace payung::sheets
