// payung rules: what the law says, since when, where it stands, and how far it was read.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cmd/command.hpp"
#include "cmd/rule_cases.hpp"
#include "cmd/rule_files.hpp"
#include "rules/rule_book.hpp"
#include "views/rules.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;
using rules::RuleBook;

struct Options {
  std::string key;
  std::string on;
  std::vector<std::string> files;
};

Result<Date> asked_day(const Session& session, const Options& options) {
  return options.on.empty() ? Result<Date>(session.today()) : Date::parse(options.on);
}

/// "1,5": hundredths of a percent as a percentage.
std::string percent(const Session& session, std::int64_t basis_points) {
  std::string text = std::to_string(basis_points / 100);
  const std::int64_t rest = basis_points % 100;
  if (rest == 0) return text;
  text += session.language() == "id" ? "," : ".";
  text += std::to_string(rest / 10);
  if (rest % 10 != 0) text += std::to_string(rest % 10);
  return text;
}

/// "6800 rupiah (Rp6.800)", "100 basis_points (1%)", "3 months", "on_receipt".
std::string shown(const Session& session, const rules::Value& value) {
  const std::string number = std::to_string(value.number);
  const std::string plain = number + " " + std::string(to_text(value.unit));
  switch (value.unit) {
    case rules::Unit::rupiah: return plain + " (" + value.rupiah().text() + ")";
    case rules::Unit::basis_points: return plain + " (" + percent(session, value.number) + "%)";
    case rules::Unit::word: return value.word;
    case rules::Unit::months:
    case rules::Unit::days:
    case rules::Unit::working_days:
    case rules::Unit::years:
    case rules::Unit::day_of_month:
    case rules::Unit::persons:
    case rules::Unit::programmes: return plain;
  }
  PAYUNG_CHECK(false && "a Unit outside its list");
}

/// "ends 2027-04-01", or that there is no end yet.
std::string end_text(const Session& session, const std::optional<Date>& until) {
  return until ? session.text("rules.ends", {{"day", until->text()}}) : session.text("rules.open");
}

void print_source(Session& session, const rules::Source& source, const std::string& row, Date on) {
  const std::string checked = session.text("rules.checked." + std::string(to_text(source.checked)));
  session.print(session.text("rules.source", {{"source", source.citation()}}));
  session.print(session.text("rules.read", {{"checked", checked}, {"seen", source.seen}}));
  session.print(session.text("rules.review", {{"day", source.review.text()}}));
  if (!source.note.empty()) session.print(session.text("rules.note", {{"note", source.note}}));
  session.print(session.text("rules.row", {{"row", row}}));
  if (source.checked == rules::Checked::unverified) {
    session.print(session.text("rules.warn_unverified"));
  }
  if (source.review <= on) {
    session.print(session.text("rules.warn_review", {{"day", source.review.text()}}));
  }
}

Exit show_value(Session& session, const RuleBook& book, const std::string& key, Date on) {
  const auto value = book.find(key, on);
  if (!value) return session.fail(value.error());
  const auto history = book.history(key);
  if (!history) return session.fail(history.error());
  if (session.json()) {
    Json json = views::value_json(*value, on);
    json["on"] = on.text();
    json["history"] = Json::array();
    for (const rules::Value& row : *history) json["history"].push_back(views::value_json(row, on));
    session.print(json.dump(2));
    return Exit::ok;
  }
  session.print(session.text(
      "rules.value", {{"key", key}, {"day", on.text()}, {"value", shown(session, *value)}}));
  session.print(session.text(
      "rules.period", {{"from", value->from.text()}, {"end", end_text(session, value->until)}}));
  print_source(session, value->source, value->row, on);
  session.print(session.text("rules.history"));
  for (const rules::Value& row : *history) {
    session.print(session.text("rules.history_row", {{"from", row.from.text()},
                                                     {"end", end_text(session, row.until)},
                                                     {"value", shown(session, row)},
                                                     {"source", row.source.citation()},
                                                     {"checked", to_text(row.source.checked)},
                                                     {"row", row.row}}));
  }
  return Exit::ok;
}

/// The income table in force on the day. The line above tells where each line begins.
Exit show_brackets(Session& session, const RuleBook& book, Date on) {
  if (const auto any = book.bracket(on, Rupiah(0)); !any) return session.fail(any.error());
  Json lines = Json::array();
  std::optional<Rupiah> above;
  if (!session.json()) session.print(session.text("rules.brackets", {{"day", on.text()}}));
  for (const rules::Bracket& line : book.brackets()) {
    if (on < line.from || (line.until && *line.until <= on)) continue;
    if (session.json()) {
      lines.push_back(views::bracket_json(line, above, on));
    } else {
      const Rupiah lowest(above ? above->amount() + 1 : 0);
      const std::string highest = line.income_max ? line.income_max->text() : "...";
      session.print(session.text("rules.bracket", {{"from", lowest.text()},
                                                   {"to", highest},
                                                   {"basis", line.basis.text()},
                                                   {"source", line.source.citation()},
                                                   {"checked", to_text(line.source.checked)},
                                                   {"row", line.row}}));
    }
    above = line.income_max;
  }
  if (session.json()) {
    session.print(
        Json{{"key", "BPU.income_table"}, {"on", on.text()}, {"unit", "rupiah"}, {"lines", lines}}
            .dump(2));
  }
  return Exit::ok;
}

template <class Kind>
std::string words_text(const std::vector<Kind>& kinds) {
  std::string text;
  for (const Kind kind : kinds) text.append(text.empty() ? "" : ", ").append(to_text(kind));
  return text;
}

void print_relief(Session& session, const rules::Relief& relief, Date on) {
  const bool in_force = relief.months.contains(on.month_of());
  const Month last = relief.months.until.plus(-1);
  session.print(session.text(
      in_force ? "rules.relief_in_force" : "rules.relief",
      {{"key", relief.key}, {"from", relief.months.from.text()}, {"last", last.text()}}));
  session.print(
      session.text("rules.relief_due", {{"programmes", relief.programmes.text()},
                                        {"due", percent(session, relief.due_basis_points)}}));
  const auto print_words = [&](const char* key, const std::string& words) {
    if (!words.empty()) session.print(session.text(key, {{"words", words}}));
  };
  print_words("rules.relief_sectors", words_text(relief.sectors));
  print_words("rules.relief_sectors_excluded", words_text(relief.sectors_excluded));
  print_words("rules.relief_excluded", words_text(relief.payers_excluded));
  print_words("rules.relief_in_doubt", words_text(relief.payers_in_doubt));
  print_source(session, relief.source, relief.row, on);
}

/// All reliefs, or the one of that key. False: there is none of that key.
bool show_reliefs(Session& session, const RuleBook& book, const std::string& key, Date on) {
  Json list = Json::array();
  bool any = false;
  for (const rules::Relief& relief : book.reliefs()) {
    if (!key.empty() && relief.key != key) continue;
    any = true;
    if (session.json()) {
      list.push_back(views::relief_json(relief, on));
    } else {
      print_relief(session, relief, on);
    }
  }
  if (!any && !key.empty()) return false;
  if (session.json()) {
    session.print(Json{{"key", "reliefs"}, {"on", on.text()}, {"reliefs", list}}.dump(2));
  } else if (!any) {
    session.print(session.text("rules.no_reliefs"));
  }
  return true;
}

Exit show(Session& session, const Options& options) {
  const auto book = session.rules();
  if (!book) return session.fail(book.error());
  const auto on = asked_day(session, options);
  if (!on) return session.fail(on.error());
  const std::string& key = options.key;
  if (key == "BPU.income_table" || key == "BPU.income_bracket" || key == "brackets") {
    return show_brackets(session, **book, *on);
  }
  const bool all_reliefs = key == "reliefs" || key == "relief";
  if (show_reliefs(session, **book, all_reliefs ? "" : key, *on)) return Exit::ok;
  return show_value(session, **book, key, *on);
}

Exit list(Session& session, const Options& options) {
  const auto book = session.rules();
  if (!book) return session.fail(book.error());
  const auto on = asked_day(session, options);
  if (!on) return session.fail(on.error());
  Json rows = Json::array();
  for (const std::string& key : (*book)->keys()) {
    const auto value = (*book)->find(key, *on);
    if (session.json()) {
      rows.push_back(value ? views::value_json(*value, *on)
                           : Json{{"key", key}, {"value", nullptr}});
    } else if (value) {
      session.print(session.text("rules.list_row", {{"key", key},
                                                    {"value", shown(session, *value)},
                                                    {"source", value->source.citation()},
                                                    {"checked", to_text(value->source.checked)}}));
    } else {
      session.print(session.text("rules.list_none", {{"key", key}, {"day", on->text()}}));
    }
  }
  if (session.json()) {
    session.print(Json{{"on", on->text()}, {"values", rows}}.dump(2));
  } else {
    session.print(session.text("rules.list_more"));
  }
  return Exit::ok;
}

void print_findings(Session& session, const RuleBook& book, Date on) {
  const std::vector<rules::Finding> findings = book.findings(on);
  if (session.json()) {
    Json list = Json::array();
    for (const rules::Finding& finding : findings) {
      Json json{{"concern", to_text(finding.concern)}, {"key", finding.key}};
      views::add_source(json, finding.source, finding.row, on);
      list.push_back(json);
    }
    session.print(Json{
        {"ok", true},
        {"on", on.text()},
        {"keys", book.keys().size()},
        {"income_lines", book.brackets().size()},
        {"reliefs", book.reliefs().size()},
        {"findings",
         list}}.dump(2));
    return;
  }
  for (const rules::Finding& finding : findings) {
    session.print(session.text("rules.concern." + std::string(to_text(finding.concern)),
                               {{"row", finding.row},
                                {"key", finding.key},
                                {"source", finding.source.citation()},
                                {"day", finding.source.review.text()},
                                {"note", finding.source.note}}));
  }
  session.print(
      session.text("rules.checked_book", {{"keys", std::to_string(book.keys().size())},
                                          {"lines", std::to_string(book.brackets().size())},
                                          {"reliefs", std::to_string(book.reliefs().size())},
                                          {"findings", std::to_string(findings.size())}}));
}

Exit check(Session& session, const Options& options) {
  const auto on = asked_day(session, options);
  if (!on) return session.fail(on.error());
  if (!options.files.empty()) {
    const auto files = read_rule_files(options.files);
    if (!files) return session.fail(files.error());
    const auto book = RuleBook::load(*files);
    if (!book) return session.fail(book.error());
    print_findings(session, *book, *on);
    return Exit::ok;
  }
  const auto book = session.rules();
  if (!book) return session.fail(book.error());
  print_findings(session, **book, *on);
  return Exit::ok;
}

}  // namespace

void add_rules_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto options = std::make_shared<Options>();
  auto* group = root.add_subcommand("rules", "The law as data: values, sources, history");
  group->require_subcommand(1);

  auto* show_command = group->add_subcommand("show", "What a rule says on a day, and its source");
  show_command
      ->add_option("key", options->key, "Such as JKM.contribution, BPU.income_table or reliefs")
      ->required();
  show_command->add_option("--on", options->on, "The day asked for, such as 2025-01-15 (today)");
  show_command->footer(
      "Example:\n  payung rules show JKM.contribution --on 2025-01-15\n"
      "  payung rules show reliefs --on 2026-05-01");
  show_command->callback([&session, options, outcome] { *outcome = show(session, *options); });

  auto* list_command = group->add_subcommand("list", "Every rule and its value on a day");
  list_command->add_option("--on", options->on, "The day asked for, such as 2025-01-15 (today)");
  list_command->footer("Example:\n  payung rules list --on 2025-01-15");
  list_command->callback([&session, options, outcome] { *outcome = list(session, *options); });

  auto* check_command = group->add_subcommand(
      "check", "Check rules files, and list the values that somebody should look at");
  check_command->add_option("file", options->files,
                            "Rules files or folders (default: the rules in use)");
  check_command->add_option("--on", options->on, "As of this day (today)");
  check_command->footer("Example:\n  payung rules check\n  payung rules check rules/relief.toml");
  check_command->callback([&session, options, outcome] { *outcome = check(session, *options); });
  add_rule_case_commands(*group, session, outcome);
}

}  // namespace payung::cmd
