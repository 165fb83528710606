#pragma once

#include <cstdint>
#include <vector>

#include "linkage/record_table.hpp"

namespace payung::linkage {

/// For each row whether its NIK is plainly not the row's own, as shown by the lists themselves:
/// - several people use it, different by name and birth date, and it contradicts the birth date or
///   sex of all of them (the KK, the family card's number, typed as NIK), or of this row while
///   three people or more use it (the head's NIK typed for the family);
/// - or it contradicts the row's birth date in day, month and year, and hardly anyone in the lists
///   was born in the year it holds (a KK's date is that of its issue; a child's NIK).
/// Such a number does not keep rows apart. A NIK that contradicts its row in any other way does.
std::vector<bool> borrowed_niks(const RecordTable& table);

}  // namespace payung::linkage
