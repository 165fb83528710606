#pragma once

#include <string>

namespace payung::pdf {

/// UTF-8 to Windows-1252 as far as Latin-1 goes; other letters become "?", control characters a
/// space. At most `letters_max` letters.
std::string latin(const std::string& text, std::size_t letters_max);

}  // namespace payung::pdf
