#include "views/marked_list.hpp"

#include "adapters/sheets/open.hpp"

#include "adapters/text/finding_text.hpp"

namespace payung::views {

MarkedList::MarkedList(std::string_view language) : words_(text::Catalogue::load(language)) {}

std::string MarkedList::reason(const intake::Finding& finding) const {
  const std::string what = text::what_is_wrong(words_, finding);
  const std::string remedy = text::what_to_do(words_, finding);
  const std::string column =
      finding.column ? intake::column_letters(*finding.column) + ": " : std::string();
  return remedy.empty() ? column + what : column + what + " " + remedy;
}

void MarkedList::finding(const intake::Finding& finding) {
  if (finding.row == 0) return;
  if (finding.code == intake::FindingCode::row_skipped) {
    marks_.push_back({finding.sheet, finding.row, sheets::MarkKind::skipped,
                      words_.text("lists.mark.skipped"), reason(finding)});
    return;
  }
  of_row_.push_back(finding);
}

void MarkedList::row(const intake::Row& row) {
  sheets::RowMark mark{row.sheet, row.number, sheets::MarkKind::accepted, "", ""};
  for (const auto& finding : of_row_) {
    const bool its_own = finding.row == row.number && finding.sheet == row.sheet;
    if (!its_own || finding.severity == intake::Severity::note) continue;
    mark.kind = sheets::MarkKind::warned;
    mark.reason += (mark.reason.empty() ? "" : "\n") + reason(finding);
  }
  of_row_.clear();
  if (row.status == intake::RowStatus::waiting) mark.kind = sheets::MarkKind::waiting;
  switch (mark.kind) {
    case sheets::MarkKind::accepted: mark.status = words_.text("lists.mark.accepted"); break;
    case sheets::MarkKind::warned: mark.status = words_.text("lists.mark.warned"); break;
    case sheets::MarkKind::waiting: mark.status = words_.text("lists.mark.waiting"); break;
    case sheets::MarkKind::header:
    case sheets::MarkKind::skipped: break;
  }
  marks_.push_back(std::move(mark));
}

Status MarkedList::write(const intake::ListSummary& summary, const std::filesystem::path& source,
                         const std::filesystem::path& out, Date as_of) {
  for (const auto& sheet : summary.sheets) {
    if (!sheet.used || sheet.header_row_last == 0) continue;
    marks_.push_back({sheet.sheet, sheet.header_row_last, sheets::MarkKind::header,
                      words_.text("lists.mark.status"), words_.text("lists.mark.reason")});
  }
  return sheets::write_marked_workbook(source, marks_, out, as_of);
}

Status write_marked_list(std::string_view language, const std::filesystem::path& source,
                         const std::filesystem::path& out, const intake::ReadOptions& options) {
  MarkedList marked(language);
  const auto summary =
      intake::read_list([&] { return sheets::open_table(source); }, options,
                        [&](const intake::Row& row, std::span<const intake::Finding>) {
                          marked.row(row);
                          return Status{};
                        },
                        [&](const intake::Finding& finding) {
                          marked.finding(finding);
                          return Status{};
                        });
  if (!summary) return summary.error();
  return marked.write(*summary, source, out, options.today);
}

}  // namespace payung::views
