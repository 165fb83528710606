#include <algorithm>
#include <cmath>
#include <numbers>

#include "linkage/weights.hpp"

namespace payung::linkage {
namespace {

constexpr int kRounds = 60;
constexpr double kStep = 0.5;
constexpr double kRidge = 2e-6;  ///< pulls cells that are hardly seen to nothing

constexpr std::array kKinds{Evidence::identity,   Evidence::name, Evidence::mother,
                            Evidence::household,  Evidence::sex,  Evidence::birth_place,
                            Evidence::occupation, Evidence::list, Evidence::accord};

/// All weights as one vector: the cells of every kind, then the densities, then the prior.
class Layout {
 public:
  Layout() {
    for (std::size_t i = 0; i < evidence_count; ++i) {
      start_[i] = size_;
      size_ += cells_of(kKinds[i]);
    }
    density_ = size_;
    prior_ = density_ + Weights::density_slots;
  }
  std::size_t place(std::size_t kind, std::uint32_t cell) const { return start_[kind] + cell; }
  std::size_t density(std::size_t slot) const { return density_ + slot; }
  std::size_t prior() const { return prior_; }
  std::size_t size() const { return prior_ + 1; }

 private:
  std::array<std::size_t, evidence_count> start_{};
  std::size_t size_ = 0;
  std::size_t density_ = 0;
  std::size_t prior_ = 0;
};

/// One pair as the learner sees it.
struct Example {
  std::array<std::uint16_t, evidence_count> cells;
  std::uint8_t density_slot;
  bool same;
  float doublings;
  float count;  ///< how often the same example occurs
};

bool less(const Example& a, const Example& b) {
  if (a.cells != b.cells) return a.cells < b.cells;
  if (a.doublings != b.doublings) return a.doublings < b.doublings;
  return a.same < b.same;
}

bool alike(const Example& a, const Example& b) { return !less(a, b) && !less(b, a); }

/// Equal examples become one that counts more: far fewer are left, and their order is fixed.
std::vector<Example> examples_of(std::span<const LabelledPairs> sets) {
  std::vector<Example> examples;
  for (const auto& set : sets) {
    const auto doublings = static_cast<float>(doublings_permille(set.table->size())) / 1000.0F;
    for (std::size_t i = 0; i < set.pairs.size(); ++i) {
      const Comparison pair = compare(*set.table, set.pairs[i].a, set.pairs[i].b);
      examples.push_back({cells(pair), static_cast<std::uint8_t>(Weights::density_slot(pair)),
                          set.same[i], doublings, 1.0F});
    }
  }
  std::sort(examples.begin(), examples.end(), less);
  std::vector<Example> merged;
  for (const auto& example : examples) {
    if (!merged.empty() && alike(merged.back(), example)) {
      merged.back().count += 1;
    } else {
      merged.push_back(example);
    }
  }
  return merged;
}

class Learner {
 public:
  Learner() : weights_(layout_.size()), squares_(layout_.size(), 1e-8) {}

  void round(std::span<const Example> examples, double total) {
    std::vector<double> gradient(layout_.size());
    for (const auto& example : examples) {
      const double score = score_of(example);
      const double wrong = (1.0 / (1.0 + std::exp(-score)) - (example.same ? 1.0 : 0.0)) *
                           static_cast<double>(example.count) / total;
      for (std::size_t kind = 0; kind < evidence_count; ++kind) {
        gradient[layout_.place(kind, example.cells[kind])] += wrong;
      }
      gradient[layout_.density(example.density_slot)] +=
          wrong * static_cast<double>(example.doublings);
      gradient[layout_.prior()] += wrong;
    }
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const double slope = gradient[i] + kRidge * weights_[i];
      squares_[i] = 0.9 * squares_[i] + slope * slope;
      weights_[i] -= kStep * slope / std::sqrt(squares_[i]) * decay_;
    }
    decay_ *= 0.97;
  }

  Weights weights() const {
    Weights learnt;
    const auto millibits = [this](std::size_t place) {
      return static_cast<std::int32_t>(std::lround(weights_[place] / std::numbers::ln2 * 1000));
    };
    for (std::size_t kind = 0; kind < evidence_count; ++kind) {
      for (std::uint32_t cell = 0; cell < cells_of(kKinds[kind]); ++cell) {
        learnt.set(kKinds[kind], cell, millibits(layout_.place(kind, cell)));
      }
    }
    for (std::size_t slot = 0; slot < Weights::density_slots; ++slot) {
      learnt.set_density(slot, millibits(layout_.density(slot)));
    }
    learnt.set_prior(millibits(layout_.prior()));
    return learnt;
  }

 private:
  double score_of(const Example& example) const {
    double score = weights_[layout_.prior()] + weights_[layout_.density(example.density_slot)] *
                                                   static_cast<double>(example.doublings);
    for (std::size_t kind = 0; kind < evidence_count; ++kind) {
      score += weights_[layout_.place(kind, example.cells[kind])];
    }
    return score;
  }

  Layout layout_;
  std::vector<double> weights_;
  std::vector<double> squares_;
  double decay_ = 1;
};

/// Takes `shift` from every cell of a kind that `belongs`.
template <class Belongs>
void take_from(Weights& weights, Evidence kind, std::int32_t shift, const Belongs& belongs) {
  for (std::uint32_t cell = 0; cell < cells_of(kind); ++cell) {
    if (belongs(cell)) weights.set(kind, cell, weights.of(kind, cell) - shift);
  }
}

/// What a list does not say of sex, birth place or occupation speaks neither for nor against: it is
/// worth what these are worth on average. Learnt by itself it would tell which lists lack them.
void make_missing_neutral(std::span<const Example> examples, Weights& weights) {
  for (const Evidence kind : {Evidence::sex, Evidence::birth_place, Evidence::occupation}) {
    const std::uint32_t missing = silent_cell(kind);
    double sum = 0;
    double count = 0;
    for (const auto& example : examples) {
      const std::uint32_t cell = example.cells[static_cast<std::size_t>(kind)];
      if (cell == missing) continue;
      sum += static_cast<double>(example.count) * weights.of(kind, cell);
      count += static_cast<double>(example.count);
    }
    if (count > 0) weights.set(kind, missing, static_cast<std::int32_t>(std::lround(sum / count)));
  }
}

/// The same sums, told so that a clerk can read them: regression leaves open how much of a constant
/// stands in which kind, so what a list does not say is made worth 0 in each, and the rest goes to
/// the accord of the same names and NIKs or to the prior.
void centre(Weights& weights) {
  const auto everywhere = [](std::uint32_t) { return true; };
  for (const Evidence kind : {Evidence::identity, Evidence::name, Evidence::household,
                              Evidence::sex, Evidence::birth_place, Evidence::occupation}) {
    const std::int32_t silent = weights.of(kind, silent_cell(kind));
    take_from(weights, kind, silent, everywhere);
    weights.set_prior(weights.prior() + silent);
  }
  const std::uint32_t mother = silent_cell(Evidence::mother);
  for (std::uint32_t name = 0; name < name_class_count; ++name) {
    const auto of_name = [name](std::uint32_t cell) { return cell % name_class_count == name; };
    const std::int32_t silent = weights.of(Evidence::mother, mother + name);
    take_from(weights, Evidence::mother, silent, of_name);
    take_from(weights, Evidence::accord, -silent, of_name);
  }
  const std::uint32_t other_list = silent_cell(Evidence::list);
  for (std::uint32_t nik = 0; nik < nik_class_count; ++nik) {
    const std::int32_t usual = weights.of(Evidence::list, other_list + nik);
    take_from(weights, Evidence::list, usual,
              [nik](std::uint32_t cell) { return cell % nik_class_count == nik; });
    take_from(weights, Evidence::accord, -usual, [nik](std::uint32_t cell) {
      return cell * nik_class_count / cells_of(Evidence::accord) == nik;
    });
  }
  const std::int32_t silent = weights.of(Evidence::accord, silent_cell(Evidence::accord));
  take_from(weights, Evidence::accord, silent, everywhere);
  weights.set_prior(weights.prior() + silent);
}

}  // namespace

Weights learn(std::span<const LabelledPairs> sets) {
  const auto examples = examples_of(sets);
  double total = 0;
  for (const auto& example : examples) total += static_cast<double>(example.count);
  Learner learner;
  for (int i = 0; i < kRounds * 4; ++i) learner.round(examples, std::max(total, 1.0));
  Weights weights = learner.weights();
  make_missing_neutral(examples, weights);
  centre(weights);
  return weights;
}

}  // namespace payung::linkage
