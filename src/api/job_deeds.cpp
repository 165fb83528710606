#include "api/job_deeds.hpp"

#include <algorithm>
#include <vector>

#include "adapters/assets/assets.hpp"
#include "adapters/sheets/open.hpp"
#include "app/access_log.hpp"
#include "app/campaigns.hpp"
#include "app/link_people.hpp"
#include "app/list_drafts.hpp"
#include "app/on_threads.hpp"
#include "app/plans.hpp"
#include "app/verify.hpp"
#include "store/jobs.hpp"
#include "views/lists.hpp"
#include "views/money.hpp"
#include "views/programme.hpp"
#include "views/words.hpp"

namespace payung::api {
namespace {

using Json = nlohmann::ordered_json;

/// Results of jobs are read by everybody who sees the job: things are named by number inside and
/// become ids when they are shown (api/jobs.cpp).
views::Ids marked_numbers() {
  return [](std::string_view kind, std::int64_t number) {
    return Json{{"kind", kind}, {"number", number}};
  };
}

std::string word(const JobWork& work, const char* name) {
  return work.arguments.value(name, std::string());
}

Result<std::optional<Date>> day(const JobWork& work, const char* name) {
  const std::string text = word(work, name);
  if (text.empty()) return std::optional<Date>{};
  const auto date = Date::parse(text);
  if (!date) return date.error();
  return std::optional(*date);
}

Result<std::optional<Month>> month(const JobWork& work, const char* name) {
  const std::string text = word(work, name);
  if (text.empty()) return std::optional<Month>{};
  const auto parsed = Month::parse(text);
  if (!parsed) return parsed.error();
  return std::optional(*parsed);
}

// ---- lists -----------------------------------------------------------------------------------

app::ListKind list_kind(const std::string& text) {
  if (text == "next") return app::ListKind::next;
  if (text == "correction") return app::ListKind::correction;
  return app::ListKind::automatic;
}

Status fill_sender(const JobWork& work, app::ImportRequest& request) {
  request.sender_code = word(work, "sender");
  request.sender_name = word(work, "sender_name");
  if (const auto text = word(work, "sender_kind"); !text.empty()) {
    const auto kind = intake::parse_sender_kind(text);
    if (!kind) return kind.error();
    request.sender_kind = *kind;
  }
  if (const auto text = word(work, "area"); !text.empty()) {
    const auto area = RegionCode::parse(text);
    if (!area) return area.error();
    request.area = *area;
  }
  const auto as_of = day(work, "as_of");
  if (!as_of) return as_of.error();
  request.as_of = *as_of;
  return {};
}

/// The draft's corrections, as they stood when the list was sent.
Status fill_corrections(const JobWork& work, std::int64_t upload, app::ImportRequest& request) {
  const auto wanted = work.arguments.find("revision");
  if (wanted == work.arguments.end()) return {};
  const auto draft = store::draft(work.environment.database, upload);
  if (!draft) return draft.error();
  if (!*draft) return {};
  if ((*draft)->revision != wanted->get<std::int64_t>()) {
    return Error{Errc::conflict, "revision", "the draft was changed after it was sent; send again"};
  }
  auto corrections = app::corrections_of(work.environment.database, **draft);
  if (!corrections) return corrections.error();
  request.corrections = *std::move(corrections);
  request.draft = upload;
  return {};
}

Result<Json> import_list(JobWork& work) {
  const auto upload =
      store::upload(work.environment.database, work.arguments.value("upload", std::int64_t{0}));
  if (!upload) return upload.error();
  const auto words = views::load_words();
  if (!words) return words.error();
  const auto copy = work.files.take_out(upload->sha256);
  if (!copy) return copy.error();
  app::ImportRequest request;
  request.file_name = upload->name;
  request.sha256 = upload->sha256;
  request.bytes = upload->bytes;
  request.open = [path = (*copy)->path()] { return sheets::open_table(path); };
  request.kind = list_kind(word(work, "as"));
  request.words = &*words;
  if (auto status = fill_sender(work, request); !status) return status.error();
  if (const auto columns = work.arguments.find("columns"); columns != work.arguments.end()) {
    for (const auto& [field, column] : columns->items()) {
      const auto wish = intake::MappingOverride::parse(field + "=" + column.get<std::string>());
      if (!wish) return wish.error();
      request.overrides.push_back(*wish);
    }
  }
  if (auto status = fill_corrections(work, upload->id, request); !status) return status.error();
  work.environment.progress.begin("stage.import", 0);
  const auto report = app::import_list(work.environment, request);
  if (!report) return report.error();
  return views::import_json(*report, marked_numbers());
}

class LinkPrepared final : public Prepared {
 public:
  LinkPrepared(linkage::Weights table, linkage::ParallelFor run)
      : weights(std::move(table)), parallel(std::move(run)) {}
  app::Linking linking() const { return {weights, linkage::Settings{}, parallel}; }

  linkage::Weights weights;
  linkage::ParallelFor parallel;
  app::FoundPersons found;
};

Result<std::unique_ptr<Prepared>> find_persons(JobWork& work) {
  const auto table = assets::find("data/linkage_weights.csv");
  PAYUNG_CHECK(table.has_value());
  auto weights = linkage::Weights::load(*table);
  if (!weights) return weights.error();
  auto prepared =
      std::make_unique<LinkPrepared>(*std::move(weights), app::on_threads(work.threads));
  auto found = app::find_persons(work.environment, prepared->linking());
  if (!found) return found.error();
  prepared->found = *std::move(found);
  return std::unique_ptr<Prepared>(std::move(prepared));
}

Result<Json> link_people(JobWork& work) {
  auto& prepared = static_cast<LinkPrepared&>(*work.prepared);
  const auto report =
      app::store_persons(work.environment, prepared.linking(), std::move(prepared.found));
  if (!report) return report.error();
  return Json{{"nothing_new", report->nothing_new},
              {"run", report->run},
              {"rows", report->rows},
              {"persons", report->persons},
              {"new_persons", report->new_persons},
              {"changed_rows", report->changed_rows},
              {"open_reviews", report->open_reviews},
              {"decisions", report->decisions},
              {"members_without_rows", report->members_without_rows}};
}

// ---- programme -------------------------------------------------------------------------------

Result<Json> decide_eligibility(JobWork& work) {
  const auto on = day(work, "on");
  if (!on) return on.error();
  const auto report = app::decide_eligibility(work.environment, word(work, "scheme"), *on);
  if (!report) return report.error();
  return views::eligibility_json(*report);
}

Result<Json> allocate(JobWork& work) {
  const auto from = month(work, "from");
  if (!from) return from.error();
  const auto report = app::allocate_budgets(work.environment, word(work, "scheme"), *from);
  if (!report) return report.error();
  return views::allocation_json(*report);
}

Result<Json> enrol(JobWork& work) {
  std::optional<std::int64_t> run;
  if (work.arguments.contains("run")) run = work.arguments["run"].get<std::int64_t>();
  const auto report = app::enrol_allocated(work.environment, word(work, "scheme"), run);
  if (!report) return report.error();
  return views::enrol_json(*report);
}

Result<Json> carry_out_plan(JobWork& work) {
  const auto done =
      app::carry_out_plan(work.environment, work.arguments.value("plan", std::int64_t{0}));
  if (!done) return done.error();
  return Json{{"allocation", views::allocation_json(done->allocation)},
              {"enrolment", views::enrol_json(done->enrolment)}};
}

Result<Json> match_pledge(JobWork& work) {
  const auto done =
      app::match_pledge(work.environment, work.arguments.value("pledge", std::int64_t{0}));
  if (!done) return done.error();
  return Json{{"heads", done->pledge.heads},
              {"matched", done->pledge.matched},
              {"allocation", views::allocation_json(done->allocation)},
              {"enrolment", views::enrol_json(done->enrolment)}};
}

// ---- money -----------------------------------------------------------------------------------

Result<Json> bill_month(JobWork& work) {
  const auto of = Month::parse(word(work, "month"));
  if (!of) return of.error();
  app::BillMonthQuery query{*of};
  if (const auto payer = word(work, "payer"); !payer.empty()) query.payer = payer;
  if (word(work, "what") == "corrections") query.what = app::BillWhat::corrections;
  if (const auto only = work.arguments.find("only"); only != work.arguments.end()) {
    query.only = only->get<std::set<std::int64_t>>();
  }
  const auto result = app::bill_month(work.environment, query);
  if (!result) return result.error();
  Json json = views::billed_json(*result, marked_numbers());
  // A month may have as many bills as people: they are read page by page, not here.
  json["bill_count"] = json["bills"].size();
  json.erase("bills");
  return json;
}

Result<Json> verify(JobWork& work) {
  auto checks = app::money_checks();
  checks.push_back(app::access_check());
  checks.push_back(app::sealed_check());
  const auto result = app::verify(work.environment, checks);
  if (!result) return result.error();
  return views::verify_json(*result);
}

// ---- the house -------------------------------------------------------------------------------

Result<Json> back_up(JobWork& work) {
  if (work.backups == nullptr) return Error{Errc::unsupported, "backup", "not kept here"};
  const auto copy = work.backups->make(work.environment.now, work.environment.progress);
  if (!copy) return copy.error();
  return Json{{"name", copy->name}, {"bytes", copy->bytes}, {"made_at", copy->made_at}};
}

using identity::Permission;

constexpr JobDeed kDeeds[] = {
    {"import_list", Permission::lists_write, import_list},
    {"link_people", Permission::programme_write, link_people, false, find_persons},
    {"decide_eligibility", Permission::programme_write, decide_eligibility},
    {"allocate", Permission::programme_write, allocate},
    {"enrol", Permission::enrol_propose, enrol},
    {"bill_month", Permission::bills_make, bill_month},
    {"carry_out_plan", Permission::enrol_propose, carry_out_plan},
    {"match_pledge", Permission::programme_write, match_pledge},
    {"verify", Permission::ledger_read, verify, true},
    {"back_up", Permission::system_manage, back_up, true},
};

}  // namespace

const JobDeed* job_deed(std::string_view kind) {
  for (const JobDeed& deed : kDeeds) {
    if (deed.kind == kind) return &deed;
  }
  return nullptr;
}

}  // namespace payung::api
