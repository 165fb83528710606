#pragma once

#include <string>

#include "base/date.hpp"
#include "base/progress.hpp"
#include "base/region_table.hpp"
#include "db/database.hpp"
#include "rules/rule_book.hpp"

namespace payung::app {

/// What every use case is given: the doors (command line, HTTP) make it, nothing below asks the
/// machine for time, name or file.
struct Environment {
  db::Connection& database;
  const rules::RuleBook& rules;
  const RegionTable& regions;
  Progress& progress;
  Date today;         ///< the day in Asia/Jakarta
  std::string now;    ///< "2025-01-31T08:15:00Z", recorded with every fact
  std::string actor;  ///< who does it, for the audit trail
};

}  // namespace payung::app
