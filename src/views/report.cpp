#include "views/report.hpp"

#include "base/csv.hpp"
#include "evaluation/tables.hpp"

namespace payung::views {
namespace {

Json cell_json(const evaluation::Cell& cell) {
  struct Visitor {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const evaluation::Label& label) const { return label.key; }
    Json operator()(std::int64_t count) const { return count; }
    Json operator()(Rupiah amount) const { return amount.amount(); }
    Json operator()(const potential::Share& share) const {
      return {{"part", share.part()},
              {"whole", share.whole()},
              {"basis_points", share.basis_points_half_up()}};
    }
  };
  return std::visit(Visitor{}, cell);
}

}  // namespace

std::string rows_csv(const std::vector<app::ReportRow>& rows, std::string_view station) {
  std::string csv = "sender,file,sheet,row,row_status,person,proposed,station,reason\n";
  for (const auto& one : rows) {
    const auto word = evaluation::to_text(one.station);
    if (!station.empty() && (!one.proposed || word != station)) continue;
    std::string line;
    const std::string number = std::to_string(one.row.number);
    const std::string person = one.row.person == 0 ? "" : std::to_string(one.row.person);
    append_csv(line, one.row.sender, CsvReader::person);
    append_csv(line, one.row.file, CsvReader::person);
    append_csv(line, one.row.sheet, CsvReader::person);
    append_csv(line, number, CsvReader::machine);
    append_csv(line, one.row.status, CsvReader::machine);
    append_csv(line, person, CsvReader::machine);
    append_csv(line, one.proposed ? "yes" : "no", CsvReader::machine);
    append_csv(line, one.proposed ? word : "", CsvReader::machine);
    append_csv(line, one.proposed ? one.reason : "", CsvReader::machine);
    csv += line + '\n';
  }
  return csv;
}

Json report_json(const evaluation::Report& report, const std::vector<std::string>& contradictions) {
  Json document{{"title", report.title},
                {"scheme", report.scheme},
                {"region", report.region.text()},
                {"as_of", report.as_of.text()},
                {"rows_listed", report.rows_listed},
                {"rows_accepted", report.rows_accepted},
                {"rows_waiting", report.rows_waiting},
                {"persons_known", report.persons_known}};
  for (const auto count : evaluation::all_counts()) {
    document["counts"][std::string(evaluation::to_text(count))] = report.total.of(count);
  }
  document["money"] = {{"billed", report.billed.amount()},
                       {"received", report.received.amount()},
                       {"open", report.open.amount()},
                       {"suspense", report.suspense.amount()}};
  for (const auto& table : evaluation::tables_of(report)) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      Json cells = Json::array();
      for (const auto& cell : row.cells) cells.push_back(cell_json(cell));
      rows.push_back(std::move(cells));
    }
    Json columns = Json::array();
    for (const auto& column : table.columns) columns.push_back(column.key);
    document["tables"][table.key] = {{"columns", columns}, {"rows", rows}};
  }
  document["contradictions"] = contradictions;
  return document;
}

Json potential_json(const potential::SeriesBook& book) {
  Json all = Json::array();
  for (const auto& series : book.all()) {
    for (const auto& figure : series.stated()) {
      const auto& subject = figure.subject;
      all.push_back({{"series", series.name()},
                     {"title", series.title()},
                     {"kind", potential::to_text(series.kind())},
                     {"year", series.year()},
                     {"region", subject.region.text()},
                     {"sector", subject.sector ? to_text(*subject.sector) : std::string_view()},
                     {"segment", subject.segment ? to_text(*subject.segment) : std::string_view()},
                     {"people", figure.people},
                     {"source", figure.source.text},
                     {"mark", potential::to_text(figure.source.mark)},
                     {"note", figure.source.note}});
    }
  }
  return all;
}

}  // namespace payung::views
