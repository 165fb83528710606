#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace payung::sheets {

/// The delimiter (semicolon, comma, tab or bar) of the beginning of a text, which may end inside a
/// record: the one under which the most lines have about the same number of fields, more than one.
/// Title lines, short rows, commas of prose (before a space), of decimals and within quotes do not
/// mislead it. Comma when nothing tells. Lines that stand in quotes as a whole, as a csv opened in
/// one column and saved again has them, count by what is inside.
struct Sniffed {
  char delimiter = ',';
  std::size_t fields = 1;  ///< that most lines have
};
Sniffed sniff_delimiter(std::string_view head);

/// The fields of one record by themselves; quotes as in a file.
std::vector<std::string> split_record(std::string_view record, char delimiter);

/// The delimiter told by a first line "sep=;", which spreadsheets write and hide, else '\0'; then
/// `line_bytes` is what the line takes with its end.
char told_delimiter(std::string_view head, std::size_t& line_bytes);

/// Whether the bytes look like anything but text: control characters beyond an odd few.
bool is_binary(std::string_view head);

}  // namespace payung::sheets
