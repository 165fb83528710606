// payung rules test, what-if and impact: the law asked, tested and compared.
#include "cmd/rule_cases.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/law_impact.hpp"
#include "cases/proposal.hpp"
#include "cases/rule_case.hpp"
#include "cases/written.hpp"
#include "cmd/rule_files.hpp"
#include "views/outcome.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct CaseOptions {
  std::vector<std::string> files;
  std::vector<std::string> rules;
  bool untouched = false;
  bool mutate = false;
};

struct AskOptions {
  std::string kind;
  std::string on;
  std::vector<std::string> given;
  std::vector<std::string> rules;
  bool letter = false;
};

struct ImpactOptions {
  std::string from;
  std::string to;
  std::vector<std::string> rules_from;
  std::vector<std::string> rules_to;
  std::string proposal;
};

/// The rules of those files; without files those in use.
Result<rules::RuleBook> book_of(Session& session, const std::vector<std::string>& given) {
  if (given.empty()) {
    const auto book = session.rules();
    if (!book) return book.error();
    return **book;
  }
  const auto files = read_rule_files(given);
  if (!files) return files.error();
  return rules::RuleBook::load(*files);
}

views::Words words_of(const Session& session) {
  return [&session](std::string_view key, auto args) { return session.text(key, args); };
}

Result<std::vector<cases::RuleCase>> read_all_cases(const std::vector<std::string>& given) {
  const auto files = read_rule_files(given);
  if (!files) return files.error();
  std::vector<cases::RuleCase> all;
  for (const rules::RuleFile& file : *files) {
    auto some = cases::read_cases(file);
    if (!some) return some.error();
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

/// Prints what failed; the number of them.
std::size_t print_failures(Session& session, const std::vector<cases::RuleCase>& all,
                           const rules::RuleBook& book, Json& json) {
  std::size_t failed = 0;
  json["failed"] = Json::array();
  for (const cases::RuleCase& one : all) {
    const std::string why = cases::run_case(one, book);
    if (why.empty()) continue;
    ++failed;
    json["failed"].push_back(Json{{"row", one.row}, {"name", one.name}, {"why", why}});
    if (session.json()) continue;
    session.print(
        session.text("benefits.case_failed", {{"row", one.row}, {"name", one.name}, {"why", why}}));
  }
  json["cases"] = all.size();
  if (!session.json()) {
    session.print(session.text("benefits.cases_done", {{"cases", std::to_string(all.size())},
                                                       {"failed", std::to_string(failed)}}));
  }
  return failed;
}

std::size_t print_untouched(Session& session, const std::vector<cases::RuleCase>& all,
                            const rules::RuleBook& book, Json& json) {
  const auto rows = cases::untouched_rows(all, book);
  json["untouched"] = rows;
  if (session.json()) return rows.size();
  for (const std::string& row : rows) {
    session.print(session.text("benefits.untouched", {{"row", row}}));
  }
  session.print(session.text(
      "benefits.coverage_done",
      {{"rows", std::to_string(book.rows().size())}, {"untouched", std::to_string(rows.size())}}));
  return rows.size();
}

std::size_t print_survivors(Session& session, const std::vector<cases::Mutant>& mutants,
                            Json& json) {
  std::size_t survivors = 0;
  json["survivors"] = Json::array();
  for (const cases::Mutant& mutant : mutants) {
    if (mutant.killed) continue;
    ++survivors;
    json["survivors"].push_back(Json{{"row", mutant.row}, {"change", mutant.change}});
    if (session.json()) continue;
    session.print(
        session.text("benefits.survivor", {{"row", mutant.row}, {"change", mutant.change}}));
  }
  json["mutants"] = mutants.size();
  if (!session.json()) {
    session.print(session.text(
        "benefits.mutants_done",
        {{"mutants", std::to_string(mutants.size())}, {"survivors", std::to_string(survivors)}}));
  }
  return survivors;
}

Exit test(Session& session, const CaseOptions& options) {
  const auto book = book_of(session, options.rules);
  if (!book) return session.fail(book.error());
  const auto all = read_all_cases(options.files);
  if (!all) return session.fail(all.error());
  Json json;
  std::size_t faults = print_failures(session, *all, *book, json);
  if (options.untouched) faults += print_untouched(session, *all, *book, json);
  if (options.mutate && faults == 0) {
    const auto mutants = cases::mutate(*all, *book);
    if (!mutants) return session.fail(mutants.error());
    faults += print_survivors(session, *mutants, json);
  }
  if (session.json()) session.print(json.dump(2));
  return faults == 0 ? Exit::ok : Exit::failed;
}

/// A day, or a month by its first day; today when nothing was said.
Result<Date> day_asked(const std::string& text, Date today) {
  if (text.empty()) return today;
  const auto day = cases::written_day(text);
  if (day) return *day;
  if (const auto month = cases::written_month(text)) return month->first_day();
  return Error{Errc::bad_date, "--on", day.error().detail};
}

Exit what_if(Session& session, const AskOptions& options) {
  const auto book = book_of(session, options.rules);
  if (!book) return session.fail(book.error());
  const auto on = day_asked(options.on, session.today());
  if (!on) return session.fail(on.error());
  cases::Question question{options.kind, *on, {}};
  for (const std::string& given : options.given) {
    if (const Status status = question.add(given); !status) return session.fail(status.error());
  }
  const auto outcome = cases::answer(question, *book);
  if (!outcome) return session.fail(outcome.error());
  if (session.json()) {
    session.print(views::outcome_json(*outcome, *question.on).dump(2));
    return Exit::ok;
  }
  const views::Words words = words_of(session);
  for (const std::string& line : options.letter
                                     ? views::outcome_letter(*outcome, *question.on, words)
                                     : views::outcome_lines(*outcome, words)) {
    session.print(line);
  }
  return Exit::ok;
}

Json tally_json(const cases::Tally& tally) {
  return Json{{"gain", tally.gain},
              {"lose", tally.lose},
              {"same", tally.same},
              {"before", tally.before.amount()},
              {"after", tally.after.amount()}};
}

Json tallies_json(const std::map<std::string, cases::Tally>& tallies) {
  Json json = Json::object();
  for (const auto& [name, tally] : tallies) json[name] = tally_json(tally);
  return json;
}

Json impact_json(const app::LawImpact& found) {
  Json json{{"members", found.members}};
  json["differences"] = Json::array();
  for (const cases::Difference& one : found.impact.differences) {
    json["differences"].push_back(
        Json{{"key", one.key}, {"before", one.before}, {"after", one.after}});
  }
  json["measures"] = Json::array();
  for (const cases::MeasureImpact& one : found.impact.measures) {
    json["measures"].push_back(Json{{"measure", to_text(one.measure)},
                                    {"all", tally_json(one.all)},
                                    {"by_region", tallies_json(one.by_region)},
                                    {"by_sector", tallies_json(one.by_sector)}});
  }
  return json;
}

void print_tally(Session& session, const char* key, const std::string& name,
                 const cases::Tally& tally) {
  session.print(session.text(key, {{"measure", name},
                                   {"name", name.empty() ? "-" : name},
                                   {"gain", std::to_string(tally.gain)},
                                   {"lose", std::to_string(tally.lose)},
                                   {"same", std::to_string(tally.same)},
                                   {"before", tally.before.text()},
                                   {"after", tally.after.text()}}));
}

void print_impact(Session& session, const cases::Impact& impact) {
  const std::string none = session.text("benefits.impact.no_value");
  session.print(session.text(impact.differences.empty() ? "benefits.impact.none"
                                                        : "benefits.impact.differences"));
  for (const cases::Difference& one : impact.differences) {
    session.print(session.text("benefits.impact.difference",
                               {{"key", one.key},
                                {"before", one.before.empty() ? none : one.before},
                                {"after", one.after.empty() ? none : one.after}}));
  }
  for (const cases::MeasureImpact& one : impact.measures) {
    print_tally(session, "benefits.impact.head",
                session.text("benefits.impact." + std::string(to_text(one.measure))), one.all);
    session.print(session.text("benefits.impact.region"));
    for (const auto& [name, tally] : one.by_region) {
      print_tally(session, "benefits.impact.row", name, tally);
    }
    session.print(session.text("benefits.impact.sector"));
    for (const auto& [name, tally] : one.by_sector) {
      print_tally(session, "benefits.impact.row", name, tally);
    }
  }
}

/// The rules after: other files, a proposal's values, or both.
Result<rules::RuleBook> book_after(Session& session, const ImpactOptions& options, Date on) {
  auto book = book_of(session, options.rules_to);
  if (!book || options.proposal.empty()) return book;
  const auto files = read_rule_files({options.proposal});
  if (!files) return files.error();
  const auto proposal = cases::parse_proposal(files->front().text);
  if (!proposal) return proposal.error();
  return cases::with_proposal(*book, *proposal, on);
}

Exit impact(Session& session, const ImpactOptions& options) {
  const auto before = book_of(session, options.rules_from);
  if (!before) return session.fail(before.error());
  const auto from =
      options.from.empty() ? Result<Date>(session.today()) : Date::parse(options.from);
  if (!from) return session.fail(from.error());
  const auto to = options.to.empty() ? Result<Date>(session.today()) : Date::parse(options.to);
  if (!to) return session.fail(to.error());
  const auto after = book_after(session, options, *to);
  if (!after) return session.fail(after.error());
  const auto env = session.environment();
  if (!env) return session.fail(env.error());
  const auto found = app::law_impact(**env, {{&*before, *from}, {&*after, *to}});
  if (!found) return session.fail(found.error());
  if (session.json()) {
    session.print(impact_json(*found).dump(2));
  } else {
    print_impact(session, found->impact);
  }
  return Exit::ok;
}

}  // namespace

void add_rule_case_commands(CLI::App& group, Session& session, Outcome outcome) {
  const auto cases = std::make_shared<CaseOptions>();
  auto* test_command = group.add_subcommand("test", "Run rule cases: the law against examples");
  test_command->add_option("file", cases->files, "Files or folders of cases, such as rules/cases")
      ->required();
  test_command->add_option("--rules", cases->rules, "Rules files or folders (default: in use)");
  test_command->add_flag("--coverage", cases->untouched, "List the rules that no case touches");
  test_command->add_flag("--mutate", cases->mutate,
                         "Change each rule by one unit: some case must fail");
  test_command->footer("Example:\n  payung rules test rules/cases --coverage --mutate");
  test_command->callback([&session, cases, outcome] { *outcome = test(session, *cases); });

  const auto ask = std::make_shared<AskOptions>();
  auto* ask_command = group.add_subcommand("what-if", "What is owed if: every step and its source");
  ask_command->add_option("kind", ask->kind, "Such as jkk, jkm, scholarship, bpu_dues, pu_dues")
      ->required();
  ask_command->add_option("given", ask->given, "name=value, such as wage=1000000");
  ask_command->add_option("--on", ask->on, "The day of the event or the month (today)");
  ask_command->add_option("--rules", ask->rules, "Rules files or folders (default: in use)");
  ask_command->add_flag("--letter", ask->letter, "As a letter to the family");
  ask_command->footer(
      "Example:\n  payung rules what-if jkk --on 2025-01-15 wage=1000000 ending=death");
  ask_command->callback([&session, ask, outcome] { *outcome = what_if(session, *ask); });

  const auto compared = std::make_shared<ImpactOptions>();
  auto* impact_command =
      group.add_subcommand("impact", "Who of the members gains or loses by a change of the law");
  impact_command->add_option("--from", compared->from, "The law as of this day (today)");
  impact_command->add_option("--to", compared->to, "Compared with this day (today)");
  impact_command->add_option("--rules-from", compared->rules_from, "Other rules before");
  impact_command->add_option("--rules-to", compared->rules_to, "Other rules after: a proposal");
  impact_command->add_option("--proposal", compared->proposal,
                             "A file of values to try: JKM.contribution = 7_800");
  impact_command->footer(
      "Example:\n  payung rules impact --from 2026-03-01 --to 2026-05-01\n"
      "  payung rules impact --proposal proposal.toml\n"
      "  payung rules impact --rules-to proposal/");
  impact_command->callback(
      [&session, compared, outcome] { *outcome = impact(session, *compared); });
}

}  // namespace payung::cmd
