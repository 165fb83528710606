// Lists: taking one over (as a job), and looking through what it said.
#include "api/lists.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "adapters/text/finding_text.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "api/upload_common.hpp"
#include "app/access_log.hpp"
#include "base/nik.hpp"
#include "store/entries.hpp"
#include "store/list_edits.hpp"
#include "store/list_pages.hpp"
#include "store/payers.hpp"
#include "views/lists.hpp"
#include "views/marked_list.hpp"
#include "views/words.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

std::string masked(const std::string& digits) {
  const auto nik = Nik::parse(digits);
  return nik ? nik->masked() : std::string();
}

/// A NIK, phone or card number that stands in a cell keeps its first six digits.
std::string without_numbers(std::string text) {
  constexpr std::size_t kShown = 6;
  constexpr std::size_t kLong = 9;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - i >= kLong)
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(i + kShown),
                text.begin() + static_cast<std::ptrdiff_t>(end), '*');
    i = end + 1;
  }
  return text;
}

std::int64_t limit_of(const Call& call) { return call.arguments.at("limit").get<std::int64_t>(); }

/// The list of the path, with who sent it, if the caller reaches it.
struct FoundList {
  store::ListVersion version;
  store::Sender sender;
};
Result<FoundList> list_in_scope(Call& call) {
  const auto number = number_of(call, "list", "list");
  if (!number) return number.error();
  auto version = store::list_version(call.environment.database, *number);
  if (!version) return version.error();
  auto sender = store::find_sender(call.environment.database, version->sender_code);
  if (!sender) return sender.error();
  if (!*sender || !reaches_sender(call.caller.scope, **sender)) {
    return Error{Errc::not_found, "list"};
  }
  return FoundList{*std::move(version), **std::move(sender)};
}

Json sender_json(const store::Sender& sender) {
  return {{"code", sender.code},
          {"name", sender.name},
          {"kind", intake::to_text(sender.kind)},
          {"area", sender.area.text()},
          {"begun", sender.id != 0}};
}

Result<Reply> senders(Call& call) {
  const auto all = store::senders(call.environment.database);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& sender : *all) {
    if (reaches_sender(call.caller.scope, sender)) items.push_back(sender_json(sender));
  }
  const auto company = company_to_begin(call);
  if (!company) return company.error();
  if (*company) items.push_back(sender_json(**company));
  return reply({{"items", std::move(items)}});
}

/// Puts the versions into the order that callers name; equal ones by number.
void sort_versions(std::vector<store::ListVersion>& versions, std::string_view order) {
  const bool down = order.starts_with('-');
  if (down) order.remove_prefix(1);
  const auto key = [order](const store::ListVersion& one) -> const std::string& {
    static const std::string none;  // by number alone, which is when it came in
    return order == "as_of" ? one.as_of : order == "sender" ? one.sender_code : none;
  };
  std::sort(versions.begin(), versions.end(), [&](const auto& a, const auto& b) {
    const auto& [low, high] = down ? std::tie(b, a) : std::tie(a, b);
    return std::tie(key(low), low.id) < std::tie(key(high), high.id);
  });
}

/// Versions are few (one for each file ever sent), so they are sorted and filtered after reading.
Result<Reply> list(Call& call) {
  const auto before = cursor_of(call, "list", "before");
  if (!before) return before.error();
  const auto all = store::senders(call.environment.database);
  if (!all) return all.error();
  auto versions = store::list_versions(call.environment.database);
  if (!versions) return versions.error();
  // What people entered one by one stands under /v1/entries; here it would bury the lists.
  const auto entries = store::entry_versions(call.environment.database);
  if (!entries) return entries.error();
  sort_versions(*versions, text_of(call.arguments, "sort"));
  const std::string wanted = text_of(call.arguments, "sender");
  Json items = Json::array();
  Json next;
  auto one = versions->begin();
  if (*before != 0) {
    one = std::find_if(one, versions->end(), [&](const auto& each) { return each.id == *before; });
    if (one != versions->end()) ++one;
  }
  for (; one != versions->end(); ++one) {
    if (!wanted.empty() && one->sender_code != wanted) continue;
    if (std::ranges::binary_search(*entries, one->id)) continue;
    const auto sender = std::find_if(all->begin(), all->end(),
                                     [&](const auto& each) { return each.id == one->sender; });
    if (sender == all->end() || !reaches_sender(call.caller.scope, *sender)) continue;
    if (static_cast<std::int64_t>(items.size()) == limit_of(call)) {
      next = items.back()["version"];
      break;
    }
    items.push_back(views::version_json(*one, ids_of(call)));
    items.back()["sender_name"] = sender->name;
  }
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

Result<Reply> show(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto counts = store::finding_counts(call.environment.database, found->version.id);
  if (!counts) return counts.error();
  Json json = views::version_json(found->version, ids_of(call));
  json["sender_name"] = found->sender.name;
  const auto corrected = store::count_list_edits(call.environment.database, found->version.id);
  if (!corrected) return corrected.error();
  json["corrected"] = *corrected;
  json["upload"] = Json();
  const auto upload = store::upload_of_bytes(call.environment.database, found->version.original);
  if (!upload) return upload.error();
  if (*upload && (*upload)->account == call.caller.account) {
    json["upload"] = id_of(call, "upload", (*upload)->id);
  }
  json["findings"] = Json::array();
  for (const auto& count : *counts) {
    json["findings"].push_back(
        {{"severity", count.severity}, {"code", count.code}, {"count", count.count}});
  }
  return reply(json);
}

/// Looking through rows is looking at the persons they are: one line of the access log each.
Status record_looks(Call& call, const std::vector<store::RowLine>& rows) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  for (const auto& row : rows) {
    if (!row.person) continue;
    const auto told = tell(call, **parts, look(call, row.person, store::Seen::card, "lists_read"));
    if (!told) return told;
  }
  return {};
}

Result<Reply> rows(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto after = cursor_of(call, "list_row", "after");
  if (!after) return after.error();
  const auto page = store::rows_of_version(call.environment.database, found->version.id,
                                           text_of(call.arguments, "status"), *after,
                                           limit_of(call), text_of(call.arguments, "sort"));
  if (!page) return page.error();
  if (const auto told = record_looks(call, *page); !told) return told.error();
  Json items = Json::array();
  for (const auto& row : *page) {
    items.push_back({{"id", id_of(call, "list_row", row.id)},
                     {"sheet", row.sheet},
                     {"row", row.number},
                     {"status", row.status},
                     {"current", row.current},
                     {"nik", masked(row.nik)},
                     {"nik_state", row.nik_state},
                     {"name", row.name},
                     {"birth_date", row.birth_date},
                     {"sex", row.sex},
                     {"village", row.village},
                     {"region", row.region},
                     {"occupation", row.occupation},
                     {"sector", row.sector},
                     {"person", row.person ? Json(id_of(call, "person", *row.person)) : Json()}});
  }
  const bool more = static_cast<std::int64_t>(page->size()) == limit_of(call);
  Json next = more ? items.back()["id"] : Json(nullptr);
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

/// A stored finding as intake made it, so that its words are the same.
intake::Finding finding_of(const store::FindingLine& line, intake::FindingCode code) {
  return {code,       intake::severity_of(code),
          line.sheet, static_cast<std::uint32_t>(line.number),
          {},         line.header,
          line.value, line.args};
}

Result<Reply> findings(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto after = cursor_of(call, "finding", "after");
  if (!after) return after.error();
  const auto page = store::findings_of_version(
      call.environment.database, found->version.id, text_of(call.arguments, "severity"),
      text_of(call.arguments, "code"), *after, limit_of(call), text_of(call.arguments, "sort"));
  if (!page) return page.error();
  const text::Catalogue& words = call.service.words(call.request);
  Json items = Json::array();
  for (const auto& line : *page) {
    const auto code = finding_code(line.code);
    if (!code) return Error{Errc::integrity, "list_finding", "code"};
    Json item = finding_json(words, finding_of(line, *code));
    item["severity"] = line.severity;
    item["column"] = line.column;
    Json with_id{{"id", id_of(call, "finding", line.id)}};
    with_id.update(item);
    items.push_back(std::move(with_id));
  }
  const bool more = static_cast<std::int64_t>(page->size()) == limit_of(call);
  Json next = more ? items.back()["id"] : Json(nullptr);
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

/// What somebody corrected by hand before the list was sent in.
Result<Reply> edits(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto after = cursor_of(call, "list_edit", "after");
  if (!after) return after.error();
  const auto page =
      store::list_edits(call.environment.database, found->version.id, *after, limit_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& edit : *page) {
    items.push_back({{"id", id_of(call, "list_edit", edit.number)},
                     {"sheet", edit.place.sheet},
                     {"row", edit.place.row},
                     {"column", intake::column_letters(edit.place.column)},
                     {"header", edit.header},
                     {"before", without_numbers(edit.before)},
                     {"after", without_numbers(edit.after)},
                     {"rule", edit.rule},
                     {"edited_by", edit.edited_by},
                     {"edited_at", edit.edited_at}});
  }
  const bool more = static_cast<std::int64_t>(page->size()) == limit_of(call);
  Json next = more ? items.back()["id"] : Json(nullptr);
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

Result<Reply> differences(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto after = cursor_of(call, "difference", "after");
  if (!after) return after.error();
  const auto page = store::differences_after(call.environment.database, found->version.id, *after,
                                             limit_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& [number, line] : *page) {
    items.push_back({{"id", id_of(call, "difference", number)},
                     {"change", line.change},
                     {"sheet", line.sheet},
                     {"row", line.number},
                     {"name", line.name},
                     {"nik", masked(line.nik)},
                     {"fields", line.fields}});
  }
  const bool more = static_cast<std::int64_t>(page->size()) == limit_of(call);
  Json next = more ? items.back()["id"] : Json(nullptr);
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

// ---- taking over -----------------------------------------------------------------------------

/// A new sender is somebody the caller may answer for; registers, which outweigh what agencies
/// say, are brought in by who runs the programme.
Status may_make_sender(const Call& call, const std::string& code) {
  const identity::Scope& scope = call.caller.scope;
  const auto kind = intake::parse_sender_kind(text_of(call.body, "sender_kind"));
  if (!kind) return Error{Errc::bad_option, "sender_kind", "a new sender needs its kind"};
  const auto area = RegionCode::parse(text_of(call.body, "area"));
  if (!area) return area.error();
  const bool in_reach =
      scope.sender ? *scope.sender == code && scope.reaches(*area) : commands(scope, *area);
  if (!in_reach) return Error{Errc::not_found, "sender"};
  const bool registers = *kind == intake::SenderKind::registry ||
                         *kind == intake::SenderKind::welfare_register ||
                         *kind == intake::SenderKind::hospital;
  if (registers && !call.caller.may(Permission::programme_write)) {
    return Error{Errc::conflict, "sender_kind", "registers are brought in by the branch"};
  }
  return {};
}

Result<Reply> import(Call& call) {
  const auto upload_number = number_in_body(call, "upload", "upload");
  if (!upload_number) return upload_number.error();
  const auto upload = store::upload(call.environment.database, *upload_number);
  if (!upload) return upload.error();
  if (upload->account != call.caller.account) return Error{Errc::not_found, "upload"};
  const std::string code = text_of(call.body, "sender");
  const auto sender = store::find_sender(call.environment.database, code);
  if (!sender) return sender.error();
  const auto company = company_to_begin(call);
  if (!company) return company.error();
  RegionCode area;
  Json arguments = call.body;
  if (*sender) {
    if (!reaches_sender(call.caller.scope, **sender)) return Error{Errc::not_found, "sender"};
    area = (*sender)->area;
  } else if (*company && (*company)->code == code) {
    area = (*company)->area;
    arguments["sender_name"] = (*company)->name;
    arguments["sender_kind"] = intake::to_text((*company)->kind);
    arguments["area"] = area.text();
  } else if (const auto status = may_make_sender(call, code); !status) {
    return status.error();
  } else {
    area = *RegionCode::parse(text_of(call.body, "area"));
  }
  if (call.body.contains("revision")) {
    const auto draft = store::draft(call.environment.database, *upload_number);
    if (!draft) return draft.error();
    const auto wanted = call.body.at("revision").get<std::int64_t>();
    if (wanted != (*draft ? (*draft)->revision : 0)) {
      return Error{Errc::conflict, "revision", "the draft was changed in another window"};
    }
  }
  arguments["upload"] = *upload_number;
  return put_up(call, "import_list", arguments, area);
}

Result<Reply> link(Call& call) {
  const auto& regions = call.caller.scope.regions;
  if (regions.empty() || !commands(call.caller.scope, regions.front())) {
    return Error{Errc::not_found, "link run"};
  }
  return put_up(call, "link_people", Json::object(), regions.front());
}

// ---- the file itself -------------------------------------------------------------------------

Reply file_reply(const FileRoom::Copy& copy, const std::string& name, const char* media_type) {
  http::Response file;
  file.headers.set("Content-Type", media_type);
  file.headers.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  file.body = http::FileBody{copy->path(), copy};
  Reply answer;
  answer.media_type = media_type;
  answer.stream = std::move(file);
  return answer;
}

/// A name that every system takes, whatever the sender called the file.
std::string plain_name(const store::ListVersion& version, const char* ending) {
  std::string name = "payung-" + version.sender_code + "-" + version.as_of + ending;
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_';
    if (!plain) c = '-';
  }
  return name;
}

Result<FileRoom::Copy> original_of(Call& call, const store::ListVersion& version) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "lists", "not served here"};
  auto copy = parts->files.take_out(version.original);
  if (!copy && copy.error().code == Errc::not_found) {
    return Error{Errc::not_found, "file", "the list was imported on the command line"};
  }
  return copy;
}

Status record_file(Call& call, const store::ListVersion& version) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return tell(call, **parts,
              look(call, std::nullopt, store::Seen::exported, "lists_read",
                   "list_version " + std::to_string(version.id)));
}

Result<Reply> original(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto copy = original_of(call, found->version);
  if (!copy) return copy.error();
  if (const auto told = record_file(call, found->version); !told) return told.error();
  return file_reply(*copy, plain_name(found->version, ".list"), "application/octet-stream");
}

/// The sender's own file back, each row with its status and reason.
Result<Reply> marked(Call& call) {
  const auto found = list_in_scope(call);
  if (!found) return found.error();
  const auto copy = original_of(call, found->version);
  if (!copy) return copy.error();
  const auto words = views::load_words();
  if (!words) return words.error();
  const auto as_of = Date::parse(found->version.as_of);
  if (!as_of) return Error{Errc::integrity, "list_version", "as_of"};
  const auto mapping = store::remembered_mapping(call.environment.database, found->sender.id);
  if (!mapping) return mapping.error();
  const auto corrected =
      store::list_edits(call.environment.database, found->version.id, 0, app::kDraftCellsMax);
  if (!corrected) return corrected.error();
  const auto made = call.service.parts().work->files.blank("xlsx");
  const auto written = views::write_marked_list(
      call.language, (*copy)->path(), made->path(),
      {*as_of, call.environment.regions, *words, found->sender.kind, found->sender.area, *mapping},
      *corrected);
  if (!written) return written.error();
  if (const auto told = record_file(call, found->version); !told) return told.error();
  return file_reply(made, plain_name(found->version, ".xlsx"),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/senders", Permission::lists_read, Effect::read, senders}),
    kept({Method::get, "/v1/lists", Permission::lists_read, Effect::read, list}),
    {Method::post, "/v1/lists", Permission::lists_write, Effect::job, import},
    {Method::get, "/v1/lists/{list}", Permission::lists_read, Effect::read, show},
    kept({Method::get, "/v1/lists/{list}/rows", Permission::lists_read, Effect::read, rows}),
    kept(
        {Method::get, "/v1/lists/{list}/findings", Permission::lists_read, Effect::read, findings}),
    kept({Method::get, "/v1/lists/{list}/differences", Permission::lists_read, Effect::read,
          differences}),
    {Method::get, "/v1/lists/{list}/edits", Permission::lists_read, Effect::read, edits},
    {Method::get, "/v1/lists/{list}/original", Permission::lists_read, Effect::read, original},
    {Method::get, "/v1/lists/{list}/marked", Permission::lists_read, Effect::read, marked},
    {Method::post, "/v1/link-runs", Permission::programme_write, Effect::job, link},
};

}  // namespace

Json finding_json(const text::Catalogue& words, const intake::Finding& told) {
  intake::Finding finding = told;
  finding.value = without_numbers(finding.value);
  for (auto& arg : finding.args) arg.second = without_numbers(arg.second);
  return {{"sheet", finding.sheet},
          {"row", finding.row},
          {"column", finding.column ? intake::column_letters(*finding.column) : std::string()},
          {"header", finding.header},
          {"code", intake::to_text(finding.code)},
          {"severity", intake::to_text(finding.severity)},
          {"what", text::what_is_wrong(words, finding)},
          {"remedy", text::what_to_do(words, finding)}};
}

bool reaches_sender(const identity::Scope& scope, const store::Sender& sender) {
  if (!scope.reaches_sender(sender.code) || !scope.reaches(sender.area)) return false;
  if (scope.sender) return true;
  // A company's own list; what others sent is not its business, even of its own district.
  if (scope.payer) {
    return *scope.payer == sender.code && sender.kind == intake::SenderKind::company;
  }
  return commands(scope, sender.area);
}

Result<std::optional<store::Sender>> company_to_begin(Call& call) {
  const identity::Scope& scope = call.caller.scope;
  std::optional<store::Sender> none;
  if (!scope.payer || scope.sender) return none;
  const auto known = store::find_sender(call.environment.database, *scope.payer);
  if (!known) return known.error();
  if (*known) return none;
  const auto payer = store::payer_by_code(call.environment.database, *scope.payer);
  if (!payer) return payer.error();
  if (!*payer || (*payer)->kind != PayerKind::company || !scope.reaches((*payer)->area)) {
    return none;
  }
  return std::optional(store::Sender{0, (*payer)->code, (*payer)->name, intake::SenderKind::company,
                                     (*payer)->area});
}

std::span<const Route> list_routes() { return kRoutes; }

}  // namespace payung::api
