#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "identity/caller.hpp"
#include "store/jobs.hpp"

/// Long work that somebody asked for. It is written down first and done later, so that a server
/// that dies forgets nothing: every deed is one transaction, and its job ends inside it.
namespace payung::app {

struct JobWish {
  std::string kind;       ///< "import_list"
  std::string arguments;  ///< JSON, no personal data
  RegionCode region;      ///< where it works; the country when it is not one place
};

/// One transaction (part of the caller's when there is one), audited. Errors: storage.
Result<store::Job> put_up_job(Environment& environment, const identity::Caller& caller,
                              const JobWish& wish);

/// His own, and all that work in an area which he commands. Errors: not_found, also for
/// what he does not see.
Result<store::Job> job_for(Environment& environment, const identity::Caller& caller,
                           std::int64_t job);
/// Those he sees of the next `most` after that number (0: from the first) in an order of
/// store::job_page; empty: newest first.
struct JobPage {
  std::vector<store::Job> jobs;
  std::int64_t last = 0;  ///< where the next page begins; 0: there is none
};
Result<JobPage> jobs_for(Environment& environment, const identity::Caller& caller,
                         std::string_view order, std::int64_t after, std::int64_t most);

/// Asks it to stop: one that waits is cancelled, one that runs leaves nothing half done. Only who
/// asked for it may. Stopping what is over changes nothing. Audited. Errors: as job_for.
Result<store::JobState> stop_job(Environment& environment, const identity::Caller& caller,
                                 std::int64_t job);

}  // namespace payung::app
