#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "potential/series_builder.hpp"

namespace payung::potential {
namespace {

// A file is a few pages; the limits keep a hostile one from exhausting time or stack.
constexpr std::size_t kBytesMax = 4'000'000;
constexpr std::ptrdiff_t kNestingMax = 64;
constexpr std::int64_t kPeopleMax = 1'000'000'000;

/// A table of the file that reads its own fields and knows its line.
class Reader {
 public:
  Reader(const SeriesFile& file, const toml::table& table) : file_(file), table_(table) {}

  std::string place() const { return place_of(table_); }
  std::string place_of(const toml::node& node) const {
    return file_.name + ":" + std::to_string(node.source().begin.line);
  }
  Error bad(std::string_view key, std::string_view what) const {
    const toml::node* node = table_.get(key);
    return {Errc::bad_scenario, node == nullptr ? place() : place_of(*node),
            std::string(key) + ": " + std::string(what)};
  }
  bool has(std::string_view key) const { return table_.contains(key); }

  Status only(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, node] : table_) {
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
        return Error{Errc::bad_scenario, place_of(node), "unknown key " + std::string(key.str())};
      }
    }
    return {};
  }
  Result<std::string> text(std::string_view key) const {
    const auto* value = table_[key].as_string();
    if (value == nullptr || value->get().empty()) return bad(key, "a text is needed");
    return value->get();
  }
  Result<std::int64_t> number(std::string_view key, std::int64_t min, std::int64_t max) const {
    const auto* value = table_[key].as_integer();
    if (value == nullptr) return bad(key, "a whole number is needed");
    if (value->get() < min || value->get() > max) {
      return bad(key, std::to_string(min) + " to " + std::to_string(max));
    }
    return value->get();
  }
  Result<bool> yes_if_any(std::string_view key) const {
    if (!has(key)) return false;
    const auto* value = table_[key].as_boolean();
    if (value == nullptr) return bad(key, "true or false");
    return value->get();
  }
  /// A word of a closed list, when there is one.
  template <class T>
  Result<std::optional<T>> word_if_any(std::string_view key,
                                       Result<T> (*parse)(std::string_view)) const {
    if (!has(key)) return std::optional<T>{};
    const auto word = text(key);
    if (!word) return word.error();
    const auto value = parse(*word);
    if (!value) return bad(key, value.error().detail);
    return std::optional<T>{*value};
  }
  /// source, mark and note; a row that lacks them has its series'.
  Result<FigureSource> source(const FigureSource* fallback) const {
    FigureSource read;
    if (fallback != nullptr && !has("source") && !has("mark") && !has("note")) return *fallback;
    if (fallback != nullptr) read = *fallback;
    if (has("source") || fallback == nullptr) {
      const auto said = text("source");
      if (!said) return said.error();
      read.text = *said;
    }
    const auto mark = word_if_any<Mark>("mark", parse_mark);
    if (!mark) return mark.error();
    if (!*mark && fallback == nullptr) return bad("mark", "published, derived or assumed");
    if (*mark) read.mark = **mark;
    if (has("note")) {
      const auto note = text("note");
      if (!note) return note.error();
      read.note = *note;
    }
    if (read.mark != Mark::published && read.note.empty()) {
      return bad("note", "a derived or assumed figure says how or why");
    }
    return read;
  }

 private:
  const SeriesFile& file_;
  const toml::table& table_;
};

Result<StatedFigure> read_row(const Reader& row, const FigureSource& of_series,
                              const RegionTable& regions) {
  const Status known = row.only({"region", "sector", "segment", "value", "source", "mark", "note"});
  if (!known) return known.error();
  const auto region_text = row.text("region");
  if (!region_text) return region_text.error();
  const auto region = RegionCode::parse(*region_text);
  const bool there =
      region && (region->level() == RegionLevel::country || regions.find(*region) != nullptr);
  if (!there) return row.bad("region", "no region of today's table");
  const auto sector = row.word_if_any<Sector>("sector", parse_sector);
  if (!sector) return sector.error();
  const auto segment = row.word_if_any<Segment>("segment", parse_segment);
  if (!segment) return segment.error();
  const auto people = row.number("value", 0, kPeopleMax);
  if (!people) return people.error();
  auto source = row.source(&of_series);
  if (!source) return source.error();
  return StatedFigure{{*region, *sector, *segment}, *people, *std::move(source), row.place()};
}

Result<SeriesBuilder> read_head(const Reader& head) {
  const Status known = head.only(
      {"name", "title", "kind", "year", "source", "mark", "note", "parts_overlap", "rows"});
  if (!known) return known.error();
  const auto name = head.text("name");
  if (!name) return name.error();
  const auto title = head.text("title");
  if (!title) return title.error();
  const auto kind = head.word_if_any<SeriesKind>("kind", parse_series_kind);
  if (!kind) return kind.error();
  if (!*kind) return head.bad("kind", "potential, target or reached");
  const auto year = head.number("year", 1990, 2100);
  if (!year) return year.error();
  const auto source = head.source(nullptr);
  if (!source) return source.error();
  const auto overlap = head.yes_if_any("parts_overlap");
  if (!overlap) return overlap.error();
  SeriesBuilder builder(*name, *title, **kind, static_cast<int>(*year), *source);
  if (*overlap) builder.allow_overlap();
  return builder;
}

Result<Series> read_series(const SeriesFile& file, const toml::table& table,
                           const RegionTable& regions) {
  const Reader head(file, table);
  auto builder = read_head(head);
  if (!builder) return builder.error();
  const auto source = head.source(nullptr);
  if (!source) return source.error();
  const toml::array* rows = table["rows"].as_array();
  if (rows == nullptr || rows->empty()) return head.bad("rows", "at least one row is needed");
  for (const toml::node& node : *rows) {
    const toml::table* row_table = node.as_table();
    if (row_table == nullptr) {
      return Error{Errc::bad_scenario, head.place_of(node), "a row is { region, value, ... }"};
    }
    auto row = read_row(Reader(file, *row_table), *source, regions);
    if (!row) return row.error();
    if (auto added = builder->add(*std::move(row)); !added) return added.error();
  }
  return std::move(*builder).build();
}

/// What is wrong with the text before it is parsed. toml++ 3.3 runs into undefined behaviour on
/// some characters outside ASCII, and into the stack's end when a line nests without bound.
std::optional<Error> refused(const SeriesFile& file) {
  const auto bad = [&](std::int64_t line, std::string what) {
    return Error{Errc::bad_scenario, file.name + ":" + std::to_string(line), std::move(what)};
  };
  if (file.text.size() > kBytesMax) return bad(1, "at most four million bytes");
  std::string_view rest = file.text;
  for (std::int64_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const auto nests = std::count_if(line.begin(), line.end(),
                                     [](char c) { return c == '.' || c == '[' || c == '{'; });
    if (nests > kNestingMax) return bad(number, "a line nests too deeply");
    const bool plain = std::all_of(line.begin(), line.end(), [](char c) {
      return (c >= ' ' && c <= '~') || c == '\t' || c == '\r';
    });
    if (!plain) return bad(number, "plain letters, digits and signs (ASCII) only");
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return std::nullopt;
}

Status read_file(const SeriesFile& file, const RegionTable& regions, std::vector<Series>& to) {
  if (const auto error = refused(file)) return *error;
  try {
    const toml::table table = toml::parse(std::string_view(file.text));
    const Reader root(file, table);
    if (auto known = root.only({"series"}); !known) return known.error();
    const toml::array* all = table["series"].as_array();
    if (all == nullptr || !all->is_array_of_tables()) {
      return Error{Errc::bad_scenario, file.name + ":1", "no [[series]]"};
    }
    for (const toml::node& node : *all) {
      auto series = read_series(file, *node.as_table(), regions);
      if (!series) return series.error();
      const bool twice = std::any_of(to.begin(), to.end(), [&](const Series& other) {
        return other.name() == series->name();
      });
      if (twice) {
        return Error{Errc::bad_scenario, root.place_of(node), series->name() + ": name used twice"};
      }
      to.push_back(*std::move(series));
    }
  } catch (const toml::parse_error& error) {
    return Error{Errc::bad_scenario, file.name + ":" + std::to_string(error.source().begin.line),
                 std::string(error.description())};
  }
  return {};
}

}  // namespace

Result<SeriesBook> SeriesBook::load(std::span<const SeriesFile> files, const RegionTable& regions) {
  SeriesBook book;
  for (const SeriesFile& file : files) {
    if (auto read = read_file(file, regions, book.series_); !read) return read.error();
  }
  std::sort(book.series_.begin(), book.series_.end(),
            [](const Series& a, const Series& b) { return a.name() < b.name(); });
  return book;
}

}  // namespace payung::potential
