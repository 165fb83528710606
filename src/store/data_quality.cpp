#include "store/data_quality.hpp"

#include <algorithm>

namespace payung::store {

Result<std::vector<ListQuality>> list_qualities(db::Connection& connection, std::int64_t sender,
                                                std::int64_t most) {
  std::vector<ListQuality> lists;
  const auto status = connection.query(
      "select v.id, v.kind, v.as_of, v.rows, v.accepted, "
      "(select count(*) from list_edit e where e.version = v.id) "
      "from list_version v where v.sender = $1 order by v.id desc limit $2",
      {sender, most}, [&](const db::Row& row) {
        lists.push_back({row.integer(0),
                         row.text(1) == "next" ? VersionKind::next : VersionKind::correction,
                         std::string(row.text(2)), row.integer(3), row.integer(4), row.integer(5)});
        return Status{};
      });
  if (!status) return status.error();
  std::reverse(lists.begin(), lists.end());
  return lists;
}

Result<std::vector<FindingTrend>> finding_trends(db::Connection& connection, std::int64_t version,
                                                 std::int64_t before) {
  std::vector<FindingTrend> trends;
  const auto status = connection.query(
      "select severity, code, "
      "sum(case when version = $1 then 1 else 0 end), "
      "sum(case when version = $2 then 1 else 0 end) from list_finding "
      "where version in ($1, $2) and severity <> 'note' and number > 0 "
      "group by severity, code order by 3 desc, 4 desc, code",
      {version, before}, [&](const db::Row& row) {
        trends.push_back(
            {std::string(row.text(0)), std::string(row.text(1)), row.integer(2), row.integer(3)});
        return Status{};
      });
  if (!status) return status.error();
  return trends;
}

}  // namespace payung::store
