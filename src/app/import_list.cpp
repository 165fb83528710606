#include "app/import_list.hpp"

#include "store/audit.hpp"

namespace payung::app {
namespace {

using intake::Change;
using intake::Row;
using store::ListVersion;
using store::VersionKind;

struct ReadRow {
  Row row;
  std::vector<intake::Finding> findings;
};

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
                     "company, registry, welfare_register, branch, volunteers)"};
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

VersionKind kind_of(const ImportRequest& request, Date as_of,
                    const std::optional<ListVersion>& last) {
  if (request.kind == ListKind::next || !last) return VersionKind::next;
  if (request.kind == ListKind::correction) return VersionKind::correction;
  const bool same_month = last->as_of.substr(0, 7) == as_of.month_of().text();
  return same_month ? VersionKind::correction : VersionKind::next;
}

/// A first list: rows go straight to the database, none is kept.
Status write_first(store::RowWriter& writer, const ImportRequest& request,
                   const intake::ReadOptions& options, intake::ListSummary& summary) {
  const auto read = intake::read_list(
      request.open, options,
      [&](const Row& row, std::span<const intake::Finding> findings) -> Status {
        const auto id = writer.add(row, findings);
        return id ? Status{} : Status{id.error()};
      },
      [&](const intake::Finding& finding) {
        return finding.row == 0 ? writer.add(finding) : Status{};
      });
  if (!read) return read.error();
  summary = *read;
  return {};
}

/// What the rows of a later list do to those before.
struct Effects {
  std::vector<std::int64_t> ended;
  std::vector<store::Difference> differences;
};

Status write_difference(store::RowWriter& writer, const intake::RowDifference& difference,
                        std::span<const store::StoredRow> before, std::span<const ReadRow> now,
                        VersionKind kind, Effects& effects) {
  if (difference.change == Change::same) return {};
  std::optional<std::int64_t> earlier;
  std::optional<std::int64_t> later;
  if (difference.earlier) earlier = before[*difference.earlier].id;
  // Who is not in a correction is simply not corrected.
  if (!difference.later && kind == VersionKind::correction) return {};
  if (difference.later) {
    const auto& read = now[*difference.later];
    const auto id = writer.add(read.row, read.findings);
    if (!id) return id.error();
    later = *id;
  }
  if (earlier) effects.ended.push_back(*earlier);
  effects.differences.push_back({difference.change, earlier, later, difference.fields});
  return {};
}

Status write_against(Environment& environment, store::RowWriter& writer,
                     const ImportRequest& request, const intake::ReadOptions& options,
                     const ListVersion& version, ImportReport& report) {
  const auto before = store::current_rows(environment.database, version.sender);
  if (!before) return before.error();
  std::vector<ReadRow> now;
  const auto read = intake::read_list(
      request.open, options,
      [&](const Row& row, std::span<const intake::Finding> findings) {
        now.push_back({row, {findings.begin(), findings.end()}});
        return Status{};
      },
      [&](const intake::Finding& finding) {
        return finding.row == 0 ? writer.add(finding) : Status{};
      });
  if (!read) return read.error();
  report.summary = *read;

  std::vector<Row> earlier_rows;
  for (const auto& stored : *before) earlier_rows.push_back(stored.row);
  std::vector<Row> later_rows;
  for (const auto& one : now) later_rows.push_back(one.row);
  const auto differences = version.kind == VersionKind::next
                               ? intake::compare_lists(earlier_rows, later_rows)
                               : intake::corrections(earlier_rows, later_rows);
  Effects effects;
  for (const auto& difference : differences) {
    ++report.changes[difference.change];
    if (auto status = write_difference(writer, difference, *before, now, version.kind, effects);
        !status) {
      return status;
    }
  }
  if (auto status = writer.finish(); !status) return status;
  const auto reason =
      version.kind == VersionKind::next ? store::RowEnd::superseded : store::RowEnd::replaced;
  if (auto status = store::end_rows(environment.database, effects.ended, version.id, reason);
      !status) {
    return status;
  }
  return store::add_differences(environment.database, version.id, effects.differences);
}

Status finish(Environment& environment, ImportReport& report) {
  auto& version = report.version;
  version.rows = report.summary.rows;
  version.accepted = report.summary.accepted;
  version.waiting = report.summary.waiting;
  if (auto status = store::set_counts(environment.database, version); !status) return status;
  const auto mapping = intake::Mapping::of(report.summary.sheets);
  if (auto status =
          store::remember_mapping(environment.database, version.sender, mapping, environment.now);
      !status) {
    return status;
  }
  const std::string subject = "list_version " + std::to_string(version.id);
  const std::string detail = version.sender_code + ", " + std::string(to_text(version.kind)) +
                             ", as of " + version.as_of + ", file " + version.sha256 + ": " +
                             std::to_string(version.rows) + " rows, " +
                             std::to_string(version.accepted) + " accepted, " +
                             std::to_string(version.waiting) + " waiting";
  return store::audit(environment.database,
                      {environment.now, environment.actor, "import_list", subject, detail});
}

}  // namespace

Result<ImportReport> import_list(Environment& environment, const ImportRequest& request) {
  PAYUNG_CHECK(request.words != nullptr);
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto sender = sender_of(environment, request);
  if (!sender) return sender.error();
  ImportReport report;
  report.sender = *std::move(sender);
  const auto known = store::version_of_file(environment.database, report.sender.id, request.sha256);
  if (!known) return known.error();
  if (*known) {
    report.nothing_new = true;
    report.version = **known;
    return report;
  }
  const auto last = store::last_version(environment.database, report.sender.id);
  if (!last) return last.error();
  const Date as_of = request.as_of.value_or(environment.today);
  if (*last && as_of.text() < (*last)->as_of) {
    return Error{Errc::bad_option, "--as-of",
                 "the sender's last list is of " + (*last)->as_of +
                     "; an older list does not take its place"};
  }
  report.version = {.sender = report.sender.id,
                    .sender_code = report.sender.code,
                    .file_name = request.file_name,
                    .sha256 = request.sha256,
                    .kind = kind_of(request, as_of, *last),
                    .as_of = as_of.text(),
                    .previous = *last ? std::optional((*last)->id) : std::nullopt,
                    .received_at = environment.now};
  if (const auto status = store::add_version(environment.database, report.version, request.bytes,
                                             environment.actor);
      !status) {
    return status.error();
  }
  const auto remembered = store::remembered_mapping(environment.database, report.sender.id);
  if (!remembered) return remembered.error();
  const intake::ReadOptions options{as_of,
                                    environment.regions,
                                    *request.words,
                                    report.sender.kind,
                                    request.area.value_or(report.sender.area),
                                    *remembered,
                                    request.overrides,
                                    &environment.progress};
  auto writer = store::RowWriter::open(environment.database, report.version.id);
  if (!writer) return writer.error();
  const auto written =
      *last ? write_against(environment, *writer, request, options, report.version, report)
            : write_first(*writer, request, options, report.summary);
  if (!written) return written.error();
  if (const auto status = intake::require_accepted(report.summary); !status) return status.error();
  if (const auto status = writer->finish(); !status) return status.error();
  if (const auto status = finish(environment, report); !status) return status.error();
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

}  // namespace payung::app
