// What sending a file in would change, told before it is done.
#include <nlohmann/json.hpp>

#include "adapters/sheets/open.hpp"
#include "api/ids.hpp"
#include "api/upload_common.hpp"
#include "app/preview_list.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Json preview_json(const Call& call, const app::PreviewReport& report) {
  Json changes = Json::object();
  using intake::Change;
  for (const auto change : {Change::added, Change::changed, Change::moved, Change::died,
                            Change::returned, Change::left, Change::same}) {
    const auto found = report.changes.find(change);
    changes[std::string(intake::to_text(change))] =
        found == report.changes.end() ? 0 : found->second;
  }
  Json lines = Json::array();
  for (const auto& line : report.lines) {
    Json fields = Json::array();
    for (const auto field : line.fields) fields.push_back(intake::to_text(field));
    lines.push_back({{"change", intake::to_text(line.change)},
                     {"sheet", line.sheet},
                     {"row", line.row},
                     {"name", line.name},
                     {"nik", line.nik ? line.nik->masked() : std::string()},
                     {"waiting", line.waiting},
                     {"fields", std::move(fields)}});
  }
  Json before;
  if (report.before) {
    before = {{"version", id_of(call, "list", report.before->id)},
              {"file", report.before->file_name},
              {"as_of", report.before->as_of}};
  }
  return {{"nothing_new", report.nothing_new},     {"first", report.first},
          {"kind", store::to_text(report.kind)},   {"as_of", report.as_of},
          {"before", std::move(before)},           {"rows", report.summary.rows},
          {"accepted", report.summary.accepted},   {"waiting", report.summary.waiting},
          {"repeated_rows", report.repeated_rows}, {"repeated_niks", report.repeated_niks},
          {"changes", std::move(changes)},         {"lines", std::move(lines)}};
}

app::ListKind kind_of(const std::string& text) {
  if (text == "next") return app::ListKind::next;
  if (text == "correction") return app::ListKind::correction;
  return app::ListKind::automatic;
}

/// The list as it would be taken in now.
Result<app::ImportRequest> request_of(Call& call, const OpenedDraft& opened) {
  app::ImportRequest request;
  request.file_name = opened.upload.name;
  request.sha256 = opened.upload.sha256;
  request.bytes = opened.upload.bytes;
  request.sender_code = text_of(call.arguments, "sender");
  request.sender_name = request.sender_code;
  request.sender_kind = opened.reading.kind;
  if (!text_of(call.arguments, "area").empty() || !opened.reading.sender) {
    request.area = opened.reading.area;
  }
  if (!text_of(call.arguments, "as_of").empty()) request.as_of = opened.reading.as_of;
  request.kind = kind_of(text_of(call.arguments, "as"));
  request.overrides = opened.reading.overrides;
  request.words = &opened.reading.words;
  return request;
}

Result<Reply> preview(Call& call) {
  // From the list that is kept, when it is short enough; else from the file.
  const auto looked = looked_into(call, call.arguments);
  const auto opened = opened_draft(call, call.arguments);
  if (!opened) return opened.error();
  auto request = request_of(call, *opened);
  if (!request) return request.error();
  FileRoom::Copy copy;
  if (looked) {
    request->open = looked->draft->table->opener();
  } else if (looked.error().code != Errc::unsupported) {
    return looked.error();
  } else {
    auto taken = file_of(call, opened->upload);
    if (!taken) return taken.error();
    copy = *std::move(taken);
    request->open = [path = copy->path()] { return sheets::open_table(path); };
  }
  auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  auto transaction = db::Transaction::begin(**lease, db::Access::read);
  if (!transaction) return transaction.error();
  auto corrections = app::corrections_of(**lease, opened->draft);
  if (!corrections) return corrections.error();
  request->corrections = *std::move(corrections);
  const app::Environment& old = call.environment;
  app::Environment environment{**lease,   old.rules, old.regions, old.progress,
                               old.today, old.now,   old.actor};
  const auto report = app::preview_list(environment, *request);
  if (!report) return report.error();
  return reply(preview_json(call, *report));
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/uploads/{upload}/preview", Permission::lists_write, Effect::own, preview},
};

}  // namespace

std::span<const Route> preview_routes() { return kRoutes; }

}  // namespace payung::api
