// Goal: spreadsheets of LibreOffice are read as the cells they hold, repeats included.
// Method: content written by hand, one feature of OpenDocument 1.3 each, against the cells.
#include <gtest/gtest.h>

#include "adapters/sheets/zip_testing.hpp"

namespace payung::sheets {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string table(const std::string& rows) {
  return "<table:table table:name=\"Data\">" + rows + "</table:table>";
}
std::string row(const std::string& cells, int times = 1) {
  return "<table:table-row table:number-rows-repeated=\"" + std::to_string(times) + "\">" + cells +
         "</table:table-row>";
}
std::string text(const std::string& words, const std::string& attributes = "") {
  return "<table:table-cell office:value-type=\"string\" " + attributes + "><text:p>" + words +
         "</text:p></table:table-cell>";
}

TEST(Ods, Cells) {
  const struct {
    const char* why;
    std::string rows;
    Rows wanted;
  } cases[] = {
      {"text", row(text("Siti")), {{"1", "t:Siti"}}},
      {"spaces and spans",
       row(text("Jl.<text:s text:c=\"2\"/><text:span>Melati</text:span>")),
       {{"1", "t:Jl.  Melati"}}},
      {"a number keeps its digits",
       row("<table:table-cell office:value-type=\"float\" office:value=\"3372032909728180\">"
           "<text:p>3,37E+15</text:p></table:table-cell>"),
       {{"1", "n:3372032909728180"}}},
      {"money",
       row("<table:table-cell office:value-type=\"currency\" office:value=\"16800\"/>"),
       {{"1", "n:16800"}}},
      {"a day",
       row("<table:table-cell office:value-type=\"date\" office:date-value=\"1975-08-17\">"
           "<text:p>17/08/75</text:p></table:table-cell>"),
       {{"1", "d:1975-08-17"}}},
      {"a day with its hour",
       row("<table:table-cell office:value-type=\"date\" "
           "office:date-value=\"1975-08-17T10:00:00\"/>"),
       {{"1", "d:1975-08-17"}}},
      {"truth",
       row("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"),
       {{"1", "b:TRUE"}}},
      {"cells repeated",
       row(text("x", "table:number-columns-repeated=\"3\"") + text("y")),
       {{"1", "t:x", "t:x", "t:x", "t:y"}}},
      {"empty cells repeated",
       row("<table:table-cell table:number-columns-repeated=\"2\"/>" + text("x")),
       {{"1", "", "", "t:x"}}},
      {"covered cells hold their place",
       row(text("x") + "<table:covered-table-cell table:number-columns-repeated=\"2\"/>" +
           text("y")),
       {{"1", "t:x", "", "", "t:y"}}},
      {"rows repeated",
       row(text("x"), 3) + row(text("y")),
       {{"1", "t:x"}, {"2", "t:x"}, {"3", "t:x"}, {"4", "t:y"}}},
      {"the million empty rows at the foot",
       row(text("x")) + row("<table:table-cell table:number-columns-repeated=\"16384\"/>", 1048575),
       {{"1", "t:x"}}},
      {"a gap of rows", row("<table:table-cell/>", 7) + row(text("x")), {{"8", "t:x"}}},
      {"a note is not the cell",
       row("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>periksa"
           "</text:p></office:annotation><text:p>Siti</text:p></table:table-cell>"),
       {{"1", "t:Siti"}}},
      {"a drawing is not the cell",
       row("<table:table-cell office:value-type=\"string\"><draw:frame><draw:text-box><text:p>cap"
           "</text:p></draw:text-box></draw:frame><text:p>Siti</text:p></table:table-cell>"),
       {{"1", "t:Siti"}}},
      {"what LibreOffice writes twice",
       row("<table:table-cell calcext:value-type=\"float\" office:value-type=\"float\" "
           "office:value=\"1\"/>"),
       {{"1", "n:1"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = made::read(made::ods(table(c.rows)));
    EXPECT_FALSE(got.error) << got.error->detail;
    EXPECT_EQ(got.rows, c.wanted);
  }
}

TEST(Ods, ParagraphsStayApart) {
  const auto got = made::read(made::ods(table(row(text("Jl. A</text:p><text:p>Kudus")))));
  ASSERT_EQ(got.rows.size(), 1U);
  const std::string& cell = got.rows[0][1];
  EXPECT_TRUE(cell == "t:Jl. A\nKudus" || cell == "t:Jl. A Kudus") << cell;
}

TEST(Ods, SheetsAndHiddenOnes) {
  const auto got = made::read(made::ods(
      "<table:table table:name=\"A\" table:style-name=\"ta1\"/><table:table table:name=\"B\" "
      "table:style-name=\"ta2\">" +
          row(text("x")) + "</table:table>",
      "<style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/>"
      "</style:style><style:style style:name=\"ta2\"><style:table-properties "
      "table:display=\"false\"/></style:style>"));
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.sheets.size(), 2U);
  EXPECT_EQ(got.sheets[0].name, "A");
  EXPECT_FALSE(got.sheets[0].hidden);
  EXPECT_EQ(got.sheets[1].name, "B");
  EXPECT_TRUE(got.sheets[1].hidden);
  EXPECT_EQ(got.rows, (Rows{{"1", "t:x"}}));
}

TEST(Ods, HostileRepeatsAndLocksAreRefused) {
  const std::string wide = text("x", "table:number-columns-repeated=\"10000000\"");
  const std::string full = text(std::string(2000, 'x'), "table:number-columns-repeated=\"16384\"");
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += row(text("x", "table:number-columns-repeated=\"16384\""), 10'000);
  }
  const auto locked = made::zip(std::map<std::string, std::string>{
      {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
      {"content.xml", "\x12\x34"},
      {"META-INF/manifest.xml",
       "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry>"
       "</m:manifest>"}});
  const auto writer = made::zip(std::map<std::string, std::string>{
      {"mimetype", "application/vnd.oasis.opendocument.text"},
      {"content.xml",
       "<o:document-content xmlns:o=\"o\"><o:body><o:text/></o:body></o:document-content>"}});
  const struct {
    const char* why;
    std::string bytes;
    Errc code;
  } cases[] = {
      {"ten million columns", made::ods(table(row(wide))), Errc::unsafe},
      {"a row of 32 MB from a tag", made::ods(table(row(full))), Errc::unsafe},
      {"a row of text repeated a million times", made::ods(table(row(text("x"), 1'048'577))),
       Errc::unsafe},
      {"16 billion cells", made::ods(table(many)), Errc::unsafe},
      {"a password", locked, Errc::unreadable},
      {"a text document", writer, Errc::unsupported},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    // Counts the rows only: what comes before the refusal may be large.
    Errc code = Errc::nothing_done;
    const auto source = open_table_in_memory(c.bytes);
    if (!source) code = source.error().code;
    intake::RawRow row_read;
    while (source && code == Errc::nothing_done) {
      const auto sheet = (*source)->next_sheet();
      if (!sheet) code = sheet.error().code;
      if (!sheet || !*sheet) break;
      auto more = (*source)->next_row(row_read);
      while (more && *more) more = (*source)->next_row(row_read);
      if (!more) code = more.error().code;
    }
    EXPECT_EQ(code, c.code);
  }
}

TEST(Ods, ATypedCellWithoutItsValueGivesTheTextThatIsShown) {
  const auto cell = [](const std::string& type, const std::string& inside) {
    return "<table:table-cell office:value-type=\"" + type + "\">" + inside + "</table:table-cell>";
  };
  const auto all = made::read(made::ods(
      "<table:table table:name=\"x\"><table:table-row>" +
      cell("date", "<text:p>17/08/1975</text:p>") + cell("boolean", "<text:p>ya</text:p>") +
      cell("float", "<text:p>12</text:p>") + cell("date", "") +
      cell("string", "<text:p>z</text:p>") + "</table:table-row></table:table>"));
  ASSERT_FALSE(all.error);
  EXPECT_EQ(
      all.rows,
      (std::vector<std::vector<std::string>>{{"1", "t:17/08/1975", "t:ya", "t:12", "", "t:z"}}));
}

}  // namespace
}  // namespace payung::sheets
