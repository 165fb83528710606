#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "intake/edits.hpp"

/// What was corrected by hand in a list before it was sent in, and what is corrected again in the
/// sender's next one. Before and after are sealed. Errors everywhere: storage; integrity.
namespace payung::store {

struct ListEdit {
  std::int64_t number = 0;  ///< from 1, in the order of the list
  intake::CellPlace place;
  std::string header;
  std::string before;  ///< both empty once the row was erased
  std::string after;
  std::string rule;  ///< "typed", "pasted", or the rule of one correction for many cells
  std::string edited_by;
  std::string edited_at;
};
/// Inside the transaction that adds the version.
Status add_list_edits(db::Connection& connection, std::int64_t version,
                      std::span<const ListEdit> edits);
/// The corrections of a version after the one numbered `after`.
Result<std::vector<ListEdit>> list_edits(db::Connection& connection, std::int64_t version,
                                         std::int64_t after, std::int64_t most);
/// How many there are.
Result<std::int64_t> count_list_edits(db::Connection& connection, std::int64_t version);
/// Says which file a corrected one was made from; nothing when it is said already.
Status note_edited_file(db::Connection& connection, std::string_view sha256,
                        std::string_view original);

/// A correction that a sender's next list gets too.
struct SenderFix {
  std::int64_t id = 0;
  std::string field;  ///< intake::to_text(Field)
  std::string rule;   ///< intake::to_text(FixRule)
  std::string from;   ///< the text it takes the place of; empty: any
  std::string to;
  std::string recorded_at;
  std::string recorded_by;
};
/// Those in force, oldest first.
Result<std::vector<SenderFix>> sender_fixes(db::Connection& connection, std::int64_t sender);
/// Gives it its number. The same correction once more is the one there is.
/// Errors: conflict when there are 200 already.
Result<SenderFix> add_sender_fix(db::Connection& connection, std::int64_t sender,
                                 const SenderFix& fix);
/// Errors: not_found when the sender has no such correction in force.
Status end_sender_fix(db::Connection& connection, std::int64_t sender, std::int64_t id,
                      std::string_view now, std::string_view actor);

}  // namespace payung::store
