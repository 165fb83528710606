#include "linkage/link.hpp"

#include <algorithm>
#include <cstdlib>

#include "linkage/clusters.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kChunk = 65'536;
constexpr std::int32_t kBridgeMillibits = -3000;

/// The weights of all candidates, in their order. Chunk by chunk, so that it can be stopped.
Result<std::vector<std::int32_t>> score(const RecordTable& table, const Weights& weights,
                                        std::span<const Pair> pairs, const ParallelFor& parallel,
                                        Progress& progress) {
  std::vector<std::int32_t> scores(pairs.size());
  const std::int32_t doublings = doublings_permille(table.size());
  progress.begin("stage.compare", static_cast<std::int64_t>(pairs.size()));
  for (std::size_t from = 0; from < pairs.size(); from += kChunk * 16) {
    if (progress.stop_requested()) return Error{Errc::interrupted, "linking"};
    const std::size_t count = std::min(kChunk * 16, pairs.size() - from);
    parallel(count, [&](std::size_t first, std::size_t last) {
      for (std::size_t i = from + first; i < from + last; ++i) {
        scores[i] = weights.total(compare(table, pairs[i].a, pairs[i].b), doublings);
      }
    });
    progress.advance(static_cast<std::int64_t>(from + count));
  }
  progress.end();
  return scores;
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

Result<Outcome> link(const RecordTable& table, const Weights& weights, const Settings& settings,
                     std::span<const Decision> decisions, const ParallelFor& parallel,
                     Progress& progress) {
  const std::vector<Pair> pairs = candidate_pairs(table, parallel);
  const auto scores = score(table, weights, pairs, parallel, progress);
  if (!scores) return scores.error();
  std::vector<ScoredPair> linked;
  std::vector<ReviewPair> grey;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if ((*scores)[i] >= settings.same_millibits) {
      linked.push_back({pairs[i], (*scores)[i]});
    } else if ((*scores)[i] >= settings.review_millibits) {
      grey.push_back({pairs[i], (*scores)[i], ReviewCause::grey_zone});
    }
  }
  auto clustering = cluster_pairs(table, weights, std::move(linked), decisions, kBridgeMillibits);
  if (!clustering) return clustering.error();
  Outcome outcome{std::move(clustering->cluster), std::move(clustering->refused), pairs.size()};
  for (const auto& review : grey) {
    // Other pairs may have joined the two, or a human may have decided.
    if (outcome.cluster[review.pair.a] != outcome.cluster[review.pair.b]) {
      outcome.reviews.push_back(review);
    }
  }
  std::sort(outcome.reviews.begin(), outcome.reviews.end(),
            [](const ReviewPair& x, const ReviewPair& y) {
              return x.millibits != y.millibits ? x.millibits > y.millibits : x.pair < y.pair;
            });
  return outcome;
}

Explanation explain(const RecordTable& table, const Weights& weights, std::uint32_t a,
                    std::uint32_t b) {
  const Comparison pair = compare(table, std::min(a, b), std::max(a, b));
  const auto found = cells(pair);
  const std::int32_t doublings = doublings_permille(table.size());
  Explanation explanation;
  explanation.prior_millibits = weights.prior() + weights.density_of(pair, doublings);
  explanation.total_millibits = weights.total(pair, doublings);
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
