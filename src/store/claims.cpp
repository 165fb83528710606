#include "store/claims.hpp"

#include "store/office_pages.hpp"
#include "store/page_order.hpp"

namespace payung::store {
namespace {

std::string claim_place(std::int64_t id) { return "claim:" + std::to_string(id); }
std::string event_place(std::int64_t claim, std::int64_t number) {
  return "claim_event:" + std::to_string(claim) + ":" + std::to_string(number);
}

std::string account_index(const db::Connection& connection, std::string_view account) {
  return account.empty() ? "" : connection.cipher().blind("claim_account", account);
}

Status done(const Result<std::int64_t>& added) { return added ? Status{} : Status{added.error()}; }

Result<Claim> claim_at(const db::Connection& connection, const db::Row& row) {
  const auto kind = claims::parse_kind(row.text(2));
  const auto happened = Date::parse(row.text(3));
  const auto reported = Date::parse(row.text(4));
  const std::string place = claim_place(row.integer(0));
  if (!kind || !happened || !reported) return Error{Errc::integrity, place};
  auto text = connection.cipher().open(place, row.text(7));
  if (!text) return text.error();
  return Claim{row.integer(0),
               row.integer(1),
               *kind,
               *happened,
               *reported,
               std::string(row.text(5)),
               std::string(row.text(6)),
               *std::move(text),
               std::string(row.text(8)),
               std::string(row.text(9))};
}

Result<std::vector<Claim>> read_claims(db::Connection& connection, std::string_view sql,
                                       std::initializer_list<db::Param> params) {
  std::vector<Claim> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto one = claim_at(connection, row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<std::vector<ClaimPaper>> read_papers(db::Connection& connection, std::string_view sql,
                                            std::initializer_list<db::Param> params) {
  std::vector<ClaimPaper> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    all.push_back({row.integer(0), row.integer(1), std::string(row.text(2)),
                   std::string(row.text(3)), std::string(row.text(4)), row.integer(5),
                   std::string(row.text(6)), std::string(row.text(7))});
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<std::optional<Date>> day_of(const Result<std::optional<std::string>>& word) {
  if (!word) return word.error();
  if (!*word || (*word)->empty()) return std::optional<Date>{};
  const auto day = Date::parse(**word);
  if (!day) return Error{Errc::integrity, "day"};
  return std::optional(*day);
}

}  // namespace

Status add_claim(db::Connection& connection, Claim& claim) {
  const auto last = connection.number("select max(id) from claim");
  if (!last) return last.error();
  claim.id = last->value_or(0) + 1;
  const std::string happened = claim.happened_on.text();
  const std::string reported = claim.reported_on.text();
  const std::string sealed = connection.cipher().seal(claim_place(claim.id), claim.private_text);
  return done(connection.run(
      "insert into claim (id, person, kind, happened_on, reported_on, reporter, key, private, "
      "recorded_at, actor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {claim.id, claim.person, claims::to_text(claim.kind), happened, reported, claim.reporter,
       claim.key, sealed, claim.recorded_at, claim.actor}));
}

Result<Claim> claim(db::Connection& connection, std::int64_t id) {
  auto found = read_claims(connection,
                           "select id, person, kind, happened_on, reported_on, reporter, key, "
                           "private, recorded_at, actor from claim where id = $1",
                           {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "claim"};
  return std::move(found->front());
}

Result<std::optional<Claim>> claim_by_key(db::Connection& connection, std::string_view key) {
  auto found = read_claims(connection,
                           "select id, person, kind, happened_on, reported_on, reporter, key, "
                           "private, recorded_at, actor from claim where key = $1",
                           {key});
  if (!found) return found.error();
  if (found->empty()) return std::optional<Claim>{};
  return std::optional(std::move(found->front()));
}

/// A whole statement: which claims lie beyond the cursor, and in which order.
#define PAYUNG_CLAIM_PAGE(beyond, order)                                                        \
  "select c.id, c.person, c.kind, c.happened_on, c.reported_on, c.reporter, c.key, c.private, " \
  "c.recorded_at, c.actor from claim c where " beyond " order by " order " limit $2"

constexpr PageOrder kClaimOrders[] = {
    {"-made", PAYUNG_CLAIM_PAGE("$1 = 0 or c.id < $1", "c.id desc")},
    {"made", PAYUNG_CLAIM_PAGE("$1 = 0 or c.id > $1", "c.id")},
    {"happened_on", PAYUNG_CLAIM_PAGE("$1 = 0 or (c.happened_on, c.id) > (select o.happened_on, "
                                      "o.id from claim o where o.id = $1)",
                                      "c.happened_on, c.id")},
    {"-happened_on", PAYUNG_CLAIM_PAGE("$1 = 0 or (c.happened_on, c.id) < (select o.happened_on, "
                                       "o.id from claim o where o.id = $1)",
                                       "c.happened_on desc, c.id desc")},
    {"reported_on", PAYUNG_CLAIM_PAGE("$1 = 0 or (c.reported_on, c.id) > (select o.reported_on, "
                                      "o.id from claim o where o.id = $1)",
                                      "c.reported_on, c.id")},
    {"-reported_on", PAYUNG_CLAIM_PAGE("$1 = 0 or (c.reported_on, c.id) < (select o.reported_on, "
                                       "o.id from claim o where o.id = $1)",
                                       "c.reported_on desc, c.id desc")},
};

Result<std::vector<Claim>> claim_page(db::Connection& connection, std::string_view order,
                                      std::int64_t after, std::int64_t most) {
  const auto sql = sql_of(kClaimOrders, order);
  if (!sql) return sql.error();
  return read_claims(connection, *sql, {after, most});
}

Result<std::vector<Claim>> claims_before(db::Connection& connection, std::int64_t before,
                                         std::int64_t most) {
  return claim_page(connection, "-made", before, most);
}

Result<std::vector<Claim>> claims_of_person(db::Connection& connection, std::int64_t person) {
  return read_claims(connection,
                     "select id, person, kind, happened_on, reported_on, reporter, key, private, "
                     "recorded_at, actor from claim where person = $1 order by id",
                     {person});
}

Status add_claim_event(db::Connection& connection, std::int64_t claim, const ClaimEvent& event) {
  const std::string day = event.event.on.text();
  const std::string sealed =
      connection.cipher().seal(event_place(claim, event.number), event.private_text);
  return done(connection.run(
      "insert into claim_event (claim, number, step, on_day, amount, what, private, recorded_at, "
      "actor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {claim, event.number, claims::to_text(event.event.step), day, event.event.amount.amount(),
       event.event.what, sealed, event.recorded_at, event.event.actor}));
}

Result<std::vector<ClaimEvent>> claim_events(db::Connection& connection, std::int64_t claim) {
  std::vector<ClaimEvent> all;
  const auto status = connection.query(
      "select number, step, on_day, amount, what, private, recorded_at, actor from claim_event "
      "where claim = $1 order by number",
      {claim}, [&](const db::Row& row) -> Status {
        const std::string place = event_place(claim, row.integer(0));
        const auto step = claims::parse_step(row.text(1));
        const auto day = Date::parse(row.text(2));
        if (!step || !day) return Error{Errc::integrity, place};
        auto text = connection.cipher().open(place, row.text(5));
        if (!text) return text.error();
        all.push_back({row.integer(0),
                       {*step, *day, Rupiah(row.integer(3)), std::string(row.text(4)),
                        std::string(row.text(7))},
                       *std::move(text),
                       std::string(row.text(6))});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Status add_claim_receiver(db::Connection& connection, std::int64_t claim, std::int64_t number,
                          std::string_view account, std::string_view nik) {
  const std::string by_account = account_index(connection, account);
  const std::string by_nik = nik.empty() ? "" : connection.cipher().blind("claim_nik", nik);
  return done(
      connection.run("insert into claim_receiver (claim, number, account_index, nik_index) "
                     "values ($1, $2, $3, $4)",
                     {claim, number, by_account, by_nik}));
}

Result<std::vector<std::int64_t>> claims_with_account(db::Connection& connection,
                                                      std::string_view account,
                                                      std::int64_t person) {
  std::vector<std::int64_t> all;
  if (account.empty()) return all;
  const std::string index = account_index(connection, account);
  const auto status = connection.query(
      "select c.id from claim_receiver r join claim c on c.id = r.claim "
      "where r.account_index = $1 and c.person <> $2 and r.number = "
      "(select max(n.number) from claim_receiver n where n.claim = r.claim) order by c.id",
      {index, person}, [&](const db::Row& row) -> Status {
        all.push_back(row.integer(0));
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<bool> add_claim_paper(db::Connection& connection, ClaimPaper& paper) {
  const auto there =
      connection.number("select id from claim_paper where claim = $1 and code = $2 and sha256 = $3",
                        {paper.claim, paper.code, paper.sha256});
  if (!there) return there.error();
  if (*there) {
    paper.id = **there;
    return false;
  }
  const auto last = connection.number("select max(id) from claim_paper");
  if (!last) return last.error();
  paper.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into claim_paper (id, claim, code, sha256, media_type, bytes, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {paper.id, paper.claim, paper.code, paper.sha256, paper.media_type, paper.bytes,
       paper.recorded_at, paper.actor});
  if (!added) return added.error();
  return true;
}

Result<std::vector<ClaimPaper>> claim_papers(db::Connection& connection, std::int64_t claim) {
  return read_papers(connection,
                     "select id, claim, code, sha256, media_type, bytes, recorded_at, actor "
                     "from claim_paper where claim = $1 order by id",
                     {claim});
}

Result<ClaimPaper> claim_paper(db::Connection& connection, std::int64_t id) {
  auto found = read_papers(connection,
                           "select id, claim, code, sha256, media_type, bytes, recorded_at, actor "
                           "from claim_paper where id = $1",
                           {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "paper"};
  return std::move(found->front());
}

Result<std::optional<Date>> alive_after(db::Connection& connection, std::int64_t person, Date day) {
  const std::string after = day.text();
  const auto event = day_of(connection.word(
      "select max(e.on_day) from membership_event e where e.person = $1 and e.on_day > $2 "
      "and e.kind in ('enrolled', 'payer_changed', 'sector_changed', 'programmes_changed') "
      "and not exists (select 1 from membership_event w where w.person = e.person "
      "and w.withdraws = e.id)",
      {person, after}));
  if (!event) return event;
  const auto list = day_of(connection.word(
      "select max(v.as_of) from person_row p join list_row r on r.id = p.row "
      "join list_version v on v.id = r.version where p.person = $1 and v.as_of > $2 "
      "and r.condition <> 'dead' "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row)",
      {person, after}));
  if (!list) return list;
  if (!*event || (*list && **event < **list)) return list;
  return event;
}

Result<std::vector<UnclaimedDeath>> unclaimed_deaths(db::Connection& connection, std::int64_t after,
                                                     std::int64_t most) {
  std::vector<UnclaimedDeath> all;
  const auto status = connection.query(
      "select m.person, "
      "(select min(e.on_day) from membership_event e where e.person = m.person "
      "and e.kind = 'died' "
      "and not exists (select 1 from membership_event w where w.person = e.person "
      "and w.withdraws = e.id)), "
      "(select min(v.as_of) from person_row p join list_row r on r.id = p.row "
      "join list_version v on v.id = r.version where p.person = m.person "
      "and r.condition = 'dead' "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row)) "
      // From the few that are dead to members, not the other way (schema/0022_unclaimed.sql).
      "from (select e.person from membership_event e where e.kind = 'died' "
      "union select p.person from list_row r join person_row p on p.row = r.id "
      "where r.condition = 'dead') m "
      "where m.person > $1 "
      "and exists (select 1 from membership_event b where b.person = m.person) "
      "and (exists (select 1 from membership_event e where e.person = m.person "
      "and e.kind = 'died' "
      "and not exists (select 1 from membership_event w where w.person = e.person "
      "and w.withdraws = e.id)) "
      "or exists (select 1 from person_row p join list_row r on r.id = p.row "
      "where p.person = m.person and r.condition = 'dead' "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row))) "
      "and not exists (select 1 from claim c where c.person = m.person "
      "and c.kind in ('jkm', 'jkk_death')) "
      "order by m.person limit $2",
      {after, most}, [&](const db::Row& row) -> Status {
        UnclaimedDeath one{row.integer(0), {}, {}};
        if (!row.is_null(1)) {
          const auto day = Date::parse(row.text(1));
          if (!day) return Error{Errc::integrity, "membership_event"};
          one.died_on = *day;
        }
        if (!row.is_null(2)) {
          const auto day = Date::parse(row.text(2));
          if (!day) return Error{Errc::integrity, "list_version"};
          one.listed_on = *day;
        }
        all.push_back(one);
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<HospitalVisit>> hospital_visits(db::Connection& connection, std::int64_t after,
                                                   std::int64_t most) {
  std::vector<HospitalVisit> all;
  const auto status = connection.query(
      // In this order: hospitals' lists are short, and most houses have none.
      "select p.person, max(v.as_of) from sender s cross join list_version v "
      "cross join list_row r cross join person_row p where s.kind = 'hospital' "
      "and v.sender = s.id and r.version = v.id and p.row = r.id "
      "and r.condition <> 'dead' and p.person > $1 "
      "and p.run = (select max(n.run) from person_row n where n.row = p.row) "
      "and exists (select 1 from membership_event e where e.person = p.person) "
      "group by p.person order by p.person limit $2",
      {after, most}, [&](const db::Row& row) -> Status {
        const auto day = Date::parse(row.text(1));
        if (!day) return Error{Errc::integrity, "list_version"};
        all.push_back({row.integer(0), *day});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<std::string>> unopenable_claims(db::Connection& connection) {
  std::vector<std::string> all;
  auto status = connection.query("select id, private from claim order by id", {},
                                 [&](const db::Row& row) -> Status {
                                   const std::string place = claim_place(row.integer(0));
                                   if (!connection.cipher().open(place, row.text(1)))
                                     all.push_back(place);
                                   return {};
                                 });
  if (!status) return status.error();
  status = connection.query("select claim, number, private from claim_event order by claim, number",
                            {}, [&](const db::Row& row) -> Status {
                              const std::string place = event_place(row.integer(0), row.integer(1));
                              if (!connection.cipher().open(place, row.text(2)))
                                all.push_back(place);
                              return {};
                            });
  if (!status) return status.error();
  return all;
}

}  // namespace payung::store
