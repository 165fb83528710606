#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "linkage/blocking.hpp"
#include "linkage/compare.hpp"

/// What each cell of evidence is worth: the log-odds of Fellegi and Sunter (1969), in thousandths
/// of a bit, for cells that hold fields together. Bits add up; 0 bits in all is one to one.
namespace payung::linkage {

class Weights {
 public:
  Weights();

  /// `csv`: kind,cell,millibits; further kinds "prior" and "density". A cell that is not named is
  /// worth 0. Errors: bad_value naming file and line.
  static Result<Weights> load(std::string_view csv);
  std::string csv() const;

  std::int32_t of(Evidence kind, std::uint32_t cell) const {
    return millibits_[static_cast<std::size_t>(kind)][cell];
  }
  void set(Evidence kind, std::uint32_t cell, std::int32_t millibits) {
    millibits_[static_cast<std::size_t>(kind)][cell] = millibits;
  }
  std::int32_t prior() const { return prior_; }
  void set_prior(std::int32_t millibits) { prior_ = millibits; }
  /// Added once for every doubling of the records beyond 20,000: the more people of one place, the
  /// more of them agree by chance.
  std::int32_t density(std::size_t slot) const { return density_[slot]; }
  void set_density(std::size_t slot, std::int32_t millibits) { density_[slot] = millibits; }
  /// Which density applies: chance agreement depends on what the identity says.
  static constexpr std::size_t density_slots = 3;
  static std::size_t density_slot(const Comparison& pair);

  /// The whole weight of a pair among `records`.
  std::int32_t total(const Comparison& pair, std::size_t records) const;
  /// What the density slot adds among `records`, in millibits.
  std::int32_t density_of(const Comparison& pair, std::size_t records) const;

 private:
  std::array<std::vector<std::int32_t>, evidence_count> millibits_;
  std::int32_t prior_ = 0;
  std::array<std::int32_t, density_slots> density_{};
};

/// The most that a pair can weigh whose names were not compared yet: most candidates need no look
/// at their names.
class UpperBound {
 public:
  UpperBound(const Weights& weights, std::size_t records);
  /// `but_names` as compare_but_names gives it; `mothers_known`: both rows name a mother.
  std::int32_t of(const Comparison& but_names, bool mothers_known) const;

 private:
  using ByClass = std::array<std::int32_t, name_class_count>;
  const Weights& weights_;
  std::size_t records_;
  ByClass name_{};
  ByClass mother_{};
  ByClass no_mother_{};
};

/// log2(records / 20,000), the measure of density, in thousandths.
std::int32_t doublings_permille(std::size_t records);

/// Probability that a pair of that weight is one person, in millionths.
std::int32_t probability_per_million(std::int32_t millibits);

/// One set of lists whose truth is known.
struct LabelledPairs {
  const RecordTable* table;
  std::vector<Pair> pairs;
  std::vector<bool> same;  ///< one for each pair
};

/// Learns the weights from labelled candidate pairs by logistic regression over the cells (ridge,
/// AdaGrad in a fixed order), so that cells that come together are not counted twice. The same
/// input gives the same weights.
Weights learn(std::span<const LabelledPairs> sets);

}  // namespace payung::linkage
