// Goal: a hostile or broken workbook is refused, by name, before it costs time or memory.
// Method: one attack each, made by hand; a good neighbour just inside the limit is read.
#include <gtest/gtest.h>

#include <fstream>

#include "adapters/sheets/zip_testing.hpp"

namespace payung::sheets {
namespace {

using made::Part;

std::vector<Part> parts_of(const std::string& rows) {
  std::vector<Part> parts;
  for (const auto& [name, data] : made::xlsx_parts(rows)) parts.push_back({name, data});
  return parts;
}

std::string with_sheet(const std::string& sheet) {
  auto parts = made::xlsx_parts("");
  parts["xl/worksheets/sheet1.xml"] = sheet;
  return made::zip(parts);
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string all;
  all.reserve(unit.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += unit;
  return all;
}

/// Reads everything and keeps nothing.
std::optional<Error> outcome(std::string_view bytes, const Limits& limits = {}) {
  const auto source = open_table_in_memory(bytes, limits);
  if (!source) return source.error();
  intake::RawRow row;
  while (true) {
    const auto sheet = (*source)->next_sheet();
    if (!sheet) return sheet.error();
    if (!*sheet) return std::nullopt;
    auto more = (*source)->next_row(row);
    while (more && *more) more = (*source)->next_row(row);
    if (!more) return more.error();
  }
}

void expect_refused(const char* why, std::string_view bytes, Errc code, const Limits& limits = {}) {
  SCOPED_TRACE(why);
  const auto error = outcome(bytes, limits);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, code) << error->where << ": " << error->detail;
  EXPECT_FALSE(error->detail.empty());
}

TEST(Hostile, ZipBombs) {
  const std::string zeros(std::size_t{64} << 20U, ' ');
  auto bomb = parts_of("");
  bomb.push_back({"xl/worksheets/sheet2.xml", zeros});
  expect_refused("a part of a thousand times its size", made::zip(bomb), Errc::unsafe);

  auto liar = parts_of("");
  for (Part& part : liar) {
    if (part.name != "xl/worksheets/sheet1.xml") continue;
    part.data = "<worksheet><sheetData>" + zeros + "</sheetData></worksheet>";
    part.said_size = 1000;
  }
  const auto error = outcome(made::zip(liar));
  ASSERT_TRUE(error);  // stopped at the size it said, or for the ratio
  EXPECT_TRUE(error->code == Errc::unsafe || error->code == Errc::unreadable);

  std::vector<Part> many = parts_of("");
  for (int i = 0; i < 5000; ++i) many.push_back({"a" + std::to_string(i), ""});
  expect_refused("5,000 parts", made::zip(many), Errc::unsafe);

  auto twice = parts_of("");
  twice.push_back({"XL/Workbook.xml", "<workbook/>"});
  expect_refused("two parts of one name", made::zip(twice), Errc::unsafe);

  auto locked = parts_of("");
  locked[0].flags = 1;
  expect_refused("encrypted", made::zip(locked), Errc::unreadable);

  const std::string seven(std::size_t{7} << 20U, ' ');
  std::vector<Part> sums = parts_of("");
  for (int i = 0; i < 40; ++i) sums.push_back({"a" + std::to_string(i), seven});
  expect_refused("small bombs together", made::zip(sums), Errc::unsafe);
}

TEST(Hostile, PartsThatShareTheirBytes) {
  // The directory names the first part's bytes again under the same name length.
  std::vector<Part> parts = parts_of("<row><c><v>1</v></c></row>");
  Part again = parts[0];
  again.name.back() = 'X';
  again.starts_at = 0;
  parts.push_back(again);
  const auto error = outcome(made::zip(parts));
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->code == Errc::unsafe || error->code == Errc::unreadable);
}

TEST(Hostile, Xml) {
  expect_refused("entities",
                 with_sheet("<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                            "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row>"
                            "</sheetData></worksheet>"),
                 Errc::unsafe);
  expect_refused("an outside entity",
                 with_sheet("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>"),
                 Errc::unsafe);
  expect_refused("deep nesting", with_sheet(repeated("<a>", 100'000)), Errc::unsafe);
  Limits roomy;
  roomy.ratio_max = 1'000'000;
  expect_refused("a tag of 16 MiB",
                 with_sheet("<worksheet a=\"" + std::string(std::size_t{16} << 20U, 'x') + "\"/>"),
                 Errc::unsafe, roomy);
  std::string names = "<worksheet>";
  for (int i = 0; i < 100'000; ++i) names += "<n" + std::to_string(i) + "/>";
  expect_refused("a hundred thousand names", with_sheet(names + "</worksheet>"), Errc::unsafe);
}

TEST(Hostile, ColumnsRowsAndCells) {
  const std::string cell =
      "<c t=\"inlineStr\"><is><t>" + std::string(140'000, 'x') + "</t></is></c>";
  expect_refused("column beyond XFD", made::xlsx("<row><c r=\"XFE1\"><v>1</v></c></row>"),
                 Errc::unsafe);
  expect_refused("ten million columns", made::xlsx("<row><c r=\"VLMYA1\"><v>1</v></c></row>"),
                 Errc::unsafe);
  expect_refused("cells without end", made::xlsx("<row>" + repeated("<c><v>1</v></c>", 16'385)),
                 Errc::unsafe);
  expect_refused("a row beyond the last", made::xlsx("<row r=\"1048577\"><c><v>1</v></c></row>"),
                 Errc::unsafe);
  expect_refused("a giant cell", made::xlsx("<row>" + cell + "</row>"), Errc::unsafe);
  EXPECT_FALSE(outcome(made::xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")));
}

TEST(Hostile, SmallFilesThatStandForMuch) {
  auto shared = made::xlsx_parts("<row>" + repeated("<c t=\"s\"><v>0</v></c>", 16'000) + "</row>");
  shared["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(32'000, 'x') + "</t></si></sst>";
  expect_refused("one text in each of 16,000 columns", made::zip(shared), Errc::unsafe);

  Limits few;
  few.cells_max = 100'000;
  std::string wide;
  for (int i = 1; i <= 20; ++i) {
    wide += "<row r=\"" + std::to_string(i) + "\"><c r=\"XFD" + std::to_string(i) +
            "\"><v>1</v></c></row>";
  }
  expect_refused("a cell at the far right of each row", made::xlsx(wide), Errc::unsafe, few);
}

TEST(Hostile, DamagedFiles) {
  const std::string good = made::xlsx("<row><c><v>1</v></c></row>");
  ASSERT_FALSE(outcome(good));
  // The last three bytes are zeros that nothing needs: every part is there without them.
  for (std::size_t size = 4; size + 3 < good.size(); ++size) {
    const auto error = outcome(std::string_view(good).substr(0, size));
    ASSERT_TRUE(error) << "cut to " << size << " of " << good.size();
  }
  // Any one byte changed: read, or refused, but never beyond its bytes (the sanitizers tell).
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    static_cast<void>(outcome(changed));
  }
}

TEST(Hostile, FilesThatAreNotThere) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto missing = open_table(folder / "payung-no-such-file.xlsx");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::io);
  const auto directory = open_table(folder);
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code, Errc::io);
}

TEST(Hostile, OldWorkbooks) {
  const auto path = std::filesystem::temp_directory_path() / "payung_old_workbook_test.xls";
  const auto refusal = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto got = made::read(open_table(path));
    std::filesystem::remove(path);
    return got.error;
  };
  const std::string magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const auto broken = refusal(magic + std::string(2000, '\0'));
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->code, Errc::unsupported);

  // What Excel makes of a workbook with a password: the directory stands far behind the head.
  std::string locked = magic + std::string(std::size_t{300} << 10U, '\0');
  const std::size_t entry = 501 * 512;
  std::size_t at = entry;
  for (const char c : std::string("EncryptedPackage")) {
    locked[at] = c;
    at += 2;
  }
  locked[entry + 64] = 34;  // bytes of the name with its end
  const auto encrypted = refusal(locked);
  ASSERT_TRUE(encrypted);
  EXPECT_EQ(encrypted->code, Errc::unreadable);
  EXPECT_NE(encrypted->detail.find("password"), std::string::npos) << encrypted->detail;
}

}  // namespace
}  // namespace payung::sheets
