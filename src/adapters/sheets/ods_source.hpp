#pragma once

#include <memory>

#include "adapters/sheets/bytes.hpp"
#include "adapters/sheets/zip.hpp"

namespace payung::sheets {

/// A spreadsheet of LibreOffice (.ods): OpenDocument 1.2 and 1.3. Days come as ISO days. Cells and
/// rows that say they are repeated are repeated only where they hold something.
Result<std::unique_ptr<intake::TableSource>> ods_table(std::unique_ptr<Zip> zip,
                                                       const Limits& limits);

/// The same as one XML file (.fods).
Result<std::unique_ptr<intake::TableSource>> flat_ods_table(std::unique_ptr<Bytes> bytes,
                                                            const Limits& limits);

}  // namespace payung::sheets
