// People whom a village office or volunteers enter one by one.
#include <algorithm>
#include <map>

#include "api/entry_common.hpp"
#include "api/lists.hpp"
#include "store/list_pages.hpp"
#include "views/words.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::size_t kVillagesMax = 1000;
constexpr std::int64_t kPage = 200;
constexpr std::int64_t kFindingsMax = 50;

// ---- where somebody may enter people -----------------------------------------------------------

/// The villages inside the scope. Empty when they are too many to choose from.
Result<std::vector<Region>> villages_of(Call& call) {
  const identity::Scope& scope = call.caller.scope;
  std::vector<RegionCode> areas = scope.regions;
  if (areas.empty() && scope.sender) {
    const auto sender = store::find_sender(call.environment.database, *scope.sender);
    if (!sender) return sender.error();
    if (*sender) areas.push_back((*sender)->area);
  }
  std::vector<Region> all;
  for (const RegionCode area : areas) {
    const bool wide = area.level() == RegionLevel::country || area.level() == RegionLevel::province;
    if (wide) return std::vector<Region>{};
    if (area.level() == RegionLevel::village) {
      if (const Region* one = call.environment.regions.find(area)) all.push_back(*one);
      continue;
    }
    const auto inside = call.environment.regions.inside(area, RegionLevel::village);
    all.insert(all.end(), inside.begin(), inside.end());
  }
  if (all.size() > kVillagesMax) all.clear();
  return all;
}

Result<Reply> villages(Call& call) {
  const auto all = villages_of(call);
  if (!all) return all.error();
  Json items = Json::array();
  for (const Region& one : *all) {
    const Region* district = call.environment.regions.find(one.code.at(RegionLevel::district));
    items.push_back({{"code", one.code.text()},
                     {"name", one.name},
                     {"district", district == nullptr ? std::string() : district->name}});
  }
  return reply({{"items", std::move(items)}});
}

/// Whose list an entry joins. Who is limited to a sender enters for that one; a village office has
/// a list of its own, which begins with the first entry.
Result<store::Sender> sender_for(Call& call, RegionCode village) {
  const identity::Scope& scope = call.caller.scope;
  const Error outside{Errc::conflict, "village", "it is not, or not wholly, in your scope"};
  if (scope.sender) {
    const auto known = store::find_sender(call.environment.database, *scope.sender);
    if (!known) return known.error();
    if (*known) {
      const bool reached = reaches_sender(scope, **known) && (*known)->area.contains(village);
      if (!reached || (!scope.regions.empty() && !scope.reaches(village))) return outside;
      return **known;
    }
    if (scope.regions.empty() || !scope.reaches(village)) return outside;
    return store::Sender{0, *scope.sender, *scope.sender, intake::SenderKind::volunteers,
                         scope.regions.front()};
  }
  if (!commands(scope, village)) return outside;
  const std::string code = "desa-" + village.text();
  const auto known = store::find_sender(call.environment.database, code);
  if (!known) return known.error();
  if (*known) return **known;
  const Region* region = call.environment.regions.find(village);
  return store::Sender{0, code, region == nullptr ? code : "Desa " + region->name,
                       intake::SenderKind::village, village};
}

// ---- entering ----------------------------------------------------------------------------------

app::EntryFields fields_of(const Call& call, RegionCode village) {
  const auto word = [&](const char* name) { return text_of(call.body, name); };
  return {word("nik"),     word("name"), word("birth_date"), word("sex"),        village,
          word("address"), word("rt"),   word("rw"),         word("occupation"), word("phone")};
}

Result<app::EntryRequest> request_of(Call& call, const intake::Words& words) {
  const auto village = RegionCode::parse(text_of(call.body, "village"));
  if (!village) return Error{Errc::bad_region, "village", "a village's code, as 33.19.01.2006"};
  app::EntryRequest request;
  request.key = call.request.headers.find("Idempotency-Key").value_or("");
  request.fields = fields_of(call, *village);
  request.words = &words;
  if (text_of(call.body, "if_wrong") == "keep") request.if_wrong = app::IfWrong::keep;
  if (text_of(call.body, "if_known") == "replace") request.if_known = app::IfKnown::replace;
  const auto parts = people_parts(call);
  if (!parts) return request;
  request.reaches = [&call, people = *parts](std::int64_t person) -> Result<bool> {
    const auto reached =
        app::reaches_person(call.environment, people->index, call.caller.scope, person);
    if (!reached || !*reached) return reached;
    const auto told = people->access.add(look(call, person, store::Seen::registry, "entries"));
    if (!told) return told.error();
    return true;
  };
  return request;
}

Json clash_json(const app::Clash& clash) {
  return {{"field", intake::to_text(clash.field)},
          {"there", clash.there},
          {"sender_name", clash.sender_name}};
}

Json findings_json(Call& call, const std::vector<app::EntryFinding>& findings) {
  const text::Catalogue& words = call.service.words(call.request);
  Json all = Json::array();
  for (const auto& one : findings) {
    Json json = finding_json(words, one.finding);
    json["field"] = one.field ? intake::to_text(*one.field) : std::string_view();
    all.push_back(std::move(json));
  }
  return all;
}

Result<Reply> outcome_reply(Call& call, const app::EntryOutcome& outcome) {
  using Answer = app::EntryOutcome::Answer;
  Json json{{"answer", app::to_text(outcome.answer)},
            {"entry", nullptr},
            {"findings", findings_json(call, outcome.findings)},
            {"clashes", Json::array()},
            {"cover", nullptr}};
  if (outcome.entry) {
    const auto entry = store::entry(call.environment.database, *outcome.entry);
    if (!entry) return entry.error();
    auto shown = entry_json(call, *entry);
    if (!shown) return shown.error();
    json["entry"] = *std::move(shown);
  }
  for (const auto& clash : outcome.clashes) json["clashes"].push_back(clash_json(clash));
  if (outcome.cover) {
    const auto& cover = *outcome.cover;
    json["cover"] = {
        {"covered", coverage::to_text(cover.covered)},
        {"covered_until", cover.covered_until ? Json(cover.covered_until->text()) : Json(nullptr)},
        {"payer", cover.payer ? Json(cover.payer->name) : Json(nullptr)}};
  }
  const bool made = outcome.answer == Answer::stored || outcome.answer == Answer::again;
  return reply(json, made ? 201 : 200);
}

Result<Reply> enter(Call& call) {
  const auto words = views::load_words();
  if (!words) return words.error();
  auto request = request_of(call, *words);
  if (!request) return request.error();
  auto sender = sender_for(call, request->fields.village);
  if (!sender) return sender.error();
  request->sender = *std::move(sender);
  const auto outcome = app::enter_person(call.environment, *request);
  if (!outcome) return outcome.error();
  return outcome_reply(call, *outcome);
}

Result<Reply> correct(Call& call) {
  const auto found = entry_in_scope(call);
  if (!found) return found.error();
  const auto words = views::load_words();
  if (!words) return words.error();
  auto request = request_of(call, *words);
  if (!request) return request.error();
  const auto& scope = call.caller.scope;
  const bool inside = found->sender.area.contains(request->fields.village) &&
                      (scope.regions.empty() || scope.reaches(request->fields.village));
  if (!inside) {
    return Error{Errc::conflict, "village", "it is not, or not wholly, in your scope"};
  }
  request->sender = found->sender;
  const auto outcome = app::correct_entry(call.environment, found->entry.id, *request);
  if (!outcome) return outcome.error();
  return outcome_reply(call, *outcome);
}

Result<Reply> withdraw(Call& call) {
  const auto found = entry_in_scope(call);
  if (!found) return found.error();
  const std::string key(call.request.headers.find("Idempotency-Key").value_or(""));
  const auto done = app::withdraw_entry(call.environment, found->entry.id, key);
  if (!done) return done.error();
  const auto entry = store::entry(call.environment.database, found->entry.id);
  if (!entry) return entry.error();
  const auto json = entry_json(call, *entry);
  if (!json) return json.error();
  return reply(*json);
}

// ---- looking -----------------------------------------------------------------------------------

using Senders = std::map<std::int64_t, store::Sender>;

Result<Senders> reached_senders(Call& call) {
  const auto all = store::senders(call.environment.database);
  if (!all) return all.error();
  Senders reached;
  for (const auto& one : *all) {
    if (reaches_sender(call.caller.scope, one)) reached.emplace(one.id, one);
  }
  return reached;
}

Result<Json> counts_json(Call& call, const Senders& senders) {
  const auto counts = store::entry_counts(call.environment.database);
  if (!counts) return counts.error();
  std::map<store::EntryState, std::int64_t> sums;
  std::int64_t all = 0;
  for (const auto& one : *counts) {
    if (!senders.contains(one.sender)) continue;
    sums[one.state] += one.count;
    all += one.count;
  }
  Json json{{"entered", all}};
  for (const auto state : {store::EntryState::accepted, store::EntryState::waiting,
                           store::EntryState::withdrawn, store::EntryState::taken_over}) {
    json[std::string(store::to_text(state))] = sums[state];
  }
  return json;
}

/// What was entered about one person; they are few.
Result<Reply> list_of_person(Call& call, const Senders& senders) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto entries = store::entries_of_person(call.environment.database, *person);
  if (!entries) return entries.error();
  Json items = Json::array();
  for (const auto& entry : *entries) {
    if (!senders.contains(entry.sender)) continue;
    auto json = entry_json(call, entry);
    if (!json) return json.error();
    if (const auto told = record_entry_look(call, entry); !told) return told.error();
    items.push_back(*std::move(json));
  }
  auto counts = counts_json(call, senders);
  if (!counts) return counts.error();
  return reply({{"items", std::move(items)}, {"next", nullptr}, {"counts", *std::move(counts)}});
}

Result<Reply> list(Call& call) {
  const auto senders = reached_senders(call);
  if (!senders) return senders.error();
  if (!text_of(call.arguments, "person").empty()) return list_of_person(call, *senders);
  auto before = cursor_of(call, "entry", "before");
  if (!before) return before.error();
  const auto limit = call.arguments.at("limit").get<std::size_t>();
  const std::string state = text_of(call.arguments, "state");
  Json items = Json::array();
  Json next;
  std::int64_t after = *before;
  for (bool more = true; more && next.is_null();) {
    const auto page = store::entries_before(call.environment.database, after, kPage);
    if (!page) return page.error();
    more = static_cast<std::int64_t>(page->size()) == kPage;
    for (const auto& entry : *page) {
      after = entry.id;
      if (!senders->contains(entry.sender)) continue;
      if (!state.empty() && store::to_text(entry.state) != state) continue;
      if (items.size() == limit) {
        next = items.back()["id"];
        break;
      }
      auto json = entry_json(call, entry);
      if (!json) return json.error();
      if (const auto told = record_entry_look(call, entry); !told) return told.error();
      items.push_back(*std::move(json));
    }
  }
  auto counts = counts_json(call, *senders);
  if (!counts) return counts.error();
  return reply(
      {{"items", std::move(items)}, {"next", std::move(next)}, {"counts", *std::move(counts)}});
}

Result<Reply> show(Call& call) {
  const auto found = entry_in_scope(call);
  if (!found) return found.error();
  auto json = entry_json(call, found->entry);
  if (!json) return json.error();
  if (const auto told = record_entry_look(call, found->entry); !told) return told.error();
  return reply(*json);
}

/// What was wrong with the row, in the caller's language.
Result<Json> stored_findings(Call& call, const store::Entry& entry) {
  const auto lines =
      store::findings_of_version(call.environment.database, entry.version, "", "", 0, kFindingsMax);
  if (!lines) return lines.error();
  const text::Catalogue& words = call.service.words(call.request);
  Json all = Json::array();
  for (const auto& line : *lines) {
    const auto codes = intake::all_finding_codes();
    const auto code =
        std::ranges::find_if(codes, [&](auto each) { return intake::to_text(each) == line.code; });
    if (code == codes.end()) return Error{Errc::integrity, "list_finding", "code"};
    if (line.severity == intake::to_text(intake::Severity::note)) continue;
    Json json = finding_json(words, {*code,
                                     intake::severity_of(*code),
                                     line.sheet,
                                     static_cast<std::uint32_t>(line.number),
                                     {},
                                     line.header,
                                     line.value,
                                     line.args});
    json["severity"] = line.severity;
    json["column"] = line.column;
    json["field"] = app::entry_field(line.header);
    all.push_back(std::move(json));
  }
  return all;
}

std::string hidden_phone(const std::string& phone) {
  constexpr std::size_t kShown = 4;
  return phone.size() <= kShown ? std::string() : "••••" + phone.substr(phone.size() - kShown);
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/entry-villages", Permission::lists_write, Effect::read, villages},
    {Method::get, "/v1/entries", Permission::lists_read, Effect::read, list},
    {Method::post, "/v1/entries", Permission::lists_write, Effect::write, enter},
    {Method::get, "/v1/entries/{entry}", Permission::lists_read, Effect::read, show},
    {Method::post, "/v1/entries/{entry}/corrections", Permission::lists_write, Effect::write,
     correct},
    {Method::post, "/v1/entries/{entry}/withdrawal", Permission::lists_write, Effect::write,
     withdraw},
};

}  // namespace

Result<FoundEntry> entry_in_scope(Call& call) {
  const auto number = number_of(call, "entry", "entry");
  if (!number) return number.error();
  auto entry = store::entry(call.environment.database, *number);
  if (!entry) return entry.error();
  const auto senders = reached_senders(call);
  if (!senders) return senders.error();
  const auto sender = senders->find(entry->sender);
  if (sender == senders->end()) return Error{Errc::not_found, "entry"};
  return FoundEntry{*std::move(entry), sender->second};
}

Result<Json> entry_json(Call& call, const store::Entry& entry) {
  const auto stored = store::stored_row(call.environment.database, entry.row);
  if (!stored) return stored.error();
  auto findings = stored_findings(call, entry);
  if (!findings) return findings.error();
  const intake::Row& row = stored->row;
  return Json{{"id", id_of(call, "entry", entry.id)},
              {"state", store::to_text(entry.state)},
              {"person", entry.person ? Json(id_of(call, "person", *entry.person)) : Json(nullptr)},
              {"name", row.name},
              {"nik", row.nik ? row.nik->masked() : std::string()},
              {"birth_date", row.birth_date ? row.birth_date->text() : std::string()},
              {"sex", row.sex ? to_text(*row.sex) : std::string_view()},
              {"village", row.region ? row.region->text() : std::string()},
              {"village_name", row.village},
              {"address", row.address},
              {"rt", row.rt},
              {"rw", row.rw},
              {"occupation", row.occupation},
              {"phone", hidden_phone(row.phone)},
              {"photos", entry.photos},
              {"entered_at", entry.entered_at},
              {"changed_at", entry.last.recorded_at},
              {"findings", *std::move(findings)}};
}

Status record_entry_look(Call& call, const store::Entry& entry) {
  if (!entry.person) return {};
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return (*parts)->access.add(look(call, entry.person, store::Seen::card, "entries"));
}

std::span<const Route> entry_routes() { return kRoutes; }

}  // namespace payung::api
