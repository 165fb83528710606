// Goal: a field is read as what it must be, or refused at its own line with both things named.
// Method: one row with a field of each type, asked for as each type.
#include "rules/row_reader.hpp"

#include <gtest/gtest.h>

namespace payung::rules {
namespace {

constexpr const char* kText = R"([[a]]
number = 5
text = "words"
day = 2015-07-01
list = ["x", "y"]
lines = [{ n = 1 }]
decimal = 1.5
)";

class RowReaderTest : public testing::Test {
 protected:
  const RuleFile file_{"t.toml", kText};
  const std::vector<Row> rows_ = *read_rows(file_);
  const RowReader reader_{file_, rows_.front()};
};

TEST_F(RowReaderTest, ReadsWhatIsThere) {
  EXPECT_EQ(reader_.place(), "t.toml:1");
  EXPECT_EQ(*reader_.number("number", 0, 5), 5);
  EXPECT_EQ(*reader_.text("text"), "words");
  EXPECT_EQ(reader_.date("day")->text(), "2015-07-01");
  EXPECT_EQ(reader_.date_if_any("until")->has_value(), false);
  EXPECT_EQ(reader_.date_if_any("day")->value().text(), "2015-07-01");
  EXPECT_EQ(reader_.words("list")->size(), 2U);
  EXPECT_TRUE(reader_.words("missing")->empty());
  EXPECT_EQ(reader_.rows("lines")->size(), 1U);
  EXPECT_TRUE(reader_.has("number"));
  EXPECT_FALSE(reader_.has("missing"));
}

TEST_F(RowReaderTest, RefusesAnotherTypeAtItsLine) {
  const struct {
    Error error;
    const char* where;
    const char* found;
  } cases[] = {
      {reader_.number("text", 0, 9).error(), "t.toml:3", "text in quotes"},
      {reader_.number("day", 0, 9).error(), "t.toml:4", "a date"},
      {reader_.number("decimal", 0, 9).error(), "t.toml:7", "a decimal number"},
      {reader_.number("missing", 0, 9).error(), "t.toml:1", "missing"},
      {reader_.number("number", 6, 9).error(), "t.toml:2", "outside 6 to 9"},
      {reader_.number("number", 0, 4).error(), "t.toml:2", "outside 0 to 4"},
      {reader_.text("number").error(), "t.toml:2", "a whole number"},
      {reader_.date("text").error(), "t.toml:3", "text in quotes"},
      {reader_.date_if_any("text").error(), "t.toml:3", "without quotes"},
      {reader_.words("lines").error(), "t.toml:6", "a list of rows"},
      {reader_.rows("list").error(), "t.toml:5", "a list of words"},
      {reader_.unit().error(), "t.toml:1", "missing"},
      {reader_.source().error(), "t.toml:1", "\"regulation\" is missing"},
      {reader_.only({"number", "text"}).error(), "t.toml:4", "no field"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.error.code, Errc::bad_rule);
    EXPECT_EQ(c.error.where, c.where);
    EXPECT_NE(c.error.detail.find(c.found), std::string::npos) << c.error.detail;
  }
  EXPECT_TRUE(reader_.only({"number", "text", "day", "list", "lines", "decimal"}).ok());
}

}  // namespace
}  // namespace payung::rules
