#include "allocation/board.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "allocation/conditions.hpp"
#include "allocation/profile.hpp"

namespace payung::allocation {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

std::optional<RegionCode> district_of(const Candidate& person) {
  const auto place = place_of(person);
  if (!place) return std::nullopt;
  return place->at(RegionLevel::district);
}

template <class List, class Fits>
std::int64_t position(const List& list, const Fits& fits) {
  return std::find_if(list.begin(), list.end(), fits) - list.begin();
}

}  // namespace

std::vector<PriorityKey> keys_of(const BoardQuestion& question) {
  std::vector<PriorityKey> keys;
  if (!question.sectors.empty()) {
    keys.push_back({PriorityKey::By::sector, question.sectors, {}, {}});
  }
  if (!question.areas.empty()) {
    const bool before = question.first == BoardQuestion::First::area;
    keys.insert(before ? keys.begin() : keys.end(),
                PriorityKey{PriorityKey::By::area, {}, {}, question.areas});
  }
  return keys;
}

Board::Board(const Candidates& candidates, const Funding& funding, Date on)
    : sender_sets_(candidates.sender_sets), on_(on) {
  for (const Budget& budget : funding.budgets) conditions_.push_back(budget.may_cover);
  Profiler profiler(funding, on);
  const auto order = order_of(candidates, funding.priority);
  std::map<std::pair<std::optional<RegionCode>, Profile>, std::uint32_t> known;
  group_of_.reserve(order.size());
  for (const std::uint32_t at : order) {
    const Candidate& one = candidates.people[at];
    const auto district = district_of(one);
    const auto next = static_cast<std::uint32_t>(groups_.size());
    const auto [group, fresh] = known.try_emplace({district, profiler.of(one)}, next);
    if (fresh) groups_.push_back({one, district, 0});
    ++groups_[group->second].people;
    group_of_.push_back(group->second);
  }
}

std::map<Sector, std::int64_t> Board::by_sector() const {
  std::map<Sector, std::int64_t> counts;
  for (const Group& group : groups_) counts[group.like.sector] += group.people;
  return counts;
}

std::map<std::optional<RegionCode>, std::int64_t> Board::by_district() const {
  std::map<std::optional<RegionCode>, std::int64_t> counts;
  for (const Group& group : groups_) counts[group.district] += group.people;
  return counts;
}

/// One question being answered.
class BoardFilling {
 public:
  BoardFilling(const Board& board, const BoardQuestion& question, const PriceOf& price_of)
      : board_(board),
        question_(question),
        price_of_(price_of),
        covered_(board.groups_.size(), 0),
        cost_of_(board.groups_.size(), 0),
        rank_of_(board.groups_.size(), kNoRank),
        heads_left_(question.heads_max.value_or(kNoLimit)),
        money_left_(question.amount ? question.amount->amount() : kNoLimit) {}

  Result<BoardAnswer> run() {
    if (const auto status = sort_groups(); !status) return status.error();
    for (std::size_t rank = 0; rank < ranks_.size(); ++rank) {
      if (const auto status = fill(static_cast<std::uint32_t>(rank)); !status) {
        return status.error();
      }
    }
    return told();
  }

 private:
  static constexpr std::uint32_t kNoRank = std::numeric_limits<std::uint32_t>::max();
  struct Rank {
    std::vector<std::uint32_t> groups;
    std::int64_t cheapest = kNoLimit;
  };

  /// What one person of the sector costs over all months.
  Result<std::int64_t> cost(Sector sector) {
    const auto known = costs_.find(sector);
    if (known != costs_.end()) return known->second;
    Rupiah sum;
    for (int i = 0; i < question_.months.count(); ++i) {
      const auto price = price_of_(question_.payer, sector, question_.months.from.plus(i));
      if (!price) return price.error();
      if (price->amount() < 0) return Error{Errc::bad_value, "price of a month", "below zero"};
      const auto next = sum.plus(*price);
      if (!next) return next.error();
      sum = *next;
    }
    costs_.emplace(sector, sum.amount());
    return sum.amount();
  }

  /// People whom the question puts side by side share a rank.
  Status sort_groups() {
    std::map<std::pair<std::int64_t, std::int64_t>, Rank> ranks;
    for (std::uint32_t at = 0; at < board_.groups_.size(); ++at) {
      const auto& group = board_.groups_[at];
      if (!may_pay_for(group.like)) continue;
      const auto each = cost(group.like.sector);
      if (!each) return each.error();
      cost_of_[at] = *each;
      const auto sector =
          position(question_.sectors, [&](Sector one) { return one == group.like.sector; });
      const auto area = position(question_.areas, [&](RegionCode one) {
        return group.district && one.contains(*group.district);
      });
      const bool area_first = question_.first == BoardQuestion::First::area;
      Rank& rank = ranks[area_first ? std::pair(area, sector) : std::pair(sector, area)];
      rank.groups.push_back(at);
      rank.cheapest = std::min(rank.cheapest, *each);
    }
    for (auto& [key, rank] : ranks) {
      for (const std::uint32_t at : rank.groups) {
        rank_of_[at] = static_cast<std::uint32_t>(ranks_.size());
      }
      ranks_.push_back(std::move(rank));
    }
    return {};
  }

  bool may_pay_for(const Candidate& like) const {
    static const std::vector<std::string> kNone;
    if (!question_.budget) return true;
    const auto& sets = board_.sender_sets_;
    const auto& senders = like.sender_set < sets.size() ? sets[like.sender_set] : kNone;
    return barriers_of(board_.conditions_[*question_.budget], like, senders, board_.on_) == 0;
  }

  Status fill(std::uint32_t number) {
    const Rank& rank = ranks_[number];
    std::int64_t people = 0;
    std::int64_t money = 0;
    for (const std::uint32_t at : rank.groups) {
      const std::int64_t count = board_.groups_[at].people;
      std::int64_t sum = 0;
      if (__builtin_mul_overflow(count, cost_of_[at], &sum) ||
          __builtin_add_overflow(money, sum, &money)) {
        return Error{Errc::overflow, "plan"};
      }
      people += count;
    }
    if (people <= heads_left_ && money <= money_left_) {
      for (const std::uint32_t at : rank.groups) covered_[at] = board_.groups_[at].people;
      heads_left_ -= people;
      money_left_ -= money;
      return {};
    }
    one_by_one(number);
    return {};
  }

  /// Here the money ends: the scheme's own order decides.
  void one_by_one(std::uint32_t number) {
    const std::int64_t cheapest = ranks_[number].cheapest;
    for (const std::uint32_t at : board_.group_of_) {
      if (heads_left_ == 0 || money_left_ < cheapest) return;
      if (rank_of_[at] != number || cost_of_[at] > money_left_) continue;
      ++covered_[at];
      --heads_left_;
      money_left_ -= cost_of_[at];
    }
  }

  Result<BoardAnswer> told() const {
    BoardAnswer answer;
    std::map<std::pair<Sector, std::optional<RegionCode>>, BoardCell> cells;
    for (std::uint32_t at = 0; at < board_.groups_.size(); ++at) {
      const auto& group = board_.groups_[at];
      if (rank_of_[at] == kNoRank) {
        answer.unfundable += group.people;
        continue;
      }
      const Rupiah each(cost_of_[at]);
      const auto cost = each.times(covered_[at]);
      const auto all = each.times(group.people);
      if (!cost) return cost.error();
      if (!all) return all.error();
      BoardCell& cell = cells[{group.like.sector, group.district}];
      cell.people += group.people;
      cell.covered += covered_[at];
      answer.people += group.people;
      answer.covered += covered_[at];
      for (auto [sum, part] : {std::pair(&cell.cost, *cost), std::pair(&answer.cost, *cost),
                               std::pair(&answer.cost_of_all, *all)}) {
        const auto next = sum->plus(part);
        if (!next) return next.error();
        *sum = *next;
      }
    }
    for (auto& [key, cell] : cells) {
      cell.sector = key.first;
      cell.district = key.second;
      answer.cells.push_back(cell);
    }
    return answer;
  }

  const Board& board_;
  const BoardQuestion& question_;
  const PriceOf& price_of_;
  std::map<Sector, std::int64_t> costs_;
  std::vector<std::int64_t> covered_;  ///< by group
  std::vector<std::int64_t> cost_of_;
  std::vector<std::uint32_t> rank_of_;
  std::vector<Rank> ranks_;
  std::int64_t heads_left_;
  std::int64_t money_left_;
};

Result<BoardAnswer> Board::answer(const BoardQuestion& question, const PriceOf& price_of) const {
  if (question.months.empty()) return Error{Errc::bad_month, "months", question.months.text()};
  PAYUNG_CHECK(!question.budget || *question.budget < conditions_.size());
  for (const RegionCode area : question.areas) {
    if (area.level() == RegionLevel::village) {
      return Error{Errc::bad_region, "areas", "districts or larger"};
    }
  }
  return BoardFilling(*this, question, price_of).run();
}

}  // namespace payung::allocation
