#include "store/people.hpp"

#include "store/newest.hpp"
#include "store/private_fields.hpp"

namespace payung::store {

Result<std::string> link_input_state(db::Connection& connection) {
  auto version = newest_numbers(connection, {"list_version"});
  if (!version) return version;
  const auto erased = connection.number("select count(*) from private_erasure");
  if (!erased) return erased.error();
  return *version + std::to_string(erased->value_or(0));
}

Status each_link_row(db::Connection& connection,
                     const std::function<void(const linkage::RecordView&)>& each) {
  // Where no possible NIK stands, what was typed is compared. A row that left is no longer in the
  // sender's list, so it may well be the same person as a row that came later.
  return connection.query(
      "select r.id, case when e.row is null then v.sender else -r.version end, r.private, r.name, "
      "r.birth_date, r.sex, r.birth_place, r.address, r.rt, r.rw, r.village, r.region, "
      "r.occupation from list_row r join list_version v on v.id = r.version "
      "left join list_row_end e on e.row = r.id "
      "where r.linkable = 1 and (e.row is null or e.reason = 'left') order by r.id",
      {}, [&](const db::Row& row) -> Status {
        const auto fields = open_fields(connection, row.integer(0), row.text(2));
        if (!fields) return fields.error();
        each({.id = row.integer(0),
              .list = static_cast<std::int32_t>(row.integer(1)),
              .nik = fields->nik.empty() ? fields->typed_nik : fields->nik,
              .name = row.text(3),
              .birth_date = row.text(4),
              .sex = row.text(5),
              .mother = fields->mother_name,
              .birth_place = row.text(6),
              .address = row.text(7),
              .rt = row.text(8),
              .rw = row.text(9),
              .village = row.text(10),
              .village_code = row.text(11),
              .phone = fields->phone,
              .occupation = row.text(12)});
        return {};
      });
}

Result<std::map<std::int64_t, PersonOfRow>> persons_of_rows(db::Connection& connection) {
  std::map<std::int64_t, PersonOfRow> persons;
  const auto status = connection.query(
      "select p.row, p.person from person_row p "
      "join (select row, max(run) as run from person_row group by row) n "
      "on n.row = p.row and n.run = p.run order by p.row",
      {}, [&](const db::Row& row) {
        persons.emplace_hint(persons.end(), row.integer(0),
                             PersonOfRow{row.integer(1), Belongs::by_run});
        return Status{};
      });
  if (!status) return status.error();
  // By number: a row that took another's place came after it, so a chain is followed to its end.
  const auto passed_on = connection.query(
      "select earlier, later from list_difference where earlier is not null and later is not null "
      "order by later",
      {}, [&](const db::Row& row) {
        const auto earlier = persons.find(row.integer(0));
        if (earlier == persons.end()) return Status{};
        persons.try_emplace(row.integer(1), PersonOfRow{earlier->second.person, Belongs::by_place});
        return Status{};
      });
  if (!passed_on) return passed_on.error();
  return persons;
}

Result<std::vector<PersonRow>> rows_of_several_persons(db::Connection& connection) {
  std::vector<PersonRow> rows;
  const auto status = connection.query(
      "select distinct p.row, p.person from person_row p where p.row in (select s.row from "
      "person_row s group by s.row having min(s.person) <> max(s.person)) order by p.row, p.person",
      {}, [&](const db::Row& row) {
        rows.push_back({row.integer(0), row.integer(1)});
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

Result<std::set<std::int64_t>> persons_with_membership(db::Connection& connection) {
  std::set<std::int64_t> persons;
  const auto status =
      connection.query("select distinct person from membership_event", {}, [&](const db::Row& row) {
        persons.insert(row.integer(0));
        return Status{};
      });
  if (!status) return status.error();
  return persons;
}

Result<std::int64_t> last_person(db::Connection& connection) {
  const auto last = connection.number("select max(id) from person");
  if (!last) return last.error();
  return last->value_or(0);
}

Status add_link_run(db::Connection& connection, LinkRun& run, std::string_view engine,
                    std::string_view now, std::string_view actor) {
  const auto last = connection.number("select max(id) from link_run");
  if (!last) return last.error();
  run.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into link_run (id, at, run_by, rows, persons, reviews, changed, engine) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {run.id, now, actor, run.rows, run.persons, run.reviews,
       static_cast<std::int64_t>(run.changed.size()), engine});
  if (!added) return added.error();
  {
    auto writer = connection.bulk("person", {"id", "created_at"});
    if (!writer) return writer.error();
    for (const std::int64_t person : run.new_persons) {
      if (auto status = (*writer)->add({person, now}); !status) return status;
    }
    if (const auto written = (*writer)->finish(); !written) return written.error();
  }
  auto writer = connection.bulk("person_row", {"row", "run", "person"});
  if (!writer) return writer.error();
  for (const auto& [row, person] : run.changed) {
    if (auto status = (*writer)->add({row, run.id, person}); !status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Result<RowCard> row_card(db::Connection& connection, std::int64_t row_id) {
  std::optional<RowCard> card;
  const auto status = connection.query(
      "select r.id, s.code, r.sheet, r.number, r.private, r.name, r.birth_date, r.sex, r.address, "
      "r.rt, r.rw, r.village, r.occupation from list_row r "
      "join list_version v on v.id = r.version join sender s on s.id = v.sender where r.id = $1",
      {row_id}, [&](const db::Row& row) -> Status {
        const auto text = [&](int column) { return std::string(row.text(column)); };
        auto fields = open_fields(connection, row_id, row.text(4));
        if (!fields) return fields.error();
        card = RowCard{row.integer(0),
                       text(1),
                       text(2),
                       row.integer(3),
                       std::move(fields->nik),
                       text(5),
                       text(6),
                       text(7),
                       std::move(fields->mother_name),
                       text(8),
                       text(9),
                       text(10),
                       text(11),
                       std::move(fields->phone),
                       text(12)};
        return {};
      });
  if (!status) return status.error();
  if (!card) return Error{Errc::not_found, "row " + std::to_string(row_id)};
  return *card;
}

Result<std::optional<std::int64_t>> person_of_row(db::Connection& connection, std::int64_t row) {
  return connection.number("select person from person_row where row = $1 order by run desc limit 1",
                           {row});
}

}  // namespace payung::store
