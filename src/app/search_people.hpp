#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/covered_members.hpp"
#include "app/environment.hpp"
#include "identity/scope.hpp"
#include "search/index.hpp"
#include "store/search_rows.hpp"

namespace payung::app {

/// One row with its texts, until all rows of its person are there.
struct IndexedRow {
  std::int64_t person;
  std::int64_t sender;
  std::string nik;
  std::string name;
  std::string phone;
  std::optional<RegionCode> region;
  std::optional<Sector> sector;
  std::int32_t birth_year;
};

/// The people of one server, in memory: loaded once, then kept up by asking the database how far
/// its facts go, so that what another server wrote is seen too. Any number of threads may search
/// while one refreshes.
class PeopleIndex {
 public:
  /// With more changed persons than this the whole index is made anew.
  explicit PeopleIndex(std::int64_t changes_max = 20'000) : changes_max_(changes_max) {}

  /// Makes it from everything stored. Errors: storage, integrity.
  Status load(Environment& environment);
  /// Takes in what is new; loads when that is much, when rows were erased, or the first time.
  /// True when anything changed.
  Result<bool> refresh(Environment& environment);

  struct State {
    search::Catalogue people;
    /// Who is or was a member, and may what happens on `covered_on` be paid for.
    std::shared_ptr<const CoveredMembers> covered;  // shared: by states that do not change it
    CoveredMembers covered_since;  ///< those with events after that was made: these hold for them
    std::optional<Date> covered_on;
    store::SearchMarks marks;

    coverage::Covered covered_now(std::int64_t person) const;
  };
  /// What to search in now; stays what it is while a newer one is made.
  using SharedState = std::shared_ptr<const State>;  // shared: readers keep theirs
  SharedState state() const;

 private:
  struct Changed {
    std::vector<IndexedRow> rows;
    std::vector<store::PaysFor> payers;
  };

  Status read_changed(Environment& environment, const std::set<std::int64_t>& fresh);
  void publish_changes(State next);
  void publish(State next);

  const std::int64_t changes_max_;
  std::mutex refreshing_;
  mutable std::shared_mutex mutex_;
  SharedState state_;
  std::map<std::int64_t, Changed> changed_;  ///< whom the small index holds, and as what
};

/// What was asked and by whom.
struct PeopleQuestion {
  std::string text;
  identity::Scope scope;
  std::optional<RegionCode> area = {};  ///< the asker's own choice within his scope
  std::size_t most = 20;
};

struct FoundPerson {
  std::int64_t person = 0;
  search::Found found = search::Found::by_name;
  std::string name;
  std::string masked_nik;  ///< empty: none known
  std::int32_t birth_year = 0;
  RegionCode region;
  std::string region_name;
  std::optional<Sector> sector;
  coverage::Covered covered = coverage::Covered::no;
};

struct FoundPeople {
  std::vector<FoundPerson> people;
  bool more = false;
  bool cut = false;
  std::optional<Date> covered_on;  ///< the day the answers hold for
};

/// Finds people by part of a NIK, a name or a phone. Somebody without any scope finds nobody.
/// `environment` is asked for the names of senders and payers only. Errors: storage.
Result<FoundPeople> search_people(Environment& environment, const PeopleIndex& index,
                                  const PeopleQuestion& question);

/// Who is inside a scope, by one state of the index: for who asks about many persons.
class Reach {
 public:
  Reach(PeopleIndex::SharedState state, std::optional<search::Within> within)
      : state_(std::move(state)), within_(std::move(within)) {}
  bool reaches(std::int64_t person) const {
    return within_ && state_->people.reaches(person, *within_);
  }

 private:
  PeopleIndex::SharedState state_;
  std::optional<search::Within> within_;  ///< empty: nobody
};
/// Errors: storage; interrupted while the people are still being loaded.
Result<Reach> reach_of(Environment& environment, const PeopleIndex& index,
                       const identity::Scope& scope);

/// Whether this person is inside the scope, by the same index: for whoever opens one person.
Result<bool> reaches_person(Environment& environment, const PeopleIndex& index,
                            const identity::Scope& scope, std::int64_t person);

}  // namespace payung::app
