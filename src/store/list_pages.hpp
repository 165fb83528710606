#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "intake/finding.hpp"
#include "store/lists.hpp"

/// A list page by page, as people look through it. Reads only. Errors: storage; integrity.
namespace payung::store {

/// Every sender, by code.
Result<std::vector<Sender>> senders(db::Connection& connection);

struct RowLine {
  std::int64_t id = 0;
  std::string sheet;
  std::int64_t number = 0;
  std::string status;  ///< accepted, waiting
  std::string nik;     ///< 16 digits; empty when it has none that is possible
  std::string nik_state;
  std::string name;
  std::string birth_date;
  std::string sex;
  std::string village;
  std::string region;
  std::string occupation;
  std::string sector;
  bool current = true;                 ///< speaks for its sender now
  std::optional<std::int64_t> person;  ///< whose it is, once linked
};
/// Rows of a version after the one numbered `after` (0: from the first); of one status, or of all
/// when empty. Orders: "row" (empty means it), "name", "status", "region", each also with "-"
/// before it. Errors: bad_value for another order.
Result<std::vector<RowLine>> rows_of_version(db::Connection& connection, std::int64_t version,
                                             std::string_view status, std::int64_t after,
                                             std::int64_t most, std::string_view order = {});

struct FindingLine {
  std::int64_t id = 0;
  std::optional<std::int64_t> row;
  std::string sheet;
  std::int64_t number = 0;  ///< of the row in its sheet; 0: the whole sheet
  std::string column;       ///< letters; empty: no one column
  std::string header;
  std::string code;
  std::string severity;
  std::string value;  ///< as it stands in the cell: personal data
  std::vector<std::pair<std::string, std::string>> args;
};
/// Findings of a version after `after`; of one severity and code, or of all when empty. Orders:
/// "row" (empty means it), "code", "severity", each also with "-" before it.
Result<std::vector<FindingLine>> findings_of_version(
    db::Connection& connection, std::int64_t version, std::string_view severity,
    std::string_view code, std::int64_t after, std::int64_t most, std::string_view order = {});

/// The difference lines of a version after the one numbered `after`.
struct NumberedDifference {
  std::int64_t number = 0;
  DifferenceLine line;
};
Result<std::vector<NumberedDifference>> differences_after(db::Connection& connection,
                                                          std::int64_t version, std::int64_t after,
                                                          std::int64_t most);

}  // namespace payung::store
