#include "app/edit_potential.hpp"

#include <toml++/toml.h>

#include <sstream>

#include "app/load_potential.hpp"
#include "store/potential.hpp"

namespace payung::app {
namespace {

/// Plain ASCII, as series are kept: other letters as \uXXXX.
std::string written(const toml::table& root) {
  using toml::format_flags;
  std::ostringstream text;
  text << toml::toml_formatter{root, format_flags::none} << "\n";
  return text.str();
}

void put_source(toml::table& table, const potential::FigureSource& source) {
  table.insert_or_assign("source", source.text);
  table.insert_or_assign("mark", std::string(potential::to_text(source.mark)));
  if (source.note.empty()) {
    table.erase("note");
  } else {
    table.insert_or_assign("note", source.note);
  }
}

toml::table row_table(const SeriesRow& row) {
  toml::table table{{"region", row.subject.region.text()}, {"value", row.people}};
  if (row.subject.sector) {
    table.insert_or_assign("sector", std::string(to_text(*row.subject.sector)));
  }
  if (row.subject.segment) {
    table.insert_or_assign("segment", std::string(to_text(*row.subject.segment)));
  }
  if (row.source) put_source(table, *row.source);
  return table;
}

/// What the wish says; what it knows nothing of (parts_overlap) stays.
void state(toml::table& series, const SeriesWish& wish) {
  series.insert_or_assign("name", wish.name);
  series.insert_or_assign("title", wish.title);
  series.insert_or_assign("kind", std::string(potential::to_text(wish.kind)));
  series.insert_or_assign("year", wish.year);
  put_source(series, wish.source);
  toml::array rows;
  for (const auto& row : wish.rows) rows.push_back(row_table(row));
  series.insert_or_assign("rows", std::move(rows));
}

/// The series of that name within a file; none: null.
toml::table* find_series(toml::table& root, const std::string& name) {
  toml::array* all = root["series"].as_array();
  if (all == nullptr) return nullptr;
  for (toml::node& node : *all) {
    toml::table* one = node.as_table();
    if (one != nullptr && (*one)["name"].value_or(std::string()) == name) return one;
  }
  return nullptr;
}

/// The file that states the series, as a table; a new one of that name when none does.
struct Place {
  std::string file;
  toml::table root;
};
Result<Place> place_of(const std::vector<potential::SeriesFile>& files, const std::string& name) {
  for (const auto& file : files) {
    try {
      toml::table root = toml::parse(std::string_view(file.text));
      if (find_series(root, name) != nullptr) return Place{file.name, std::move(root)};
    } catch (const toml::parse_error& error) {
      return Error{Errc::integrity, file.name, std::string(error.description())};
    }
  }
  toml::table root;
  root.insert_or_assign("series", toml::array{toml::table{{"name", name}}});
  return Place{name + ".toml", std::move(root)};
}

}  // namespace

Result<bool> set_series(Environment& environment, const SeriesWish& wish) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto files = store::potential_files(environment.database);
  if (!files) return files.error();
  auto place = place_of(*files, wish.name);
  if (!place) return place.error();
  const toml::table before = place->root;
  state(*find_series(place->root, wish.name), wish);
  if (place->root == before) {
    transaction->leave();
    return false;
  }
  const auto changed = load_potential(environment, place->file, written(place->root));
  if (!changed) return changed;
  if (const auto done = transaction->commit(); !done) return done.error();
  return changed;
}

}  // namespace payung::app
