// The law as data, and the regions of Indonesia: the same for everybody who is signed in.
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "views/rules.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Result<Date> day_of(const Call& call) {
  const std::string text = text_of(call.arguments, "on");
  return text.empty() ? Result<Date>(call.environment.today) : Date::parse(text);
}

Result<Reply> list(Call& call) {
  const auto on = day_of(call);
  if (!on) return on.error();
  const rules::RuleBook& book = call.environment.rules;
  Json values = Json::array();
  for (const std::string& key : book.keys()) {
    const auto value = book.find(key, *on);
    values.push_back(value ? views::value_json(*value, *on)
                           : Json{{"key", key}, {"value", nullptr}});
  }
  Json brackets = Json::array();
  std::optional<Rupiah> above;
  for (const rules::Bracket& line : book.brackets()) {
    if (*on < line.from || (line.until && *line.until <= *on)) continue;
    brackets.push_back(views::bracket_json(line, above, *on));
    above = line.income_max;
  }
  Json reliefs = Json::array();
  for (const rules::Relief& relief : book.reliefs()) {
    reliefs.push_back(views::relief_json(relief, *on));
  }
  return reply({{"on", on->text()},
                {"values", std::move(values)},
                {"income_table", std::move(brackets)},
                {"reliefs", std::move(reliefs)}});
}

Result<Reply> show(Call& call) {
  const auto on = day_of(call);
  if (!on) return on.error();
  const rules::RuleBook& book = call.environment.rules;
  const std::string key = text_of(call.arguments, "key");
  const auto history = book.history(key);
  if (!history) return Error{Errc::not_found, "rule"};
  const auto value = book.find(key, *on);
  Json json{{"key", key},
            {"on", on->text()},
            {"in_force", value ? views::value_json(*value, *on) : Json(nullptr)},
            {"history", Json::array()}};
  for (const rules::Value& row : *history) json["history"].push_back(views::value_json(row, *on));
  return reply(json);
}

Json region_json(const Region& region) {
  return {
      {"code", region.code.text()}, {"name", region.name}, {"level", to_text(region.code.level())}};
}

Result<Reply> regions(Call& call) {
  const auto under = RegionCode::parse(text_of(call.arguments, "under"));
  if (!under) return under.error();
  Json items = Json::array();
  for (const Region& region : call.environment.regions.children(*under)) {
    items.push_back(region_json(region));
  }
  return reply({{"under", under->text()}, {"items", std::move(items)}});
}

Result<Reply> region(Call& call) {
  const auto code = RegionCode::parse(text_of(call.arguments, "region"));
  if (!code) return Error{Errc::not_found, "region"};
  const auto today = call.environment.regions.today(*code);
  const Region* found = today ? call.environment.regions.find(*today) : nullptr;
  if (found == nullptr) return Error{Errc::not_found, "region"};
  Json json = region_json(*found);
  json["above"] = Json::array();
  for (const auto level : {RegionLevel::province, RegionLevel::regency, RegionLevel::district}) {
    if (found->code.level() == level) break;
    if (const Region* above = call.environment.regions.find(found->code.at(level))) {
      json["above"].push_back(region_json(*above));
    }
  }
  return reply(json);
}

/// The names of many codes at once: a page of figures asks one question, not one for each row.
Result<Reply> region_names(Call& call) {
  const std::string asked = text_of(call.arguments, "codes");
  Json items = Json::array();
  std::string_view rest = asked;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one.empty()) continue;
    const auto code = RegionCode::parse(one);
    const auto today = code ? call.environment.regions.today(*code) : std::nullopt;
    const Region* found = today ? call.environment.regions.find(*today) : nullptr;
    // Old lists name places that no table knows: the others are answered all the same.
    if (found != nullptr) items.push_back({{"code", one}, {"name", found->name}});
  }
  return reply({{"items", std::move(items)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/rules", Permission::rules_read, Effect::none, list},
    {Method::get, "/v1/rules/{key}", Permission::rules_read, Effect::none, show, Pace::quick},
    {Method::get, "/v1/regions", Permission::self, Effect::none, regions, Pace::quick},
    {Method::get, "/v1/region-names", Permission::self, Effect::none, region_names, Pace::quick},
    {Method::get, "/v1/regions/{region}", Permission::self, Effect::none, region, Pace::quick},
};

}  // namespace

std::span<const Route> rule_routes() { return kRoutes; }

}  // namespace payung::api
