#include "store/figures.hpp"

#include "store/newest.hpp"

namespace payung::store {

Result<std::vector<evaluation::SenderLine>> sender_lines(db::Connection& connection) {
  std::vector<evaluation::SenderLine> lines;
  const auto status = connection.query(
      "select s.code, s.name, count(*), sum(case when r.status = 'accepted' then 1 else 0 end), "
      "count(distinct (select p.person from person_row p where p.row = r.id "
      "order by p.run desc limit 1)), "
      "sum((select count(*) from list_finding f where f.row = r.id and f.severity = 'warning')) "
      "from list_row r join list_version v on v.id = r.version join sender s on s.id = v.sender "
      "where not exists (select 1 from list_row_end e where e.row = r.id) "
      "group by s.code, s.name order by s.code",
      {}, [&](const db::Row& row) {
        evaluation::SenderLine line;
        line.code = row.text(0);
        line.name = row.text(1);
        line.rows = row.integer(2);
        line.accepted = row.integer(3);
        line.waiting = line.rows - line.accepted;
        line.persons = row.integer(4);
        line.warnings = row.integer(5);
        lines.push_back(line);
        return Status{};
      });
  if (!status) return status.error();
  return lines;
}

Result<std::vector<evaluation::PayerLine>> payer_lines(db::Connection& connection) {
  std::vector<evaluation::PayerLine> lines;
  const auto status = connection.query(
      "select p.code, p.kind, "
      "(select f.name from payer_fact f where f.payer = p.id order by f.scheme_version desc "
      "limit 1), "
      "coalesce((select sum(b.total) from bill b where b.payer = p.id), 0), "
      "coalesce((select sum(m.paid) from matching m where m.payer = p.id), 0), "
      "coalesce((select sum(y.amount) from payment y where y.payer = p.id), 0), "
      "(select sum(a.amount) from budget g join budget_fact a on a.budget = g.id where g.payer = "
      "p.id and a.scheme_version = (select max(n.scheme_version) from budget_fact n where "
      "n.budget = g.id)), "
      "(select sum(a.heads_max) from budget g join budget_fact a on a.budget = g.id where g.payer "
      "= p.id and a.scheme_version = (select max(n.scheme_version) from budget_fact n where "
      "n.budget = g.id)) "
      "from payer p order by p.code",
      {}, [&](const db::Row& row) -> Status {
        const auto kind = parse_payer_kind(row.text(1));
        if (!kind) return Error{Errc::integrity, "payer " + std::string(row.text(0))};
        evaluation::PayerLine line;
        line.code = row.text(0);
        line.name = row.text(2);
        line.kind = *kind;
        const std::int64_t billed = row.integer(3);
        const std::int64_t settled = row.integer(4);
        const std::int64_t received = row.integer(5);
        line.billed = Rupiah(billed);
        line.received = Rupiah(received);
        line.open = Rupiah(billed - settled);
        line.suspense = Rupiah(received - settled);
        if (!row.is_null(6)) line.budget = Rupiah(row.integer(6));
        if (!row.is_null(7)) line.heads_max = row.integer(7);
        lines.push_back(std::move(line));
        return {};
      });
  if (!status) return status.error();
  return lines;
}

Result<std::vector<evaluation::MonthLine>> month_lines(db::Connection& connection) {
  std::map<std::int32_t, evaluation::MonthLine> by_month;
  const auto at = [&](std::int64_t index) -> Result<evaluation::MonthLine*> {
    const auto month = Month::from_index(index);
    if (!month) return Error{Errc::integrity, "month " + std::to_string(index)};
    const auto [found, added] =
        by_month.try_emplace(month->index(), evaluation::MonthLine{*month, 0, 0, {}, {}});
    return &found->second;
  };
  const auto billed = connection.query(
      "select month, count(distinct person), sum(amount) from bill_line group by month", {},
      [&](const db::Row& row) -> Status {
        const auto line = at(row.integer(0));
        if (!line) return line.error();
        (*line)->billed_people = row.integer(1);
        (*line)->billed = Rupiah(row.integer(2));
        return {};
      });
  if (!billed) return billed.error();
  const auto paid =
      connection.query("select month, count(distinct person) from paid_month group by month", {},
                       [&](const db::Row& row) -> Status {
                         const auto line = at(row.integer(0));
                         if (!line) return line.error();
                         (*line)->paid_people = row.integer(1);
                         return {};
                       });
  if (!paid) return paid.error();
  const auto received = connection.query(
      "select substr(received_on, 1, 7), sum(amount) from payment group by substr(received_on, 1, "
      "7)",
      {}, [&](const db::Row& row) -> Status {
        const auto month = Month::parse(row.text(0));
        if (!month) return Error{Errc::integrity, "payment", std::string(row.text(0))};
        const auto line = at(month->index());
        if (!line) return line.error();
        (*line)->received = Rupiah(row.integer(1));
        return {};
      });
  if (!received) return received.error();
  std::vector<evaluation::MonthLine> lines;
  for (const auto& [index, line] : by_month) lines.push_back(line);
  return lines;
}

Result<std::vector<Unidentified>> unidentified_persons(db::Connection& connection) {
  std::vector<Unidentified> all;
  const auto status = connection.query(
      "select n.person, max(coalesce((select min(f.code) from list_finding f where f.row = r.id "
      "and f.severity = 'error'), '')), max(coalesce(r.region, '')), "
      "max(coalesce(r.sector, '')), "
      "max(case when s.kind in ('branch', 'registry') then 0 else 1 end) "
      "from (select p.row as row, p.person as person from person_row p join (select row, max(run) "
      "as run from person_row group by row) l on l.row = p.row and l.run = p.run) n "
      "join list_row r on r.id = n.row join list_version v on v.id = r.version "
      "join sender s on s.id = v.sender "
      "where not exists (select 1 from list_row_end e where e.row = r.id) "
      "group by n.person "
      "having max(case when r.status = 'accepted' then 1 else 0 end) = 0 order by n.person",
      {}, [&](const db::Row& row) {
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), row.integer(4) == 1});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<RowOfPerson>> rows_of_persons(db::Connection& connection) {
  std::vector<RowOfPerson> rows;
  const auto status = connection.query(
      "select s.code, f.name, r.sheet, r.number, r.status, coalesce((select p.person from "
      "person_row p where p.row = r.id order by p.run desc limit 1), 0) "
      "from list_row r join list_version v on v.id = r.version join sender s on s.id = v.sender "
      "join list_file f on f.id = v.file "
      "where not exists (select 1 from list_row_end e where e.row = r.id) "
      "order by s.code, f.name, r.sheet, r.number, r.id",
      {}, [&](const db::Row& row) {
        rows.push_back({std::string(row.text(0)), std::string(row.text(1)),
                        std::string(row.text(2)), row.integer(3), std::string(row.text(4)),
                        row.integer(5)});
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

Result<std::string> figures_state(db::Connection& connection) {
  return newest_numbers(connection,
                        {"list_version", "link_run", "scheme_version", "eligibility_run",
                         "allocation_run", "membership_event", "bill", "matching"});
}

Result<std::string> series_state(db::Connection& connection) {
  return newest_numbers(connection, {"potential_file"});
}

}  // namespace payung::store
