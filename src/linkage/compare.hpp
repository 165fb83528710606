#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "linkage/record_table.hpp"

/// What two records have in common, as one cell for each kind of evidence. Fields that say the same
/// thing stand in one cell together (a NIK holds the birth date; village, address and phone are
/// those of a household), because weighed apart they would count twice.
namespace payung::linkage {

enum class NikRelation : std::uint8_t {
  equal,
  fifteen,  ///< the last digit lost to a spreadsheet, or a prefix in scientific notation
  slip,     ///< one edit: a wrong, dropped, doubled digit or two transposed
  two_slips,
  other_serial,  ///< same region and date: a twin, a neighbour
  same_date,     ///< both carry the same date and sex, another region
  different,
  missing,
};
enum class DateRelation : std::uint8_t {
  equal,
  swapped,   ///< day and month
  one_part,  ///< two of day, month, year agree
  january,   ///< same year, and one says 1 January
  same_year,
  different,
  missing,
};
enum class NameRelation : std::uint8_t {
  equal,
  reordered,  ///< the same words in another order, or joined
  near_all,   ///< every word within a slip
  initials,   ///< as far as initials tell
  part_many,  ///< two words or more of the shorter stand in the longer
  part_one,   ///< the only word of the shorter stands in the longer
  near_part,  ///< the same with a slip
  shared,     ///< a word in common, others differ
  similar,    ///< no word in common, but alike as a whole
  different,
  missing,
};
enum class MotherRelation : std::uint8_t { equal, part, near, different, missing };
enum class PlaceRelation : std::uint8_t {
  same_door,     ///< village and address and RT/RW, as far as both say them
  same_rt,       ///< village and RT/RW
  same_address,  ///< address, whatever the village
  same_village,
  same_district,
  different,
  missing,
};
enum class Agreement : std::uint8_t { equal, different, missing };

/// Every cell of a pair.
struct Comparison {
  NikRelation nik;
  DateRelation date;
  NameRelation name;
  std::uint8_t name_rarity;  ///< 0 common to 4 rare: how little the shared words say by chance
  MotherRelation mother;
  PlaceRelation place;
  Agreement phone;
  Agreement sex;
  Agreement birth_place;
  Agreement occupation;
  bool same_list;
};

Comparison compare(const RecordTable& table, std::uint32_t a, std::uint32_t b);

/// The same in two steps, since names cost most: first all but the names of the two and of their
/// mothers (those then say `missing`), then, where it can still matter, the names.
Comparison compare_but_names(const RecordTable& table, std::uint32_t a, std::uint32_t b);
void add_names(const RecordTable& table, std::uint32_t a, std::uint32_t b, Comparison& comparison);

/// Both NIKs are possible and further apart than slips of typing explain (more than two edits):
/// two people, unless a human says otherwise.
bool clearly_different_niks(const Packed& a, const Packed& b);

/// The NIK and what the row itself says of birth date and sex do not contradict each other: two of
/// day, month and year agree, and the sex. What the row leaves out cannot contradict.
bool nik_fits_its_row(const Packed& record);

/// The kinds of evidence, as they are weighed and explained.
enum class Evidence : std::uint8_t {
  identity,   ///< NIK and birth date
  name,       ///< name and how rare it is
  mother,     ///< the mother's name, against whether the names differ
  household,  ///< place and phone
  sex,
  birth_place,
  occupation,
  list,    ///< twice in one list, against what the NIKs say
  accord,  ///< whether identity and name tell the same story
};
inline constexpr std::size_t evidence_count = 9;
std::string_view to_text(Evidence evidence);

inline constexpr std::uint32_t rarity_count = 5;
/// How many cells each kind has.
std::uint32_t cells_of(Evidence evidence);
/// 0 fits, 1 partly, 2 against.
std::uint32_t name_class(NameRelation name);
inline constexpr std::uint32_t name_class_count = 3;
inline constexpr std::uint32_t nik_class_count = 4;
/// The cell that says nothing either way: what it tells of is missing, or usual. Of mother and list
/// the first of as many as there are classes of names and NIKs.
std::uint32_t silent_cell(Evidence evidence);
/// The cell of a pair for each kind.
std::array<std::uint16_t, evidence_count> cells(const Comparison& comparison);
/// "nik_equal.date_swapped": the name of a cell in the weights file and of its text.
std::string cell_name(Evidence evidence, std::uint32_t cell);

}  // namespace payung::linkage
