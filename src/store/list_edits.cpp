#include "store/list_edits.hpp"

#include <algorithm>

namespace payung::store {
namespace {

constexpr std::int64_t kFixesMax = 200;

std::string place_of(std::int64_t version, std::int64_t number) {
  return "list_edit:" + std::to_string(version) + ":" + std::to_string(number);
}

/// "5:before" and then the rest: any text fits.
std::string packed(const ListEdit& edit) {
  return std::to_string(edit.before.size()) + ":" + edit.before + edit.after;
}

bool unpack(const std::string& text, ListEdit& edit) {
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string::npos || colon > 9) return false;
  if (text.find_first_not_of("0123456789") != colon) return false;
  const auto length = static_cast<std::size_t>(std::stoul(text.substr(0, colon)));
  if (length > text.size() - colon - 1) return false;
  edit.before = text.substr(colon + 1, length);
  edit.after = text.substr(colon + 1 + length);
  return true;
}

}  // namespace

Status add_list_edits(db::Connection& connection, std::int64_t version,
                      std::span<const ListEdit> edits) {
  if (edits.empty()) return {};
  auto writer =
      connection.bulk("list_edit", {"version", "number", "sheet", "row_number", "column_letter",
                                    "header", "change", "rule", "edited_by", "edited_at"});
  if (!writer) return writer.error();
  std::int64_t number = 0;
  for (const ListEdit& edit : edits) {
    const std::string column = intake::column_letters(edit.place.column);
    const std::string sealed = connection.cipher().seal(place_of(version, ++number), packed(edit));
    const auto text = [](const std::string& field) { return db::Param(std::string_view(field)); };
    auto status =
        (*writer)->add({version, number, text(edit.place.sheet), std::int64_t{edit.place.row},
                        text(column), text(edit.header), text(sealed), text(edit.rule),
                        text(edit.edited_by), text(edit.edited_at)});
    if (!status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<ListEdit>> list_edits(db::Connection& connection, std::int64_t version,
                                         std::int64_t after, std::int64_t most) {
  std::vector<ListEdit> edits;
  const auto status = connection.query(
      "select number, sheet, row_number, column_letter, header, change, rule, edited_by, edited_at "
      "from list_edit where version = $1 and number > $2 order by number limit $3",
      {version, after, most}, [&](const db::Row& row) -> Status {
        ListEdit edit;
        edit.number = row.integer(0);
        const auto column = intake::column_of_letters(row.text(3));
        if (!column) return Error{Errc::integrity, "list_edit", "column_letter"};
        edit.place = {std::string(row.text(1)), static_cast<std::uint32_t>(row.integer(2)),
                      *column};
        edit.header = row.text(4);
        if (!row.text(5).empty()) {
          const auto opened = connection.cipher().open(place_of(version, edit.number), row.text(5));
          if (!opened || !unpack(*opened, edit)) {
            return Error{Errc::integrity, "list_edit", "it does not open"};
          }
        }
        edit.rule = row.text(6);
        edit.edited_by = row.text(7);
        edit.edited_at = row.text(8);
        edits.push_back(std::move(edit));
        return {};
      });
  if (!status) return status.error();
  return edits;
}

Result<std::int64_t> count_list_edits(db::Connection& connection, std::int64_t version) {
  const auto count =
      connection.number("select count(*) from list_edit where version = $1", {version});
  if (!count) return count.error();
  return count->value_or(0);
}

Status note_edited_file(db::Connection& connection, std::string_view sha256,
                        std::string_view original) {
  const auto written = connection.run(
      "insert into list_file_edited (file, original) select f.id, $2 from list_file f where "
      "f.sha256 = $1 and not exists (select 1 from list_file_edited e where e.file = f.id)",
      {sha256, original});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<SenderFix>> sender_fixes(db::Connection& connection, std::int64_t sender) {
  std::vector<SenderFix> fixes;
  const auto status = connection.query(
      "select id, field, rule, from_text, to_text, recorded_at, recorded_by from sender_fix "
      "where sender = $1 and ended_at is null order by id",
      {sender}, [&](const db::Row& row) {
        fixes.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                         std::string(row.text(3)), std::string(row.text(4)),
                         std::string(row.text(5)), std::string(row.text(6))});
        return Status{};
      });
  if (!status) return status.error();
  return fixes;
}

Result<SenderFix> add_sender_fix(db::Connection& connection, std::int64_t sender,
                                 const SenderFix& fix) {
  const auto known = sender_fixes(connection, sender);
  if (!known) return known.error();
  for (const SenderFix& one : *known) {
    const bool same = one.field == fix.field && one.rule == fix.rule && one.from == fix.from;
    if (same && one.to == fix.to) return one;
    if (!same) continue;
    // Another word for the same spelling: the newer one holds.
    const auto ended = end_sender_fix(connection, sender, one.id, fix.recorded_at, fix.recorded_by);
    if (!ended) return ended.error();
  }
  if (static_cast<std::int64_t>(known->size()) >= kFixesMax) {
    return Error{Errc::conflict, "fixes", "200 are remembered already; remove one"};
  }
  const auto last = connection.number("select max(id) from sender_fix");
  if (!last) return last.error();
  SenderFix added = fix;
  added.id = last->value_or(0) + 1;
  const auto text = [](const std::string& field) { return db::Param(std::string_view(field)); };
  const auto written = connection.run(
      "insert into sender_fix (id, sender, field, rule, from_text, to_text, recorded_at, "
      "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {added.id, sender, text(added.field), text(added.rule), text(added.from), text(added.to),
       text(added.recorded_at), text(added.recorded_by)});
  if (!written) return written.error();
  return added;
}

Status end_sender_fix(db::Connection& connection, std::int64_t sender, std::int64_t id,
                      std::string_view now, std::string_view actor) {
  const auto ended = connection.run(
      "update sender_fix set ended_at = $3, ended_by = $4 where id = $1 and sender = $2 and "
      "ended_at is null",
      {id, sender, now, actor});
  if (!ended) return ended.error();
  if (*ended == 0) return Error{Errc::not_found, "sender_fix"};
  return {};
}

}  // namespace payung::store
