#include "allocation/allocate.hpp"

#include <algorithm>

#include "allocation/exact.hpp"
#include "allocation/network.hpp"
#include "allocation/packing.hpp"
#include "allocation/prefer.hpp"
#include "eligibility/words.hpp"

namespace payung::allocation {
namespace {

constexpr eligibility::Words<OutcomeKind, 3> kOutcomes{{{OutcomeKind::paid, "paid"},
                                                        {OutcomeKind::waiting, "waiting"},
                                                        {OutcomeKind::unfundable, "unfundable"}}};
constexpr eligibility::Words<Barrier, 7> kBarriers{{{Barrier::sector, "sector"},
                                                    {Barrier::area, "area"},
                                                    {Barrier::poverty, "poverty"},
                                                    {Barrier::decile, "decile"},
                                                    {Barrier::age, "age"},
                                                    {Barrier::sender, "sender"},
                                                    {Barrier::period, "period"}}};

/// Arcs the exact search may look at over one allocation: some seconds on one processor.
constexpr std::int64_t kEffortArcs = 100'000'000;
constexpr std::int64_t kEffortOnceArcs = 5'000'000;
constexpr std::size_t kReportEvery = 16'384;

class Allocator {
 public:
  Allocator(const Network& network, std::size_t budgets, Progress& progress)
      : network_(network),
        progress_(progress),
        packing_(network, limits_of(network)),
        closed_(network.classes.size(), 0),
        refused_at_(budgets, 0) {}

  /// Who is taken, by position in `order`. Errors: interrupted.
  Result<std::vector<char>> choose(const std::vector<std::uint32_t>& order) {
    std::vector<char> taken(order.size(), 0);
    progress_.begin("stage.allocate", static_cast<std::int64_t>(order.size()));
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (at % kReportEvery == 0) {
        progress_.advance(static_cast<std::int64_t>(at));
        if (progress_.stop_requested()) return Error{Errc::interrupted, "allocate"};
      }
      const std::uint32_t one = network_.class_of[order[at]];
      taken[at] = closed_[one] == 0 && take(one) ? 1 : 0;
      if (taken[at] == 0) note_refusal(one, static_cast<std::int64_t>(at) + 1);
    }
    progress_.end();
    return taken;
  }

  const Packing& packing() const { return packing_; }
  Guarantee guarantee() const { return guarantee_; }
  std::int64_t refused_at(std::size_t budget) const { return refused_at_[budget]; }

 private:
  bool take(std::uint32_t one) {
    if (packing_.add(one, 1) == 1) return true;
    if (packing_.refusal_is_proof()) {
      for (const std::uint32_t reached : packing_.reached()) closed_[reached] = 1;
      return false;
    }
    if (packing_.add_by_exchange(one)) return true;
    std::int64_t once = std::min(effort_, kEffortOnceArcs);
    const std::int64_t before = once;
    const Proof proof = add_exactly(network_, packing_, one, once);
    effort_ -= before - once;
    if (proof == Proof::taken) return true;
    if (proof == Proof::not_known) guarantee_ = Guarantee::maximal;
    closed_[one] = 1;
    return false;
  }

  /// The rank at which a budget could take no more of those it may cover.
  void note_refusal(std::uint32_t one, std::int64_t rank) {
    if (closed_[one] == 2) return;
    closed_[one] = 2;
    for (const Arc& arc : network_.classes[one].arcs) {
      for (const std::uint32_t budget : network_.groups[arc.group].budgets) {
        if (refused_at_[budget] == 0) refused_at_[budget] = rank;
      }
    }
  }

  const Network& network_;
  Progress& progress_;
  Packing packing_;
  std::vector<char> closed_;  ///< by class: 0 open, 1 closed, 2 closed and noted
  std::vector<std::int64_t> refused_at_;
  Guarantee guarantee_ = Guarantee::exact;
  std::int64_t effort_ = kEffortArcs;
};

/// Gives each person a budget of the group that the arrangement chose for their class: the first
/// in order of priority gets the class's most preferred place.
class Seating {
 public:
  Seating(const Network& network, std::vector<std::vector<std::int64_t>> counts)
      : network_(network), left_(std::move(counts)), next_(network.classes.size(), 0) {
    for (const auto& one : network.classes) {
      std::vector<std::uint32_t> arcs(one.arcs.size());
      for (std::uint32_t at = 0; at < arcs.size(); ++at) arcs[at] = at;
      std::stable_sort(arcs.begin(), arcs.end(), [&](std::uint32_t a, std::uint32_t b) {
        return one.arcs[a].weight < one.arcs[b].weight;
      });
      wanted_.push_back(std::move(arcs));
    }
    for (const auto& group : network.groups) {
      places_.push_back(group.places);
      budget_.push_back(0);
    }
  }

  struct Seat {
    std::uint32_t budget;
    std::int64_t cost_rupiah;
  };

  Seat next(std::uint32_t person_class) {
    auto& at = next_[person_class];
    const auto& wanted = wanted_[person_class];
    while (at < wanted.size() && left_[person_class][wanted[at]] == 0) ++at;
    PAYUNG_CHECK(at < wanted.size());
    --left_[person_class][wanted[at]];
    const Arc& arc = network_.classes[person_class].arcs[wanted[at]];
    auto& budget = budget_[arc.group];
    auto& places = places_[arc.group];
    while (places[budget] == 0) {
      ++budget;
      PAYUNG_CHECK(budget < places.size());
    }
    --places[budget];
    return {network_.groups[arc.group].budgets[budget], arc.cost_rupiah};
  }

 private:
  const Network& network_;
  std::vector<std::vector<std::int64_t>> left_;
  std::vector<std::size_t> next_;
  std::vector<std::vector<std::uint32_t>> wanted_;
  std::vector<std::vector<std::int64_t>> places_;
  std::vector<std::size_t> budget_;
};

}  // namespace

std::string_view to_text(OutcomeKind kind) { return eligibility::word_of(kOutcomes, kind); }
std::string_view to_text(Barrier barrier) { return eligibility::word_of(kBarriers, barrier); }

std::int64_t Allocation::covered() const {
  return std::count_if(outcomes.begin(), outcomes.end(),
                       [](const Outcome& one) { return one.kind == OutcomeKind::paid; });
}

Result<Allocation> allocate(const Candidates& candidates, const Funding& funding,
                            const PriceOf& price_of, Date on, Progress& progress) {
  const auto network = make_network(candidates, funding, price_of, on);
  if (!network) return network.error();
  const auto order = order_of(candidates, funding.priority);
  Allocator allocator(*network, funding.budgets.size(), progress);
  const auto taken = allocator.choose(order);
  if (!taken) return taken.error();

  Seating seating(*network, prefer(*network, allocator.packing()));
  Allocation result;
  result.guarantee = allocator.guarantee();
  result.uses.resize(funding.budgets.size());
  result.outcomes.reserve(order.size());
  for (std::size_t i = 0; i < funding.budgets.size(); ++i) {
    result.uses[i].exhausted_at_rank = allocator.refused_at(i);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::uint32_t number = network->class_of[order[at]];
    const PersonClass& one = network->classes[number];
    Outcome outcome;
    outcome.person = candidates.people[order[at]].person;
    outcome.rank = static_cast<std::int64_t>(at) + 1;
    if ((*taken)[at] != 0) {
      const auto seat = seating.next(number);
      outcome.kind = OutcomeKind::paid;
      outcome.budget = seat.budget;
      BudgetUse& use = result.uses[seat.budget];
      ++use.heads;
      const auto cost = use.cost.plus(Rupiah(seat.cost_rupiah));
      if (!cost) return cost.error();
      use.cost = *cost;
    } else if (one.arcs.empty()) {
      outcome.barriers = one.barriers;
    } else {
      outcome.kind = OutcomeKind::waiting;
      outcome.budget = one.nearest_budget;
      outcome.exhausted_at_rank = result.uses[outcome.budget].exhausted_at_rank;
    }
    result.outcomes.push_back(outcome);
  }
  return result;
}

}  // namespace payung::allocation
