#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/checked_list.hpp"

/// One correction for many cells: what may be proposed for a kind of finding, and what it would
/// make of each cell. Nothing here changes anything: what comes out is looked at first and then
/// becomes corrections like those that were typed.
///
/// A NIK is never completed or repaired, since a wrong one pays a wrong person. Signs that lose no
/// digit (dots, blanks, an apostrophe) may be taken off.
namespace payung::intake {

enum class FixRule : std::uint8_t {
  use_value,        ///< the same text for all of them
  clear,            ///< nothing stands there
  trim,             ///< blanks at the ends and doubled, invisible signs
  upper,            ///< CAPITALS
  day_first,        ///< all dates of the column are dd/mm/yyyy; written so that no doubt is left
  month_first,      ///< all are mm/dd/yyyy
  take_suggestion,  ///< what the finding proposes
};
std::string_view to_text(FixRule rule);  ///< stable: "day_first"
Result<FixRule> parse_fix_rule(std::string_view text);

/// What may be proposed for findings of a kind, the best first; nothing for a NIK that is lost.
std::vector<FixRule> fixes_for(FindingCode code);

/// What the cell would be when the finding's own proposal is taken; nothing when it has none.
std::optional<std::string> suggestion_of(const Finding& finding);

/// Which cells, and what becomes of them.
struct Fix {
  FixRule rule = FixRule::trim;
  std::size_t sheet = 0;
  std::size_t column = 0;
  std::optional<FindingCode> code;  ///< only cells of which this was found
  std::optional<std::string> from;  ///< only cells that read so, white space folded
  std::string value;                ///< for use_value
};

struct CellChange {
  CellPlace place;
  std::string before;
  std::string after;
};

struct FixResult {
  std::vector<CellChange> changes;  ///< in the order of the list; cells that stay are not named
  std::int64_t left_alone = 0;      ///< cells in question of which the rule can make nothing
};
/// `today`: two-digit years are read against it. Errors: bad_option when the column is a NIK's and
/// the rule would invent one.
Result<FixResult> apply_fix(const CheckedList& list, const Fix& fix, Date today);

/// What cells with a finding read, and how often: for correcting each spelling once.
struct ValueCount {
  std::string value;  ///< white space folded
  std::int64_t rows = 0;
};
/// The most frequent first, `most` of them.
std::vector<ValueCount> values_with(const CheckedList& list, std::size_t sheet, std::size_t column,
                                    FindingCode code, std::size_t most);

}  // namespace payung::intake
