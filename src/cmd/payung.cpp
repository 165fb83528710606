// payung: the command line. Each group of commands stands in a file of its own.
#include <CLI/CLI.hpp>

#include "cmd/claim_commands.hpp"
#include "cmd/people_commands.hpp"
#include "cmd/session.hpp"

namespace payung::cmd {
namespace {

constexpr auto kFooter =
    "Examples:\n"
    "  payung import pertanian.xlsx --sender dinas-pertanian\n"
    "  payung link run\n"
    "  payung status 3319020101800001 --on 2025-06-15\n"
    "\n"
    "Exit codes: 0 done (what waits for a person is printed); 1 could not be done; 2 wrong\n"
    "options; 4 figures or stored rows contradict each other; 130 interrupted, nothing half done.\n"
    "Settings: payung config show. Manual: docs/use/.";

void add_global_options(CLI::App& root, GlobalOptions& options) {
  root.add_flag("--json", options.json, "Print one JSON document instead of words");
  root.add_flag("--unmask", options.unmask, "Print NIKs in full instead of masked");
  root.add_option("--config", options.config_file, "Settings file (default: payung.toml)");
  const auto setting = [&](const char* names, const char* key, const char* help) {
    root.add_option_function<std::string>(
        names, [&options, key](const std::string& value) { options.settings[key] = value; }, help);
  };
  setting("--database,--db", "database", "SQLite file, or postgresql://user@host/name");
  setting("--language,--lang", "language", "Language of what is printed: id or en");
  setting("--today", "today", "Work as of this day, such as 2025-01-31");
  setting("--actor", "actor", "Who works here, for the audit trail");
  setting("--log-level", "log_level", "trace, debug, info, warn, error or off");
}

void add_commands(CLI::App& root, ConsoleSession& session, const Outcome& outcome) {
  add_intake_commands(root, session, outcome);
  add_list_commands(root, session, outcome);
  add_link_commands(root, session, outcome);
  add_review_commands(root, session, outcome);
  add_programme_commands(root, session, outcome);
  add_money_commands(root, session, outcome);
  add_report_commands(root, session, outcome);
  add_rules_commands(root, session, outcome);
  add_synthesis_commands(root, session, outcome);
  add_people_commands(root, session, outcome);
  add_claim_commands(root, session, outcome);
  add_privacy_commands(root, session, outcome);
  add_serve_command(root, session, outcome);
  add_account_commands(root, session, outcome);
  add_key_commands(root, session, outcome);
  add_house_commands(root, session, outcome);
}

int run(int argc, char** argv) {
  CLI::App root("Payung: employment social security for informal workers, from lists to cover.",
                "payung");
  root.set_version_flag("--version", std::string("payung ") + PAYUNG_VERSION);
  root.require_subcommand(1);
  root.fallthrough();
  root.footer(kFooter);
  GlobalOptions options;
  add_global_options(root, options);

  ConsoleSession session(options);
  const auto outcome = std::make_shared<Exit>(Exit::ok);
  // The parts open once all options are read and before the command itself runs.
  root.parse_complete_callback([&] {
    if (const auto status = session.start(); !status)
      throw CLI::RuntimeError(static_cast<int>(session.fail(status.error())));
  });
  add_commands(root, session, outcome);
  try {
    root.parse(argc, argv);
  } catch (const CLI::RuntimeError& stop) {
    return stop.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return root.exit(error) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  return static_cast<int>(*outcome);
}

}  // namespace
}  // namespace payung::cmd

int main(int argc, char** argv) {
  payung::cmd::stop_on_signals();
  return payung::cmd::run(argc, argv);
}
