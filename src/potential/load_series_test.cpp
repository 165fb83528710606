// Goal: a bad file of series is refused at its line, and a figure keeps its source.
// Method: one fault a file, the line counted by hand.
#include "potential/series.hpp"

#include <gtest/gtest.h>

namespace payung::potential {
namespace {

const RegionTable& regions() {
  static const auto table = RegionTable::load(
      "code,name\n33,Jawa Tengah\n33.19,Kabupaten Kudus\n33.19.01,Kaliwungu\n"
      "33.19.01.2001,Bakalankrapyak\n33.19.01.2002,Prambatan Kidul\n33.19.02,Kota\n"
      "33.72,Kota Surakarta\n",
      "code,name,last_seen_in_table_of\n33.99,Lama,2016\n");
  return *table;
}

Result<SeriesBook> load(const std::string& text) {
  const SeriesFile file{"potential.toml", text};
  return SeriesBook::load({&file, 1}, regions());
}

std::string series(const std::string& rows, const std::string& more = "") {
  return "[[series]]\nname = \"s\"\ntitle = \"S\"\nkind = \"potential\"\nyear = 2021\n"
         "source = \"office\"\nmark = \"published\"\n" +
         more + "rows = [\n" + rows + "]\n";
}

TEST(LoadSeries, ARowMayHaveItsOwnSource) {
  const auto book =
      load(series("{ region = \"33.19\", value = 3, mark = \"derived\", note = \"1 + 2\" },\n"
                  "{ region = \"33.72\", value = 4 },\n"));
  ASSERT_TRUE(book.ok());
  const auto& stated = (*book->find("s"))->stated();
  EXPECT_EQ(stated[0].source.mark, Mark::derived);
  EXPECT_EQ(stated[0].source.text, "office");
  EXPECT_EQ(stated[1].source.mark, Mark::published);
}

TEST(LoadSeries, BadFilesAreRefusedAtTheirLine) {
  const std::string fine = "{ region = \"33.19\", value = 1 },\n";
  const struct {
    const char* why;
    std::string text;
    const char* where;
  } cases[] = {
      {"no TOML", "[[series\n", "potential.toml:1"},
      {"empty", "", "potential.toml:1"},
      {"another table", "[scheme]\ncode = 1\n", "potential.toml:1"},
      {"no rows", series(""), "potential.toml:8"},
      {"unknown key", series(fine, "colour = \"red\"\n"), "potential.toml:8"},
      {"unknown region", series("{ region = \"33.98\", value = 1 },\n"), "potential.toml:9"},
      {"old region", series("{ region = \"33.99\", value = 1 },\n"), "potential.toml:9"},
      {"unknown sector", series("{ region = \"33.19\", sector = \"magic\", value = 1 },\n"),
       "potential.toml:9"},
      {"negative", series("{ region = \"33.19\", value = -1 },\n"), "potential.toml:9"},
      {"fraction", series("{ region = \"33.19\", value = 1.5 },\n"), "potential.toml:9"},
      {"number in quotes", series("{ region = \"33.19\", value = \"1\" },\n"), "potential.toml:9"},
      {"no value", series("{ region = \"33.19\" },\n"), "potential.toml:9"},
      {"stated twice", series(fine + fine), "potential.toml:10"},
      {"derived, no note", series("{ region = \"33.19\", value = 1, mark = \"derived\" },\n"),
       "potential.toml:9"},
      {"name twice", series(fine) + series(fine), "potential.toml:11"},
      {"row is no table", series("7,\n"), "potential.toml:9"},
      {"outside ASCII", "[[series]]\n\xC3\xABY = 1\n", "potential.toml:2"},
      {"nested deep", std::string(5'000, '['), "potential.toml:1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto book = load(c.text);
    ASSERT_FALSE(book.ok());
    EXPECT_EQ(book.error().code, Errc::bad_scenario);
    EXPECT_EQ(book.error().where, c.where);
  }
}

TEST(LoadSeries, ASeriesNeedsASourceAndAMark) {
  for (const std::string_view left_out : {"source", "mark", "title", "kind", "year", "name"}) {
    std::string text = series("{ region = \"33.19\", value = 1 },\n");
    const std::size_t from = text.find("\n" + std::string(left_out) + " =") + 1;
    text.erase(from, text.find('\n', from) - from + 1);
    const auto book = load(text);
    ASSERT_FALSE(book.ok()) << left_out;
    EXPECT_TRUE(book.error().detail.starts_with(left_out)) << book.error().detail;
  }
}

}  // namespace
}  // namespace payung::potential
