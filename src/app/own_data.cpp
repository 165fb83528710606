#include "app/own_data.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "app/person_history.hpp"
#include "store/access_log.hpp"
#include "store/history.hpp"
#include "store/people.hpp"
#include "store/privacy.hpp"

namespace payung::app {
namespace {

using Json = nlohmann::ordered_json;

Json basis_json(const std::vector<store::SourceBasis>& bases, const std::string& sender) {
  for (const store::SourceBasis& basis : bases) {
    if (basis.sender_code != sender) continue;
    return {{"purpose", basis.purpose},
            {"basis", store::to_text(basis.basis)},
            {"reference", basis.reference},
            {"retention_months", basis.retention_months}};
  }
  return nullptr;
}

Result<Json> rows_json(Environment& env, std::int64_t person) {
  const auto bases = store::source_bases(env.database);
  if (!bases) return bases.error();
  const auto rows = store::held_rows_of(env.database, person);
  if (!rows) return rows.error();
  Json all = Json::array();
  for (const store::HeldRow& held : *rows) {
    const auto card = store::row_card(env.database, held.row);
    if (!card) return card.error();
    all.push_back({{"row", held.row},
                   {"sender", held.sender_code},
                   {"held_on_ground_of", basis_json(*bases, held.sender_code)},
                   {"erased", held.erased},
                   {"ended_at", held.ended_at},
                   {"nik", card->nik},
                   {"name", card->name},
                   {"birth_date", card->birth_date},
                   {"sex", card->sex},
                   {"mother_name", card->mother_name},
                   {"address", card->address},
                   {"rt", card->rt},
                   {"rw", card->rw},
                   {"village", card->village},
                   {"phone", card->phone},
                   {"occupation", card->occupation}});
  }
  return all;
}

Result<Json> looks_json(Environment& env, std::int64_t person) {
  constexpr std::int64_t kPage = 1000;
  Json all = Json::array();
  std::optional<std::int64_t> before;
  while (true) {
    const auto page = store::access_of_person(env.database, person, before, kPage);
    if (!page) return page.error();
    for (const auto& [id, entry] : *page) {
      all.push_back({{"at", entry.at},
                     {"who", entry.account},
                     {"organisation", entry.organisation},
                     {"seen", store::to_text(entry.seen)},
                     {"purpose", entry.purpose}});
      before = id;
    }
    if (static_cast<std::int64_t>(page->size()) < kPage) return all;
  }
}

Json history_json(const PersonHistory& history) {
  Json all = Json::array();
  for (const store::HistoryEvent& event : history.events) {
    Json facts = Json::object();
    for (const auto& [name, value] : event.facts) facts[name] = value;
    all.push_back({{"at", event.at},
                   {"kind", store::to_text(event.kind)},
                   {"reference", event.reference},
                   {"facts", std::move(facts)}});
  }
  return all;
}

}  // namespace

Result<std::string> own_data(Environment& env, std::int64_t person) {
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  const auto history = person_history(env, person, env.today);
  if (!history) return history.error();
  const auto told = identity_of_person(env, person, env.today);
  if (!told) return told.error();
  const auto rows = rows_json(env, person);
  if (!rows) return rows.error();
  const auto looks = looks_json(env, person);
  if (!looks) return looks.error();
  const Json document{
      {"made_at", env.now},
      {"rows", *rows},
      {"cover",
       {{"member", told->member},
        {"covered", coverage::to_text(told->covered)},
        {"covered_until", told->covered_until ? Json(told->covered_until->text()) : Json(nullptr)},
        {"payer", told->payer ? Json(told->payer->name) : Json(nullptr)},
        {"due_rupiah", told->due.amount()}}},
      {"history", history_json(*history)},
      {"who_looked", *looks}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace payung::app
