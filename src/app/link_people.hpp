#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "linkage/link.hpp"

namespace payung::app {

struct LinkReport {
  bool nothing_new = false;  ///< no row changed its person, and no pair for review is new
  std::int64_t run = 0;      ///< 0 when nothing changed
  std::int64_t rows = 0;
  std::int64_t persons = 0;
  std::int64_t new_persons = 0;
  std::int64_t changed_rows = 0;
  std::int64_t open_reviews = 0;
  std::int64_t decisions = 0;  ///< of humans, that were kept
  std::int64_t candidates = 0;
  /// Memberships under a number that no row has any more: two members were found to be one person.
  std::int64_t members_without_rows = 0;
};

/// What a linking found and did not store yet.
struct FoundPersons {
  std::string state;  ///< store::link_input_state of the rows
  linkage::RecordTable table;
  std::vector<linkage::Decision> decisions;
  linkage::Outcome outcome;
};

/// How rows are linked.
struct Linking {
  const linkage::Weights& weights;
  linkage::Settings settings;
  const linkage::ParallelFor& parallel;
};

/// Finds the persons behind all rows of all senders, the register's too, with the decisions of
/// humans in force. Rows that left their list take part, so that who comes back is the same person.
/// Reads only, so that others may write during this, the longest part.
/// Errors: nothing_done when there are no rows; conflict when decisions contradict each other;
/// interrupted; storage.
Result<FoundPersons> find_persons(Environment& environment, const Linking& linking);

/// Gives the persons that were found their numbers, in one transaction. Where rows came or were
/// erased since, they are found anew first; decisions made since count in the next linking.
///
/// A person keeps its number: a cluster takes the smallest number that its rows had, one with a
/// membership first; where one person falls apart, the part with most of its rows keeps the number,
/// and the other gets back the number that its rows had before.
///
/// Errors: those of find_persons.
Result<LinkReport> store_persons(Environment& environment, const Linking& linking,
                                 FoundPersons found);

/// Both in one transaction: nobody writes meanwhile.
Result<LinkReport> link_people(Environment& environment, const linkage::Weights& weights,
                               const linkage::Settings& settings,
                               const linkage::ParallelFor& parallel);

}  // namespace payung::app
