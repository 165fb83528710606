// Files that are sent: kept sealed, looked into before anything is taken over.
#include <nlohmann/json.hpp>

#include "adapters/sheets/open.hpp"
#include "adapters/text/finding_text.hpp"
#include "api/ids.hpp"
#include "api/lists.hpp"
#include "api/work_parts.hpp"
#include "db/sha256.hpp"
#include "intake/read_list.hpp"
#include "store/audit.hpp"
#include "store/jobs.hpp"
#include "views/lists.hpp"
#include "views/words.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// A real list of a million rows stays below.
constexpr std::int64_t kBytesMax = std::int64_t{256} << 20;
constexpr std::chrono::milliseconds kPatience{10'000};
/// Findings shown by a check; all of them stand in the list once it is imported.
constexpr std::size_t kFindingsShown = 200;

Result<WorkParts*> work_parts(Call& call) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "lists", "not served here"};
  return parts;
}

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
  auto lease = parts.writers.borrow_within(kPatience);
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
  // Kept before it is written down: a file without a line harms nobody, a line without a file does.
  if (auto status = (*parts)->files.keep(upload.sha256, path); !status) return status.error();
  if (auto status = write_down(call, upload); !status) return status.error();
  Reply made = reply(upload_json(call, upload), 201);
  made.headers.emplace_back("Location", "/v1/uploads/" + id_of(call, "upload", upload.id));
  return made;
}

/// Only who sent it sees it.
Result<store::Upload> own_upload(Call& call, db::Connection& database) {
  const auto number = number_of(call, "upload", "upload");
  if (!number) return number.error();
  auto upload = store::upload(database, *number);
  if (!upload) return upload;
  if (upload->account != call.caller.account) return Error{Errc::not_found, "upload"};
  return upload;
}

Result<Reply> show(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  return reply(upload_json(call, *upload));
}

/// A copy of the file to look into. The connection is given back before the reading begins.
Result<FileRoom::Copy> opened(Call& call) {
  const auto parts = work_parts(call);
  if (!parts) return parts.error();
  std::string sha256;
  {
    auto lease = call.service.parts().readers.borrow_within(kPatience);
    if (!lease) return lease.error();
    const auto upload = own_upload(call, **lease);
    if (!upload) return upload.error();
    sha256 = upload->sha256;
  }
  return (*parts)->files.take_out(sha256);
}

Result<intake::ReadOptions> options_of(const Call& call, const intake::Words& words) {
  intake::ReadOptions options{call.environment.today, call.environment.regions, words};
  if (const auto text = text_of(call.arguments, "sender_kind"); !text.empty()) {
    const auto kind = intake::parse_sender_kind(text);
    if (!kind) return kind.error();
    options.sender_kind = *kind;
  }
  if (const auto text = text_of(call.arguments, "area"); !text.empty()) {
    const auto area = RegionCode::parse(text);
    if (!area) return area.error();
    if (call.environment.regions.find(*area) == nullptr) {
      return Error{Errc::bad_region, "area", "a code of today's regions, such as 33.19"};
    }
    options.area = *area;
  }
  if (!call.arguments.contains("column")) return options;
  for (const auto& wish : call.arguments.at("column")) {
    const auto parsed = intake::MappingOverride::parse(wish.get<std::string>());
    if (!parsed) return parsed.error();
    options.overrides.push_back(*parsed);
  }
  return options;
}

Result<Reply> columns(Call& call) {
  const auto words = views::load_words();
  if (!words) return words.error();
  const auto options = options_of(call, *words);
  if (!options) return options.error();
  const auto copy = opened(call);
  if (!copy) return copy.error();
  const auto found = intake::propose_mapping(
      [path = (*copy)->path()] { return sheets::open_table(path); }, *options);
  if (!found) return found.error();
  return reply({{"sheets", views::sheets_json(*found, views::Shown::masked)}});
}

/// What importing it would say, without storing anything.
Result<Reply> check(Call& call) {
  const auto words = views::load_words();
  if (!words) return words.error();
  const auto options = options_of(call, *words);
  if (!options) return options.error();
  const auto copy = opened(call);
  if (!copy) return copy.error();
  Json shown = Json::array();
  const text::Catalogue& catalogue = call.service.words(call.request);
  const auto summary = intake::read_list(
      [path = (*copy)->path()] { return sheets::open_table(path); }, *options,
      [](const intake::Row&, std::span<const intake::Finding>) { return Status{}; },
      [&](const intake::Finding& finding) {
        const bool told = finding.severity != intake::Severity::note;
        if (told && shown.size() < kFindingsShown) {
          shown.push_back(finding_json(catalogue, finding));
        }
        return Status{};
      });
  if (!summary) return summary.error();
  return reply({{"rows", summary->rows},
                {"accepted", summary->accepted},
                {"waiting", summary->waiting},
                {"skipped", summary->skipped},
                {"errors", summary->errors},
                {"warnings", summary->warnings},
                {"notes", summary->notes},
                {"area", summary->area.text()},
                {"findings", std::move(shown)}});
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/uploads", Permission::lists_write, Effect::own, add, Pace::slow, kBytesMax,
     true},
    {Method::get, "/v1/uploads/{upload}", Permission::lists_write, Effect::read, show},
    {Method::get, "/v1/uploads/{upload}/columns", Permission::lists_write, Effect::own, columns},
    {Method::get, "/v1/uploads/{upload}/check", Permission::lists_write, Effect::own, check},
};

}  // namespace

std::span<const Route> upload_routes() { return kRoutes; }

}  // namespace payung::api
