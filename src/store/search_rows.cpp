#include "store/search_rows.hpp"

#include <algorithm>
#include <map>

#include "store/lists.hpp"
#include "store/people.hpp"

namespace payung::store {
namespace {

std::optional<RegionCode> region_of(std::string_view text) {
  if (text.empty()) return {};
  const auto region = RegionCode::parse(text);
  if (!region) return {};
  return *region;
}

Result<std::map<std::int64_t, std::int64_t>> senders_of_versions(db::Connection& connection) {
  std::map<std::int64_t, std::int64_t> senders;
  const auto status = connection.query("select id, sender from list_version order by id", {},
                                       [&](const db::Row& row) {
                                         senders[row.integer(0)] = row.integer(1);
                                         return Status{};
                                       });
  if (!status) return status.error();
  return senders;
}

using RowSector = std::pair<std::int64_t, Sector>;

Result<std::vector<RowSector>> sectors_of_rows(db::Connection& connection) {
  std::vector<RowSector> sectors;
  const auto status = connection.query(
      "select id, sector from list_row where sector is not null order by id", {},
      [&](const db::Row& row) {
        const auto sector = parse_sector(row.text(1));
        if (!sector) return Status{Error{Errc::integrity, "list_row", std::string(row.text(1))}};
        sectors.emplace_back(row.integer(0), *sector);
        return Status{};
      });
  if (!status) return status.error();
  return sectors;
}

Result<std::vector<PaysFor>> read_payers(db::Connection& connection, std::string_view sql,
                                         std::initializer_list<db::Param> params) {
  std::vector<PaysFor> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) {
    all.push_back({row.integer(0), row.integer(1)});
    return Status{};
  });
  if (!status) return status.error();
  return all;
}

struct RowFacts {
  std::int64_t row;
  std::int64_t sender;
  std::optional<RegionCode> region;
  std::optional<Sector> sector;
};

Result<std::vector<RowFacts>> rows_of_person(db::Connection& connection, std::int64_t person) {
  std::vector<RowFacts> rows;
  const auto status = connection.query(
      "select r.id, v.sender, r.region, r.sector from person_row p "
      "join list_row r on r.id = p.row join list_version v on v.id = r.version "
      "where p.person = $1 and p.run = (select max(n.run) from person_row n where n.row = p.row) "
      "and r.linkable = 1 "
      "and not exists (select 1 from list_row_end e where e.row = r.id and e.reason = 'replaced') "
      "order by r.id",
      {person}, [&](const db::Row& row) {
        RowFacts facts{row.integer(0), row.integer(1), region_of(row.text(2)), {}};
        if (!row.is_null(3)) {
          const auto sector = parse_sector(row.text(3));
          if (!sector) return Status{Error{Errc::integrity, "list_row", std::string(row.text(3))}};
          facts.sector = *sector;
        }
        rows.push_back(facts);
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

}  // namespace

Status each_search_row(db::Connection& connection, const EachSearchRow& each) {
  const auto persons = persons_of_rows(connection);
  if (!persons) return persons.error();
  const auto senders = senders_of_versions(connection);
  if (!senders) return senders.error();
  const auto sectors = sectors_of_rows(connection);
  if (!sectors) return sectors.error();
  auto person = persons->begin();
  auto sector = sectors->begin();
  Status status;
  // Both come by row, so three sorted lists are walked side by side.
  const auto read = each_link_row(connection, [&](const linkage::RecordView& record) {
    if (!status) return;
    while (person != persons->end() && person->first < record.id) ++person;
    if (person == persons->end() || person->first != record.id) return;
    while (sector != sectors->end() && sector->first < record.id) ++sector;
    SearchRow row{record.id,   person->second.person, record.list,  record.nik,
                  record.name, record.birth_date,     record.phone, region_of(record.village_code),
                  {}};
    if (record.list < 0) {  // a row that left: each_link_row names its version
      const auto sender = senders->find(-std::int64_t{record.list});
      row.sender = sender == senders->end() ? 0 : sender->second;
    }
    if (sector != sectors->end() && sector->first == record.id) row.sector = sector->second;
    status = each(row);
  });
  return read ? status : read;
}

Status each_search_row_of(db::Connection& connection, const std::set<std::int64_t>& persons,
                          const EachSearchRow& each) {
  for (const std::int64_t person : persons) {
    const auto rows = rows_of_person(connection, person);
    if (!rows) return rows.error();
    for (const RowFacts& facts : *rows) {
      const auto card = row_card(connection, facts.row);
      if (!card) return card.error();
      if (auto done = each({facts.row, person, facts.sender, card->nik, card->name,
                            card->birth_date, card->phone, facts.region, facts.sector});
          !done) {
        return done;
      }
    }
  }
  return {};
}

Result<std::vector<PaysFor>> payers_of_everybody(db::Connection& connection) {
  return read_payers(connection,
                     "select distinct person, payer from membership_event "
                     "where payer is not null and payer <> 0 order by person, payer",
                     {});
}

Result<std::vector<PaysFor>> payers_of_person(db::Connection& connection, std::int64_t person) {
  return read_payers(connection,
                     "select distinct person, payer from membership_event "
                     "where person = $1 and payer is not null and payer <> 0 "
                     "order by person, payer",
                     {person});
}

Result<SearchMarks> search_marks(db::Connection& connection) {
  SearchMarks marks;
  const auto status = connection.query(
      "select (select coalesce(max(id), 0) from list_version), "
      "(select coalesce(max(id), 0) from link_run), "
      "(select coalesce(max(id), 0) from membership_event), "
      "(select count(*) from private_erasure), (select coalesce(max(id), 0) from matching)",
      {}, [&](const db::Row& row) {
        marks = {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
        return Status{};
      });
  if (!status) return status.error();
  return marks;
}

Result<std::set<std::int64_t>> persons_changed_since(db::Connection& connection,
                                                     const SearchMarks& before,
                                                     const SearchMarks& now, std::int64_t most) {
  std::set<std::int64_t> persons;
  // What did not move is not asked for: with nothing new, a planner walks through everybody.
  const auto add = [&](std::int64_t from, std::int64_t until, std::string_view sql) {
    if (from == until) return Status{};
    return connection.query(sql, {from, most}, [&](const db::Row& row) {
      persons.insert(row.integer(0));
      return Status{};
    });
  };
  // Whoever a relinked row belonged to before changed too; a row that took another's place changes
  // the person of that one; and who pays is told by events.
  auto status = add(
      before.run, now.run,
      // What is new comes first, materialized: the order asked for would lead through everybody.
      "with fresh as materialized (select distinct row from person_row where run > $1) "
      "select distinct o.person from fresh f join person_row o on o.row = f.row "
      "order by o.person limit $2");
  if (!status) return status.error();
  status =
      add(before.version, now.version,
          "select distinct p.person from list_version v join list_difference d on d.version = v.id "
          "join person_row p on p.row = d.earlier where v.id > $1 order by p.person limit $2");
  if (!status) return status.error();
  status = add(before.event, now.event,
               "with fresh as materialized (select person from membership_event where id > $1) "
               "select distinct person from fresh order by person limit $2");
  if (!status) return status.error();
  return persons;
}

}  // namespace payung::store
