#include "intake/finding.hpp"

namespace payung::intake {

Severity severity_of(FindingCode code) {
  switch (code) {
    case FindingCode::nik_missing:
    case FindingCode::nik_placeholder:
    case FindingCode::nik_as_number:
    case FindingCode::nik_scientific:
    case FindingCode::nik_letters:
    case FindingCode::nik_length:
    case FindingCode::nik_bad_date:
    case FindingCode::nik_bad_serial:
    case FindingCode::name_missing:
    case FindingCode::tables_beside:
    case FindingCode::name_and_nik_mixed:
    case FindingCode::birth_age: return Severity::error;
    case FindingCode::nik_unknown_region:
    case FindingCode::nik_repeated:
    case FindingCode::nik_is_family_card:
    case FindingCode::kpj_unreadable:
    case FindingCode::name_broken:
    case FindingCode::name_deceased:
    case FindingCode::birth_unreadable:
    case FindingCode::birth_impossible:
    case FindingCode::birth_year_only:
    case FindingCode::birth_ambiguous:
    case FindingCode::birth_other_order:
    case FindingCode::birth_century_assumed:
    case FindingCode::birth_nik_swapped:
    case FindingCode::birth_nik_differs:
    case FindingCode::date_epoch_shift:
    case FindingCode::date_order_mixed:
    case FindingCode::covered_until_unreadable:
    case FindingCode::sex_unreadable:
    case FindingCode::sex_nik_differs:
    case FindingCode::phone_damaged:
    case FindingCode::phone_doubtful:
    case FindingCode::name_nik_exchanged:
    case FindingCode::village_unknown:
    case FindingCode::village_misspelt:
    case FindingCode::village_ambiguous:
    case FindingCode::village_outside:
    case FindingCode::decile_unreadable:
    case FindingCode::cell_error:
    case FindingCode::cell_damaged:
    case FindingCode::header_missing:
    case FindingCode::name_of_head:
    case FindingCode::mapping_doubtful: return Severity::warning;
    case FindingCode::nik_cleaned:
    case FindingCode::family_card_unreadable:
    case FindingCode::birth_missing:
    case FindingCode::birth_from_serial:
    case FindingCode::birth_placeholder:
    case FindingCode::date_month_first:
    case FindingCode::phone_lost_zero:
    case FindingCode::sector_unknown:
    case FindingCode::neighbourhood_unreadable:
    case FindingCode::income_unreadable:
    case FindingCode::condition_unreadable:
    case FindingCode::duplicate_in_list:
    case FindingCode::row_skipped:
    case FindingCode::sheet_hidden:
    case FindingCode::sheet_without_list:
    case FindingCode::header_repeated:
    case FindingCode::column_unused:
    case FindingCode::area_inferred: return Severity::note;
  }
  return Severity::error;
}

}  // namespace payung::intake
