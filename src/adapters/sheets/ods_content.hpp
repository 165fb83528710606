#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>

#include "adapters/sheets/merged_cells.hpp"
#include "adapters/sheets/row_budget.hpp"
#include "adapters/sheets/xml.hpp"

namespace payung::sheets {

/// Puts content.xml of an .ods file into sheets and rows; what is read waits until it is taken.
class OdsContent final : public XmlHandler {
 public:
  /// A sheet begins, or one row that stands `times` times from row.number on.
  struct Event {
    bool sheet = false;
    intake::SheetInfo info;
    intake::RawRow row;
    std::uint64_t times = 1;
  };

  explicit OdsContent(const Limits& limits) : limits_(limits), budget_(limits) {}

  std::deque<Event> events;
  MergedDown merged;

  Status open(std::string_view element, const Attributes& attributes) override;
  Status close(std::string_view element) override;
  Status text(std::string_view characters) override;
  bool full() const override { return !events.empty(); }

 private:
  void open_in_cell(std::string_view element, const Attributes& attributes);
  Status open_table(const Attributes& attributes);
  Status open_cell(const Attributes& attributes);
  Status close_cell();
  Status close_row();
  intake::RawCell take_cell();
  std::uint32_t row_number() const;
  Status check_text() const;

  Limits limits_;
  RowBudget budget_;
  std::string style_;
  std::set<std::string> hidden_styles_;
  std::size_t sheets_ = 0;
  intake::RawRow row_;
  std::uint64_t rows_ = 0;  ///< of the sheet, so far
  std::uint64_t row_times_ = 1;
  std::uint64_t column_ = 0;
  std::uint64_t cell_times_ = 1;
  std::string type_;
  std::string value_;
  std::string text_;
  int paragraphs_ = 0;
  int depth_ = 0;       ///< of elements
  int cell_depth_ = 0;  ///< of the cell at hand; 0 outside
  int text_depth_ = 0;  ///< of the paragraph at hand; 0 outside
};

}  // namespace payung::sheets
