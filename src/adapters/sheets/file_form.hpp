#pragma once

#include <string_view>

namespace payung::sheets {

/// What a file is by its first bytes; names lie too often.
enum class FileForm : unsigned char {
  text,  ///< csv, unless it turns out to be no text
  zip,
  ole,
  web_page,      ///< HTML, which many systems save as .xls
  web_archive,   ///< the same packed with its pictures as MIME (.mht)
  xml_workbook,  ///< an XML Spreadsheet of Excel 2003, which many systems save as .xls
  flat_ods,      ///< an OpenDocument spreadsheet that is one XML file (.fods)
  xml,           ///< any other XML
  pdf,
  rich_text,
  archive,
  picture,
  database,
};

/// `head`: the first kilobytes.
FileForm form_of(std::string_view head);

/// What it is and what to do, for the forms that hold no list; empty for those that may.
std::string_view refusal_of(FileForm form);

}  // namespace payung::sheets
