// payung members: who is a member in a month, and what happens to them.
#include <CLI/CLI.hpp>

#include "app/record_event.hpp"
#include "cmd/programme_options.hpp"

namespace payung::cmd {
namespace {

using app::Effect;
using enrolment::EventKind;

Result<app::EventQuery> event_query(EventKind kind, const Asked& options) {
  app::EventQuery query{.kind = kind};
  if (!options.nik.empty()) {
    const auto nik = Nik::parse(options.nik);
    if (!nik) return nik.error();
    query.nik = *nik;
  }
  query.person = options.person;
  const auto on = optional_day(options.on);
  if (!on) return on.error();
  query.on = *on;
  query.payer = options.payer;
  if (!options.sector.empty()) {
    const auto sector = parse_sector(options.sector);
    if (!sector) return sector.error();
    query.sector = *sector;
  }
  if (!options.programmes.empty()) {
    const auto programmes = ProgrammeSet::parse(options.programmes);
    if (!programmes) return programmes.error();
    query.programmes = *programmes;
  }
  query.withdraws = options.event;
  query.reason = options.reason;
  query.key = options.key;
  return query;
}

Exit record(Session& session, EventKind kind, const Asked& options) {
  const auto query = event_query(kind, options);
  if (!query) return session.fail(query.error());
  return with_environment(
      session, [&](app::Environment& env) { return app::record_event(env, *query); },
      [&](const app::EventReport& report) {
        const auto& event = report.event;
        if (session.json()) {
          print_json(session, views::event_json(report, views::plain_numbers()));
          return Exit::ok;
        }
        session.print(session.text(
            report.effect == Effect::done ? "programme.recorded" : "programme.recorded_before",
            {{"event", number(event.id)},
             {"person", number(event.person)},
             {"kind", session.text("programme.event." + std::string(to_text(event.kind)))},
             {"on", event.on.text()},
             {"from", event.effective.text()}}));
        return Exit::ok;
      });
}

std::string kpj_text(const Session& session, const app::ListedMember& one) {
  if (!one.kpj) return "-";
  return session.unmask() ? std::string(one.kpj->digits()) : one.kpj->masked();
}

Exit list_members(Session& session, const Asked& options) {
  const auto month = options.month.empty() ? Result<Month>(session.today().month_of())
                                           : Month::parse(options.month);
  if (!month) return session.fail(month.error());
  return with_environment(
      session, [&](app::Environment& env) { return app::list_members(env, *month, options.payer); },
      [&](const std::vector<app::ListedMember>& members) {
        Json rows = Json::array();
        for (const auto& one : members) {
          const std::string kpj = kpj_text(session, one);
          const std::string programmes = one.member.programmes.text();
          if (session.json()) {
            rows.push_back(views::member_json(one, views::plain_numbers(), shown_to(session)));
            continue;
          }
          session.print(session.text("programme.member", {{"person", number(one.member.person)},
                                                          {"kpj", kpj},
                                                          {"payer", one.payer},
                                                          {"sector", to_text(one.member.sector)},
                                                          {"programmes", programmes},
                                                          {"start", one.member.start.text()}}));
        }
        if (session.json()) {
          print_json(session, {{"month", month->text()}, {"members", rows}});
        } else {
          session.print(
              session.text("programme.members",
                           {{"month", month->text()}, {"count", std::to_string(members.size())}}));
        }
        return Exit::ok;
      });
}

CLI::App* add_event(CLI::App& group, Session& session, Outcome outcome, const auto& options,
                    const char* name, const char* help, EventKind kind) {
  auto* command = group.add_subcommand(name, help);
  command->add_option("nik", options->nik, "NIK");
  command->add_option("--person", options->person, "Person number, where the NIK does not tell");
  command->add_option("--on", options->on, "The day it happened (default: today)");
  command->add_option("--reason", options->reason, "Why, without personal data");
  command->add_option("--key", options->key, "The same key again is the same fact");
  command->callback(
      [&session, options, outcome, kind] { *outcome = record(session, kind, *options); });
  command->footer(std::string("Example:\n  payung members ") + name +
                  " 3319020101800001 --on 2025-06-10");
  return command;
}

}  // namespace

void add_member_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto options = std::make_shared<Asked>();
  auto* group = root.add_subcommand("members", "Members of a month, and what happens to them");
  group->require_subcommand(1);
  auto* list = group->add_subcommand("list", "The members of a month");
  list->add_option("--month", options->month, "Month (default: this month)");
  list->add_option("--payer", options->payer, "Payer code");
  list->footer("Example:\n  payung members list --month 2025-03 --payer dinas-perdagangan");
  list->callback([&session, options, outcome] { *outcome = list_members(session, *options); });
  const auto event = [&](const char* name, const char* help, EventKind kind) {
    return add_event(*group, session, outcome, options, name, help, kind);
  };
  event("leave", "A member leaves", EventKind::left);
  event("died", "A member died", EventKind::died);
  event("moved", "A member moved away", EventKind::moved);
  event("got-employer", "A member became a wage earner", EventKind::got_employer);
  auto* payer = event("change-payer", "Somebody else pays from now on", EventKind::payer_changed);
  payer->add_option("--payer", options->payer, "Code of the new payer")->required();
  payer->footer("Example:\n  payung members change-payer 3319020101800001 --payer dbhcht-kudus");
  auto* sector = event("change-sector", "Other work", EventKind::sector_changed);
  sector->add_option("--sector", options->sector, "Such as transport")->required();
  sector->footer("Example:\n  payung members change-sector 3319020101800001 --sector transport");
  auto* terms = event("change-programmes", "Add or drop programmes", EventKind::programmes_changed);
  terms->add_option("--programmes", options->programmes, "Such as JKK+JKM+JHT")->required();
  terms->footer(
      "Example:\n  payung members change-programmes 3319020101800001 "
      "--programmes JKK+JKM+JHT");
  auto* undo = event("withdraw", "Take back an event that was a mistake", EventKind::withdrawn);
  undo->add_option("--event", options->event, "Number of the event")->required();
  undo->footer("Example:\n  payung members withdraw 3319020101800001 --event 17");
}

}  // namespace payung::cmd
