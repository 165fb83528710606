#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "intake/read_list.hpp"

/// A whole list in memory, close together: some six bytes a row and two a cell beside the text.
/// So that a list which somebody corrects is read from its file once, and then row by row.
namespace payung::intake {

class PackedTable {
 public:
  /// Errors: those of the source; unsupported when it would take more than `bytes_max`.
  static Result<PackedTable> read(TableSource& source, std::size_t bytes_max);

  std::size_t sheets() const { return sheets_.size(); }
  const SheetInfo& info(std::size_t sheet) const { return sheets_[sheet].info; }
  std::size_t rows(std::size_t sheet) const { return sheets_[sheet].rows.size(); }
  /// The number that the sheet gives the row.
  std::uint32_t number(std::size_t sheet, std::size_t at) const {
    return sheets_[sheet].rows[at].number;
  }
  void row(std::size_t sheet, std::size_t at, RawRow& out) const;
  const std::vector<MergedCells>& merged_down(std::size_t sheet) const {
    return sheets_[sheet].merged;
  }
  /// What it takes.
  std::size_t bytes() const { return bytes_; }
  /// Reads it like a file. The table must live as long as what is opened.
  Opener opener() const;

 private:
  struct RowStart {
    std::size_t from = 0;
    std::uint32_t number = 0;
  };
  struct Sheet {
    SheetInfo info;
    std::vector<RowStart> rows;
    std::vector<MergedCells> merged;
    std::string cells;
  };
  std::vector<Sheet> sheets_;
  std::size_t bytes_ = 0;
};

}  // namespace payung::intake
