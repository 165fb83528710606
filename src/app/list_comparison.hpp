#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/import_list.hpp"

/// How a sender's list stands to the one before: asked when it is taken in, and beforehand by who
/// wants to see what would change. Both get the same answer.
namespace payung::app {

/// The rows by which a sender speaks, with their numbers beside them.
struct RowsBefore {
  std::vector<std::int64_t> ids;
  std::vector<intake::Row> rows;
};
/// Errors: storage; integrity.
Result<RowsBefore> rows_before(db::Connection& database, std::int64_t sender);

enum class SentAgain : std::uint8_t { same_month, later };
/// Of two days as ISO text.
SentAgain sent_again(std::string_view before, std::string_view now);

/// What the file says differently, and as what it counts (`kind`). The same month once more is the
/// same list mended, also when all of it is sent: then a row is known by its place too, and a
/// mended NIK is no new person.
std::vector<intake::RowDifference> compare_with_before(std::span<const intake::Row> before,
                                                       std::span<const intake::Row> now,
                                                       ListKind asked, SentAgain sent,
                                                       store::VersionKind& kind);

}  // namespace payung::app
