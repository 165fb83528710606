#pragma once

#include <memory>

#include "adapters/sheets/bytes.hpp"
#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// An XML Spreadsheet of Excel 2003 ("SpreadsheetML"): one plain XML file, often named .xls. The
/// file is gone through twice, since which sheets are hidden stands behind their rows. Days come as
/// ISO days. Errors: those of XmlReader; unsafe (Limits); unsupported when it has no sheet.
Result<std::unique_ptr<intake::TableSource>> xml_workbook_table(const BytesOpener& open,
                                                                const Limits& limits);

}  // namespace payung::sheets
