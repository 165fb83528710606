#include "store/eligibility.hpp"

#include "store/private_fields.hpp"

#include <map>

namespace payung::store {
namespace {

using eligibility::Statement;

Error misread(std::string_view table, const Error& error) {
  return {Errc::integrity, std::string(table), error.where};
}

/// Words of the closed lists, read once a row; a word that is none of ours is damage.
Status read_words(const db::Row& row, Statement& statement) {
  const auto teller = eligibility::parse_teller(row.text(3));
  if (!teller) return misread("sender", teller.error());
  statement.teller = *teller;
  const auto area = RegionCode::parse(row.text(4));
  if (!area) return misread("sender", area.error());
  statement.sender_area = *area;
  const auto state = eligibility::parse_nik_state(row.text(7));
  if (!state) return misread("list_row", state.error());
  statement.nik_state = *state;
  if (!row.is_null(9)) {
    const auto region = RegionCode::parse(row.text(9));
    if (!region) return misread("list_row", region.error());
    statement.region = *region;
  }
  if (!row.is_null(10)) {
    const auto sector = parse_sector(row.text(10));
    if (!sector) return misread("list_row", sector.error());
    statement.sector = *sector;
  }
  if (!row.is_null(14)) {
    const auto segment = parse_segment(row.text(14));
    if (!segment) return misread("list_row", segment.error());
    statement.segment = *segment;
  }
  if (!row.text(15).empty()) {
    const auto programmes = ProgrammeSet::parse(row.text(15));
    if (!programmes) return misread("list_row", programmes.error());
    statement.programmes = *programmes;
  }
  return {};
}

Result<std::optional<Date>> day_at(const db::Row& row, int column) {
  if (row.is_null(column)) return std::optional<Date>{};
  const auto day = Date::parse(row.text(column));
  if (!day) return misread("list_row", day.error());
  return std::optional(*day);
}

Result<Statement> statement_at(const db::Connection& connection, const db::Row& row) {
  const auto as_of = Date::parse(row.text(5));
  if (!as_of) return misread("list_version", as_of.error());
  Statement statement{.row = row.integer(1),
                      .teller = eligibility::Teller::agency,
                      .sender = std::string(row.text(2)),
                      .sender_area = {},
                      .as_of = *as_of,
                      .nik = {},
                      .nik_state = eligibility::NikState::missing,
                      .birth_date = {},
                      .region = {},
                      .sector = {},
                      .decile = {},
                      .income = {},
                      .dead = row.text(13) == "dead",
                      .moved = row.text(13) == "moved",
                      .stopped = row.text(13) == "stopped",
                      .hired = row.text(13) == "hired",
                      .working = row.text(13) == "working",
                      .left = !row.is_null(17),
                      .segment = {},
                      .programmes = {},
                      .covered_until = {}};
  if (const auto status = read_words(row, statement); !status) return status.error();
  const auto fields = open_fields(connection, row.integer(1), row.text(6));
  if (!fields) return fields.error();
  if (!fields->nik.empty()) {
    const auto nik = Nik::parse(fields->nik);
    if (!nik) return misread("list_row", nik.error());
    statement.nik = *nik;
  }
  const auto birth = day_at(row, 8);
  if (!birth) return birth.error();
  statement.birth_date = *birth;
  const auto covered = day_at(row, 16);
  if (!covered) return covered.error();
  statement.covered_until = *covered;
  if (!row.is_null(11)) statement.decile = static_cast<int>(row.integer(11));
  if (!row.is_null(12)) statement.income = Rupiah(row.integer(12));
  return statement;
}

}  // namespace

Status each_person(db::Connection& connection, const EachPerson& each) {
  std::vector<Statement> rows;
  std::int64_t person = 0;
  const auto hand_over = [&]() -> Status {
    if (rows.empty()) return {};
    const auto status = each(person, rows);
    rows.clear();
    return status;
  };
  const auto status = connection.query(
      "select p.person, r.id, s.code, s.kind, s.area, v.as_of, r.private, r.nik_state, "
      "r.birth_date, "
      "r.region, r.sector, r.decile, r.income, r.condition, r.segment, r.programmes, "
      "r.covered_until, e.row "
      "from person_row p "
      "join (select row, max(run) as run from person_row group by row) n "
      "on n.row = p.row and n.run = p.run "
      "join list_row r on r.id = p.row "
      "join list_version v on v.id = r.version "
      "join sender s on s.id = v.sender "
      "left join list_row_end e on e.row = r.id "
      "where r.status = 'accepted' and (e.row is null "
      "or (e.reason = 'left' and r.condition in ('dead', 'moved'))) "
      "order by p.person, r.id",
      {}, [&](const db::Row& row) -> Status {
        if (row.integer(0) != person) {
          if (const auto handed = hand_over(); !handed) return handed;
          person = row.integer(0);
        }
        auto statement = statement_at(connection, row);
        if (!statement) return statement.error();
        rows.push_back(*std::move(statement));
        return {};
      });
  if (!status) return status;
  return hand_over();
}

Result<eligibility::Registers> registers_imported(db::Connection& connection) {
  const auto count = connection.number(
      "select count(*) from list_version v join sender s on s.id = v.sender "
      "where s.kind = 'welfare_register'");
  if (!count) return count.error();
  return count->value_or(0) > 0 ? eligibility::Registers::imported : eligibility::Registers::none;
}

StoredDecision stored(std::int64_t person, const eligibility::Decision& decision) {
  StoredDecision result{person, std::string(eligibility::to_text(decision.answer)), "", {}};
  for (const auto& reason : decision.reasons) {
    const std::string code(eligibility::to_text(reason.code));
    if (eligibility::answer_of(reason.code) != eligibility::Answer::yes) {
      result.reasons.push_back({code, reason.detail});
      continue;
    }
    if (!result.met.empty()) result.met += '\n';
    result.met += code + "=" + reason.detail;
  }
  return result;
}

Result<std::vector<StoredDecision>> decisions(db::Connection& connection, std::int64_t scheme) {
  std::vector<StoredDecision> all;
  const auto status = connection.query(
      "select d.person, d.answer, d.met, r.code, r.detail "
      "from eligibility_now d left join eligibility_reason r "
      "on r.scheme = d.scheme and r.person = d.person and r.run = d.run "
      "where d.scheme = $1 order by d.person, r.position",
      {scheme}, [&](const db::Row& row) {
        if (all.empty() || all.back().person != row.integer(0)) {
          all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), {}});
        }
        if (!row.is_null(3)) {
          all.back().reasons.push_back({std::string(row.text(3)), std::string(row.text(4))});
        }
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

namespace {

Status write_decisions(db::Connection& connection, std::int64_t id, const EligibilityRun& run) {
  auto writer =
      connection.bulk("eligibility_decision", {"scheme", "person", "run", "answer", "met"});
  if (!writer) return writer.error();
  for (const auto& one : run.changed) {
    const auto status = (*writer)->add(
        {run.scheme, one.person, id, std::string_view(one.answer), std::string_view(one.met)});
    if (!status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

Status write_reasons(db::Connection& connection, std::int64_t id, const EligibilityRun& run) {
  auto writer = connection.bulk("eligibility_reason",
                                {"scheme", "person", "run", "position", "code", "detail"});
  if (!writer) return writer.error();
  for (const auto& one : run.changed) {
    std::int64_t position = 0;
    for (const auto& reason : one.reasons) {
      const auto status =
          (*writer)->add({run.scheme, one.person, id, ++position, std::string_view(reason.code),
                          std::string_view(reason.detail)});
      if (!status) return status;
    }
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

}  // namespace

Result<std::int64_t> add_eligibility_run(db::Connection& connection, const EligibilityRun& run,
                                         std::string_view now, std::string_view actor) {
  const auto last = connection.number("select max(id) from eligibility_run");
  if (!last) return last.error();
  const std::int64_t id = last->value_or(0) + 1;
  const std::string on = run.decided_on.text();
  const auto added = connection.run(
      "insert into eligibility_run (id, scheme, scheme_version, decided_on, people, changed, "
      "recorded_at, actor) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {id, run.scheme, run.scheme_version, on, run.people,
       static_cast<std::int64_t>(run.changed.size()), now, actor});
  if (!added) return added.error();
  if (const auto status = write_decisions(connection, id, run); !status) return status.error();
  if (const auto status = write_reasons(connection, id, run); !status) return status.error();
  for (const auto& [code, citation] : run.citations) {
    const auto cited =
        connection.run("insert into eligibility_citation (run, code, citation) values ($1, $2, $3)",
                       {id, code, citation});
    if (!cited) return cited.error();
  }
  return id;
}

Result<Explanation> explain_decision(db::Connection& connection, std::int64_t scheme,
                                     std::int64_t person) {
  Explanation result;
  std::string met;
  const auto found = connection.query(
      "select d.answer, d.met, d.run, r.decided_on from eligibility_now d "
      "join eligibility_run r on r.id = d.run where d.scheme = $1 and d.person = $2",
      {scheme, person}, [&](const db::Row& row) {
        result.answer = row.text(0);
        met = row.text(1);
        result.run = row.integer(2);
        result.decided_on = row.text(3);
        return Status{};
      });
  if (!found) return found.error();
  if (result.answer.empty()) return Error{Errc::not_found, "decision"};

  std::map<std::string, std::string, std::less<>> citations;
  auto status = connection.query("select code, citation from eligibility_citation where run = $1",
                                 {result.run}, [&](const db::Row& row) {
                                   citations.emplace(row.text(0), row.text(1));
                                   return Status{};
                                 });
  if (!status) return status.error();
  const auto add = [&](std::string_view code, std::string_view detail) {
    const auto cited = citations.find(code);
    result.conditions.push_back({std::string(code), std::string(detail),
                                 cited == citations.end() ? std::string() : cited->second});
  };
  status = connection.query(
      "select code, detail from eligibility_reason "
      "where scheme = $1 and person = $2 and run = $3 order by position",
      {scheme, person, result.run}, [&](const db::Row& row) {
        add(row.text(0), row.text(1));
        return Status{};
      });
  if (!status) return status.error();
  for (std::string_view rest = met; !rest.empty();) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    const auto equals = line.find('=');
    add(line.substr(0, equals), equals == std::string_view::npos ? "" : line.substr(equals + 1));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return result;
}

}  // namespace payung::store
