#include "intake/finding.hpp"

#include <array>

namespace payung::intake {

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "error";
}

std::string_view to_text(FindingCode code) {
  switch (code) {
    case FindingCode::nik_missing: return "nik_missing";
    case FindingCode::nik_placeholder: return "nik_placeholder";
    case FindingCode::nik_as_number: return "nik_as_number";
    case FindingCode::nik_scientific: return "nik_scientific";
    case FindingCode::nik_letters: return "nik_letters";
    case FindingCode::nik_length: return "nik_length";
    case FindingCode::nik_bad_date: return "nik_bad_date";
    case FindingCode::nik_bad_serial: return "nik_bad_serial";
    case FindingCode::nik_unknown_region: return "nik_unknown_region";
    case FindingCode::nik_cleaned: return "nik_cleaned";
    case FindingCode::nik_repeated: return "nik_repeated";
    case FindingCode::nik_is_family_card: return "nik_is_family_card";
    case FindingCode::family_card_unreadable: return "family_card_unreadable";
    case FindingCode::kpj_unreadable: return "kpj_unreadable";
    case FindingCode::name_missing: return "name_missing";
    case FindingCode::name_broken: return "name_broken";
    case FindingCode::name_deceased: return "name_deceased";
    case FindingCode::name_and_nik_mixed: return "name_and_nik_mixed";
    case FindingCode::name_nik_exchanged: return "name_nik_exchanged";
    case FindingCode::birth_missing: return "birth_missing";
    case FindingCode::birth_unreadable: return "birth_unreadable";
    case FindingCode::birth_impossible: return "birth_impossible";
    case FindingCode::birth_year_only: return "birth_year_only";
    case FindingCode::birth_ambiguous: return "birth_ambiguous";
    case FindingCode::birth_other_order: return "birth_other_order";
    case FindingCode::birth_century_assumed: return "birth_century_assumed";
    case FindingCode::birth_from_serial: return "birth_from_serial";
    case FindingCode::birth_placeholder: return "birth_placeholder";
    case FindingCode::birth_nik_swapped: return "birth_nik_swapped";
    case FindingCode::birth_nik_differs: return "birth_nik_differs";
    case FindingCode::birth_age: return "birth_age";
    case FindingCode::date_month_first: return "date_month_first";
    case FindingCode::date_epoch_shift: return "date_epoch_shift";
    case FindingCode::date_order_mixed: return "date_order_mixed";
    case FindingCode::covered_until_unreadable: return "covered_until_unreadable";
    case FindingCode::sex_unreadable: return "sex_unreadable";
    case FindingCode::sex_nik_differs: return "sex_nik_differs";
    case FindingCode::phone_lost_zero: return "phone_lost_zero";
    case FindingCode::phone_damaged: return "phone_damaged";
    case FindingCode::phone_doubtful: return "phone_doubtful";
    case FindingCode::village_unknown: return "village_unknown";
    case FindingCode::village_misspelt: return "village_misspelt";
    case FindingCode::village_ambiguous: return "village_ambiguous";
    case FindingCode::village_outside: return "village_outside";
    case FindingCode::sector_unknown: return "sector_unknown";
    case FindingCode::neighbourhood_unreadable: return "neighbourhood_unreadable";
    case FindingCode::income_unreadable: return "income_unreadable";
    case FindingCode::decile_unreadable: return "decile_unreadable";
    case FindingCode::condition_unreadable: return "condition_unreadable";
    case FindingCode::duplicate_in_list: return "duplicate_in_list";
    case FindingCode::cell_error: return "cell_error";
    case FindingCode::cell_damaged: return "cell_damaged";
    case FindingCode::row_skipped: return "row_skipped";
    case FindingCode::sheet_hidden: return "sheet_hidden";
    case FindingCode::sheet_without_list: return "sheet_without_list";
    case FindingCode::header_missing: return "header_missing";
    case FindingCode::header_repeated: return "header_repeated";
    case FindingCode::name_of_head: return "name_of_head";
    case FindingCode::mapping_doubtful: return "mapping_doubtful";
    case FindingCode::tables_beside: return "tables_beside";
    case FindingCode::column_unused: return "column_unused";
    case FindingCode::area_inferred: return "area_inferred";
  }
  return "cell_error";
}

std::span<const FindingCode> all_finding_codes() {
  static constexpr std::array codes = {
      FindingCode::nik_missing,
      FindingCode::nik_placeholder,
      FindingCode::nik_as_number,
      FindingCode::nik_scientific,
      FindingCode::nik_letters,
      FindingCode::nik_length,
      FindingCode::nik_bad_date,
      FindingCode::nik_bad_serial,
      FindingCode::nik_unknown_region,
      FindingCode::nik_cleaned,
      FindingCode::nik_repeated,
      FindingCode::nik_is_family_card,
      FindingCode::family_card_unreadable,
      FindingCode::kpj_unreadable,
      FindingCode::name_missing,
      FindingCode::name_broken,
      FindingCode::name_deceased,
      FindingCode::name_and_nik_mixed,
      FindingCode::name_nik_exchanged,
      FindingCode::birth_missing,
      FindingCode::birth_unreadable,
      FindingCode::birth_impossible,
      FindingCode::birth_year_only,
      FindingCode::birth_ambiguous,
      FindingCode::birth_other_order,
      FindingCode::birth_century_assumed,
      FindingCode::birth_from_serial,
      FindingCode::birth_placeholder,
      FindingCode::birth_nik_swapped,
      FindingCode::birth_nik_differs,
      FindingCode::birth_age,
      FindingCode::date_month_first,
      FindingCode::date_epoch_shift,
      FindingCode::date_order_mixed,
      FindingCode::covered_until_unreadable,
      FindingCode::sex_unreadable,
      FindingCode::sex_nik_differs,
      FindingCode::phone_lost_zero,
      FindingCode::phone_damaged,
      FindingCode::phone_doubtful,
      FindingCode::village_unknown,
      FindingCode::village_misspelt,
      FindingCode::village_ambiguous,
      FindingCode::village_outside,
      FindingCode::sector_unknown,
      FindingCode::neighbourhood_unreadable,
      FindingCode::income_unreadable,
      FindingCode::decile_unreadable,
      FindingCode::condition_unreadable,
      FindingCode::duplicate_in_list,
      FindingCode::cell_error,
      FindingCode::cell_damaged,
      FindingCode::row_skipped,
      FindingCode::sheet_hidden,
      FindingCode::sheet_without_list,
      FindingCode::header_missing,
      FindingCode::header_repeated,
      FindingCode::mapping_doubtful,
      FindingCode::name_of_head,
      FindingCode::tables_beside,
      FindingCode::column_unused,
      FindingCode::area_inferred,
  };
  return codes;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string message_id(FindingCode code) {
  return "intake." + std::string(to_text(code)) + ".what";
}

std::string remedy_id(FindingCode code) { return "intake." + std::string(to_text(code)) + ".do"; }

}  // namespace payung::intake
