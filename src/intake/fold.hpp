#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How texts of lists are made comparable. All total: any bytes in, no failure.
namespace payung::intake {

/// White space of every kind (no-break, tabs, line ends) folded to single spaces and trimmed;
/// invisible characters (zero-width space, byte order mark) dropped; the wide figures of Asian
/// keyboards are plain ones. Letters stay as typed.
std::string fold_space(std::string_view text);

/// Nothing to see: empty, or white space and invisible characters alone.
bool is_space_only(std::string_view text);

/// Whether the text holds characters that nobody sees.
bool has_invisible(std::string_view text);

/// For comparing: lower case, accents off, everything but letters and digits a single space.
std::string fold_key(std::string_view text);

/// fold_key without its spaces.
std::string fold_tight(std::string_view text);

std::vector<std::string_view> split_words(std::string_view folded);

/// Insertions, deletions, changes and transpositions of neighbours between a and b; limit + 1
/// when there are more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Whether characters were lost on the way: they stand as U+FFFD.
bool lost_characters(std::string_view text);

std::size_t count_digits(std::string_view text);
bool all_digits(std::string_view text);  ///< and not empty
bool has_letter(std::string_view text);  ///< of any alphabet

}  // namespace payung::intake
