#include "app/verify.hpp"

#include <algorithm>

#include "store/audit.hpp"
#include "store/ledger_checks.hpp"

namespace payung::app {

bool VerifyResult::sound() const {
  return std::ranges::all_of(checks, [](const CheckResult& c) { return c.violations.empty(); });
}

Result<VerifyResult> verify(Environment& env, std::span<const Check> checks) {
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  env.progress.begin("stage.verify", static_cast<std::int64_t>(checks.size()));
  VerifyResult result;
  for (const Check& check : checks) {
    if (env.progress.stop_requested()) return Error{Errc::interrupted, "verify"};
    auto found = check.run(env);
    if (!found) return found.error();
    result.checks.push_back({check.name, *std::move(found)});
    env.progress.advance(static_cast<std::int64_t>(result.checks.size()));
  }
  env.progress.end();
  return result;
}

std::vector<Check> money_checks() {
  std::vector<Check> checks;
  checks.push_back(
      {"ledger", [](Environment& env) { return store::ledger_violations(env.database); }});
  for (const store::MoneyCheck& check : store::money_checks()) {
    checks.push_back({std::string(check.name), [check](Environment& env) {
                        return store::violations(env.database, check);
                      }});
  }
  checks.push_back({"audit", [](Environment& env) { return store::audit_breaks(env.database); }});
  return checks;
}

}  // namespace payung::app
