#include "store/audit.hpp"

#include "db/sha256.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kFirstHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// Every field with its length, so that no two lines have the same bytes.
std::string hash_of(std::string_view previous, std::int64_t id, const AuditLine& line) {
  std::string bytes(previous);
  const std::string number = std::to_string(id);
  for (const std::string_view field :
       {std::string_view(number), line.at, line.actor, line.action, line.subject, line.detail}) {
    bytes += '|';
    bytes += std::to_string(field.size());
    bytes += ':';
    bytes += field;
  }
  return db::sha256(bytes);
}

}  // namespace

Status audit(db::Connection& connection, const AuditLine& line) {
  std::int64_t id = 0;
  std::string previous(kFirstHash);
  auto read = connection.query("select id, hash from audit order by id desc limit 1", {},
                               [&](const db::Row& row) {
                                 id = row.integer(0);
                                 previous = row.text(1);
                                 return Status{};
                               });
  if (!read) return read;
  ++id;
  const std::string hash = hash_of(previous, id, line);
  const auto written = connection.run(
      "insert into audit (id, at, actor, action, subject, detail, hash) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {id, line.at, line.actor, line.action, line.subject, line.detail, std::string_view(hash)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<std::string>> audit_breaks(db::Connection& connection) {
  std::vector<std::string> breaks;
  std::int64_t expected = 0;
  std::string previous(kFirstHash);
  const auto status = connection.query(
      "select id, at, actor, action, subject, detail, hash from audit order by id", {},
      [&](const db::Row& row) {
        ++expected;
        const std::int64_t id = row.integer(0);
        if (id != expected) {
          breaks.push_back("audit line " + std::to_string(expected) + " is missing");
          expected = id;
        }
        const AuditLine line{row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
        if (hash_of(previous, id, line) != row.text(6)) {
          breaks.push_back("audit line " + std::to_string(id) + " was changed");
        }
        previous = row.text(6);
        return Status{};
      });
  if (!status) return status.error();
  return breaks;
}

}  // namespace payung::store
