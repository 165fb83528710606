// Jobs: what was asked for, how far it is, what became of it; as a page, or as events while it
// runs.
#include "app/jobs.hpp"

#include <nlohmann/json.hpp>

#include "api/guard.hpp"
#include "api/ids.hpp"
#include "api/job_deeds.hpp"
#include "api/jobs.hpp"
#include "app/who_is.hpp"
#include "base/progress.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The things a result names are stored by number; callers see ids.
void name_things(const views::Ids& ids, Json& value) {
  if (value.is_object() && value.size() == 2 && value.contains("kind") &&
      value.contains("number") && value["number"].is_number_integer()) {
    const auto kind = value["kind"].get<std::string>();
    value = ids(kind, value["number"].get<std::int64_t>());
    return;
  }
  if (!value.is_structured()) return;
  for (auto& inner : value) name_things(ids, inner);
}

Json error_json(const Service& service, const Call& call, const store::Job& job) {
  if (job.error_code.empty()) return nullptr;
  const auto& words = service.words(call.request);
  return {{"code", job.error_code},
          {"where", job.error_where},
          {"detail",
           words.text("error." + job.error_code, {{"where", words.place(job.error_where)},
                                                  {"detail", words.detail(job.error_detail)}})}};
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

/// How far it is: on the board when it runs here, else as its server last wrote it.
store::Job with_progress(const Call& call, store::Job job) {
  const WorkParts* work = call.service.parts().work;
  if (work == nullptr || job.state != store::JobState::running) return job;
  if (const auto now = work->board.of(job.id)) {
    job.stage = now->stage;
    job.done = now->done;
    job.total = now->total;
  }
  return job;
}

Result<Reply> show(Call& call) {
  const auto number = number_of(call, "job", "job");
  if (!number) return number.error();
  const auto job = app::job_for(call.environment, call.caller, *number);
  if (!job) return job.error();
  return reply(job_json(call, *job));
}

Result<Reply> list(Call& call) {
  const auto before = cursor_of(call, "job", "before");
  if (!before) return before.error();
  const auto page = app::jobs_for(call.environment, call.caller, text_of(call.arguments, "sort"),
                                  *before, call.arguments.at("limit").get<std::int64_t>());
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& job : page->jobs) items.push_back(job_json(call, job));
  return reply({{"items", std::move(items)},
                {"next", page->last == 0 ? Json(nullptr) : Json(id_of(call, "job", page->last))}});
}

Result<Reply> stop(Call& call) {
  const auto number = number_of(call, "job", "job");
  if (!number) return number.error();
  const auto seen = app::job_for(call.environment, call.caller, *number);
  if (!seen) return seen.error();
  const JobDeed* deed = job_deed(seen->kind);
  if (seen->account == call.caller.account && deed != nullptr &&
      !call.caller.may(deed->permission)) {
    return Error{Errc::conflict, "permission", std::string(identity::to_text(deed->permission))};
  }
  const auto state = app::stop_job(call.environment, call.caller, *number);
  if (!state) return state.error();
  if (WorkParts* work = call.service.parts().work) work->board.stop(*number);
  const auto job = app::job_for(call.environment, call.caller, *number);
  if (!job) return job.error();
  return reply(job_json(call, *job));
}

/// What one stream of events remembers between two looks.
class Watch {
 public:
  Watch(Service& service, std::int64_t job, views::Ids ids, std::string id, std::string token)
      : service_(service),
        job_(job),
        ids_(std::move(ids)),
        id_(std::move(id)),
        token_(std::move(token)) {}

  bool next(std::string& events) {
    if (!may_listen()) return false;
    const WorkParts* work = service_.parts().work;
    const auto now = work == nullptr ? std::nullopt : work->board.of(job_);
    if (now) {
      tell(events, "progress",
           {{"job", id_},
            {"state", "running"},
            {"stage", now->stage},
            {"done", now->done},
            {"total", now->total}});
      return true;
    }
    // Not running here: the database knows, and is asked more seldom.
    if (++looks_ % kSeldom != 1) return true;
    auto lease = service_.parts().readers.borrow_within(kPatience);
    if (!lease) return true;
    const auto job = store::job(**lease, job_);
    if (!job) return false;
    if (!store::is_over(job->state)) {
      tell(events, "progress",
           {{"job", id_},
            {"state", store::to_text(job->state)},
            {"stage", job->stage},
            {"done", job->done},
            {"total", job->total}});
      return !service_.draining();
    }
    Json result = Json::parse(job->result, nullptr, false);
    if (result.is_discarded()) result = nullptr;
    name_things(ids_, result);
    tell(events, "end",
         {{"job", id_},
          {"state", store::to_text(job->state)},
          {"result", std::move(result)},
          {"error", or_null(job->error_code)}});
    return false;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int kSeldom = 4;
  static constexpr std::chrono::milliseconds kPatience{50};
  static constexpr std::chrono::seconds kTrust{2};       ///< then who listens is asked for anew
  static constexpr std::chrono::seconds kTrustMost{10};  ///< where the database is too busy to say

  /// A stream outlives the request that was let in: who signed out meanwhile, whose key was revoked
  /// or ran out, whose account was locked or moved to another place hears no more.
  bool may_listen() {
    const auto age = Clock::now() - trusted_;
    if (age < kTrust) return true;
    auto lease = service_.parts().readers.borrow_within(kPatience);
    if (!lease) return age < kTrustMost;
    if (!still_sees(**lease)) return false;
    trusted_ = Clock::now();
    return true;
  }

  bool still_sees(db::Connection& database) const {
    const Parts& parts = service_.parts();
    const std::string now_text = parts.now();
    const auto now = identity::Instant::parse(now_text);
    if (!now) return false;
    const auto caller = app::who_is_still(database, parts.identity, token_, *now);
    if (!caller || !*caller || !(*caller)->may(Permission::jobs_read)) return false;
    SilentProgress silent;
    app::Environment environment{database,      parts.rules, parts.regions,  silent,
                                 parts.today(), now_text,    (*caller)->name};
    return app::job_for(environment, **caller, job_).ok();
  }

  void tell(std::string& events, std::string_view kind, const Json& data) {
    std::string text = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text == last_) return;
    last_ = text;
    events.append("event: ").append(kind).append("\ndata: ").append(text).append("\n\n");
  }

  Service& service_;
  std::int64_t job_;
  views::Ids ids_;
  std::string id_;
  std::string token_;
  Clock::time_point trusted_ = Clock::now();
  std::string last_;
  int looks_ = 0;
};

Result<Reply> events(Call& call) {
  const auto number = number_of(call, "job", "job");
  if (!number) return number.error();
  const auto job = app::job_for(call.environment, call.caller, *number);
  if (!job) return job.error();
  // shared: std::function asks that what it holds can be copied
  const auto watch =
      std::make_shared<Watch>(call.service, *number, ids_of(call), id_of(call, "job", *number),
                              std::string(token_of(call.request)));
  http::Response stream;
  stream.headers.set("Content-Type", "text/event-stream");
  stream.body = http::EventStream{[watch](std::string& out) { return watch->next(out); }};
  Reply answer;
  answer.media_type = "text/event-stream";
  answer.stream = std::move(stream);
  return answer;
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/jobs", Permission::jobs_read, Effect::read, list},
    {Method::get, "/v1/jobs/{job}", Permission::jobs_read, Effect::read, show},
    {Method::get, "/v1/jobs/{job}/events", Permission::jobs_read, Effect::read, events},
    {Method::post, "/v1/jobs/{job}/stop", Permission::jobs_read, Effect::write, stop},
};

}  // namespace

Json job_json(const Call& call, const store::Job& stored) {
  const store::Job job = with_progress(call, stored);
  Json result = job.result.empty() ? Json(nullptr) : Json::parse(job.result, nullptr, false);
  if (result.is_discarded()) result = nullptr;
  name_things(ids_of(call), result);
  return {{"id", id_of(call, "job", job.id)},
          {"kind", job.kind},
          {"state", store::to_text(job.state)},
          {"by", job.actor},
          {"region", job.region},
          {"created_at", job.created_at},
          {"started_at", or_null(job.started_at)},
          {"ended_at", or_null(job.ended_at)},
          {"stage", job.stage},
          {"done", job.done},
          {"total", job.total},
          {"result", std::move(result)},
          {"error", error_json(call.service, call, job)}};
}

Result<Reply> put_up(Call& call, std::string_view kind, const Json& arguments,
                     const RegionCode& region) {
  WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "jobs", "not served here"};
  const auto job =
      app::put_up_job(call.environment, call.caller, {std::string(kind), arguments.dump(), region});
  if (!job) return job.error();
  Reply accepted = reply(job_json(call, *job), 202);
  accepted.headers.emplace_back("Location", "/v1/jobs/" + id_of(call, "job", job->id));
  return accepted;
}

std::span<const Route> job_routes() { return kRoutes; }

}  // namespace payung::api
