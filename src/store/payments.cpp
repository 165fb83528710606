#include "store/payments.hpp"

#include <map>

#include "store/money_pages.hpp"
#include "store/page_order.hpp"

namespace payung::store {
namespace {

Error misread(const Error& error) { return Error{Errc::integrity, "payment", error.where}; }

Status read_payers(db::Connection& connection, std::string_view sql,
                   std::initializer_list<db::Param> params, std::vector<BilledPayer>& payers) {
  return connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto kind = parse_payer_kind(row.text(3));
    if (!kind) return misread(kind.error());
    payers.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), *kind});
    return {};
  });
}

Result<std::vector<Payment>> read_payments(db::Connection& connection, std::string_view sql,
                                           std::initializer_list<db::Param> params) {
  std::vector<Payment> found;
  const auto read = connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto received = Date::parse(row.text(3));
    if (!received) return misread(received.error());
    found.push_back({row.integer(0), row.integer(1), Rupiah(row.integer(2)), *received,
                     std::string(row.text(4)), std::string(row.text(5)), std::string(row.text(6))});
    return {};
  });
  if (!read) return read.error();
  return found;
}

Result<std::optional<Payment>> one_payment(db::Connection& connection, std::string_view sql,
                                           std::initializer_list<db::Param> params) {
  const auto found = read_payments(connection, sql, params);
  if (!found) return found.error();
  if (found->empty()) return std::optional<Payment>{};
  return std::optional(found->back());
}

Result<billing::OpenLine> open_line_at(const db::Row& row) {
  const auto month = Month::from_index(row.integer(0));
  if (!month) return misread(month.error());
  const auto programme = parse_programme(row.text(3));
  if (!programme) return misread(programme.error());
  return billing::OpenLine{*month,
                           row.integer(1),
                           row.integer(2),
                           *programme,
                           static_cast<std::int32_t>(row.integer(4)),
                           Rupiah(row.integer(5)),
                           row.integer(6)};
}

Status add_settlements(db::Connection& connection, std::int64_t matching,
                       std::span<const billing::OpenLine> settled) {
  auto writer = connection.bulk(
      "settlement", {"matching", "bill", "month", "person", "programme", "revision", "amount"});
  if (!writer) return writer.error();
  for (const billing::OpenLine& line : settled) {
    const auto added =
        (*writer)->add({matching, line.bill, line.month.index(), line.person,
                        to_text(line.programme), line.revision, line.amount.amount()});
    if (!added) return added.error();
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

/// Bills of which no line is open any more.
Status close_bills(db::Connection& connection, std::int64_t matching,
                   std::span<const billing::OpenLine> open,
                   std::span<const billing::OpenLine> settled) {
  std::map<std::int64_t, std::int64_t> still_open;
  for (const billing::OpenLine& line : open) ++still_open[line.bill];
  for (const billing::OpenLine& line : settled) --still_open[line.bill];
  for (const auto& [bill, lines] : still_open) {
    if (lines != 0) continue;
    const auto added = connection.run("insert into bill_closed (bill, matching) values ($1, $2)",
                                      {bill, matching});
    if (!added) return added.error();
  }
  return {};
}

}  // namespace

Result<std::vector<BilledPayer>> billed_payers(db::Connection& connection) {
  std::vector<BilledPayer> payers;
  const auto read = read_payers(
      connection,
      "select p.id, p.code, coalesce((select f.name from payer_fact f where f.payer = p.id"
      " order by f.scheme_version desc limit 1), p.code), p.kind from payer p order by p.id",
      {}, payers);
  if (!read) return read.error();
  return payers;
}

Result<BilledPayer> billed_payer(db::Connection& connection, std::string_view code) {
  std::vector<BilledPayer> payers;
  const auto read = read_payers(
      connection,
      "select p.id, p.code, coalesce((select f.name from payer_fact f where f.payer = p.id"
      " order by f.scheme_version desc limit 1), p.code), p.kind from payer p where p.code = $1",
      {code}, payers);
  if (!read) return read.error();
  if (payers.empty()) return Error{Errc::not_found, "payer", std::string(code)};
  return payers.front();
}

std::string_view to_text(Cause cause) {
  switch (cause) {
    case Cause::payment: return "payment";
    case Cause::bill: return "bill";
    case Cause::correction: return "correction";
  }
  return "";
}

Result<std::optional<Payment>> payment_of_key(db::Connection& connection, std::string_view key) {
  return one_payment(connection,
                     "select id, payer, amount, received_on, key, reference, recorded_at "
                     "from payment where key = $1",
                     {key});
}

/// A whole statement: which payments lie beyond the cursor, and in which order.
#define PAYUNG_PAYMENT_PAGE(beyond, order)                                            \
  "select p.id, p.payer, p.amount, p.received_on, p.key, p.reference, p.recorded_at " \
  "from payment p where (" beyond ") and (p.payer = $2 or $2 is null) order by " order " limit $3"

constexpr PageOrder kPaymentOrders[] = {
    {"-made", PAYUNG_PAYMENT_PAGE("$1 = 0 or p.id < $1", "p.id desc")},
    {"made", PAYUNG_PAYMENT_PAGE("$1 = 0 or p.id > $1", "p.id")},
    {"received_on", PAYUNG_PAYMENT_PAGE("$1 = 0 or (p.received_on, p.id) > (select o.received_on, "
                                        "o.id from payment o where o.id = $1)",
                                        "p.received_on, p.id")},
    {"-received_on", PAYUNG_PAYMENT_PAGE("$1 = 0 or (p.received_on, p.id) < (select o.received_on, "
                                         "o.id from payment o where o.id = $1)",
                                         "p.received_on desc, p.id desc")},
    {"amount",
     PAYUNG_PAYMENT_PAGE(
         "$1 = 0 or (p.amount, p.id) > (select o.amount, o.id from payment o where o.id = $1)",
         "p.amount, p.id")},
    {"-amount",
     PAYUNG_PAYMENT_PAGE(
         "$1 = 0 or (p.amount, p.id) < (select o.amount, o.id from payment o where o.id = $1)",
         "p.amount desc, p.id desc")},
};

Result<std::vector<Payment>> payment_page(db::Connection& connection, std::string_view order,
                                          std::optional<std::int64_t> payer, std::int64_t after,
                                          std::int64_t most) {
  const auto sql = sql_of(kPaymentOrders, order);
  if (!sql) return sql.error();
  return read_payments(connection, *sql, {after, db::maybe(payer), most});
}

Result<std::vector<Payment>> payments_before(db::Connection& connection,
                                             std::optional<std::int64_t> payer, std::int64_t before,
                                             std::int64_t most) {
  return payment_page(connection, "-made", payer, before, most);
}

Result<std::optional<Payment>> last_payment(db::Connection& connection, std::int64_t payer) {
  return one_payment(connection,
                     "select id, payer, amount, received_on, key, reference, recorded_at "
                     "from payment where payer = $1 order by id desc limit 1",
                     {payer});
}

Result<std::int64_t> add_payment(db::Connection& connection, const Payment& payment,
                                 std::string_view actor) {
  const auto last = connection.number("select max(id) from payment");
  if (!last) return last.error();
  const std::int64_t id = last->value_or(0) + 1;
  const std::string received = payment.received_on.text();
  const auto added = connection.run(
      "insert into payment (id, payer, amount, received_on, key, reference, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {id, payment.payer, payment.amount.amount(), received, payment.key, payment.reference,
       payment.recorded_at, actor});
  if (!added) return added.error();
  return id;
}

Result<Rupiah> suspense_of(db::Connection& connection, std::int64_t payer) {
  const auto left = connection.number(
      "select cast((select coalesce(sum(amount), 0) from payment where payer = $1) -"
      " (select coalesce(sum(paid), 0) from matching where payer = $1) as bigint)",
      {payer});
  if (!left) return left.error();
  return Rupiah(left->value_or(0));
}

Result<std::vector<std::int64_t>> payers_in_credit(db::Connection& connection) {
  std::vector<std::int64_t> payers;
  const auto read = connection.query(
      "select p.payer from (select payer, sum(amount) as received from payment group by payer) p "
      "left join (select payer, sum(paid) as used from matching group by payer) m "
      "on m.payer = p.payer where p.received > coalesce(m.used, 0) order by p.payer",
      {}, [&](const db::Row& row) -> Status {
        payers.push_back(row.integer(0));
        return {};
      });
  if (!read) return read.error();
  return payers;
}

Result<std::vector<billing::OpenLine>> open_lines(db::Connection& connection, std::int64_t payer) {
  std::vector<billing::OpenLine> open;
  const auto read = connection.query(
      "select l.month, l.membership, l.person, l.programme, l.revision, l.amount, l.bill "
      "from bill b join bill_line l on l.bill = b.id "
      "left join settlement s on s.month = l.month and s.person = l.person"
      " and s.programme = l.programme and s.revision = l.revision "
      "where b.payer = $1 and s.matching is null"
      " and not exists (select 1 from bill_closed c where c.bill = b.id) "
      "order by l.month, l.membership, l.person, l.programme, l.revision",
      {payer}, [&](const db::Row& row) -> Status {
        auto line = open_line_at(row);
        if (!line) return line.error();
        open.push_back(*line);
        return {};
      });
  if (!read) return read.error();
  return open;
}

Result<std::int64_t> add_matching(db::Connection& connection, const MatchingHead& head,
                                  const billing::Matching& matching,
                                  std::span<const billing::OpenLine> open) {
  const auto last = connection.number("select max(id) from matching");
  if (!last) return last.error();
  const std::int64_t id = last->value_or(0) + 1;
  const std::string booked = head.booked_on.text();
  const auto added = connection.run(
      "insert into matching (id, payer, payment, cause, paid, person_months, not_charged,"
      " suspense_after, booked_on, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {id, head.payer, head.payment, head.cause, matching.paid.amount(), matching.person_months,
       head.not_charged.amount(), matching.left.amount(), booked, head.recorded_at});
  if (!added) return added.error();
  if (auto done = add_settlements(connection, id, matching.settled); !done) return done.error();
  if (auto done = close_bills(connection, id, open, matching.settled); !done) return done.error();
  return id;
}

Result<std::optional<MatchingHead>> matching_of_payment(db::Connection& connection,
                                                        std::int64_t payment) {
  std::optional<MatchingHead> found;
  const auto read = connection.query(
      "select id, payer, payment, cause, paid, person_months, not_charged,"
      " suspense_after, booked_on, recorded_at from matching where payment = $1 and cause = "
      "'payment'",
      {payment}, [&](const db::Row& row) -> Status {
        const auto booked = Date::parse(row.text(8));
        if (!booked) return misread(booked.error());
        found = MatchingHead{row.integer(0),           row.integer(1),         row.integer(2),
                             std::string(row.text(3)), Rupiah(row.integer(4)), row.integer(5),
                             Rupiah(row.integer(6)),   Rupiah(row.integer(7)), *booked,
                             std::string(row.text(9))};
        return {};
      });
  if (!read) return read.error();
  return found;
}

}  // namespace payung::store
