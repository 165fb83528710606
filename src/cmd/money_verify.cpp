// payung verify: every invariant recomputed from the stored rows; loud when one does not hold.
#include <CLI/CLI.hpp>

#include "app/access_log.hpp"
#include "app/verify.hpp"
#include "cmd/money.hpp"
#include "views/money.hpp"

namespace payung::cmd {
namespace {

/// All slices' checks; whoever adds a slice appends its own here.
std::vector<app::Check> all_checks() {
  auto checks = app::money_checks();
  checks.push_back(app::access_check());
  checks.push_back(app::sealed_check());
  return checks;
}

void print_words(Session& session, const app::VerifyResult& result) {
  std::size_t violations = 0;
  for (const app::CheckResult& check : result.checks) {
    violations += check.violations.size();
    session.print(session.text(check.violations.empty() ? "verify.holds" : "verify.broken",
                               {{"check", session.text("verify.check." + check.name)},
                                {"count", std::to_string(check.violations.size())}}));
    for (const std::string& what : check.violations) session.print("    " + what);
  }
  const auto checks = std::to_string(result.checks.size());
  session.print(session.text(result.sound() ? "verify.all_hold" : "verify.loud",
                             {{"checks", checks}, {"count", std::to_string(violations)}}));
}

Exit verify(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto checks = all_checks();
  const auto result = app::verify(**environment, checks);
  if (!result) return session.fail(result.error());
  if (session.json()) {
    session.print(views::verify_json(*result).dump(2));
  } else {
    print_words(session, *result);
  }
  return result->sound() ? Exit::ok : Exit::broken;
}

}  // namespace

void add_verify_command(CLI::App& root, Session& session, const Outcome& outcome) {
  auto* command = root.add_subcommand("verify", "Recompute every invariant of the stored data");
  command->footer(
      "Exit code 4 when one does not hold; each violation names its rows.\n"
      "Example:\n  payung verify --json");
  command->callback([&session, outcome] { *outcome = verify(session); });
}

}  // namespace payung::cmd
