#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "base/result.hpp"
#include "secrets/keyring.hpp"
#include "views/shown.hpp"

namespace CLI {
class App;
}

/// What the commands share. One file per group of commands adds them to the command line and
/// keeps to three steps: read the options, call the use case, print what it returned.
namespace payung::cmd {

/// Exit codes; docs/use/exit-codes.md and `payung --help` list them.
enum class Exit : int {
  ok = 0,
  failed = 1,  ///< the work could not be done; the message says why and what to do
  usage = 2,   ///< wrong options
  broken = 4,  ///< `verify` found an invariant that does not hold
  interrupted = 130,
};

/// Global options and lazily opened parts. Made once in payung.cpp.
class Session {
 public:
  virtual ~Session() = default;
  virtual bool json() const = 0;    ///< print one JSON document instead of words
  virtual bool unmask() const = 0;  ///< print NIKs in full
  /// A text of web/text in the reader's language, {name} replaced by args.
  virtual std::string text(
      std::string_view key,
      std::initializer_list<std::pair<std::string_view, std::string_view>> args = {}) const = 0;
  virtual std::string language() const = 0;  ///< "id" or "en"
  virtual unsigned threads() const = 0;      ///< that long work may use, at least 1
  virtual Progress& progress() = 0;
  virtual Date today() const = 0;
  virtual Result<const rules::RuleBook*> rules() = 0;
  virtual Result<const RegionTable*> regions() = 0;
  /// Opens the configured database (SQLite by default), migrated, locked for this process.
  virtual Result<app::Environment*> environment() = 0;
  /// More connections for a server: those that write, and those that only read.
  virtual Result<std::unique_ptr<db::Connection>> open_writer() = 0;
  virtual Result<std::unique_ptr<db::Connection>> open_reader() = 0;
  virtual std::size_t writers_max() const = 0;  ///< SQLite has one
  /// The key of private text; known once a database was opened.
  virtual Result<const secrets::Keyring*> keyring() = 0;
  /// The value of a setting (app::config_keys).
  virtual const std::string& setting(std::string_view key) const = 0;
  /// Where lists that were sent are kept (setting files_dir).
  virtual std::string files_folder() const = 0;
  virtual Date today_now() const = 0;  ///< of this moment, for a process that runs for months
  /// Prints a line to standard output.
  virtual void print(std::string_view line) = 0;
  /// Prints the error in words (or JSON) to standard error; returns the exit code for it.
  virtual Exit fail(const Error& error) = 0;
};

inline views::Shown shown_to(const Session& session) {
  return session.unmask() ? views::Shown::full : views::Shown::masked;
}

/// What a command's callback leaves for main to return.
using Outcome = std::shared_ptr<Exit>;  // shared: every command's callback and main hold it

void add_rules_commands(CLI::App& root, Session& session, Outcome outcome);   // rules
void add_intake_commands(CLI::App& root, Session& session, Outcome outcome);  // intake read
void add_list_commands(CLI::App& root, Session& session, Outcome outcome);    // import, lists
void add_link_commands(CLI::App& root, Session& session, Outcome outcome);    // link
void add_review_commands(CLI::App& root, Session& session, Outcome outcome);  // review
/// payers, eligibility, plan, allocate, enrol, members
void add_programme_commands(CLI::App& root, Session& session, Outcome outcome);
/// bill, pay, ledger, status, verify
void add_money_commands(CLI::App& root, Session& session, Outcome outcome);
void add_synthesis_commands(CLI::App& root, Session& session, Outcome outcome);  // synthesise
void add_report_commands(CLI::App& root, Session& session, Outcome outcome);  // potential, report
/// accounts first, list, create, disable, enable, reset
void add_account_commands(CLI::App& root, Session& session, Outcome outcome);
void add_key_commands(CLI::App& root, Session& session, Outcome outcome);  // keys status, rotate
/// config, version, completion, db, scenario
void add_house_commands(CLI::App& root, Session& session, Outcome outcome);

}  // namespace payung::cmd
