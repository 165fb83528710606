#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "linkage/blocking.hpp"
#include "linkage/parallel.hpp"
#include "linkage/record_table.hpp"
#include "linkage/weights.hpp"

/// Rows become persons.
/// In: the rows of all lists, what each agreement is worth, what humans decided before. Out: a
/// cluster for every row, and the pairs that a human should look at. Fails: interrupted;
/// not_found when a decision names a row that is not there; conflict when decisions contradict
/// each other. Deterministic, also in the number of threads and the order of rows.
namespace payung::linkage {

/// What a human said of two rows; it overrides the model for good.
struct Decision {
  enum class Verdict : std::uint8_t { same, different };
  std::int64_t a;  ///< RecordView::id
  std::int64_t b;
  Verdict verdict;
};

/// Whether the outcome names the pairs that linked rows, or only the clusters they made.
enum class Links : std::uint8_t { forget, keep };

struct Settings {
  std::int32_t same_millibits = 0;        ///< from here on two rows are linked
  std::int32_t review_millibits = -6000;  ///< from here on a human is asked
  Links links = Links::forget;
};

enum class ReviewCause : std::uint8_t {
  grey_zone,    ///< neither clearly the same nor clearly different
  niks_differ,  ///< would put two clearly different NIKs together
  weak_bridge,  ///< would join two groups that do not fit as a whole
};
std::string_view to_text(ReviewCause cause);

struct ReviewPair {
  Pair pair;  ///< places in the table
  std::int32_t millibits;
  ReviewCause cause;
};

/// A pair and what it weighs.
struct ScoredPair {
  Pair pair;
  std::int32_t millibits;
};

struct Outcome {
  /// For each row the smallest place of its cluster.
  std::vector<std::uint32_t> cluster;
  std::vector<ReviewPair> reviews;  ///< most probable first
  std::size_t candidates = 0;
  /// With Links::keep, ascending: the pairs of one cluster that weigh enough to link by themselves.
  std::vector<ScoredPair> links;
};

Result<Outcome> link(const RecordTable& table, const Weights& weights, const Settings& settings,
                     std::span<const Decision> decisions, const ParallelFor& parallel,
                     Progress& progress);

/// The same when the first rows are linked already: known[i] is the smallest place of the cluster
/// of row i, as an earlier Outcome gave it, and the rows behind them are new. Only pairs with a new
/// row are compared, so 5,000 rows join a register of a million in a fraction of the time. A new
/// row may bring two known clusters together (as link would); none falls apart. Without known rows
/// it is link. Where decisions ask to part what is known as one, it is a conflict: link anew.
Result<Outcome> link_added(const RecordTable& table, std::span<const std::uint32_t> known,
                           const Weights& weights, const Settings& settings,
                           std::span<const Decision> decisions, const ParallelFor& parallel,
                           Progress& progress);

/// One line of an explanation: what agreed and what it is worth.
struct Reason {
  Evidence evidence;
  std::string cell;  ///< "nik_equal.date_swapped"; its words: the text "link.cell.<part>"
  std::int32_t millibits;
};

struct Explanation {
  std::int32_t prior_millibits;  ///< before anything was compared, density included
  std::vector<Reason> reasons;   ///< most telling first
  std::int32_t total_millibits;
  std::int32_t per_million;  ///< probability that it is one person
};

Explanation explain(const RecordTable& table, const Weights& weights, std::uint32_t a,
                    std::uint32_t b);

}  // namespace payung::linkage
