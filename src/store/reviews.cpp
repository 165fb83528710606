// Pairs for review and what was decided of them.
#include <map>
#include <set>

#include "store/people.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kPairColumns =
    "select p.id, p.row_a, p.row_b, p.weight, p.per_million, p.evidence, "
    "coalesce((select d.verdict from review_decision d where d.pair = p.id "
    "order by d.id desc limit 1), '') from review_pair p ";

/// Open: no decision in force, no row was replaced, and they are two persons.
constexpr std::string_view kOpen =
    "where coalesce((select d.verdict from review_decision d where d.pair = p.id "
    "order by d.id desc limit 1), 'undone') = 'undone' "
    "and not exists (select 1 from list_row_end e where e.row in (p.row_a, p.row_b) "
    "and e.reason = 'replaced') "
    "and (select a.person from person_row a where a.row = p.row_a order by a.run desc limit 1) <> "
    "(select b.person from person_row b where b.row = p.row_b order by b.run desc limit 1) ";

ReviewPair pair_at(const db::Row& row) {
  ReviewPair pair{row.integer(0), row.integer(1),           row.integer(2),          row.integer(3),
                  row.integer(4), std::string(row.text(5)), std::string(row.text(6))};
  if (pair.verdict == "undone") pair.verdict.clear();
  return pair;
}

/// Which rows stand today for a row of a decision.
class Successors {
 public:
  static Result<Successors> read(db::Connection& connection) {
    Successors all;
    const auto next = connection.query(
        "select earlier, later from list_difference "
        "where earlier is not null and later is not null",
        {}, [&](const db::Row& row) {
          all.next_[row.integer(0)] = row.integer(1);
          return Status{};
        });
    if (!next) return next.error();
    const auto ended = connection.query(
        "select r.id from list_row r "
        "left join list_row_end e on e.row = r.id where r.linkable = 0 or e.reason = 'replaced'",
        {}, [&](const db::Row& row) {
          all.silent_.insert(row.integer(0));
          return Status{};
        });
    if (!ended) return ended.error();
    return all;
  }

  /// The row itself while it is linked, and those that came in its place.
  std::vector<std::int64_t> of(std::int64_t row) const {
    std::vector<std::int64_t> rows;
    if (!silent_.contains(row)) rows.push_back(row);
    for (auto after = next_.find(row); after != next_.end(); after = next_.find(after->second)) {
      if (!silent_.contains(after->second)) rows.push_back(after->second);
    }
    return rows;
  }

 private:
  std::map<std::int64_t, std::int64_t> next_;
  std::set<std::int64_t> silent_;  ///< rows that linking does not get
};

}  // namespace

std::string_view to_text(ReviewVerdict verdict) {
  switch (verdict) {
    case ReviewVerdict::same: return "same";
    case ReviewVerdict::different: return "different";
    case ReviewVerdict::undone: return "undone";
  }
  PAYUNG_CHECK(false && "a ReviewVerdict outside its list");
}

Result<ReviewVerdict> parse_verdict(std::string_view text) {
  for (const auto verdict :
       {ReviewVerdict::same, ReviewVerdict::different, ReviewVerdict::undone}) {
    if (to_text(verdict) == text) return verdict;
  }
  return Error{Errc::bad_value, "verdict", "one of same, different"};
}

Result<std::vector<ReviewPair>> unknown_pairs(db::Connection& connection,
                                              std::span<const ReviewPair> pairs) {
  std::set<std::pair<std::int64_t, std::int64_t>> known;
  const auto read =
      connection.query("select row_a, row_b from review_pair", {}, [&](const db::Row& row) {
        known.emplace(row.integer(0), row.integer(1));
        return Status{};
      });
  if (!read) return read.error();
  std::vector<ReviewPair> unknown;
  for (const auto& pair : pairs) {
    if (known.emplace(pair.row_a, pair.row_b).second) unknown.push_back(pair);
  }
  return unknown;
}

Status add_review_pairs(db::Connection& connection, std::int64_t run,
                        std::span<const ReviewPair> pairs) {
  const auto last = connection.number("select max(id) from review_pair");
  if (!last) return last.error();
  std::int64_t id = last->value_or(0);
  auto writer = connection.bulk(
      "review_pair", {"id", "run", "row_a", "row_b", "weight", "per_million", "evidence"});
  if (!writer) return writer.error();
  for (const auto& pair : pairs) {
    auto status = (*writer)->add({++id, run, pair.row_a, pair.row_b, pair.weight, pair.per_million,
                                  std::string_view(pair.evidence)});
    if (!status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<ReviewPair>> open_reviews(db::Connection& connection, std::int64_t most) {
  std::vector<ReviewPair> pairs;
  const auto status = connection.query(
      std::string(kPairColumns) + std::string(kOpen) + "order by p.weight desc, p.id limit $1",
      {most}, [&](const db::Row& row) {
        pairs.push_back(pair_at(row));
        return Status{};
      });
  if (!status) return status.error();
  return pairs;
}

Result<std::int64_t> count_open_reviews(db::Connection& connection) {
  const auto count =
      connection.number("select count(*) from review_pair p " + std::string(kOpen), {});
  if (!count) return count.error();
  return count->value_or(0);
}

Result<ReviewPair> review_pair(db::Connection& connection, std::int64_t id) {
  std::optional<ReviewPair> pair;
  const auto status = connection.query(std::string(kPairColumns) + "where p.id = $1", {id},
                                       [&](const db::Row& row) {
                                         pair = pair_at(row);
                                         return Status{};
                                       });
  if (!status) return status.error();
  if (!pair) {
    return Error{Errc::not_found, "review " + std::to_string(id), "see payung review list"};
  }
  return *pair;
}

Status add_decision(db::Connection& connection, std::int64_t pair, ReviewVerdict verdict,
                    std::string_view reason, std::string_view now, std::string_view actor) {
  const auto last = connection.number("select max(id) from review_decision");
  if (!last) return last.error();
  const auto added = connection.run(
      "insert into review_decision (id, pair, verdict, at, decided_by, reason) "
      "values ($1, $2, $3, $4, $5, $6)",
      {last->value_or(0) + 1, pair, to_text(verdict), now, actor, reason});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<linkage::Decision>> decisions_in_force(db::Connection& connection) {
  const auto rows = Successors::read(connection);
  if (!rows) return rows.error();
  std::vector<linkage::Decision> decisions;
  const auto status = connection.query(
      "select p.row_a, p.row_b, d.verdict from review_decision d "
      "join review_pair p on p.id = d.pair "
      "where d.id = (select max(x.id) from review_decision x where x.pair = d.pair) "
      "and d.verdict <> 'undone' order by d.id",
      {}, [&](const db::Row& row) {
        const auto verdict = row.text(2) == "same" ? linkage::Decision::Verdict::same
                                                   : linkage::Decision::Verdict::different;
        for (const std::int64_t a : rows->of(row.integer(0))) {
          for (const std::int64_t b : rows->of(row.integer(1))) {
            if (a != b) decisions.push_back({a, b, verdict});
          }
        }
        return Status{};
      });
  if (!status) return status.error();
  return decisions;
}

}  // namespace payung::store
