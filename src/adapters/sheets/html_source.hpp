#pragma once

#include <memory>

#include "adapters/sheets/bytes.hpp"
#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// A web page whose tables are a list, as the "export to Excel" of many offices writes under the
/// name of .xls: every row of every table one after the other, as one sheet without a name, read
/// by libxml2 as leniently as browsers do. A cell that spans others is the first of them, the
/// others are empty, as in a workbook.
/// Errors: unsupported (no table in it), unsafe (limits, nesting), io.
Result<std::unique_ptr<intake::TableSource>> html_table(std::unique_ptr<Bytes> bytes,
                                                        const Limits& limits);

}  // namespace payung::sheets
