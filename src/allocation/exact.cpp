#include "allocation/exact.hpp"

#include <algorithm>
#include <utility>

namespace payung::allocation {
namespace {

struct Put {
  std::uint32_t person_class;
  std::uint32_t arc;
  std::int64_t count;
};

class Search {
 public:
  Search(const Network& network, const Packing& packing, std::uint32_t person_class,
         std::int64_t& effort)
      : network_(network), effort_(effort), left_(network.classes.size(), 0) {
    collect(packing, person_class);
    ++left_[person_class];
  }

  Proof run() { return fill_groups_from(0); }

  /// The arrangement found, with everybody outside the searched part where they were.
  Packing arrangement(const Packing& before) const {
    Packing after(network_, limits_of(network_));
    std::vector<char> inside(network_.classes.size(), 0);
    for (const auto person_class : classes_) inside[person_class] = 1;
    for (std::uint32_t c = 0; c < network_.classes.size(); ++c) {
      if (inside[c] != 0) continue;
      for (std::uint32_t at = 0; at < network_.classes[c].arcs.size(); ++at) {
        after.place(c, at, before.count(c, at));
      }
    }
    for (const Put& put : found_) after.place(put.person_class, put.arc, put.count);
    return after;
  }

 private:
  /// The classes and groups that can trade places with the class, over any number of steps.
  void collect(const Packing& packing, std::uint32_t person_class) {
    std::vector<char> class_seen(network_.classes.size(), 0);
    std::vector<char> group_seen(network_.groups.size(), 0);
    classes_.assign(1, person_class);
    class_seen[person_class] = 1;
    for (std::size_t head = 0; head < classes_.size(); ++head) {
      const auto& arcs = network_.classes[classes_[head]].arcs;
      for (std::uint32_t at = 0; at < arcs.size(); ++at) {
        left_[classes_[head]] += packing.count(classes_[head], at);
        const std::uint32_t group = arcs[at].group;
        if (group_seen[group] != 0) continue;
        group_seen[group] = 1;
        arcs_ += static_cast<std::int64_t>(network_.groups[group].classes.size());
        if (!network_.groups[group].uniform) mixed_.push_back(group);
        for (const auto& member : network_.groups[group].classes) {
          if (class_seen[member.person_class] != 0) continue;
          class_seen[member.person_class] = 1;
          classes_.push_back(member.person_class);
        }
      }
    }
    std::sort(mixed_.begin(), mixed_.end());
    std::sort(classes_.begin(), classes_.end());
  }

  /// At most so many of those left fit into the group: the cheapest first.
  std::int64_t heads_at_best(const BudgetGroup& group) const {
    std::vector<std::pair<std::int64_t, std::int64_t>> offers;
    for (const auto& member : group.classes) {
      offers.emplace_back(network_.classes[member.person_class].arcs[member.arc].cost_rupiah,
                          left_[member.person_class]);
    }
    std::sort(offers.begin(), offers.end());
    std::int64_t money = group.money_rupiah;
    std::int64_t heads = 0;
    for (const auto& [cost, count] : offers) {
      const std::int64_t here = cost == 0 ? count : std::min(count, money / cost);
      money -= here * cost;
      heads += here;
    }
    return std::min(heads, group.heads_max);
  }

  /// Whether those left fit when mixed groups from `open` on are taken at their best.
  bool could_fit(std::size_t open, std::vector<Put>* puts) {
    effort_ -= arcs_ + 1;
    std::vector<Limit> limits = limits_of(network_);
    for (std::size_t i = 0; i < mixed_.size(); ++i) {
      limits[mixed_[i]] = {true, i < open ? 0 : heads_at_best(network_.groups[mixed_[i]]), 0};
    }
    Packing relaxed(network_, std::move(limits));
    for (const auto c : classes_) {
      if (left_[c] > 0 && relaxed.add(c, left_[c]) < left_[c]) return false;
    }
    if (puts == nullptr) return true;
    for (const auto c : classes_) {
      for (std::uint32_t at = 0; at < network_.classes[c].arcs.size(); ++at) {
        if (relaxed.count(c, at) > 0) puts->push_back({c, at, relaxed.count(c, at)});
      }
    }
    return true;
  }

  Proof fill_groups_from(std::size_t at) {
    if (effort_ <= 0) return Proof::not_known;
    if (at == mixed_.size()) {
      std::vector<Put> rest;
      if (!could_fit(at, &rest)) return Proof::impossible;
      found_ = puts_;
      found_.insert(found_.end(), rest.begin(), rest.end());
      return Proof::taken;
    }
    if (!could_fit(at, nullptr)) return Proof::impossible;
    const BudgetGroup& group = network_.groups[mixed_[at]];
    return fill(at, 0, group.money_rupiah, group.heads_max);
  }

  Proof fill(std::size_t at, std::size_t member_at, std::int64_t money, std::int64_t heads) {
    if (--effort_ <= 0) return Proof::not_known;
    const BudgetGroup& group = network_.groups[mixed_[at]];
    if (member_at == group.classes.size()) {
      if (!is_maximal(group, money, heads)) return Proof::impossible;
      return fill_groups_from(at + 1);
    }
    const auto& member = group.classes[member_at];
    const std::int64_t cost = network_.classes[member.person_class].arcs[member.arc].cost_rupiah;
    std::int64_t most = std::min(left_[member.person_class], heads);
    if (cost > 0) most = std::min(most, money / cost);
    for (std::int64_t count = most; count >= 0; --count) {
      left_[member.person_class] -= count;
      puts_.push_back({member.person_class, member.arc, count});
      const Proof proof = fill(at, member_at + 1, money - count * cost, heads - count);
      puts_.pop_back();
      left_[member.person_class] += count;
      if (proof != Proof::impossible) return proof;
    }
    return Proof::impossible;
  }

  /// A filling to which somebody left could be added needs no look: the fuller one is looked at.
  bool is_maximal(const BudgetGroup& group, std::int64_t money, std::int64_t heads) const {
    if (heads == 0) return true;
    return std::none_of(group.classes.begin(), group.classes.end(), [&](const auto& member) {
      const Arc& arc = network_.classes[member.person_class].arcs[member.arc];
      return left_[member.person_class] > 0 && arc.cost_rupiah <= money;
    });
  }

  const Network& network_;
  std::int64_t& effort_;
  std::vector<std::int64_t> left_;  ///< of each class, who has no place yet
  std::vector<std::uint32_t> classes_;
  std::vector<std::uint32_t> mixed_;
  std::vector<Put> puts_;
  std::vector<Put> found_;
  std::int64_t arcs_ = 0;
};

}  // namespace

Proof add_exactly(const Network& network, Packing& packing, std::uint32_t person_class,
                  std::int64_t& effort) {
  Search search(network, packing, person_class, effort);
  const Proof proof = search.run();
  if (proof == Proof::taken) packing.adopt(search.arrangement(packing));
  return proof;
}

}  // namespace payung::allocation
