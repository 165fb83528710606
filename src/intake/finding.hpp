#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

/// What is wrong, or worth knowing, about a cell, a row or a sheet. Words for people stand in
/// web/text under message_id() and remedy_id().
namespace payung::intake {

enum class Severity : std::uint8_t {
  error,    ///< the row waits
  warning,  ///< the row goes on; somebody should look
  note,     ///< nothing to do; says how the cell was read
};
std::string_view to_text(Severity severity);

enum class FindingCode : std::uint8_t {
  // NIK
  nik_missing,
  nik_placeholder,     ///< zeros or one digit repeated
  nik_as_number,       ///< stored as a number, which keeps fifteen digits
  nik_scientific,      ///< 3,31906E+15
  nik_letters,         ///< O, l, I or others among the digits
  nik_length,          ///< not sixteen digits
  nik_bad_date,        ///< digits 7 to 12 are no date
  nik_bad_serial,      ///< ends in 0000
  nik_unknown_region,  ///< possible, but no such district now or before
  nik_cleaned,         ///< apostrophe, dots, spaces or invisible characters taken off
  nik_repeated,        ///< stands on other rows of this list too
  nik_is_family_card,  ///< equals the row's KK number, or stands on many rows
  family_card_unreadable,
  kpj_unreadable,
  // name
  name_missing,
  name_broken,         ///< replacement characters, digits
  name_deceased,       ///< "Alm." in the name
  name_and_nik_mixed,  ///< one cell for both, and which is which cannot be told
  name_nik_exchanged,  ///< each stands in the other's cell; read as what it is
  // dates
  birth_missing,
  birth_unreadable,
  birth_impossible,       ///< 31-02-1975
  birth_year_only,        ///< 1975, 00-00-1975
  birth_ambiguous,        ///< dd/mm or mm/dd, and nothing tells which
  birth_other_order,      ///< day and month stand the other way round than in the column
  birth_century_assumed,  ///< two-digit year that fits no worker's age
  birth_from_serial,      ///< read from a bare spreadsheet number
  birth_placeholder,      ///< 1 January or 1 July
  birth_nik_swapped,      ///< day and month are those of the NIK, exchanged
  birth_nik_differs,
  birth_age,         ///< not born yet, or over 120
  date_month_first,  ///< the whole column is mm/dd
  date_epoch_shift,  ///< the whole column is four years and a day off the NIKs
  date_order_mixed,  ///< both orders in one column
  covered_until_unreadable,
  // the rest of the row
  sex_unreadable,
  sex_nik_differs,
  phone_lost_zero,
  phone_damaged,
  phone_doubtful,  ///< too few or too many figures for a number
  village_unknown,
  village_misspelt,   ///< read as the one village that is spelt almost so
  village_ambiguous,  ///< several of that name in the area
  village_outside,    ///< the code lies outside the sender's area
  sector_unknown,
  neighbourhood_unreadable,  ///< RT and RW in one cell, and which is which cannot be told
  income_unreadable,
  decile_unreadable,
  condition_unreadable,
  duplicate_in_list,  ///< the same row stands in the list before
  cell_error,         ///< #REF!, #N/A
  cell_damaged,       ///< characters of it are lost and stand as U+FFFD
  // the sheet
  row_skipped,  ///< total, signature, sub-heading, repeated header: args "kind"
  sheet_hidden,
  sheet_without_list,
  header_missing,   ///< columns told by their content alone
  header_repeated,  ///< columns as in the sheet before
  mapping_doubtful,
  name_of_head,   ///< a column of the family's head stands for the person, for want of another
  tables_beside,  ///< a second table stands beside the first and is not read
  column_unused,
  area_inferred,  ///< the sender's regency was taken from the NIKs
};
std::string_view to_text(FindingCode code);  ///< stable: "nik_missing"
/// A blank NIK of a sender that may leave it out is a warning; else the same for every list.
Severity severity_of(FindingCode code);
std::span<const FindingCode> all_finding_codes();

struct Finding {
  FindingCode code;
  Severity severity;
  std::string sheet;
  std::uint32_t row = 0;              ///< 0: the whole sheet or file
  std::optional<std::size_t> column;  ///< from 0
  std::string header;                 ///< of the column
  std::string value;                  ///< the cell as it stands; holds personal data
  /// For the placeholders of the text, without braces: {"read_as", "Wates"}.
  std::vector<std::pair<std::string, std::string>> args;
};

/// "A", "Z", "AA" for 0, 25, 26.
std::string column_letters(std::size_t column);
/// Key of web/text: what is wrong ("intake.nik_missing.what") and what to do (".do").
std::string message_id(FindingCode code);
std::string remedy_id(FindingCode code);

}  // namespace payung::intake
