#pragma once

#include <memory>

#include "adapters/sheets/zip.hpp"

namespace payung::sheets {

/// A workbook of Excel (.xlsx, .xlsm without its macros): ECMA-376, transitional and strict.
/// Numbers keep the file's own digits. Formulas give the value that was stored with them.
Result<std::unique_ptr<intake::TableSource>> xlsx_table(std::unique_ptr<Zip> zip,
                                                        const Limits& limits);

}  // namespace payung::sheets
