#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "allocation/network.hpp"

namespace payung::allocation {

/// What a group can still hold.
struct Limit {
  bool uniform;
  std::int64_t heads;
  std::int64_t money_rupiah;  ///< not asked when uniform
};

std::vector<Limit> limits_of(const Network& network);

/// Which group pays for how many of each class; never beyond a limit. People of a class have no
/// names here: moving "one of them" costs nothing, so only counts are kept.
class Packing {
 public:
  Packing(const Network& network, std::vector<Limit> limits);

  /// Takes `count` more people of the class, rearranging the others where needed by chains of
  /// moves (augmenting paths). Returns how many found a place; all limits hold at any time.
  std::int64_t add(std::uint32_t person_class, std::int64_t count);

  /// Of the last add that fell short: it met no budget with differing prices, so that the refusal
  /// is a proof (matroid), and it holds for every class in reached().
  bool refusal_is_proof() const { return !met_mixed_; }
  const std::vector<std::uint32_t>& reached() const { return queue_; }

  /// Exchanges cheap people into budgets with differing prices until one more of the class fits
  /// there. Returns whether it fits and was taken.
  bool add_by_exchange(std::uint32_t person_class);

  std::int64_t count(std::uint32_t person_class, std::uint32_t arc) const {
    return counts_[person_class][arc];
  }
  /// Puts people there without search; the caller knows that they fit.
  void place(std::uint32_t person_class, std::uint32_t arc, std::int64_t count);
  /// Takes over another arrangement of the same people in the same network.
  void adopt(Packing&& other);

 private:
  struct Parent {
    std::uint32_t from;      ///< the class that takes the place
    std::uint32_t from_arc;  ///< by which of its arcs
    std::uint32_t out_arc;   ///< the arc by which the displaced class stood there
  };
  struct End {
    std::uint32_t person_class;
    std::uint32_t arc;
  };
  std::int64_t room(const Arc& arc) const;
  std::int64_t add_direct(std::uint32_t person_class, std::int64_t count);
  std::optional<End> find_chain(std::uint32_t person_class);
  void displace(std::uint32_t by, std::uint32_t by_arc);
  std::int64_t chain_room(std::uint32_t person_class, End end) const;
  bool shift(std::uint32_t person_class, End end, std::int64_t count);
  bool exchange_into(std::uint32_t group);

  const Network& network_;
  std::vector<Limit> free_;
  std::vector<std::vector<std::int64_t>> counts_;
  // Scratch of the search, kept to save allocations.
  std::vector<std::uint32_t> queue_;
  std::vector<Parent> parents_;
  std::vector<std::uint32_t> class_seen_;
  std::vector<std::uint32_t> group_seen_;
  std::uint32_t stamp_ = 0;
  bool met_mixed_ = false;
};

}  // namespace payung::allocation
