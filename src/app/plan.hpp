#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/load_programme.hpp"

namespace payung::app {

/// A question. Nothing is stored.
struct PlanQuery {
  std::string scheme = {};
  /// One budget instead of those of the programme, open to everybody who is eligible.
  std::optional<Rupiah> budget = {};
  PayerKind payer = PayerKind::apbd_regency;  ///< of that budget: decides the price
  std::optional<int> months = {};             ///< of that budget; empty: to the end of the period
  std::optional<Month> from = {};             ///< empty: this month, moved into the period
  Rupiah step = {};                           ///< what "the next" is: a billion at the door
  int steps = 3;
};

/// Of one sector, decile or district: how many ask, how many are covered.
struct PlanGroup {
  std::string by;   ///< sector, decile, district
  std::string key;  ///< "trade", "3", "33.19.01"; "unknown"
  std::int64_t people = 0;
  std::int64_t covered = 0;
};

/// What more money buys.
struct PlanStep {
  Rupiah more;               ///< in all, beside the budget
  std::int64_t covered = 0;  ///< in all
  std::int64_t added = 0;    ///< by this step
  Rupiah cost;               ///< in all
};

struct PlanReport {
  std::string scheme;
  MonthRange months;
  std::optional<Rupiah> budget;  ///< empty: the programme's own budgets, what is left of them
  std::int64_t members = 0;      ///< of the scheme already; not asked again
  std::int64_t people = 0;       ///< who ask
  std::int64_t covered = 0;
  std::int64_t waiting = 0;
  std::int64_t unfundable = 0;
  Rupiah cost;
  std::string guarantee;
  std::vector<PlanGroup> groups;
  std::vector<PlanStep> steps;  ///< ends early when everybody is covered
};

/// How many a budget covers, who is left out, what more money buys. Errors: those of
/// allocate_budgets; bad_option for months out of 1 to 120.
Result<PlanReport> plan(Environment& environment, const PlanQuery& query);

}  // namespace payung::app
