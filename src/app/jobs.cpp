#include "app/jobs.hpp"

#include <algorithm>

#include "identity/reach.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

bool sees(const identity::Caller& caller, const store::Job& job) {
  if (job.account == caller.account) return true;
  const auto region = RegionCode::parse(job.region);
  return region && identity::commands(caller.scope, *region);
}

Status tell(Environment& environment, std::string_view verb, const store::Job& job) {
  const std::string subject = "job " + std::to_string(job.id);
  return store::audit(environment.database, {environment.now, environment.actor, verb, subject,
                                             job.kind + " " + job.arguments});
}

}  // namespace

Result<store::Job> put_up_job(Environment& environment, const identity::Caller& caller,
                              const JobWish& wish) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  store::Job job;
  job.kind = wish.kind;
  job.arguments = wish.arguments;
  job.account = caller.account;
  job.actor = caller.name;
  job.region = wish.region.text();
  job.created_at = environment.now;
  if (const auto added = store::add_job(environment.database, job); !added) return added.error();
  if (const auto told = tell(environment, "put_up_job", job); !told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return job;
}

Result<store::Job> job_for(Environment& environment, const identity::Caller& caller,
                           std::int64_t number) {
  auto job = store::job(environment.database, number);
  if (!job) return job;
  if (!sees(caller, *job)) return Error{Errc::not_found, "job"};
  return job;
}

Result<JobPage> jobs_for(Environment& environment, const identity::Caller& caller,
                         std::string_view order, std::int64_t after, std::int64_t most) {
  auto found = store::job_page(environment.database, order, after, most);
  if (!found) return found.error();
  JobPage page;
  if (static_cast<std::int64_t>(found->size()) == most) page.last = found->back().id;
  std::erase_if(*found, [&](const store::Job& job) { return !sees(caller, job); });
  page.jobs = *std::move(found);
  return page;
}

Result<store::JobState> stop_job(Environment& environment, const identity::Caller& caller,
                                 std::int64_t number) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto job = job_for(environment, caller, number);
  if (!job) return job.error();
  if (job->account != caller.account) return Error{Errc::not_found, "job"};
  if (store::is_over(job->state)) {
    transaction->leave();
    return job->state;
  }
  const auto state = store::stop_job(environment.database, number, environment.now);
  if (!state) return state;
  if (const auto told = tell(environment, "stop_job", *job); !told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return state;
}

}  // namespace payung::app
