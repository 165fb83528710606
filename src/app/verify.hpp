#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/environment.hpp"

namespace payung::app {

/// One invariant. Each slice gives its own; the command runs them all.
struct Check {
  std::string name;  ///< key of web/text: "verify.<name>"
  /// The violations with the numbers of their rows, no personal data; empty when it holds.
  std::function<Result<std::vector<std::string>>(Environment&)> run;
};

struct CheckResult {
  std::string name;
  std::vector<std::string> violations;
};

struct VerifyResult {
  std::vector<CheckResult> checks;  ///< in the order given
  bool sound() const;
};

/// Recomputes every invariant from the stored rows. Reads only, in one transaction, so that it sees
/// one state. Errors: storage, interrupted. A broken invariant is no error but a violation.
Result<VerifyResult> verify(Environment& environment, std::span<const Check> checks);

/// Debits = credits; bills, payments and settlements = ledger; nobody billed or paid twice; every
/// covered month has a payment behind it; suspense and budgets; the audit chain.
std::vector<Check> money_checks();

}  // namespace payung::app
