#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "intake/sheet_plan.hpp"

namespace payung::intake {

/// What a row below the header is.
enum class RowKind : std::uint8_t {
  person,
  empty,  ///< blank, or a running number alone
  header_again,
  column_numbers,
  example,  ///< "Contoh" in front of invented values, or what a cell should hold: "dd/mm/yyyy"
  total,
  heading,  ///< "Desa Wates" over the rows of that village
  foot,     ///< place, date, signatures, remarks below the list
};
std::string_view to_text(RowKind kind);

/// Tells rows that are people from those that are not. Goes down one sheet, since below a total
/// or a signature only rows that are surely people count. In doubt a row is a person: one that
/// waits with a finding is seen, one that is left out is not.
class RowSorter {
 public:
  explicit RowSorter(const SheetPlan& plan) : plan_(plan) {}
  RowKind sort(const RawRow& row);
  /// The text of the last heading.
  const std::string& heading() const { return heading_; }

 private:
  struct Seen;
  Seen look(const RawRow& row) const;
  bool repeats_header(const RawRow& row, std::size_t filled) const;
  bool holds_header_words(const RawRow& row, std::size_t filled) const;
  bool shows_how_to_fill(const RawRow& row) const;
  bool names_a_part(const Seen& seen) const;
  RowKind sort_other(const Seen& seen);

  const SheetPlan& plan_;
  std::string heading_;
  bool below_foot_ = false;
};

}  // namespace payung::intake
