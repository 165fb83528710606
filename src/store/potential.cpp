#include "store/potential.hpp"

namespace payung::store {

Result<bool> keep_potential_file(db::Connection& connection, const potential::SeriesFile& file,
                                 std::string_view sha256, std::string_view now,
                                 std::string_view actor) {
  const auto in_force = connection.word(
      "select sha256 from potential_file where name = $1 order by id desc limit 1", {file.name});
  if (!in_force) return in_force.error();
  if (*in_force == sha256) return false;
  const auto last = connection.number("select max(id) from potential_file");
  if (!last) return last.error();
  const auto written = connection.run(
      "insert into potential_file (id, name, sha256, content, loaded_at, loaded_by) "
      "values ($1, $2, $3, $4, $5, $6)",
      {last->value_or(0) + 1, file.name, sha256, file.text, now, actor});
  if (!written) return written.error();
  return true;
}

Result<std::vector<potential::SeriesFile>> potential_files(db::Connection& connection) {
  std::vector<potential::SeriesFile> files;
  const auto status = connection.query(
      "select name, content from potential_file a where id = "
      "(select max(id) from potential_file b where b.name = a.name) order by name",
      {}, [&](const db::Row& row) {
        files.push_back({std::string(row.text(0)), std::string(row.text(1))});
        return Status{};
      });
  if (!status) return status.error();
  return files;
}

}  // namespace payung::store
