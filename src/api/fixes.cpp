// One correction for many cells of a file that is not sent in yet: looked at first, then done as
// one step of its draft; and those that a sender's next list gets again.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/lists.hpp"
#include "api/upload_common.hpp"
#include "intake/bulk_fix.hpp"
#include "intake/lost_nik.hpp"
#include "store/audit.hpp"
#include "store/list_edits.hpp"
#include "store/own_niks.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;
using intake::CheckedList;

constexpr std::size_t kSamplesShown = 50;
constexpr std::size_t kValuesShown = 50;

// ---- one correction for many cells -----------------------------------------------------------

Result<intake::Fix> fix_of(const CheckedList& list, const Json& told) {
  intake::Fix fix;
  const auto rule = intake::parse_fix_rule(text_of(told, "rule"));
  if (!rule) return rule.error();
  fix.rule = *rule;
  const auto sheet = draft_sheet(list, told);
  if (!sheet) return sheet.error();
  fix.sheet = *sheet;
  const auto column = intake::column_of_letters(text_of(told, "column_letter"));
  if (!column) return Error{Errc::bad_value, "column_letter", "letters of a column, such as C"};
  fix.column = *column;
  if (told.contains("code")) {
    fix.code = finding_code(text_of(told, "code"));
    if (!fix.code) return Error{Errc::bad_value, "code", "a kind of finding"};
  }
  if (told.contains("from_text")) fix.from = text_of(told, "from_text");
  fix.value = text_of(told, "value");
  return fix;
}

struct WorkedOut {
  OpenedDraft opened;
  intake::FixResult result;
};
Result<WorkedOut> worked_out(Call& call) {
  auto looked = looked_into(call, call.body);
  if (!looked) return looked.error();
  const CheckedList& list = looked->list();
  const auto fix = fix_of(list, call.body);
  if (!fix) return fix.error();
  auto result = intake::apply_fix(list, *fix, looked->opened.reading.as_of);
  if (!result) return result.error();
  return WorkedOut{std::move(looked->opened), *std::move(result)};
}

Result<Reply> preview_fix(Call& call) {
  const auto worked = worked_out(call);
  if (!worked) return worked.error();
  const auto& changes = worked->result.changes;
  Json samples = Json::array();
  for (std::size_t i = 0; i < std::min(kSamplesShown, changes.size()); ++i) {
    samples.push_back({{"row", changes[i].place.row},
                       {"before", changes[i].before},
                       {"after", changes[i].after}});
  }
  return reply({{"cells", changes.size()},
                {"left_alone", worked->result.left_alone},
                {"revision", worked->opened.draft.revision},
                {"samples", std::move(samples)}});
}

std::vector<intake::CellEdit> edits_of(std::vector<intake::CellChange> changes) {
  std::vector<intake::CellEdit> edits;
  edits.reserve(changes.size());
  for (auto& change : changes) {
    edits.push_back({std::move(change.place), std::move(change.after)});
  }
  return edits;
}

/// The draft after a change that was worked out on its `revision`.
Result<Reply> stored(Call& call, app::DraftChange change) {
  const auto desk = writing_desk(call);
  if (!desk) return desk.error();
  change.account = call.caller.account;
  const auto cells = change.cells.size();
  const auto draft = app::change_draft((*desk)->environment, change);
  if (!draft) return draft.error();
  Json json = draft_json(call, *draft);
  json["cells"] = cells;
  return reply(json);
}

/// Asked twice, the draft already stands one further and nothing would change any more; so the
/// revision that is asked for is looked at first.
Result<Reply> fix(Call& call) {
  auto worked = worked_out(call);
  if (!worked) return worked.error();
  const std::string request = call.body.dump();
  app::DraftChange change{worked->opened.upload.id, revision_of(call)};
  change.kind = store::StepKind::fixed;
  change.rule = text_of(call.body, "rule");
  change.request = request;
  change.cells = edits_of(std::move(worked->result.changes));
  return stored(call, std::move(change));
}

Result<Reply> values(Call& call) {
  const auto looked = looked_into(call, call.arguments);
  if (!looked) return looked.error();
  const CheckedList& list = looked->list();
  const auto sheet = draft_sheet(list, call.arguments);
  if (!sheet) return sheet.error();
  const auto column = intake::column_of_letters(text_of(call.arguments, "column_letter"));
  const auto code = finding_code(text_of(call.arguments, "code"));
  if (!column || !code) return Error{Errc::bad_value, column ? "code" : "column_letter"};
  Json items = Json::array();
  for (const auto& one : intake::values_with(list, *sheet, *column, *code, kValuesShown)) {
    items.push_back({{"text", one.value}, {"rows", one.rows}});
  }
  return reply({{"items", std::move(items)}});
}

// ---- a NIK that was lost ----------------------------------------------------------------------

std::string text_in(const CheckedList& list, std::size_t sheet, const intake::RawRow& raw,
                    intake::Field field) {
  const auto column = list.summary().sheets[sheet].column_of(field);
  return column && *column < raw.cells.size() ? raw.cells[*column].text : std::string();
}

/// NIKs that the sender's own earlier lists gave for the name of a row and that agree with the
/// digits which are left. Somebody compares them with the card; none is filled in by itself.
Result<Reply> nik_candidates(Call& call) {
  constexpr std::size_t kMost = 10;
  const auto looked = looked_into(call, call.arguments);
  if (!looked) return looked.error();
  const auto& sender = looked->opened.reading.sender;
  if (!sender) return reply({{"items", Json::array()}});
  const CheckedList& list = looked->list();
  const auto sheet = draft_sheet(list, call.arguments);
  if (!sheet) return sheet.error();
  const auto number = call.arguments.at("row_number").get<std::uint32_t>();
  const auto& rows = list.rows(*sheet);
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.number == number; });
  if (row == rows.end()) return Error{Errc::not_found, "row"};
  const intake::RawRow raw = list.cells(*sheet, *row);
  const auto column = list.summary().sheets[*sheet].column_of(intake::Field::nik);
  const intake::RawCell lost =
      column && *column < raw.cells.size() ? raw.cells[*column] : intake::RawCell{};
  auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
  if (!lease) return lease.error();
  const auto known =
      store::own_niks(**lease, sender->id, text_in(list, *sheet, raw, intake::Field::name), kMost);
  if (!known) return known.error();
  Json items = Json::array();
  for (const auto& one : *known) {
    if (!intake::may_have_been(lost, one.nik)) continue;
    items.push_back({{"nik", one.nik},
                     {"name", one.name},
                     {"birth_date", one.birth_date},
                     {"village", one.village},
                     {"as_of", one.as_of}});
  }
  return reply({{"items", std::move(items)}});
}

// ---- what is corrected in every list of a sender ---------------------------------------------

/// What each remembered correction makes of the list, the later ones over the earlier.
Result<std::vector<intake::CellEdit>> remembered_edits(const CheckedList& list,
                                                       const std::vector<store::SenderFix>& fixes,
                                                       Date today) {
  std::vector<intake::CellEdit> edits;
  for (const auto& known : fixes) {
    const auto field = intake::parse_field(known.field);
    const auto rule = intake::parse_fix_rule(known.rule);
    if (!field || !rule) return Error{Errc::integrity, "sender_fix"};
    const auto& sheets = list.summary().sheets;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
      const auto column = sheets[sheet].column_of(*field);
      if (!sheets[sheet].used || !column) continue;
      intake::Fix fix{*rule, sheet, *column, {}, {}, known.to};
      if (!known.from.empty()) fix.from = known.from;
      auto result = intake::apply_fix(list, fix, today);
      if (!result) return result.error();
      for (auto& one : edits_of(std::move(result->changes))) edits.push_back(std::move(one));
    }
  }
  return edits;
}

Result<Reply> apply_remembered(Call& call) {
  const auto opened = opened_draft(call, call.body);
  if (!opened) return opened.error();
  std::vector<store::SenderFix> fixes;
  if (opened->reading.sender) {
    auto lease = call.service.parts().readers.borrow_within(kUploadPatience);
    if (!lease) return lease.error();
    auto known = store::sender_fixes(**lease, opened->reading.sender->id);
    if (!known) return known.error();
    fixes = *std::move(known);
  }
  const auto unchanged = [&] {
    Json json = draft_json(call, opened->draft);
    json["cells"] = 0;
    return reply(json);
  };
  if (fixes.empty()) return unchanged();
  const auto looked = looked_into(call, call.body);
  if (!looked) return looked.error();
  auto edits = remembered_edits(looked->list(), fixes, opened->reading.as_of);
  if (!edits) return edits.error();
  if (edits->empty()) return unchanged();
  app::DraftChange change{opened->upload.id, revision_of(call)};
  change.kind = store::StepKind::remembered;
  change.rule = "remembered";
  change.request = call.body.dump();
  change.cells = *std::move(edits);
  return stored(call, std::move(change));
}

/// Only what names nobody may be remembered word by word, and only for a spelling; how a column is
/// written, of any column.
bool may_remember(intake::Field field, intake::FixRule rule, const std::string& from) {
  using intake::Field;
  using intake::FixRule;
  if (field == Field::nik || field == Field::head_nik || field == Field::name_and_nik) return false;
  if (rule != FixRule::use_value && rule != FixRule::clear) return true;
  if (from.empty()) return false;
  static constexpr std::array kWords = {Field::sex,        Field::village,    Field::district,
                                        Field::regency,    Field::occupation, Field::sector,
                                        Field::marital,    Field::condition,  Field::segment,
                                        Field::programmes, Field::payer};
  return std::find(kWords.begin(), kWords.end(), field) != kWords.end();
}

Result<store::Sender> sender_in_scope(Call& call) {
  auto sender = store::find_sender(call.environment.database, text_of(call.arguments, "sender"));
  if (!sender) return sender.error();
  if (!*sender || !reaches_sender(call.caller.scope, **sender)) {
    return Error{Errc::not_found, "sender"};
  }
  return **std::move(sender);
}

Json sender_fix_json(const Call& call, const store::SenderFix& fix) {
  return {{"id", id_of(call, "sender_fix", fix.id)},
          {"field", fix.field},
          {"rule", fix.rule},
          {"from_text", fix.from},
          {"value", fix.to},
          {"recorded_at", fix.recorded_at},
          {"recorded_by", fix.recorded_by}};
}

Result<Reply> remembered(Call& call) {
  const auto sender = sender_in_scope(call);
  if (!sender) return sender.error();
  const auto fixes = store::sender_fixes(call.environment.database, sender->id);
  if (!fixes) return fixes.error();
  Json items = Json::array();
  for (const auto& one : *fixes) items.push_back(sender_fix_json(call, one));
  return reply({{"items", std::move(items)}});
}

Status tell(Call& call, const store::Sender& sender, const char* action, std::string detail) {
  return store::audit(call.environment.database,
                      {call.environment.now, call.environment.actor, action,
                       "sender " + sender.code, std::move(detail)});
}

Result<Reply> remember(Call& call) {
  const auto sender = sender_in_scope(call);
  if (!sender) return sender.error();
  const auto field = intake::parse_field(text_of(call.body, "field"));
  if (!field) return field.error();
  const auto rule = intake::parse_fix_rule(text_of(call.body, "rule"));
  if (!rule) return rule.error();
  if (!may_remember(*field, *rule, text_of(call.body, "from_text"))) {
    return Error{Errc::conflict, "field", "what tells of one person is not remembered"};
  }
  store::SenderFix fix{0,
                       std::string(intake::to_text(*field)),
                       std::string(intake::to_text(*rule)),
                       text_of(call.body, "from_text"),
                       text_of(call.body, "value"),
                       call.environment.now,
                       call.environment.actor};
  const auto added = store::add_sender_fix(call.environment.database, sender->id, fix);
  if (!added) return added.error();
  if (auto told = tell(call, *sender, "remember_fix", fix.field + " " + fix.rule); !told) {
    return told.error();
  }
  return reply(sender_fix_json(call, *added), 201);
}

Result<Reply> forget(Call& call) {
  const auto sender = sender_in_scope(call);
  if (!sender) return sender.error();
  const auto id = number_of(call, "sender_fix", "fix");
  if (!id) return id.error();
  const auto ended = store::end_sender_fix(call.environment.database, sender->id, *id,
                                           call.environment.now, call.environment.actor);
  if (!ended) return ended.error();
  if (auto told = tell(call, *sender, "forget_fix", std::to_string(*id)); !told) {
    return told.error();
  }
  return reply({{"id", id_of(call, "sender_fix", *id)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/uploads/{upload}/values", Permission::lists_write, Effect::own, values},
    {Method::get, "/v1/uploads/{upload}/nik-candidates", Permission::lists_write, Effect::own,
     nik_candidates},
    {Method::post, "/v1/uploads/{upload}/fix-previews", Permission::lists_write, Effect::own,
     preview_fix},
    {Method::post, "/v1/uploads/{upload}/fixes", Permission::lists_write, Effect::own, fix},
    {Method::post, "/v1/uploads/{upload}/remembered", Permission::lists_write, Effect::own,
     apply_remembered},
    {Method::get, "/v1/senders/{sender}/fixes", Permission::lists_write, Effect::read, remembered},
    {Method::post, "/v1/senders/{sender}/fixes", Permission::lists_write, Effect::write, remember},
    {Method::del, "/v1/senders/{sender}/fixes/{fix}", Permission::lists_write, Effect::write,
     forget},
};

}  // namespace

std::span<const Route> fix_routes() { return kRoutes; }

}  // namespace payung::api
