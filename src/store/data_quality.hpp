#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "store/lists.hpp"

/// How good the lists of a sender are: counts that are stored with each list, so that looking costs
/// no reading of rows. Reads only. Errors everywhere: storage.
namespace payung::store {

/// One list of a sender as it came.
struct ListQuality {
  std::int64_t version = 0;
  VersionKind kind = VersionKind::next;
  std::string as_of;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t corrected = 0;  ///< cells corrected by hand before it was sent
};
/// The last `most` lists of a sender, oldest first.
Result<std::vector<ListQuality>> list_qualities(db::Connection& connection, std::int64_t sender,
                                                std::int64_t most);

/// In how many rows of a list a finding stands, and in how many of the list before.
struct FindingTrend {
  std::string severity;
  std::string code;
  std::int64_t rows = 0;
  std::int64_t rows_before = 0;
};
/// Notes are left out; the most frequent first. `before` may be 0: there is none.
Result<std::vector<FindingTrend>> finding_trends(db::Connection& connection, std::int64_t version,
                                                 std::int64_t before);

}  // namespace payung::store
