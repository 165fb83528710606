#include "store/review_queue.hpp"

#include "store/newest.hpp"

namespace payung::store {

Result<std::vector<QueuedPair>> queued_pairs(db::Connection& connection) {
  std::vector<QueuedPair> pairs;
  const auto status = connection.query(
      "select p.id, "
      "coalesce((select x.person from person_row x where x.row = p.row_a "
      "order by x.run desc limit 1), 0), "
      "coalesce((select y.person from person_row y where y.row = p.row_b "
      "order by y.run desc limit 1), 0), "
      "case when coalesce((select d.verdict from review_decision d where d.pair = p.id "
      "order by d.id desc limit 1), 'undone') = 'undone' then 0 else 1 end, "
      "case when exists (select 1 from list_row_end e where e.row in (p.row_a, p.row_b) "
      "and e.reason = 'replaced') then 1 else 0 end "
      "from review_pair p order by p.weight desc, p.id",
      {}, [&](const db::Row& row) {
        pairs.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3) == 1,
                         row.integer(4) == 1});
        return Status{};
      });
  if (!status) return status.error();
  return pairs;
}

Result<std::string> queue_state(db::Connection& connection) {
  // A row changes its person in a run of the linking only, and ends with a version of its list.
  return newest_numbers(connection, {"link_run", "review_pair", "list_version"});
}

Result<std::int64_t> newest_decision(db::Connection& connection) {
  const auto newest = connection.number("select coalesce(max(id), 0) from review_decision");
  if (!newest) return newest.error();
  return newest->value_or(0);
}

Result<std::vector<PairDecision>> decisions_after(db::Connection& connection,
                                                  std::int64_t decision) {
  std::vector<PairDecision> decisions;
  const auto status = connection.query(
      "select pair, case when verdict = 'undone' then 0 else 1 end from review_decision "
      "where id > $1 order by id",
      {decision}, [&](const db::Row& row) {
        decisions.push_back({row.integer(0), row.integer(1) == 1});
        return Status{};
      });
  if (!status) return status.error();
  return decisions;
}

}  // namespace payung::store
