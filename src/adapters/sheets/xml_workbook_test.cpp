// Goal: the XML Spreadsheets that old Excel and offices' systems save (.xml, .xls) are read as a
// spreadsheet shows them, and a hostile one costs little and opens nothing.
// Method: files written by hand after the published schema, through the one way in.
#include "adapters/sheets/xml_workbook.hpp"

#include <gtest/gtest.h>

namespace payung::sheets {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
    "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" "
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">";

std::string sheet(const std::string& rows, const std::string& behind = "") {
  return "<Worksheet ss:Name=\"Data\"><Table>" + rows + "</Table>" + behind + "</Worksheet>";
}
std::string book(const std::string& inside) { return std::string(kHead) + inside + "</Workbook>"; }
std::string cell(const std::string& type, const std::string& text, const std::string& more = "") {
  return "<Cell" + more + "><Data ss:Type=\"" + type + "\">" + text + "</Data></Cell>";
}

struct Got {
  std::vector<intake::SheetInfo> sheets;
  std::vector<intake::RawRow> rows;
  std::optional<Error> error;
};

Got read(std::string_view bytes, const Limits& limits = {}) {
  Got got;
  auto source = open_table_in_memory(bytes, limits);
  if (!source) {
    got.error = source.error();
    return got;
  }
  while (true) {
    auto info = (*source)->next_sheet();
    if (!info) got.error = info.error();
    if (!info || !*info) return got;
    got.sheets.push_back(**info);
    intake::RawRow row;
    while (true) {
      const auto more = (*source)->next_row(row);
      if (!more) got.error = more.error();
      if (!more || !*more) break;
      got.rows.push_back(row);
    }
    if (got.error) return got;
  }
}

TEST(XmlWorkbook, CellsOfEveryKindAndWhereTheyStand) {
  const Got got = read(book(sheet(
      "<Row>" + cell("String", "DATA PETANI", " ss:MergeAcross=\"2\"") + cell("String", "D1") +
      "</Row><Row ss:Index=\"4\" ss:Hidden=\"1\">" + cell("String", "3319011203800001") +
      cell("String", "Siti &amp; <B xmlns=\"http://www.w3.org/TR/REC-html40\">Aminah</B>",
           " ss:Index=\"3\"") +
      cell("DateTime", "1980-03-12T00:00:00.000") + cell("Number", "3319011203800001") +
      cell("Boolean", "1") + cell("Error", "#REF!") + "<Cell ss:Formula=\"=RC[-1]\"/>" +
      "<Cell ss:Formula=\"=1+1\"><Data "
      "ss:Type=\"Number\">2</Data></Cell>" +
      "<Cell><Data ss:Type=\"String\">Jati</Data><Comment><ss:Data>periksa</ss:Data></Comment>"
      "</Cell></Row><Row/><Row>" +
      cell("String", "x") + "</Row>")));
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.sheets.size(), 1U);
  EXPECT_EQ(got.sheets[0].name, "Data");
  EXPECT_FALSE(got.sheets[0].hidden);
  ASSERT_EQ(got.rows.size(), 3U);
  EXPECT_EQ(got.rows[0].number, 1U);
  EXPECT_EQ(got.rows[0].cells.size(), 4U);
  EXPECT_EQ(got.rows[0].cells[3].text, "D1");
  const auto& cells = got.rows[1].cells;
  EXPECT_EQ(got.rows[1].number, 4U);
  ASSERT_EQ(cells.size(), 10U);
  EXPECT_EQ(cells[0].kind, intake::CellKind::text);
  EXPECT_EQ(cells[1].kind, intake::CellKind::empty);
  EXPECT_EQ(cells[2].text, "Siti & Aminah");
  EXPECT_EQ(cells[3].kind, intake::CellKind::date);
  EXPECT_EQ(cells[3].text, "1980-03-12");
  EXPECT_EQ(cells[4].kind, intake::CellKind::number);
  EXPECT_EQ(cells[4].text, "3319011203800001");
  EXPECT_EQ(cells[5].text, "TRUE");
  EXPECT_EQ(cells[6].kind, intake::CellKind::error);
  EXPECT_EQ(cells[7].kind, intake::CellKind::error);
  EXPECT_EQ(cells[8].text, "2");
  EXPECT_EQ(cells[9].text, "Jati");
  EXPECT_EQ(got.rows[2].number, 6U);
}

TEST(XmlWorkbook, HiddenSheetsAndTheOtherEpoch) {
  const std::string hide =
      "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden"
      "</Visible></WorksheetOptions>";
  const Got got = read(book("<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>" +
                            sheet("<Row>" + cell("Number", "1") + "</Row>", hide) + sheet("") +
                            sheet("", hide)));
  ASSERT_FALSE(got.error);
  ASSERT_EQ(got.sheets.size(), 3U);
  EXPECT_TRUE(got.sheets[0].hidden);
  EXPECT_FALSE(got.sheets[1].hidden);
  EXPECT_TRUE(got.sheets[2].hidden);
  EXPECT_TRUE(got.sheets[0].epoch_1904);
}

TEST(XmlWorkbook, OtherPrefixesAndEncodings) {
  const std::string prefixed =
      "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"
      "<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
      "<ss:Worksheet ss:Name=\"A\"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type=\"String\">"
      "Ren\xE9 \x96</ss:Data></ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>";
  const Got got = read(prefixed);
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.rows.size(), 1U);
  EXPECT_EQ(got.rows[0].cells[0].text, "Ren\xC3\xA9 \xE2\x80\x93");
  const Got plain = read(
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet "
      "Name=\"A\"><Table><Row><Cell><Data Type=\"String\">x</Data></Cell></Row></Table>"
      "</Worksheet></Workbook>");
  ASSERT_FALSE(plain.error) << plain.error->detail;
  EXPECT_EQ(plain.rows.size(), 1U);
}

TEST(XmlWorkbook, RefusedWithTheReason) {
  Limits small;
  small.rows_max = 10;
  small.columns_max = 20;
  small.cells_max = 30;
  const std::string far = "<Row>" + cell("String", "x", " ss:Index=\"20\"") + "</Row>";
  const struct {
    const char* why;
    std::string file;
    Errc code;
  } cases[] = {
      {"an entity, which could name a file or grow without end",
       "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
       "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">&a;</Workbook>",
       Errc::unsafe},
      {"cut off", std::string(kHead) + "<Worksheet ss:Name=\"A\"><Table><Row>", Errc::unreadable},
      {"no sheet", book(""), Errc::unsupported},
      {"a row far below", book(sheet("<Row ss:Index=\"11\"/>")), Errc::unsafe},
      {"a column far right",
       book(sheet("<Row>" + cell("String", "x", " ss:Index=\"21\"") + "</Row>")), Errc::unsafe},
      {"wide rows", book(sheet(far + far)), Errc::unsafe},
      {"a row twice", book(sheet("<Row ss:Index=\"2\"/><Row ss:Index=\"2\"/>")), Errc::unreadable},
      {"an unknown encoding",
       "<?xml version=\"1.0\" encoding=\"x-none\"?><Workbook "
       "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
       Errc::unreadable},
  };
  for (const auto& c : cases) {
    const Got got = read(c.file, small);
    ASSERT_TRUE(got.error) << c.why;
    EXPECT_EQ(got.error->code, c.code) << c.why;
    EXPECT_FALSE(got.error->detail.empty()) << c.why;
  }
}

TEST(XmlWorkbook, AFlatOpenDocumentIsReadToo) {
  const Got got = read(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body>"
      "<office:spreadsheet><table:table table:name=\"Data\"><table:table-row><table:table-cell "
      "office:value-type=\"string\"><text:p>Siti</text:p></table:table-cell></table:table-row>"
      "</table:table></office:spreadsheet></office:body></office:document>");
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.rows.size(), 1U);
  EXPECT_EQ(got.rows[0].cells[0].text, "Siti");
}

}  // namespace
}  // namespace payung::sheets
