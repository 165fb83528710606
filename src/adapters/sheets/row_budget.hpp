#pragma once

#include <cstdint>
#include <string>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// Adds up what the rows of one workbook cost, against Limits. A workbook can name one text a
/// million times and place one cell at the far right of each row: what it costs to hand out is not
/// what it costs on disk.
class RowBudget {
 public:
  explicit RowBudget(const Limits& limits) : limits_(limits) {}

  void begin_row() { row_bytes_ = 0; }
  /// Of the texts of the row at hand.
  std::uint64_t row_bytes() const { return row_bytes_; }

  /// Before `cells` cells, empty ones included, and `bytes` of text are added to the row.
  /// Errors: unsafe.
  Status add(std::uint64_t cells, std::uint64_t bytes, std::uint32_t row) {
    cells_ += cells;
    row_bytes_ += bytes;
    bytes_ += bytes;
    if (row_bytes_ <= limits_.row_bytes_max && cells_ <= limits_.cells_max &&
        bytes_ <= limits_.text_bytes_max) {
      return {};
    }
    return too_much(row);
  }

 private:
  Error too_much(std::uint32_t row) const {
    const std::string where = "row " + std::to_string(row);
    if (row_bytes_ > limits_.row_bytes_max) {
      return {Errc::unsafe, where,
              "a row of over " + std::to_string(limits_.row_bytes_max >> 20U) +
                  " MiB of text; copy the list alone into a new workbook"};
    }
    if (cells_ > limits_.cells_max) {
      return {Errc::unsafe, where,
              "over " + std::to_string(limits_.cells_max) +
                  " cells; copy the list alone into a new workbook, or split it"};
    }
    return {Errc::unsafe, where,
            "over " + std::to_string(limits_.text_bytes_max >> 20U) +
                " MiB of text in the workbook; split the list"};
  }

  Limits limits_;
  std::uint64_t row_bytes_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace payung::sheets
