#include "app/preview_list.hpp"

#include "app/list_comparison.hpp"
#include "store/lists.hpp"

namespace payung::app {
namespace {

using intake::Change;
using intake::Row;

/// The sender as it is, or as it would be added. Errors: bad_option for one of no kind.
Result<store::Sender> sender_of(Environment& environment, const ImportRequest& request) {
  const auto known = store::find_sender(environment.database, request.sender_code);
  if (!known) return known.error();
  if (*known) return **known;
  if (!request.sender_kind) {
    return Error{Errc::bad_option, "sender_kind", "a new sender needs its kind"};
  }
  return store::Sender{0, request.sender_code, request.sender_name, *request.sender_kind,
                       request.area.value_or(RegionCode())};
}

/// The list as it would be stored.
Result<std::vector<Row>> read_rows(Environment& environment, const ImportRequest& request,
                                   const store::Sender& sender, Date as_of, PreviewReport& report) {
  const auto remembered = store::remembered_mapping(environment.database, sender.id);
  if (!remembered) return remembered.error();
  const intake::ReadOptions options{as_of,
                                    environment.regions,
                                    *request.words,
                                    sender.kind,
                                    request.area.value_or(sender.area),
                                    *remembered,
                                    request.overrides,
                                    &environment.progress};
  intake::Edits edits;
  for (const CorrectedCell& cell : request.corrections) edits.set(cell.edit.place, cell.edit.text);
  std::vector<Row> rows;
  const auto summary = intake::read_list(
      intake::with_edits(request.open, edits), options,
      [&](const Row& row, std::span<const intake::Finding> findings) {
        bool repeated = false;
        for (const auto& finding : findings) {
          if (finding.code == intake::FindingCode::duplicate_in_list) ++report.repeated_rows;
          repeated = repeated || finding.code == intake::FindingCode::nik_repeated;
        }
        report.repeated_niks += repeated ? 1 : 0;
        rows.push_back(row);
        return Status{};
      },
      [](const intake::Finding&) { return Status{}; });
  if (!summary) return summary.error();
  report.summary = *summary;
  return rows;
}

PreviewLine line_of(const Row& row, Change change, std::vector<intake::Field> fields) {
  return {change,           row.sheet, row.number,
          row.name,         row.nik,   row.status == intake::RowStatus::waiting,
          std::move(fields)};
}

void add_lines(PreviewReport& report, std::span<const intake::RowDifference> differences,
               std::span<const Row> before, std::span<const Row> now) {
  for (const auto& difference : differences) {
    const auto count = ++report.changes[difference.change];
    if (difference.change == Change::same) continue;
    if (count > static_cast<std::int64_t>(kPreviewLines)) continue;
    const Row& row = difference.later ? now[*difference.later] : before[*difference.earlier];
    report.lines.push_back(line_of(row, difference.change, difference.fields));
    if (!difference.later) report.lines.back().waiting = false;
  }
}

}  // namespace

Result<PreviewReport> preview_list(Environment& environment, const ImportRequest& request) {
  PAYUNG_CHECK(request.words != nullptr);
  const auto sender = sender_of(environment, request);
  if (!sender) return sender.error();
  PreviewReport report;
  const Date as_of = request.as_of.value_or(environment.today);
  report.as_of = as_of.text();
  if (sender->id != 0) {
    const auto known = store::version_of_file(environment.database, sender->id,
                                              identity_of(request.sha256, request.corrections));
    if (!known) return known.error();
    report.nothing_new = known->has_value();
    auto last = store::last_version(environment.database, sender->id);
    if (!last) return last.error();
    report.before = *std::move(last);
  }
  report.first = !report.before;
  if (report.before && report.as_of < report.before->as_of && !report.nothing_new) {
    return Error{Errc::bad_option, "as_of",
                 "the sender's last list is of " + report.before->as_of +
                     "; an older list does not take its place"};
  }
  const auto now = read_rows(environment, request, *sender, as_of, report);
  if (!now) return now.error();
  if (report.nothing_new) return report;
  if (report.first) {
    for (const Row& row : *now) {
      const auto count = ++report.changes[Change::added];
      if (count > static_cast<std::int64_t>(kPreviewLines)) continue;
      report.lines.push_back(line_of(row, Change::added, {}));
    }
    return report;
  }
  const auto before = rows_before(environment.database, sender->id);
  if (!before) return before.error();
  const auto differences =
      compare_with_before(before->rows, *now, request.kind,
                          sent_again(report.before->as_of, report.as_of), report.kind);
  if (report.kind == store::VersionKind::correction && !request.as_of) {
    report.as_of = report.before->as_of;
  }
  add_lines(report, differences, before->rows, *now);
  return report;
}

}  // namespace payung::app
