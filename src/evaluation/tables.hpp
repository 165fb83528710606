#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "evaluation/report.hpp"

namespace payung::evaluation {

/// A word that is translated when it is printed: a key of web/text ("report.count.covered").
struct Label {
  std::string key;
  friend bool operator==(const Label&, const Label&) = default;
};

using Cell =
    std::variant<std::monostate, std::string, Label, std::int64_t, Rupiah, potential::Share>;

struct TableRow {
  std::vector<Cell> cells;
  int depth = 0;  ///< how far it is indented below the row it is part of
};

/// One table of the report, the same for page, workbook and csv.
struct Table {
  std::string key;  ///< "areas"; the heading is the text "report.table.areas"
  std::vector<Label> columns;
  std::vector<TableRow> rows;
};

/// Every table of the report, in the order in which it is read: funnel, losses, coverage, areas,
/// sectors, payers, months, senders.
std::vector<Table> tables_of(const Report& report);

}  // namespace payung::evaluation
