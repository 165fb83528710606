#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Long work that waits, runs or is over, and the files it works on. Writing happens inside the
/// caller's transaction. Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

enum class JobState : std::uint8_t { queued, running, done, failed, cancelled };
std::string_view to_text(JobState state);
Result<JobState> parse_job_state(std::string_view text);
inline bool is_over(JobState state) {
  return state != JobState::queued && state != JobState::running;
}

struct Job {
  std::int64_t id = 0;
  std::string kind;          ///< "import_list"
  std::string arguments;     ///< JSON, as the kind reads it
  std::int64_t account = 0;  ///< who asked
  std::string actor;         ///< his name, for the audit trail
  std::string region;        ///< where it works; empty: the country
  JobState state = JobState::queued;
  std::string created_at;
  std::string started_at;  ///< empty: not yet
  std::string ended_at;    ///< empty: not yet
  std::int64_t attempts = 0;
  std::string stage;  ///< key of web/text: "stage.link"
  std::int64_t done = 0;
  std::int64_t total = 0;  ///< 0: not known
  bool stop_asked = false;
  std::string result;      ///< JSON, when done
  std::string error_code;  ///< when failed: an Errc
  std::string error_where;
  std::string error_detail;
};

/// Gives it its number.
Status add_job(db::Connection& connection, Job& job);
/// Errors: not_found.
Result<Job> job(db::Connection& connection, std::int64_t id);
/// Those after the one numbered `after` (0: from the first) in that order, at most `most`: "-made"
/// (empty means it), "made", "kind", "by", and the other way round. Errors: bad_value for an order
/// that is none.
Result<std::vector<Job>> job_page(db::Connection& connection, std::string_view order,
                                  std::int64_t after, std::int64_t most);

/// The oldest that waits, or that runs under a lease that ran out, is given to `holder`. Empty when
/// there is none, or while another one runs: long work is done one after the other.
Result<std::optional<Job>> take_job(db::Connection& connection, std::string_view holder,
                                    std::string_view now, std::string_view lease_until);
/// Keeps the lease and tells how far it is. False when it is no longer held: then stop.
struct JobPulse {
  bool held = false;
  bool stop_asked = false;
};
Result<JobPulse> pulse_job(db::Connection& connection, const Job& job, std::string_view holder,
                           std::string_view lease_until);
/// Stores state, result, error and the time; only for who holds it, else false.
Result<bool> end_job(db::Connection& connection, const Job& job, std::string_view holder);
/// Puts back one that its holder leaves on purpose; it does not count as an attempt.
Status put_back(db::Connection& connection, std::int64_t id, std::string_view holder);
/// Puts back what no server can be running: when a database has one server, at its start.
Result<std::int64_t> put_back_running(db::Connection& connection);
/// Cancels one that waits, and asks one that runs to stop; the state after.
Result<JobState> stop_job(db::Connection& connection, std::int64_t id, std::string_view now);

struct Upload {
  std::int64_t id = 0;
  std::string name;
  std::string sha256;
  std::int64_t bytes = 0;
  std::int64_t account = 0;
  std::string received_at;
  std::optional<std::string> removed_at;
};
/// Gives it its number.
Status add_upload(db::Connection& connection, Upload& upload);
/// Errors: not_found, also when it was removed.
Result<Upload> upload(db::Connection& connection, std::int64_t id);
/// The newest that is kept with these bytes.
Result<std::optional<Upload>> upload_of_bytes(db::Connection& connection, std::string_view sha256);

}  // namespace payung::store
