#include "store/pair_facts.hpp"

namespace payung::store {
Result<std::vector<ReviewPair>> pairs_among(db::Connection& connection, std::int64_t person_a,
                                            std::int64_t person_b) {
  std::vector<ReviewPair> pairs;
  const auto status = connection.query(
      "select p.id, p.row_a, p.row_b, p.weight, p.per_million, "
      "coalesce((select d.verdict from review_decision d where d.pair = p.id "
      "order by d.id desc limit 1), '') from review_pair p "
      "where p.row_a in (select x.row from person_row x where x.person = $1 or x.person = $2) "
      "and p.row_b in (select y.row from person_row y where y.person = $1 or y.person = $2) "
      "order by p.id",
      {person_a, person_b}, [&](const db::Row& row) {
        ReviewPair pair{row.integer(0),          row.integer(1), row.integer(2),
                        row.integer(3),          row.integer(4), {},
                        std::string(row.text(5))};
        if (pair.verdict == to_text(ReviewVerdict::undone)) pair.verdict.clear();
        pairs.push_back(std::move(pair));
        return Status{};
      });
  if (!status) return status.error();
  return pairs;
}

Result<std::vector<StandingOf>> standings_of(db::Connection& connection, std::int64_t person) {
  std::vector<StandingOf> standings;
  const auto status = connection.query(
      "select s.code, coalesce(e.answer, ''), coalesce(o.standing, ''), coalesce(b.code, '') "
      "from scheme s "
      "left join eligibility_now e on e.scheme = s.id and e.person = $1 "
      "left join allocation_outcome o on o.person = $1 and o.run = "
      "(select max(r.id) from allocation_run r where r.scheme = s.id) "
      "left join budget b on b.id = o.budget order by s.code",
      {person}, [&](const db::Row& row) {
        StandingOf one{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3))};
        if (!one.answer.empty() || !one.standing.empty()) standings.push_back(std::move(one));
        return Status{};
      });
  if (!status) return status.error();
  return standings;
}

}  // namespace payung::store
