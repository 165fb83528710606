#include "app/figures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "app/decide_eligibility.hpp"
#include "coverage/coverage.hpp"
#include "coverage/terms.hpp"
#include "store/allocation.hpp"
#include "store/coverage.hpp"
#include "store/eligibility.hpp"
#include "store/figures.hpp"
#include "store/membership.hpp"
#include "store/potential.hpp"

namespace payung::app {
namespace {

using evaluation::PersonOutcome;
using evaluation::Station;

struct Standing {
  Station station;
  std::string reason;
  std::string payer;
  std::optional<Month> lapses = {};
  std::optional<Month> payer_ends = {};
};

Station station_of(coverage::State state) {
  switch (state) {
    case coverage::State::not_started: return Station::enrolled;
    case coverage::State::active: return Station::active;
    case coverage::State::grace: return Station::grace;
    case coverage::State::lapsed: return Station::lapsed;
    case coverage::State::ended: return Station::ended;
  }
  PAYUNG_CHECK(false && "a State outside its list");
}

using PaidMonths = std::map<std::int64_t, std::vector<coverage::PaidMonth>>;

/// The first month without cover if nothing more is paid than is: the rules bear `grace_months`
/// unpaid in a row. `paid` by month; empty when nothing is paid up to the day.
std::optional<Month> lapse_month(Date day, const std::vector<coverage::PaidMonth>& paid,
                                 std::int64_t grace_months) {
  std::optional<Month> last;
  const auto borne = static_cast<int>(grace_months) + 1;
  for (const auto& one : paid) {
    const bool past = one.month <= day.month_of();
    if (past || (last && one.month.since(*last) <= borne)) last = one.month;
  }
  return last ? std::optional(last->plus(borne)) : std::nullopt;
}

/// Where members stand on the day, by person: from events, paid months and the rules.
Result<std::map<std::int64_t, Standing>> members_on(Environment& environment, Date day,
                                                    PaidMonths& paid) {
  auto& database = environment.database;
  auto events = store::membership_events(database);
  if (!events) return events.error();
  const auto payers = store::payers(database);
  if (!payers) return payers.error();
  std::map<std::int64_t, std::string> payer_code;
  for (const auto& payer : *payers) payer_code[payer.id] = payer.code;
  const auto rules = coverage::CoverRules::on(day, environment.rules);
  if (!rules) return rules.error();
  const auto first = Month::of(1900, 1);
  const auto read = store::each_paid_month(database, {*first, day.month_of().plus(1)},
                                           [&](const store::PaidRow& row) {
                                             // All programmes of a person are paid together; death
                                             // cover stands for the person.
                                             if (row.programme == Programme::jkm)
                                               paid[row.person].push_back(row.paid);
                                             return Status{};
                                           });
  if (!read) return read.error();

  std::stable_sort(events->begin(), events->end(),
                   [](const auto& a, const auto& b) { return a.person < b.person; });
  std::map<std::int64_t, Standing> members;
  const auto spells = enrolment::spells_of(*events);
  for (auto from = events->begin(); from != events->end();) {
    const auto until = std::find_if(
        from, events->end(), [&](const auto& event) { return event.person != from->person; });
    const std::span<const enrolment::MembershipEvent> own(from, until);
    const auto terms = coverage::terms_of(own, Programme::jkm);
    if (!terms.empty()) {
      const auto& months = paid[from->person];
      const auto state = coverage::state_on(day, terms, months, *rules);
      Standing& standing = members[from->person];
      standing.station = station_of(state);
      if (state == coverage::State::active || state == coverage::State::grace) {
        standing.lapses = lapse_month(day, months, rules->grace_months);
      }
    }
    from = until;
  }
  for (const auto& spell : spells) {
    const auto member = members.find(spell.member.person);
    if (member == members.end()) continue;
    auto& payer_ends = member->second.payer_ends;
    if (spell.from > day.month_of()) {
      if (payer_ends && spell.from <= *payer_ends) payer_ends = spell.until;
      continue;
    }
    const auto code = payer_code.find(spell.member.payer);
    member->second.payer = code == payer_code.end() ? "" : code->second;
    // Spells come in order: the last one that has begun says until when somebody is bound to pay.
    payer_ends = member->second.station == Station::ended ? std::nullopt : spell.until;
    if (spell.ended_by && member->second.station == Station::ended) {
      member->second.reason = "programme.event." + std::string(enrolment::to_text(*spell.ended_by));
    }
  }
  return members;
}

/// The reason that tells most: of a "no" the first condition that says no, else the first.
std::string telling_reason(const store::StoredDecision& decision) {
  if (decision.reasons.empty()) return "";
  for (const auto& reason : decision.reasons) {
    const auto code = eligibility::parse_reason(reason.code);
    const bool decides = code && eligibility::answer_of(*code) == eligibility::Answer::no;
    if (decision.answer == "no" && decides) return "eligibility." + reason.code;
  }
  return "eligibility." + decision.reasons.front().code;
}

/// Where those stand who are no members: decision and allocation.
Result<std::map<std::int64_t, Standing>> candidates_of(Environment& environment,
                                                       std::int64_t scheme) {
  auto& database = environment.database;
  const auto decisions = store::decisions(database, scheme);
  if (!decisions) return decisions.error();
  std::map<std::int64_t, Standing> standing;
  for (const auto& one : *decisions) {
    if (one.answer == "gone") continue;
    const std::string reason = telling_reason(one);
    standing[one.person] = {one.answer == "yes"   ? Station::waiting
                            : one.answer == "ask" ? Station::asked
                                                  : Station::rejected,
                            one.answer == "yes" ? "report.reason.not_allocated" : reason, ""};
  }
  const auto allocation = store::newest_allocation(database, scheme);
  if (!allocation) return allocation.error();
  if (!*allocation) return standing;
  for (const auto& outcome : (*allocation)->outcomes) {
    const auto found = standing.find(outcome.person);
    if (found == standing.end() || found->second.station != Station::waiting) continue;
    if (outcome.standing == "paid") found->second = {Station::funded, "", ""};
    if (outcome.standing == "waiting") found->second.reason = "report.reason.exhausted";
    if (outcome.standing == "unfundable") found->second.reason = "report.reason.unfundable";
  }
  return standing;
}

bool covered_elsewhere(const eligibility::PersonFacts& facts, Segment segment, Date day) {
  const Month month = day.month_of();
  return std::any_of(facts.cover.begin(), facts.cover.end(), [&](const auto& cover) {
    return cover.segment == segment && cover.scheme.empty() && cover.by != "payung" &&
           cover.from <= month && (!cover.until || month < *cover.until);
  });
}

void take_standing(PersonOutcome& outcome, const std::map<std::int64_t, Standing>& from) {
  const auto found = from.find(outcome.person);
  if (found == from.end()) return;
  outcome.station = found->second.station;
  outcome.reason = found->second.reason;
  outcome.payer = found->second.payer;
  outcome.lapses = found->second.lapses;
  outcome.payer_ends = found->second.payer_ends;
}

Status add_known(Environment& environment, Date day,
                 const std::map<std::int64_t, Standing>& candidates,
                 const std::map<std::int64_t, Standing>& members,
                 std::vector<PersonOutcome>& people) {
  const auto registers = store::registers_imported(environment.database);
  if (!registers) return registers.error();
  return store::each_person(
      environment.database,
      [&](std::int64_t person, std::span<const eligibility::Statement> rows) -> Status {
        if (environment.progress.stop_requested()) return Error{Errc::interrupted, "figures"};
        const auto assembled = eligibility::assemble(person, rows, *registers);
        PersonOutcome outcome;
        outcome.person = person;
        outcome.region = assembled.facts.home.value_or(RegionCode());
        outcome.sector = assembled.facts.sector;
        outcome.proposed = assembled.asks || members.contains(person);
        outcome.station = Station::asked;
        outcome.reason = "report.reason.not_decided";
        take_standing(outcome, candidates);
        take_standing(outcome, members);
        outcome.member_pu = covered_elsewhere(assembled.facts, Segment::pu, day);
        outcome.member_bpu = covered_elsewhere(assembled.facts, Segment::bpu, day);
        people.push_back(std::move(outcome));
        return Status{};
      });
}

Status add_unidentified(Environment& environment, std::vector<PersonOutcome>& people) {
  const auto unidentified = store::unidentified_persons(environment.database);
  if (!unidentified) return unidentified.error();
  for (const auto& one : *unidentified) {
    PersonOutcome outcome;
    outcome.person = one.person;
    outcome.proposed = one.proposed;
    outcome.station = Station::unidentified;
    outcome.reason = one.code.empty() ? "" : "intake." + one.code + ".what";
    if (const auto region = RegionCode::parse(one.region)) outcome.region = *region;
    if (const auto sector = parse_sector(one.sector)) outcome.sector = *sector;
    people.push_back(std::move(outcome));
  }
  return {};
}

std::vector<PaidGroup> paid_groups(const std::vector<PersonOutcome>& people,
                                   const PaidMonths& paid) {
  using Key = std::tuple<std::int32_t, RegionCode, std::optional<Sector>, std::string_view>;
  std::map<Key, std::int64_t> sums;
  for (const auto& one : people) {
    const auto months = paid.find(one.person);
    if (months == paid.end()) continue;
    for (const auto& month : months->second) {
      ++sums[{month.month.index(), one.region, one.sector, one.payer}];
    }
  }
  std::vector<PaidGroup> groups;
  for (const auto& [key, count] : sums) {
    const auto month = Month::from_index(std::get<0>(key));
    PAYUNG_CHECK(month.ok());
    groups.push_back(
        {*month, std::get<1>(key), std::get<2>(key), std::string(std::get<3>(key)), count});
  }
  return groups;
}

struct SeriesNow {
  std::string state;
  potential::SeriesBook book;
};

Result<SeriesNow> series_now(Environment& environment) {
  auto state = store::series_state(environment.database);
  if (!state) return state.error();
  const auto files = store::potential_files(environment.database);
  if (!files) return files.error();
  auto book = potential::SeriesBook::load(*files, environment.regions);
  if (!book) return book.error();
  return SeriesNow{*std::move(state), *std::move(book)};
}

}  // namespace

Result<Outcomes> outcomes_of(Environment& environment, std::int64_t scheme, Date day) {
  // Months to come are counted from the day: the calendar must not end meanwhile.
  constexpr int kLastYear = 2150;
  if (day.year() > kLastYear) {
    return Error{Errc::bad_date, "as_of", "a day up to " + std::to_string(kLastYear)};
  }
  const auto candidates = candidates_of(environment, scheme);
  if (!candidates) return candidates.error();
  PaidMonths paid;
  const auto members = members_on(environment, day, paid);
  if (!members) return members.error();
  Outcomes outcomes;
  auto& people = outcomes.people;
  if (const auto status = add_known(environment, day, *candidates, *members, people); !status) {
    return status.error();
  }
  if (const auto status = add_unidentified(environment, people); !status) return status.error();
  std::sort(people.begin(), people.end(),
            [](const auto& a, const auto& b) { return a.person < b.person; });
  outcomes.paid = paid_groups(people, paid);
  return outcomes;
}

bool FigureFilter::takes(const PersonOutcome& one) const {
  return region.contains(one.region) && (!sector || one.sector == sector) &&
         (payer.empty() || one.payer == payer) &&
         (sectors.empty() ||
          (one.sector && std::find(sectors.begin(), sectors.end(), *one.sector) != sectors.end()));
}

std::string scheme_of_today(const std::vector<store::SchemeVersion>& schemes, Date today) {
  const Month month = today.month_of();
  const auto rank = [&](const store::SchemeVersion& one) {
    const bool in_force = one.period.from <= month && month < one.period.until;
    return std::pair(in_force, one.period.from);
  };
  const auto best =
      std::max_element(schemes.begin(), schemes.end(),
                       [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == schemes.end() ? std::string() : best->code;
}

Result<Figures> gather_figures(Environment& environment, const std::string& scheme, Date as_of) {
  auto transaction = db::Transaction::begin(environment.database, db::Access::read);
  if (!transaction) return transaction.error();
  auto& database = environment.database;
  const auto state = store::figures_state(database);
  if (!state) return state.error();
  const auto programme = stored_programme(environment, scheme);
  if (!programme) return programme.error();
  auto outcomes = outcomes_of(environment, programme->version.scheme, as_of);
  if (!outcomes) return outcomes.error();
  if (environment.progress.stop_requested()) return Error{Errc::interrupted, "figures"};
  auto payers = store::payer_lines(database);
  if (!payers) return payers.error();
  auto months = store::month_lines(database);
  if (!months) return months.error();
  auto senders = store::sender_lines(database);
  if (!senders) return senders.error();
  auto series = series_now(environment);
  if (!series) return series.error();
  auto grouped = evaluation::grouped(outcomes->people);
  const auto& known = programme->file.scheme;
  Figures figures{*state,
                  std::move(series->state),
                  known.code,
                  known.name,
                  known.area,
                  known.period,
                  as_of,
                  environment.now,
                  std::move(grouped.groups),
                  {},
                  std::move(outcomes->paid),
                  *std::move(payers),
                  *std::move(months),
                  *std::move(senders),
                  std::move(series->book)};
  figures.persons.reserve(outcomes->people.size());
  for (std::size_t i = 0; i < outcomes->people.size(); ++i) {
    figures.persons.emplace_back(outcomes->people[i].person, grouped.group_of[i]);
  }
  return figures;
}

Result<Figures> with_newest_series(Environment& environment, const Figures& figures) {
  auto transaction = db::Transaction::begin(environment.database, db::Access::read);
  if (!transaction) return transaction.error();
  auto series = series_now(environment);
  if (!series) return series.error();
  Figures newest = figures;
  newest.series_state = std::move(series->state);
  newest.series = std::move(series->book);
  return newest;
}

}  // namespace payung::app
