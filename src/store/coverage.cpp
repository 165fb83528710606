#include "store/coverage.hpp"

namespace payung::store {
namespace {

Error misread(const Error& error) { return Error{Errc::integrity, "paid_month", error.where}; }

Result<coverage::PaidMonth> paid_at(const db::Row& row, int first) {
  const auto month = Month::from_index(row.integer(first));
  if (!month) return misread(month.error());
  const auto on = Date::parse(row.text(first + 1));
  if (!on) return misread(on.error());
  return coverage::PaidMonth{*month, *on};
}

}  // namespace

Result<std::vector<coverage::PaidMonth>> paid_months_of(db::Connection& connection,
                                                        std::int64_t person, Programme programme) {
  std::vector<coverage::PaidMonth> paid;
  const auto read = connection.query(
      // The cross join keeps SQLite on this way: month by month to the one person, not every
      // settlement.
      "select s.month, min(p.received_on) from (select distinct month from bill) t "
      "cross join settlement s "
      "join matching m on m.id = s.matching join payment p on p.id = m.payment "
      "where s.month = t.month and s.person = $1 and s.programme = $2 "
      "group by s.month having sum(s.amount) > 0 order by s.month",
      {person, to_text(programme)}, [&](const db::Row& row) -> Status {
        const auto one = paid_at(row, 0);
        if (!one) return one.error();
        paid.push_back(*one);
        return {};
      });
  if (!read) return read.error();
  return paid;
}

Status each_paid_month(db::Connection& connection, const MonthRange& months, const EachPaid& each) {
  return connection.query(
      "select person, programme, month, paid_on from paid_month "
      "where month >= $1 and month < $2 order by person, programme, month",
      {months.from.index(), months.until.index()}, [&](const db::Row& row) -> Status {
        const auto programme = parse_programme(row.text(1));
        if (!programme) return misread(programme.error());
        const auto one = paid_at(row, 2);
        if (!one) return one.error();
        return each({row.integer(0), *programme, *one});
      });
}

}  // namespace payung::store
