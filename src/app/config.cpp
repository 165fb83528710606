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

/// A whole number of at most fifteen digits; of a time at least one.
Status check_number(const ConfigValue& setting, std::string_view key) {
  constexpr std::size_t kDigitsMax = 15;
  const std::string& text = setting.value;
  const bool digits =
      !text.empty() && text.size() <= kDigitsMax &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool is_time = key.starts_with("session_") || key == "proof_minutes";
  const bool nothing = text.find_first_not_of('0') == std::string::npos;
  if (digits && !(is_time && nothing) && !(is_time && text.size() > 5)) return {};
  return Error{Errc::bad_option, setting.origin + ", " + std::string(key),
               is_time ? "a number from 1 to 99999" : "a whole number"};
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
      {"files_account_mib", "PAYUNG_FILES_ACCOUNT_MIB", "20480",
       "space that the files of one account may take, in MiB"},
      {"files_claim_mib", "PAYUNG_FILES_CLAIM_MIB", "100",
       "space that the papers of one claim may take, in MiB"},
      {"files_total_mib", "PAYUNG_FILES_TOTAL_MIB", "204800",
       "space that all files that were sent may take, in MiB"},
      {"files_free_mib", "PAYUNG_FILES_FREE_MIB", "1024",
       "space that stays free on their disk, in MiB; a file that would take it is refused"},
      {"parquet_plugin", "PAYUNG_PARQUET_PLUGIN", "",
       "the library that ./do parquet makes, for exports as Parquet"},
      {"maps_dir", "PAYUNG_MAPS_DIR", "",
       "folder of region boundaries (*.topo.json, data/maps); empty: maps are shown as tables"},
      {"public_figures", "PAYUNG_PUBLIC_FIGURES", "yes",
       "yes: everybody may see coverage by area, small counts hidden; no: nobody"},
      {"language", "PAYUNG_LANG", "id", "id or en: the language of what is printed"},
      {"rules_dir", "PAYUNG_RULES_DIR", "", "folder of rule files; empty: the law as built in"},
      {"actor", "PAYUNG_ACTOR", "", "who works here, for the audit trail; empty: the login name"},
      {"today", "PAYUNG_TODAY", "", "work as of this day (2025-01-31); empty: today in Jakarta"},
      {"threads", "PAYUNG_THREADS", "0", "processors that long work may use; 0: all"},
      {"office", "PAYUNG_OFFICE", "Payung", "name of this office, on cards and in mails"},
      {"public_url", "PAYUNG_PUBLIC_URL", "",
       "address under which people reach the service: https://payung.example.go.id"},
      {"session_idle_minutes", "PAYUNG_SESSION_IDLE_MINUTES", "30",
       "a session ends after so many minutes without a request"},
      {"session_hours", "PAYUNG_SESSION_HOURS", "12", "a session ends after so many hours in all"},
      {"proof_minutes", "PAYUNG_PROOF_MINUTES", "15",
       "a password counts so many minutes for sensitive deeds; then it is asked again"},
      {"second_factor_roles", "PAYUNG_SECOND_FACTOR_ROLES", "administrator",
       "roles that must have a second factor, with commas between; empty: none"},
      {"second_factor_days", "PAYUNG_SECOND_FACTOR_DAYS", "14",
       "days from the first sign-in on to set it up; then nothing else is allowed"},
      {"alone_enrolments", "PAYUNG_ALONE_ENROLMENTS", "0",
       "a batch of up to so many people needs no second person"},
      {"alone_merges", "PAYUNG_ALONE_MERGES", "0",
       "making one person of up to so many needs no second person"},
      {"alone_payment", "PAYUNG_ALONE_PAYMENT", "0",
       "a payment of up to so many rupiah needs no second person"},
      {"oidc_issuer", "PAYUNG_OIDC_ISSUER", "",
       "OpenID provider through which accounts may sign in; needs public_url"},
      {"oidc_client_id", "PAYUNG_OIDC_CLIENT_ID", "", "as which the provider knows us"},
      {"oidc_secret_file", "PAYUNG_OIDC_SECRET_FILE", "",
       "file with the provider's secret for us; empty: a public client"},
      {"smtp_url", "PAYUNG_SMTP_URL", "", "mail server: smtp://host:587 or smtps://host"},
      {"smtp_user", "PAYUNG_SMTP_USER", "", "name at the mail server; with one, TLS is demanded"},
      {"smtp_password_file", "PAYUNG_SMTP_PASSWORD_FILE", "", "file with the password for it"},
      {"mail_from", "PAYUNG_MAIL_FROM", "", "sender of our mails"},
      {"message_url", "PAYUNG_MESSAGE_URL", "", "gateway for SMS or WhatsApp, over HTTP"},
      {"message_token_file", "PAYUNG_MESSAGE_TOKEN_FILE", "", "file with the token for it"},
      {"message_channel", "PAYUNG_MESSAGE_CHANNEL", "sms", "sms or whatsapp"},
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
  if (auto status =
          check_word(config.at("message_channel"), "message_channel", {"sms", "whatsapp"});
      !status) {
    return status.error();
  }
  for (const std::string_view key :
       {"session_idle_minutes", "session_hours", "alone_enrolments", "alone_merges",
        "alone_payment", "files_account_mib", "files_claim_mib", "files_total_mib",
        "files_free_mib", "proof_minutes", "second_factor_days"}) {
    if (auto status = check_number(config.at(key), key); !status) return status.error();
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
