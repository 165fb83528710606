#include "app/config.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>

namespace payung::app {
namespace {

Status check_word(const ConfigValue& setting, std::string_view key,
                  std::initializer_list<std::string_view> words) {
  std::string known;
  for (const auto word : words) {
    if (setting.value == word) return {};
    known += known.empty() ? "" : ", ";
    known += word;
  }
  return Error{Errc::bad_option, setting.origin + ", " + std::string(key), "one of " + known};
}

Status read_file(std::string_view file_name, std::string_view file_text,
                 std::map<std::string, ConfigValue, std::less<>>& values) {
  toml::table table;
  try {
    table = toml::parse(file_text, file_name);
  } catch (const toml::parse_error& error) {
    return Error{Errc::bad_option,
                 std::string(file_name) + ":" + std::to_string(error.source().begin.line),
                 std::string(error.description())};
  }
  for (const auto& [key, node] : table) {
    const std::string where =
        std::string(file_name) + ":" + std::to_string(node.source().begin.line);
    const auto known = values.find(key.str());
    if (known == values.end()) {
      return Error{Errc::bad_option, where,
                   "there is no setting " + std::string(key.str()) + "; see payung config show"};
    }
    const auto text = node.value_exact<std::string>();
    if (!text) {
      return Error{Errc::bad_option, where,
                   "write the value in quotes: " + known->first + " = \"...\""};
    }
    known->second = {*text, where};
  }
  return {};
}

}  // namespace

const std::vector<ConfigKey>& config_keys() {
  static const std::vector<ConfigKey> keys{
      {"database", "PAYUNG_DATABASE", "payung.db",
       "a file for SQLite, or postgresql://user@host/name"},
      {"key_file", "PAYUNG_KEY_FILE", "",
       "the key of private text, outside the database; empty: <database>.key, or "
       "~/.config/payung/payung.key for a server"},
      {"files_dir", "PAYUNG_FILES_DIR", "",
       "folder of the lists that were sent, sealed; empty: <database>.files, or "
       "~/.local/share/payung/files for a server"},
      {"language", "PAYUNG_LANG", "id", "id or en: the language of what is printed"},
      {"rules_dir", "PAYUNG_RULES_DIR", "", "folder of rule files; empty: the law as built in"},
      {"actor", "PAYUNG_ACTOR", "", "who works here, for the audit trail; empty: the login name"},
      {"today", "PAYUNG_TODAY", "", "work as of this day (2025-01-31); empty: today in Jakarta"},
      {"threads", "PAYUNG_THREADS", "0", "processors that long work may use; 0: all"},
      {"log_level", "PAYUNG_LOG_LEVEL", "warn", "trace, debug, info, warn, error or off"},
      {"log_file", "PAYUNG_LOG_FILE", "", "append the log here; empty: standard error"},
  };
  return keys;
}

Result<Config> Config::make(std::string_view file_name, std::string_view file_text,
                            const Lookup& environment,
                            const std::map<std::string, std::string, std::less<>>& options) {
  Config config;
  for (const auto& key : config_keys()) {
    config.values_[std::string(key.name)] = {std::string(key.fallback), "default"};
  }
  if (const auto status = read_file(file_name, file_text, config.values_); !status) {
    return status.error();
  }
  for (const auto& key : config_keys()) {
    if (auto value = environment(key.variable)) {
      config.values_[std::string(key.name)] = {*std::move(value),
                                               "environment " + std::string(key.variable)};
    }
  }
  for (const auto& [name, value] : options) {
    const auto known = config.values_.find(name);
    if (known == config.values_.end()) return Error{Errc::bad_option, name, "no such setting"};
    known->second = {value, "option --" + name};
  }
  if (auto status = check_word(config.at("language"), "language", {"id", "en"}); !status) {
    return status.error();
  }
  if (auto status = check_word(config.at("log_level"), "log_level",
                               {"trace", "debug", "info", "warn", "error", "off"});
      !status) {
    return status.error();
  }
  const auto& threads = config.at("threads");
  if (threads.value.empty() || threads.value.size() > 3 ||
      !std::all_of(threads.value.begin(), threads.value.end(),
                   [](char c) { return c >= '0' && c <= '9'; })) {
    return Error{Errc::bad_option, threads.origin + ", threads", "a number from 0 to 999"};
  }
  return config;
}

const ConfigValue& Config::at(std::string_view key) const {
  const auto found = values_.find(key);
  PAYUNG_CHECK(found != values_.end());
  return found->second;
}

}  // namespace payung::app
