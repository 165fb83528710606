#include "store/lists.hpp"

#include "store/private_fields.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kVersionColumns =
    "select v.id, v.sender, s.code, f.name, f.sha256, v.kind, v.as_of, v.previous, v.rows, "
    "v.accepted, v.waiting, v.received_at, coalesce((select e.original from list_file_edited e "
    "where e.file = f.id), f.sha256) from list_version v join sender s on s.id = v.sender "
    "join list_file f on f.id = v.file ";

ListVersion version_at(const db::Row& row) {
  ListVersion version;
  version.id = row.integer(0);
  version.sender = row.integer(1);
  version.sender_code = row.text(2);
  version.file_name = row.text(3);
  version.sha256 = row.text(4);
  version.kind = row.text(5) == "next" ? VersionKind::next : VersionKind::correction;
  version.as_of = row.text(6);
  if (!row.is_null(7)) version.previous = row.integer(7);
  version.rows = row.integer(8);
  version.accepted = row.integer(9);
  version.waiting = row.integer(10);
  version.received_at = row.text(11);
  version.original = row.text(12);
  return version;
}

Result<std::optional<ListVersion>> one_version(db::Connection& connection, std::string_view sql,
                                               std::initializer_list<db::Param> params) {
  std::optional<ListVersion> found;
  const auto status = connection.query(sql, params, [&](const db::Row& row) {
    found = version_at(row);
    return Status{};
  });
  if (!status) return status.error();
  return found;
}

Result<std::int64_t> next_number(db::Connection& connection, std::string_view sql) {
  const auto last = connection.number(sql);
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

}  // namespace

std::string_view to_text(VersionKind kind) {
  switch (kind) {
    case VersionKind::next: return "next";
    case VersionKind::correction: return "correction";
  }
  PAYUNG_CHECK(false && "a VersionKind outside its list");
}

Result<std::optional<Sender>> find_sender(db::Connection& connection, std::string_view code) {
  std::optional<Sender> found;
  const auto status =
      connection.query("select id, code, name, kind, area from sender where code = $1", {code},
                       [&](const db::Row& row) -> Status {
                         const auto kind = intake::parse_sender_kind(row.text(3));
                         const auto area = RegionCode::parse(row.text(4));
                         if (!kind || !area)
                           return Error{Errc::integrity, "sender " + std::string(row.text(1))};
                         found = Sender{row.integer(0), std::string(row.text(1)),
                                        std::string(row.text(2)), *kind, *area};
                         return {};
                       });
  if (!status) return status.error();
  return found;
}

Status add_sender(db::Connection& connection, Sender& sender, std::string_view now) {
  const auto id = next_number(connection, "select max(id) from sender");
  if (!id) return id.error();
  sender.id = *id;
  const std::string area = sender.area.text();
  const auto written = connection.run(
      "insert into sender (id, code, name, kind, area, created_at) values ($1, $2, $3, $4, $5, $6)",
      {sender.id, std::string_view(sender.code), std::string_view(sender.name),
       intake::to_text(sender.kind), std::string_view(area), now});
  return written ? Status{} : Status{written.error()};
}

Result<intake::Mapping> remembered_mapping(db::Connection& connection, std::int64_t sender) {
  const auto text = connection.word(
      "select mapping from sender_mapping where sender = $1 order by id desc limit 1", {sender});
  if (!text) return text.error();
  return intake::Mapping::parse(text->value_or(""));
}

Status remember_mapping(db::Connection& connection, std::int64_t sender,
                        const intake::Mapping& mapping, std::string_view now) {
  const auto known = remembered_mapping(connection, sender);
  if (!known) return known.error();
  if (*known == mapping) return {};
  const auto id = next_number(connection, "select max(id) from sender_mapping");
  if (!id) return id.error();
  const std::string text = mapping.text();
  const auto written = connection.run(
      "insert into sender_mapping (id, sender, mapping, recorded_at) values ($1, $2, $3, $4)",
      {*id, sender, std::string_view(text), now});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<ListVersion>> list_versions(db::Connection& connection) {
  std::vector<ListVersion> versions;
  const auto status =
      connection.query(std::string(kVersionColumns) + "order by v.id", {}, [&](const db::Row& row) {
        versions.push_back(version_at(row));
        return Status{};
      });
  if (!status) return status.error();
  return versions;
}

Result<ListVersion> list_version(db::Connection& connection, std::int64_t id) {
  auto found = one_version(connection, std::string(kVersionColumns) + "where v.id = $1", {id});
  if (!found) return found.error();
  if (!*found) return Error{Errc::not_found, "list " + std::to_string(id), "see payung lists"};
  return **std::move(found);
}

Result<std::optional<ListVersion>> last_version(db::Connection& connection, std::int64_t sender) {
  return one_version(
      connection, std::string(kVersionColumns) + "where v.sender = $1 order by v.id desc limit 1",
      {sender});
}

Result<std::optional<ListVersion>> version_of_file(db::Connection& connection, std::int64_t sender,
                                                   std::string_view sha256) {
  return one_version(connection,
                     std::string(kVersionColumns) + "where v.sender = $1 and f.sha256 = $2",
                     {sender, sha256});
}

Status add_version(db::Connection& connection, ListVersion& version, std::int64_t bytes,
                   std::string_view actor) {
  auto file = connection.number("select id from list_file where sha256 = $1",
                                {std::string_view(version.sha256)});
  if (!file) return file.error();
  if (!*file) {
    const auto id = next_number(connection, "select max(id) from list_file");
    if (!id) return id.error();
    const auto added = connection.run(
        "insert into list_file (id, sha256, name, bytes, received_at) values ($1, $2, $3, $4, $5)",
        {*id, std::string_view(version.sha256), std::string_view(version.file_name), bytes,
         std::string_view(version.received_at)});
    if (!added) return added.error();
    file = std::optional<std::int64_t>(*id);
  }
  const auto id = next_number(connection, "select max(id) from list_version");
  if (!id) return id.error();
  version.id = *id;
  const auto written = connection.run(
      "insert into list_version (id, sender, file, kind, as_of, previous, rows, accepted, waiting, "
      "received_at, received_by) values ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7, $8)",
      {version.id, version.sender, **file, to_text(version.kind), std::string_view(version.as_of),
       db::maybe(version.previous), std::string_view(version.received_at), actor});
  return written ? Status{} : Status{written.error()};
}

Status complete_version(db::Connection& connection, const ListVersion& version) {
  const auto written = connection.run(
      "update list_version set kind = $2, as_of = $3, rows = $4, accepted = $5, "
      "waiting = $6 where id = $1",
      {version.id, to_text(version.kind), std::string_view(version.as_of), version.rows,
       version.accepted, version.waiting});
  return written ? Status{} : Status{written.error()};
}

Status end_rows(db::Connection& connection, std::span<const EndedRow> rows, std::int64_t version) {
  if (rows.empty()) return {};
  auto writer = connection.bulk("list_row_end", {"row", "version", "reason"});
  if (!writer) return writer.error();
  for (const auto& [row, reason] : rows) {
    const std::string_view word = reason == RowEnd::replaced ? "replaced" : "left";
    if (auto status = (*writer)->add({row, version, word}); !status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Status add_differences(db::Connection& connection, std::int64_t version,
                       std::span<const Difference> differences) {
  if (differences.empty()) return {};
  auto writer = connection.bulk("list_difference",
                                {"version", "number", "change", "earlier", "later", "fields"});
  if (!writer) return writer.error();
  std::int64_t number = 0;
  for (const auto& difference : differences) {
    std::string fields;
    for (const auto field : difference.fields) {
      fields += (fields.empty() ? "" : " ") + std::string(intake::to_text(field));
    }
    auto status = (*writer)->add({version, ++number, intake::to_text(difference.change),
                                  db::maybe(difference.earlier), db::maybe(difference.later),
                                  std::string_view(fields)});
    if (!status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<DifferenceLine>> differences_of(db::Connection& connection,
                                                   std::int64_t version) {
  std::vector<DifferenceLine> lines;
  const auto status = connection.query(
      "select d.change, d.fields, r.sheet, r.number, r.name, r.private, r.id from list_difference "
      "d "
      "join list_row r on r.id = coalesce(d.later, d.earlier) where d.version = $1 "
      "order by d.number",
      {version}, [&](const db::Row& row) -> Status {
        auto fields = open_fields(connection, row.integer(6), row.text(5));
        if (!fields) return fields.error();
        lines.push_back({std::string(row.text(0)), std::string(row.text(1)),
                         std::string(row.text(2)), row.integer(3), std::string(row.text(4)),
                         std::move(fields->nik)});
        return {};
      });
  if (!status) return status.error();
  return lines;
}

Result<std::vector<FindingCount>> finding_counts(db::Connection& connection, std::int64_t version) {
  std::vector<FindingCount> counts;
  const auto status = connection.query(
      "select severity, code, count(*) from list_finding where version = $1 "
      "group by severity, code order by severity, count(*) desc, code",
      {version}, [&](const db::Row& row) {
        counts.push_back({std::string(row.text(0)), std::string(row.text(1)), row.integer(2)});
        return Status{};
      });
  if (!status) return status.error();
  return counts;
}

}  // namespace payung::store
