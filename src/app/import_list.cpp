#include "app/import_list.hpp"

#include "app/list_comparison.hpp"
#include "db/sha256.hpp"
#include "store/audit.hpp"
#include "store/drafts.hpp"
#include "store/list_edits.hpp"

namespace payung::app {
namespace {

using intake::Change;
using intake::Row;
using store::ListVersion;
using store::VersionKind;

Result<store::Sender> sender_of(Environment& environment, const ImportRequest& request) {
  const auto known = store::find_sender(environment.database, request.sender_code);
  if (!known) return known.error();
  if (*known) {
    if (request.sender_kind && *request.sender_kind != (*known)->kind) {
      return Error{Errc::conflict, "sender " + request.sender_code,
                   "it is known as " + std::string(intake::to_text((*known)->kind)) +
                       "; use another code for another kind of list"};
    }
    return **known;
  }
  if (!request.sender_kind) {
    return Error{Errc::bad_option, "--kind",
                 "the sender " + request.sender_code +
                     " is new: say what it is (agency, village, "
                     "company, registry, welfare_register, branch, volunteers, hospital)"};
  }
  store::Sender sender{0, request.sender_code,
                       request.sender_name.empty() ? request.sender_code : request.sender_name,
                       *request.sender_kind, request.area.value_or(RegionCode())};
  if (const auto status = store::add_sender(environment.database, sender, environment.now);
      !status) {
    return status.error();
  }
  return sender;
}

/// Whether the earlier row's death or move holds on beside the row that came in its place.
bool keeps_mark(const Row& earlier, const Row& later) {
  using intake::Condition;
  const bool at_work = later.condition == Condition::working;
  if (earlier.condition == Condition::dead) return !at_work && later.condition != Condition::dead;
  if (earlier.condition != Condition::moved) return false;
  return !at_work && later.condition != Condition::moved && later.condition != Condition::dead;
}

/// Every finding is told before its row, and again with it. Those of no row that is kept (a sheet,
/// a total, a signature) are written by themselves.
class FindingsOfNoRow {
 public:
  explicit FindingsOfNoRow(store::RowWriter& writer) : writer_(writer) {}
  Status heard(const intake::Finding& finding) {
    if (!waiting_.empty() && waiting_.back().row != finding.row) {
      if (auto status = write(); !status) return status;
    }
    waiting_.push_back(finding);
    return {};
  }
  Status row_came(const Row& row) {
    if (waiting_.empty()) return {};
    const bool its_own = waiting_.back().row == row.number && waiting_.back().sheet == row.sheet;
    if (!its_own) return write();
    waiting_.clear();
    return {};
  }
  Status write() {
    for (const auto& finding : waiting_) {
      if (auto status = writer_.add(finding); !status) return status;
    }
    waiting_.clear();
    return {};
  }

 private:
  store::RowWriter& writer_;
  std::vector<intake::Finding> waiting_;
};

/// The list with what was corrected by hand, and what stood there before.
class CorrectedList {
 public:
  explicit CorrectedList(const ImportRequest& request) : request_(request) {
    for (std::size_t i = 0; i < request.corrections.size(); ++i) {
      const auto& edit = request.corrections[i].edit;
      edits_.set(edit.place, edit.text);
      newest_[edit.place] = i;
    }
  }
  CorrectedList(const CorrectedList&) = delete;
  CorrectedList& operator=(const CorrectedList&) = delete;

  intake::Opener opener() {
    return intake::with_edits(
        request_.open, edits_,
        [this](const intake::CellPlace& place, const intake::RawCell& before) {
          before_.try_emplace(place, before.text);
        });
  }
  /// What was changed of the file; corrections that left a cell as it was are none.
  std::vector<store::ListEdit> changes(const intake::ListSummary& summary) const {
    std::vector<store::ListEdit> changes;
    for (const auto& [place, before] : before_) {
      const CorrectedCell& cell = request_.corrections[newest_.at(place)];
      changes.push_back({0, place, header_of(summary, place), before, cell.edit.text, cell.rule,
                         cell.by, cell.at});
    }
    return changes;
  }

 private:
  static std::string header_of(const intake::ListSummary& summary, const intake::CellPlace& place) {
    for (const auto& sheet : summary.sheets) {
      if (sheet.sheet != place.sheet) continue;
      for (const auto& column : sheet.columns) {
        if (column.column == place.column) return column.header;
      }
    }
    return {};
  }

  const ImportRequest& request_;
  intake::Edits edits_;
  std::map<intake::CellPlace, std::size_t> newest_;
  std::map<intake::CellPlace, std::string> before_;
};

/// A first list: rows go straight to the database, none is kept.
Status write_first(store::RowWriter& writer, const intake::Opener& open,
                   const intake::ReadOptions& options, intake::ListSummary& summary) {
  FindingsOfNoRow loose(writer);
  const auto read = intake::read_list(
      open, options,
      [&](const Row& row, std::span<const intake::Finding> findings) -> Status {
        if (auto status = loose.row_came(row); !status) return status;
        const auto id = writer.add(row, findings);
        return id ? Status{} : Status{id.error()};
      },
      [&](const intake::Finding& finding) { return loose.heard(finding); });
  if (!read) return read.error();
  summary = *read;
  return loose.write();
}

/// What the rows of a later list do to those before.
struct Effects {
  std::vector<store::EndedRow> ended;
  std::vector<store::Difference> differences;
};

struct Now {
  std::vector<Row> rows;
  std::vector<std::vector<intake::Finding>> findings;
};

Status write_difference(store::RowWriter& writer, const intake::RowDifference& difference,
                        const RowsBefore& before, const Now& now, Effects& effects) {
  if (difference.change == Change::same) return {};
  std::optional<std::int64_t> earlier;
  std::optional<std::int64_t> later;
  auto end = store::RowEnd::left;
  if (difference.later) {
    const Row& row = now.rows[*difference.later];
    const auto id = writer.add(row, now.findings[*difference.later]);
    if (!id) return id.error();
    later = *id;
    const bool marked = difference.earlier && keeps_mark(before.rows[*difference.earlier], row);
    end = marked ? store::RowEnd::left : store::RowEnd::replaced;
  }
  if (difference.earlier) {
    earlier = before.ids[*difference.earlier];
    effects.ended.push_back({*earlier, end});
  }
  effects.differences.push_back({difference.change, earlier, later, difference.fields});
  return {};
}

Status write_against(Environment& environment, store::RowWriter& writer,
                     const ImportRequest& request, const intake::Opener& open,
                     const intake::ReadOptions& options, const ListVersion& last,
                     ImportReport& report) {
  auto& version = report.version;
  const auto before = rows_before(environment.database, version.sender);
  if (!before) return before.error();
  Now now;
  FindingsOfNoRow loose(writer);
  const auto read = intake::read_list(
      open, options,
      [&](const Row& row, std::span<const intake::Finding> findings) -> Status {
        if (auto status = loose.row_came(row); !status) return status;
        now.rows.push_back(row);
        now.findings.emplace_back(findings.begin(), findings.end());
        return {};
      },
      [&](const intake::Finding& finding) { return loose.heard(finding); });
  if (!read) return read.error();
  report.summary = *read;
  if (auto status = loose.write(); !status) return status;

  const auto differences = compare_with_before(before->rows, now.rows, request.kind,
                                               sent_again(last.as_of, version.as_of), version.kind);
  // What is mended speaks of the day of the list it mends, whenever it comes in.
  if (version.kind == VersionKind::correction && !request.as_of) version.as_of = last.as_of;
  Effects effects;
  for (const auto& difference : differences) {
    ++report.changes[difference.change];
    if (auto status = write_difference(writer, difference, *before, now, effects); !status) {
      return status;
    }
  }
  if (auto status = writer.finish(); !status) return status;
  if (auto status = store::end_rows(environment.database, effects.ended, version.id); !status) {
    return status;
  }
  return store::add_differences(environment.database, version.id, effects.differences);
}

/// The version that this list becomes, after `last`. Errors: bad_option when the last one is
/// younger.
Status begin_version(Environment& environment, const ImportRequest& request,
                     const std::string& sha256, const std::optional<store::ListVersion>& last,
                     ImportReport& report) {
  const std::string as_of = request.as_of.value_or(environment.today).text();
  if (last && as_of < last->as_of) {
    return Error{
        Errc::bad_option, "--as-of",
        "the sender's last list is of " + last->as_of + "; an older list does not take its place"};
  }
  report.version = {.sender = report.sender.id,
                    .sender_code = report.sender.code,
                    .file_name = request.file_name,
                    .sha256 = sha256,
                    .original = request.sha256,
                    .as_of = as_of,
                    .previous = last ? std::optional(last->id) : std::nullopt,
                    .received_at = environment.now};
  if (auto status = store::add_version(environment.database, report.version, request.bytes,
                                       environment.actor);
      !status) {
    return status;
  }
  if (sha256 == request.sha256) return {};
  return store::note_edited_file(environment.database, sha256, request.sha256);
}

/// All rows of the list, as they are or as they differ from the sender's last list.
Status write_rows(Environment& environment, const ImportRequest& request, CorrectedList& corrected,
                  const std::optional<store::ListVersion>& last, ImportReport& report) {
  const auto remembered = store::remembered_mapping(environment.database, report.sender.id);
  if (!remembered) return remembered.error();
  const intake::ReadOptions options{request.as_of.value_or(environment.today),
                                    environment.regions,
                                    *request.words,
                                    report.sender.kind,
                                    request.area.value_or(report.sender.area),
                                    *remembered,
                                    request.overrides,
                                    &environment.progress};
  auto writer = store::RowWriter::open(environment.database, report.version.id);
  if (!writer) return writer.error();
  const auto open = corrected.opener();
  auto written = last ? write_against(environment, *writer, request, open, options, *last, report)
                      : write_first(*writer, open, options, report.summary);
  if (!written) return written;
  return writer->finish();
}

/// Which cells were corrected goes with the list, and the draft is one no more.
Status keep_corrections(Environment& environment, const CorrectedList& corrected,
                        ImportReport& report) {
  const auto changes = corrected.changes(report.summary);
  report.corrected = static_cast<std::int64_t>(changes.size());
  return store::add_list_edits(environment.database, report.version.id, changes);
}

Status end_draft(Environment& environment, const ImportRequest& request, std::int64_t version) {
  if (!request.draft) return {};
  auto draft = store::draft(environment.database, *request.draft);
  if (!draft) return draft.error();
  if (!*draft || (*draft)->version == version) return {};
  (*draft)->version = version;
  return store::put_draft(environment.database, **draft);
}

Status finish(Environment& environment, ImportReport& report) {
  auto& version = report.version;
  version.rows = report.summary.rows;
  version.accepted = report.summary.accepted;
  version.waiting = report.summary.waiting;
  if (auto status = store::complete_version(environment.database, version); !status) return status;
  const auto mapping = intake::Mapping::of(report.summary.sheets);
  if (auto status =
          store::remember_mapping(environment.database, version.sender, mapping, environment.now);
      !status) {
    return status;
  }
  const std::string subject = "list_version " + std::to_string(version.id);
  const std::string corrected =
      report.corrected == 0 ? std::string()
                            : ", " + std::to_string(report.corrected) + " cells corrected by hand";
  const std::string detail = version.sender_code + ", " + std::string(to_text(version.kind)) +
                             ", as of " + version.as_of + ", file " + version.sha256 + ": " +
                             std::to_string(version.rows) + " rows, " +
                             std::to_string(version.accepted) + " accepted, " +
                             std::to_string(version.waiting) + " waiting" + corrected;
  return store::audit(environment.database,
                      {environment.now, environment.actor, "import_list", subject, detail});
}

}  // namespace

std::string identity_of(const std::string& sha256, std::span<const CorrectedCell> corrections) {
  if (corrections.empty()) return sha256;
  std::map<intake::CellPlace, const std::string*> cells;
  for (const CorrectedCell& cell : corrections) cells[cell.edit.place] = &cell.edit.text;
  db::Sha256 hash;
  hash.add(sha256);
  const auto add = [&hash](std::string_view text) {
    hash.add(std::to_string(text.size()) + ":");
    hash.add(text);
  };
  for (const auto& [place, text] : cells) {
    add(place.sheet);
    add(std::to_string(place.row));
    add(std::to_string(place.column));
    add(*text);
  }
  return hash.finish();
}

Result<ImportReport> import_list(Environment& environment, const ImportRequest& request) {
  PAYUNG_CHECK(request.words != nullptr);
  if (request.area && *request.area != RegionCode() &&
      environment.regions.find(*request.area) == nullptr) {
    return Error{Errc::bad_option, "--area", "a code of today's regions, such as 33.19"};
  }
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto sender = sender_of(environment, request);
  if (!sender) return sender.error();
  ImportReport report;
  report.sender = *std::move(sender);
  const std::string sha256 = identity_of(request.sha256, request.corrections);
  const auto known = store::version_of_file(environment.database, report.sender.id, sha256);
  if (!known) return known.error();
  if (*known) {
    report.nothing_new = true;
    report.version = **known;
    if (auto status = end_draft(environment, request, report.version.id); !status) {
      return status.error();
    }
    if (auto status = transaction->commit(); !status) return status.error();
    return report;
  }
  const auto last = store::last_version(environment.database, report.sender.id);
  if (!last) return last.error();
  if (const auto status = begin_version(environment, request, sha256, *last, report); !status) {
    return status.error();
  }
  CorrectedList corrected(request);
  if (const auto status = write_rows(environment, request, corrected, *last, report); !status) {
    return status.error();
  }
  if (const auto status = intake::require_accepted(report.summary); !status) return status.error();
  if (const auto status = keep_corrections(environment, corrected, report); !status) {
    return status.error();
  }
  if (const auto status = finish(environment, report); !status) return status.error();
  if (const auto status = end_draft(environment, request, report.version.id); !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

}  // namespace payung::app
