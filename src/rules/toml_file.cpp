#include "rules/toml_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace payung::rules {
namespace {

// A rules file is a few pages. These limits keep a hostile one from exhausting time or, by
// thousands of dots in a key (each a table inside a table), the stack.
constexpr std::size_t kBytesMax = 1'000'000;
constexpr std::size_t kLineBytesMax = 4'000;
constexpr std::ptrdiff_t kLineDotsMax = 32;

std::int64_t line_of(const toml::node& node) {
  return static_cast<std::int64_t>(node.source().begin.line);
}

Error bad(const RuleFile& file, std::int64_t line, std::string detail) {
  return {Errc::bad_rule, place(file, line), std::move(detail)};
}

/// Plain characters only: toml++ 3.3 runs into undefined behaviour on some others outside quotes.
bool plain(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return (c >= ' ' && c <= '~') || c == '\t' || c == '\r'; });
}

/// What is wrong with the file before it is parsed.
std::optional<Error> refused(const RuleFile& file) {
  if (file.text.size() > kBytesMax) return bad(file, 1, "a rules file has at most a million bytes");
  std::string_view rest = file.text;
  for (std::int64_t line = 1; !rest.empty(); ++line) {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    if (text.size() > kLineBytesMax || std::count(text.begin(), text.end(), '.') > kLineDotsMax) {
      return bad(file, line, "a line has at most 4,000 bytes and 32 dots");
    }
    if (!plain(text)) return bad(file, line, "plain letters, digits and signs (ASCII) only");
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
  }
  return std::nullopt;
}

Result<Row> read_row(const RuleFile& file, const toml::table& table, std::string key);

Result<Field> read_list(const RuleFile& file, const toml::array& array) {
  const std::int64_t line = line_of(array);
  if (array.empty()) return Field{std::vector<std::string>{}, line};
  if (array.is_homogeneous<std::string>()) {
    std::vector<std::string> words;
    for (const toml::node& node : array) words.push_back(node.as_string()->get());
    return Field{std::move(words), line};
  }
  if (!array.is_array_of_tables()) return Field{Unfit{"a list of other things"}, line};
  std::vector<Row> rows;
  for (const toml::node& node : array) {
    auto row = read_row(file, *node.as_table(), "");
    if (!row) return row.error();
    rows.push_back(*std::move(row));
  }
  return Field{std::move(rows), line};
}

Result<Field> read_field(const RuleFile& file, const toml::node& node) {
  const std::int64_t line = line_of(node);
  switch (node.type()) {
    case toml::node_type::string: return Field{node.as_string()->get(), line};
    case toml::node_type::integer: return Field{node.as_integer()->get(), line};
    case toml::node_type::date: {
      const toml::date& day = node.as_date()->get();
      const auto date = Date::of(day.year, day.month, day.day);
      if (!date) return bad(file, line, "a day between 1850 and 2199");
      return Field{*date, line};
    }
    case toml::node_type::array: return read_list(file, *node.as_array());
    case toml::node_type::floating_point: return Field{Unfit{"a decimal number"}, line};
    case toml::node_type::boolean: return Field{Unfit{"true or false"}, line};
    case toml::node_type::time: return Field{Unfit{"a time of day"}, line};
    case toml::node_type::date_time: return Field{Unfit{"a day with a time"}, line};
    case toml::node_type::table: return Field{Unfit{"a table"}, line};
    case toml::node_type::none: return Field{Unfit{"nothing"}, line};
  }
  return Field{Unfit{"nothing"}, line};
}

Result<Row> read_row(const RuleFile& file, const toml::table& table, std::string key) {
  Row row{std::move(key), line_of(table), {}};
  for (const auto& [name, node] : table) {
    auto field = read_field(file, node);
    if (!field) return field.error();
    row.fields.emplace(std::string(name.str()), *std::move(field));
  }
  return row;
}

/// [[JKM.contribution]] is a list in a table JKM: walks down to the lists and adds their rows.
Status collect(const RuleFile& file, const toml::table& table, const std::string& path,
               std::vector<Row>* rows) {
  for (const auto& [name, node] : table) {
    const std::string key = path.empty() ? std::string(name.str())  //
                                         : path + "." + std::string(name.str());
    if (const toml::table* inner = node.as_table()) {
      if (inner->empty() || inner->is_inline()) {
        return bad(file, line_of(node), "write a row as [[" + key + "]]");
      }
      if (const Status status = collect(file, *inner, key, rows); !status) return status.error();
      continue;
    }
    const toml::array* array = node.as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
      return bad(file, line_of(node), "\"" + key + "\" stands outside of a [[row]]");
    }
    for (const toml::node& element : *array) {
      auto row = read_row(file, *element.as_table(), key);
      if (!row) return row.error();
      rows->push_back(*std::move(row));
    }
  }
  return {};
}

}  // namespace

std::string place(const RuleFile& file, std::int64_t line) {
  return file.name + ":" + std::to_string(line);
}

Result<std::vector<Row>> read_rows(const RuleFile& file) {
  if (const auto error = refused(file)) return *error;
  try {
    const toml::table table = toml::parse(std::string_view(file.text));
    std::vector<Row> rows;
    if (const Status status = collect(file, table, "", &rows); !status) return status.error();
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.line < b.line; });
    return rows;
  } catch (const toml::parse_error& error) {
    return bad(file, static_cast<std::int64_t>(error.source().begin.line),
               std::string(error.description()));
  }
}

}  // namespace payung::rules
