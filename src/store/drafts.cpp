#include "store/drafts.hpp"

#include <array>
#include <charconv>

namespace payung::store {
namespace {

/// Cells in one sealed text: some hundred kilobytes.
constexpr std::size_t kPortion = 2'000;

constexpr std::array kKinds = {StepKind::typed, StepKind::pasted, StepKind::fixed,
                               StepKind::remembered};

std::string place_of(std::int64_t upload, std::int64_t step, std::int64_t portion) {
  return "draft_cells:" + std::to_string(upload) + ":" + std::to_string(step) + ":" +
         std::to_string(portion);
}

/// Each text with its length before it: "5:Kudus", so that any text fits.
void put(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

std::optional<std::string_view> take(std::string_view& rest) {
  std::size_t length = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), length);
  const auto digits = static_cast<std::size_t>(read.ptr - rest.data());
  if (read.ec != std::errc() || digits >= rest.size() || rest[digits] != ':' ||
      length > rest.size() - digits - 1) {
    return std::nullopt;
  }
  const std::string_view text = rest.substr(digits + 1, length);
  rest.remove_prefix(digits + 1 + length);
  return text;
}

template <class Number>
bool read_number(const std::optional<std::string_view>& text, Number& number) {
  if (!text) return false;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  return read.ec == std::errc() && read.ptr == text->data() + text->size();
}

Status unpack(std::string_view rest, std::int64_t step, std::vector<DraftCell>& cells) {
  while (!rest.empty()) {
    DraftCell cell;
    cell.step = step;
    const auto sheet = take(rest);
    const bool row = read_number(take(rest), cell.edit.place.row);
    const bool column = read_number(take(rest), cell.edit.place.column);
    const auto text = take(rest);
    if (!sheet || !row || !column || !text) return Error{Errc::integrity, "draft_cells"};
    cell.edit.place.sheet = *sheet;
    cell.edit.text = *text;
    cells.push_back(std::move(cell));
  }
  return {};
}

constexpr std::string_view kColumns =
    "select d.upload, d.revision, d.applied, (select count(*) from draft_step s where s.upload = "
    "d.upload), d.last_change, d.settings, d.version, d.changed_at, u.name from draft d "
    "join upload u on u.id = d.upload ";

OpenDraft draft_at(const db::Row& row) {
  OpenDraft found;
  found.draft = {row.integer(0),
                 row.integer(1),
                 row.integer(2),
                 row.integer(3),
                 std::string(row.text(4)),
                 std::string(row.text(5)),
                 {},
                 std::string(row.text(7))};
  if (!row.is_null(6)) found.draft.version = row.integer(6);
  found.file_name = row.text(8);
  return found;
}

Status drop_from(db::Connection& connection, std::int64_t upload, std::int64_t step) {
  const auto cells =
      connection.run("delete from draft_cells where upload = $1 and step >= $2", {upload, step});
  if (!cells) return cells.error();
  const auto steps =
      connection.run("delete from draft_step where upload = $1 and number >= $2", {upload, step});
  return steps ? Status{} : Status{steps.error()};
}

}  // namespace

std::string_view to_text(StepKind kind) {
  switch (kind) {
    case StepKind::typed: return "typed";
    case StepKind::pasted: return "pasted";
    case StepKind::fixed: return "fixed";
    case StepKind::remembered: return "remembered";
  }
  PAYUNG_CHECK(false && "a StepKind outside its list");
}

Result<std::optional<Draft>> draft(db::Connection& connection, std::int64_t upload) {
  std::optional<Draft> found;
  const auto status = connection.query(std::string(kColumns) + "where d.upload = $1", {upload},
                                       [&](const db::Row& row) {
                                         found = draft_at(row).draft;
                                         return Status{};
                                       });
  if (!status) return status.error();
  return found;
}

Status put_draft(db::Connection& connection, const Draft& draft) {
  const auto known =
      connection.number("select upload from draft where upload = $1", {draft.upload});
  if (!known) return known.error();
  const auto written = connection.run(
      *known ? "update draft set revision = $2, applied = $3, last_change = $4, settings = $5, "
               "version = $6, changed_at = $7 where upload = $1"
             : "insert into draft (upload, revision, applied, last_change, settings, version, "
               "changed_at) values ($1, $2, $3, $4, $5, $6, $7)",
      {draft.upload, draft.revision, draft.applied, std::string_view(draft.last_change),
       std::string_view(draft.settings), db::maybe(draft.version),
       std::string_view(draft.changed_at)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<OpenDraft>> open_drafts(db::Connection& connection, std::int64_t account,
                                           std::int64_t most) {
  std::vector<OpenDraft> found;
  const auto status =
      connection.query(std::string(kColumns) +
                           "where u.account = $1 and u.removed_at is null and d.version is null "
                           "order by d.changed_at desc, d.upload desc limit $2",
                       {account, most}, [&](const db::Row& row) {
                         found.push_back(draft_at(row));
                         return Status{};
                       });
  if (!status) return status.error();
  return found;
}

Result<std::vector<DraftStep>> draft_steps(db::Connection& connection, std::int64_t upload) {
  std::vector<DraftStep> steps;
  const auto status = connection.query(
      "select number, kind, rule, cells, account, actor, made_at, request from draft_step "
      "where upload = $1 order by number",
      {upload}, [&](const db::Row& row) -> Status {
        DraftStep step{row.integer(0),           StepKind::typed,         std::string(row.text(2)),
                       row.integer(3),           row.integer(4),          std::string(row.text(5)),
                       std::string(row.text(6)), std::string(row.text(7))};
        bool known = false;
        for (const StepKind kind : kKinds) {
          if (to_text(kind) != row.text(1)) continue;
          step.kind = kind;
          known = true;
        }
        if (!known) return Error{Errc::integrity, "draft_step", "kind"};
        steps.push_back(std::move(step));
        return {};
      });
  if (!status) return status.error();
  return steps;
}

Status add_step(db::Connection& connection, std::int64_t upload, const DraftStep& step,
                std::span<const intake::CellEdit> cells) {
  if (auto status = drop_from(connection, upload, step.number); !status) return status;
  const auto written = connection.run(
      "insert into draft_step (upload, number, kind, rule, cells, account, actor, made_at, request)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {upload, step.number, to_text(step.kind), std::string_view(step.rule), step.cells,
       step.account, std::string_view(step.actor), std::string_view(step.made_at),
       std::string_view(step.request)});
  if (!written) return written.error();
  std::int64_t portion = 0;
  for (std::size_t from = 0; from < cells.size(); from += kPortion) {
    std::string packed;
    for (const auto& [place, text] : cells.subspan(from, std::min(kPortion, cells.size() - from))) {
      put(packed, place.sheet);
      put(packed, std::to_string(place.row));
      put(packed, std::to_string(place.column));
      put(packed, text);
    }
    const std::string sealed =
        connection.cipher().seal(place_of(upload, step.number, ++portion), packed);
    const auto added = connection.run(
        "insert into draft_cells (upload, step, portion, cells) values ($1, $2, $3, $4)",
        {upload, step.number, portion, std::string_view(sealed)});
    if (!added) return added.error();
  }
  return {};
}

Result<std::vector<DraftCell>> draft_cells(db::Connection& connection, std::int64_t upload,
                                           std::int64_t applied) {
  std::vector<DraftCell> cells;
  const auto status = connection.query(
      "select step, portion, cells from draft_cells where upload = $1 and step <= $2 "
      "order by step, portion",
      {upload, applied}, [&](const db::Row& row) -> Status {
        const auto opened =
            connection.cipher().open(place_of(upload, row.integer(0), row.integer(1)), row.text(2));
        if (!opened) return Error{Errc::integrity, "draft_cells", "they do not open"};
        return unpack(*opened, row.integer(0), cells);
      });
  if (!status) return status.error();
  return cells;
}

Status remove_upload(db::Connection& connection, std::int64_t upload, std::string_view sha256,
                     std::string_view now) {
  const auto kept = connection.number(
      "select 1 where exists (select 1 from list_file where sha256 = $1)"
      " or exists (select 1 from list_file_edited where original = $1)",
      {sha256});
  if (!kept) return kept.error();
  if (kept->has_value()) {
    return Error{Errc::conflict, "upload", "a list was made of it and keeps it; correct the list"};
  }
  const std::string named = "%\"upload\":" + std::to_string(upload);
  const auto wanted = connection.number(
      "select 1 where exists (select 1 from job where kind = 'import_list' "
      "and state in ('queued', 'running') and (arguments like $1 or arguments like $2))",
      {std::string_view(named + ",%"), std::string_view(named + "}%")});
  if (!wanted) return wanted.error();
  if (wanted->has_value()) {
    return Error{Errc::conflict, "upload", "it is being taken over; stop that job first"};
  }
  for (const auto sql :
       {"delete from draft_cells where upload = $1", "delete from draft_step where upload = $1",
        "delete from draft where upload = $1"}) {
    if (const auto done = connection.run(sql, {upload}); !done) return done.error();
  }
  const auto done =
      connection.run("update upload set removed_at = $1 where id = $2", {now, upload});
  return done ? Status{} : Status{done.error()};
}

}  // namespace payung::store
