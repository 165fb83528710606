#pragma once

#include <string_view>

namespace payung::sheets {

/// The delimiter (semicolon, comma, tab or bar) of the beginning of a text, which may end inside a
/// record: the one under which most records have the same number of fields, more than one; the
/// commoner number first, so that title lines and commas in addresses do not mislead. Quotes are
/// respected where they open a field. Comma when nothing tells.
char sniff_delimiter(std::string_view head);

/// The delimiter told by a first line "sep=;", which spreadsheets write and hide, else '\0'; then
/// `line_bytes` is what the line takes with its end.
char told_delimiter(std::string_view head, std::size_t& line_bytes);

/// Whether the bytes look like anything but text: control characters beyond the odd one.
bool is_binary(std::string_view head);

}  // namespace payung::sheets
