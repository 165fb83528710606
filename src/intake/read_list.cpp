#include "intake/read_list.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "intake/first_pass.hpp"
#include "intake/fold.hpp"
#include "intake/merged_values.hpp"
#include "intake/row_reader.hpp"
#include "intake/row_sorter.hpp"
#include "intake/table_order.hpp"

namespace payung::intake {
namespace {

constexpr std::int64_t kRowsPerReport = 2'000;
constexpr std::uint32_t kHouseholdMax = 4;  // a NIK on more rows than this is a family card's

constexpr std::array kKinds = {SenderKind::agency,           SenderKind::village,
                               SenderKind::company,          SenderKind::registry,
                               SenderKind::welfare_register, SenderKind::branch,
                               SenderKind::volunteers,       SenderKind::hospital};

/// Where a row stands for people: "Pasar Kliwon 12", in CSV "12".
std::string place_of(const Row& row) {
  return (row.sheet.empty() ? "" : row.sheet + " ") + std::to_string(row.number);
}

class SecondPass {
 public:
  SecondPass(const ListPlan& plan, const ReadOptions& options, const OnRow& on_row,
             const OnFinding& on_finding)
      : plan_(plan),
        options_(options),
        on_row_(on_row),
        on_finding_(on_finding),
        places_(options.regions, plan.area) {}

  Result<ListSummary> run(TableSource& source) {
    summary_.area = plan_.area;
    for (const SheetPlan& sheet : plan_.sheets) summary_.sheets.push_back(sheet.proposal);
    if (plan_.area_inferred) {
      Finding finding{FindingCode::area_inferred, Severity::note, {}, 0, {}, {}, {}, {}};
      const Region* region = options_.regions.find(plan_.area);
      finding.args = {{"area", plan_.area.text()}, {"name", region == nullptr ? "" : region->name}};
      if (const Status told = tell(finding); !told) return told.error();
    }
    for (const SheetPlan& sheet : plan_.sheets) {
      const auto next = source.next_sheet();
      if (!next) return next.error();
      if (!*next) return Error{Errc::unreadable, "file", "it changed while it was read"};
      if (const Status done = read_sheet(source, sheet); !done) return done.error();
    }
    return std::move(summary_);
  }

 private:
  Status tell(const Finding& finding) {
    switch (finding.severity) {
      case Severity::error: ++summary_.errors; break;
      case Severity::warning: ++summary_.warnings; break;
      case Severity::note: ++summary_.notes; break;
    }
    return on_finding_(finding);
  }

  Status tell_of_sheet(const SheetPlan& sheet, FindingCode code,
                       std::optional<std::size_t> column = std::nullopt) {
    Finding finding{code, severity_of(code), sheet.info.name, 0, column, {}, {}, {}};
    if (column) finding.header = sheet.header(*column);
    return tell(finding);
  }

  /// What holds for the sheet as a whole, before its rows.
  Status introduce(const SheetPlan& sheet) {
    std::vector<std::pair<FindingCode, std::optional<std::size_t>>> all;
    const auto birth = sheet.birth_column();
    if (sheet.header_missing) all.emplace_back(FindingCode::header_missing, std::nullopt);
    if (sheet.as_sheet_before) all.emplace_back(FindingCode::header_repeated, std::nullopt);
    for (const std::size_t column : sheet.doubtful) {
      all.emplace_back(FindingCode::mapping_doubtful, column);
    }
    if (sheet.beside) all.emplace_back(FindingCode::tables_beside, sheet.beside);
    for (const std::size_t column : sheet.heads)
      all.emplace_back(FindingCode::name_of_head, column);
    for (const ColumnProposal& column : sheet.proposal.columns) {
      if (!column.field && !column.header.empty()) {
        all.emplace_back(FindingCode::column_unused, column.column);
      }
    }
    if (sheet.births.month_first()) all.emplace_back(FindingCode::date_month_first, birth);
    if (sheet.births.mixed()) all.emplace_back(FindingCode::date_order_mixed, birth);
    if (sheet.births.epoch_contradicted()) all.emplace_back(FindingCode::date_epoch_shift, birth);
    for (const auto& [code, column] : all) {
      if (const Status told = tell_of_sheet(sheet, code, column); !told) return told;
    }
    return {};
  }

  Status read_sheet(TableSource& source, const SheetPlan& sheet) {
    if (!sheet.proposal.used) {
      const FindingCode code =
          sheet.info.hidden ? FindingCode::sheet_hidden : FindingCode::sheet_without_list;
      // People may stand in it: somebody should look.
      const Severity severity = sheet.holds_niks ? Severity::warning : severity_of(code);
      const Finding finding{code, severity, sheet.info.name, 0, {}, {}, {}, {}};
      if (const Status told = tell(finding); !told) return told;
    } else if (const Status told = introduce(sheet); !told) {
      return told;
    }
    RowReader reader(sheet, options_, places_);
    RowSorter sorter(sheet);
    MergedValues merged(sheet);
    TableOrder order(sheet);
    RawRow row;
    for (;;) {
      const auto more = source.next_row(row);
      if (!more) return more.error();
      if (!*more) return {};
      if (++rows_seen_ % kRowsPerReport == 0) {
        if (stop_asked(options_)) return Error{Errc::interrupted, "list"};
        if (options_.progress != nullptr) options_.progress->advance(summary_.rows);
      }
      if (!sheet.proposal.used || row.number <= sheet.proposal.header_row_last) continue;
      if (order.follow(row)) {
        if (const Status told = tell_of_table(sheet, order, row); !told) return told;
      }
      if (const Status done = take_row(sheet, sorter, merged, order, reader, row); !done) {
        return done;
      }
    }
  }

  Status take_row(const SheetPlan& sheet, RowSorter& sorter, MergedValues& merged,
                  const TableOrder& order, RowReader& reader, RawRow& raw) {
    const RowKind kind = sorter.sort(raw);
    const std::uint64_t hash = hash_of(raw, sheet);  // as the first pass saw it
    if (!sheet.merged.empty() && !order.moved()) merged.fill(raw);
    if (kind == RowKind::empty) return {};
    if (kind == RowKind::heading) reader.take_heading(sorter.heading());
    if (kind != RowKind::person) return skip_row(sheet, raw, kind);
    Row row = reader.read(raw);
    compare_with_rest(row, reader, hash);
    excuse_blank_nik(row, reader);
    reader.conclude(row);
    ++summary_.rows;
    ++(row.status == RowStatus::accepted ? summary_.accepted : summary_.waiting);
    if (row.status == RowStatus::waiting && row.linkable) ++summary_.waiting_linkable;
    for (Finding& finding : reader.findings()) {
      if (finding.column) finding.column = order.in_sheet(*finding.column);
      if (const Status told = tell(finding); !told) return told;
    }
    return on_row_(row, reader.findings());
  }

  /// Below this header stand columns that the first one has not: nothing of them is read.
  Status tell_of_table(const SheetPlan& sheet, const TableOrder& order, const RawRow& header) {
    for (const auto& [column, words] : order.left_out()) {
      Finding finding{FindingCode::column_unused,
                      severity_of(FindingCode::column_unused),
                      sheet.info.name,
                      header.number,
                      column,
                      words,
                      {},
                      {}};
      if (const Status told = tell(finding); !told) return told;
    }
    return {};
  }

  Status skip_row(const SheetPlan& sheet, const RawRow& raw, RowKind kind) {
    ++summary_.skipped;
    Finding finding{
        FindingCode::row_skipped, Severity::note, sheet.info.name, raw.number, {}, {}, {}, {}};
    for (const RawCell& cell : raw.cells) {
      const std::string text = fold_space(cell.text);
      if (!text.empty()) finding.value += (finding.value.empty() ? "" : " ") + text;
    }
    finding.args = {{"kind", std::string(to_text(kind))}};
    return tell(finding);
  }

  /// Rows that stand in the list more than once, and NIKs that do.
  void compare_with_rest(const Row& row, RowReader& reader, std::uint64_t hash) {
    const std::uint32_t same_rows = plan_.rows.count(hash);
    if (same_rows > 1) {
      const auto [first, is_first] = first_of_same_.emplace(hash, place_of(row));
      if (!is_first) reader.add(FindingCode::duplicate_in_list, {{"first", first->second}});
    }
    if (!row.nik) return;
    const std::uint32_t same_niks = plan_.niks.count(number_of(*row.nik));
    if (same_niks <= same_rows) return;
    reader.add(
        same_niks > kHouseholdMax ? FindingCode::nik_is_family_card : FindingCode::nik_repeated,
        Field::nik, {{"count", std::to_string(same_niks)}});
  }

  /// A group that knows its people by name may leave the NIK blank; linking looks for it.
  void excuse_blank_nik(const Row& row, RowReader& reader) const {
    if (options_.sender_kind != SenderKind::volunteers) return;
    if (row.nik_state != NikState::missing || row.name.empty() || !row.birth_date) return;
    for (Finding& finding : reader.findings()) {
      if (finding.code == FindingCode::nik_missing) finding.severity = Severity::warning;
    }
  }

  const ListPlan& plan_;
  const ReadOptions& options_;
  const OnRow& on_row_;
  const OnFinding& on_finding_;
  PlaceFinder places_;
  ListSummary summary_;
  std::int64_t rows_seen_ = 0;
  std::unordered_map<std::uint64_t, std::string> first_of_same_;
};

Result<ListPlan> plan_list(const Opener& open, const ReadOptions& options) {
  auto source = open();
  if (!source) return source.error();
  return first_pass(**source, options);
}

}  // namespace

std::string_view to_text(SenderKind kind) {
  switch (kind) {
    case SenderKind::agency: return "agency";
    case SenderKind::village: return "village";
    case SenderKind::company: return "company";
    case SenderKind::registry: return "registry";
    case SenderKind::welfare_register: return "welfare_register";
    case SenderKind::branch: return "branch";
    case SenderKind::volunteers: return "volunteers";
    case SenderKind::hospital: return "hospital";
  }
  return "agency";
}

Result<SenderKind> parse_sender_kind(std::string_view text) {
  for (const SenderKind kind : kKinds) {
    if (to_text(kind) == text) return kind;
  }
  return Error{Errc::bad_value, "sender kind", std::string(text.substr(0, 40))};
}

Result<std::vector<SheetProposal>> propose_mapping(const Opener& open, const ReadOptions& options) {
  const auto plan = plan_list(open, options);
  if (!plan) return plan.error();
  std::vector<SheetProposal> proposals;
  for (const SheetPlan& sheet : plan->sheets) proposals.push_back(sheet.proposal);
  return proposals;
}

Result<ListSummary> read_list(const Opener& open, const ReadOptions& options, const OnRow& on_row,
                              const OnFinding& on_finding) {
  const auto plan = plan_list(open, options);
  if (!plan) return plan.error();
  const bool any = std::any_of(plan->sheets.begin(), plan->sheets.end(),
                               [](const SheetPlan& sheet) { return sheet.proposal.used; });
  if (!any) return Error{Errc::nothing_done, "list", "no sheet holds a list of people"};
  auto source = open();
  if (!source) return source.error();
  return SecondPass(*plan, options, on_row, on_finding).run(**source);
}

Status require_accepted(const ListSummary& summary) {
  if (summary.accepted > 0) return {};
  if (summary.rows == 0) {
    return Error{Errc::nothing_done, "list", "there are heads of columns and nobody below them"};
  }
  return Error{Errc::nothing_done, "list", "not one row was accepted"};
}

}  // namespace payung::intake
