#include "linkage/clusters.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "linkage/borrowed_niks.hpp"
#include "linkage/proven_niks.hpp"

namespace payung::linkage {
namespace {

/// Members of each side that are compared when two clusters meet. A person stands in a handful of
/// rows; more is a block of rows typed alike, whose first ones speak for it.
constexpr std::size_t kWholeMax = 32;

/// The order of the greedy growth must not depend on the order in which rows came.
bool more_probable(const RecordTable& table, const ScoredPair& x, const ScoredPair& y) {
  if (x.millibits != y.millibits) return x.millibits > y.millibits;
  const auto ids = [&](const Pair& pair) {
    return std::minmax(table.at(pair.a).id, table.at(pair.b).id);
  };
  return ids(x.pair) < ids(y.pair);
}

class Clusters {
 public:
  Clusters(const RecordTable& table, const Weights& weights, std::int32_t bridge_millibits)
      : table_(table),
        weights_(weights),
        bridge_(bridge_millibits),
        parent_(table.size()),
        next_(table.size()),
        last_(table.size()),
        borrowed_(borrowed_niks(table)),
        proven_(table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) parent_[i] = next_[i] = last_[i] = i;
  }

  std::uint32_t root(std::uint32_t place) {
    while (parent_[place] != place) place = parent_[place] = parent_[parent_[place]];
    return place;
  }

  void keep_apart(std::uint32_t a, std::uint32_t b) {
    apart_[a].insert(b);
    apart_[b].insert(a);
  }

  bool kept_apart(std::uint32_t a, std::uint32_t b) {
    if (apart_.empty()) return false;
    const auto left = places(root(a), table_.size());
    const auto right = places(root(b), table_.size());
    for (const auto x : left) {
      const auto found = apart_.find(x);
      if (found == apart_.end()) continue;
      for (const auto y : right) {
        if (found->second.contains(y)) return true;
      }
    }
    return false;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    auto niks = own_niks(a);
    for (const auto row : own_niks(b)) {
      const bool known = std::any_of(niks.begin(), niks.end(), [&](std::uint32_t other) {
        return table_.at(other).nik == table_.at(row).nik;
      });
      if (!known) niks.push_back(row);
    }
    niks_.erase(b);
    niks_[a] = std::move(niks);
    next_[last_[a]] = b;
    last_[a] = last_[b];
    parent_[b] = a;
  }

  bool niks_differ(std::uint32_t a, std::uint32_t b) {
    const auto right = own_niks(root(b));
    for (const auto x : own_niks(root(a))) {
      for (const auto y : right) {
        const Packed& one = table_.at(x);
        const Packed& other = table_.at(y);
        if (clearly_different_niks(one, other)) return true;
        if (one.nik_possible && other.nik_possible && proven_.are_two_people(one.nik, other.nik)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Pairs that were never candidates count with what comparing them gives.
  bool fits_as_a_whole(std::uint32_t a, std::uint32_t b) {
    const auto left = places(root(a), kWholeMax);
    const auto right = places(root(b), kWholeMax);
    if (left.size() == 1 && right.size() == 1) return true;
    std::int64_t sum = 0;
    for (const auto x : left) {
      for (const auto y : right) {
        sum += weights_.total(compare(table_, std::min(x, y), std::max(x, y)), table_.size());
      }
    }
    return sum >= static_cast<std::int64_t>(bridge_) *
                      static_cast<std::int64_t>(left.size() * right.size());
  }

 private:
  /// The members of a cluster, at most so many.
  std::vector<std::uint32_t> places(std::uint32_t root_place, std::size_t most) const {
    std::vector<std::uint32_t> all{root_place};
    while (all.size() < most && all.back() != last_[root_place]) all.push_back(next_[all.back()]);
    return all;
  }

  /// A row for each of the NIKs that are a member's own.
  std::vector<std::uint32_t> own_niks(std::uint32_t root_place) const {
    const auto known = niks_.find(root_place);
    if (known != niks_.end()) return known->second;
    const bool own = table_.at(root_place).nik_possible && !borrowed_[root_place];
    return own ? std::vector<std::uint32_t>{root_place} : std::vector<std::uint32_t>{};
  }

  const RecordTable& table_;
  const Weights& weights_;
  std::int32_t bridge_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> next_;  ///< the members of a cluster as a chain from its root
  std::vector<std::uint32_t> last_;  ///< the chain's end, by root
  std::vector<bool> borrowed_;
  ProvenNiks proven_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> niks_;  ///< of joined ones, by root
  std::unordered_map<std::uint32_t, std::set<std::uint32_t>> apart_;
};

Status apply_decisions(const RecordTable& table, std::span<const Decision> decisions,
                       Clusters& clusters) {
  if (decisions.empty()) return {};
  std::unordered_map<std::int64_t, std::uint32_t> place_of;
  for (std::uint32_t i = 0; i < table.size(); ++i) place_of[table.at(i).id] = i;
  for (const auto verdict : {Decision::Verdict::same, Decision::Verdict::different}) {
    for (const auto& decision : decisions) {
      if (decision.verdict != verdict) continue;
      const auto a = place_of.find(decision.a);
      const auto b = place_of.find(decision.b);
      if (a == place_of.end() || b == place_of.end()) {
        return Error{Errc::not_found, "decision", "a row it names is no longer there"};
      }
      if (verdict == Decision::Verdict::same) {
        clusters.join(a->second, b->second);
      } else if (clusters.root(a->second) == clusters.root(b->second)) {
        return Error{Errc::conflict, "decisions",
                     "rows " + std::to_string(decision.a) + " and " + std::to_string(decision.b) +
                         " were called both the same and different; undo one decision"};
      } else {
        clusters.keep_apart(a->second, b->second);
      }
    }
  }
  return {};
}

}  // namespace

Result<Clustering> cluster_pairs(const RecordTable& table, const Weights& weights,
                                 std::span<const std::uint32_t> known,
                                 std::vector<ScoredPair> linked,
                                 std::span<const Decision> decisions,
                                 std::int32_t bridge_millibits) {
  Clusters clusters(table, weights, bridge_millibits);
  for (std::uint32_t i = 0; i < known.size(); ++i) {
    PAYUNG_CHECK(known[i] <= i);
    clusters.join(known[i], i);
  }
  if (const auto status = apply_decisions(table, decisions, clusters); !status) {
    return status.error();
  }
  std::sort(linked.begin(), linked.end(),
            [&](const ScoredPair& x, const ScoredPair& y) { return more_probable(table, x, y); });
  Clustering done;
  for (const auto& [pair, millibits] : linked) {
    if (clusters.root(pair.a) == clusters.root(pair.b)) continue;
    if (clusters.kept_apart(pair.a, pair.b)) continue;  // a human has spoken
    if (clusters.niks_differ(pair.a, pair.b)) {
      done.refused.push_back({pair, millibits, ReviewCause::niks_differ});
    } else if (!clusters.fits_as_a_whole(pair.a, pair.b)) {
      done.refused.push_back({pair, millibits, ReviewCause::weak_bridge});
    } else {
      clusters.join(pair.a, pair.b);
    }
  }
  done.cluster.resize(table.size());
  for (std::uint32_t i = 0; i < table.size(); ++i) done.cluster[i] = clusters.root(i);
  return done;
}

}  // namespace payung::linkage
