#include "allocation/network.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "allocation/conditions.hpp"
#include "allocation/profile.hpp"

namespace payung::allocation {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max() / 4;

/// What one person costs a budget over all its months, by sector.
class Prices {
 public:
  Prices(const Funding& funding, const PriceOf& price_of)
      : programme_(funding), price_of_(price_of) {}

  Result<std::int64_t> cost(std::size_t budget_at, Sector sector) {
    const Budget& budget = programme_.budgets[budget_at];
    const PayerKind kind = kind_of(budget.payer);
    const auto key = std::tuple(kind, sector, budget.months.from, budget.months.until);
    if (const auto known = sums_.find(key); known != sums_.end()) return known->second;
    Rupiah sum;
    for (int i = 0; i < budget.months.count(); ++i) {
      const auto price = price_of_(kind, sector, budget.months.from.plus(i));
      if (!price) return price.error();
      if (price->amount() < 0) return Error{Errc::bad_value, "price of a month", budget.code};
      const auto next = sum.plus(*price);
      if (!next) return next.error();
      sum = *next;
    }
    sums_.emplace(key, sum.amount());
    return sum.amount();
  }

 private:
  PayerKind kind_of(std::int64_t payer) const {
    const auto found = std::find_if(programme_.payers.begin(), programme_.payers.end(),
                                    [&](const Payer& one) { return one.id == payer; });
    PAYUNG_CHECK(found != programme_.payers.end());
    return found->kind;
  }

  const Funding& programme_;
  const PriceOf& price_of_;
  std::map<std::tuple<PayerKind, Sector, Month, Month>, std::int64_t> sums_;
};

/// One budget as seen by one class.
struct Offer {
  std::uint32_t budget;
  std::int64_t cost_rupiah;
  std::int64_t weight;
  auto operator<=>(const Offer&) const = default;
};

struct ClassKey {
  std::vector<Offer> offers;
  std::uint8_t barriers;
  std::uint32_t nearest_budget;
  auto operator<=>(const ClassKey&) const = default;
};

class Builder {
 public:
  Builder(const Candidates& candidates, const Funding& funding, const PriceOf& price_of, Date on)
      : candidates_(candidates), programme_(funding), prices_(funding, price_of), on_(on) {
    std::vector<int> ranks;
    for (const Budget& budget : funding.budgets) ranks.push_back(budget.rank);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    for (const Budget& budget : funding.budgets) {
      places_of_rank_.push_back(std::lower_bound(ranks.begin(), ranks.end(), budget.rank) -
                                ranks.begin());
    }
  }

  Result<Network> build() {
    if (const auto status = make_classes(); !status) return status.error();
    make_groups();
    return std::move(network_);
  }

 private:
  Status make_classes() {
    Profiler profiler(programme_, on_);
    std::map<Profile, std::uint32_t> class_of_profile;
    std::map<ClassKey, std::uint32_t> known;
    network_.class_of.reserve(candidates_.people.size());
    for (const Candidate& person : candidates_.people) {
      const Profile profile = profiler.of(person);
      auto found = class_of_profile.find(profile);
      if (found == class_of_profile.end()) {
        auto key = key_of(person);
        if (!key) return key.error();
        const auto next = static_cast<std::uint32_t>(known.size());
        const auto [at, fresh] = known.try_emplace(*std::move(key), next);
        if (fresh) add_class(at->first);
        found = class_of_profile.emplace(profile, at->second).first;
      }
      ++network_.classes[found->second].size;
      network_.class_of.push_back(found->second);
    }
    return {};
  }

  Result<ClassKey> key_of(const Candidate& person) {
    static const std::vector<std::string> kNone;
    const auto& senders = person.sender_set < candidates_.sender_sets.size()
                              ? candidates_.sender_sets[person.sender_set]
                              : kNone;
    ClassKey key{{}, 0, 0};
    auto nearest = std::tuple(std::numeric_limits<int>::max(), std::int64_t{0}, std::size_t{0});
    for (std::size_t i = 0; i < programme_.budgets.size(); ++i) {
      const Budget& budget = programme_.budgets[i];
      std::uint8_t barriers = barriers_of(budget.may_cover, person, senders, on_);
      if (budget.months.empty()) {
        barriers |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(Barrier::period));
      }
      const auto near = std::tuple(std::popcount(barriers), places_of_rank_[i], i);
      if (near < nearest) {
        nearest = near;
        key.barriers = barriers;
        key.nearest_budget = static_cast<std::uint32_t>(i);
      }
      if (barriers != 0) continue;
      const auto cost = prices_.cost(i, person.sector);
      if (!cost) return cost.error();
      // Rank decides before distance: one place of rank outweighs every distance together.
      const auto far = static_cast<std::int64_t>(candidates_.people.size()) * 3 + 1;
      key.offers.push_back({static_cast<std::uint32_t>(i), *cost,
                            places_of_rank_[i] * far + distance_of(budget.prefers, person)});
    }
    return key;
  }

  void add_class(const ClassKey& key) {
    const auto number = static_cast<std::uint32_t>(network_.classes.size());
    network_.classes.push_back({{}, 0, key.barriers, key.nearest_budget});
    for (const Offer& offer : key.offers) {
      seen_by_.resize(programme_.budgets.size());
      seen_by_[offer.budget].push_back({number, offer.cost_rupiah, offer.weight});
    }
  }

  /// A budget as the classes see it: class, cost, weight.
  struct View {
    std::uint32_t person_class;
    std::int64_t cost_rupiah;
    std::int64_t weight;
    auto operator<=>(const View&) const = default;
  };

  struct Places {
    bool uniform;
    std::int64_t heads;
  };

  /// How many a budget can carry, if that is one number whoever they are.
  Places places_of(std::size_t budget_at, std::int64_t people) const {
    const Budget& budget = programme_.budgets[budget_at];
    const std::int64_t heads = std::min(budget.heads_max.value_or(kNoLimit), people);
    if (!budget.amount) return {true, heads};
    std::int64_t least = kNoLimit;
    std::int64_t most = 0;
    for (const View& view : seen_by_[budget_at]) {
      least = std::min(least, view.cost_rupiah);
      most = std::max(most, view.cost_rupiah);
    }
    const std::int64_t money = std::max<std::int64_t>(budget.amount->amount(), 0);
    if (most == 0 || money / most >= heads) return {true, heads};  // money does not bind
    if (least == most) return {true, money / most};
    return {false, heads};
  }

  void make_groups() {
    seen_by_.resize(programme_.budgets.size());
    const auto people = static_cast<std::int64_t>(candidates_.people.size());
    std::map<std::vector<View>, std::size_t> alike;
    std::vector<BudgetGroup> groups;
    std::vector<std::vector<View>> views;
    for (std::size_t i = 0; i < programme_.budgets.size(); ++i) {
      if (seen_by_[i].empty()) continue;
      const Places places = places_of(i, people);
      std::size_t at = groups.size();
      if (places.uniform) at = alike.try_emplace(seen_by_[i], at).first->second;
      if (at == groups.size()) {
        groups.emplace_back();
        views.push_back(seen_by_[i]);
      }
      BudgetGroup& group = groups[at];
      group.uniform = places.uniform;
      if (!places.uniform) group.money_rupiah = programme_.budgets[i].amount->amount();
      group.budgets.push_back(static_cast<std::uint32_t>(i));
      group.places.push_back(places.heads);
      group.heads_max = std::min(group.heads_max + places.heads, people);
    }
    link(groups, views);
  }

  /// Groups with the fewest rivals for a place come first: what few can use is used before what
  /// all can use, so that most people find their place without rearranging.
  void link(std::vector<BudgetGroup>& groups, const std::vector<std::vector<View>>& views) {
    std::vector<std::int64_t> rivals;
    for (const auto& view : views) {
      std::int64_t sum = 0;
      for (const View& one : view) sum += network_.classes[one.person_class].size;
      rivals.push_back(sum);
    }
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rivals[a] < rivals[b]; });
    for (const std::size_t from : order) {
      const auto number = static_cast<std::uint32_t>(network_.groups.size());
      network_.groups.push_back(std::move(groups[from]));
      for (const View& view : views[from]) {
        auto& arcs = network_.classes[view.person_class].arcs;
        network_.groups.back().classes.push_back(
            {view.person_class, static_cast<std::uint32_t>(arcs.size())});
        arcs.push_back({number, view.cost_rupiah, view.weight});
      }
    }
  }

  const Candidates& candidates_;
  const Funding& programme_;
  Prices prices_;
  Date on_;
  std::vector<std::int64_t> places_of_rank_;
  std::vector<std::vector<View>> seen_by_;
  Network network_;
};

}  // namespace

Result<Network> make_network(const Candidates& candidates, const Funding& funding,
                             const PriceOf& price_of, Date on) {
  return Builder(candidates, funding, price_of, on).build();
}

}  // namespace payung::allocation
