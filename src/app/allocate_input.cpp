#include "app/allocate_input.hpp"

#include <algorithm>
#include <set>

#include "app/decide_eligibility.hpp"
#include "billing/monthly_charge.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using allocation::Budget;
using enrolment::Spell;

bool holds_from(const Spell& spell, Month from) { return !spell.until || *spell.until > from; }

/// The spells that a scheme's budgets pay, and what follows from them.
class Promises {
 public:
  Promises(const StoredProgramme& programme, const allocation::PriceOf& price)
      : funding_(programme.file.funding), period_(programme.file.scheme.period), price_(price) {
    for (std::size_t i = 0; i < funding_.budgets.size(); ++i) {
      place_.emplace(funding_.budgets[i].id, i);
    }
    heads.assign(funding_.budgets.size(), 0);
    cost.assign(funding_.budgets.size(), Rupiah(0));
  }

  Status add(const Spell& spell, Month from) {
    const auto place = place_.find(spell.member.budget);
    if (place == place_.end()) return {};
    const Budget& budget = funding_.budgets[place->second];
    const MonthRange months{spell.from, spell.until.value_or(period_.until)};
    if (const auto status = charge(place->second, budget, spell, months); !status) return status;
    if (spell.ended_by) {
      gone.insert(spell.member.person);
      seated.erase(spell.member.person);
      return {};
    }
    gone.erase(spell.member.person);
    if (!holds_from(spell, from)) return {};
    const auto [seat, fresh] =
        seated.try_emplace(spell.member.person, AllocationInput::Seat{spell.member.budget, months});
    if (!fresh) {
      // A change within the membership: the seat keeps its first month.
      const bool same = seat->second.budget == spell.member.budget;
      seat->second = {spell.member.budget,
                      {same ? seat->second.months.from : months.from, months.until}};
    }
    return {};
  }

  void count_heads() {
    for (const auto& [person, seat] : seated) ++heads[place_.at(seat.budget)];
  }

  std::set<std::int64_t> gone;
  std::map<std::int64_t, AllocationInput::Seat> seated;
  std::vector<std::int64_t> heads;
  std::vector<Rupiah> cost;

 private:
  Status charge(std::size_t at, const Budget& budget, const Spell& spell, MonthRange months) {
    const auto payer = std::find_if(funding_.payers.begin(), funding_.payers.end(),
                                    [&](const auto& one) { return one.id == budget.payer; });
    if (payer == funding_.payers.end()) return Error{Errc::integrity, "budget " + budget.code};
    for (int i = 0; i < months.count(); ++i) {
      const auto price = price_(payer->kind, spell.member.sector, months.from.plus(i));
      if (!price) return price.error();
      const auto sum = cost[at].plus(*price);
      if (!sum) return sum.error();
      cost[at] = *sum;
    }
    return {};
  }

  const allocation::Funding& funding_;
  MonthRange period_;
  const allocation::PriceOf& price_;
  std::map<std::int64_t, std::size_t> place_;
};

/// Gives people of the same senders the same number.
class SenderSets {
 public:
  std::uint32_t number(std::vector<std::string>&& senders) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    return numbers_.try_emplace(std::move(senders), next).first->second;
  }
  std::vector<std::vector<std::string>> take() const {
    std::vector<std::vector<std::string>> sets(numbers_.size());
    for (const auto& [senders, number] : numbers_) sets[number] = senders;
    return sets;
  }

 private:
  std::map<std::vector<std::string>, std::uint32_t> numbers_;
};

Result<std::set<std::int64_t>> eligible_people(Environment& environment, std::int64_t scheme) {
  const auto decisions = store::decisions(environment.database, scheme);
  if (!decisions) return decisions.error();
  if (decisions->empty()) {
    return Error{Errc::nothing_done, "allocation", "decide first: payung eligibility run"};
  }
  std::set<std::int64_t> eligible;
  for (const auto& one : *decisions) {
    if (one.answer == "yes") eligible.insert(eligible.end(), one.person);
  }
  return eligible;
}

void cut(Budget& budget, Month from, std::int64_t heads, Rupiah cost) {
  budget.months.from = std::max(budget.months.from, from);
  if (budget.heads_max) budget.heads_max = std::max<std::int64_t>(*budget.heads_max - heads, 0);
  if (budget.amount) {
    budget.amount = Rupiah(std::max<std::int64_t>(budget.amount->amount() - cost.amount(), 0));
  }
}

}  // namespace

allocation::PriceOf price_of(const Environment& environment, ProgrammeSet programmes) {
  const rules::RuleBook* rules = &environment.rules;
  return [rules, programmes](PayerKind payer, Sector sector, Month month) -> Result<Rupiah> {
    const auto charge = billing::monthly_charge({month, sector, payer, programmes}, *rules);
    if (!charge) return charge.error();
    return charge->total;
  };
}

Result<Month> month_within(Date today, MonthRange period) {
  const Month month = std::max(today.month_of(), period.from);
  if (month >= period.until) {
    return Error{Errc::nothing_done, "programme",
                 "its last month was " + period.until.plus(-1).text() + ", and today is " +
                     today.text() +
                     "; load the programme's next version (payung payers load FILE), or work as of "
                     "an earlier day (--today DATE)"};
  }
  return month;
}

Result<AllocationInput> allocation_input(Environment& environment, const StoredProgramme& programme,
                                         Month from) {
  const auto& scheme = programme.file.scheme;
  const auto eligible = eligible_people(environment, programme.version.scheme);
  if (!eligible) return eligible.error();
  const auto events = store::membership_events(environment.database);
  if (!events) return events.error();
  const auto price = price_of(environment, scheme.programmes);
  Promises promises(programme, price);
  for (const Spell& spell : enrolment::spells_of(*events)) {
    if (const auto status = promises.add(spell, from); !status) return status.error();
  }
  promises.count_heads();

  AllocationInput input;
  SenderSets sets;
  const auto status = each_assembled(environment, [&](const eligibility::Assembled& one) -> Status {
    const auto& facts = one.facts;
    const bool seated = promises.seated.contains(facts.person);
    const bool asks = eligible->contains(facts.person) && !promises.gone.contains(facts.person);
    if (!seated && !asks) return {};
    input.people.people.push_back({facts.person, facts.sector.value_or(Sector::other), facts.home,
                                   facts.workplace, facts.poverty, facts.decile, facts.birth_date,
                                   one.listed, sets.number(std::vector(one.senders))});
    return {};
  });
  if (!status) return status.error();
  input.people.sender_sets = sets.take();
  input.seated = std::move(promises.seated);
  input.left = programme.file.funding;
  for (std::size_t i = 0; i < input.left.budgets.size(); ++i) {
    cut(input.left.budgets[i], from, promises.heads[i], promises.cost[i]);
  }
  input.heads_promised = std::move(promises.heads);
  input.cost_promised = std::move(promises.cost);
  return input;
}

}  // namespace payung::app
