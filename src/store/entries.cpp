#include "store/entries.hpp"

namespace payung::store {
namespace {

Result<EntryStep> step_of(std::string_view text) {
  for (const auto step : {EntryStep::entered, EntryStep::corrected, EntryStep::withdrawn}) {
    if (to_text(step) == text) return step;
  }
  return Error{Errc::integrity, "entry", "step"};
}

Result<EntryState> state_of(std::string_view text) {
  for (const auto state :
       {EntryState::accepted, EntryState::waiting, EntryState::withdrawn, EntryState::taken_over}) {
    if (to_text(state) == text) return state;
  }
  return Error{Errc::integrity, "entry", "state"};
}

Result<EntryLine> line_at(const db::Row& row) {
  const auto step = step_of(row.text(2));
  if (!step) return step.error();
  EntryLine line{row.integer(0),           row.integer(1),           *step,
                 row.integer(3),           row.integer(4),           {},
                 std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8))};
  if (!row.is_null(5)) line.row = row.integer(5);
  return line;
}

Result<Entry> entry_at(const db::Row& row) {
  auto last = line_at(row);
  if (!last) return last.error();
  const auto state = state_of(row.text(9));
  if (!state) return state.error();
  Entry one;
  one.id = last->first;
  one.sender = last->sender;
  one.state = *state;
  one.last = *std::move(last);
  one.row = row.integer(10);
  one.version = row.integer(11);
  if (!row.is_null(12)) one.person = row.integer(12);
  one.entered_at = row.text(13);
  one.photos = row.integer(14);
  return one;
}

/// The newest line of each entry, with the newest row there was.
constexpr std::string_view kEntries =
    "select l.id, l.first, l.step, l.sender, l.version, l.row, l.key, l.recorded_at, l.actor, "
    "case when l.step = 'withdrawn' then 'withdrawn' "
    "when exists (select 1 from list_row_end e where e.row = r.id) then 'taken_over' "
    "else r.status end, r.id, r.version, "
    "(select p.person from person_row p where p.row = r.id order by p.run desc limit 1), "
    "f.recorded_at, (select count(*) from entry_photo h where h.entry = l.first) "
    "from entry l join entry f on f.id = l.first "
    "join list_row r on r.id = (select max(o.row) from entry o where o.first = l.first) "
    "where l.id = (select max(n.id) from entry n where n.first = l.first) ";

Result<std::vector<Entry>> read_entries(db::Connection& connection, std::string_view sql,
                                        std::initializer_list<db::Param> params) {
  std::vector<Entry> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto one = entry_at(row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<std::vector<EntryPhoto>> read_photos(db::Connection& connection, std::string_view sql,
                                            std::initializer_list<db::Param> params) {
  std::vector<EntryPhoto> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    all.push_back({row.integer(0), row.integer(1), std::string(row.text(2)),
                   std::string(row.text(3)), row.integer(4), std::string(row.text(5)),
                   std::string(row.text(6))});
    return {};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

std::string_view to_text(EntryStep step) {
  switch (step) {
    case EntryStep::entered: return "entered";
    case EntryStep::corrected: return "corrected";
    case EntryStep::withdrawn: return "withdrawn";
  }
  PAYUNG_CHECK(false);
}

std::string_view to_text(EntryState state) {
  switch (state) {
    case EntryState::accepted: return "accepted";
    case EntryState::waiting: return "waiting";
    case EntryState::withdrawn: return "withdrawn";
    case EntryState::taken_over: return "taken_over";
  }
  PAYUNG_CHECK(false);
}

Result<std::int64_t> next_entry(db::Connection& connection) {
  const auto last = connection.number("select max(id) from entry");
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

Status add_entry_line(db::Connection& connection, EntryLine& line) {
  const auto id = next_entry(connection);
  if (!id) return id.error();
  line.id = *id;
  if (line.first == 0) line.first = *id;
  const auto added = connection.run(
      "insert into entry (id, first, step, sender, version, row, key, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {line.id, line.first, to_text(line.step), line.sender, line.version, db::maybe(line.row),
       line.key, line.recorded_at, line.actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::optional<EntryLine>> entry_line_by_key(db::Connection& connection,
                                                   std::string_view key) {
  std::optional<EntryLine> found;
  const auto status = connection.query(
      "select id, first, step, sender, version, row, key, recorded_at, actor from entry "
      "where key = $1",
      {key}, [&](const db::Row& row) -> Status {
        auto line = line_at(row);
        if (!line) return line.error();
        found = *std::move(line);
        return {};
      });
  if (!status) return status.error();
  return found;
}

Result<std::optional<std::int64_t>> entry_of_row(db::Connection& connection, std::int64_t row) {
  return connection.number("select first from entry where row = $1 order by id desc limit 1",
                           {row});
}

Result<Entry> entry(db::Connection& connection, std::int64_t id) {
  auto found = read_entries(connection, std::string(kEntries) + "and l.first = $1", {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "entry"};
  return std::move(found->front());
}

Result<std::vector<Entry>> entries_before(db::Connection& connection, std::int64_t before,
                                          std::int64_t most) {
  return read_entries(
      connection,
      std::string(kEntries) + "and (l.first < $1 or $1 = 0) order by l.first desc limit $2",
      {before, most});
}

Result<std::vector<Entry>> entries_of_person(db::Connection& connection, std::int64_t person) {
  auto all = read_entries(connection,
                          std::string(kEntries) +
                              "and l.first in (select e.first from entry e join person_row p "
                              "on p.row = e.row where p.person = $1) order by l.first desc",
                          {person});
  // A row that an earlier run gave to the person may belong to somebody else since.
  if (all) std::erase_if(*all, [&](const Entry& one) { return one.person != person; });
  return all;
}

Result<std::vector<EntryCount>> entry_counts(db::Connection& connection) {
  std::vector<EntryCount> all;
  const auto status = connection.query(
      "select sender, state, count(*) from (select l.sender as sender, "
      "case when l.step = 'withdrawn' then 'withdrawn' "
      "when exists (select 1 from list_row_end e where e.row = l.row) then 'taken_over' "
      "else (select r.status from list_row r where r.id = l.row) end as state "
      "from entry l where l.id = (select max(n.id) from entry n where n.first = l.first)) as now "
      "group by sender, state order by sender, state",
      {}, [&](const db::Row& row) -> Status {
        const auto state = state_of(row.text(1));
        if (!state) return state.error();
        all.push_back({row.integer(0), *state, row.integer(2)});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<std::int64_t>> entry_versions(db::Connection& connection) {
  std::vector<std::int64_t> all;
  const auto status = connection.query("select version from entry order by version", {},
                                       [&](const db::Row& row) -> Status {
                                         all.push_back(row.integer(0));
                                         return {};
                                       });
  if (!status) return status.error();
  return all;
}

Result<bool> add_entry_photo(db::Connection& connection, EntryPhoto& photo) {
  const auto there = connection.number(
      "select id from entry_photo where entry = $1 and sha256 = $2", {photo.entry, photo.sha256});
  if (!there) return there.error();
  if (*there) {
    photo.id = **there;
    return false;
  }
  const auto last = connection.number("select max(id) from entry_photo");
  if (!last) return last.error();
  photo.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into entry_photo (id, entry, sha256, media_type, bytes, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {photo.id, photo.entry, photo.sha256, photo.media_type, photo.bytes, photo.recorded_at,
       photo.actor});
  if (!added) return added.error();
  return true;
}

Result<std::vector<EntryPhoto>> entry_photos(db::Connection& connection, std::int64_t entry) {
  return read_photos(connection,
                     "select id, entry, sha256, media_type, bytes, recorded_at, actor "
                     "from entry_photo where entry = $1 order by id",
                     {entry});
}

Result<EntryPhoto> entry_photo(db::Connection& connection, std::int64_t id) {
  auto found = read_photos(connection,
                           "select id, entry, sha256, media_type, bytes, recorded_at, actor "
                           "from entry_photo where id = $1",
                           {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "photo"};
  return std::move(found->front());
}

Result<std::vector<std::string>> photos_of_erased(db::Connection& connection) {
  std::vector<std::string> all;
  const auto status = connection.query(
      "select distinct h.sha256 from entry_photo h where exists "
      "(select 1 from entry l join private_erasure x on x.row = l.row where l.first = h.entry) "
      "and not exists (select 1 from claim_paper c where c.sha256 = h.sha256) "
      "and not exists (select 1 from entry_photo o where o.sha256 = h.sha256 and not exists "
      "(select 1 from entry l join private_erasure x on x.row = l.row where l.first = o.entry)) "
      "order by h.sha256",
      {}, [&](const db::Row& row) -> Status {
        all.emplace_back(row.text(0));
        return {};
      });
  if (!status) return status.error();
  return all;
}

}  // namespace payung::store
