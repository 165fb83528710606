// Corrections to a file before it is sent in: windows of its rows with what is wrong in them, cells
// typed or pasted, undo and redo.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/text/finding_text.hpp"
#include "api/ids.hpp"
#include "api/upload_common.hpp"
#include "intake/bulk_fix.hpp"
#include "intake/date_cell.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;
using intake::CheckedList;
using intake::CheckedRow;

constexpr std::int64_t kBodyMax = std::int64_t{4} << 20;
/// Rows with findings that are looked through at once.
constexpr std::size_t kNumbersMax = 50'000;

// ---- windows of rows -------------------------------------------------------------------------

Result<intake::RowFilter> filter_of(const Json& told) {
  intake::RowFilter filter;
  const std::string which = text_of(told, "which");
  if (which == "with_findings") filter.which = intake::RowFilter::Which::with_findings;
  if (which == "waiting") filter.which = intake::RowFilter::Which::waiting;
  if (const auto text = text_of(told, "code"); !text.empty()) {
    filter.code = finding_code(text);
    if (!filter.code) return Error{Errc::bad_value, "code", "a kind of finding"};
  }
  return filter;
}

/// A day of the spreadsheet as a day; everything else as the cell has it.
std::string shown(const intake::RawCell& cell, const intake::SheetInfo& info, Date today) {
  if (cell.kind != intake::CellKind::date) return cell.text;
  const auto epoch = info.epoch_1904 ? intake::Epoch::from_1904 : intake::Epoch::from_1900;
  const auto read = intake::read_date(intake::date_shape(cell), {today, {}, epoch}, std::nullopt);
  return read.date ? read.date->text() : cell.text;
}

Json finding_in_cell(const text::Catalogue& words, const intake::Finding& finding) {
  const auto suggestion = intake::suggestion_of(finding);
  return {{"column", finding.column ? Json(intake::column_letters(*finding.column)) : Json()},
          {"code", intake::to_text(finding.code)},
          {"severity", intake::to_text(finding.severity)},
          {"what", text::what_is_wrong(words, finding)},
          {"remedy", text::what_to_do(words, finding)},
          {"suggestion", suggestion ? Json(*suggestion) : Json()}};
}

Json row_json(const Call& call, const CheckedList& list, std::size_t sheet, const CheckedRow& row) {
  const intake::RawRow raw = list.cells(sheet, row);
  const intake::SheetInfo& info = list.table().info(sheet);
  const text::Catalogue& words = call.service.words(call.request);
  Json json{{"row", row.number},
            {"status", intake::to_text(row.status)},
            {"cells", Json::array()},
            {"corrected", Json::array()},
            {"findings", Json::array()}};
  for (const auto& column : list.summary().sheets[sheet].columns) {
    const bool there = column.column < raw.cells.size();
    json["cells"].push_back(there ? shown(raw.cells[column.column], info, call.environment.today)
                                  : std::string());
    if (list.edits().find(info.name, row.number, column.column) != nullptr) {
      json["corrected"].push_back(intake::column_letters(column.column));
    }
  }
  for (const auto& finding : list.findings(sheet, row)) {
    json["findings"].push_back(finding_in_cell(words, finding));
  }
  return json;
}

Json columns_json(const intake::SheetProposal& sheet) {
  Json columns = Json::array();
  for (const auto& column : sheet.columns) {
    columns.push_back({{"column", intake::column_letters(column.column)},
                       {"header", column.header},
                       {"field", column.field ? Json(to_text(*column.field)) : Json()}});
  }
  return columns;
}

Json sheets_json(const CheckedList& list) {
  Json sheets = Json::array();
  const auto& all = list.summary().sheets;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].used) sheets.push_back({{"sheet", all[i].sheet}, {"rows", list.rows(i).size()}});
  }
  return sheets;
}

/// The places of the rows that are asked for by number, in the order of the list.
std::vector<std::uint32_t> places_of(const CheckedList& list, std::size_t sheet,
                                     const Json& numbers) {
  std::set<std::uint32_t> wanted;
  for (const auto& number : numbers) wanted.insert(number.get<std::uint32_t>());
  std::vector<std::uint32_t> places;
  const auto& rows = list.rows(sheet);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (wanted.contains(rows[i].number)) places.push_back(static_cast<std::uint32_t>(i));
  }
  return places;
}

/// Which rows pass, by number: so that a row that is mended does not slip away under the hands of
/// who mends it.
Json numbers_json(const CheckedList& list, std::size_t sheet,
                  const std::vector<std::uint32_t>& found) {
  Json numbers = Json::array();
  for (std::size_t i = 0; i < std::min(found.size(), kNumbersMax); ++i) {
    numbers.push_back(list.rows(sheet)[found[i]].number);
  }
  return numbers;
}

Result<Reply> rows(Call& call) {
  const auto looked = looked_into(call, call.arguments);
  if (!looked) return looked.error();
  const CheckedList& list = looked->list();
  const auto sheet = draft_sheet(list, call.arguments);
  if (!sheet) return sheet.error();
  const auto filter = filter_of(call.arguments);
  if (!filter) return filter.error();
  const auto found = list.find(*sheet, *filter);
  const bool by_number = call.arguments.contains("row");
  const auto shown = by_number ? places_of(list, *sheet, call.arguments.at("row")) : found;
  const auto from = static_cast<std::size_t>(call.arguments.at("from").get<std::int64_t>());
  const auto limit = static_cast<std::size_t>(call.arguments.at("limit").get<std::int64_t>());
  Json items = Json::array();
  for (std::size_t i = from; i < shown.size() && i < from + limit; ++i) {
    items.push_back(row_json(call, list, *sheet, list.rows(*sheet)[shown[i]]));
  }
  const bool tell_numbers = text_of(call.arguments, "numbers") == "yes";
  return reply({{"draft", draft_json(call, looked->opened.draft)},
                {"sheet", list.table().info(*sheet).name},
                {"sheets", sheets_json(list)},
                {"columns", columns_json(list.summary().sheets[*sheet])},
                {"rows", list.summary().rows},
                {"accepted", list.summary().accepted},
                {"waiting", list.summary().waiting},
                {"total", found.size()},
                {"from", from},
                {"numbers", tell_numbers ? numbers_json(list, *sheet, found) : Json::array()},
                {"items", std::move(items)}});
}

// ---- single cells ----------------------------------------------------------------------------

Result<Reply> show(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  const auto draft = store::draft(call.environment.database, upload->id);
  if (!draft) return draft.error();
  store::Draft none;
  none.upload = upload->id;
  return reply(draft_json(call, draft->value_or(none)));
}

Result<Reply> open(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  const auto draft = app::open_draft(call.environment, upload->id, text_of(call.body, "settings"));
  if (!draft) return draft.error();
  return reply(draft_json(call, *draft));
}

Result<Reply> edit(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  app::DraftChange change{upload->id, revision_of(call), call.caller.account};
  if (text_of(call.body, "kind") == "pasted") change.kind = store::StepKind::pasted;
  const std::string sheet = text_of(call.body, "sheet");
  for (const auto& cell : call.body.at("cells")) {
    const auto column = intake::column_of_letters(cell.at("column").get<std::string>());
    if (!column) return Error{Errc::bad_value, "column", "letters of a column, such as C"};
    change.cells.push_back({{sheet, cell.at("row").get<std::uint32_t>(), *column},
                            cell.at("text").get<std::string>()});
  }
  const auto draft = app::change_draft(call.environment, change);
  if (!draft) return draft.error();
  return reply(draft_json(call, *draft));
}

Result<Reply> undo(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  const auto draft = app::undo_draft(call.environment, upload->id, revision_of(call));
  if (!draft) return draft.error();
  return reply(draft_json(call, *draft));
}

Result<Reply> redo(Call& call) {
  const auto upload = own_upload(call, call.environment.database);
  if (!upload) return upload.error();
  const auto draft = app::redo_draft(call.environment, upload->id, revision_of(call));
  if (!draft) return draft.error();
  return reply(draft_json(call, *draft));
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/uploads/{upload}/draft", Permission::lists_write, Effect::read, show},
    {Method::post, "/v1/uploads/{upload}/draft", Permission::lists_write, Effect::write, open},
    {Method::get, "/v1/uploads/{upload}/rows", Permission::lists_write, Effect::own, rows},
    {Method::post, "/v1/uploads/{upload}/edits", Permission::lists_write, Effect::write, edit,
     Pace::slow, kBodyMax},
    {Method::post, "/v1/uploads/{upload}/undo", Permission::lists_write, Effect::write, undo},
    {Method::post, "/v1/uploads/{upload}/redo", Permission::lists_write, Effect::write, redo},
};

}  // namespace

std::span<const Route> draft_routes() { return kRoutes; }

}  // namespace payung::api
