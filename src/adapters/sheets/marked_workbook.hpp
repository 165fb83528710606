#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "adapters/sheets/open.hpp"
#include "base/date.hpp"
#include "intake/read_list.hpp"

namespace payung::sheets {

/// How a row is coloured.
enum class MarkKind : std::uint8_t {
  header,    ///< the list's own header: `status` and `reason` are the headings of the two columns
  accepted,  ///< green
  warned,    ///< yellow: goes on, somebody should look
  waiting,   ///< red: waits for the sender's correction
  skipped,   ///< grey: a title, total or signature that is no person
};

/// What the sender is told about one row.
struct RowMark {
  std::string sheet;      ///< as SheetInfo has it; empty for CSV
  std::uint32_t row = 0;  ///< as RawRow numbers it
  MarkKind kind = MarkKind::accepted;
  std::string status;
  std::string reason;
};

/// Gives the sender the same list back as .xlsx: every sheet and every cell's value as it was
/// (days as days, NIKs typed as text as text; formulas as their values), hidden sheets hidden, and
/// two columns right of the widest row (or in the first gap, when a stray cell stands in the last
/// column): status and reason. Marked rows are coloured. A sheet with
/// marks but none of kind header gets "Status" and "Alasan / Reason" above its first marked row.
///
/// Nothing in it can run: every text is a text cell, also "=1+1"; no cell is a formula or a link.
///
/// `marks`: in any order; of two for one row the later one counts.
/// `as_of` becomes the day of creation, so that equal input gives equal bytes.
/// `out` appears when it is whole and not at all otherwise. A CSV of more rows than a sheet holds
/// goes on in the next sheet.
/// Errors: those of open_table; unsupported when no two columns are left; io.
Status write_marked_workbook(const std::filesystem::path& source, std::span<const RowMark> marks,
                             const std::filesystem::path& out, Date as_of,
                             const Limits& limits = {});

/// The same of a list that is not as its file has it: `open` reads it, twice.
Status write_marked_workbook(const intake::Opener& open, std::span<const RowMark> marks,
                             const std::filesystem::path& out, Date as_of);

}  // namespace payung::sheets
