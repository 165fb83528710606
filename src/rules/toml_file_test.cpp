// Goal: a rules file becomes rows with the line of every field, and hostile text a plain refusal.
// Method: small files read field by field; then what would exhaust a careless reader.
#include "rules/toml_file.hpp"

#include <gtest/gtest.h>

namespace payung::rules {
namespace {

Result<std::vector<Row>> read(std::string text) { return read_rows({"t.toml", std::move(text)}); }

template <class T>
const T& value(const Row& row, std::string_view field) {
  return std::get<T>(row.fields.find(field)->second.value);
}

TEST(TomlFile, ReadsEachTypeWithItsLine) {
  const auto rows = read(
      "# a remark\n[[JKM.contribution]]\nvalue = 6_800\nunit = \"rupiah\"\n"
      "from = 2015-07-01  # a date\nprogrammes = [\"JKK\", \"JKM\"]\n"
      "lines = [\n  { basis = 1 },\n  { basis = 2 },\n]\nnone = []\n");
  ASSERT_TRUE(rows.ok()) << rows.error().detail;
  ASSERT_EQ(rows->size(), 1U);
  const Row& row = rows->front();
  EXPECT_EQ(row.key, "JKM.contribution");
  EXPECT_EQ(row.line, 2);
  EXPECT_EQ(value<std::int64_t>(row, "value"), 6'800);
  EXPECT_EQ(row.fields.find("value")->second.line, 3);
  EXPECT_EQ(value<std::string>(row, "unit"), "rupiah");
  EXPECT_EQ(value<Date>(row, "from").text(), "2015-07-01");
  EXPECT_EQ(value<std::vector<std::string>>(row, "programmes"),
            (std::vector<std::string>{"JKK", "JKM"}));
  const auto& lines = value<std::vector<Row>>(row, "lines");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].line, 9);
  EXPECT_EQ(value<std::int64_t>(lines[1], "basis"), 2);
  EXPECT_TRUE(value<std::vector<std::string>>(row, "none").empty());
}

TEST(TomlFile, RowsStandInTheOrderOfTheFile) {
  const auto rows = read("[[b]]\nx = 1\n[[a.z]]\nx = 2\n[[b]]\nx = 3\n");
  ASSERT_TRUE(rows.ok());
  std::string order;
  for (const Row& row : *rows) order += row.key + std::to_string(row.line) + " ";
  EXPECT_EQ(order, "b1 a.z3 b5 ");
}

TEST(TomlFile, MarksWhatNoRuleHas) {
  for (const char* unfit : {"1.5", "1e3", "inf", "true", "12:30:00", "2015-07-01T00:00:00Z",
                            "[1, 2]", "[\"a\", 1]", "{ a = 1 }"}) {
    const auto rows = read("[[a]]\nx = " + std::string(unfit) + "\n");
    ASSERT_TRUE(rows.ok()) << unfit;
    const Field& field = rows->front().fields.find("x")->second;
    EXPECT_TRUE(std::holds_alternative<Unfit>(field.value)) << unfit;
  }
}

TEST(TomlFile, AnEmptyFileHasNoRows) {
  EXPECT_TRUE(read("")->empty());
  EXPECT_TRUE(read("# only a remark\r\n\r\n")->empty());
}

TEST(TomlFile, RefusesWhatWouldExhaustTheMachine) {
  std::string deep_key = "a";
  for (int i = 0; i < 100'000; ++i) deep_key += ".a";
  std::string many_lines;
  for (int i = 0; i < 30'000; ++i) many_lines += "[[a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a]]\n";
  const std::string cases[] = {
      deep_key + " = 1\n",
      "[[" + deep_key + "]]\nvalue = 1\n",
      many_lines,
      std::string(100'000, '['),
      "a = " + std::string(3'000, '['),
      "a = " + std::string(3'000, '{'),
      std::string(2'000'000, '#'),
      std::string(5'000, ' ') + "a = 1",
      std::string("a = \"\0\"\n", 8),
      "\xFF\xFE\x00",
      "a = \"\xC3\x28\"\n",
      "\xEF\xBB\xBF[[[[a\"",
      "gap\xEF\xB7\xBF = 1",
  };
  for (const std::string& text : cases) {
    SCOPED_TRACE(text.substr(0, 40));
    const auto rows = read(text);
    ASSERT_FALSE(rows.ok());
    EXPECT_EQ(rows.error().code, Errc::bad_rule);
    EXPECT_TRUE(rows.error().where.starts_with("t.toml:"));
  }
}

TEST(TomlFile, NestsAsDeepAsItsLimitsAllow) {
  std::string dotted = "a";
  for (int i = 0; i < 31; ++i) dotted += ".a";
  std::string deep_tables;
  for (int i = 0; i < 120; ++i) deep_tables += dotted + " = [\n{";
  deep_tables += "a = 1";
  for (int i = 0; i < 120; ++i) deep_tables += "}]";
  // Nearly four thousand tables inside tables: no stack may be too small for them.
  const auto rows = read("[[a]]\n" + deep_tables);
  ASSERT_TRUE(rows.ok()) << rows.error().detail;
  EXPECT_TRUE(std::holds_alternative<Unfit>(rows->front().fields.find("a")->second.value));
}

}  // namespace
}  // namespace payung::rules
