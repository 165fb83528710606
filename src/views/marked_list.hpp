#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sheets/marked_workbook.hpp"
#include "adapters/text/catalogue.hpp"
#include "intake/read_list.hpp"
#include "store/list_edits.hpp"

namespace payung::views {

/// Gathers, while a list is read, what its sender is told of each row, and writes the list back
/// with it: green accepted, yellow to be looked at, red waiting, grey no person.
class MarkedList {
 public:
  /// `corrected`: cells that somebody corrected before the list was sent; it must outlive this.
  explicit MarkedList(std::string_view language, std::span<const store::ListEdit> corrected = {});

  /// In the order of read_list: the findings of a row come before the row.
  void finding(const intake::Finding& finding);
  void row(const intake::Row& row);
  /// Marks the headers too. Errors: those of write_marked_workbook.
  Status write(const intake::ListSummary& summary, const intake::Opener& open,
               const std::filesystem::path& out, Date as_of);

 private:
  std::string reason(const intake::Finding& finding) const;
  void add_corrections(sheets::RowMark& mark) const;

  text::Catalogue words_;
  std::vector<intake::Finding> of_row_;
  std::vector<sheets::RowMark> marks_;
  std::span<const store::ListEdit> corrected_;
  std::multimap<std::pair<std::string, std::uint32_t>, std::size_t> corrected_rows_;
};

/// Reads the list once more and writes it back marked. Corrected cells hold what they were
/// corrected to; the reason beside the row says what stood there, who changed it and when.
Status write_marked_list(std::string_view language, const std::filesystem::path& source,
                         const std::filesystem::path& out, const intake::ReadOptions& options,
                         std::span<const store::ListEdit> corrected = {});

}  // namespace payung::views
