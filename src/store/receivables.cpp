#include "store/receivables.hpp"

namespace payung::store {
namespace {

db::Param index_of(std::optional<Month> month) {
  return month ? db::Param(std::int64_t{month->index()}) : db::Param(db::null);
}

Result<std::vector<Receivable>> read(db::Connection& connection, std::string_view sql,
                                     std::initializer_list<db::Param> params) {
  std::vector<Receivable> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto month = Month::from_index(row.integer(1));
    const auto due = Date::parse(row.text(6));
    if (!month || !due) return Error{Errc::integrity, "bill"};
    all.push_back({row.integer(0), *month, row.integer(2), row.integer(3), Rupiah(row.integer(4)),
                   Rupiah(row.integer(5)), *due});
    return {};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

Result<std::vector<Receivable>> receivables(db::Connection& connection,
                                            const ReceivableQuestion& question) {
  // A bill that is closed is paid in full; only open ones are looked at line by line.
  return read(connection,
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
              "and (b.payer = $3 or $3 is null) and b.payer > $4 and b.payer in "
              "(select w.id from payer w where w.id > $4 order by w.id limit $5)) x "
              "group by x.payer, x.month order by x.payer, x.month",
              {index_of(question.from), index_of(question.until), db::maybe(question.payer),
               question.after, question.most});
}

Result<std::optional<std::int64_t>> last_payer_of_window(db::Connection& connection,
                                                         std::int64_t after, std::int64_t most) {
  const auto last = connection.number(
      "select max(w.id) from (select id from payer where id > $1 order by id limit $2) w",
      {after, most});
  if (!last || !*last) return last;
  const auto beyond = connection.number("select min(id) from payer where id > $1", {**last});
  if (!beyond) return beyond;
  return *beyond ? *last : std::optional<std::int64_t>{};
}

Result<std::vector<Receivable>> overdue(db::Connection& connection, Date on,
                                        std::optional<std::int64_t> payer) {
  const std::string day = on.text();
  return read(connection,
              "select x.payer, x.month, cast(count(*) as bigint), cast(sum(x.people) as bigint), "
              "cast(sum(x.total) as bigint), cast(sum(x.settled) as bigint), min(x.due_on) from ("
              "select b.payer, b.month, b.people, b.total, b.due_on, "
              "(select cast(coalesce(sum(s.amount), 0) as bigint) from bill_line l "
              "join settlement s on s.month = l.month and s.person = l.person "
              "and s.programme = l.programme and s.revision = l.revision where l.bill = b.id) "
              "as settled from bill b where b.due_on < $1 and (b.payer = $2 or $2 is null) "
              "and not exists (select 1 from bill_closed c where c.bill = b.id)) x "
              "where x.settled < x.total "
              "group by x.payer, x.month order by x.payer, x.month",
              {day, db::maybe(payer)});
}

}  // namespace payung::store
