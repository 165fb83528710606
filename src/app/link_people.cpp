#include "app/link_people.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "store/audit.hpp"
#include "store/people.hpp"

namespace payung::app {
namespace {

constexpr std::string_view kEngine = "payung linkage 1";

using Persons = std::map<std::int64_t, store::PersonOfRow>;  ///< by row

/// The rows of each cluster, clusters by their smallest row.
std::vector<std::vector<std::int64_t>> rows_of_clusters(const linkage::RecordTable& table,
                                                        const linkage::Outcome& outcome) {
  std::map<std::uint32_t, std::vector<std::int64_t>> by_root;
  for (std::uint32_t place = 0; place < table.size(); ++place) {
    by_root[outcome.cluster[place]].push_back(table.at(place).id);
  }
  std::vector<std::vector<std::int64_t>> clusters;
  clusters.reserve(by_root.size());
  for (auto& [root, rows] : by_root) clusters.push_back(std::move(rows));
  // Rows were read by number, so the first row of each root is its smallest.
  std::sort(clusters.begin(), clusters.end());
  return clusters;
}

/// Which cluster may keep each person's number: the one with most of its rows, the older on a tie.
std::map<std::int64_t, std::size_t> keepers(const std::vector<std::vector<std::int64_t>>& clusters,
                                            const Persons& before) {
  std::map<std::int64_t, std::map<std::size_t, int>> shares;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    for (const auto row : clusters[i]) {
      const auto known = before.find(row);
      if (known != before.end()) ++shares[known->second.person][i];
    }
  }
  std::map<std::int64_t, std::size_t> keeper;
  for (const auto& [person, parts] : shares) {
    const auto most =
        std::max_element(parts.begin(), parts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    keeper[person] = most->first;
  }
  return keeper;
}

/// Numbers that rows had in earlier runs and nobody has now: where two persons were one for a time,
/// the second gets its own number back.
class Dormant {
 public:
  Dormant(const std::vector<store::PersonRow>& former, const Persons& before) {
    for (const auto& [row, belongs] : before) awake_.insert(belongs.person);
    for (const auto& [row, person] : former) {
      if (!awake_.contains(person)) of_row_[row].insert(person);
    }
  }
  /// The smallest of the rows' numbers, which is awake from now on; 0 when there is none.
  std::int64_t wake(const std::vector<std::int64_t>& rows) {
    std::int64_t smallest = 0;
    for (const auto row : rows) {
      const auto known = of_row_.find(row);
      if (known == of_row_.end()) continue;
      for (const auto person : known->second) {
        if (!awake_.contains(person) && (smallest == 0 || person < smallest)) smallest = person;
      }
    }
    if (smallest != 0) awake_.insert(smallest);
    return smallest;
  }

 private:
  std::set<std::int64_t> awake_;
  std::map<std::int64_t, std::set<std::int64_t>> of_row_;
};

struct Assigned {
  store::LinkRun run;
  std::set<std::int64_t> persons;
};

/// Gives every cluster its person and collects what changes. A number under which somebody is a
/// member is kept before a smaller one.
Assigned assign(const std::vector<std::vector<std::int64_t>>& clusters, const Persons& before,
                const std::set<std::int64_t>& members, Dormant dormant, std::int64_t last_person) {
  const auto keeper = keepers(clusters, before);
  const auto rank = [&](std::int64_t person) {
    return std::pair(!members.contains(person), person);
  };
  Assigned assigned;
  auto& run = assigned.run;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    std::int64_t person = 0;
    for (const auto row : clusters[i]) {
      const auto known = before.find(row);
      if (known == before.end() || keeper.at(known->second.person) != i) continue;
      if (person == 0 || rank(known->second.person) < rank(person)) person = known->second.person;
    }
    if (person == 0) person = dormant.wake(clusters[i]);
    if (person == 0) {
      person = ++last_person;
      run.new_persons.push_back(person);
    }
    assigned.persons.insert(person);
    for (const auto row : clusters[i]) {
      const auto known = before.find(row);
      const bool stands = known != before.end() && known->second.person == person &&
                          known->second.belongs == store::Belongs::by_run;
      if (!stands) run.changed.push_back({row, person});
      ++run.rows;
    }
  }
  run.persons = static_cast<std::int64_t>(clusters.size());
  std::sort(run.changed.begin(), run.changed.end(),
            [](const auto& x, const auto& y) { return x.row < y.row; });
  return assigned;
}

std::string evidence_text(const linkage::RecordTable& table, const linkage::Weights& weights,
                          const linkage::ReviewPair& review) {
  const auto explanation = linkage::explain(table, weights, review.pair.a, review.pair.b);
  std::string text = std::string(linkage::to_text(review.cause)) + "\nprior,," +
                     std::to_string(explanation.prior_millibits) + "\n";
  for (const auto& reason : explanation.reasons) {
    text += std::string(linkage::to_text(reason.evidence)) + "," + reason.cell + "," +
            std::to_string(reason.millibits) + "\n";
  }
  return text;
}

/// Two clusters, the smaller root first.
using Clusters = std::pair<std::uint32_t, std::uint32_t>;

/// Persons that a human keeps apart: of them no further pair is asked.
std::set<Clusters> kept_apart(const linkage::RecordTable& table, const linkage::Outcome& outcome,
                              std::span<const linkage::Decision> decisions) {
  if (decisions.empty()) return {};
  std::map<std::int64_t, std::uint32_t> root;
  for (std::uint32_t place = 0; place < table.size(); ++place) {
    root[table.at(place).id] = outcome.cluster[place];
  }
  std::set<Clusters> apart;
  for (const auto& one : decisions) {
    if (one.verdict == linkage::Decision::Verdict::same) continue;
    apart.insert(std::minmax(root.at(one.a), root.at(one.b)));
  }
  return apart;
}

std::vector<store::ReviewPair> review_pairs(const linkage::RecordTable& table,
                                            const linkage::Weights& weights,
                                            const linkage::Outcome& outcome,
                                            std::span<const linkage::Decision> decisions) {
  const auto apart = kept_apart(table, outcome, decisions);
  std::vector<store::ReviewPair> pairs;
  for (const auto& review : outcome.reviews) {
    const Clusters both =
        std::minmax(outcome.cluster[review.pair.a], outcome.cluster[review.pair.b]);
    if (both.first == both.second || apart.contains(both)) continue;
    const auto [a, b] = std::minmax(table.at(review.pair.a).id, table.at(review.pair.b).id);
    pairs.push_back({0, a, b, review.millibits, linkage::probability_per_million(review.millibits),
                     evidence_text(table, weights, review), ""});
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) {
    return std::pair(x.row_a, x.row_b) < std::pair(y.row_a, y.row_b);
  });
  return pairs;
}

LinkReport report_of(const Assigned& assigned, const FoundPersons& found,
                     const std::set<std::int64_t>& members) {
  const auto& run = assigned.run;
  LinkReport report;
  report.rows = run.rows;
  report.persons = run.persons;
  report.new_persons = static_cast<std::int64_t>(run.new_persons.size());
  report.changed_rows = static_cast<std::int64_t>(run.changed.size());
  report.decisions = static_cast<std::int64_t>(found.decisions.size());
  report.candidates = static_cast<std::int64_t>(found.outcome.candidates);
  for (const auto member : members) {
    report.members_without_rows += assigned.persons.contains(member) ? 0 : 1;
  }
  return report;
}

Status store_run(Environment& environment, store::LinkRun& run,
                 std::span<const store::ReviewPair> new_pairs, LinkReport& report) {
  auto& database = environment.database;
  auto status = store::add_link_run(database, run, kEngine, environment.now, environment.actor);
  if (!status) return status;
  report.run = run.id;
  status = store::add_review_pairs(database, run.id, new_pairs);
  if (!status) return status;
  const std::string subject = "link_run " + std::to_string(run.id);
  const std::string detail = std::to_string(run.rows) + " rows, " + std::to_string(run.persons) +
                             " persons, " + std::to_string(report.new_persons) + " new, " +
                             std::to_string(run.reviews) + " pairs for review, " +
                             std::to_string(report.decisions) + " decisions kept";
  return store::audit(database,
                      {environment.now, environment.actor, "link_people", subject, detail});
}

}  // namespace

Result<FoundPersons> find_persons(Environment& environment, const Linking& linking) {
  const auto transaction = db::Transaction::begin(environment.database, db::Access::read);
  if (!transaction) return transaction.error();
  auto& database = environment.database;
  FoundPersons found;
  auto state = store::link_input_state(database);
  if (!state) return state.error();
  found.state = *std::move(state);
  environment.progress.begin("stage.read_rows", 0);
  const auto read = store::each_link_row(
      database, [&](const linkage::RecordView& record) { found.table.add(record); });
  environment.progress.end();
  if (!read) return read.error();
  if (found.table.size() == 0) {
    return Error{Errc::nothing_done, "link", "no list is imported yet: payung import FILE"};
  }
  auto decisions = store::decisions_in_force(database);
  if (!decisions) return decisions.error();
  found.decisions = *std::move(decisions);
  auto outcome = linkage::link(found.table, linking.weights, linking.settings, found.decisions,
                               linking.parallel, environment.progress);
  if (!outcome) return outcome.error();
  found.outcome = *std::move(outcome);
  return found;
}

Result<LinkReport> store_persons(Environment& environment, const Linking& linking,
                                 FoundPersons found) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto& database = environment.database;
  const auto state = store::link_input_state(database);
  if (!state) return state.error();
  if (*state != found.state) {
    auto again = find_persons(environment, linking);
    if (!again) return again.error();
    found = *std::move(again);
  }
  const auto before = store::persons_of_rows(database);
  if (!before) return before.error();
  const auto former = store::rows_of_several_persons(database);
  if (!former) return former.error();
  const auto members = store::persons_with_membership(database);
  if (!members) return members.error();
  const auto last_person = store::last_person(database);
  if (!last_person) return last_person.error();

  auto assigned = assign(rows_of_clusters(found.table, found.outcome), *before, *members,
                         Dormant(*former, *before), *last_person);
  const auto pairs = review_pairs(found.table, linking.weights, found.outcome, found.decisions);
  const auto new_pairs = store::unknown_pairs(database, pairs);
  if (!new_pairs) return new_pairs.error();
  assigned.run.reviews = static_cast<std::int64_t>(pairs.size());
  LinkReport report = report_of(assigned, found, *members);
  report.nothing_new = assigned.run.changed.empty() && new_pairs->empty();
  if (!report.nothing_new) {
    const auto stored = store_run(environment, assigned.run, *new_pairs, report);
    if (!stored) return stored.error();
  }
  const auto open = store::count_open_reviews(database);
  if (!open) return open.error();
  report.open_reviews = *open;
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

Result<LinkReport> link_people(Environment& environment, const linkage::Weights& weights,
                               const linkage::Settings& settings,
                               const linkage::ParallelFor& parallel) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const Linking linking{weights, settings, parallel};
  auto found = find_persons(environment, linking);
  if (!found) return found.error();
  auto report = store_persons(environment, linking, *std::move(found));
  if (!report) return report;
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

}  // namespace payung::app
