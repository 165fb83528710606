// Pairs of rows that a human decides: seen by who reaches both, decided by one or, where it makes
// two persons one, by two people.
#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/ids.hpp"
#include "app/approvals.hpp"
#include "app/decide_review.hpp"
#include "app/review_effect.hpp"
#include "views/lists.hpp"
#include "views/review_effect.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// Whoever decides must reach both persons; rows that no run has linked yet are seen by who
/// commands the whole country only.
Result<bool> reaches_pair(Call& call, const store::ReviewPair& pair) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  for (const std::int64_t row : {pair.row_a, pair.row_b}) {
    const auto person = store::person_of_row(call.environment.database, row);
    if (!person) return person.error();
    if (!*person) return commands(call.caller.scope, RegionCode{});
    const auto reached =
        app::reaches_person(call.environment, (*parts)->index, call.caller.scope, **person);
    if (!reached) return reached.error();
    if (!*reached) return false;
  }
  return true;
}

Result<Json> pair_json(Call& call, const store::ReviewPair& pair) {
  const auto a = store::row_card(call.environment.database, pair.row_a);
  if (!a) return a.error();
  const auto b = store::row_card(call.environment.database, pair.row_b);
  if (!b) return b.error();
  Json left = views::card_json(*a, views::Shown::masked);
  Json right = views::card_json(*b, views::Shown::masked);
  left["row"] = id_of(call, "list_row", pair.row_a);
  right["row"] = id_of(call, "list_row", pair.row_b);
  return Json{{"id", id_of(call, "review", pair.id)},
              {"verdict", pair.verdict.empty() ? "open" : pair.verdict},
              {"probability", views::percent(pair.per_million)},
              {"cause", pair.evidence.substr(0, pair.evidence.find('\n'))},
              {"a", std::move(left)},
              {"b", std::move(right)},
              {"evidence", views::evidence_json(pair.evidence)}};
}

Result<store::ReviewPair> pair_in_scope(Call& call) {
  const auto number = number_of(call, "review", "review");
  if (!number) return number.error();
  auto pair = store::review_pair(call.environment.database, *number);
  if (!pair) return pair;
  const auto reached = reaches_pair(call, *pair);
  if (!reached) return reached.error();
  if (!*reached) return Error{Errc::not_found, "review"};
  return pair;
}

/// The smallest area that both persons live in: who says yes must reach it.
RegionCode area_of(Call& call, const store::ReviewPair& pair) {
  const auto parts = people_parts(call);
  const auto state = parts ? (*parts)->index.state() : nullptr;
  std::optional<RegionCode> area;
  for (const std::int64_t row : {pair.row_a, pair.row_b}) {
    const auto person = store::person_of_row(call.environment.database, row);
    if (!state || !person || !*person) return {};
    const auto card = state->people.card(**person);
    if (!card) return {};
    RegionCode one = card->region;
    for (const auto level : {RegionLevel::village, RegionLevel::district, RegionLevel::regency,
                             RegionLevel::province, RegionLevel::country}) {
      one = one.at(level);
      if (!area || one.contains(*area)) break;
    }
    area = one;
  }
  return area.value_or(RegionCode{});
}

/// The most probable first, of those that the caller reaches; told from memory, so that counting a
/// queue costs no look at each of its rows.
Result<Reply> list(Call& call) {
  const auto limit = call.arguments.at("limit").get<std::size_t>();
  auto& database = call.environment.database;
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto reach = app::reach_of(call.environment, (*parts)->index, call.caller.scope);
  if (!reach) return reach.error();
  const bool commands_all = commands(call.caller.scope, RegionCode{});
  const auto reached = [&](std::int64_t person) {
    return person == 0 ? commands_all : reach->reaches(person);
  };
  const auto pairs = call.service.reviews().pairs(database);
  if (!pairs) return pairs.error();
  Json items = Json::array();
  std::size_t open = 0;
  std::size_t decided = 0;
  for (const auto& one : **pairs) {
    if (!one.decided && !one.open()) continue;
    if (!reached(one.person_a) || !reached(one.person_b)) continue;
    ++(one.decided ? decided : open);
    if (one.decided || items.size() == limit) continue;
    const auto pair = store::review_pair(database, one.id);
    if (!pair) return pair.error();
    auto json = pair_json(call, *pair);
    if (!json) return json.error();
    items.push_back(*std::move(json));
  }
  const bool more = items.size() < open;
  return reply({{"items", std::move(items)}, {"more", more}, {"open", open}, {"decided", decided}});
}

/// What follows if it is one person; the rows of both, masked.
Result<Reply> effect(Call& call) {
  constexpr std::size_t kRowsMax = 60;
  const auto pair = pair_in_scope(call);
  if (!pair) return pair.error();
  const auto told = app::effect_of_same(call.environment, pair->id);
  if (!told) return told.error();
  std::vector<store::RowCard> cards;
  for (const auto& side : told->sides) {
    for (const std::int64_t row : side.rows) {
      if (cards.size() == kRowsMax || (told->one_already && &side != told->sides.data())) break;
      auto card = store::row_card(call.environment.database, row);
      if (!card) return card.error();
      cards.push_back(*std::move(card));
    }
  }
  return reply(views::effect_json(*told, cards, ids_of(call), views::Shown::masked));
}

Result<Reply> show(Call& call) {
  const auto pair = pair_in_scope(call);
  if (!pair) return pair.error();
  const auto json = pair_json(call, *pair);
  if (!json) return json.error();
  return reply(*json);
}

Result<Reply> decide(Call& call) {
  const auto pair = pair_in_scope(call);
  if (!pair) return pair.error();
  const auto verdict = store::parse_verdict(text_of(call.body, "verdict"));
  if (!verdict) return verdict.error();
  const std::string reason = text_of(call.body, "reason");
  const identity::Stake stake{identity::Action::person_merge, 2};
  const auto& limits = call.service.parts().identity.settings().four_eyes;
  if (*verdict == store::ReviewVerdict::same && identity::needs_two(stake, limits)) {
    return propose_deed(call, {stake, area_of(call, *pair), "review " + std::to_string(pair->id),
                               Json{{"pair", pair->id}, {"reason", reason}}.dump(), reason});
  }
  const auto changed = app::decide_review(call.environment, pair->id, *verdict, reason);
  if (!changed) return changed.error();
  const auto now = store::review_pair(call.environment.database, pair->id);
  if (!now) return now.error();
  const auto json = pair_json(call, *now);
  if (!json) return json.error();
  return reply(*json);
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/reviews", Permission::review_read, Effect::read, list}),
    {Method::get, "/v1/reviews/{review}", Permission::review_read, Effect::read, show},
    {Method::get, "/v1/reviews/{review}/effect", Permission::review_read, Effect::read, effect},
    {Method::post, "/v1/reviews/{review}/decision", Permission::review_propose, Effect::write,
     decide},
};

}  // namespace

std::span<const Route> review_routes() { return kRoutes; }

}  // namespace payung::api
