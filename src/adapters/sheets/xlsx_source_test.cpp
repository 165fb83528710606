// Goal: workbooks of every maker are read as the cells they hold.
// Method: sheets written by hand, one oddity of ECMA-376 each, against the cells worked out.
#include <gtest/gtest.h>

#include "adapters/sheets/xlsx_parts.hpp"
#include "adapters/sheets/zip_testing.hpp"

namespace payung::sheets {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(Xlsx, Cells) {
  const struct {
    const char* why;
    const char* xml;
    Rows rows;
  } cases[] = {
      {"shared text", R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)", {{"1", "t:nol"}}},
      {"rich text without how it sounds",
       R"(<row r="1"><c r="A1" t="s"><v>1</v></c></row>)",
       {{"1", "t:satu "}}},
      {"empty shared text", R"(<row r="1"><c r="A1" t="s"><v>2</v></c></row>)", {}},
      {"text in place",
       R"(<row r="1"><c r="A1" t="inlineStr"><is><r><t>Si</t></r><r><t>ti</t></r></is></c></row>)",
       {{"1", "t:Siti"}}},
      {"formula with text",
       R"(<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>ax</v></c></row>)",
       {{"1", "t:ax"}}},
      {"formula with number",
       R"(<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>)",
       {{"1", "n:2"}}},
      {"the file's own digits",
       R"(<row r="1"><c r="A1"><v>3.37203290972818E+15</v></c></row>)",
       {{"1", "n:3.37203290972818E+15"}}},
      {"a date by built-in format",
       R"(<row r="1"><c r="A1" s="1"><v>27623</v></c></row>)",
       {{"1", "d:27623"}}},
      {"a date by its own format",
       R"(<row r="1"><c r="A1" s="2"><v>27623.5</v></c></row>)",
       {{"1", "d:27623.5"}}},
      {"a number with two decimals",
       R"(<row r="1"><c r="A1" s="3"><v>1.5</v></c></row>)",
       {{"1", "n:1.5"}}},
      {"a style that is not there",
       R"(<row r="1"><c r="A1" s="99"><v>1</v></c></row>)",
       {{"1", "n:1"}}},
      {"an ISO date",
       R"(<row r="1"><c r="A1" t="d"><v>1975-08-17T00:00:00</v></c></row>)",
       {{"1", "d:1975-08-17"}}},
      {"truth",
       R"(<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>)",
       {{"1", "b:TRUE", "b:FALSE"}}},
      {"an error", R"(<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>)", {{"1", "e:#REF!"}}},
      {"no references",
       R"(<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)",
       {{"1", "n:1", "n:2"}, {"2", "n:3"}}},
      {"cells out of order",
       R"(<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>)",
       {{"1", "n:1", "", "n:3"}}},
      {"a gap of rows",
       R"(<row r="2"><c r="B2"><v>1</v></c></row><row r="9"><c><v>2</v></c></row>)",
       {{"2", "", "n:1"}, {"9", "n:2"}}},
      {"column AA",
       R"(<row r="1"><c r="AA1"><v>1</v></c></row>)",
       {{"1", "", "", "", "", "", "", "", "", "", "", "", "", "",
         "",  "", "", "", "", "", "", "", "", "", "", "", "", "n:1"}}},
      {"cells of style only", R"(<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c></row>)", {}},
      {"spaces and line breaks stay",
       "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a\nb </t></is></c>"
       "</row>",
       {{"1", "t: a\nb "}}},
      {"an escaped character",
       R"(<row r="1"><c t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c></row>)",
       {{"1", "t:a\rb_x000D_"}}},
      {"entities",
       R"(<row><c t="str"><v>&lt;A&amp;B&#233;</v></c></row>)",
       {{"1", "t:<A&B\xC3\xA9"}}},
      {"names with a prefix",
       R"(<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>)",
       {{"1", "n:1"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = made::read(made::xlsx(c.xml));
    EXPECT_FALSE(got.error) << got.error->detail;
    EXPECT_EQ(got.rows, c.rows);
  }
}

TEST(Xlsx, SheetsEpochAndParts) {
  auto parts = made::xlsx_parts("<row><c><v>1</v></c></row>");
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  parts.erase("xl/styles.xml");
  parts.erase("xl/sharedStrings.xml");
  parts["_rels/.rels"] = "<Relationships><Relationship Id=\"a\" Type=\"" + strict +
                         "officeDocument\" Target=\"/buku/isi.xml\"/></Relationships>";
  parts["buku/isi.xml"] =
      "<w:workbook xmlns:w=\"w\" xmlns:q=\"q\"><w:workbookPr date1904=\"true\"/><w:sheets>"
      "<w:sheet name=\"Pasar &amp; Kios\" q:id=\"b\"/><w:sheet name=\"Grafik\" q:id=\"c\"/>"
      "<w:sheet name=\"Lama\" state=\"veryHidden\" q:id=\"d\"/></w:sheets></w:workbook>";
  parts["buku/_rels/isi.xml.rels"] =
      "<Relationships><Relationship Id=\"d\" Type=\"" + strict +
      "worksheet\" Target=\"../xl/worksheets/sheet1.xml\"/><Relationship Id=\"c\" Type=\"" +
      strict + "chartsheet\" Target=\"grafik.xml\"/><Relationship Id=\"b\" Type=\"" + strict +
      "worksheet\" Target=\"lembar.xml\"/></Relationships>";
  parts["buku/grafik.xml"] = "<chartsheet/>";
  parts["buku/lembar.xml"] =
      "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";
  const auto got = made::read(made::zip(parts));
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.sheets.size(), 2U);
  EXPECT_EQ(got.sheets[0].name, "Pasar & Kios");
  EXPECT_FALSE(got.sheets[0].hidden);
  EXPECT_TRUE(got.sheets[0].epoch_1904);
  EXPECT_EQ(got.sheets[1].name, "Lama");
  EXPECT_TRUE(got.sheets[1].hidden);
  EXPECT_EQ(got.rows, (Rows{{"1", "n:2"}, {"1", "n:1"}}));
}

TEST(Xlsx, AnUnreadSheetIsPassedOver) {
  auto parts = made::xlsx_parts("<row><c><v>1</v></c></row>");
  const std::string bytes = made::zip(parts);
  const auto source = open_table_in_memory(bytes);
  ASSERT_TRUE(source);
  intake::RawRow row;
  const auto before = (*source)->next_row(row);
  EXPECT_TRUE(before && !*before);
  EXPECT_TRUE(*(*source)->next_sheet());
  EXPECT_FALSE(*(*source)->next_sheet());
  const auto after = (*source)->next_row(row);
  EXPECT_TRUE(after && !*after);
}

TEST(Xlsx, DateFormats) {
  for (const char* code :
       {"dd/mm/yyyy", "[$-421]d mmmm yyyy;@", "yyyy\\-mm\\-dd", "[h]:mm", "mm:ss.0", "h:mm AM/PM",
        "[Red]d/m/yy", "dd\" bulan \"mm", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "DD/MM/YYYY",
        "mmm-yy", "_-d/m/yy_-"}) {
    EXPECT_TRUE(is_date_format(code)) << code;
  }
  for (const char* code : {"General",
                           "0",
                           "0.00E+00",
                           "#,##0",
                           "[Red]0.0",
                           "\"day\" 0",
                           "@",
                           "\\d0",
                           "0\" hari\"",
                           "\"Rp\"#,##0;[Red]-\"Rp\"#,##0",
                           "_(* #,##0_);_(* \\(#,##0\\)",
                           "",
                           "[$Rp-421]#,##0.00",
                           "0;dd/mm/yyyy",
                           "\"",
                           "[",
                           "\\",
                           "# ?/?",
                           "0000000000000000",
                           "GENERAL"}) {
    EXPECT_FALSE(is_date_format(code)) << code;
  }
}

TEST(Xlsx, DamageIsToldAndNotPassedOver) {
  const std::string row = "<row><c t=\"s\"><v>0</v></c></row>";
  const auto without = [&](const char* part) {
    auto parts = made::xlsx_parts(row);
    parts.erase(part);
    return made::zip(parts);
  };
  const auto with = [&](const char* part, const char* data) {
    auto parts = made::xlsx_parts(row);
    parts[part] = data;
    return made::zip(parts);
  };
  const struct {
    const char* why;
    std::string bytes;
    Errc code;
  } cases[] = {
      {"no sheet part", without("xl/worksheets/sheet1.xml"), Errc::unreadable},
      {"no workbook", without("xl/workbook.xml"), Errc::unsupported},
      {"no shared texts", without("xl/sharedStrings.xml"), Errc::unreadable},
      {"a shared text beyond the last", made::xlsx("<row><c t=\"s\"><v>3</v></c></row>"),
       Errc::unreadable},
      {"broken XML", with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
       Errc::unreadable},
      {"a sheet without bytes", with("xl/worksheets/sheet1.xml", ""), Errc::unreadable},
      {"a zip of something else",
       made::zip(std::map<std::string, std::string>{{"daftar.csv", "nik,nama\n"}}),
       Errc::unsupported},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = made::read(c.bytes);
    ASSERT_TRUE(got.error);
    EXPECT_EQ(got.error->code, c.code) << got.error->detail;
    EXPECT_FALSE(got.error->detail.empty());
  }
}

TEST(Xlsx, TwoRowsOfOneNumberAreRefused) {
  const auto twice =
      made::read(made::xlsx(R"(<row r="2"><c><v>1</v></c></row><row r="3"/><row r="3"/>)"
                            R"(<row r="2"><c><v>2</v></c></row>)"));
  ASSERT_TRUE(twice.error.has_value());
  EXPECT_EQ(twice.error->code, Errc::unreadable);
  const auto apart =
      made::read(made::xlsx(R"(<row r="5"><c><v>5</v></c></row><row r="2"><c><v>2</v></c></row>)"
                            R"(<row r="9"/><row r="9"/>)"));
  EXPECT_FALSE(apart.error.has_value());
  EXPECT_EQ(apart.rows, (std::vector<std::vector<std::string>>{{"5", "n:5"}, {"2", "n:2"}}));
}

TEST(Xlsx, OtherOfficeFilesAreNamed) {
  const struct {
    const char* part;
    const char* named;
  } cases[] = {
      {"word/document.xml", "Word"},
      {"ppt/presentation.xml", "presentation"},
      {"xl/workbook.bin", "xlsb"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.part);
    const auto got = made::read(made::zip(std::map<std::string, std::string>{
        {"_rels/.rels",
         std::string("<Relationships><Relationship Id=\"a\" Type=\"http://schemas."
                     "openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                     "Target=\"") +
             c.part + "\"/></Relationships>"},
        {c.part, "<document/>"}}));
    ASSERT_TRUE(got.error);
    EXPECT_EQ(got.error->code, Errc::unsupported);
    EXPECT_NE(got.error->detail.find(c.named), std::string::npos) << got.error->detail;
  }
}

}  // namespace
}  // namespace payung::sheets
