#pragma once

#include <filesystem>
#include <vector>

#include "adapters/sheets/marked_workbook.hpp"
#include "adapters/text/catalogue.hpp"
#include "intake/read_list.hpp"

namespace payung::views {

/// Gathers, while a list is read, what its sender is told of each row, and writes the list back
/// with it: green accepted, yellow to be looked at, red waiting, grey no person.
class MarkedList {
 public:
  explicit MarkedList(std::string_view language);

  /// In the order of read_list: the findings of a row come before the row.
  void finding(const intake::Finding& finding);
  void row(const intake::Row& row);
  /// Marks the headers too. Errors: those of write_marked_workbook.
  Status write(const intake::ListSummary& summary, const std::filesystem::path& source,
               const std::filesystem::path& out, Date as_of);

 private:
  std::string reason(const intake::Finding& finding) const;

  text::Catalogue words_;
  std::vector<intake::Finding> of_row_;
  std::vector<sheets::RowMark> marks_;
};

/// Reads the list once more and writes it back marked.
Status write_marked_list(std::string_view language, const std::filesystem::path& source,
                         const std::filesystem::path& out, const intake::ReadOptions& options);

}  // namespace payung::views
