#include "synthesis/damage.hpp"

#include <string>

namespace payung::synthesis {
namespace {

/// In the order of the enum.
constexpr std::array<std::string_view, damage_count> kWords{
    "nik_transposed",
    "nik_wrong_digit",
    "nik_dropped",
    "nik_doubled",
    "nik_last_lost",
    "nik_scientific",
    "nik_of_member",
    "nik_family_card",
    "nik_blank",
    "nik_spaced",
    "nik_dotted",
    "nik_letter",
    "name_old_spelling",
    "name_abbreviated",
    "name_titled",
    "name_typo",
    "name_part_missing",
    "name_reordered",
    "name_joined",
    "date_swapped",
    "date_wrong_year",
    "date_wrong_day",
    "date_january",
    "date_blank",
    "moved",
    "village_misspelt",
    "phone_missing",
    "phone_changed",
    "sex_wrong",
    "repeated",
};

}  // namespace

std::string_view to_text(Damage damage) { return kWords.at(static_cast<std::size_t>(damage)); }

Result<Damage> parse_damage(std::string_view text) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i] == text) return static_cast<Damage>(i);
  }
  return Error{Errc::bad_value, "damage", "a kind of synthesis/damage.hpp"};
}

}  // namespace payung::synthesis
