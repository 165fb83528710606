// Goal: a rules file with a mistake is refused with its line; it never loads as something else.
// Method: one good file and, per row, one change to it with the line and a word of the complaint.
#include <gtest/gtest.h>

#include "rules/rule_book.hpp"

namespace payung::rules {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

Result<RuleBook> load(std::string text) {
  const std::vector<RuleFile> files{{"t.toml", std::move(text)}};
  return RuleBook::load(files);
}

/// The text with its first `from` replaced by `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Change {
  const char* why;
  const char* from;
  const char* to;
  int line;
  const char* complaint;
};

void expect_refused(const std::string& good, const Change& c) {
  SCOPED_TRACE(c.why);
  const auto loaded = load(changed(good, c.from, c.to));
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, Errc::bad_rule);
  EXPECT_EQ(loaded.error().where, "t.toml:" + std::to_string(c.line));
  EXPECT_NE(loaded.error().detail.find(c.complaint), std::string::npos) << loaded.error().detail;
}

constexpr const char* kTwoRows = R"([[JKM.contribution]]
value = 6_000
unit = "rupiah"
from = 2015-07-01
until = 2020-01-01
regulation = "PP 44/2015"
article = "annex II"
checked = "press"
seen = "A"
review = 2027-01-01
note = "a doubt"

[[JKM.contribution]]
value = 6_800
unit = "rupiah"
from = 2020-01-01
regulation = "PP 45/2015"
article = "art 9"
checked = "law"
seen = "B"
review = 2027-07-01
)";

TEST(LoadValues, KeepsEveryRowWithItsTimeAndSource) {
  const auto book = load(kTwoRows);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  EXPECT_EQ(book->find("JKM.contribution", day("2015-07-01"))->number, 6'000);
  EXPECT_EQ(book->find("JKM.contribution", day("2019-12-31"))->rupiah(), Rupiah(6'000));
  EXPECT_EQ(book->find("JKM.contribution", day("2020-01-01"))->rupiah(), Rupiah(6'800));
  EXPECT_EQ(book->find("JKM.contribution", day("2199-12-31"))->number, 6'800);

  const auto history = book->history("JKM.contribution");
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ(history->at(0).until, day("2020-01-01"));
  EXPECT_EQ(history->at(0).row, "t.toml:1");
  EXPECT_EQ(history->at(0).source.note, "a doubt");
  EXPECT_EQ(history->at(1).row, "t.toml:13");
  EXPECT_EQ(history->at(1).until, std::nullopt);
  EXPECT_EQ(history->at(1).source.citation(), "PP 45/2015, art 9");
  EXPECT_EQ(history->at(1).source.checked, Checked::law);
  EXPECT_EQ(history->at(1).source.seen, "B");
  EXPECT_EQ(history->at(1).source.review, day("2027-07-01"));
  EXPECT_EQ(book->keys(), std::vector<std::string>{"JKM.contribution"});
}

TEST(LoadValues, NothingInForceIsAnErrorThatNamesKeyAndDay) {
  const auto book = load(kTwoRows);
  const Error before = book->find("JKM.contribution", day("2015-06-30")).error();
  EXPECT_EQ(before,
            (Error{Errc::no_parameter, "JKM.contribution", "nothing is in force on 2015-06-30"}));
  const Error unknown = book->find("JKM.contributon", day("2025-01-15")).error();
  EXPECT_EQ(unknown.code, Errc::no_parameter);
  EXPECT_EQ(unknown.where, "JKM.contributon");
  EXPECT_NE(unknown.detail.find("2025-01-15"), std::string::npos);
  EXPECT_EQ(book->history("nothing").error().code, Errc::no_parameter);
}

TEST(LoadValues, RefusesMistakes) {
  const Change cases[] = {
      {"no TOML", "value = 6_000", "value = ", 2, ""},
      {"a key twice in a row", "article = ", "value = 1\narticle = ", 7, ""},
      {"value missing", "value = 6_000\n", "", 1, "\"value\" is missing"},
      {"value in quotes", "6_000", "\"6000\"", 2, "whole number"},
      {"a decimal", "6_000", "6_000.0", 2, "a decimal number"},
      {"a decimal with exponent", "6_000", "6e3", 2, "a decimal number"},
      {"not a number", "6_000", "nan", 2, "a decimal number"},
      {"true", "6_000", "true", 2, "true or false"},
      {"a list", "6_000", "[6_000]", 2, "a list"},
      {"negative", "6_000", "-1", 2, "outside 0 to"},
      {"far too much", "6_000", "9_000_000_000_000", 2, "outside 0 to"},
      {"beyond 64 bits", "6_000", "99999999999999999999", 2, ""},
      {"unit missing", "unit = \"rupiah\"\n", "", 1, "\"unit\" is missing"},
      {"unknown unit", "rupiah", "dollars", 3, "unknown unit"},
      {"rate above all", "value = 6_000\nunit = \"rupiah\"",
       "value = 10_001\nunit = \"basis_points\"", 2, "outside 0 to 10000"},
      {"day 0 of a month", "value = 6_000\nunit = \"rupiah\"", "value = 0\nunit = \"day_of_month\"",
       2, "day 1"},
      {"day 32 of a month", "value = 6_000\nunit = \"rupiah\"",
       "value = 32\nunit = \"day_of_month\"", 2, "outside 0 to 31"},
      {"months beyond the calendar", "value = 6_000\nunit = \"rupiah\"",
       "value = 6_000\nunit = \"months\"", 2, "outside 0 to 1200"},
      {"from missing", "from = 2015-07-01\n", "", 1, "\"from\" is missing"},
      {"a date in quotes", "2015-07-01", "\"2015-07-01\"", 4, "without quotes"},
      {"a day that is not", "2015-07-01", "2015-31-03", 4, ""},
      {"a day with a time", "2015-07-01", "2015-07-01T00:00:00", 4, "a day with a time"},
      {"a day out of the calendar", "2015-07-01", "1245-07-01", 4, "between 1850 and 2199"},
      {"until is its from", "until = 2020-01-01", "until = 2015-07-01", 5, "ends before"},
      {"until before from", "until = 2020-01-01", "until = 2014-07-01", 5, "ends before"},
      {"overlap", "until = 2020-01-01", "until = 2020-01-02", 16, "overlap"},
      {"overlap with an open row", "until = 2020-01-01\n", "", 15, "overlap"},
      {"gap", "until = 2020-01-01", "until = 2019-12-31", 16, "gap"},
      {"out of order", "from = 2020-01-01", "from = 2015-06-01", 16, "out of order"},
      {"the same day twice", "from = 2020-01-01", "from = 2015-07-01", 16, "out of order"},
      {"a gap told where none is", "from = 2020-01-01", "gap_before = \"x\"\nfrom = 2020-01-01", 16,
       "no gap"},
      {"a gap told before the first", "note = \"a doubt\"", "gap_before = \"x\"", 11, "first"},
      {"regulation missing", "regulation = \"PP 44/2015\"\n", "", 1, "\"regulation\" is missing"},
      {"regulation empty", "\"PP 44/2015\"", "\"\"", 6, "is empty"},
      {"regulation blank", "\"PP 44/2015\"", "\" \\t \"", 6, "is empty"},
      {"article missing", "article = \"annex II\"\n", "", 1, "\"article\" is missing"},
      {"article of two lines", "\"annex II\"", "\"annex\\nII\"", 7, "one line"},
      {"checked missing", "checked = \"press\"\n", "", 1, "\"checked\" is missing"},
      {"checked unknown", "\"press\"", "\"sure\"", 8, "one of law"},
      {"seen missing", "seen = \"A\"\n", "", 1, "\"seen\" is missing"},
      {"not seen, yet checked", "seen = \"A\"", "seen = \"NOT-SEEN\"", 9, "unverified"},
      {"review missing", "review = 2027-01-01\n", "", 1, "\"review\" is missing"},
      {"note empty", "\"a doubt\"", "\"\"", 11, "is empty"},
      {"a misspelt field", "until = ", "untill = ", 5, "no field \"untill\""},
      {"another unit than before", "unit = \"rupiah\"\nfrom = 2020",
       "unit = \"months\"\nfrom = 2020", 14, "outside"},
      {"one bracket", "[[JKM.contribution]]", "[JKM.contribution]", 13, ""},
      {"a value outside of a row", "[[JKM.contribution]]", "x = 1\n[[JKM.contribution]]", 1,
       "outside of a [[row]]"},
      {"a table in a row", "note = \"a doubt\"", "note.a = \"b\"", 11, "a table"},
      {"an inline row", "[[JKM.contribution]]", "X = {}\n[[JKM.contribution]]", 1, "[["},
      {"a key in quotes", "[[JKM.contribution]]", "[[\"JKM contribution\"]]", 1, "a key is"},
      {"an empty key", "[[JKM.contribution]]", "[[\"\"]]", 1, "a key is"},
      {"a key of brackets", "[[JKM.contribution]]", "[[[JKM]]]", 1, ""},
      {"no key", "[[JKM.contribution]]", "[[]]", 1, ""},
      {"a key of dots", "[[JKM.contribution]]", "[[..]]", 1, ""},
      {"half a header", "[[JKM.contribution]]", "[[JKM", 1, ""},
      {"something behind the key", "[[JKM.contribution]]", "[[JKM]] x", 1, ""},
  };
  ASSERT_TRUE(load(kTwoRows).ok());
  for (const Change& c : cases) expect_refused(kTwoRows, c);
}

TEST(LoadValues, AUnitDoesNotChange) {
  std::string text =
      changed(kTwoRows, "value = 6_800\nunit = \"rupiah\"", "value = 68\nunit = \"basis_points\"");
  const auto loaded = load(text);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().where, "t.toml:15");
}

TEST(LoadValues, AGapMayBeMeant) {
  std::string text = changed(kTwoRows, "until = 2020-01-01", "until = 2019-01-01");
  text = changed(text, "value = 6_800", "gap_before = \"no dues in 2019\"\nvalue = 6_800");
  const auto book = load(text);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  EXPECT_EQ(book->find("JKM.contribution", day("2018-12-31"))->number, 6'000);
  EXPECT_EQ(book->find("JKM.contribution", day("2019-06-01")).error().code, Errc::no_parameter);
  EXPECT_EQ(book->find("JKM.contribution", day("2020-01-01"))->number, 6'800);
}

TEST(LoadValues, AKeyStandsInOneFile) {
  const std::vector<RuleFile> two{{"a.toml", kTwoRows}, {"b.toml", kTwoRows}};
  EXPECT_EQ(RuleBook::load(two).error().where, "b.toml:1");
  const std::vector<RuleFile> same{{"a.toml", kTwoRows}, {"a.toml", kTwoRows}};
  EXPECT_EQ(RuleBook::load(same).error().code, Errc::bad_rule);
  const std::vector<RuleFile> none;
  EXPECT_TRUE(RuleBook::load(none)->keys().empty());
}

TEST(LoadValues, WordsAreOfTheirKeysVocabulary) {
  const std::string row =
      changed(kTwoRows, "value = 6_000\nunit = \"rupiah\"", "value = \"fresh\"\nunit = \"word\"")
          .substr(0, std::string(kTwoRows).find("[[", 2));
  const std::string reentry = changed(row, "JKM.contribution", "coverage.reentry");
  EXPECT_EQ(load(reentry)->find("coverage.reentry", day("2016-01-01"))->word, "fresh");
  EXPECT_EQ(load(changed(reentry, "fresh", "resume"))->history("coverage.reentry")->size(), 1U);
  for (const char* bad : {"frsh", "fres", "Fresh", "fresh resume", "", " "}) {
    SCOPED_TRACE(bad);
    const auto loaded = load(changed(reentry, "\"fresh\"", "\"" + std::string(bad) + "\""));
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().where, "t.toml:2");
  }
  EXPECT_TRUE(load(changed(row, "fresh", "any_word")).ok());
  EXPECT_FALSE(load(changed(row, "fresh", "not a word")).ok());
  EXPECT_FALSE(load(changed(row, "\"fresh\"", "5")).ok());
}

constexpr const char* kTable = R"([[BPU.income_table]]
from = 2015-07-01
regulation = "PP 44/2015"
article = "annex II"
checked = "unverified"
seen = "NOT-SEEN"
review = 2027-01-01
lines = [
  { income_max = 1_099_999, basis = 1_000_000, checked = "press", seen = "A" },
  { income_max = 1_299_999, basis = 1_200_000 },
  { basis = 1_400_000 },
]
)";

TEST(LoadIncomeTable, LinesHaveTheTablesSourceUnlessTheySayOtherwise) {
  const auto book = load(kTable);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  ASSERT_EQ(book->brackets().size(), 3U);
  EXPECT_EQ(book->brackets()[0].source.checked, Checked::press);
  EXPECT_EQ(book->brackets()[0].source.seen, "A");
  EXPECT_EQ(book->brackets()[1].source.checked, Checked::unverified);
  EXPECT_EQ(book->brackets()[1].source.citation(), "PP 44/2015, annex II");
  EXPECT_EQ(book->brackets()[1].row, "t.toml:10");
  EXPECT_EQ(book->bracket(day("2020-01-01"), Rupiah(1'099'999))->basis, Rupiah(1'000'000));
  EXPECT_EQ(book->bracket(day("2020-01-01"), Rupiah(1'100'000))->basis, Rupiah(1'200'000));
  EXPECT_EQ(book->bracket(day("2020-01-01"), Rupiah(1'300'000))->basis, Rupiah(1'400'000));
  EXPECT_EQ(book->bracket(day("2015-06-30"), Rupiah(0)).error().code, Errc::no_parameter);
}

TEST(LoadIncomeTable, ANewTableTakesOverOnItsDay) {
  std::string old_table = changed(kTable, "2015-07-01\n", "2015-07-01\nuntil = 2026-01-01\n");
  std::string new_table = changed(kTable, "2015-07-01", "2026-01-01");
  new_table = changed(new_table, "basis = 1_000_000", "basis = 1_100_000");
  const auto book = load(old_table + new_table);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  EXPECT_EQ(book->bracket(day("2025-12-31"), Rupiah(0))->basis, Rupiah(1'000'000));
  EXPECT_EQ(book->bracket(day("2026-01-01"), Rupiah(0))->basis, Rupiah(1'100'000));
  const auto gap = load(changed(old_table, "until = 2026-01-01", "until = 2025-01-01") + new_table);
  ASSERT_FALSE(gap.ok());
  EXPECT_NE(gap.error().detail.find("gap"), std::string::npos);
  EXPECT_FALSE(load(std::string(kTable) + new_table).ok());  // both would be in force
}

TEST(LoadIncomeTable, RefusesMistakes) {
  const Change cases[] = {
      {"incomes do not rise", "1_299_999", "1_099_999", 10, "do not rise"},
      {"the basis does not rise", "1_200_000", "1_000_000", 10, "does not rise"},
      {"the last line is closed", "{ basis", "{ income_max = 9_999_999, basis", 11, "open"},
      {"an inner line is open", "income_max = 1_299_999, ", "", 10, "only the last line is open"},
      {"no basis", "basis = 1_200_000", "seen = \"A\"", 10, "\"basis\" is missing"},
      {"a basis of nothing", "1_000_000", "0", 9, "outside 1 to"},
      {"a decimal basis", "1_000_000", "1e6", 9, "decimal"},
      {"an income in quotes", "1_099_999", "\"1099999\"", 9, "whole number"},
      {"a misspelt field", "basis = 1_400_000", "base = 1_400_000", 11, "no field \"base\""},
      {"a time of its own", "basis = 1_400_000", "from = 2020-01-01, basis = 1_400_000", 11,
       "no field \"from\""},
      {"no source", "regulation = \"PP 44/2015\"\n", "", 8, "\"regulation\" is missing"},
      {"seen nothing, yet press", ", seen = \"A\"", "", 6, "unverified"},
      {"no lines", "lines", "rows", 8, "no field \"rows\""},
  };
  ASSERT_TRUE(load(kTable).ok());
  for (const Change& c : cases) expect_refused(kTable, c);
  const std::string head = std::string(kTable).substr(0, std::string(kTable).find("lines"));
  EXPECT_FALSE(load(head).ok());
  EXPECT_FALSE(load(head + "lines = []\n").ok());
  EXPECT_FALSE(load(head + "lines = [1, 2]\n").ok());
}

constexpr const char* kReliefs = R"([[relief]]
key = "first"
programmes = ["JKK", "JKM"]
due = 5_000
unit = "basis_points"
sectors = ["transport"]
payers_excluded = ["apbn"]
payers_in_doubt = ["village"]
from = 2026-01-01
until = 2027-04-01
regulation = "PP 50/2025"
article = "art 4"
checked = "press"
seen = "A"
review = 2027-01-01

[[relief]]
key = "second"
programmes = ["JKK"]
due = 100
unit = "basis_points"
sectors_excluded = ["transport"]
from = 2026-04-01
until = 2027-01-01
regulation = "PP 50/2025"
article = "art 4"
checked = "press"
seen = "A"
review = 2027-01-01
)";

TEST(LoadReliefs, ReadWhatTheySay) {
  const auto book = load(kReliefs);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  ASSERT_EQ(book->reliefs().size(), 2U);
  const Relief& first = book->reliefs()[0];
  EXPECT_EQ(first.key, "first");
  EXPECT_EQ(first.programmes.text(), "JKK+JKM");
  EXPECT_EQ(first.due_basis_points, 5'000);
  EXPECT_EQ(first.months.text(), "2026-01/2027-04");
  EXPECT_EQ(first.row, "t.toml:1");
  EXPECT_TRUE(first.in_doubt(PayerKind::village));
  EXPECT_FALSE(first.in_doubt(PayerKind::self));
  const Month may = *Month::parse("2026-05");
  EXPECT_TRUE(first.fits(may, Sector::transport, PayerKind::village));
  EXPECT_FALSE(first.fits(may, Sector::transport, PayerKind::apbn));
  EXPECT_FALSE(first.fits(may, Sector::trade, PayerKind::self));
  const Relief& second = book->reliefs()[1];
  EXPECT_TRUE(second.fits(may, Sector::trade, PayerKind::apbn));
  EXPECT_FALSE(second.fits(may, Sector::transport, PayerKind::self));
}

TEST(LoadReliefs, RefusesMistakes) {
  const Change cases[] = {
      {"no key", "key = \"first\"\n", "", 1, "\"key\" is missing"},
      {"a key twice", "\"second\"", "\"first\"", 18, "t.toml:1"},
      {"no programmes", "[\"JKK\", \"JKM\"]", "[]", 3, "names its programmes"},
      {"unknown programme", "\"JKM\"", "\"JKX\"", 3, "one of JKK"},
      {"a programme twice", "\"JKM\"", "\"JKK\"", 3, "twice"},
      {"programmes as text", "[\"JKK\", \"JKM\"]", "\"JKK\"", 3, "a list of words"},
      {"no relief at all", "due = 5_000", "due = 10_000", 4, "outside 0 to 9999"},
      {"a decimal", "5_000", "0.5", 4, "decimal"},
      {"another unit", "basis_points", "rupiah", 5, "basis_points"},
      {"unknown sector", "\"transport\"", "\"ojek\"", 6, "one of agriculture"},
      {"both lists of sectors", "payers_excluded = [\"apbn\"]", "sectors_excluded = [\"trade\"]", 7,
       "either"},
      {"unknown payer", "\"apbn\"", "\"apbd\"", 7, "one of self"},
      {"excluded and in doubt", "[\"village\"]", "[\"apbn\"]", 8, "either excluded or in doubt"},
      {"not the first of a month", "2026-01-01", "2026-01-02", 9, "first day of a month"},
      {"not the first of a month", "2027-04-01", "2027-03-31", 10, "first day of a month"},
      {"no end", "until = 2027-04-01\n", "", 1, "a relief ends"},
      {"it ends before it begins", "until = 2027-04-01", "until = 2025-04-01", 10, "ends before"},
      {"no source", "seen = \"A\"\n", "", 1, "\"seen\" is missing"},
      {"a misspelt field", "payers_in_doubt", "payer_in_doubt", 8, "no field"},
      {"two for the same dues", "sectors_excluded = [\"transport\"]", "sectors = [\"transport\"]",
       17, "overlap"},
      {"two for everybody", "sectors_excluded = [\"transport\"]\n", "", 17, "overlap"},
  };
  for (const Change& c : cases) expect_refused(kReliefs, c);
}

TEST(LoadReliefs, MayStandSideBySide) {
  const std::string both = changed(kReliefs, "sectors_excluded = [\"transport\"]\n", "");
  EXPECT_FALSE(load(both).ok());
  EXPECT_TRUE(load(changed(both, "[\"JKK\"]", "[\"JHT\"]")).ok());         // other programme
  EXPECT_TRUE(load(changed(both, "from = 2026-04-01\nuntil = 2027-01-01",  // other months
                           "from = 2027-04-01\nuntil = 2028-01-01"))
                  .ok());
}

TEST(Findings, ListTheWeakAndTheStale) {
  const auto book = load(std::string(kTwoRows) + kTable + kReliefs);
  ASSERT_TRUE(book.ok()) << book.error().detail;
  const auto said = [&](const char* on) {
    std::string text;
    for (const Finding& f : book->findings(day(on))) {
      text += f.row + " " + f.key + " " + std::string(to_text(f.concern)) + "\n";
    }
    return text;
  };
  const std::string weak =
      "t.toml:1 JKM.contribution press_only\n"
      "t.toml:30 BPU.income_table press_only\n"
      "t.toml:31 BPU.income_table unverified\n"
      "t.toml:32 BPU.income_table unverified\n"
      "t.toml:34 first press_only\n"
      "t.toml:50 second press_only\n";
  EXPECT_EQ(said("2026-12-31"), weak);
  const std::string stale = said("2027-01-01");
  EXPECT_NE(stale.find("t.toml:1 JKM.contribution review_due\n"), std::string::npos);
  EXPECT_EQ(stale.find("t.toml:13 "), std::string::npos);
  EXPECT_NE(said("2027-07-01").find("t.toml:13 JKM.contribution review_due\n"), std::string::npos);
}

}  // namespace
}  // namespace payung::rules
