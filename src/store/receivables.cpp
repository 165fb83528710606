#include "store/receivables.hpp"

namespace payung::store {

Result<std::vector<Receivable>> receivables(db::Connection& connection, std::optional<Month> from,
                                            std::optional<Month> until,
                                            std::optional<std::int64_t> payer) {
  const auto index = [](std::optional<Month> month) {
    return month ? db::Param(std::int64_t{month->index()}) : db::Param(db::null);
  };
  std::vector<Receivable> all;
  // A bill that is closed is paid in full; only open ones are looked at line by line.
  const auto status = connection.query(
      "select x.payer, x.month, cast(count(*) as bigint), cast(sum(x.people) as bigint), "
      "cast(sum(x.total) as bigint), cast(sum(x.settled) as bigint), min(x.due_on) from ("
      "select b.payer, b.month, b.people, b.total, b.due_on, "
      "case when c.bill is not null then b.total else "
      "(select cast(coalesce(sum(s.amount), 0) as bigint) from bill_line l "
      "join settlement s on s.month = l.month and s.person = l.person "
      "and s.programme = l.programme and s.revision = l.revision where l.bill = b.id) "
      "end as settled "
      "from bill b left join bill_closed c on c.bill = b.id "
      "where (b.month >= $1 or $1 is null) and (b.month < $2 or $2 is null) "
      "and (b.payer = $3 or $3 is null)) x "
      "group by x.payer, x.month order by x.payer, x.month",
      {index(from), index(until), db::maybe(payer)}, [&](const db::Row& row) -> Status {
        const auto month = Month::from_index(row.integer(1));
        const auto due = Date::parse(row.text(6));
        if (!month || !due) return Error{Errc::integrity, "bill"};
        all.push_back({row.integer(0), *month, row.integer(2), row.integer(3),
                       Rupiah(row.integer(4)), Rupiah(row.integer(5)), *due});
        return {};
      });
  if (!status) return status.error();
  return all;
}

}  // namespace payung::store
