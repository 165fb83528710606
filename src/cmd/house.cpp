// payung config, version, completion, db: the house itself.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cmd/session.hpp"

namespace payung::cmd {
namespace {

void show_config(const ConsoleSession& session, Session& out) {
  nlohmann::ordered_json document;
  for (const auto& key : app::config_keys()) {
    const auto& setting = session.config().at(key.name);
    if (session.json()) {
      document[std::string(key.name)] = {{"value", setting.value}, {"origin", setting.origin}};
      continue;
    }
    out.print(session.text("config.line", {{"key", key.name},
                                           {"value", setting.value},
                                           {"origin", setting.origin},
                                           {"meaning", key.meaning}}));
  }
  if (session.json()) out.print(document.dump(2));
}

void show_version(Session& session) {
  if (session.json()) {
    session.print(nlohmann::json{{"name", "payung"}, {"version", PAYUNG_VERSION}}.dump());
  } else {
    session.print(std::string("payung ") + PAYUNG_VERSION);
  }
}

Exit show_database(ConsoleSession& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto& database = (*environment)->database;
  const auto schema = database.number("select max(id) from schema_version");
  if (!schema) return session.fail(schema.error());
  const std::string engine = database.engine() == db::Engine::sqlite ? "sqlite" : "postgresql";
  const auto version = database.engine() == db::Engine::sqlite
                           ? database.word("select sqlite_version()")
                           : database.word("show server_version");
  if (!version) return session.fail(version.error());
  const auto number = std::to_string(schema->value_or(0));
  if (session.json()) {
    session.print(nlohmann::json{
        {"engine", engine}, {"version", version->value_or("")}, {"schema", schema->value_or(0)}}
                      .dump());
  } else {
    session.print(session.text("db.status", {{"database", session.config().value("database")},
                                             {"engine", engine},
                                             {"version", version->value_or("")},
                                             {"schema", number}}));
  }
  return Exit::ok;
}

void collect_words(const CLI::App& app, const std::string& path, std::string& cases) {
  std::string words;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    words += sub->get_name() + " ";
  }
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) words += "--" + name + " ";
  }
  cases += "    \"" + path + "\") words=\"" + words + "\" ;;\n";
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    collect_words(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), cases);
  }
}

/// Completes commands and options from what the program itself knows, so it is never out of date.
std::string bash_completion(const CLI::App& root) {
  std::string cases;
  collect_words(root, "", cases);
  return "_payung() {\n"
         "  local path=\"\" word words=\"\" i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    word=${COMP_WORDS[i]}\n"
         "    case $word in -*) ;; *) path=\"${path:+$path }$word\" ;; esac\n"
         "  done\n"
         "  while :; do\n"
         "    case \"$path\" in\n" +
         cases +
         "    esac\n"
         "    [ -n \"$words\" ] && break\n"
         "    [ -z \"$path\" ] && break\n"
         "    case \"$path\" in *' '*) path=${path% *} ;; *) path= ;; esac\n"
         "  done\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "  [ ${#COMPREPLY[@]} -eq 0 ] && compopt -o default\n"
         "}\n"
         "complete -F _payung payung";
}

}  // namespace

void add_house_commands(CLI::App& root, Session& session, Outcome outcome) {
  auto& console = dynamic_cast<ConsoleSession&>(session);
  auto* config = root.add_subcommand("config", "The settings");
  config->require_subcommand(1);
  config->add_subcommand("show", "Print every setting, its value and where it came from")
      ->footer("Example:\n  payung --lang en config show")
      ->callback([&session, &console] { show_config(console, session); });

  root.add_subcommand("version", "Print the version")
      ->footer("Example:\n  payung --json version")
      ->callback([&session] { show_version(session); });

  auto* completion = root.add_subcommand("completion", "Print a script that completes commands");
  completion->require_subcommand(1);
  completion->add_subcommand("bash", "For bash")
      ->footer(
          "Example:\n  payung completion bash > ~/.local/share/bash-completion/completions/payung")
      ->callback([&session, &root] { session.print(bash_completion(root)); });

  auto* database = root.add_subcommand("db", "The database");
  database->require_subcommand(1);
  database->add_subcommand("status", "Engine, version and schema; brings the schema up to date")
      ->footer("Example:\n  payung --db kudus.db db status")
      ->callback([&console, outcome] { *outcome = show_database(console); });
}

}  // namespace payung::cmd
