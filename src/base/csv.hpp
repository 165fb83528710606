#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace payung {

/// Who will open the file: a spreadsheet runs a cell that begins with = + - @ as a formula, so for
/// people such a cell is led by an apostrophe; for machines the text stays as it is.
enum class CsvReader : std::uint8_t { person, machine };

/// Adds one field, quoted where RFC 4180 asks for it, and the comma before it unless it is the
/// first of its line.
void append_csv(std::string& line, std::string_view field, CsvReader reader);

}  // namespace payung
