#pragma once

#include <string>
#include <string_view>

#include "intake/raw_table.hpp"

/// What is left of a NIK that a spreadsheet damaged. Never more: the rest is asked for, not
/// guessed.
namespace payung::intake {

/// The first digits that are certain: "3.31903E+15" -> "331903", a number of sixteen digits -> its
/// first fifteen, "331903520381" -> itself. Empty when nothing is certain.
std::string digits_left(const RawCell& cell);

/// Whether a whole NIK could be what stood in the cell.
bool may_have_been(const RawCell& cell, std::string_view nik);

}  // namespace payung::intake
