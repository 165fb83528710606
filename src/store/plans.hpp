#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/rupiah.hpp"
#include "db/database.hpp"

/// Plans that were saved. Writing happens inside the caller's transaction and only adds.
/// Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

struct Plan {
  std::int64_t id = 0;
  std::int64_t scheme = 0;
  std::string name;
  std::optional<std::int64_t> budget;  ///< empty: money that is not there yet
  std::string payer_kind;
  std::optional<Rupiah> amount;
  std::optional<std::int64_t> heads_max;
  MonthRange months;
  std::string first_by;  ///< sector, area
  std::string sectors;   ///< "agriculture,trade"
  std::string areas;     ///< "33.19.03,33.19.01"
  std::int64_t people = 0;
  std::int64_t covered = 0;
  Rupiah cost;
  std::string recorded_at;
  std::string actor;
};

struct PlanStep {
  std::string step;      ///< proposed, enrolled
  std::string approval;  ///< public id of the proposal; empty: none
  std::optional<std::int64_t> run;
  std::string recorded_at;
  std::string actor;
};

/// Gives it its number.
Status add_plan(db::Connection& connection, Plan& plan);
/// Errors: not_found.
Result<Plan> plan(db::Connection& connection, std::int64_t id);
/// Of a scheme, newest first, those before number `before` (0: from the newest).
Result<std::vector<Plan>> plans(db::Connection& connection, std::int64_t scheme,
                                std::int64_t before, std::int64_t most);

Status add_plan_step(db::Connection& connection, std::int64_t plan, const PlanStep& step);
/// In the order in which they were taken.
Result<std::vector<PlanStep>> plan_steps(db::Connection& connection, std::int64_t plan);

/// Changes whenever the people who ask for cover of a scheme, or those who have it, may be others.
Result<std::string> people_stamp(db::Connection& connection, std::int64_t scheme);

}  // namespace payung::store
