#include "api/job_runner.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "api/job_deeds.hpp"

namespace payung::api {
namespace {

constexpr std::chrono::milliseconds kLook{1'000};
constexpr std::chrono::milliseconds kBeat{5'000};
constexpr std::chrono::milliseconds kPatience{10'000};
constexpr std::int64_t kLease_s = 60;
/// A job that takes the server down each time is not tried for ever.
constexpr std::int64_t kAttemptsMax = 3;

void fail(store::Job& job, const Error& error) {
  job.state =
      error.code == Errc::interrupted ? store::JobState::cancelled : store::JobState::failed;
  job.error_code = to_text(error.code);
  job.error_where = error.where;
  job.error_detail = error.detail;
}

}  // namespace

JobRunner::JobRunner(Means means) : means_(std::move(means)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void JobRunner::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  asked_.notify_one();
}

void JobRunner::stop() {
  if (!thread_.joinable()) return;
  board_.stop_all();
  thread_.request_stop();
  thread_.join();
}

app::Environment JobRunner::environment(db::Connection& database, Progress& progress,
                                        const std::string& actor) const {
  return {database, means_.rules, means_.regions, progress, means_.today(), means_.now(), actor};
}

void JobRunner::work(const std::stop_token& stop) {
  bool ready = !means_.only_server;
  while (!stop.stop_requested()) {
    if (!ready) {
      // Nobody else can be running what a server that died left behind.
      auto lease = means_.writers.borrow_within(kPatience);
      const auto back =
          lease ? store::put_back_running(**lease) : Result<std::int64_t>(lease.error());
      ready = back.ok();
    }
    const auto done = ready ? run_next() : Result<bool>(false);
    if (!done) {
      spdlog::error("jobs: {} at {} ({})", to_text(done.error().code), done.error().where,
                    done.error().detail);
    }
    if (done && *done) continue;
    std::unique_lock lock(mutex_);
    asked_.wait_for(lock, stop, kLook, [&] { return woken_; });
    woken_ = false;
  }
}

Result<bool> JobRunner::run_next() {
  std::optional<store::Job> job;
  {
    auto lease = means_.writers.borrow_within(kPatience);
    if (!lease) return lease.error();
    auto transaction = db::Transaction::begin(**lease);
    if (!transaction && db::is_busy(transaction.error())) return false;
    if (!transaction) return transaction.error();
    auto taken = store::take_job(**lease, means_.holder, means_.now(), means_.later(kLease_s));
    if (!taken) return taken.error();
    if (const auto status = transaction->commit(); !status) return status.error();
    job = *std::move(taken);
  }
  if (!job) return false;
  board_.begin(job->id);
  std::jthread heart;
  if (!means_.only_server) {
    heart = std::jthread([this, &job](const std::stop_token& stop) { keep_lease(stop, *job); });
  }
  const auto status = run(*job);
  heart = {};
  board_.end();
  if (!status) return status.error();
  return true;
}

/// A job waits until the writers of other servers are through, however long that takes.
Result<db::Transaction> JobRunner::begin_patiently(db::Connection& database, db::Access access) {
  for (;;) {
    auto begun = db::Transaction::begin(database, access);
    if (begun || !db::is_busy(begun.error()) || board_.leaving()) return begun;
  }
}

/// The deed and the job's end in one transaction; a deed that failed leaves nothing, and the end
/// is written by itself.
Status JobRunner::run(store::Job& job) {
  spdlog::info(R"({{"job":{},"kind":"{}","attempt":{}}})", job.id, job.kind, job.attempts);
  if (job.attempts > kAttemptsMax) {
    fail(job, {Errc::conflict, "job", "it was tried several times and never came to an end"});
  } else if (const auto prepared = prepare(job); !prepared) {
    fail(job, prepared.error());
  } else {
    const JobDeed* deed = job_deed(job.kind);
    auto& pool = deed != nullptr && deed->reads_only ? means_.readers : means_.writers;
    auto lease = pool.borrow();
    if (!lease) return lease.error();
    BoardProgress progress(board_);
    auto place = environment(**lease, progress, job.actor);
    auto transaction =
        begin_patiently(**lease, &pool == &means_.readers ? db::Access::read : db::Access::write);
    if (!transaction && board_.leaving()) return store::put_back(**lease, job.id, means_.holder);
    if (!transaction) return transaction.error();
    const auto result = deed_of(job, place, prepared->get());
    if (result) {
      job.state = store::JobState::done;
      job.result = *result;
    } else {
      fail(job, result.error());
    }
    if (result && &pool == &means_.writers) {
      if (const auto status = finish(job, **lease); !status) return status;
      return transaction->commit();
    }
  }
  // Shutting down is no end of the job: it waits for the next server.
  if (job.state == store::JobState::cancelled && board_.leaving()) {
    job.state = store::JobState::queued;
    job.error_code.clear();
  }
  auto lease = means_.writers.borrow();
  if (!lease) return lease.error();
  if (job.state == store::JobState::queued) {
    return store::put_back(**lease, job.id, means_.holder);
  }
  return finish(job, **lease);
}

/// What the deed can do before it writes; null where there is nothing.
Result<std::unique_ptr<Prepared>> JobRunner::prepare(const store::Job& job) {
  const JobDeed* deed = job_deed(job.kind);
  if (deed == nullptr || deed->prepare == nullptr) return std::unique_ptr<Prepared>();
  const auto arguments = nlohmann::ordered_json::parse(job.arguments, nullptr, false);
  if (!arguments.is_object()) return Error{Errc::integrity, "job", "arguments"};
  const auto lease = means_.readers.borrow();
  if (!lease) return lease.error();
  BoardProgress progress(board_);
  auto place = environment(**lease, progress, job.actor);
  JobWork work{place, arguments, means_.files, means_.threads, means_.backups};
  return deed->prepare(work);
}

Status JobRunner::finish(store::Job& job, db::Connection& database) {
  const auto now = board_.of(job.id);
  if (now) {
    job.done = now->done;
    job.total = now->total;
  }
  job.ended_at = means_.now();
  const auto ended = store::end_job(database, job, means_.holder);
  if (!ended) return ended.error();
  if (!*ended) return Error{Errc::conflict, "job", "another server took it over"};
  return {};
}

Result<std::string> JobRunner::deed_of(const store::Job& job, app::Environment& environment,
                                       Prepared* prepared) {
  const JobDeed* deed = job_deed(job.kind);
  if (deed == nullptr) return Error{Errc::unsupported, "job", job.kind};
  const auto arguments = nlohmann::ordered_json::parse(job.arguments, nullptr, false);
  if (!arguments.is_object()) return Error{Errc::integrity, "job", "arguments"};
  JobWork work{environment, arguments, means_.files, means_.threads, means_.backups, prepared};
  const auto result = deed->run(work);
  if (!result) return result.error();
  return result->dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Another server takes over what nobody keeps: a sign of life every few seconds, on a connection
/// beside the one that works.
void JobRunner::keep_lease(const std::stop_token& stop, const store::Job& job) {
  std::mutex mutex;
  std::condition_variable_any woken;
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex);
      woken.wait_for(lock, stop, kBeat, [] { return false; });
    }
    if (stop.stop_requested()) return;
    store::Job seen;
    seen.id = job.id;
    if (const auto now = board_.of(job.id)) {
      seen.stage = now->stage;
      seen.done = now->done;
      seen.total = now->total;
    }
    auto lease = means_.writers.borrow_within(kBeat);
    if (!lease) continue;
    const auto pulse = store::pulse_job(**lease, seen, means_.holder, means_.later(kLease_s));
    if (pulse && (!pulse->held || pulse->stop_asked)) board_.stop(job.id);
  }
}

}  // namespace payung::api
