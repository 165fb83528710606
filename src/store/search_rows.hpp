#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "db/database.hpp"

/// What the search index is made of. Errors everywhere: storage; integrity.
namespace payung::store {

/// One row of one person. Views are valid during the callback.
struct SearchRow {
  std::int64_t row = 0;
  std::int64_t person = 0;
  std::int64_t sender = 0;
  std::string_view nik = {};
  std::string_view name = {};
  std::string_view birth_date = {};  ///< ISO, empty when not known
  std::string_view phone = {};
  std::optional<RegionCode> region = {};
  std::optional<Sector> sector = {};
};
using EachSearchRow = std::function<Status(const SearchRow&)>;

/// Every row that belongs to somebody, by row.
Status each_search_row(db::Connection& connection, const EachSearchRow& each);
/// Those of some persons, by person, row. For few.
Status each_search_row_of(db::Connection& connection, const std::set<std::int64_t>& persons,
                          const EachSearchRow& each);

/// Who pays or paid for whom, by person, payer.
struct PaysFor {
  std::int64_t person = 0;
  std::int64_t payer = 0;
};
Result<std::vector<PaysFor>> payers_of_everybody(db::Connection& connection);
Result<std::vector<PaysFor>> payers_of_person(db::Connection& connection, std::int64_t person);

/// How far the facts go that the index rests on, whoever added them, on whatever server.
struct SearchMarks {
  std::int64_t version = 0;   ///< newest list
  std::int64_t run = 0;       ///< newest run of linking
  std::int64_t event = 0;     ///< newest event of a membership
  std::int64_t erasures = 0;  ///< how many rows were erased
  std::int64_t matching = 0;  ///< newest money set against bills

  friend bool operator==(const SearchMarks&, const SearchMarks&) = default;
};
Result<SearchMarks> search_marks(db::Connection& connection);

/// Whose rows, links or payers changed after `before`, when the marks are `now`; more than `most`:
/// the first of them.
Result<std::set<std::int64_t>> persons_changed_since(db::Connection& connection,
                                                     const SearchMarks& before,
                                                     const SearchMarks& now, std::int64_t most);

}  // namespace payung::store
