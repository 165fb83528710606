#include "views/marked_list.hpp"

#include "adapters/sheets/open.hpp"

#include "adapters/text/finding_text.hpp"

namespace payung::views {

MarkedList::MarkedList(std::string_view language, std::span<const store::ListEdit> corrected)
    : words_(text::Catalogue::load(language)), corrected_(corrected) {
  for (std::size_t i = 0; i < corrected.size(); ++i) {
    const auto& place = corrected[i].place;
    corrected_rows_.emplace(std::pair(place.sheet, place.row), i);
  }
}

void MarkedList::add_corrections(sheets::RowMark& mark) const {
  const auto [first, last] = corrected_rows_.equal_range({mark.sheet, mark.row});
  for (auto one = first; one != last; ++one) {
    const store::ListEdit& edit = corrected_[one->second];
    mark.reason +=
        (mark.reason.empty() ? "" : "\n") +
        words_.text("lists.mark.corrected", {{"column", intake::column_letters(edit.place.column)},
                                             {"before", edit.before},
                                             {"by", edit.edited_by},
                                             {"day", edit.edited_at.substr(0, 10)}});
  }
}

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
  add_corrections(mark);
  marks_.push_back(std::move(mark));
}

Status MarkedList::write(const intake::ListSummary& summary, const intake::Opener& open,
                         const std::filesystem::path& out, Date as_of) {
  for (const auto& sheet : summary.sheets) {
    if (!sheet.used || sheet.header_row_last == 0) continue;
    marks_.push_back({sheet.sheet, sheet.header_row_last, sheets::MarkKind::header,
                      words_.text("lists.mark.status"), words_.text("lists.mark.reason")});
  }
  return sheets::write_marked_workbook(open, marks_, out, as_of);
}

Status write_marked_list(std::string_view language, const std::filesystem::path& source,
                         const std::filesystem::path& out, const intake::ReadOptions& options,
                         std::span<const store::ListEdit> corrected) {
  MarkedList marked(language, corrected);
  intake::Edits edits;
  for (const auto& edit : corrected) edits.set(edit.place, edit.after);
  const auto open = intake::with_edits([&] { return sheets::open_table(source); }, edits);
  const auto summary = intake::read_list(
      open, options,
      [&](const intake::Row& row, std::span<const intake::Finding>) {
        marked.row(row);
        return Status{};
      },
      [&](const intake::Finding& finding) {
        marked.finding(finding);
        return Status{};
      });
  if (!summary) return summary.error();
  return marked.write(*summary, open, out, options.today);
}

}  // namespace payung::views
