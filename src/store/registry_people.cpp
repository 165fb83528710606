// What the registry may say of people: their rows, and what others report of their programmes.
#include <algorithm>

#include "store/private_fields.hpp"
#include "store/registry.hpp"

namespace payung::store {
namespace {

void add_once(std::vector<std::string>& all, const std::string& value) {
  if (!value.empty() && std::ranges::find(all, value) == all.end()) all.push_back(value);
}

void fill(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

}  // namespace

Result<std::optional<RegistryFacts>> registry_facts(db::Connection& connection,
                                                    std::int64_t person) {
  std::optional<RegistryFacts> facts;
  const auto status = connection.query(
      "select r.id, r.private, r.name, r.birth_date, r.sex, r.address, r.rt, r.rw, r.village, "
      "r.district, r.regency, r.region, v.received_at from person_row p "
      "join list_row r on r.id = p.row join list_version v on v.id = r.version "
      "where p.person = $1 and p.run = (select max(n.run) from person_row n where n.row = p.row) "
      "and r.linkable = 1 "
      "and not exists (select 1 from list_row_end e where e.row = r.id and e.reason = 'replaced') "
      "order by r.id desc",
      {person}, [&](const db::Row& row) -> Status {
        const auto fields = open_fields(connection, row.integer(0), row.text(1));
        if (!fields) return fields.error();
        if (!facts) {
          facts.emplace();
          facts->person = person;
        }
        add_once(facts->niks, fields->nik);
        add_once(facts->phones, fields->phone);
        fill(facts->name, row.text(2));
        fill(facts->birth_date, row.text(3));
        fill(facts->sex, row.text(4));
        // An address is taken whole from one row, never put together from several.
        if (facts->region.empty() && !row.text(11).empty()) {
          facts->address = row.text(5);
          facts->rt = row.text(6);
          facts->rw = row.text(7);
          facts->village = row.text(8);
          facts->district = row.text(9);
          facts->regency = row.text(10);
          facts->region = row.text(11);
        }
        fill(facts->updated_at, row.text(12));
        facts->registered_at = row.text(12);
        return {};
      });
  if (!status) return status.error();
  return facts;
}

Result<std::vector<std::int64_t>> registry_candidates(db::Connection& connection,
                                                      const RegistryNarrow& narrow,
                                                      std::int64_t most) {
  std::vector<std::int64_t> persons;
  const auto status = connection.query(
      "select distinct p.person from list_row r join person_row p on p.row = r.id "
      "where r.linkable = 1 "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row) "
      "and not exists (select 1 from list_row_end e where e.row = r.id and e.reason = 'replaced') "
      "and (cast($1 as text) = '' or r.region = cast($1 as text) "
      "or substr(r.region, 1, length(cast($1 as text)) + 1) = cast($1 as text) || '.') "
      "and (cast($2 as text) = '' or r.sex = cast($2 as text)) "
      "and (cast($3 as text) = '' or r.birth_date >= cast($3 as text)) "
      "and (cast($4 as text) = '' or r.birth_date <= cast($4 as text)) "
      "order by p.person limit $5",
      {std::string_view(narrow.region), std::string_view(narrow.sex),
       std::string_view(narrow.born_from), std::string_view(narrow.born_until), most},
      [&](const db::Row& row) {
        persons.push_back(row.integer(0));
        return Status{};
      });
  if (!status) return status.error();
  return persons;
}

Status add_outside_enrolment(db::Connection& connection, const OutsideEnrolment& enrolment,
                             std::string_view now) {
  const auto last = connection.number("select max(id) from outside_enrolment");
  if (!last) return last.error();
  const auto written = connection.run(
      "insert into outside_enrolment (id, person, account, programme_code, programme_name, status, "
      "enrolled_on, changed_on, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {last->value_or(0) + 1, enrolment.person, enrolment.account,
       std::string_view(enrolment.programme_code), std::string_view(enrolment.programme_name),
       std::string_view(enrolment.status), std::string_view(enrolment.enrolled_on),
       std::string_view(enrolment.changed_on), now});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<OutsideEnrolment>> outside_enrolments(db::Connection& connection,
                                                         std::int64_t person) {
  std::vector<OutsideEnrolment> all;
  const auto status = connection.query(
      "select person, account, programme_code, programme_name, status, enrolled_on, changed_on "
      "from outside_enrolment o where person = $1 and id = (select max(n.id) "
      "from outside_enrolment n where n.person = o.person and n.account = o.account "
      "and n.programme_code = o.programme_code) order by programme_code, account",
      {person}, [&](const db::Row& row) {
        const auto text = [&](int column) { return std::string(row.text(column)); };
        all.push_back(
            {row.integer(0), row.integer(1), text(2), text(3), text(4), text(5), text(6)});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<SchemeOfBudget>> scheme_names_of_budgets(db::Connection& connection) {
  std::vector<SchemeOfBudget> all;
  const auto status = connection.query(
      "select b.id, s.code, v.name from budget b join scheme s on s.id = b.scheme "
      "join scheme_version v on v.scheme = s.id and v.version = "
      "(select max(n.version) from scheme_version n where n.scheme = s.id) order by b.id",
      {}, [&](const db::Row& row) {
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

}  // namespace payung::store
