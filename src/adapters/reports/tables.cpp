#include "adapters/reports/tables.hpp"

#include "base/csv.hpp"

namespace payung::reports {
namespace {

using evaluation::Cell;

/// Whether any row has a share in that column: it then takes two columns, part and whole.
bool holds_share(const evaluation::Table& table, std::size_t column) {
  for (const auto& row : table.rows) {
    if (std::holds_alternative<potential::Share>(row.cells[column])) return true;
  }
  return false;
}

struct PlainText {
  const Words& words;
  std::string_view language;
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& plain) const { return plain; }
  std::string operator()(const evaluation::Label& label) const {
    return words(language, label.key);
  }
  std::string operator()(std::int64_t count) const { return std::to_string(count); }
  std::string operator()(Rupiah amount) const { return std::to_string(amount.amount()); }
  std::string operator()(const potential::Share& share) const {
    return std::to_string(share.part());
  }
};

void append(std::string& line, const Cell& cell, bool two_columns, const PlainText& text) {
  // A negative figure is no formula; only words can carry one.
  const bool words = std::holds_alternative<std::string>(cell);
  append_csv(line, std::visit(text, cell), words ? CsvReader::person : CsvReader::machine);
  if (!two_columns) return;
  const auto* share = std::get_if<potential::Share>(&cell);
  append_csv(line, share == nullptr ? "" : std::to_string(share->whole()), CsvReader::machine);
}

}  // namespace

std::string csv_of(const evaluation::Table& table, const Words& words, std::string_view language) {
  const PlainText text{words, language};
  std::string csv;
  std::vector<bool> shares(table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    shares[i] = holds_share(table, i);
    const std::string heading = words(language, table.columns[i].key);
    append_csv(csv, heading, CsvReader::person);
    if (shares[i]) {
      append_csv(csv, words(language, "report.column.of_whole"), CsvReader::person);
    }
  }
  csv += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) append(csv, row.cells[i], shares[i], text);
    csv += '\n';
  }
  return csv;
}

}  // namespace payung::reports
