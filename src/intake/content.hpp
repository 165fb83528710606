#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "intake/mapping.hpp"
#include "intake/raw_table.hpp"

/// What cells look like, for proposing a column's field when its header does not say, and for
/// doubting a header whose cells say otherwise.
namespace payung::intake {

bool is_blank(const RawCell& cell);
/// Sixteen digits or nearly, with separators; numbers of that size; scientific notation.
bool looks_like_nik(const RawCell& cell);
bool looks_like_birth_date(const RawCell& cell, Date today);
bool looks_like_place_and_date(const RawCell& cell);
bool looks_like_sex(const RawCell& cell);
bool looks_like_sex_code(const RawCell& cell);  ///< 0, 1, 2: a sex only under such a header
bool looks_like_phone(const RawCell& cell);
bool looks_like_email(const RawCell& cell);
bool looks_like_name(const RawCell& cell);
bool looks_like_rt_and_rw(const RawCell& cell);
/// "Suparno / 3319...": both are there and come apart.
bool looks_like_name_and_nik(const RawCell& cell);
bool looks_like_small_number(const RawCell& cell);

/// What share of a column's filled cells fit a field.
struct ColumnContent {
  std::size_t filled = 0;
  std::size_t nik = 0;
  std::size_t birth_date = 0;
  std::size_t place_and_date = 0;
  std::size_t sex = 0;  ///< words, not figures
  std::size_t sex_code = 0;
  std::size_t phone = 0;
  std::size_t email = 0;
  std::size_t name = 0;
  std::size_t rt_and_rw = 0;
  std::size_t small_number = 0;
  std::size_t village = 0;
  std::size_t marital = 0;
  std::size_t name_and_nik = 0;
  std::size_t day_figure = 0;  ///< 1 to 31
  std::size_t month = 0;       ///< 1 to 12, or a month's name
  std::size_t year_figure = 0;
  std::size_t rising = 0;  ///< one more than the cell above: a running number

  /// Percent of the filled cells; empty for a field that content does not tell.
  std::optional<int> percent(Field field) const;
};

bool looks_like_marital(std::string_view text);

/// Looks at the cells of one column, top to bottom. `is_village` answers for the sender's area.
ColumnContent study_column(std::span<const RawRow> rows, std::size_t column, Date today,
                           const std::function<bool(std::string_view)>& is_village);

}  // namespace payung::intake
