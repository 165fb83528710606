#pragma once

#include <memory>

#include "adapters/sheets/bytes.hpp"
#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// Text with separators as a table of one sheet without a name. Delimiter (comma, semicolon, tab,
/// bar) and encoding are told from the first 64 KiB; "sep=;" on the first line is believed, and is
/// no record, as in spreadsheets. Quotes as in RFC 4180, and leniently where people left one open
/// or put one in the middle: a stray quote never swallows the rows behind it. A record's number is
/// its number; line breaks inside quotes do not count.
/// Errors: unreadable (empty, binary), unsafe (limits).
Result<std::unique_ptr<intake::TableSource>> csv_table(std::unique_ptr<Bytes> bytes,
                                                       const Limits& limits);

}  // namespace payung::sheets
