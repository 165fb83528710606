#include "app/plan.hpp"

#include <map>

#include "app/allocate_input.hpp"
#include "app/decide_eligibility.hpp"

namespace payung::app {
namespace {

using allocation::Allocation;
using allocation::OutcomeKind;

constexpr int kMonthsMax = 120;

/// Beside the programme's payers, whose numbers are above zero.
constexpr std::int64_t kSupposed = -1;

void add_supposed(allocation::Funding& funding, const PlanQuery& query, Rupiah amount,
                  MonthRange months, int rank) {
  funding.payers.push_back({kSupposed, "supposed", "", query.payer, {}, std::nullopt, ""});
  funding.budgets.push_back(
      {kSupposed, kSupposed, "supposed", amount, std::nullopt, months, {}, rank, std::nullopt, ""});
}

Result<Rupiah> cost_of(const Allocation& result) {
  Rupiah sum;
  for (const auto& use : result.uses) {
    const auto next = sum.plus(use.cost);
    if (!next) return next.error();
    sum = *next;
  }
  return sum;
}

std::string district_of(const allocation::Candidate& one) {
  return one.home ? one.home->at(RegionLevel::district).text() : "unknown";
}

/// By sector, then decile, then district; keys in their natural order.
std::vector<PlanGroup> groups_of(const allocation::Candidates& people, const Allocation& result) {
  struct Count {
    std::int64_t people = 0;
    std::int64_t covered = 0;
  };
  std::map<std::pair<int, std::string>, Count> counts;
  std::map<std::int64_t, const allocation::Candidate*> by_person;
  for (const auto& one : people.people) by_person.emplace(one.person, &one);
  for (const auto& outcome : result.outcomes) {
    const auto& one = *by_person.at(outcome.person);
    std::string decile = one.decile ? std::to_string(*one.decile) : "unknown";
    if (decile.size() == 1) decile.insert(0, 1, '0');  // so that 10 stands behind 9
    for (const auto& key : {std::pair(0, std::string(to_text(one.sector))), std::pair(1, decile),
                            std::pair(2, district_of(one))}) {
      Count& count = counts[key];
      ++count.people;
      count.covered += outcome.kind == OutcomeKind::paid ? 1 : 0;
    }
  }
  static constexpr std::string_view kBy[] = {"sector", "decile", "district"};
  std::vector<PlanGroup> groups;
  for (const auto& [key, count] : counts) {
    std::string text = key.second;
    if (key.first == 1 && text.starts_with('0')) text.erase(0, 1);
    groups.push_back({std::string(kBy[key.first]), text, count.people, count.covered});
  }
  return groups;
}

class Planner {
 public:
  Planner(Environment& environment, const PlanQuery& query, const StoredProgramme& programme,
          AllocationInput input, MonthRange months)
      : environment_(environment),
        query_(query),
        input_(std::move(input)),
        months_(months),
        price_(price_of(environment, programme.file.scheme.programmes)),
        on_(day_within(environment.today, programme.file.scheme.period)) {
    people_.sender_sets = input_.people.sender_sets;
    for (const auto& one : input_.people.people) {
      if (!input_.seated.contains(one.person)) people_.people.push_back(one);
    }
  }

  /// With `more` beside the budget asked for.
  Result<Allocation> with(Rupiah more) const {
    allocation::Funding funding = input_.left;
    if (query_.budget) {
      const auto amount = query_.budget->plus(more);
      if (!amount) return amount.error();
      funding.payers.clear();
      funding.budgets.clear();
      add_supposed(funding, query_, *amount, months_, 0);
    } else if (more > Rupiah(0)) {
      int last = 0;
      for (const auto& budget : funding.budgets) last = std::max(last, budget.rank);
      add_supposed(funding, query_, more, months_, last + 1);
    }
    return allocation::allocate(people_, funding, price_, on_, environment_.progress);
  }

  Result<PlanReport> report(std::string scheme) const {
    const auto base = with(Rupiah(0));
    if (!base) return base.error();
    const auto cost = cost_of(*base);
    if (!cost) return cost.error();
    PlanReport report{std::move(scheme),
                      months_,
                      query_.budget,
                      static_cast<std::int64_t>(input_.seated.size()),
                      static_cast<std::int64_t>(base->outcomes.size()),
                      base->covered(),
                      0,
                      0,
                      *cost,
                      base->guarantee == allocation::Guarantee::exact ? "exact" : "maximal",
                      groups_of(people_, *base),
                      {}};
    for (const auto& one : base->outcomes) {
      report.waiting += one.kind == OutcomeKind::waiting ? 1 : 0;
      report.unfundable += one.kind == OutcomeKind::unfundable ? 1 : 0;
    }
    if (const auto status = add_steps(report); !status) return status.error();
    return report;
  }

 private:
  Status add_steps(PlanReport& report) const {
    std::int64_t covered = report.covered;
    for (int i = 1; i <= query_.steps && covered < report.people; ++i) {
      const auto more = query_.step.times(i);
      if (!more) return more.error();
      const auto result = with(*more);
      if (!result) return result.error();
      const auto cost = cost_of(*result);
      if (!cost) return cost.error();
      report.steps.push_back({*more, result->covered(), result->covered() - covered, *cost});
      covered = result->covered();
    }
    return {};
  }

  Environment& environment_;
  const PlanQuery& query_;
  AllocationInput input_;
  allocation::Candidates people_;
  MonthRange months_;
  allocation::PriceOf price_;
  Date on_;
};

}  // namespace

Result<PlanReport> plan(Environment& environment, const PlanQuery& query) {
  if (query.months && (*query.months < 1 || *query.months > kMonthsMax)) {
    return Error{Errc::bad_option, "--months", "1 to " + std::to_string(kMonthsMax)};
  }
  const auto programme = stored_programme(environment, query.scheme);
  if (!programme) return programme.error();
  const auto& period = programme->file.scheme.period;
  // A question may be asked of a period that is over or has not begun.
  const Month from = query.from.value_or(day_within(environment.today, period).month_of());
  auto input = allocation_input(environment, *programme, from);
  if (!input) return input.error();
  const Month until = query.months ? from.plus(*query.months) : period.until;
  if (until <= from) return Error{Errc::bad_month, "--from " + from.text(), period.text()};
  const Planner planner(environment, query, *programme, *std::move(input), {from, until});
  return planner.report(programme->version.code);
}

}  // namespace payung::app
