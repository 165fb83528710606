#include "api/upload_common.hpp"

#include "adapters/sheets/open.hpp"
#include "api/ids.hpp"
#include "api/lists.hpp"
#include "views/words.hpp"

namespace payung::api {
namespace {

Status read_sender(Call& call, db::Connection& database, const Json& told, Reading& reading) {
  const std::string code = text_of(told, "sender");
  if (code.empty()) return {};
  auto sender = store::find_sender(database, code);
  if (!sender) return sender.error();
  if (!*sender) return {};  // one that this list would add
  if (!reaches_sender(call.caller.scope, **sender)) return Error{Errc::not_found, "sender"};
  auto remembered = store::remembered_mapping(database, (*sender)->id);
  if (!remembered) return remembered.error();
  reading.remembered = *std::move(remembered);
  reading.kind = (*sender)->kind;
  reading.area = (*sender)->area;
  reading.sender = **std::move(sender);
  return {};
}

Status read_columns(const Json& told, Reading& reading) {
  const auto columns = told.find("column");
  if (columns == told.end()) return {};
  for (const auto& wish : *columns) {
    const auto text = wish.get<std::string>();
    const auto parsed = intake::MappingOverride::parse(text);
    if (!parsed) return parsed.error();
    reading.overrides.push_back(*parsed);
    reading.key += "|" + text;
  }
  return {};
}

Result<intake::Edits> edits_at(Call& call, const store::Draft& wanted) {
  auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  auto reading = db::Transaction::begin(**lease, db::Access::read);
  if (!reading) return reading.error();
  const auto now = store::draft(**lease, wanted.upload);
  if (!now) return now.error();
  intake::Edits edits;
  if (!*now) return edits;
  if ((*now)->revision != wanted.revision) {
    return Error{Errc::conflict, "revision", "the draft was changed meanwhile; ask again"};
  }
  auto cells = store::draft_cells(**lease, wanted.upload, (*now)->applied);
  if (!cells) return cells.error();
  for (auto& cell : *cells) edits.set(cell.edit.place, std::move(cell.edit.text));
  return edits;
}

}  // namespace

Result<WorkParts*> work_parts(Call& call) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "lists", "not served here"};
  return parts;
}

Result<store::Upload> own_upload(Call& call, db::Connection& database) {
  const auto number = number_of(call, "upload", "upload");
  if (!number) return number.error();
  auto upload = store::upload(database, *number);
  if (!upload) return upload;
  if (upload->account != call.caller.account) return Error{Errc::not_found, "upload"};
  return upload;
}

intake::ReadOptions Reading::options(const Call& call) const {
  return {as_of, call.environment.regions, words, kind, area, remembered, overrides, nullptr};
}

Result<Reading> reading_of(Call& call, db::Connection& database, const Json& told) {
  auto words = views::load_words();
  if (!words) return words.error();
  Reading reading{*std::move(words), {}, {}, {}, call.environment.today, {}, {}, {}};
  if (auto status = read_sender(call, database, told, reading); !status) return status.error();
  if (const auto text = text_of(told, "sender_kind"); !text.empty() && !reading.sender) {
    const auto kind = intake::parse_sender_kind(text);
    if (!kind) return kind.error();
    reading.kind = *kind;
  }
  if (const auto text = text_of(told, "area"); !text.empty()) {
    const auto area = RegionCode::parse(text);
    if (!area) return area.error();
    if (call.environment.regions.find(*area) == nullptr) {
      return Error{Errc::bad_region, "area", "a code of today's regions, such as 33.19"};
    }
    reading.area = *area;
  }
  if (const auto text = text_of(told, "as_of"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    reading.as_of = *day;
  }
  reading.key = text_of(told, "sender") + "|" + std::string(intake::to_text(reading.kind)) + "|" +
                reading.area.text() + "|" + reading.as_of.text() + "|" + reading.remembered.text();
  if (auto status = read_columns(told, reading); !status) return status.error();
  return reading;
}

Result<OpenedDraft> opened_draft(Call& call, const Json& told) {
  auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  auto transaction = db::Transaction::begin(**lease, db::Access::read);
  if (!transaction) return transaction.error();
  auto upload = own_upload(call, **lease);
  if (!upload) return upload.error();
  auto draft = store::draft(**lease, upload->id);
  if (!draft) return draft.error();
  auto reading = reading_of(call, **lease, told);
  if (!reading) return reading.error();
  OpenedDraft opened{*std::move(upload), {}, *std::move(reading)};
  if (*draft) opened.draft = **std::move(draft);
  opened.draft.upload = opened.upload.id;
  return opened;
}

Result<FileRoom::Copy> file_of(Call& call, const store::Upload& upload) {
  const auto parts = work_parts(call);
  if (!parts) return parts.error();
  return (*parts)->files.take_out(upload.sha256);
}

namespace {

Result<DraftRoom::Shared> judged(Call& call, const OpenedDraft& opened) {
  const auto parts = work_parts(call);
  if (!parts) return parts.error();
  return (*parts)->drafts.look(
      {opened.upload.id, opened.draft.revision, opened.reading.key},
      [&]() -> Result<intake::PackedTable> {
        const auto copy = file_of(call, opened.upload);
        if (!copy) return copy.error();
        auto table = sheets::open_table((*copy)->path());
        if (!table) return table.error();
        return intake::PackedTable::read(**table, DraftRoom::kTableBytesMax);
      },
      [&] { return edits_at(call, opened.draft); }, opened.reading.options(call));
}

}  // namespace

Result<LookedInto> looked_into(Call& call, const Json& told) {
  constexpr int kTimes = 8;  // somebody types while windows of rows are asked for
  for (int time = 1;; ++time) {
    auto opened = opened_draft(call, told);
    if (!opened) return opened.error();
    auto draft = judged(call, *opened);
    if (draft) return LookedInto{*std::move(opened), *std::move(draft)};
    if (draft.error().code != Errc::conflict || time == kTimes) return draft.error();
  }
}

Result<std::unique_ptr<WritingDesk>> writing_desk(Call& call) {
  auto lease = call.service.parts().writers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  const app::Environment& old = call.environment;
  db::Connection& database = **lease;
  return std::make_unique<WritingDesk>(
      *std::move(lease), app::Environment{database, old.rules, old.regions, old.progress, old.today,
                                          old.now, old.actor});
}

std::int64_t revision_of(const Call& call) { return call.body.at("revision").get<std::int64_t>(); }

Json draft_json(const Call& call, const store::Draft& draft) {
  return {{"upload", id_of(call, "upload", draft.upload)},
          {"revision", draft.revision},
          {"undoable", draft.applied},
          {"redoable", draft.steps - draft.applied},
          {"settings", draft.settings},
          {"list", draft.version ? Json(id_of(call, "list", *draft.version)) : Json()},
          {"changed_at", draft.changed_at.empty() ? Json() : Json(draft.changed_at)}};
}

std::optional<intake::FindingCode> finding_code(std::string_view text) {
  for (const auto code : intake::all_finding_codes()) {
    if (intake::to_text(code) == text) return code;
  }
  return std::nullopt;
}

Result<std::size_t> draft_sheet(const intake::CheckedList& list, const Json& told) {
  if (told.contains("sheet")) return list.sheet(text_of(told, "sheet"));
  const auto& sheets = list.summary().sheets;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (sheets[i].used) return i;
  }
  return Error{Errc::not_found, "sheet"};
}

}  // namespace payung::api
