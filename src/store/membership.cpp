#include "store/membership.hpp"

#include "store/private_fields.hpp"

namespace payung::store {
namespace {

using enrolment::MembershipEvent;

Error misread(const Error& error) { return {Errc::integrity, "membership_event", error.where}; }

Result<MembershipEvent> event_at(const db::Row& row) {
  const auto kind = enrolment::parse_event_kind(row.text(2));
  if (!kind) return misread(kind.error());
  const auto on = Date::parse(row.text(3));
  if (!on) return misread(on.error());
  const auto effective = Month::from_index(row.integer(4));
  if (!effective) return misread(effective.error());
  MembershipEvent event{
      row.integer(0), row.integer(1), *kind, *on, *effective, {}, 0, 0, {}, {}, {}, 0, "", "", ""};
  if (!row.is_null(5)) {
    const auto until = Month::from_index(row.integer(5));
    if (!until) return misread(until.error());
    event.until = *until;
  }
  event.payer = row.integer(6);
  event.budget = row.integer(7);
  if (!row.is_null(8)) {
    const auto sector = parse_sector(row.text(8));
    if (!sector) return misread(sector.error());
    event.sector = *sector;
  }
  if (!row.is_null(9)) {
    const auto programmes = ProgrammeSet::parse(row.text(9));
    if (!programmes) return misread(programmes.error());
    event.programmes = *programmes;
  }
  if (!row.is_null(10)) event.income = Rupiah(row.integer(10));
  event.withdraws = row.integer(11);
  event.recorded_at = row.text(12);
  event.reason = row.text(13);
  event.key = row.text(14);
  return event;
}

Result<std::vector<MembershipEvent>> read_events(db::Connection& connection, std::string_view sql,
                                                 std::initializer_list<db::Param> params) {
  std::vector<MembershipEvent> events;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto event = event_at(row);
    if (!event) return event.error();
    events.push_back(*std::move(event));
    return {};
  });
  if (!status) return status.error();
  return events;
}

db::Param nonzero(std::int64_t value) { return value == 0 ? db::Param(db::null) : value; }

}  // namespace

Result<std::vector<MembershipEvent>> membership_events(db::Connection& connection) {
  return read_events(connection,
                     "select id, person, kind, on_day, effective, until_month, payer, budget, "
                     "sector, programmes, income, withdraws, recorded_at, reason, event_key "
                     "from membership_event order by id",
                     {});
}

Result<std::vector<MembershipEvent>> membership_events_of(db::Connection& connection,
                                                          std::int64_t person) {
  return read_events(connection,
                     "select id, person, kind, on_day, effective, until_month, payer, budget, "
                     "sector, programmes, income, withdraws, recorded_at, reason, event_key "
                     "from membership_event where person = $1 order by id",
                     {person});
}

Result<std::vector<MembershipEvent>> membership_events_of_budget(db::Connection& connection,
                                                                 std::int64_t budget) {
  return read_events(connection,
                     "select id, person, kind, on_day, effective, until_month, payer, budget, "
                     "sector, programmes, income, withdraws, recorded_at, reason, event_key "
                     "from membership_event where person in "
                     "(select b.person from membership_event b where b.budget = $1) order by id",
                     {budget});
}

Result<std::int64_t> persons_of_budget(db::Connection& connection, std::int64_t budget,
                                       std::int64_t most) {
  const auto events = next_membership_event(connection);
  if (!events) return events.error();
  if (*events <= most) return *events - 1;
  const auto persons = connection.number(
      "select count(distinct person) from membership_event where budget = $1", {budget});
  if (!persons) return persons.error();
  return persons->value_or(0);
}

Result<std::vector<std::int64_t>> members_after(db::Connection& connection, std::int64_t after,
                                                std::int64_t most) {
  std::vector<std::int64_t> persons;
  const auto status = connection.query(
      "select distinct person from membership_event where person > $1 order by person limit $2",
      {after, most}, [&](const db::Row& row) {
        persons.push_back(row.integer(0));
        return Status{};
      });
  if (!status) return status.error();
  return persons;
}

Result<std::optional<Sector>> sector_of_person(db::Connection& connection, std::int64_t person) {
  const auto word = connection.word(
      "select r.sector from person_row p join list_row r on r.id = p.row "
      "where p.person = $1 and p.run = (select max(n.run) from person_row n where n.row = p.row) "
      "and r.sector is not null "
      "and not exists (select 1 from list_row_end e where e.row = r.id) "
      "order by r.id desc limit 1",
      {person});
  if (!word) return word.error();
  if (!*word) return std::optional<Sector>{};
  const auto sector = parse_sector(**word);
  if (!sector) return Error{Errc::integrity, "list_row", "sector"};
  return std::optional(*sector);
}

Result<std::optional<MembershipEvent>> membership_event_by_key(db::Connection& connection,
                                                               std::string_view key) {
  const auto events =
      read_events(connection,
                  "select id, person, kind, on_day, effective, until_month, payer, budget, "
                  "sector, programmes, income, withdraws, recorded_at, reason, event_key "
                  "from membership_event where event_key = $1",
                  {key});
  if (!events) return events.error();
  if (events->empty()) return std::optional<MembershipEvent>{};
  return std::optional(events->front());
}

Result<std::int64_t> next_membership_event(db::Connection& connection) {
  const auto last = connection.number("select max(id) from membership_event");
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

Status add_membership_events(db::Connection& connection, std::span<const MembershipEvent> events,
                             std::string_view actor) {
  auto writer = connection.bulk(
      "membership_event",
      {"id", "person", "kind", "on_day", "effective", "until_month", "payer", "budget", "sector",
       "programmes", "income", "withdraws", "recorded_at", "actor", "reason", "event_key"});
  if (!writer) return writer.error();
  for (const MembershipEvent& event : events) {
    const std::string on = event.on.text();
    const std::string programmes = event.programmes.text();
    const auto status = (*writer)->add(
        {event.id, event.person, enrolment::to_text(event.kind), on,
         std::int64_t{event.effective.index()},
         event.until ? db::Param(std::int64_t{event.until->index()}) : db::Param(db::null),
         nonzero(event.payer), nonzero(event.budget),
         event.sector ? db::Param(to_text(*event.sector)) : db::Param(db::null),
         programmes.empty() ? db::Param(db::null) : db::Param(std::string_view(programmes)),
         event.income ? db::Param(event.income->amount()) : db::Param(db::null),
         nonzero(event.withdraws), std::string_view(event.recorded_at), actor,
         std::string_view(event.reason), std::string_view(event.key)});
    if (!status) return status.error();
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

std::string_view to_text(NumberSource source) {
  switch (source) {
    case NumberSource::provisional: return "provisional";
    case NumberSource::bpjstk: return "bpjstk";
  }
  return {};
}

Result<std::vector<MemberNumber>> member_numbers(db::Connection& connection) {
  std::vector<MemberNumber> numbers;
  const auto status = connection.query(
      // A number of BPJS Ketenagakerjaan ("bpjstk") stands before a provisional one.
      "select person, kpj, source from member_number "
      "order by person, source, recorded_at desc, kpj",
      {}, [&](const db::Row& row) -> Status {
        if (!numbers.empty() && numbers.back().person == row.integer(0)) return {};
        const auto kpj = Kpj::parse(row.text(1));
        if (!kpj) return Error{Errc::integrity, "member_number"};
        numbers.push_back(
            {row.integer(0), *kpj,
             row.text(2) == "bpjstk" ? NumberSource::bpjstk : NumberSource::provisional});
        return {};
      });
  if (!status) return status.error();
  return numbers;
}

Result<std::optional<Kpj>> member_number_of(db::Connection& connection, std::int64_t person) {
  const auto word = connection.word(
      "select kpj from member_number where person = $1 order by source, recorded_at desc, kpj "
      "limit 1",
      {person});
  if (!word) return word.error();
  if (!*word) return std::optional<Kpj>();
  const auto kpj = Kpj::parse(**word);
  if (!kpj) return Error{Errc::integrity, "member_number"};
  return std::optional(*kpj);
}

Result<std::optional<MemberNumber>> newest_number(db::Connection& connection, std::int64_t person) {
  std::optional<MemberNumber> number;
  const auto status = connection.query(
      "select kpj, source from member_number where person = $1 "
      "order by source, recorded_at desc, kpj limit 1",
      {person}, [&](const db::Row& row) -> Status {
        const auto kpj = Kpj::parse(row.text(0));
        if (!kpj) return Error{Errc::integrity, "member_number"};
        number = MemberNumber{
            person, *kpj,
            row.text(1) == "bpjstk" ? NumberSource::bpjstk : NumberSource::provisional};
        return {};
      });
  if (!status) return status.error();
  return number;
}

Status add_member_numbers(db::Connection& connection, std::span<const MemberNumber> numbers,
                          std::string_view now) {
  auto writer = connection.bulk("member_number", {"person", "kpj", "source", "recorded_at"});
  if (!writer) return writer.error();
  for (const MemberNumber& one : numbers) {
    const auto status = (*writer)->add({one.person, one.kpj.digits(), to_text(one.source), now});
    if (!status) return status.error();
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<std::int64_t>> persons_of_nik(db::Connection& connection, const Nik& nik) {
  std::vector<std::int64_t> persons;
  const std::string index = nik_index(connection, nik);
  const auto status = connection.query(
      "select distinct p.person from list_row r "
      "join person_row p on p.row = r.id "
      "where r.nik_index = $1 and p.run = (select max(n.run) from person_row n where n.row = r.id) "
      "and not exists (select 1 from list_row_end e where e.row = r.id and e.reason = 'replaced') "
      "order by p.person",
      {std::string_view(index)}, [&](const db::Row& row) {
        persons.push_back(row.integer(0));
        return Status{};
      });
  if (!status) return status.error();
  return persons;
}

}  // namespace payung::store
