#pragma once

#include <filesystem>
#include <memory>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// A workbook of Excel 97 to 2003 (.xls) through freexl. The old format keeps every number as a
/// double, so that a NIK typed as a number has lost digits: it comes as a number and is told so.
/// Errors: unreadable (damaged, encrypted).
Result<std::unique_ptr<intake::TableSource>> xls_table(const std::filesystem::path& path,
                                                       const Limits& limits);

}  // namespace payung::sheets
