// Files that are sent: kept sealed, looked into before anything is taken over.
#include <nlohmann/json.hpp>

#include "adapters/sheets/open.hpp"
#include "adapters/text/finding_text.hpp"
#include "api/ids.hpp"
#include "api/lists.hpp"
#include "api/sent_files.hpp"
#include "api/upload_common.hpp"
#include "db/sha256.hpp"
#include "intake/bulk_fix.hpp"
#include "store/audit.hpp"
#include "views/lists.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// A real list of a million rows stays below.
constexpr std::int64_t kBytesMax = std::int64_t{256} << 20;
/// Findings shown by a check; all of them stand in the list once it is imported.
constexpr std::size_t kFindingsShown = 200;

Json upload_json(const Call& call, const store::Upload& upload) {
  return {{"id", id_of(call, "upload", upload.id)},
          {"file_name", upload.name},
          {"bytes", upload.bytes},
          {"sha256", upload.sha256},
          {"received_at", upload.received_at}};
}

/// The one before when the same person sends the same file again.
Result<std::optional<store::Upload>> sent_before(db::Connection& database,
                                                 const store::Upload& upload) {
  auto before = store::upload_of_bytes(database, upload.sha256);
  if (!before) return before;
  if (*before && (*before)->account == upload.account && (*before)->name == upload.name) {
    return before;
  }
  return std::optional<store::Upload>{};
}

Status write_down(Call& call, store::Upload& upload) {
  const Parts& parts = call.service.parts();
  auto lease = parts.writers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  auto transaction = db::Transaction::begin(**lease);
  if (!transaction) return transaction.error();
  const auto before = sent_before(**lease, upload);
  if (!before) return before.error();
  if (*before) {
    upload = **before;
    transaction->leave();
    return {};
  }
  if (auto status = store::add_upload(**lease, upload); !status) return status;
  const std::string subject = "upload " + std::to_string(upload.id);
  const auto told =
      store::audit(**lease, {upload.received_at, call.caller.name, "upload", subject,
                             upload.sha256 + ", " + std::to_string(upload.bytes) + " bytes"});
  if (!told) return told;
  return transaction->commit();
}

/// Whose space it takes; the same file once more takes no more.
Result<FileOwner> owner_of(Call& call, const WorkParts& parts, const store::Upload& upload) {
  const auto reading = ReadingCall::open(call);
  if (!reading) return reading.error();
  Call& inner = (*reading)->call();
  const auto known = sent_before(inner.environment.database, upload);
  if (!known) return known.error();
  auto owner = account_owner(inner, parts);
  if (owner && *known) owner->stored -= upload.bytes;
  return owner;
}

/// The whole file came before anything is decided; a bomb or what is no list is refused here.
Result<Reply> add(Call& call) {
  const auto parts = work_parts(call);
  if (!parts) return parts.error();
  if (!call.request.spooled) return Error{Errc::unreadable, "body", "it is empty"};
  const std::string& path = call.request.spooled->path();
  const auto table = sheets::open_table(path);
  if (!table) return table.error();
  const auto hash = sha256_of_file(path);
  if (!hash) return hash.error();
  store::Upload upload;
  upload.name = text_of(call.arguments, "file_name");
  upload.sha256 = *hash;
  upload.bytes = call.request.body_bytes;
  upload.account = call.caller.account;
  upload.received_at = call.environment.now;
  const auto owner = owner_of(call, **parts, upload);
  if (!owner) return owner.error();
  const auto taken = take_in(call, **parts, *owner, upload.sha256);
  if (!taken) return taken.error();
  if (auto status = write_down(call, upload); !status) return status.error();
  if (const Status kept = (*taken)->written_down(); !kept) return kept.error();
  Reply made = reply(upload_json(call, upload), 201);
  made.headers.emplace_back("Location", "/v1/uploads/" + id_of(call, "upload", upload.id));
  return made;
}

Result<Reply> show(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  return reply(upload_json(call, *upload));
}

Result<Reply> columns(Call& call) {
  const auto opened = opened_draft(call, call.arguments);
  if (!opened) return opened.error();
  const auto copy = file_of(call, opened->upload);
  if (!copy) return copy.error();
  const auto found = intake::propose_mapping(
      [path = (*copy)->path()] { return sheets::open_table(path); }, opened->reading.options(call));
  if (!found) return found.error();
  return reply({{"sheets", views::sheets_json(*found, views::Shown::masked)}});
}

/// What a check tells, from wherever it was read.
struct Judged {
  intake::ListSummary summary;
  std::vector<intake::FindingGroup> groups;
  std::vector<intake::Finding> first;  ///< the first that are no notes
};

void add_first(Judged& judged, const intake::Finding& finding) {
  const bool told = finding.severity != intake::Severity::note;
  if (told && judged.first.size() < kFindingsShown) judged.first.push_back(finding);
}

Judged judged_of(const intake::CheckedList& list) {
  Judged judged{list.summary(), list.groups(), {}};
  for (const auto& finding : list.findings_of_sheets()) add_first(judged, finding);
  for (std::size_t sheet = 0; sheet < list.table().sheets(); ++sheet) {
    for (const auto place : list.find(sheet, {intake::RowFilter::Which::with_findings, {}})) {
      if (judged.first.size() == kFindingsShown) return judged;
      for (const auto& finding : list.findings(sheet, list.rows(sheet)[place])) {
        add_first(judged, finding);
      }
    }
  }
  return judged;
}

/// A list too long to be kept is read from its file each time, with the corrections over it.
Result<Judged> judged_from_file(Call& call, const OpenedDraft& opened) {
  intake::Edits edits;
  {
    auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
    if (!lease) return lease.error();
    auto cells = store::draft_cells(**lease, opened.upload.id, opened.draft.applied);
    if (!cells) return cells.error();
    for (auto& cell : *cells) edits.set(cell.edit.place, std::move(cell.edit.text));
  }
  const auto copy = file_of(call, opened.upload);
  if (!copy) return copy.error();
  Judged judged;
  intake::GroupCounter groups;
  auto summary = intake::read_list(
      intake::with_edits([path = (*copy)->path()] { return sheets::open_table(path); }, edits),
      opened.reading.options(call),
      [](const intake::Row&, std::span<const intake::Finding>) { return Status{}; },
      [&](const intake::Finding& finding) {
        groups.add(finding);
        add_first(judged, finding);
        return Status{};
      });
  if (!summary) return summary.error();
  judged.summary = *std::move(summary);
  judged.groups = groups.groups();
  return judged;
}

Json group_json(const text::Catalogue& words, const intake::FindingGroup& group) {
  Json json = finding_json(words, group.first);
  json["rows"] = group.rows;
  json["first_rows"] = group.first_rows;
  json["rules"] = Json::array();
  for (const auto rule : intake::fixes_for(group.first.code)) {
    json["rules"].push_back(intake::to_text(rule));
  }
  json.erase("row");
  return json;
}

/// What importing it would say, with the draft's corrections and without storing anything.
Result<Reply> check(Call& call) {
  const auto looked = looked_into(call, call.arguments);
  const bool too_long = !looked && looked.error().code == Errc::unsupported;
  if (!looked && !too_long) return looked.error();
  const auto opened =
      looked ? Result<OpenedDraft>(looked->opened) : opened_draft(call, call.arguments);
  if (!opened) return opened.error();
  const auto judged =
      looked ? Result<Judged>(judged_of(looked->list())) : judged_from_file(call, *opened);
  if (!judged) return judged.error();
  const text::Catalogue& words = call.service.words(call.request);
  const auto& summary = judged->summary;
  Json json{{"rows", summary.rows},       {"accepted", summary.accepted},
            {"waiting", summary.waiting}, {"skipped", summary.skipped},
            {"errors", summary.errors},   {"warnings", summary.warnings},
            {"notes", summary.notes},     {"area", summary.area.text()},
            {"correctable", looked.ok()}, {"draft", draft_json(call, opened->draft)},
            {"groups", Json::array()},    {"findings", Json::array()}};
  for (const auto& group : judged->groups) json["groups"].push_back(group_json(words, group));
  for (const auto& one : judged->first) json["findings"].push_back(finding_json(words, one));
  return reply(json);
}

/// Files that somebody began to correct and has not sent in yet.
Result<Reply> open_ones(Call& call) {
  const auto drafts = store::open_drafts(call.environment.database, call.caller.account,
                                         call.arguments.at("limit").get<std::int64_t>());
  if (!drafts) return drafts.error();
  Json items = Json::array();
  for (const auto& one : *drafts) {
    Json json = draft_json(call, one.draft);
    json["file_name"] = one.file_name;
    items.push_back(std::move(json));
  }
  return reply({{"items", std::move(items)}});
}

/// What was sent by mistake goes, with its corrections; the trail keeps that it was there.
Result<Reply> remove(Call& call) {
  const auto parts = work_parts(call);
  if (!parts) return parts.error();
  store::Upload removed;
  {
    auto lease = call.service.parts().writers.borrow_within(kUploadPatience);
    if (!lease) return lease.error();
    auto transaction = db::Transaction::begin(**lease);
    if (!transaction) return transaction.error();
    auto upload = own_upload(call, **lease);
    if (!upload) return upload.error();
    const auto& now = call.environment.now;
    if (auto status = store::remove_upload(**lease, upload->id, upload->sha256, now); !status) {
      return status.error();
    }
    const auto told =
        store::audit(**lease, {now, call.caller.name, "remove_upload",
                               "upload " + std::to_string(upload->id), upload->sha256});
    if (!told) return told.error();
    if (auto status = transaction->commit(); !status) return status.error();
    removed = *std::move(upload);
  }
  // After the line: a file without a line harms nobody, a line without a file does.
  let_go(call, **parts, removed.sha256);
  return reply({{"removed", id_of(call, "upload", removed.id)}});
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/uploads", Permission::lists_write, Effect::own, add, Pace::slow, kBytesMax,
     true},
    {Method::get, "/v1/uploads", Permission::lists_write, Effect::read, open_ones},
    {Method::get, "/v1/uploads/{upload}", Permission::lists_write, Effect::read, show},
    {Method::del, "/v1/uploads/{upload}", Permission::lists_write, Effect::own, remove},
    {Method::get, "/v1/uploads/{upload}/columns", Permission::lists_write, Effect::own, columns},
    {Method::get, "/v1/uploads/{upload}/check", Permission::lists_write, Effect::own, check},
};

}  // namespace

std::span<const Route> upload_routes() { return kRoutes; }

}  // namespace payung::api
