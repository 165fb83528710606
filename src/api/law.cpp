// The law asked "what if", and what a change of it means for the members of an area.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/claim_common.hpp"
#include "app/law_impact.hpp"
#include "benefits/benefits.hpp"
#include "cases/proposal.hpp"
#include "cases/question.hpp"
#include "evaluation/suppress.hpp"
#include "views/rules.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Result<Date> day_of(const Json& body, const char* field, Date otherwise) {
  const std::string text = text_of(body, field);
  return text.empty() ? Result<Date>(otherwise) : Date::parse(text);
}

// ---- what if ---------------------------------------------------------------------------------

/// Nothing is stored, and nobody's data are asked: the answer is the law's for what is typed.
Result<Reply> what_if(Call& call) {
  const auto on = day_of(call.body, "on", call.environment.today);
  if (!on) return on.error();
  cases::Question question{text_of(call.body, "kind"), *on, {}};
  const auto given = call.body.find("inputs");
  if (given != call.body.end()) {
    for (const auto& [name, value] : given->items()) {
      const Status added = question.add(name + "=" + value.get<std::string>());
      if (!added) return added.error();
    }
  }
  const auto outcome = cases::answer(question, call.environment.rules);
  if (!outcome) return outcome.error();
  return reply(outcome_explained(call, *outcome, *on));
}

/// The lines of the table of lasting losses, in the caller's words, in the order of their names.
Json losses_json(Call& call) {
  const views::Words words = words_of(call);
  std::vector<std::pair<std::string, Json>> named;
  for (const benefits::LossLine& line :
       benefits::loss_lines(call.environment.rules, call.environment.today)) {
    std::string name = words("benefits.step.jkk.partial." + line.part, {});
    Json json{{"part", line.part},
              {"name", name},
              {"least", line.least},
              {"most", line.most},
              {"verified", line.verified}};
    named.emplace_back(std::move(name), std::move(json));
  }
  std::ranges::sort(named, {}, &std::pair<std::string, Json>::first);
  Json items = Json::array();
  for (auto& [name, json] : named) items.push_back(std::move(json));
  return items;
}

Result<Reply> questions(Call& call) {
  Json items = Json::array();
  for (const std::string_view kind : cases::kinds()) {
    const auto inputs = cases::inputs_of(kind);
    if (!inputs) return inputs.error();
    items.push_back({{"kind", kind}, {"inputs", *inputs}});
  }
  return reply({{"items", std::move(items)}, {"losses", losses_json(call)}});
}

// ---- a change of the law ---------------------------------------------------------------------

Result<rules::RuleBook> proposed(const Call& call, Date on) {
  std::vector<cases::ProposedValue> values;
  if (const auto wishes = call.body.find("proposal"); wishes != call.body.end()) {
    for (const Json& wish : *wishes) {
      values.push_back({text_of(wish, "key"), wish.at("value").get<std::int64_t>()});
    }
  }
  return cases::with_proposal(call.environment.rules, values, on);
}

Json tally_json(const cases::Tally& tally) {
  return {{"gain", tally.gain},
          {"lose", tally.lose},
          {"same", tally.same},
          {"before", tally.before.amount()},
          {"after", tally.after.amount()}};
}

/// By region or sector. Who may see no persons sees no place with so few members that one of them
/// could be told; `hidden` is how many places that are.
Json tallies_json(const Call& call, const std::map<std::string, cases::Tally>& tallies,
                  const char* name) {
  std::vector<std::vector<std::int64_t>> counts;
  for (const auto& [place, tally] : tallies) {
    counts.push_back({tally.gain, tally.lose, tally.same});
  }
  const bool all = call.caller.may(Permission::people_read);
  const auto hidden = evaluation::suppress(counts);
  Json items = Json::array();
  std::int64_t left_out = 0;
  std::size_t at = 0;
  for (const auto& [place, tally] : tallies) {
    const std::size_t row = at++;
    const auto& cells = hidden.cells[row];
    const bool large =
        std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.has_value(); });
    if (!all && !(large && hidden.row_totals[row])) {
      ++left_out;
      continue;
    }
    Json line = tally_json(tally);
    const auto code = RegionCode::parse(place);
    const Region* region = code ? call.environment.regions.find(*code) : nullptr;
    line["place"] = place;
    line["name"] = region != nullptr ? region->name : place;
    items.push_back(std::move(line));
  }
  return {{"items", std::move(items)}, {"hidden", left_out}, {"by", name}};
}

Json impact_json(const Call& call, const app::LawImpact& found) {
  Json json{
      {"members", found.members}, {"differences", Json::array()}, {"measures", Json::array()}};
  for (const cases::Difference& one : found.impact.differences) {
    json["differences"].push_back({{"key", one.key}, {"before", one.before}, {"after", one.after}});
  }
  for (const cases::MeasureImpact& one : found.impact.measures) {
    json["measures"].push_back({{"measure", to_text(one.measure)},
                                {"all", tally_json(one.all)},
                                {"regions", tallies_json(call, one.by_region, "region")},
                                {"sectors", tallies_json(call, one.by_sector, "sector")}});
  }
  return json;
}

Result<Reply> impact(Call& call) {
  const auto from = day_of(call.body, "from", call.environment.today);
  if (!from) return from.error();
  const auto to = day_of(call.body, "to", call.environment.today);
  if (!to) return to.error();
  const auto& scope = call.caller.scope;
  app::LawImpactQuery query{{&call.environment.rules, *from}, {nullptr, *to}};
  const std::string asked = text_of(call.body, "region");
  if (!asked.empty()) {
    const auto region = RegionCode::parse(asked);
    if (!region) return region.error();
    query.within = *region;
  } else if (!scope.regions.empty()) {
    query.within = scope.regions.front();
  }
  if (!commands(scope, query.within)) return Error{Errc::not_found, "region"};
  query.level = query.within.level() == RegionLevel::country    ? RegionLevel::province
                : query.within.level() == RegionLevel::province ? RegionLevel::regency
                                                                : RegionLevel::district;
  const auto after = proposed(call, *to);
  if (!after) return after.error();
  query.after.rules = &*after;
  const auto found = app::law_impact(call.environment, query);
  if (!found) return found.error();
  Json json = impact_json(call, *found);
  json["region"] = query.within.text();
  json["from"] = from->text();
  json["to"] = to->text();
  return reply(json);
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/law/questions", Permission::rules_read, Effect::none, questions,
     Pace::quick},
    {Method::post, "/v1/law/answers", Permission::rules_read, Effect::none, what_if},
    {Method::post, "/v1/law/impact", Permission::figures_read, Effect::read, impact},
};

}  // namespace

std::span<const Route> law_routes() { return kRoutes; }

}  // namespace payung::api
