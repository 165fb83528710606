// payung status: covered or not, by whom, until when, and why.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/status_of_person.hpp"
#include "cmd/money.hpp"
#include "views/money.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string nik;
  std::string on;
};

std::string shown_nik(const Session& session, const Nik& nik) {
  return session.unmask() ? std::string(nik.digits()) : nik.masked();
}

std::string citation_text(const Session& session, const rules::Value& value) {
  const std::string text =
      session.text("status.citation", {{"source", value.source.citation()}, {"row", value.row}});
  if (value.source.checked != rules::Checked::unverified) return text;
  return text + " " + session.text("status.unverified");
}

void print_programme(Session& session, const app::ProgrammeStatus& one) {
  const coverage::Answer& answer = one.answer;
  const auto word = [&](std::string_view group, std::string_view what) {
    return session.text("status." + std::string(group) + "." + std::string(what));
  };
  session.print(
      session.text("status.programme", {{"programme", to_text(one.programme)},
                                        {"state", word("state", to_text(answer.state))},
                                        {"reason", word("reason", to_text(answer.reason))}}));
  if (one.paid_line && one.paid_by) {
    session.print(session.text("status.paid", {{"month", answer.paid_month->text()},
                                               {"payer", one.paid_by->name},
                                               {"bill", std::to_string(one.paid_line->bill)},
                                               {"payment", std::to_string(*one.paid_line->payment)},
                                               {"day", one.paid_line->paid_on->text()},
                                               {"rules", one.paid_line->rule_rows}}));
  }
  if (answer.covered_until) {
    session.print(session.text("status.until", {{"day", answer.covered_until->text()}}));
  }
  if (answer.months_unpaid > 0) {
    session.print(
        session.text("status.months_unpaid", {{"months", std::to_string(answer.months_unpaid)}}));
  }
  for (const rules::Value& value : answer.citations) session.print(citation_text(session, value));
}

void print_person(Session& session, const app::StatusResult& result,
                  const app::PersonStatus& person) {
  std::string headline =
      session.text("status.covered." + std::string(to_text(person.covered)),
                   {{"nik", shown_nik(session, result.nik)}, {"day", result.on.text()}});
  if (views::rests_on_doubt(person)) headline += " (" + session.text("status.unverified") + ")";
  session.print(headline);
  if (person.programmes.empty()) session.print(session.text("status.no_member"));
  if (person.payer) session.print(session.text("status.payer", {{"payer", person.payer->name}}));
  for (const auto& one : person.programmes) print_programme(session, one);
  for (const app::OpenDue& due : person.due) {
    session.print(session.text("status.due", {{"month", due.month.text()},
                                              {"amount", due.amount.text()},
                                              {"payer", due.payer.name},
                                              {"bill", std::to_string(due.bill)},
                                              {"day", due.due_on.text()}}));
  }
}

Exit status(Session& session, const Options& options) {
  const auto nik = Nik::parse(options.nik);
  if (!nik) return session.fail(nik.error());
  const auto on = options.on.empty() ? Result<Date>(session.today()) : Date::parse(options.on);
  if (!on) return session.fail(on.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto result = app::status_of_person(**environment, *nik, *on);
  if (!result) return session.fail(result.error());
  if (session.json()) {
    Json json;
    json["nik"] = shown_nik(session, result->nik);
    json["on"] = result->on.text();
    json["known"] = !result->people.empty();
    json["people"] = Json::array();
    for (const auto& person : result->people)
      json["people"].push_back(views::status_json(person, views::plain_numbers()));
    session.print(json.dump(2));
    return Exit::ok;
  }
  if (result->people.empty()) {
    session.print(session.text("status.unknown", {{"nik", shown_nik(session, result->nik)}}));
  }
  if (result->people.size() > 1) session.print(session.text("status.several"));
  for (const auto& person : result->people) print_person(session, *result, person);
  return Exit::ok;
}

}  // namespace

void add_status_command(CLI::App& root, Session& session, const Outcome& outcome) {
  const auto options = std::make_shared<Options>();
  auto* command = root.add_subcommand("status", "Is somebody covered, by whom, until when, why");
  command->add_option("nik", options->nik, "The NIK, sixteen digits")->required();
  command->add_option("--on", options->on, "The day asked for (default: today)");
  command->footer("Example:\n  payung status 3319020101800001 --on 2025-06-15");
  command->callback([&session, outcome, options] { *outcome = status(session, *options); });
}

}  // namespace payung::cmd
