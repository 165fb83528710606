#include "store/list_pages.hpp"

#include <algorithm>

#include "store/page_order.hpp"
#include "store/private_fields.hpp"

namespace payung::store {
namespace {

/// "key=value" a line, as RowWriter writes them.
std::vector<std::pair<std::string, std::string>> args_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> args;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    args.emplace_back(line.substr(0, equals), line.substr(equals + 1));
  }
  return args;
}

/// A whole statement: which rows lie beyond the cursor, and in which order.
#define PAYUNG_ROW_PAGE(beyond, order)                                                       \
  "select r.id, r.sheet, r.number, r.status, r.private, r.nik_state, r.name, r.birth_date, " \
  "r.sex, r.village, r.region, r.occupation, r.sector, "                                     \
  "(select count(*) from list_row_end e where e.row = r.id), "                               \
  "(select p.person from person_row p where p.row = r.id order by p.run desc limit 1) "      \
  "from list_row r where r.version = $1 and (" beyond                                        \
  ") and ($3 = '' or r.status = $3) "                                                        \
  "order by " order " limit $4"

constexpr PageOrder kRowOrders[] = {
    {"row", PAYUNG_ROW_PAGE("$2 = 0 or r.id > $2", "r.id")},
    {"-row", PAYUNG_ROW_PAGE("$2 = 0 or r.id < $2", "r.id desc")},
    {"name", PAYUNG_ROW_PAGE(
                 "$2 = 0 or (r.name, r.id) > (select o.name, o.id from list_row o where o.id = $2)",
                 "r.name, r.id")},
    {"-name",
     PAYUNG_ROW_PAGE(
         "$2 = 0 or (r.name, r.id) < (select o.name, o.id from list_row o where o.id = $2)",
         "r.name desc, r.id desc")},
    {"status",
     PAYUNG_ROW_PAGE(
         "$2 = 0 or (r.status, r.id) > (select o.status, o.id from list_row o where o.id = $2)",
         "r.status, r.id")},
    {"-status",
     PAYUNG_ROW_PAGE(
         "$2 = 0 or (r.status, r.id) < (select o.status, o.id from list_row o where o.id = $2)",
         "r.status desc, r.id desc")},
    // A row whose village is not known has no region; a null compares with nothing, and the pages
    // would end there.
    {"region", PAYUNG_ROW_PAGE("$2 = 0 or (coalesce(r.region, ''), r.id) > (select "
                               "coalesce(o.region, ''), o.id from list_row o where o.id = $2)",
                               "coalesce(r.region, ''), r.id")},
    {"-region", PAYUNG_ROW_PAGE("$2 = 0 or (coalesce(r.region, ''), r.id) < (select "
                                "coalesce(o.region, ''), o.id from list_row o where o.id = $2)",
                                "coalesce(r.region, '') desc, r.id desc")},
};

#define PAYUNG_FINDING_PAGE(beyond, order)                                                 \
  "select f.id, f.row, f.sheet, f.number, f.column_letter, f.header, f.code, f.severity, " \
  "f.value, f.args from list_finding f where f.version = $1 and (" beyond                  \
  ") "                                                                                     \
  "and ($3 = '' or f.severity = $3) and ($4 = '' or f.code = $4) order by " order " limit $5"

constexpr PageOrder kFindingOrders[] = {
    {"row", PAYUNG_FINDING_PAGE("$2 = 0 or f.id > $2", "f.id")},
    {"-row", PAYUNG_FINDING_PAGE("$2 = 0 or f.id < $2", "f.id desc")},
    {"code",
     PAYUNG_FINDING_PAGE(
         "$2 = 0 or (f.code, f.id) > (select o.code, o.id from list_finding o where o.id = $2)",
         "f.code, f.id")},
    {"-code",
     PAYUNG_FINDING_PAGE(
         "$2 = 0 or (f.code, f.id) < (select o.code, o.id from list_finding o where o.id = $2)",
         "f.code desc, f.id desc")},
    {"severity", PAYUNG_FINDING_PAGE("$2 = 0 or (f.severity, f.id) > (select o.severity, o.id from "
                                     "list_finding o where o.id = $2)",
                                     "f.severity, f.id")},
    {"-severity", PAYUNG_FINDING_PAGE("$2 = 0 or (f.severity, f.id) < (select o.severity, o.id "
                                      "from list_finding o where o.id = $2)",
                                      "f.severity desc, f.id desc")},
};

}  // namespace

Result<std::vector<Sender>> senders(db::Connection& connection) {
  std::vector<Sender> all;
  const auto status =
      connection.query("select id, code, name, kind, area from sender order by code", {},
                       [&](const db::Row& row) -> Status {
                         const auto kind = intake::parse_sender_kind(row.text(3));
                         if (!kind) return Error{Errc::integrity, "sender", "kind"};
                         const auto area = RegionCode::parse(row.text(4));
                         if (!area) return Error{Errc::integrity, "sender", "area"};
                         all.push_back({row.integer(0), std::string(row.text(1)),
                                        std::string(row.text(2)), *kind, *area});
                         return {};
                       });
  if (!status) return status.error();
  return all;
}

Result<std::vector<RowLine>> rows_of_version(db::Connection& connection, std::int64_t version,
                                             std::string_view wanted, std::int64_t after,
                                             std::int64_t most, std::string_view order) {
  const auto sql = sql_of(kRowOrders, order);
  if (!sql) return sql.error();
  std::vector<RowLine> rows;
  const auto status =
      connection.query(*sql, {version, after, wanted, most}, [&](const db::Row& row) -> Status {
        auto fields = open_fields(connection, row.integer(0), row.text(4));
        if (!fields) return fields.error();
        RowLine line{row.integer(0),
                     std::string(row.text(1)),
                     row.integer(2),
                     std::string(row.text(3)),
                     std::move(fields->nik),
                     std::string(row.text(5)),
                     std::string(row.text(6)),
                     std::string(row.text(7)),
                     std::string(row.text(8)),
                     std::string(row.text(9)),
                     std::string(row.text(10)),
                     std::string(row.text(11)),
                     std::string(row.text(12)),
                     row.integer(13) == 0,
                     {}};
        if (!row.is_null(14)) line.person = row.integer(14);
        rows.push_back(std::move(line));
        return {};
      });
  if (!status) return status.error();
  return rows;
}

Result<std::vector<FindingLine>> findings_of_version(db::Connection& connection,
                                                     std::int64_t version,
                                                     std::string_view severity,
                                                     std::string_view code, std::int64_t after,
                                                     std::int64_t most, std::string_view order) {
  const auto sql = sql_of(kFindingOrders, order);
  if (!sql) return sql.error();
  std::vector<FindingLine> findings;
  const auto opened = [&](std::int64_t id, std::string_view sealed) -> Result<std::string> {
    if (sealed.empty()) return std::string();
    return connection.cipher().open("list_finding:" + std::to_string(id), sealed);
  };
  const auto status = connection.query(*sql, {version, after, severity, code, most},
                                       [&](const db::Row& row) -> Status {
                                         const auto value = opened(row.integer(0), row.text(8));
                                         if (!value) return value.error();
                                         const auto args = opened(row.integer(0), row.text(9));
                                         if (!args) return args.error();
                                         FindingLine line{row.integer(0),
                                                          {},
                                                          std::string(row.text(2)),
                                                          row.integer(3),
                                                          std::string(row.text(4)),
                                                          std::string(row.text(5)),
                                                          std::string(row.text(6)),
                                                          std::string(row.text(7)),
                                                          *value,
                                                          args_of(*args)};
                                         if (!row.is_null(1)) line.row = row.integer(1);
                                         findings.push_back(std::move(line));
                                         return {};
                                       });
  if (!status) return status.error();
  return findings;
}

Result<std::vector<NumberedDifference>> differences_after(db::Connection& connection,
                                                          std::int64_t version, std::int64_t after,
                                                          std::int64_t most) {
  std::vector<NumberedDifference> lines;
  const auto status = connection.query(
      "select d.change, d.fields, r.sheet, r.number, r.name, r.private, r.id, d.number "
      "from list_difference d join list_row r on r.id = coalesce(d.later, d.earlier) "
      "where d.version = $1 and d.number > $2 order by d.number limit $3",
      {version, after, most}, [&](const db::Row& row) -> Status {
        auto fields = open_fields(connection, row.integer(6), row.text(5));
        if (!fields) return fields.error();
        lines.push_back(
            {row.integer(7),
             {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
              row.integer(3), std::string(row.text(4)), std::move(fields->nik)}});
        return {};
      });
  if (!status) return status.error();
  return lines;
}

}  // namespace payung::store
