#include "views/review_effect.hpp"

#include <algorithm>

#include "views/lists.hpp"

namespace payung::views {
namespace {

constexpr std::array kSides{"a", "b"};

Json months_json(const std::vector<Month>& months) {
  Json json = Json::array();
  for (const Month month : months) json.push_back(month.text());
  return json;
}

/// Until when the programme that decides covers him, and who pays.
void add_status(Json& json, const app::PersonStatus& status) {
  json["covered"] = coverage::to_text(status.covered);
  for (const auto& programme : status.programmes) {
    if (programme.programme != Programme::jkm || !programme.answer.covered_until) continue;
    json["covered_until"] = programme.answer.covered_until->text();
  }
  if (status.payer) {
    json["payer"] = {{"code", status.payer->code}, {"name", status.payer->name}};
  }
}

Json side_json(const app::ReviewSide& side, const Ids& ids) {
  Json standings = Json::array();
  for (const auto& one : side.standings) {
    standings.push_back({{"scheme", one.scheme},
                         {"answer", one.answer},
                         {"standing", one.standing},
                         {"budget", one.budget}});
  }
  Json json{{"person", side.person == 0 ? Json(nullptr) : ids("person", side.person)},
            {"member", side.member()},
            {"covered", coverage::to_text(coverage::Covered::no)},
            {"covered_until", nullptr},
            {"payer", nullptr},
            {"bills", side.bills},
            {"billed", side.billed.amount()},
            {"paid", side.paid.amount()},
            {"months_billed", months_json(side.months_billed)},
            {"months_paid", months_json(side.months_paid)},
            {"covered_days", side.covered_days},
            {"standings", std::move(standings)}};
  if (side.status) add_status(json, *side.status);
  return json;
}

Json rows_json(const app::ReviewEffect& effect, std::span<const store::RowCard> cards,
               const Ids& ids, Shown shown) {
  Json rows = Json::array();
  for (const auto& card : cards) {
    const auto& first = effect.sides[0].rows;
    const bool of_a = std::find(first.begin(), first.end(), card.row) != first.end();
    const Json all = card_json(card, shown);
    Json row{{"row", ids("list_row", card.row)}, {"side", kSides[of_a ? 0 : 1]}};
    for (const char* field :
         {"sender", "sheet", "number", "nik", "name", "birth_date", "village", "occupation"}) {
      row[field] = all[field];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json pairs_json(const app::ReviewEffect& effect, const Ids& ids) {
  Json pairs = Json::array();
  for (const auto& pair : effect.pairs) {
    pairs.push_back({{"id", ids("review", pair.id)},
                     {"a", ids("list_row", pair.row_a)},
                     {"b", ids("list_row", pair.row_b)},
                     {"probability", percent(pair.per_million)},
                     {"verdict", pair.verdict.empty() ? "open" : pair.verdict}});
  }
  return pairs;
}

}  // namespace

Json effect_json(const app::ReviewEffect& effect, std::span<const store::RowCard> cards,
                 const Ids& ids, Shown shown) {
  Json doubles = Json::array();
  for (const auto& one : effect.doubles) {
    doubles.push_back(
        {{"month", one.month.text()}, {"dues", one.dues.amount()}, {"paid", one.paid.amount()}});
  }
  Json sides = Json::array();
  for (const auto& side : effect.sides) sides.push_back(side_json(side, ids));
  return {{"id", ids("review", effect.pair)},
          {"one_already", effect.one_already},
          {"keeps", kSides[effect.keeps]},
          {"sides", std::move(sides)},
          {"doubles", std::move(doubles)},
          {"billed_twice", effect.billed_twice.amount()},
          {"paid_twice", effect.paid_twice.amount()},
          {"members_before", effect.members_before},
          {"members_after", effect.members_after},
          {"covered_days", effect.covered_days},
          {"covered_days_twice", effect.covered_days_twice},
          {"rows", rows_json(effect, cards, ids, shown)},
          {"pairs", pairs_json(effect, ids)}};
}

}  // namespace payung::views
