// payung payers, eligibility, plan, allocate, enrol: who may and who pays.
#include <CLI/CLI.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/allocate.hpp"
#include "app/decide_eligibility.hpp"
#include "app/enrol.hpp"
#include "app/plan.hpp"
#include "cmd/programme_options.hpp"

namespace payung::cmd {
namespace {

using app::Effect;

/// The billion of "what the next billion buys".
constexpr std::int64_t kStepRupiah = 1'000'000'000;

// ---- payers ----------------------------------------------------------------------------------

Exit load_payers(Session& session, const Asked& options) {
  std::ifstream file(options.file, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return session.fail({Errc::io, options.file});
  return with_environment(
      session,
      [&](app::Environment& env) { return app::load_programme(env, options.file, text.str()); },
      [&](const app::LoadReport& report) {
        const auto& version = report.programme.version;
        const auto& funding = report.programme.file.funding;
        if (session.json()) {
          print_json(session, views::load_json(report));
          return Exit::ok;
        }
        session.print(session.text(
            report.effect == Effect::done ? "programme.loaded" : "programme.loaded_before",
            {{"scheme", version.code},
             {"version", number(version.version)},
             {"payers", std::to_string(funding.payers.size())},
             {"budgets", std::to_string(funding.budgets.size())}}));
        return Exit::ok;
      });
}

std::string limit_text(const Session& session, const allocation::Budget& budget) {
  if (budget.amount) return budget.amount->text();
  if (budget.heads_max) {
    return session.text("programme.heads", {{"heads", number(*budget.heads_max)}});
  }
  return session.text("programme.no_limit");
}

Exit list_payers(Session& session, const Asked& options) {
  return with_environment(
      session, [&](app::Environment& env) { return app::stored_programme(env, options.scheme); },
      [&](const app::StoredProgramme& programme) {
        const auto& funding = programme.file.funding;
        Json rows = Json::array();
        for (const auto& budget : funding.budgets) {
          for (const auto& payer : funding.payers) {
            if (payer.id != budget.payer) continue;
            rows.push_back(views::budget_json(budget, payer));
            if (session.json()) continue;
            session.print(
                session.text("programme.budget", {{"code", budget.code},
                                                  {"name", payer.name},
                                                  {"kind", to_text(payer.kind)},
                                                  {"period", budget.months.text()},
                                                  {"limit", limit_text(session, budget)}}));
          }
        }
        if (session.json()) {
          print_json(session, {{"scheme", programme.version.code},
                               {"version", programme.version.version},
                               {"budgets", rows}});
        }
        return Exit::ok;
      });
}

// ---- eligibility -----------------------------------------------------------------------------

Exit run_eligibility(Session& session, const Asked& options) {
  const auto on = optional_day(options.on);
  if (!on) return session.fail(on.error());
  return with_environment(
      session,
      [&](app::Environment& env) { return app::decide_eligibility(env, options.scheme, *on); },
      [&](const app::EligibilityReport& report) {
        if (session.json()) {
          print_json(session, views::eligibility_json(report));
          return Exit::ok;
        }
        session.print(session.text("programme.decided", {{"scheme", report.scheme},
                                                         {"on", report.on.text()},
                                                         {"people", number(report.people)},
                                                         {"yes", number(report.yes)},
                                                         {"ask", number(report.ask)},
                                                         {"no", number(report.no)}}));
        for (const auto& [code, count] : report.reasons) {
          session.print(session.text(
              "programme.reason_count",
              {{"count", number(count)}, {"reason", session.text("eligibility." + code)}}));
        }
        session.print(report.effect == Effect::done
                          ? session.text("programme.changed", {{"changed", number(report.changed)}})
                          : session.text("programme.nothing_new"));
        return Exit::ok;
      });
}

void print_explanation(Session& session, const app::PersonExplanation& one) {
  session.print(session.text("programme.answer." + one.eligibility.answer,
                             {{"person", number(one.person)}, {"on", one.eligibility.decided_on}}));
  for (const auto& condition : one.eligibility.conditions) {
    session.print(session.text("programme.condition",
                               {{"reason", session.text("eligibility." + condition.code)},
                                {"detail", condition.detail},
                                {"citation", condition.citation}}));
  }
  if (one.standing.empty()) return;
  session.print(session.text("programme.standing." + one.standing,
                             {{"rank", number(one.rank)},
                              {"budget", one.budget},
                              {"exhausted", number(one.exhausted_at_rank)},
                              {"barriers", one.barriers}}));
}

Exit explain(Session& session, const Asked& options) {
  const auto nik = Nik::parse(options.nik);
  if (!nik) return session.fail(nik.error());
  return with_environment(
      session,
      [&](app::Environment& env) { return app::explain_eligibility(env, options.scheme, *nik); },
      [&](const std::vector<app::PersonExplanation>& all) {
        Json rows = Json::array();
        for (const auto& one : all) {
          rows.push_back(views::explanation_json(one, views::plain_numbers()));
          if (!session.json()) print_explanation(session, one);
        }
        if (session.json()) print_json(session, rows);
        return Exit::ok;
      });
}

// ---- plan ------------------------------------------------------------------------------------

Result<app::PlanQuery> plan_query(const Asked& options) {
  app::PlanQuery query{.scheme = options.scheme};
  if (!options.budget.empty()) {
    const auto budget = app::parse_budget(options.budget);
    if (!budget) return budget.error();
    query.budget = *budget;
  }
  query.step = Rupiah(kStepRupiah);
  if (!options.step.empty()) {
    const auto step = app::parse_budget(options.step);
    if (!step) return step.error();
    if (*step <= Rupiah(0)) return Error{Errc::bad_amount, "--step", options.step};
    query.step = *step;
  }
  if (!options.payer.empty()) {
    const auto kind = parse_payer_kind(options.payer);
    if (!kind) return Error{Errc::bad_option, "--payer-kind", kind.error().detail};
    query.payer = *kind;
  }
  const auto from = optional_month(options.from);
  if (!from) return from.error();
  query.from = *from;
  if (options.months != 0) query.months = options.months;
  return query;
}

Exit show_plan(Session& session, const Asked& options) {
  const auto query = plan_query(options);
  if (!query) return session.fail(query.error());
  return with_environment(
      session, [&](app::Environment& env) { return app::plan(env, *query); },
      [&](const app::PlanReport& report) {
        if (session.json()) {
          print_json(session, views::plan_json(report));
          return Exit::ok;
        }
        session.print(session.text(
            "programme.plan", {{"budget", report.budget ? report.budget->text()
                                                        : session.text("programme.own_budgets")},
                               {"months", report.months.text()},
                               {"covered", number(report.covered)},
                               {"people", number(report.people)},
                               {"waiting", number(report.waiting)},
                               {"unfundable", number(report.unfundable)},
                               {"cost", report.cost.text()}}));
        for (const auto& group : report.groups) {
          if (group.covered == group.people) continue;
          session.print(session.text("programme.left_out",
                                     {{"by", session.text("programme.by." + group.by)},
                                      {"key", group.key},
                                      {"left_out", number(group.people - group.covered)},
                                      {"people", number(group.people)}}));
        }
        for (const auto& step : report.steps) {
          session.print(session.text("programme.next", {{"more", step.more.text()},
                                                        {"added", number(step.added)},
                                                        {"covered", number(step.covered)}}));
        }
        return Exit::ok;
      });
}

// ---- allocate, enrol -------------------------------------------------------------------------

Exit show_allocation(Session& session, const app::AllocationReport& report) {
  if (session.json()) {
    print_json(session, views::allocation_json(report));
    return Exit::ok;
  }
  session.print(session.text("programme.allocated", {{"scheme", report.scheme},
                                                     {"from", report.from.text()},
                                                     {"people", number(report.people)},
                                                     {"paid", number(report.paid)},
                                                     {"members", number(report.of_them_members)},
                                                     {"waiting", number(report.waiting)},
                                                     {"unfundable", number(report.unfundable)}}));
  for (const auto& one : report.budgets) {
    const std::string cost = one.cost.text();
    session.print(session.text("programme.use",
                               {{"code", one.code}, {"heads", number(one.heads)}, {"cost", cost}}));
    if (one.exhausted_at_rank == 0) continue;
    session.print(session.text("programme.exhausted", {{"rank", number(one.exhausted_at_rank)}}));
  }
  session.print(session.text("programme.guarantee." + report.guarantee));
  if (report.effect == Effect::nothing_new) session.print(session.text("programme.nothing_new"));
  return Exit::ok;
}

Exit allocate(Session& session, const Asked& options) {
  const auto from = optional_month(options.from);
  if (!from) return session.fail(from.error());
  return with_environment(
      session,
      [&](app::Environment& env) { return app::allocate_budgets(env, options.scheme, *from); },
      [&](const app::AllocationReport& report) { return show_allocation(session, report); });
}

Exit enrol(Session& session, const Asked& options) {
  return with_environment(
      session, [&](app::Environment& env) { return app::enrol_allocated(env, options.scheme); },
      [&](const app::EnrolReport& report) {
        if (session.json()) {
          print_json(session, views::enrol_json(report));
          return Exit::ok;
        }
        session.print(session.text("programme.enrolled", {{"scheme", report.scheme},
                                                          {"enrolled", number(report.enrolled)},
                                                          {"already", number(report.already)}}));
        for (const auto& [reason, count] : report.refused) {
          session.print(
              session.text("programme.refused", {{"count", number(count)}, {"reason", reason}}));
        }
        if (report.effect == Effect::nothing_new) {
          session.print(session.text("programme.nothing_new"));
        } else {
          session.print(session.text("programme.start", {{"citation", report.start_citation}}));
          session.print(session.text("programme.provisional"));
        }
        return Exit::ok;
      });
}

void add_payers(CLI::App& root, Session& session, Outcome outcome, const auto& options) {
  auto* group = root.add_subcommand("payers", "Schemes, payers and their budgets");
  group->require_subcommand(1);
  auto* load =
      group->add_subcommand("load", "Load a programme file; a changed one is a new version");
  load->add_option("file", options->file, "Programme file")->required();
  load->footer("Example:\n  payung payers load scenarios/kudus-2025/programme.toml");
  load->callback([&session, options, outcome] { *outcome = load_payers(session, *options); });
  auto* list = group->add_subcommand("list", "The budgets of a scheme and who is billed");
  list->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  list->footer("Example:\n  payung payers list --scheme kudus-2025");
  list->callback([&session, options, outcome] { *outcome = list_payers(session, *options); });
}

void add_eligibility(CLI::App& root, Session& session, Outcome outcome, const auto& options) {
  auto* group = root.add_subcommand("eligibility", "Who may be covered, and why (not)");
  group->require_subcommand(1);
  auto* run = group->add_subcommand("run", "Decide for everybody whom a list asks to cover");
  run->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  run->add_option("--on", options->on, "Day at which ages count (default: today)");
  run->footer("Example:\n  payung eligibility run --scheme kudus-2025 --on 2025-01-01");
  run->callback([&session, options, outcome] { *outcome = run_eligibility(session, *options); });
  auto* why = group->add_subcommand("explain", "Every condition for one person, with its source");
  why->add_option("nik", options->nik, "NIK")->required();
  why->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  why->footer("Example:\n  payung eligibility explain 3319020101800001");
  why->callback([&session, options, outcome] { *outcome = explain(session, *options); });
}

void add_funding(CLI::App& root, Session& session, Outcome outcome, const auto& options) {
  auto* plan = root.add_subcommand("plan", "What a budget would cover; stores nothing");
  plan->add_option("--budget", options->budget,
                   "5e9, 5.000.000.000 or \"5 miliar\" (default: the "
                   "programme's budgets)");
  plan->add_option("--months", options->months, "For how many months (default: to the end)");
  plan->add_option("--from", options->from, "First month (default: this month)");
  plan->add_option("--payer-kind", options->payer, "Whose money it is (default: apbd_regency)");
  plan->add_option("--step", options->step, "What the next money is (default: 1 miliar)");
  plan->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  plan->footer(
      "Example:\n  payung plan --budget 5e9 --months 12\n  payung plan --budget \"1,5 miliar\"");
  plan->callback([&session, options, outcome] { *outcome = show_plan(session, *options); });
  auto* share = root.add_subcommand("allocate", "Decide who pays for whom, within every budget");
  share->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  share->add_option("--from", options->from, "First month to give (default: this month)");
  share->footer("Example:\n  payung allocate --scheme kudus-2025 --from 2025-01");
  share->callback([&session, options, outcome] { *outcome = allocate(session, *options); });
  auto* enrolling = root.add_subcommand("enrol", "Make members of those who have a payer");
  enrolling->add_option("--scheme", options->scheme, "Scheme code (default: the only one)");
  enrolling->footer("Example:\n  payung enrol --scheme kudus-2025");
  enrolling->callback([&session, options, outcome] { *outcome = enrol(session, *options); });
}

}  // namespace

void add_programme_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto options = std::make_shared<Asked>();
  add_payers(root, session, outcome, options);
  add_eligibility(root, session, outcome, options);
  add_funding(root, session, outcome, options);
  add_member_commands(root, session, outcome);
}

}  // namespace payung::cmd
