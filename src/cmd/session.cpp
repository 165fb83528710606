#include "cmd/session.hpp"

#include <fmt/core.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "adapters/assets/assets.hpp"
#include "adapters/postgres/postgres.hpp"
#include "adapters/sqlite/sqlite.hpp"
#include "adapters/text/catalogue.hpp"
#include "cmd/key_file.hpp"
#include "db/migrate.hpp"
#include "db/vault_cipher.hpp"
#include "secrets/token.hpp"
#include "store/key_change.hpp"
#include "store/quiet_tables.hpp"
#include "store/vault_key.hpp"

namespace payung::cmd {
namespace {

constexpr auto kJakarta = std::chrono::hours(7);  // WIB; Indonesia has no summer time

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  if (file) content << file.rdbuf();
  if (!file) return Error{Errc::io, path.string(), "is it there, and may you read it?"};
  return content.str();
}

std::optional<std::string> environment_variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

std::string login_name() {
  for (const char* name : {"USER", "LOGNAME"}) {
    if (const auto value = environment_variable(name); value && !value->empty()) return *value;
  }
  return "uid " + std::to_string(getuid());
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Result<Date> jakarta_today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch() + kJakarta;
  return Date::from_days(std::chrono::duration_cast<std::chrono::days>(now).count());
}

std::string default_config_file() {
  if (const auto named = environment_variable("PAYUNG_CONFIG")) return *named;
  return std::filesystem::exists("payung.toml") ? "payung.toml" : "";
}

void start_log(const app::Config& config) {
  const auto& file = config.value("log_file");
  auto logger =
      file.empty() ? spdlog::stderr_color_mt("payung") : spdlog::basic_logger_mt("payung", file);
  logger->set_level(spdlog::level::from_str(config.value("log_level")));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
}

Exit exit_for(Errc code) {
  return code == Errc::interrupted  ? Exit::interrupted
         : code == Errc::bad_option ? Exit::usage
                                    : Exit::failed;
}

Result<std::vector<rules::RuleFile>> rule_files(const std::string& folder) {
  std::vector<rules::RuleFile> files;
  if (folder.empty()) {
    for (const auto& asset : assets::under("rules/")) {
      files.push_back({std::string(asset.path), std::string(asset.content)});
    }
    return files;
  }
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() != ".toml") continue;
    auto text = read_file(entry.path());
    if (!text) return text.error();
    files.push_back({entry.path().string(), *std::move(text)});
  }
  if (failed) return Error{Errc::io, folder, "the folder of rules cannot be read"};
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace

bool is_server(const std::string& database) {
  return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

ConsoleSession::ConsoleSession(const GlobalOptions& options)
    : options_(options),
      progress_([this](std::string_view stage) { return text(stage, {}); }),
      changes_(secrets::new_token(secrets::machine_random()).substr(0, 16), store::quiet_tables(),
               store::ends_of_callers()) {}

ConsoleSession::~ConsoleSession() = default;

Status ConsoleSession::start() {
  // Errors of the settings themselves need words too, so a first catalogue stands before them.
  catalogue_ = std::make_unique<text::Catalogue>(text::Catalogue::load("id"));
  const std::string name =
      options_.config_file.empty() ? default_config_file() : options_.config_file;
  std::string content;
  if (!name.empty()) {
    auto read = read_file(name);
    if (!read) return read.error();
    content = *std::move(read);
  }
  auto config = app::Config::make(name, content, environment_variable, options_.settings);
  if (!config) return config.error();
  config_ = *std::move(config);
  if (language() != "id") {
    catalogue_ = std::make_unique<text::Catalogue>(text::Catalogue::load(language()));
  }
  start_log(*config_);

  const auto& today = config_->value("today");
  const auto day = today.empty() ? jakarta_today() : Date::parse(today);
  if (!day) return Error{Errc::bad_option, config_->at("today").origin + ", today", today};
  today_ = *day;
  now_ = today.empty() ? utc_now() : today + "T00:00:00Z";
  return {};
}

const app::Config& ConsoleSession::config() const {
  PAYUNG_CHECK(config_.has_value());
  return *config_;
}

std::string ConsoleSession::text(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> args) const {
  return catalogue_ ? catalogue_->text(key, args) : std::string(key);
}

std::string ConsoleSession::language() const { return config_ ? config_->value("language") : "id"; }

unsigned ConsoleSession::threads() const {
  const auto asked =
      static_cast<unsigned>(std::strtoul(config().value("threads").c_str(), nullptr, 10));
  return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

Date ConsoleSession::today() const {
  PAYUNG_CHECK(today_.has_value());
  return *today_;
}

Result<const rules::RuleBook*> ConsoleSession::rules() {
  if (!rules_) {
    const auto files = rule_files(config().value("rules_dir"));
    if (!files) return files.error();
    auto book = rules::RuleBook::load(*files);
    if (!book) return book.error();
    rules_ = *std::move(book);
  }
  return &*rules_;
}

Result<const RegionTable*> ConsoleSession::regions() {
  if (!regions_) {
    const auto today = assets::find("data/regions.csv");
    const auto historic = assets::find("data/historic_codes.csv");
    PAYUNG_CHECK(today && historic);
    auto table = RegionTable::load(*today, *historic);
    if (!table) return table.error();
    regions_ = *std::move(table);
  }
  return &*regions_;
}

Result<std::unique_ptr<db::Connection>> ConsoleSession::open_sealed() {
  const auto& where = config().value("database");
  auto opened = is_server(where) ? postgres::open(where) : sqlite::open(where);
  if (!opened) return opened.error();
  auto connection = db::told_to(changes_, *std::move(opened));
  std::vector<db::Migration> migrations;
  for (const auto& asset : assets::under("schema/")) {
    migrations.push_back({std::string(asset.path), std::string(asset.content)});
  }
  if (const auto status = db::migrate(*connection, migrations, now_); !status) {
    return status.error();
  }
  return connection;
}

Result<std::unique_ptr<db::Connection>> ConsoleSession::open_database() {
  auto connection = open_sealed();
  if (!connection) return connection;
  if (const auto status = unlock(**connection); !status) return status.error();
  return connection;
}

Result<std::unique_ptr<db::Connection>> ConsoleSession::open_reader() {
  const auto& where = config().value("database");
  auto connection = is_server(where) ? postgres::open(where) : sqlite::open_reader(where);
  if (!connection) return connection.error();
  if (const auto status = unlock(**connection); !status) return status.error();
  return connection;
}

std::size_t ConsoleSession::writers_max() const {
  constexpr std::size_t kServerWriters = 4;
  return is_server(config().value("database")) ? kServerWriters : 1;
}

Result<const secrets::Keyring*> ConsoleSession::keyring() {
  if (keyring_) return &*keyring_;
  return Error{Errc::io, "key_file", "the database was not opened yet"};
}

std::string ConsoleSession::files_folder() const {
  if (const auto& named = config().value("files_dir"); !named.empty()) return named;
  const auto& where = config().value("database");
  if (!is_server(where)) return where + ".files";
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "." : home) + "/.local/share/payung/files";
}

Date ConsoleSession::today_now() const {
  if (!config().value("today").empty()) return today();
  const auto day = jakarta_today();
  PAYUNG_CHECK(day.ok());
  return *day;
}

/// Gives the connection the key of its private text; a database used for the first time gets one.
Status ConsoleSession::unlock(db::Connection& connection) {
  if (auto status = store::hold_vault(connection, store::VaultUse::together); !status) {
    return status;
  }
  const auto change = store::key_change_under_way(connection);
  if (!change) return change.error();
  if (*change) {
    return Error{Errc::conflict, "key_file",
                 "a replacement of the key was not finished; run payung keys rotate again"};
  }
  if (!keyring_) {
    const std::string path =
        config().value("database") == ":memory:" ? "" : key_file_path(config());
    const auto used = store::has_vault_key(connection);
    if (!used) return used.error();
    if (path.empty()) {
      keyring_ = secrets::Keyring::generate(secrets::machine_random());
    } else {
      const bool make = !*used && !std::filesystem::exists(path);
      auto keyring = make ? make_key_file(path) : read_key_file(path);
      if (!keyring) return keyring.error();
      if (make) fmt::print(stderr, "{}\n", text("key.made", {{"path", path}}));
      keyring_ = *std::move(keyring);
    }
    vault_ = std::make_shared<const secrets::Vault>(*keyring_);
  }
  if (auto status = store::claim_vault_key(connection, keyring_->fingerprint(), now_); !status) {
    return status;
  }
  connection.protect_with(db::cipher_of(vault_));
  return {};
}

std::string ConsoleSession::actor() const {
  const auto& named = config().value("actor");
  return named.empty() ? login_name() : named;
}

Result<app::Environment*> ConsoleSession::environment() {
  if (!environment_) {
    const auto law = rules();
    if (!law) return law.error();
    const auto table = regions();
    if (!table) return table.error();
    auto connection = open_database();
    if (!connection) return connection.error();
    database_ = *std::move(connection);
    environment_.emplace(
        app::Environment{*database_, **law, **table, progress_, today(), now_, actor()});
  }
  return &*environment_;
}

void ConsoleSession::print(std::string_view line) { fmt::print("{}\n", line); }

std::string ConsoleSession::message(const Error& error) const {
  const std::string key = "error." + std::string(to_text(error.code));
  const std::string detail = catalogue_ ? catalogue_->detail(error.detail) : error.detail;
  const std::string where = catalogue_ ? catalogue_->place(error.where) : error.where;
  return text(key, {{"where", where}, {"detail", detail}});
}

Exit ConsoleSession::fail(const Error& error) {
  progress_.end();
  spdlog::info("{} at {} ({})", to_text(error.code), error.where, error.detail);
  if (json()) {
    const nlohmann::ordered_json document{{"error", to_text(error.code)},
                                          {"where", error.where},
                                          {"detail", error.detail},
                                          {"message", message(error)}};
    fmt::print(stderr, "{}\n", document.dump());
  } else {
    fmt::print(stderr, "{}\n", message(error));
  }
  return exit_for(error.code);
}

}  // namespace payung::cmd
