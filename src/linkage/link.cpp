#include "linkage/link.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "linkage/clusters.hpp"

namespace payung::linkage {
namespace {

constexpr std::int32_t kBridgeMillibits = 0;  ///< as a whole rather one person than not
constexpr std::size_t kAhead = 8;             ///< pairs for which memory is asked early
constexpr std::size_t kPartsAtOnce = 8;       ///< between two looks at whether to stop

/// What the candidates of one part come to.
struct Scored {
  std::vector<ScoredPair> linked;
  std::vector<ReviewPair> grey;
  std::size_t candidates = 0;
};

/// Names that do not fit, no NIK that says otherwise, and two sexes or two rows of one list:
/// husband and wife, or twins, at one address and of one day. What else they share is their
/// household's, and adds up to nobody's identity.
bool look_like_two(const Comparison& pair) {
  constexpr std::uint32_t kNamesAgainst = 2;
  const bool nik_speaks = pair.nik == NikRelation::equal || pair.nik == NikRelation::fifteen ||
                          pair.nik == NikRelation::slip || pair.nik == NikRelation::two_slips;
  return name_class(pair.name) == kNamesAgainst && !nik_speaks &&
         (pair.sex == Agreement::different || pair.same_list);
}

/// Rows of two villages with neither a phone nor a mother in common, and what is left is thin: one
/// name of one word and no NIK ("Siti", born the same day), or two NIKs two figures apart of which
/// each fits its own row. Somebody moved, or there are two of that name.
bool may_be_a_namesake(const Packed& a, const Packed& b, const Comparison& pair) {
  const bool elsewhere =
      pair.place == PlaceRelation::different || pair.place == PlaceRelation::same_district;
  if (!elsewhere || pair.phone == Agreement::equal || pair.mother == MotherRelation::equal) {
    return false;
  }
  if (pair.nik == NikRelation::missing) return std::min(a.name_words, b.name_words) == 1;
  return pair.nik == NikRelation::two_slips && nik_fits_its_row(a) && nik_fits_its_row(b);
}

class Scorer {
 public:
  Scorer(const RecordTable& table, const Weights& weights, const Settings& settings)
      : table_(table), weights_(weights), settings_(settings), bound_(weights, table.size()) {}

  Scored score(const std::vector<Pair>& pairs) const {
    Scored scored;
    scored.candidates = pairs.size();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const Pair pair = pairs[i];
      if (i + kAhead < pairs.size()) table_.fetch(pairs[i + kAhead].b);
      Comparison comparison = compare_but_names(table_, pair.a, pair.b);
      const bool mothers = table_.at(pair.a).mother != 0 && table_.at(pair.b).mother != 0;
      if (bound_.of(comparison, mothers) < least()) continue;
      add_names(table_, pair.a, pair.b, comparison);
      const std::int32_t weight = weights_.total(comparison, table_.size());
      const bool ask = look_like_two(comparison) ||
                       may_be_a_namesake(table_.at(pair.a), table_.at(pair.b), comparison);
      if (weight >= settings_.same_millibits && !ask) {
        scored.linked.push_back({pair, weight});
      } else if (weight >= settings_.review_millibits) {
        scored.grey.push_back({pair, weight, ReviewCause::grey_zone});
      }
    }
    return scored;
  }

 private:
  std::int32_t least() const {
    return std::min(settings_.same_millibits, settings_.review_millibits);
  }
  const RecordTable& table_;
  const Weights& weights_;
  const Settings& settings_;
  UpperBound bound_;
};

/// Compares all candidates, some parts at a time, so that it can be stopped.
Result<Scored> score_all(Candidates candidates, const Scorer& scorer, const ParallelFor& parallel,
                         Progress& progress) {
  Scored all;
  progress.begin("stage.compare", static_cast<std::int64_t>(Candidates::part_count));
  for (std::size_t from = 0; from < Candidates::part_count; from += kPartsAtOnce) {
    if (progress.stop_requested()) return Error{Errc::interrupted, "linking"};
    std::array<Scored, kPartsAtOnce> parts;
    parallel(kPartsAtOnce, [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) {
        parts[i] = scorer.score(candidates.take(from + i));
      }
    });
    for (const auto& part : parts) {
      all.linked.insert(all.linked.end(), part.linked.begin(), part.linked.end());
      all.grey.insert(all.grey.end(), part.grey.begin(), part.grey.end());
      all.candidates += part.candidates;
    }
    progress.advance(static_cast<std::int64_t>(from + kPartsAtOnce));
  }
  progress.end();
  return all;
}

/// Most probable first; equals by the caller's ids, so that the order of rows does not matter.
void sort_reviews(const RecordTable& table, std::vector<ReviewPair>& reviews) {
  const auto ids = [&](const Pair& pair) {
    return std::minmax(table.at(pair.a).id, table.at(pair.b).id);
  };
  std::sort(reviews.begin(), reviews.end(), [&](const ReviewPair& x, const ReviewPair& y) {
    return x.millibits != y.millibits ? x.millibits > y.millibits : ids(x.pair) < ids(y.pair);
  });
}

/// What a human has decided is not asked again.
void drop_decided(const RecordTable& table, std::span<const Decision> decisions,
                  std::vector<ReviewPair>& reviews) {
  std::set<std::pair<std::int64_t, std::int64_t>> decided;
  for (const auto& decision : decisions) decided.insert(std::minmax(decision.a, decision.b));
  if (decided.empty()) return;
  std::erase_if(reviews, [&](const ReviewPair& review) {
    return decided.contains(std::minmax(table.at(review.pair.a).id, table.at(review.pair.b).id));
  });
}

}  // namespace

std::string_view to_text(ReviewCause cause) {
  switch (cause) {
    case ReviewCause::grey_zone: return "grey_zone";
    case ReviewCause::niks_differ: return "niks_differ";
    case ReviewCause::weak_bridge: return "weak_bridge";
  }
  PAYUNG_CHECK(false && "a ReviewCause outside its list");
}

Result<Outcome> link_added(const RecordTable& table, std::span<const std::uint32_t> known,
                           const Weights& weights, const Settings& settings,
                           std::span<const Decision> decisions, const ParallelFor& parallel,
                           Progress& progress) {
  PAYUNG_CHECK(known.size() <= table.size());
  if (progress.stop_requested()) return Error{Errc::interrupted, "linking"};
  const Scorer scorer(table, weights, settings);
  const auto first_new = static_cast<std::uint32_t>(known.size());
  auto scored = score_all(Candidates::find(table, parallel, first_new), scorer, parallel, progress);
  if (!scored) return scored.error();
  std::vector<ScoredPair> links;
  if (settings.links == Links::keep) links = scored->linked;
  auto clustering =
      cluster_pairs(table, weights, known, std::move(scored->linked), decisions, kBridgeMillibits);
  if (!clustering) return clustering.error();
  Outcome outcome{std::move(clustering->cluster), std::move(clustering->refused),
                  scored->candidates, std::move(links)};
  std::erase_if(outcome.links, [&](const ScoredPair& link) {
    return outcome.cluster[link.pair.a] != outcome.cluster[link.pair.b];
  });
  for (const auto& review : scored->grey) {
    // Other pairs may have joined the two.
    if (outcome.cluster[review.pair.a] != outcome.cluster[review.pair.b]) {
      outcome.reviews.push_back(review);
    }
  }
  drop_decided(table, decisions, outcome.reviews);
  sort_reviews(table, outcome.reviews);
  return outcome;
}

Result<Outcome> link(const RecordTable& table, const Weights& weights, const Settings& settings,
                     std::span<const Decision> decisions, const ParallelFor& parallel,
                     Progress& progress) {
  return link_added(table, {}, weights, settings, decisions, parallel, progress);
}

Explanation explain(const RecordTable& table, const Weights& weights, std::uint32_t a,
                    std::uint32_t b) {
  const Comparison pair = compare(table, std::min(a, b), std::max(a, b));
  const auto found = cells(pair);
  Explanation explanation;
  explanation.prior_millibits = weights.prior() + weights.density_of(pair, table.size());
  explanation.total_millibits = weights.total(pair, table.size());
  explanation.per_million = probability_per_million(explanation.total_millibits);
  for (const Evidence kind :
       {Evidence::identity, Evidence::name, Evidence::mother, Evidence::household, Evidence::sex,
        Evidence::birth_place, Evidence::occupation, Evidence::list, Evidence::accord}) {
    const auto cell = found[static_cast<std::size_t>(kind)];
    explanation.reasons.push_back({kind, cell_name(kind, cell), weights.of(kind, cell)});
  }
  std::stable_sort(explanation.reasons.begin(), explanation.reasons.end(),
                   [](const Reason& x, const Reason& y) {
                     return std::abs(x.millibits) > std::abs(y.millibits);
                   });
  return explanation;
}

}  // namespace payung::linkage
