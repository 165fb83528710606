#include "views/rules.hpp"

namespace payung::views {
namespace {

Json until_json(const std::optional<Date>& until) {
  return until ? Json(until->text()) : Json(nullptr);
}

template <class Kind>
Json words_json(const std::vector<Kind>& kinds) {
  Json words = Json::array();
  for (const Kind kind : kinds) words.push_back(to_text(kind));
  return words;
}

}  // namespace

void add_source(Json& json, const rules::Source& source, const std::string& row, Date on) {
  json["regulation"] = source.regulation;
  json["article"] = source.article;
  json["checked"] = to_text(source.checked);
  json["seen"] = source.seen;
  json["review"] = source.review.text();
  json["review_due"] = source.review <= on;
  json["note"] = source.note;
  json["row"] = row;
}

Json value_json(const rules::Value& value, Date on) {
  Json json;
  json["key"] = value.key;
  if (value.unit == rules::Unit::word) {
    json["value"] = value.word;
  } else {
    json["value"] = value.number;
  }
  json["unit"] = to_text(value.unit);
  json["from"] = value.from.text();
  json["until"] = until_json(value.until);
  add_source(json, value.source, value.row, on);
  return json;
}

Json bracket_json(const rules::Bracket& line, std::optional<Rupiah> above, Date on) {
  Json json;
  json["income_min"] = above ? above->amount() + 1 : 0;
  json["income_max"] = line.income_max ? Json(line.income_max->amount()) : Json(nullptr);
  json["basis"] = line.basis.amount();
  json["from"] = line.from.text();
  json["until"] = until_json(line.until);
  add_source(json, line.source, line.row, on);
  return json;
}

Json relief_json(const rules::Relief& relief, Date on) {
  Json json;
  json["key"] = relief.key;
  json["programmes"] = relief.programmes.text();
  json["due"] = relief.due_basis_points;
  json["unit"] = "basis_points";
  json["from"] = relief.months.from.first_day().text();
  json["until"] = relief.months.until.first_day().text();
  json["in_force"] = relief.months.contains(on.month_of());
  json["sectors"] = words_json(relief.sectors);
  json["sectors_excluded"] = words_json(relief.sectors_excluded);
  json["payers_excluded"] = words_json(relief.payers_excluded);
  json["payers_in_doubt"] = words_json(relief.payers_in_doubt);
  add_source(json, relief.source, relief.row, on);
  return json;
}

}  // namespace payung::views
