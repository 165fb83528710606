#pragma once

#include <string>
#include <string_view>

/// How a word was typed, set right before it is read.
namespace payung::cases {

/// Without blanks, tabs and carriage returns around it.
std::string_view trimmed(std::string_view text);
/// Trimmed, the letters A to Z without capitals, or only as capitals.
std::string in_small(std::string_view text);
std::string in_capitals(std::string_view text);

}  // namespace payung::cases
