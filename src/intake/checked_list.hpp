#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/edits.hpp"
#include "intake/finding_groups.hpp"
#include "intake/packed_table.hpp"

/// A list with its corrections, read and judged, and kept so that any window of its rows can be
/// shown with what is wrong in them. Memory: some twenty bytes a row and sixteen a finding.
namespace payung::intake {

/// A row that is a person.
struct CheckedRow {
  std::uint32_t at = 0;  ///< in PackedTable, of its sheet
  std::uint32_t number = 0;
  RowStatus status = RowStatus::accepted;
  std::uint32_t findings_from = 0;
  std::uint32_t findings = 0;
};

/// Which rows are looked at.
struct RowFilter {
  enum class Which : std::uint8_t { all, with_findings, waiting };
  Which which = Which::all;         ///< notes alone are no findings here
  std::optional<FindingCode> code;  ///< only rows with this one, a note too
};

class CheckedList {
 public:
  /// Reads `table` with `edits` over it; both must outlive this. Errors: those of read_list.
  static Result<CheckedList> check(const PackedTable& table, const Edits& edits,
                                   const ReadOptions& options);

  const ListSummary& summary() const { return summary_; }
  /// Of one sheet, in its order.
  const std::vector<CheckedRow>& rows(std::size_t sheet) const { return rows_[sheet]; }
  /// Places in rows(sheet) of those that pass the filter, in order.
  std::vector<std::uint32_t> find(std::size_t sheet, const RowFilter& filter) const;
  /// The row's cells, corrected.
  RawRow cells(std::size_t sheet, const CheckedRow& row) const;
  /// What is wrong in a row, as read_list told it.
  std::vector<Finding> findings(std::size_t sheet, const CheckedRow& row) const;
  /// What is wrong in a whole sheet or the file.
  const std::vector<Finding>& findings_of_sheets() const { return of_sheets_; }
  /// Errors first, then the most frequent.
  const std::vector<FindingGroup>& groups() const { return groups_; }
  /// Of a sheet's name. Errors: not_found.
  Result<std::size_t> sheet(std::string_view name) const;
  const PackedTable& table() const { return *table_; }
  const Edits& edits() const { return *edits_; }

 private:
  /// A finding without what can be looked up again.
  struct Kept {
    FindingCode code;
    Severity severity;
    std::uint16_t column = 0;  ///< from 1; 0: no one column
    std::uint32_t args = 0;    ///< in args_, from 1; 0: none
  };
  friend class ListChecker;
  CheckedList(const PackedTable& table, const Edits& edits) : table_(&table), edits_(&edits) {}
  std::string header(std::size_t sheet, std::size_t column) const;

  const PackedTable* table_;
  const Edits* edits_;
  ListSummary summary_;
  std::vector<std::vector<CheckedRow>> rows_;  ///< by sheet
  std::vector<Kept> kept_;
  std::vector<std::vector<std::pair<std::string, std::string>>> args_;
  std::vector<Finding> of_sheets_;
  std::vector<FindingGroup> groups_;
};

}  // namespace payung::intake
