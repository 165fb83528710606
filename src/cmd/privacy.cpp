// payung privacy: grounds of holding data, erasure, one's own data, who looked, the breach report.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/access_log.hpp"
#include "app/breach_report.hpp"
#include "app/erase_person.hpp"
#include "app/own_data.hpp"
#include "cmd/people_commands.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct Asked {
  std::int64_t person = 0;
  std::string sender;
  std::string purpose;
  std::string basis;
  std::string reference;
  std::int64_t months = 0;
  std::string ground = "asked";
  std::string reason;
  std::string from;
  std::string until;
  std::string account;
  bool csv = false;
};

Exit bases(Session& session, app::Environment& env) {
  const auto known = store::source_bases(env.database);
  if (!known) return session.fail(known.error());
  const auto missing = store::senders_without_basis(env.database);
  if (!missing) return session.fail(missing.error());
  Json items = Json::array();
  for (const store::SourceBasis& one : *known) {
    items.push_back({{"sender", one.sender_code},
                     {"purpose", one.purpose},
                     {"basis", store::to_text(one.basis)},
                     {"reference", one.reference},
                     {"retention_months", one.retention_months}});
    if (session.json()) continue;
    session.print(
        session.text("privacy.basis", {{"sender", one.sender_code},
                                       {"purpose", one.purpose},
                                       {"basis", store::to_text(one.basis)},
                                       {"months", std::to_string(one.retention_months)}}));
  }
  if (session.json()) {
    session.print(Json{{"items", items}, {"senders_without", *missing}}.dump(2));
    return Exit::ok;
  }
  for (const std::string& code : *missing) {
    session.print(session.text("privacy.no_basis", {{"sender", code}}));
  }
  return Exit::ok;
}

Exit set_basis(Session& session, app::Environment& env, const Asked& asked) {
  const auto word = store::parse_basis(asked.basis);
  if (!word) return session.fail(word.error());
  store::SourceBasis basis;
  basis.purpose = asked.purpose;
  basis.basis = *word;
  basis.reference = asked.reference;
  basis.retention_months = asked.months;
  const auto done = app::set_source_basis(env, asked.sender, basis);
  if (!done) return session.fail(done.error());
  session.print(session.json() ? Json{{"recorded", true}}.dump()
                               : session.text("privacy.basis_set", {{"sender", asked.sender}}));
  return Exit::ok;
}

Exit print_erasure(Session& session, const Result<app::ErasureReport>& report) {
  if (!report) return session.fail(report.error());
  session.print(session.json()
                    ? Json{{"erased", report->erased}, {"kept", report->kept}}.dump()
                    : session.text("privacy.erased", {{"erased", std::to_string(report->erased)},
                                                      {"kept", std::to_string(report->kept)}}));
  return Exit::ok;
}

Exit erase(Session& session, app::Environment& env, const Asked& asked) {
  const auto ground =
      asked.ground == "retention" ? store::ErasureGround::retention : store::ErasureGround::asked;
  return print_erasure(session, app::erase_person(env, asked.person, ground, asked.reason));
}

/// What leaves the house in full is written down before it is shown.
Exit own_data(Session& session, app::Environment& env, const Asked& asked) {
  const auto recorded = app::record_access_now(
      env.database,
      {env.now, env.actor, "", asked.person, store::Seen::exported, asked.reason, "own data", ""});
  if (!recorded) return session.fail(recorded.error());
  const auto data = app::own_data(env, asked.person);
  if (!data) return session.fail(data.error());
  session.print(*data);
  return Exit::ok;
}

Exit looks(Session& session, app::Environment& env, const Asked& asked) {
  constexpr std::int64_t kMost = 1000;
  const auto found = store::access_of_person(env.database, asked.person, {}, kMost);
  if (!found) return session.fail(found.error());
  Json items = Json::array();
  for (const auto& [id, entry] : *found) {
    items.push_back({{"at", entry.at},
                     {"account", entry.account},
                     {"organisation", entry.organisation},
                     {"seen", store::to_text(entry.seen)},
                     {"purpose", entry.purpose}});
    if (session.json()) continue;
    session.print(entry.at + "  " + entry.account + "  " + std::string(to_text(entry.seen)) + "  " +
                  entry.purpose);
  }
  if (session.json()) session.print(Json{{"items", items}}.dump(2));
  return Exit::ok;
}

Exit breach(Session& session, app::Environment& env, const Asked& asked) {
  const auto report = app::breach_report(env, asked.from, asked.until, asked.account);
  if (!report) return session.fail(report.error());
  session.print(asked.csv ? app::breach_csv(*report) : app::breach_json(*report));
  return Exit::ok;
}

using Act = std::function<Exit(app::Environment&)>;

}  // namespace

void add_privacy_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto asked = std::make_shared<Asked>();  // shared: the callbacks outlive this function
  auto* privacy = root.add_subcommand("privacy", "Personal data: grounds, erasure, who looked");
  privacy->require_subcommand(1);
  const auto command = [&](const char* name, const char* what, const char* example, Act act) {
    auto* one = privacy->add_subcommand(name, what);
    one->footer(std::string("Example:\n  payung privacy ") + example);
    one->callback([outcome, &session, act = std::move(act)] {
      const auto environment = session.environment();
      *outcome = environment ? act(**environment) : session.fail(environment.error());
    });
    return one;
  };
  using Env = app::Environment;

  command("bases", "On what ground each sender's data is held", "bases",
          [&session](Env& env) { return bases(session, env); });
  auto* set = command("set-basis", "Record the ground of a sender",
                      "set-basis dinas-pertanian --purpose \"perlindungan petani\" "
                      "--basis public_task --reference \"PKS 1/2025\" --months 60",
                      [&session, asked](Env& env) { return set_basis(session, env, *asked); });
  set->add_option("sender", asked->sender, "Code of the sender")->required();
  set->add_option("--purpose", asked->purpose, "What the data is for")->required();
  set->add_option("--basis", asked->basis, "consent, contract, legal_obligation, ...")->required();
  set->add_option("--reference", asked->reference, "Agreement or regulation");
  set->add_option("--months", asked->months, "How long after a row left its list")->required();

  auto* gone = command("erase", "Erase what may be erased of a person; the ledger stays",
                       "erase 12 --reason \"request 4/2025, decided by the branch\"",
                       [&session, asked](Env& env) { return erase(session, env, *asked); });
  gone->add_option("person", asked->person, "Number of the person")->required();
  gone->add_option("--ground", asked->ground, "asked or retention")
      ->check(CLI::IsMember({"asked", "retention"}));
  gone->add_option("--reason", asked->reason, "Who decided, on what request")->required();

  auto* over =
      command("retention", "Erase every row whose retention is over",
              "retention --reason \"yearly run\"", [&session, asked](Env& env) {
                return print_erasure(session, app::erase_past_retention(env, asked->reason));
              });
  over->add_option("--reason", asked->reason, "Who decided, by which rule")->required();

  auto* own = command("own-data", "All data of one person, for himself; recorded",
                      "own-data 12 --reason \"asked at the counter\" > data.json",
                      [&session, asked](Env& env) { return own_data(session, env, *asked); });
  own->add_option("person", asked->person, "Number of the person")->required();
  own->add_option("--reason", asked->reason, "Why it is handed out")->required();

  auto* log = command("looks", "Who looked at a person, newest first", "looks 12",
                      [&session, asked](Env& env) { return looks(session, env, *asked); });
  log->add_option("person", asked->person, "Number of the person")->required();

  auto* kit = command("breach", "Who could see what in a period",
                      "breach --from 2025-01-01T00:00:00Z --until 2025-02-01T00:00:00Z --csv",
                      [&session, asked](Env& env) { return breach(session, env, *asked); });
  kit->add_option("--from", asked->from, "First moment (UTC)")->required();
  kit->add_option("--until", asked->until, "First moment no longer in it")->required();
  kit->add_option("--account", asked->account, "Of one account only");
  kit->add_flag("--csv", asked->csv, "One line for each account and kind, not JSON");
}

}  // namespace payung::cmd
