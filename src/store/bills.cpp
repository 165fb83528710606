#include "store/bills.hpp"

#include <algorithm>
#include <map>

#include "store/money_pages.hpp"
#include "store/page_order.hpp"

namespace payung::store {
namespace {

Error misread(const Error& error) { return Error{Errc::integrity, "bill", error.where}; }

std::string joined(std::span<const std::string> rows) {
  std::string out;
  for (const std::string& row : rows) out += (out.empty() ? "" : " ") + row;
  return out;
}

Result<std::int64_t> last_id(db::Connection& connection, std::string_view sql) {
  const auto last = connection.number(sql);
  if (!last) return last.error();
  return last->value_or(0);
}

/// How many bills each payer has for the month already.
Result<std::map<std::int64_t, std::int64_t>> bills_there(db::Connection& connection, Month month) {
  std::map<std::int64_t, std::int64_t> there;
  const auto read =
      connection.query("select payer, count(*) from bill where month = $1 group by payer",
                       {month.index()}, [&](const db::Row& row) -> Status {
                         there[row.integer(0)] = row.integer(1);
                         return {};
                       });
  if (!read) return read.error();
  return there;
}

Status add_bases(db::Connection& connection, const billing::BillRun& run, std::int64_t first) {
  auto writer = connection.bulk("price_basis", {"id", "month", "programme", "amount", "rule_rows",
                                                "relief", "doubt", "reason"});
  if (!writer) return writer.error();
  for (const billing::Basis& basis : run.bases) {
    const std::string rows = joined(basis.rule_rows);
    const auto added =
        (*writer)->add({first++, run.month.index(), to_text(basis.programme), basis.amount.amount(),
                        rows, basis.relief, to_text(basis.doubt), to_text(basis.reason)});
    if (!added) return added.error();
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

Status add_heads(db::Connection& connection, std::span<const BillHead> heads,
                 std::string_view actor) {
  auto writer = connection.bulk("bill", {"id", "payer", "month", "number", "kind", "total",
                                         "people", "lines", "due_on", "recorded_at", "actor"});
  if (!writer) return writer.error();
  for (const BillHead& head : heads) {
    const std::string due = head.due_on.text();
    const auto added = (*writer)->add({head.id, head.payer, head.month.index(), head.number,
                                       head.kind, head.total.amount(), head.people, head.lines, due,
                                       head.recorded_at, actor});
    if (!added) return added.error();
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

Status add_lines(db::Connection& connection, const billing::BillRun& run,
                 std::span<const BillHead> heads, std::int64_t first_basis) {
  auto writer = connection.bulk("bill_line", {"bill", "month", "person", "programme", "revision",
                                              "membership", "basis", "amount"});
  if (!writer) return writer.error();
  for (std::size_t i = 0; i < run.bills.size(); ++i) {
    for (const billing::BillLine& line : run.bills[i].lines) {
      const auto added = (*writer)->add({heads[i].id, run.month.index(), line.person,
                                         to_text(line.programme), line.revision, line.membership,
                                         first_basis + static_cast<std::int64_t>(line.basis),
                                         line.amount.amount()});
      if (!added) return added.error();
    }
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

std::string kind_of(RunKind kind, std::int64_t number) {
  if (kind == RunKind::corrections) return std::string(to_text(BillKind::correction));
  return std::string(to_text(number == 0 ? BillKind::main : BillKind::supplementary));
}

Result<StoredLine> line_at(const db::Row& row) {
  const auto month = Month::from_index(row.integer(1));
  if (!month) return misread(month.error());
  const auto programme = parse_programme(row.text(5));
  if (!programme) return misread(programme.error());
  const auto doubt = billing::parse_doubt(row.text(10));
  if (!doubt) return misread(doubt.error());
  const auto reason = billing::parse_reason(row.text(11));
  if (!reason) return misread(reason.error());
  StoredLine line{row.integer(0),
                  *month,
                  row.integer(2),
                  row.integer(3),
                  row.integer(4),
                  *programme,
                  static_cast<std::int32_t>(row.integer(6)),
                  Rupiah(row.integer(7)),
                  std::string(row.text(8)),
                  std::string(row.text(9)),
                  *doubt,
                  *reason,
                  {},
                  {}};
  if (!row.is_null(12)) {
    const auto paid_on = Date::parse(row.text(13));
    if (!paid_on) return misread(paid_on.error());
    line.payment = row.integer(12);
    line.paid_on = *paid_on;
  }
  return line;
}

Result<std::vector<StoredLine>> read_lines(db::Connection& connection, std::string_view sql,
                                           std::initializer_list<db::Param> params) {
  std::vector<StoredLine> lines;
  const auto read = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto line = line_at(row);
    if (!line) return line.error();
    lines.push_back(*std::move(line));
    return {};
  });
  if (!read) return read.error();
  return lines;
}

Result<BillHead> head_at(const db::Row& row) {
  const auto month = Month::from_index(row.integer(2));
  if (!month) return misread(month.error());
  const auto due = Date::parse(row.text(8));
  if (!due) return misread(due.error());
  return BillHead{row.integer(0),           row.integer(1),           *month,
                  row.integer(3),           std::string(row.text(4)), Rupiah(row.integer(5)),
                  row.integer(6),           row.integer(7),           *due,
                  std::string(row.text(9)), Rupiah(row.integer(10))};
}

}  // namespace

std::string_view to_text(BillKind kind) {
  switch (kind) {
    case BillKind::main: return "main";
    case BillKind::supplementary: return "supplementary";
    case BillKind::correction: return "correction";
  }
  return "";
}

Result<std::vector<billing::BilledBefore>> billed_before(db::Connection& connection, Month month) {
  std::vector<billing::BilledBefore> before;
  const auto read =
      connection.query("select person, programme from bill_line where month = $1 and revision = 0",
                       {month.index()}, [&](const db::Row& row) -> Status {
                         const auto programme = parse_programme(row.text(1));
                         if (!programme) return misread(programme.error());
                         before.push_back({row.integer(0), *programme});
                         return {};
                       });
  if (!read) return read.error();
  std::ranges::sort(before);
  return before;
}

Result<std::vector<billing::Posted>> posted_in(db::Connection& connection, Month month) {
  std::vector<billing::Posted> posted;
  const auto read = connection.query(
      "select b.payer, l.person, l.programme, l.membership, l.revision, l.amount, p.reason "
      "from bill_line l join bill b on b.id = l.bill join price_basis p on p.id = l.basis "
      "where l.month = $1 order by l.person, l.programme, b.payer, l.revision",
      {month.index()}, [&](const db::Row& row) -> Status {
        const auto programme = parse_programme(row.text(2));
        if (!programme) return misread(programme.error());
        const auto reason = billing::parse_reason(row.text(6));
        if (!reason) return misread(reason.error());
        const billing::Posted one{row.integer(0),
                                  row.integer(1),
                                  *programme,
                                  row.integer(3),
                                  static_cast<std::int32_t>(row.integer(4)),
                                  Rupiah(row.integer(5)),
                                  *reason};
        const bool same = !posted.empty() && posted.back().person == one.person &&
                          posted.back().programme == one.programme &&
                          posted.back().payer == one.payer;
        if (!same) {
          posted.push_back(one);
          return {};
        }
        const auto net = posted.back().net.plus(one.net);
        if (!net) return net.error();
        posted.back().net = *net;
        posted.back().revision_last = one.revision_last;
        posted.back().reason_last = one.reason_last;
        return {};
      });
  if (!read) return read.error();
  return posted;
}

Result<std::vector<BillHead>> add_bills(db::Connection& connection, const billing::BillRun& run,
                                        RunKind kind, std::string_view now,
                                        std::string_view actor) {
  std::vector<BillHead> heads;
  if (run.bills.empty()) return heads;
  auto there = bills_there(connection, run.month);
  if (!there) return there.error();
  auto bill = last_id(connection, "select max(id) from bill");
  if (!bill) return bill.error();
  const auto basis = last_id(connection, "select max(id) from price_basis");
  if (!basis) return basis.error();
  for (const billing::Bill& one : run.bills) {
    const std::int64_t number = (*there)[one.payer]++;
    heads.push_back({++*bill, one.payer, run.month, number, kind_of(kind, number), one.total,
                     one.people, static_cast<std::int64_t>(one.lines.size()), run.due_on,
                     std::string(now), Rupiah(0)});
  }
  if (auto added = add_bases(connection, run, *basis + 1); !added) return added.error();
  if (auto added = add_heads(connection, heads, actor); !added) return added.error();
  if (auto added = add_lines(connection, run, heads, *basis + 1); !added) return added.error();
  return heads;
}

Result<std::vector<BillHead>> bill_heads(db::Connection& connection, std::optional<Month> month,
                                         std::optional<std::int64_t> payer) {
  std::vector<BillHead> heads;
  const db::Param of_month = month ? db::Param(std::int64_t{month->index()}) : db::Param(db::null);
  const auto read = connection.query(
      "select b.id, b.payer, b.month, b.number, b.kind, b.total, b.people, b.lines, b.due_on,"
      " b.recorded_at,"
      " case when c.bill is not null then b.total else"
      " (select cast(coalesce(sum(s.amount), 0) as bigint) from bill_line l"
      " join settlement s on s.month = l.month and s.person = l.person"
      " and s.programme = l.programme and s.revision = l.revision where l.bill = b.id) end "
      "from bill b left join bill_closed c on c.bill = b.id "
      "where (b.month = $1 or $1 is null) and (b.payer = $2 or $2 is null) "
      "order by b.month, b.payer, b.number",
      {of_month, db::maybe(payer)}, [&](const db::Row& row) -> Status {
        auto head = head_at(row);
        if (!head) return head.error();
        heads.push_back(*std::move(head));
        return {};
      });
  if (!read) return read.error();
  return heads;
}

/// A whole statement: which bills lie beyond the cursor, and in which order.
#define PAYUNG_BILL_PAGE(beyond, order)                                                    \
  "select b.id, b.payer, b.month, b.number, b.kind, b.total, b.people, b.lines, b.due_on," \
  " b.recorded_at,"                                                                        \
  " case when c.bill is not null then b.total else"                                        \
  " (select cast(coalesce(sum(s.amount), 0) as bigint) from bill_line l"                   \
  " join settlement s on s.month = l.month and s.person = l.person"                        \
  " and s.programme = l.programme and s.revision = l.revision where l.bill = b.id) end "   \
  "from bill b left join bill_closed c on c.bill = b.id "                                  \
  "where (" beyond                                                                         \
  ") and (b.month = $1 or $1 is null) and (b.payer = $2 or $2 is null) "                   \
  "order by " order " limit $4"

constexpr PageOrder kBillOrders[] = {
    {"made", PAYUNG_BILL_PAGE("$3 = 0 or b.id > $3", "b.id")},
    {"-made", PAYUNG_BILL_PAGE("$3 = 0 or b.id < $3", "b.id desc")},
    {"due_on",
     PAYUNG_BILL_PAGE(
         "$3 = 0 or (b.due_on, b.id) > (select o.due_on, o.id from bill o where o.id = $3)",
         "b.due_on, b.id")},
    {"-due_on",
     PAYUNG_BILL_PAGE(
         "$3 = 0 or (b.due_on, b.id) < (select o.due_on, o.id from bill o where o.id = $3)",
         "b.due_on desc, b.id desc")},
    {"month", PAYUNG_BILL_PAGE(
                  "$3 = 0 or (b.month, b.id) > (select o.month, o.id from bill o where o.id = $3)",
                  "b.month, b.id")},
    {"-month", PAYUNG_BILL_PAGE(
                   "$3 = 0 or (b.month, b.id) < (select o.month, o.id from bill o where o.id = $3)",
                   "b.month desc, b.id desc")},
    {"total", PAYUNG_BILL_PAGE(
                  "$3 = 0 or (b.total, b.id) > (select o.total, o.id from bill o where o.id = $3)",
                  "b.total, b.id")},
    {"-total", PAYUNG_BILL_PAGE(
                   "$3 = 0 or (b.total, b.id) < (select o.total, o.id from bill o where o.id = $3)",
                   "b.total desc, b.id desc")},
};

Result<std::vector<BillHead>> bill_page(db::Connection& connection, std::string_view order,
                                        std::optional<Month> month,
                                        std::optional<std::int64_t> payer, std::int64_t after,
                                        std::int64_t most) {
  const auto sql = sql_of(kBillOrders, order);
  if (!sql) return sql.error();
  std::vector<BillHead> heads;
  const db::Param of_month = month ? db::Param(std::int64_t{month->index()}) : db::Param(db::null);
  const auto read = connection.query(*sql, {of_month, db::maybe(payer), after, most},
                                     [&](const db::Row& row) -> Status {
                                       auto head = head_at(row);
                                       if (!head) return head.error();
                                       heads.push_back(*std::move(head));
                                       return {};
                                     });
  if (!read) return read.error();
  return heads;
}

Result<std::vector<BillHead>> bill_heads_after(db::Connection& connection,
                                               std::optional<Month> month,
                                               std::optional<std::int64_t> payer,
                                               std::int64_t after, std::int64_t most) {
  return bill_page(connection, "made", month, payer, after, most);
}

Result<std::vector<StoredLine>> lines_of_bill_after(db::Connection& connection, std::int64_t bill,
                                                    std::int64_t person, std::int64_t most) {
  return read_lines(
      connection,
      "select l.bill, l.month, b.payer, l.person, l.membership, l.programme, l.revision, l.amount,"
      " p.rule_rows, p.relief, p.doubt, p.reason, m.payment, y.received_on "
      "from bill_line l join bill b on b.id = l.bill join price_basis p on p.id = l.basis "
      "left join settlement s on s.month = l.month and s.person = l.person"
      " and s.programme = l.programme and s.revision = l.revision "
      "left join matching m on m.id = s.matching left join payment y on y.id = m.payment "
      "where l.bill = $1 and l.person in (select distinct n.person from bill_line n"
      " where n.bill = $1 and n.person > $2 order by n.person limit $3) "
      "order by l.person, l.programme, l.revision",
      {bill, person, most});
}

std::int64_t persons_in(std::span<const StoredLine> lines) {
  std::int64_t persons = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    persons += i == 0 || lines[i].person != lines[i - 1].person ? 1 : 0;
  }
  return persons;
}

Result<std::optional<std::int64_t>> payer_of_bill(db::Connection& connection, std::int64_t bill) {
  return connection.number("select payer from bill where id = $1", {bill});
}

Result<std::vector<StoredLine>> lines_of_bill(db::Connection& connection, std::int64_t bill,
                                              std::int64_t lines_max) {
  return read_lines(
      connection,
      "select l.bill, l.month, b.payer, l.person, l.membership, l.programme, l.revision, l.amount,"
      " p.rule_rows, p.relief, p.doubt, p.reason, m.payment, y.received_on "
      "from bill_line l join bill b on b.id = l.bill join price_basis p on p.id = l.basis "
      "left join settlement s on s.month = l.month and s.person = l.person"
      " and s.programme = l.programme and s.revision = l.revision "
      "left join matching m on m.id = s.matching left join payment y on y.id = m.payment "
      "where l.bill = $1 order by l.membership, l.person, l.programme, l.revision limit $2",
      {bill, lines_max});
}

Result<std::vector<StoredLine>> lines_of_person(db::Connection& connection, std::int64_t person) {
  return read_lines(
      connection,
      "select l.bill, l.month, b.payer, l.person, l.membership, l.programme, l.revision, l.amount,"
      " p.rule_rows, p.relief, p.doubt, p.reason, m.payment, y.received_on "
      // The cross join keeps SQLite on this way: month by month to the one person, not all lines.
      "from (select distinct month from bill) t cross join bill_line l "
      "join bill b on b.id = l.bill join price_basis p on p.id = l.basis "
      "left join settlement s on s.month = l.month and s.person = l.person"
      " and s.programme = l.programme and s.revision = l.revision "
      "left join matching m on m.id = s.matching left join payment y on y.id = m.payment "
      "where l.month = t.month and l.person = $1 order by l.month, l.programme, l.revision",
      {person});
}

}  // namespace payung::store
