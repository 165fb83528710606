#include "app/rights_soon.hpp"

#include <algorithm>
#include <array>

#include "app/status_of_person.hpp"
#include "benefits/benefits.hpp"
#include "contributions/contributions.hpp"
#include "reckoning/trace.hpp"
#include "store/membership.hpp"

/// Cover that ends soon, and members whom a hospital treated. School years: school_years.cpp.
namespace payung::app {
namespace {

constexpr std::int64_t kWindow = 1'000;
constexpr std::int64_t kPassedMax = 200'000;  ///< of one page, so that no request takes long

Result<std::int64_t> days_of(Environment& env, DaysAhead asked, std::string_view key) {
  if (asked) {
    if (*asked >= 0 && *asked <= 3'660) return *asked;
    return Error{Errc::bad_value, "days", "0 to 3660"};
  }
  const auto rule = env.rules.find(key, env.today);
  if (!rule) return rule.error();
  return rule->number;
}

std::optional<Date> fact_day(const reckoning::Outcome& outcome, std::string_view name) {
  const auto text = outcome.fact(name);
  if (!text) return {};
  const auto day = Date::parse(*text);
  return day ? std::optional(*day) : std::nullopt;
}

/// The programme in arrears that ends first: JKK or JKM.
const ProgrammeStatus* in_arrears(const PersonStatus& status) {
  const ProgrammeStatus* first = nullptr;
  for (const ProgrammeStatus& one : status.programmes) {
    if (one.programme != Programme::jkk && one.programme != Programme::jkm) continue;
    if (one.answer.state != coverage::State::grace || !one.answer.paid_month) continue;
    if (first == nullptr || *one.answer.paid_month < *first->answer.paid_month) first = &one;
  }
  return first;
}

/// As what somebody is a member now, or was while months were paid: a payer's time may have ended
/// since, and the worker may go on alone.
std::vector<enrolment::Member> member_of(const std::vector<enrolment::MembershipEvent>& events,
                                         Month now, Month last_paid) {
  auto member = enrolment::members_in(events, now);
  return member.empty() ? enrolment::members_in(events, last_paid) : member;
}

/// What the months cost that keep the membership going.
Status add_dues(Environment& env, Month last_paid, Lapsing& lapsing) {
  const auto events = store::membership_events_of(env.database, lapsing.person);
  if (!events) return events.error();
  for (const auto& member : member_of(*events, env.today.month_of(), last_paid)) {
    contributions::BpuMonth month{last_paid, member.programmes, member.income.value_or(Rupiah(0)),
                                  member.sector};
    if (lapsing.payer) month.payer = lapsing.payer->kind;
    const auto owed = contributions::bpu_arrears({last_paid, env.today, month}, env.rules);
    if (!owed) return owed.error();
    lapsing.to_pay = owed->total;
  }
  for (int i = 1; i <= lapsing.months_unpaid; ++i) lapsing.months.push_back(last_paid.plus(i));
  return {};
}

Result<std::optional<Lapsing>> lapsing_of(Environment& env, std::int64_t person,
                                          std::int64_t days) {
  const auto status = status_of_one(env, person, env.today);
  if (!status) return status.error();
  const ProgrammeStatus* one = in_arrears(*status);
  if (one == nullptr) return std::optional<Lapsing>{};
  const auto rule = env.rules.find("coverage.grace_unpaid_months", env.today);
  if (!rule) return rule.error();
  const Month last_paid = *one->answer.paid_month;
  const Date ends = last_paid.plus(static_cast<int>(rule->number) + 1).first_day();
  const auto last_day = Date::from_days(ends.days_since_1970() - 1);
  if (!last_day) return last_day.error();
  if (ends.days_since_1970() - env.today.days_since_1970() > days) return std::optional<Lapsing>{};
  Lapsing lapsing{person,
                  one->answer.covered_until,
                  *last_day,
                  one->answer.months_unpaid,
                  {},
                  {},
                  status->payer,
                  one->paid_by,
                  *rule};
  if (const Status added = add_dues(env, last_paid, lapsing); !added) return added.error();
  return std::optional(std::move(lapsing));
}

/// Whether a claim tells of an accident in the days before the list.
Result<bool> told(Environment& env, const store::HospitalVisit& visit, std::int64_t days) {
  const auto claims = store::claims_of_person(env.database, visit.person);
  if (!claims) return claims.error();
  return std::ranges::any_of(*claims, [&](const store::Claim& claim) {
    const bool accident = claim.kind == claims::Kind::jkk || claim.kind == claims::Kind::jkk_death;
    const auto before = visit.listed_on.days_since_1970() - claim.happened_on.days_since_1970();
    return accident && before >= 0 && before <= days;
  });
}

Result<std::optional<Treated>> treated_of(Environment& env, const store::HospitalVisit& visit) {
  const auto status = status_of_one(env, visit.person, visit.listed_on);
  if (!status) return status.error();
  for (const ProgrammeStatus& one : status->programmes) {
    if (one.programme != Programme::jkk || one.answer.covered == coverage::Covered::no) continue;
    benefits::JkkClaim claim{{visit.listed_on, {}, {}, one.answer.covered}};
    const auto outcome = benefits::jkk(claim, env.rules);
    if (!outcome) return outcome.error();
    auto papers = claims::papers_of(claims::Kind::jkk, env.today, env.rules);
    if (!papers) return papers.error();
    return std::optional(Treated{visit.person, visit.listed_on, one.answer.covered,
                                 fact_day(*outcome, "last_day_to_report"),
                                 fact_day(*outcome, "last_day_to_claim"), *std::move(papers)});
  }
  return std::optional<Treated>{};
}

}  // namespace

Result<LapsingPage> lapsing_members(Environment& env, std::int64_t after, std::int64_t most,
                                    DaysAhead asked, const Reached& reached) {
  const auto days = days_of(env, asked, "claim.lapse_notice_days");
  if (!days) return days.error();
  LapsingPage page;
  std::int64_t looked_at = 0;
  for (std::int64_t passed = 0; passed < kPassedMax; passed += kWindow) {
    const std::int64_t window = reached ? kWindow : most;
    const auto people = store::members_after(env.database, after, window);
    if (!people) return people.error();
    for (const std::int64_t person : *people) {
      after = person;
      if (reached) {
        const auto inside = reached(person);
        if (!inside) return inside.error();
        if (!*inside) continue;
      }
      auto one = lapsing_of(env, person, *days);
      if (!one) return one.error();
      if (*one) page.members.push_back(**std::move(one));
      looked_at += 1;
      if (looked_at == most) break;
    }
    page.last = after;
    if (looked_at == most) return page;
    if (static_cast<std::int64_t>(people->size()) < window) {
      page.last = 0;
      return page;
    }
  }
  return page;
}

Result<TreatedPage> treated_members(Environment& env, std::int64_t after, std::int64_t most,
                                    DaysAhead asked) {
  const auto days = days_of(env, asked, "claim.hospital_days");
  if (!days) return days.error();
  const auto visits = store::hospital_visits(env.database, after, most);
  if (!visits) return visits.error();
  TreatedPage page;
  for (const store::HospitalVisit& visit : *visits) {
    const auto known = told(env, visit, *days);
    if (!known) return known.error();
    if (*known) continue;
    auto one = treated_of(env, visit);
    if (!one) return one.error();
    if (*one) page.members.push_back(**std::move(one));
  }
  if (static_cast<std::int64_t>(visits->size()) == most) page.last = visits->back().person;
  return page;
}

}  // namespace payung::app
