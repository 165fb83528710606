// payung people: find somebody, his whole history, the identity check. payung card: check a card.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/card.hpp"
#include "app/person_history.hpp"
#include "app/search_people.hpp"
#include "cmd/people_commands.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct Asked {
  std::string text;
  std::string nik;
  std::string on;
  std::string key;
  std::int64_t person = 0;
  std::size_t most = 20;
};

Result<Date> day_of(const Session& session, const std::string& text) {
  if (text.empty()) return session.today();
  return Date::parse(text);
}

Exit find(Session& session, const Asked& asked) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  app::PeopleIndex index;
  if (const auto loaded = index.refresh(**environment); !loaded) {
    return session.fail(loaded.error());
  }
  const auto found = app::search_people(
      **environment, index, {asked.text, identity::Scope::everything(), {}, asked.most});
  if (!found) return session.fail(found.error());
  Json items = Json::array();
  for (const app::FoundPerson& one : found->people) {
    const std::string person = std::to_string(one.person);
    const std::string covered(coverage::to_text(one.covered));
    items.push_back({{"person", one.person},
                     {"found_by", search::to_text(one.found)},
                     {"name", one.name},
                     {"nik", one.masked_nik},
                     {"birth_year", one.birth_year},
                     {"region", one.region.text()},
                     {"covered", covered}});
    if (session.json()) continue;
    session.print(session.text("people.line", {{"person", person},
                                               {"name", one.name},
                                               {"nik", one.masked_nik},
                                               {"year", std::to_string(one.birth_year)},
                                               {"region", one.region_name},
                                               {"covered", covered}}));
  }
  if (session.json()) {
    session.print(Json{{"items", items}, {"more", found->more}}.dump(2));
  } else if (found->people.empty() || found->more) {
    session.print(session.text(found->more ? "people.more" : "people.none"));
  }
  return Exit::ok;
}

Exit history(Session& session, const Asked& asked) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto on = day_of(session, asked.on);
  if (!on) return session.fail(on.error());
  const auto all = app::person_history(**environment, asked.person, *on);
  if (!all) return session.fail(all.error());
  Json events = Json::array();
  for (const store::HistoryEvent& event : all->events) {
    Json facts = Json::object();
    std::string words;
    for (const auto& [name, value] : event.facts) {
      facts[name] = value;
      if (!value.empty()) words += "  " + name + "=" + value;
    }
    const std::string kind(store::to_text(event.kind));
    if (!session.json()) {
      session.print(event.at + "  " + kind + "  " + event.reference + words);
    }
    events.push_back(
        {{"at", event.at}, {"kind", kind}, {"reference", event.reference}, {"facts", facts}});
  }
  if (session.json()) {
    session.print(Json{{"person", asked.person}, {"events", events}}.dump(2));
  }
  return Exit::ok;
}

Exit check(Session& session, const Asked& asked) {
  const auto nik = Nik::parse(asked.nik);
  if (!nik) return session.fail(nik.error());
  const auto on = day_of(session, asked.on);
  if (!on) return session.fail(on.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto told = app::identity_check(**environment, *nik, *on);
  if (!told) return session.fail(told.error());
  const std::string covered(coverage::to_text(told->covered));
  const std::string until = told->covered_until ? told->covered_until->text() : "-";
  const std::string payer = told->payer ? told->payer->name : "-";
  if (session.json()) {
    session.print(Json{{"known", told->known},
                       {"member", told->member},
                       {"covered", covered},
                       {"covered_until", until},
                       {"payer", payer},
                       {"reason", told->reason},
                       {"citations", told->citations}}
                      .dump(2));
  } else {
    session.print(session.text(
        told->known ? "people.check" : "people.unknown",
        {{"covered", covered}, {"until", until}, {"payer", payer}, {"reason", told->reason}}));
  }
  return Exit::ok;
}

/// Needs no database: the public key is all.
Exit verify_card(Session& session, const Asked& asked) {
  const auto on = day_of(session, asked.on);
  if (!on) return session.fail(on.error());
  const auto card = app::read_card(asked.text, asked.key);
  if (!card) return session.fail(card.error());
  const bool in_force = *on <= card->covered_until;
  if (session.json()) {
    session.print(Json{{"genuine", true},
                       {"in_force", in_force},
                       {"name", card->name},
                       {"nik", card->masked_nik},
                       {"kpj", card->kpj},
                       {"programmes", card->programmes.text()},
                       {"covered_until", card->covered_until.text()},
                       {"made_on", card->made_on.text()},
                       {"office", card->office}}
                      .dump(2));
  } else {
    session.print(session.text(in_force ? "card.in_force" : "card.over",
                               {{"name", card->name},
                                {"nik", card->masked_nik},
                                {"kpj", card->kpj},
                                {"programmes", card->programmes.text()},
                                {"until", card->covered_until.text()},
                                {"office", card->office}}));
  }
  return Exit::ok;
}

}  // namespace

void add_people_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto asked = std::make_shared<Asked>();  // shared: the callbacks outlive this function
  auto* people = root.add_subcommand("people", "Find a person and all that is known of him");
  people->require_subcommand(1);

  auto* finding = people->add_subcommand("find", "By part of a NIK, a name or a phone");
  finding->add_option("text", asked->text, "Three digits or more, or a name")->required();
  finding->add_option("--most", asked->most, "How many to print")->check(CLI::Range(1, 1000));
  finding->footer("Example:\n  payung people find \"moh soetrisno\"");
  finding->callback([asked, outcome, &session] { *outcome = find(session, *asked); });

  auto* told = people->add_subcommand("history", "Everything of one person, in order of time");
  told->add_option("person", asked->person, "Number of the person")->required();
  told->add_option("--on", asked->on, "Cover until this day; today if left out");
  told->footer("Example:\n  payung people history 12 --json");
  told->callback([asked, outcome, &session] { *outcome = history(session, *asked); });

  auto* known = people->add_subcommand("check", "Known, who pays, until when, why");
  known->add_option("nik", asked->nik, "Sixteen digits")->required();
  known->add_option("--on", asked->on, "The day; today if left out");
  known->footer("Example:\n  payung people check 3319020101800001");
  known->callback([asked, outcome, &session] { *outcome = check(session, *asked); });

  auto* card = root.add_subcommand("card", "The worker's card");
  card->require_subcommand(1);
  auto* verify = card->add_subcommand("verify", "Check a card with the public key alone, offline");
  verify->add_option("text", asked->text, "What the QR code says: PYG1...")->required();
  verify->add_option("--key", asked->key, "The office's public key")->required();
  verify->add_option("--on", asked->on, "The day; today if left out");
  verify->footer("Example:\n  payung card verify PYG1.eyJuIjoi... --key m5lXv...");
  verify->callback(
      [asked, outcome = std::move(outcome), &session] { *outcome = verify_card(session, *asked); });
}

}  // namespace payung::cmd
