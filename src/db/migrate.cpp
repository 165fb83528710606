#include "db/migrate.hpp"

#include <map>

#include "db/sha256.hpp"

namespace payung::db {
namespace {

/// "schema/0012_claims.sql" -> 12; 0 when there is no number.
std::int64_t number_of(std::string_view name) {
  if (const auto slash = name.rfind('/'); slash != std::string_view::npos) {
    name.remove_prefix(slash + 1);
  }
  std::int64_t number = 0;
  for (const char c : name.substr(0, 4)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

Result<std::map<std::int64_t, std::string>> applied(Connection& connection) {
  std::map<std::int64_t, std::string> checksums;
  const auto status = connection.query("select id, sha256 from schema_version order by id", {},
                                       [&](const Row& row) {
                                         checksums[row.integer(0)] = row.text(1);
                                         return Status{};
                                       });
  if (!status) return status.error();
  return checksums;
}

Status apply(Connection& connection, const Migration& migration, std::int64_t number,
             std::string_view checksum, std::string_view now) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return transaction.error();
  const auto status = connection.script(part_for(connection.engine(), migration.sql));
  if (!status) return Error{status.error().code, migration.name, status.error().detail};
  const auto noted = connection.run(
      "insert into schema_version (id, name, sha256, applied_at) values ($1, $2, $3, $4)",
      {number, migration.name, checksum, now});
  if (!noted) return noted.error();
  return transaction->commit();
}

}  // namespace

std::string part_for(Engine engine, std::string_view sql) {
  std::string part;
  bool ours = true;
  while (!sql.empty()) {
    const auto end = sql.find('\n');
    const std::string_view line = sql.substr(0, end);
    sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
    if (line.starts_with("-- engine: ")) {
      const std::string_view named = line.substr(11);
      ours = named == "both" || named == (engine == Engine::sqlite ? "sqlite" : "postgres");
      continue;
    }
    if (!ours) continue;
    part += line;
    part += '\n';
  }
  return part;
}

Status migrate(Connection& connection, std::span<const Migration> migrations,
               std::string_view now) {
  auto made = connection.script(
      "create table if not exists schema_version (id bigint primary key, name text not null, "
      "sha256 text not null, applied_at text not null)");
  if (!made) return made;
  const auto checksums = applied(connection);
  if (!checksums) return checksums.error();
  if (checksums->size() > migrations.size()) {
    return Error{Errc::integrity, "schema",
                 "the database was made by a newer payung; update the program"};
  }
  std::int64_t expected = 0;
  for (const auto& migration : migrations) {
    if (number_of(migration.name) != ++expected) {
      return Error{Errc::bad_option, migration.name, "migrations are numbered without gaps"};
    }
    const std::string checksum = sha256(migration.sql);
    const auto known = checksums->find(expected);
    if (known == checksums->end()) {
      if (auto status = apply(connection, migration, expected, checksum, now); !status) {
        return status;
      }
    } else if (known->second != checksum) {
      return Error{Errc::integrity, migration.name, "it was changed after it had been applied"};
    }
  }
  return {};
}

}  // namespace payung::db
