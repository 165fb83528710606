#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "allocation/board.hpp"
#include "app/allocate_input.hpp"

/// The planner's table: the people who ask for a scheme's cover, kept in memory, so that a question
/// with another budget, order or month is answered while the hand is still on the slider.
namespace payung::app {

struct PlannerQuery {
  std::string scheme;
  std::string budget = {};                    ///< code; empty: money that is not there yet
  PayerKind payer = PayerKind::apbd_regency;  ///< of money that is not there yet: the price
  std::optional<Rupiah> amount = {};          ///< empty: what is left of the budget
  std::optional<std::int64_t> heads_max = {};
  std::optional<Month> from = {};   ///< empty: this month, moved into the period
  std::optional<Month> until = {};  ///< first month no longer; empty: the end of the period
  allocation::BoardQuestion::First first = allocation::BoardQuestion::First::sector;
  std::vector<Sector> sectors = {};    ///< who comes first
  std::vector<RegionCode> areas = {};  ///< where one comes first; districts or larger
};

struct PlannerReport {
  std::string scheme;
  MonthRange months;
  std::string budget;  ///< code; empty: money that is not there yet
  PayerKind payer = PayerKind::apbd_regency;
  std::optional<Rupiah> amount;           ///< what was set against the people
  std::optional<std::int64_t> heads_max;  ///< the same in places
  std::int64_t members = 0;               ///< of the scheme already; not asked again
  allocation::BoardAnswer answer;
  /// The first month for which the amount no longer pays those who are covered; at most the horizon
  /// of 120 months. Empty: without an amount, without anybody covered, or where the law names no
  /// rate so far ahead.
  std::optional<Month> money_until;
  std::string citation;  ///< the order in which people are taken, as keys
};

/// A budget of the scheme as far as it is not promised yet.
struct PlannerBudget {
  std::string code;
  std::string payer_name;
  PayerKind kind = PayerKind::apbd_regency;
  MonthRange months;
  std::optional<Rupiah> left;
  std::optional<std::int64_t> heads_left;
};

struct PlannerTable {
  std::string scheme;
  MonthRange months;
  std::int64_t members = 0;
  std::int64_t people = 0;
  std::map<Sector, std::int64_t> sectors;
  std::map<std::optional<RegionCode>, std::int64_t> districts;
  std::vector<PlannerBudget> budgets;
};

/// Made once; any thread may ask. What it holds is read again when lists, decisions, members or the
/// programme have changed: the first who asks then waits for it, some seconds at a million people.
class Planner {
 public:
  /// Errors: those of stored_programme and allocation_input; not_found for the budget; bad_month.
  Result<PlannerReport> answer(Environment& environment, const PlannerQuery& query);
  Result<PlannerTable> table(Environment& environment, const std::string& scheme);

 private:
  struct Held;
  // shared: a question goes on with what it began, while another one reads anew
  using HeldPointer = std::shared_ptr<const Held>;  // shared: as said
  Result<HeldPointer> hold(Environment& environment, const std::string& scheme);

  std::mutex mutex_;
  std::map<std::int64_t, HeldPointer> held_;  ///< by scheme
};

}  // namespace payung::app
