#include "store/history.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/date.hpp"
#include "base/nik.hpp"
#include "store/bills.hpp"
#include "store/people.hpp"

namespace payung::store {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::pair<HistoryKind, std::string_view>, 12> kWords{{
    {HistoryKind::list_row, "list_row"},
    {HistoryKind::row_ended, "row_ended"},
    {HistoryKind::linked, "linked"},
    {HistoryKind::unlinked, "unlinked"},
    {HistoryKind::review, "review"},
    {HistoryKind::eligibility, "eligibility"},
    {HistoryKind::allocation, "allocation"},
    {HistoryKind::membership, "membership"},
    {HistoryKind::bill, "bill"},
    {HistoryKind::payment, "payment"},
    {HistoryKind::coverage, "coverage"},
    {HistoryKind::erasure, "erasure"},
}};

std::string number(std::int64_t value) { return std::to_string(value); }

std::string month_text(std::int64_t index) {
  const auto month = Month::from_index(index);
  return month ? month->text() : std::string();
}

/// The last two digits, so that he knows which of his numbers it is.
std::string masked_phone(std::string_view phone) {
  if (phone.size() < 3) return std::string(phone.size(), '*');
  return std::string(phone.size() - 2, '*') + std::string(phone.substr(phone.size() - 2));
}

/// Reads rows of one query into events; the query names its columns by position.
class Reader {
 public:
  Reader(db::Connection& connection, std::int64_t person, std::vector<HistoryEvent>& events)
      : connection_(connection), person_(person), events_(events) {}

  Status rows();
  Status ends();
  Status links();
  Status reviews();
  Status eligibility();
  Status allocation();
  Status membership();
  Status bills();
  Status erasures();

 private:
  template <class Make>
  Status read(std::string_view sql, const Make& make) {
    return connection_.query(sql, {person_}, [&](const db::Row& row) {
      events_.push_back(make(row));
      return Status{};
    });
  }
  Status add_private_fields(std::size_t first);
  Status add_reasons(std::size_t first, const std::vector<std::array<std::int64_t, 2>>& keys);

  db::Connection& connection_;
  std::int64_t person_;
  std::vector<HistoryEvent>& events_;
};

/// The name of payer `p`, as the newest programme that names it says.
#define PAYUNG_PAYER_NAME                                           \
  "coalesce((select f.name from payer_fact f where f.payer = p.id " \
  "order by f.scheme_version desc limit 1), p.code, '')"

std::string text(const db::Row& row, int column) { return std::string(row.text(column)); }

Status Reader::rows() {
  const std::size_t first = events_.size();
  const auto status = read(
      "select r.id, v.received_at, s.code, s.name, v.id, v.kind, v.as_of, r.sheet, r.number, "
      "r.status, r.sector, r.region "
      "from (select distinct row from person_row where person = $1) p "
      "join list_row r on r.id = p.row join list_version v on v.id = r.version "
      "join sender s on s.id = v.sender order by r.id",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::list_row,
                            number(row.integer(0)),
                            {{"sender", text(row, 2)},
                             {"sender_name", text(row, 3)},
                             {"list_version", number(row.integer(4))},
                             {"list_kind", text(row, 5)},
                             {"as_of", text(row, 6)},
                             {"sheet", text(row, 7)},
                             {"row", number(row.integer(8))},
                             {"status", text(row, 9)},
                             {"sector", text(row, 10)},
                             {"region", text(row, 11)}}};
      });
  if (!status) return status;
  return add_private_fields(first);
}

Status Reader::add_private_fields(std::size_t first) {
  for (std::size_t i = first; i < events_.size(); ++i) {
    const auto card = row_card(connection_, std::stoll(events_[i].reference));
    if (!card) return card.error();
    const auto nik = Nik::parse(card->nik);
    Facts& facts = events_[i].facts;
    facts.emplace_back("nik", nik ? nik->masked() : std::string());
    facts.emplace_back("name", card->name);
    facts.emplace_back("birth_date", card->birth_date);
    facts.emplace_back("phone", masked_phone(card->phone));
    facts.emplace_back("village", card->village);
    facts.emplace_back("occupation", card->occupation);
    events_[i].reference = "list_row " + events_[i].reference;
  }
  return {};
}

Status Reader::ends() {
  return read(
      "select e.row, v.received_at, e.reason, v.id from list_row_end e "
      "join list_version v on v.id = e.version "
      "where e.row in (select row from person_row where person = $1) order by e.row",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::row_ended,
                            "list_row " + number(row.integer(0)),
                            {{"reason", text(row, 2)}, {"list_version", number(row.integer(3))}}};
      });
}

Status Reader::links() {
  const auto linked = read(
      "select p.row, l.at, l.id, l.run_by, l.engine from person_row p "
      "join link_run l on l.id = p.run where p.person = $1 order by l.id, p.row",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::linked,
                            "list_row " + number(row.integer(0)),
                            {{"link_run", number(row.integer(2))},
                             {"run_by", text(row, 3)},
                             {"engine", text(row, 4)}}};
      });
  if (!linked) return linked;
  return read(
      "select o.row, l.at, l.id from person_row p "
      "join person_row o on o.row = p.row and o.run > p.run and o.person <> p.person "
      "join link_run l on l.id = o.run where p.person = $1 "
      "and o.run = (select min(n.run) from person_row n where n.row = p.row and n.run > p.run) "
      "order by l.id, o.row",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::unlinked,
                            "list_row " + number(row.integer(0)),
                            {{"link_run", number(row.integer(2))}}};
      });
}

Status Reader::reviews() {
  return read(
      "select r.id, d.at, d.verdict, d.decided_by, d.reason, r.row_a, r.row_b from ("
      "select a.id from review_pair a join person_row p on p.row = a.row_a where p.person = $1 "
      "union select b.id from review_pair b join person_row p on p.row = b.row_b "
      "where p.person = $1) own "
      "join review_pair r on r.id = own.id join review_decision d on d.pair = r.id order by d.id",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::review,
                            "review_pair " + number(row.integer(0)),
                            {{"verdict", text(row, 2)},
                             {"decided_by", text(row, 3)},
                             {"reason", text(row, 4)},
                             {"row_a", number(row.integer(5))},
                             {"row_b", number(row.integer(6))}}};
      });
}

Status Reader::eligibility() {
  const std::size_t first = events_.size();
  std::vector<std::array<std::int64_t, 2>> keys;  // scheme, run
  const auto status = read(
      // Cross joins: SQLite would walk all decisions of a run for the one person's.
      "select r.id, r.decided_on, s.code, d.answer, d.met, s.id from scheme s "
      "cross join eligibility_decision d join eligibility_run r on r.id = d.run "
      "where d.scheme = s.id and d.person = $1 order by r.id",
      [&](const db::Row& row) {
        keys.push_back({row.integer(5), row.integer(0)});
        return HistoryEvent{
            text(row, 1),
            HistoryKind::eligibility,
            "eligibility_run " + number(row.integer(0)),
            {{"scheme", text(row, 2)}, {"answer", text(row, 3)}, {"met", text(row, 4)}}};
      });
  if (!status) return status;
  return add_reasons(first, keys);
}

Status Reader::add_reasons(std::size_t first,
                           const std::vector<std::array<std::int64_t, 2>>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto status = connection_.query(
        "select code, detail from eligibility_reason "
        "where scheme = $1 and person = $2 and run = $3 order by position",
        {keys[i][0], person_, keys[i][1]}, [&](const db::Row& row) {
          events_[first + i].facts.emplace_back("not_met:" + text(row, 0), text(row, 1));
          return Status{};
        });
    if (!status) return status;
  }
  return {};
}

Status Reader::allocation() {
  return read(
      "select r.id, r.allocated_on, s.code, o.standing, o.place, b.code, o.month_from, "
      "o.month_until, o.barriers from allocation_run r "
      "cross join allocation_outcome o join scheme s on s.id = r.scheme "
      "left join budget b on b.id = o.budget where o.run = r.id and o.person = $1 order by r.id",
      [](const db::Row& row) {
        HistoryEvent event{text(row, 1),
                           HistoryKind::allocation,
                           "allocation_run " + number(row.integer(0)),
                           {{"scheme", text(row, 2)},
                            {"standing", text(row, 3)},
                            {"rank", number(row.integer(4))},
                            {"budget", text(row, 5)},
                            {"barriers", text(row, 8)}}};
        if (!row.is_null(6)) event.facts.emplace_back("from", month_text(row.integer(6)));
        if (!row.is_null(7)) event.facts.emplace_back("until", month_text(row.integer(7)));
        return event;
      });
}

Status Reader::membership() {
  return read(
      "select e.id, e.recorded_at, e.kind, e.on_day, e.effective, e.until_month, p.code, e.sector, "
      "e.programmes, e.actor, e.reason, " PAYUNG_PAYER_NAME
      " from membership_event e "
      "left join payer p on p.id = e.payer where e.person = $1 order by e.id",
      [](const db::Row& row) {
        HistoryEvent event{text(row, 1),
                           HistoryKind::membership,
                           "membership_event " + number(row.integer(0)),
                           {{"kind", text(row, 2)},
                            {"on", text(row, 3)},
                            {"effective", month_text(row.integer(4))},
                            {"payer", text(row, 6)},
                            {"payer_name", text(row, 11)},
                            {"sector", text(row, 7)},
                            {"programmes", text(row, 8)},
                            {"actor", text(row, 9)},
                            {"reason", text(row, 10)}}};
        if (!row.is_null(5)) event.facts.emplace_back("until", month_text(row.integer(5)));
        return event;
      });
}

/// What one bill charged him for one month, and what one payment paid of it.
Status Reader::bills() {
  const auto lines = lines_of_person(connection_, person_);
  if (!lines) return lines.error();
  std::map<std::pair<std::int64_t, Month>, std::vector<const StoredLine*>> of_bill;
  for (const StoredLine& line : *lines) of_bill[{line.bill, line.month}].push_back(&line);
  for (const auto& [key, group] : of_bill) {
    HistoryEvent event{{}, HistoryKind::bill, "bill " + number(key.first), {}};
    event.facts.emplace_back("month", key.second.text());
    std::map<std::int64_t, HistoryEvent> payments;
    for (const StoredLine* line : group) {
      const std::string amount = number(line->amount.amount());
      event.facts.emplace_back(to_text(line->programme), amount);
      if (!line->payment || !line->paid_on) continue;
      HistoryEvent& paid = payments[*line->payment];
      paid.at = line->paid_on->text();
      paid.kind = HistoryKind::payment;
      paid.reference = "payment " + number(*line->payment);
      if (paid.facts.empty()) paid.facts.emplace_back("month", key.second.text());
      paid.facts.emplace_back(to_text(line->programme), amount);
    }
    const auto status =
        connection_.query("select b.recorded_at, b.due_on, p.code, " PAYUNG_PAYER_NAME
                          " from bill b join payer p on p.id = b.payer "
                          "where b.id = $1",
                          {key.first}, [&](const db::Row& row) {
                            event.at = row.text(0);
                            event.facts.emplace_back("due_on", text(row, 1));
                            event.facts.emplace_back("payer", text(row, 2));
                            event.facts.emplace_back("payer_name", text(row, 3));
                            for (auto& [id, paid] : payments) {
                              paid.facts.emplace_back("payer", text(row, 2));
                              paid.facts.emplace_back("payer_name", text(row, 3));
                            }
                            return Status{};
                          });
    if (!status) return status;
    events_.push_back(std::move(event));
    for (auto& [id, paid] : payments) events_.push_back(std::move(paid));
  }
  return {};
}

Status Reader::erasures() {
  return read(
      "select e.row, e.at, e.ground from private_erasure e "
      "where e.row in (select row from person_row where person = $1) order by e.row",
      [](const db::Row& row) {
        return HistoryEvent{text(row, 1),
                            HistoryKind::erasure,
                            "list_row " + number(row.integer(0)),
                            {{"ground", text(row, 2)}}};
      });
}

}  // namespace

std::string_view to_text(HistoryKind kind) {
  for (const auto& [value, word] : kWords) {
    if (value == kind) return word;
  }
  PAYUNG_CHECK(false);
}

void sort_history(std::vector<HistoryEvent>& events) {
  std::ranges::stable_sort(events, [](const HistoryEvent& a, const HistoryEvent& b) {
    return std::tie(a.at, a.kind, a.reference) < std::tie(b.at, b.kind, b.reference);
  });
}

Result<std::vector<HistoryEvent>> history_of_person(db::Connection& connection,
                                                    std::int64_t person) {
  std::vector<HistoryEvent> events;
  Reader reader(connection, person, events);
  for (const auto part :
       {&Reader::rows, &Reader::ends, &Reader::links, &Reader::reviews, &Reader::eligibility,
        &Reader::allocation, &Reader::membership, &Reader::bills, &Reader::erasures}) {
    if (const Status status = (reader.*part)(); !status) return status.error();
  }
  sort_history(events);
  return events;
}

Result<std::vector<std::int64_t>> rows_of_person_now(db::Connection& connection,
                                                     std::int64_t person) {
  std::vector<std::int64_t> rows;
  const auto status = connection.query(
      "select p.row from person_row p where p.person = $1 "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row) order by p.row",
      {person}, [&](const db::Row& row) {
        rows.push_back(row.integer(0));
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

Result<bool> person_known(db::Connection& connection, std::int64_t person) {
  const auto found = connection.number("select id from person where id = $1", {person});
  if (!found) return found.error();
  return found->has_value();
}

}  // namespace payung::store
