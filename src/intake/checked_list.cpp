#include "intake/checked_list.hpp"

#include <algorithm>

namespace payung::intake {

/// Puts what read_list tells beside the rows of the table. Both go down the list in one order.
class ListChecker {
 public:
  ListChecker(const PackedTable& table, const Edits& edits) : list_(table, edits) {
    list_.rows_.resize(table.sheets());
  }

  Result<CheckedList> run(const ReadOptions& options) {
    auto summary = read_list(
        with_edits(list_.table_->opener(), *list_.edits_), options,
        [this](const Row& row, std::span<const Finding> findings) {
          return row_came(row, findings);
        },
        [this](const Finding& finding) {
          if (finding.row == 0) list_.of_sheets_.push_back(finding);
          groups_.add(finding);
          return Status{};
        });
    if (!summary) return summary.error();
    list_.summary_ = *std::move(summary);
    list_.groups_ = groups_.groups();
    return std::move(list_);
  }

 private:
  Status row_came(const Row& row, std::span<const Finding> findings) {
    const PackedTable& table = *list_.table_;
    while (sheet_ < table.sheets() && table.info(sheet_).name != row.sheet) next_sheet();
    while (sheet_ < table.sheets() && at_ < table.rows(sheet_) &&
           table.number(sheet_, at_) != row.number) {
      ++at_;
    }
    // The rows come from this very table.
    PAYUNG_CHECK(sheet_ < table.sheets() && at_ < table.rows(sheet_));
    CheckedRow kept{static_cast<std::uint32_t>(at_++), row.number, row.status,
                    static_cast<std::uint32_t>(list_.kept_.size()),
                    static_cast<std::uint32_t>(findings.size())};
    for (const Finding& finding : findings) keep(finding);
    list_.rows_[sheet_].push_back(kept);
    return {};
  }

  void keep(const Finding& finding) {
    CheckedList::Kept kept{finding.code, finding.severity, 0, 0};
    if (finding.column) kept.column = static_cast<std::uint16_t>(*finding.column + 1);
    if (!finding.args.empty()) {
      list_.args_.push_back(finding.args);
      kept.args = static_cast<std::uint32_t>(list_.args_.size());
    }
    list_.kept_.push_back(kept);
  }

  void next_sheet() {
    ++sheet_;
    at_ = 0;
  }

  CheckedList list_;
  GroupCounter groups_;
  std::size_t sheet_ = 0;
  std::size_t at_ = 0;
};

Result<CheckedList> CheckedList::check(const PackedTable& table, const Edits& edits,
                                       const ReadOptions& options) {
  return ListChecker(table, edits).run(options);
}

std::vector<std::uint32_t> CheckedList::find(std::size_t sheet, const RowFilter& filter) const {
  std::vector<std::uint32_t> found;
  const auto& rows = rows_[sheet];
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto first = kept_.begin() + rows[i].findings_from;
    const auto last = first + rows[i].findings;
    bool passes = filter.which == RowFilter::Which::all;
    if (filter.which == RowFilter::Which::waiting) passes = rows[i].status == RowStatus::waiting;
    if (filter.which == RowFilter::Which::with_findings) {
      passes = std::any_of(first, last,
                           [](const Kept& kept) { return kept.severity != Severity::note; });
    }
    if (filter.code) {
      passes = passes && std::any_of(first, last,
                                     [&](const Kept& kept) { return kept.code == *filter.code; });
    }
    if (passes) found.push_back(static_cast<std::uint32_t>(i));
  }
  return found;
}

RawRow CheckedList::cells(std::size_t sheet, const CheckedRow& row) const {
  RawRow raw;
  table_->row(sheet, row.at, raw);
  edits_->apply(table_->info(sheet).name, raw);
  return raw;
}

std::string CheckedList::header(std::size_t sheet, std::size_t column) const {
  for (const ColumnProposal& one : summary_.sheets[sheet].columns) {
    if (one.column == column) return one.header;
  }
  return {};
}

std::vector<Finding> CheckedList::findings(std::size_t sheet, const CheckedRow& row) const {
  std::vector<Finding> all;
  if (row.findings == 0) return all;
  const RawRow raw = cells(sheet, row);
  for (std::uint32_t i = 0; i < row.findings; ++i) {
    const Kept& kept = kept_[row.findings_from + i];
    Finding finding{kept.code, kept.severity, table_->info(sheet).name, row.number, {}, {}, {}, {}};
    if (kept.column > 0) {
      const std::size_t column = kept.column - 1U;
      finding.column = column;
      finding.header = header(sheet, column);
      if (column < raw.cells.size()) finding.value = raw.cells[column].text;
    }
    if (kept.args > 0) finding.args = args_[kept.args - 1];
    all.push_back(std::move(finding));
  }
  return all;
}

Result<std::size_t> CheckedList::sheet(std::string_view name) const {
  for (std::size_t i = 0; i < table_->sheets(); ++i) {
    if (table_->info(i).name == name) return i;
  }
  return Error{Errc::not_found, "sheet", "the name of a sheet of the file"};
}

}  // namespace payung::intake
