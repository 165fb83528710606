// Goal: the sender's list comes back with every value as it was, two columns more, nothing that
// runs. Method: small lists made by hand, marked, and read again by our reader; the parts of the
// file for what the reader does not show (formulas, links, colours).
#include "adapters/sheets/marked_workbook.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "adapters/sheets/marked_cells.hpp"
#include "adapters/sheets/zip.hpp"
#include "adapters/sheets/zip_testing.hpp"

namespace payung::sheets {
namespace {

namespace fs = std::filesystem;
using intake::CellKind;
using intake::RawCell;
using Rows = std::vector<std::vector<std::string>>;

class MarkedWorkbook : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("payung-marked-" + std::string(test->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    out_ = folder_ / "out.xlsx";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path source(std::string_view bytes) const {
    fs::path path = folder_ / "source";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Status mark(std::string_view bytes, const std::vector<RowMark>& marks) const {
    return write_marked_workbook(source(bytes), marks, out_, *Date::parse("2025-01-15"));
  }

  static std::string bytes_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  std::string part(const std::string& name) const {
    const auto zip = Zip::open(out_, Limits{});
    EXPECT_TRUE(zip && (*zip)->begin(name));
    std::string text(1U << 20U, '\0');
    std::size_t size = 0;
    while (true) {
      const auto got = (*zip)->read(text.data() + size, text.size() - size);
      if (!got || *got == 0) break;
      size += *got;
    }
    text.resize(size);
    return text;
  }

  fs::path folder_;
  fs::path out_;
};

TEST_F(MarkedWorkbook, CsvComesBackWithTwoColumns) {
  const std::string list =
      "DAFTAR\n"
      "No;NIK;Nama\n"
      "1;3319012108840001;Siti\n"
      "2;0019012108840002;=HYPERLINK(\"http://x\",\"y\")\n"
      "3;;+62 812\n";
  ASSERT_TRUE(mark(list, {{"", 2, MarkKind::header, "Status", "Alasan / Reason"},
                          {"", 3, MarkKind::accepted, "diterima", ""},
                          {"", 4, MarkKind::warned, "diterima", "=cmd|' /C calc'!A0"},
                          {"", 5, MarkKind::waiting, "menunggu", "NIK kosong / NIK missing"}}));
  const auto read = made::read(open_table(out_));
  ASSERT_FALSE(read.error);
  ASSERT_EQ(read.sheets.size(), 1U);
  EXPECT_EQ(read.sheets[0].name, "Data");
  EXPECT_EQ(read.rows,
            (Rows{{"1", "t:DAFTAR"},
                  {"2", "t:No", "t:NIK", "t:Nama", "t:Status", "t:Alasan / Reason"},
                  {"3", "t:1", "t:3319012108840001", "t:Siti", "t:diterima"},
                  {"4", "t:2", "t:0019012108840002", "t:=HYPERLINK(\"http://x\",\"y\")",
                   "t:diterima", "t:=cmd|' /C calc'!A0"},
                  {"5", "t:3", "", "t:+62 812", "t:menunggu", "t:NIK kosong / NIK missing"}}));
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_EQ(sheet.find("<hyperlink"), std::string::npos);
  const std::string styles = part("xl/styles.xml");
  for (const char* colour : {"FFE2EFDA", "FFFFF2CC", "FFF8CBAD"}) {
    EXPECT_NE(styles.find(colour), std::string::npos) << colour;
  }
}

// A stray cell in the last column leaves no room at its right.
TEST_F(MarkedWorkbook, AStrayCellInTheLastColumn) {
  ASSERT_TRUE(mark(made::xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>NIK</t></is></c>"
                              "<c r=\"B1\" t=\"inlineStr\"><is><t>Nama</t></is></c></row>"
                              "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c>"
                              "<c r=\"XFD2\"><v>3</v></c></row>"
                              "<row r=\"3\"><c r=\"B3\"><v>4</v></c></row>"),
                   {{"Data", 1, MarkKind::header, "Status", "Alasan / Reason"},
                    {"Data", 2, MarkKind::accepted, "diterima", ""},
                    {"Data", 3, MarkKind::waiting, "menunggu", "NIK kosong"}}));
  const auto read = made::read(open_table(out_));
  ASSERT_FALSE(read.error);
  ASSERT_EQ(read.rows.size(), 3U);
  EXPECT_EQ(read.rows[0],
            (std::vector<std::string>{"1", "t:NIK", "t:Nama", "t:Status", "t:Alasan / Reason"}));
  ASSERT_EQ(read.rows[1].size(), 16'385U);
  EXPECT_EQ(read.rows[1][3], "t:diterima");
  EXPECT_EQ(read.rows[1][16'384], "n:3");
  EXPECT_EQ(read.rows[2], (std::vector<std::string>{"3", "", "n:4", "t:menunggu", "t:NIK kosong"}));
}

/// The style a cell of a sheet part names, as its position in cellXfs.
std::size_t style_of(const std::string& sheet, const std::string& cell) {
  const auto at = sheet.find("<c r=\"" + cell + "\" s=\"");
  EXPECT_NE(at, std::string::npos) << cell;
  return at == std::string::npos ? 0 : std::stoul(sheet.substr(at + cell.size() + 11));
}

TEST_F(MarkedWorkbook, TextStaysTextWhenTheSenderEditsIt) {
  ASSERT_TRUE(mark("NIK;Nama\n3319012108840001;Siti\n;Budi\n",
                   {{"", 3, MarkKind::waiting, "menunggu", "NIK kosong"}}));
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  const std::string styles = part("xl/styles.xml");
  std::vector<std::string> formats;
  const std::string cells = styles.substr(styles.find("<cellXfs"));
  for (auto at = cells.find("<xf numFmtId=\""); at != std::string::npos;
       at = cells.find("<xf numFmtId=\"", at + 1)) {
    formats.push_back(cells.substr(at + 14, cells.find('"', at + 14) - at - 14));
  }
  // ECMA-376 part 1, 18.8.30: 49 is "@". A2 is a NIK, A3 the empty cell where one will be typed.
  for (const char* cell : {"A2", "A3", "D3"}) {
    ASSERT_LT(style_of(sheet, cell), formats.size());
    EXPECT_EQ(formats[style_of(sheet, cell)], "49") << cell;
  }
}

TEST_F(MarkedWorkbook, EveryKindOfCellKeepsItsValue) {
  auto parts = made::xlsx_parts(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)"
      R"(<row r="3"><c r="A3" s="1"><v>27623</v></c><c r="B3"><v>3319012108840001</v></c>)"
      R"(<c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#REF!</v></c>)"
      R"(<c r="E3" s="1"><v>27623.5</v></c><c r="F3" t="inlineStr"><is><t>a&lt;b</t></is></c>)"
      R"(<c r="G3"><v>33190121088400017</v></c><c r="H3"><v>0.1</v></c></row>)"
      R"(<row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>_x0041_</v></c></row>)");
  ASSERT_TRUE(mark(made::zip(parts), {{"Data", 3, MarkKind::waiting, "menunggu", "salah"}}));
  const auto read = made::read(open_table(out_));
  ASSERT_FALSE(read.error);
  EXPECT_EQ(read.rows,
            (Rows{{"1", "t:nol"},
                  {"2", "", "", "", "", "", "", "", "", "t:Status", "t:Alasan / Reason"},
                  {"3", "d:27623", "n:3319012108840001", "b:TRUE", "t:#REF!", "d:27623.5", "t:a<b",
                   "t:33190121088400017", "n:0.1", "t:menunggu", "t:salah"},
                  {"4", "t:_x0041_"}}));
}

TEST_F(MarkedWorkbook, DaysOf1904AndOfOtherProgramsStayTheSameDay) {
  auto parts = made::xlsx_parts(R"(<row r="1"><c r="A1" s="1"><v>26161</v></c></row>)");
  auto& workbook = parts["xl/workbook.xml"];
  workbook.insert(workbook.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
  ASSERT_TRUE(mark(made::zip(parts), {}));
  // 1975-08-17 is 26161 days after 1904-01-01 and serial 27623 since 1900.
  EXPECT_EQ(made::read(open_table(out_)).rows, (Rows{{"1", "d:27623"}}));

  ASSERT_TRUE(mark(made::ods("<table:table table:name=\"x\"><table:table-row>"
                             "<table:table-cell office:value-type=\"date\" "
                             "office:date-value=\"1975-08-17\"/><table:table-cell "
                             "office:value-type=\"date\" office:date-value=\"1899-12-31\"/>"
                             "</table:table-row></table:table>"),
                   {}));
  EXPECT_EQ(made::read(open_table(out_)).rows, (Rows{{"1", "d:27623", "t:1899-12-31"}}));
}

TEST_F(MarkedWorkbook, SheetsKeepTheirOrderNamesAndHiding) {
  const std::string row =
      "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>isi</text:p>"
      "</table:table-cell></table:table-row></table:table>";
  const auto list =
      made::ods("<table:table table:name=\"kode\" table:style-name=\"h\">" + row +
                    "<table:table table:name=\"Pasar/Kliwon\">" + row +
                    "<table:table table:name=\"pasar?kliwon\">" + row,
                "<style:style style:name=\"h\"><style:table-properties table:display=\"false\"/>"
                "</style:style>");
  ASSERT_TRUE(mark(list, {{"pasar?kliwon", 1, MarkKind::accepted, "ya", ""}}));
  const auto read = made::read(open_table(out_));
  ASSERT_EQ(read.sheets.size(), 3U);
  EXPECT_EQ(read.sheets[0].name, "kode");
  EXPECT_TRUE(read.sheets[0].hidden);
  EXPECT_EQ(read.sheets[1].name, "Pasar_Kliwon");
  EXPECT_EQ(read.sheets[2].name, "pasar_kliwon (2)");
  EXPECT_FALSE(read.sheets[1].hidden || read.sheets[2].hidden);
  EXPECT_EQ(read.rows, (Rows{{"1", "t:isi"}, {"1", "t:isi"}, {"1", "t:isi", "t:ya"}}));
}

TEST_F(MarkedWorkbook, RowsOutOfOrderAndMarksOfEmptyRowsAreKept) {
  const auto list = made::xlsx(
      R"(<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>)");
  ASSERT_TRUE(mark(list, {{"Data", 5, MarkKind::accepted, "lima", ""},
                          {"Data", 2, MarkKind::accepted, "dua", ""},
                          {"Data", 2, MarkKind::header, "kepala", "dua"},
                          {"Data", 9, MarkKind::skipped, "kosong", ""}}));
  EXPECT_EQ(
      made::read(open_table(out_)).rows,
      (Rows{{"2", "n:2", "t:kepala", "t:dua"}, {"5", "n:5", "t:lima"}, {"9", "", "t:kosong"}}));
}

TEST_F(MarkedWorkbook, EqualInputGivesEqualBytes) {
  const std::vector<RowMark> marks = {{"", 2, MarkKind::accepted, "ya", "baik"}};
  ASSERT_TRUE(mark("a;b\n1;2\n", marks));
  const std::string once = bytes_of(out_);
  ASSERT_TRUE(mark("a;b\n1;2\n", marks));
  EXPECT_EQ(bytes_of(out_), once);
}

TEST_F(MarkedWorkbook, NothingIsLeftWhenItFails) {
  std::ofstream(out_) << "earlier";
  std::string full;
  for (int column = 1; column < 16'384; ++column) full += "x;";
  const struct {
    const char* why;
    std::string list;
    Errc code;
  } cases[] = {
      {"damaged further down", made::xlsx("<row><c><v>1</v></c></row><row>"), Errc::unreadable},
      {"no columns left", full + "x\n", Errc::unsupported},
      {"nothing in it", "", Errc::unreadable},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto status = mark(c.list, {});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, c.code);
    EXPECT_EQ(bytes_of(out_), "earlier");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 2) << "source and out alone";
  }
  const auto nowhere = write_marked_workbook(source("a;b\n"), {}, folder_ / "none" / "out.xlsx",
                                             *Date::parse("2025-01-15"));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Errc::io);
}

TEST(MarkedCells, NumbersThatTextAloneKeepsAreNone) {
  const struct {
    RawCell cell;
    std::optional<double> value;
    Shown shown;
  } cases[] = {
      {{CellKind::number, "12"}, 12, Shown::plain},
      {{CellKind::number, "3.37203290972818E+15"}, 3372032909728180.0, Shown::plain},
      {{CellKind::number, "twelve"}, std::nullopt, Shown::plain},
      {{CellKind::number, "1e999"}, std::nullopt, Shown::plain},
      {{CellKind::number, "nan"}, std::nullopt, Shown::plain},
      {{CellKind::text, "12"}, std::nullopt, Shown::plain},
      {{CellKind::date, "0.5"}, 0.5, Shown::time},
      {{CellKind::date, "36333.25"}, 36333.25, Shown::day_and_time},
      {{CellKind::date, "9999999"}, 9999999, Shown::plain},
      {{CellKind::date, "1900-03-01"}, 61, Shown::day},
      {{CellKind::date, "1900-02-28"}, std::nullopt, Shown::day},
      {{CellKind::date, "2099-12-31"}, 73050, Shown::day},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.cell.text);
    const auto number = number_cell(c.cell, false);
    ASSERT_EQ(number.has_value(), c.value.has_value());
    if (!number) continue;
    EXPECT_EQ(number->value, *c.value);
    EXPECT_EQ(number->shown, c.shown);
  }
}

TEST(MarkedCells, TextsAreCutWhereASheetEnds) {
  EXPECT_EQ(cell_text("biasa\nsaja"), "biasa\nsaja");
  EXPECT_EQ(cell_text(std::string(32'767, 'a')), std::string(32'767, 'a'));
  EXPECT_EQ(cell_text(std::string(32'768, 'a')), std::string(32'766, 'a') + "\xE2\x80\xA6");
  EXPECT_EQ(cell_text("a\xEF\xBF\xBF"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(MarkedCells, SheetNamesThatSpreadsheetsRefuseAreChanged) {
  const struct {
    std::string name;
    std::string kept;
  } cases[] = {
      {"", "Data"},
      {"Pasar Kliwon", "Pasar Kliwon"},
      {"a[b]:c*d?e/f\\g", "a_b__c_d_e_f_g"},
      {"'kutip'", "_kutip_"},
      {std::string(40, 'x'), std::string(31, 'x')},
      {"caf\xC3\xA9", "caf\xC3\xA9"},
  };
  for (const auto& c : cases) EXPECT_EQ(sheet_name(c.name), c.kept);
}

}  // namespace
}  // namespace payung::sheets
