#include "store/jobs.hpp"

#include "store/page_order.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kStates[] = {"queued", "running", "done", "failed", "cancelled"};

Result<Job> read_job(const db::Row& row) {
  const auto state = parse_job_state(row.text(6));
  if (!state) return state.error();
  return Job{row.integer(0),
             std::string(row.text(1)),
             std::string(row.text(2)),
             row.integer(3),
             std::string(row.text(4)),
             std::string(row.text(5)),
             *state,
             std::string(row.text(7)),
             std::string(row.text(8)),
             std::string(row.text(9)),
             row.integer(10),
             std::string(row.text(11)),
             row.integer(12),
             row.integer(13),
             row.integer(14) != 0,
             std::string(row.text(15)),
             std::string(row.text(16)),
             std::string(row.text(17)),
             std::string(row.text(18))};
}

Result<std::vector<Job>> read_jobs(db::Connection& connection, std::string_view sql,
                                   std::initializer_list<db::Param> params) {
  std::vector<Job> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto one = read_job(row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<std::vector<Upload>> read_uploads(db::Connection& connection, std::string_view sql,
                                         std::initializer_list<db::Param> params) {
  std::vector<Upload> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) {
    all.push_back({row.integer(0),
                   std::string(row.text(1)),
                   std::string(row.text(2)),
                   row.integer(3),
                   row.integer(4),
                   std::string(row.text(5)),
                   {}});
    return Status{};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

std::string_view to_text(JobState state) { return kStates[static_cast<std::size_t>(state)]; }

Result<JobState> parse_job_state(std::string_view text) {
  for (std::size_t i = 0; i < std::size(kStates); ++i) {
    if (kStates[i] == text) return static_cast<JobState>(i);
  }
  return Error{Errc::integrity, "job", "state"};
}

Status add_job(db::Connection& connection, Job& job) {
  const auto last = connection.number("select max(id) from job");
  if (!last) return last.error();
  job.id = last->value_or(0) + 1;
  const auto written = connection.run(
      "insert into job (id, kind, arguments, account, actor, region, state, created_at, attempts, "
      "holder, lease_until, stage, done, total, stop_asked, result, error_code, error_where, "
      "error_detail) values ($1, $2, $3, $4, $5, $6, 'queued', $7, 0, '', '', '', 0, 0, 0, '', '', "
      "'', '')",
      {job.id, std::string_view(job.kind), std::string_view(job.arguments), job.account,
       std::string_view(job.actor), std::string_view(job.region),
       std::string_view(job.created_at)});
  return written ? Status{} : Status{written.error()};
}

Result<Job> job(db::Connection& connection, std::int64_t id) {
  auto found = read_jobs(
      connection,
      "select id, kind, arguments, account, actor, region, state, created_at, started_at, "
      "ended_at, attempts, stage, done, total, stop_asked, result, error_code, error_where, "
      "error_detail from job where id = $1",
      {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "job"};
  return std::move(found->front());
}

#define PAYUNG_JOB_PAGE(after, order)                                                     \
  "select id, kind, arguments, account, actor, region, state, created_at, started_at, "   \
  "ended_at, attempts, stage, done, total, stop_asked, result, error_code, error_where, " \
  "error_detail from job where (" after ") order by " order " limit $2"

// What a job is sorted by never changes while it runs, so that no page skips or repeats one.
constexpr PageOrder kJobOrders[] = {
    {"-made", PAYUNG_JOB_PAGE("$1 = 0 or id < $1", "id desc")},
    {"made", PAYUNG_JOB_PAGE("id > $1", "id")},
    {"kind",
     PAYUNG_JOB_PAGE("$1 = 0 or (kind, id) > (select o.kind, o.id from job o where o.id = $1)",
                     "kind, id")},
    {"-kind",
     PAYUNG_JOB_PAGE("$1 = 0 or (kind, id) < (select o.kind, o.id from job o where o.id = $1)",
                     "kind desc, id desc")},
    {"by", PAYUNG_JOB_PAGE("$1 = 0 or (actor, id) > (select o.actor, o.id from job o where o.id = "
                           "$1)",
                           "actor, id")},
    {"-by", PAYUNG_JOB_PAGE("$1 = 0 or (actor, id) < (select o.actor, o.id from job o where o.id "
                            "= $1)",
                            "actor desc, id desc")},
};
#undef PAYUNG_JOB_PAGE

Result<std::vector<Job>> job_page(db::Connection& connection, std::string_view order,
                                  std::int64_t after, std::int64_t most) {
  const auto sql = sql_of(kJobOrders, order);
  if (!sql) return sql.error();
  return read_jobs(connection, *sql, {after, most});
}

Result<std::optional<Job>> take_job(db::Connection& connection, std::string_view holder,
                                    std::string_view now, std::string_view lease_until) {
  auto waiting = read_jobs(
      connection,
      "select id, kind, arguments, account, actor, region, state, created_at, started_at, "
      "ended_at, attempts, stage, done, total, stop_asked, result, error_code, error_where, "
      "error_detail from job where (state = 'queued' or (state = 'running' and lease_until < $1)) "
      "and not exists (select 1 from job r where r.state = 'running' and r.lease_until >= $1) "
      "order by id limit 1",
      {now});
  if (!waiting) return waiting.error();
  if (waiting->empty()) return std::optional<Job>{};
  Job taken = std::move(waiting->front());
  const auto written = connection.run(
      "update job set state = 'running', holder = $2, lease_until = $3, started_at = $4, "
      "attempts = attempts + 1 where id = $1 and (state = 'queued' or lease_until < $4)",
      {taken.id, holder, lease_until, now});
  if (!written) return written.error();
  if (*written == 0) return std::optional<Job>{};
  taken.state = JobState::running;
  taken.started_at = now;
  ++taken.attempts;
  return std::optional(std::move(taken));
}

Result<JobPulse> pulse_job(db::Connection& connection, const Job& job, std::string_view holder,
                           std::string_view lease_until) {
  const auto written = connection.run(
      "update job set lease_until = $3, stage = $4, done = $5, total = $6 "
      "where id = $1 and holder = $2 and state = 'running'",
      {job.id, holder, lease_until, std::string_view(job.stage), job.done, job.total});
  if (!written) return written.error();
  if (*written == 0) return JobPulse{};
  const auto asked = connection.number("select stop_asked from job where id = $1", {job.id});
  if (!asked) return asked.error();
  return JobPulse{true, asked->value_or(0) != 0};
}

Result<bool> end_job(db::Connection& connection, const Job& job, std::string_view holder) {
  const auto written = connection.run(
      "update job set state = $3, ended_at = $4, result = $5, error_code = $6, error_where = $7, "
      "error_detail = $8, stage = '', done = $9, total = $10 "
      "where id = $1 and holder = $2 and state = 'running'",
      {job.id, holder, to_text(job.state), std::string_view(job.ended_at),
       std::string_view(job.result), std::string_view(job.error_code),
       std::string_view(job.error_where), std::string_view(job.error_detail), job.done, job.total});
  if (!written) return written.error();
  return *written == 1;
}

Status put_back(db::Connection& connection, std::int64_t id, std::string_view holder) {
  const auto written = connection.run(
      "update job set state = 'queued', holder = '', lease_until = '', attempts = attempts - 1 "
      "where id = $1 and holder = $2 and state = 'running'",
      {id, holder});
  return written ? Status{} : Status{written.error()};
}

Result<std::int64_t> put_back_running(db::Connection& connection) {
  return connection.run(
      "update job set state = 'queued', holder = '', lease_until = '' where state = 'running'");
}

Result<JobState> stop_job(db::Connection& connection, std::int64_t id, std::string_view now) {
  const auto cancelled = connection.run(
      "update job set state = 'cancelled', ended_at = $2, stop_asked = 1 "
      "where id = $1 and state = 'queued'",
      {id, now});
  if (!cancelled) return cancelled.error();
  const auto asked =
      connection.run("update job set stop_asked = 1 where id = $1 and state = 'running'", {id});
  if (!asked) return asked.error();
  const auto state = connection.word("select state from job where id = $1", {id});
  if (!state) return state.error();
  if (!*state) return Error{Errc::not_found, "job"};
  return parse_job_state(**state);
}

Status add_upload(db::Connection& connection, Upload& upload) {
  const auto last = connection.number("select max(id) from upload");
  if (!last) return last.error();
  upload.id = last->value_or(0) + 1;
  const auto written = connection.run(
      "insert into upload (id, name, sha256, bytes, account, received_at) "
      "values ($1, $2, $3, $4, $5, $6)",
      {upload.id, std::string_view(upload.name), std::string_view(upload.sha256), upload.bytes,
       upload.account, std::string_view(upload.received_at)});
  return written ? Status{} : Status{written.error()};
}

Result<Upload> upload(db::Connection& connection, std::int64_t id) {
  auto found = read_uploads(connection,
                            "select id, name, sha256, bytes, account, received_at from upload "
                            "where id = $1 and removed_at is null",
                            {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "upload"};
  return std::move(found->front());
}

Result<std::optional<Upload>> upload_of_bytes(db::Connection& connection, std::string_view sha256) {
  auto found = read_uploads(connection,
                            "select id, name, sha256, bytes, account, received_at from upload "
                            "where sha256 = $1 and removed_at is null order by id desc limit 1",
                            {sha256});
  if (!found) return found.error();
  if (found->empty()) return std::optional<Upload>{};
  return std::optional(std::move(found->front()));
}

}  // namespace payung::store
