#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allocation/budget.hpp"
#include "db/database.hpp"

/// Schemes, payers and budgets as they were loaded. Writing happens inside the caller's transaction
/// and only adds. Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

/// A version of a programme file.
struct SchemeVersion {
  std::int64_t id = 0;      ///< of the version
  std::int64_t scheme = 0;  ///< of the scheme
  std::int64_t version = 0;
  std::string code;
  std::string name;
  RegionCode area;
  MonthRange period;
  ProgrammeSet programmes;
  std::string file;
  std::string content;
  std::string content_hash;
};

/// The newest version of each scheme, by code.
Result<std::vector<SchemeVersion>> schemes(db::Connection& connection);
/// The newest version of one. Errors: not_found.
Result<SchemeVersion> scheme_by_code(db::Connection& connection, std::string_view code);
/// Adds the scheme when it is new, and the version; fills in id, scheme and version.
Status add_scheme_version(db::Connection& connection, SchemeVersion& version, std::string_view now,
                          std::string_view actor);

/// Every payer with its newest facts, by id.
Result<std::vector<allocation::Payer>> payers(db::Connection& connection);
/// The one of that code; none when nobody has it.
Result<std::optional<allocation::Payer>> payer_by_code(db::Connection& connection,
                                                       std::string_view code);
/// code -> id of every payer.
Result<std::map<std::string, std::int64_t>> payer_ids(db::Connection& connection);
/// Stores what the version says of the payer; gives a new one its id. Errors: conflict when the
/// payer is known as another kind, which would change bills that stand.
Status add_payer(db::Connection& connection, allocation::Payer& payer, std::int64_t scheme_version,
                 std::string_view now);

/// The code of that payer. Errors: integrity when there is none.
Result<std::string> payer_code(db::Connection& connection, std::int64_t payer);
/// code -> id of the budgets of a scheme.
Result<std::map<std::string, std::int64_t>> budget_ids(db::Connection& connection,
                                                       std::int64_t scheme);
/// Stores what the version says of the budget; gives a new one its id. Errors: conflict when the
/// budget is known under another payer.
Status add_budget(db::Connection& connection, allocation::Budget& budget, std::int64_t scheme,
                  std::int64_t scheme_version);

/// budget id -> code of its scheme.
Result<std::map<std::int64_t, std::string>> schemes_of_budgets(db::Connection& connection);

}  // namespace payung::store
