#include "api/table_files.hpp"

#include "adapters/pdf/table_pdf.hpp"
#include "adapters/reports/tables.hpp"
#include "api/work_parts.hpp"
#include "base/csv.hpp"

namespace payung::api {
namespace {

constexpr const char* kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// 1234567 -> "1.234.567", or with commas in English.
std::string grouped(std::int64_t value, bool english) {
  std::string text = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3; at -= 3) {
    text.insert(at - 3, english ? "," : ".");
  }
  return text;
}

struct PaperText {
  const reports::Words& words;
  std::string_view language;
  bool english() const { return language == "en"; }
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& plain) const { return plain; }
  std::string operator()(const evaluation::Label& label) const {
    return words(language, label.key);
  }
  std::string operator()(std::int64_t count) const { return grouped(count, english()); }
  std::string operator()(Rupiah amount) const { return "Rp" + grouped(amount.amount(), english()); }
  std::string operator()(const potential::Share& share) const {
    return english() ? share.text_en() : share.text_id();
  }
};

bool is_number(const evaluation::Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<Rupiah>(cell);
}

pdf::PaperTable paper_table(const evaluation::Table& table, const PaperText& text) {
  pdf::PaperTable paper{text(evaluation::Label{"report.table." + table.key}), {}, {}};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    bool numeric = false;
    for (const auto& row : table.rows) {
      numeric = numeric || (i < row.cells.size() && is_number(row.cells[i]));
    }
    paper.columns.push_back({text(table.columns[i]), numeric});
  }
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const auto& cell : row.cells) cells.push_back(std::visit(text, cell));
    paper.rows.push_back(std::move(cells));
  }
  return paper;
}

/// One table after the other, each under its heading.
std::string csv_text(const TableFile& file, const reports::Words& words,
                     std::string_view language) {
  std::string csv;
  const auto line = [&](const std::string& text) {
    append_csv(csv, text, CsvReader::person);
    csv += '\n';
  };
  line(file.title);
  for (const auto& text : file.lines) line(text);
  for (const auto& table : file.tables) {
    csv += '\n';
    line(words(language, "report.table." + table.key));
    csv += reports::csv_of(table, words, language);
  }
  return csv;
}

/// What it is about stands on a sheet of its own, before the tables.
std::vector<evaluation::Table> with_about(const TableFile& file) {
  evaluation::Table about{"about", {{"report.column.about"}}, {{{file.title}, 0}}};
  for (const auto& text : file.lines) about.rows.push_back({{text}, 0});
  std::vector<evaluation::Table> tables{std::move(about)};
  tables.insert(tables.end(), file.tables.begin(), file.tables.end());
  return tables;
}

Result<Reply> workbook(Call& call, const TableFile& file, const reports::Words& words) {
  const WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "file", "not served here"};
  const auto blank = work->files.blank("xlsx");
  const auto written =
      reports::write_workbook(blank->path(), with_about(file), words, call.language);
  if (!written) return written.error();
  http::Response stream;
  stream.headers.set("Content-Type", kWorkbook);
  stream.headers.set("Content-Disposition", "attachment; filename=\"" + file.name + ".xlsx\"");
  stream.body = http::FileBody{blank->path(), blank};
  Reply answer;
  answer.media_type = kWorkbook;
  answer.stream = std::move(stream);
  return answer;
}

}  // namespace

Result<Reply> table_file(Call& call, const TableFile& file, std::string_view format) {
  const text::Catalogue& catalogue = call.service.words(call.request);
  const reports::Words words = [&](std::string_view, std::string_view key) {
    return catalogue.text(key);
  };
  if (format == "xlsx") return workbook(call, file, words);
  if (format == "csv") {
    return attached(csv_text(file, words, call.language), file.name + ".csv",
                    "text/csv; charset=utf-8");
  }
  pdf::Paper paper{file.title, file.lines, {}, "Payung"};
  const PaperText text{words, call.language};
  for (const auto& table : file.tables) paper.tables.push_back(paper_table(table, text));
  auto bytes = pdf::table_sheets(paper);
  if (!bytes) return bytes.error();
  return attached(*std::move(bytes), file.name + ".pdf", "application/pdf");
}

}  // namespace payung::api
