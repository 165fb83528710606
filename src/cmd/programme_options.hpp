#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/load_programme.hpp"
#include "cmd/command.hpp"
#include "views/programme.hpp"

/// What the commands of a programme share; only their own files include this.
namespace payung::cmd {

using Json = nlohmann::ordered_json;

/// What the commands were asked.
struct Asked {
  std::string file;
  std::string scheme;
  std::string nik;
  std::int64_t person = 0;
  std::string on;
  std::string from;
  std::string month;
  std::string budget;
  int months = 0;
  std::string step;
  std::string payer;
  std::string sector;
  std::string reason;
  std::string key;
  std::string programmes;
  std::int64_t event = 0;
};

inline std::string number(std::int64_t value) { return std::to_string(value); }

inline void print_json(Session& session, const Json& json) { session.print(json.dump(2)); }

inline Result<std::optional<Date>> optional_day(const std::string& text) {
  if (text.empty()) return std::optional<Date>{};
  const auto day = Date::parse(text);
  if (!day) return day.error();
  return std::optional(*day);
}

inline Result<std::optional<Month>> optional_month(const std::string& text) {
  if (text.empty()) return std::optional<Month>{};
  const auto month = Month::parse(text);
  if (!month) return month.error();
  return std::optional(*month);
}

/// Opens the database, runs the use case, prints what it returned.
template <class Run, class Print>
Exit with_environment(Session& session, Run run, Print print) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto result = run(**environment);
  if (!result) return session.fail(result.error());
  return print(*result);
}

/// members
void add_member_commands(CLI::App& root, Session& session, Outcome outcome);

}  // namespace payung::cmd
