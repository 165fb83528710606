#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/config.hpp"
#include "cmd/command.hpp"
#include "cmd/console_progress.hpp"
#include "db/changes.hpp"
#include "secrets/keyring.hpp"
#include "secrets/vault.hpp"

namespace payung::text {
class Catalogue;
}
namespace payung::db {
class Connection;
}

namespace payung::cmd {

/// Whether the setting `database` names a PostgreSQL server.
bool is_server(const std::string& database);

/// What stands before or after any command: `payung --json status ...`.
struct GlobalOptions {
  bool json = false;
  bool unmask = false;
  std::string config_file;  ///< empty: $PAYUNG_CONFIG, else ./payung.toml when it is there
  std::map<std::string, std::string, std::less<>> settings;  ///< key -> value given as an option
};

/// The Session of the command line: opens each part when it is first asked for.
class ConsoleSession final : public Session {
 public:
  explicit ConsoleSession(const GlobalOptions& options);
  ~ConsoleSession() override;

  /// Reads configuration and texts; called once the command line is read.
  Status start();
  const app::Config& config() const;

  bool json() const override { return options_.json; }
  bool unmask() const override { return options_.unmask; }
  std::string text(
      std::string_view key,
      std::initializer_list<std::pair<std::string_view, std::string_view>> args) const override;
  std::string language() const override;
  unsigned threads() const override;
  Progress& progress() override { return progress_; }
  Date today() const override;
  Result<const rules::RuleBook*> rules() override;
  Result<const RegionTable*> regions() override;
  Result<app::Environment*> environment() override;
  Result<std::unique_ptr<db::Connection>> open_writer() override { return open_database(); }
  Result<std::unique_ptr<db::Connection>> open_reader() override;
  std::size_t writers_max() const override;
  /// Hears of every change that the connections above make.
  db::ChangeClock& changes() { return changes_; }
  Result<const secrets::Keyring*> keyring() override;
  /// The database migrated and locked, but without a key: for replacing it.
  Result<std::unique_ptr<db::Connection>> open_sealed();
  std::string actor() const;  ///< who works here, for the audit trail
  const std::string& setting(std::string_view key) const override { return config().value(key); }
  std::string files_folder() const override;
  Date today_now() const override;
  void print(std::string_view line) override;
  Exit fail(const Error& error) override;

 private:
  Result<std::unique_ptr<db::Connection>> open_database();
  Status unlock(db::Connection& connection);
  std::string message(const Error& error) const;

  const GlobalOptions& options_;
  std::optional<app::Config> config_;
  std::unique_ptr<text::Catalogue> catalogue_;
  ConsoleProgress progress_;
  std::optional<Date> today_;
  std::string now_;
  std::optional<rules::RuleBook> rules_;
  std::optional<RegionTable> regions_;
  std::optional<secrets::Keyring> keyring_;
  db::ChangeClock changes_;                      ///< outlives every connection
  std::shared_ptr<const secrets::Vault> vault_;  // shared: with every connection
  std::unique_ptr<db::Connection> database_;
  std::optional<app::Environment> environment_;
};

/// `serve` takes the session itself, for its clock of changes.
void add_serve_command(CLI::App& root, ConsoleSession& session, Outcome outcome);

}  // namespace payung::cmd
