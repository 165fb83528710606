#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/raw_table.hpp"

namespace payung::sheets {

/// What a file may cost before it is refused. Real lists stay far below: a workbook of a million
/// rows unpacks to some 400 MB at a ratio of 10 to 15, a bomb to a thousand times its size.
struct Limits {
  std::uint64_t inflated_bytes_max = std::uint64_t{2} << 30U;        ///< of one part of a workbook
  std::uint64_t inflated_total_bytes_max = std::uint64_t{3} << 30U;  ///< of all parts together
  std::uint64_t inflated_side_bytes_max = std::uint64_t{64} << 20U;  ///< of styles and the like
  std::uint64_t ratio_max = 120;  ///< inflated to packed bytes, of a large part and of all together
  std::uint64_t ratio_from_bytes = std::uint64_t{8} << 20U;  ///< smaller ones may pack better
  std::uint32_t parts_max = 4096;                            ///< entries of the zip
  std::uint32_t xml_tag_bytes_max = 1U << 20U;  ///< of one tag or comment, which is held in memory
  std::uint32_t columns_max = 16'384;
  std::uint32_t rows_max = 1'048'576;      ///< of a sheet of a workbook; csv has no limit
  std::uint32_t cell_bytes_max = 131'072;  ///< 32,767 characters of up to four bytes
  std::uint64_t row_bytes_max = std::uint64_t{16} << 20U;  ///< the texts of one row
  /// Cells of a workbook, the empty ones left of a filled one included: a small file can ask for
  /// a million rows that are each 16,384 cells wide.
  std::uint64_t cells_max = 200'000'000;
  std::uint64_t text_bytes_max = std::uint64_t{4} << 30U;  ///< texts of all cells of a workbook
  std::uint64_t strings_bytes_max = std::uint64_t{512} << 20U;  ///< the shared texts of a workbook
  std::uint64_t csv_cell_bytes_max = std::uint64_t{1} << 20U;
  std::uint64_t html_file_bytes_max = std::uint64_t{64} << 20U;  ///< read whole into memory
  std::uint64_t html_text_bytes_max = std::uint64_t{64} << 20U;  ///< of its cells
  std::uint64_t html_cells_max = 12'000'000;
  std::uint64_t xls_file_bytes_max = std::uint64_t{128} << 20U;  ///< read whole into memory
  std::uint64_t xls_cells_max = 12'000'000;  ///< its library reserves the grid of every sheet
};

/// Opens a list, whatever its name says: .xlsx, .ods, .xls, csv, a table of a web page (HTML saved
/// as .xls), an XML Spreadsheet 2003 or a flat OpenDocument are told by their content.
/// Errors: io; unsupported (other XML, PDF, other zips) naming what it is and what to do;
/// unreadable (truncated, damaged, encrypted, empty); unsafe (bombs, limits).
Result<std::unique_ptr<intake::TableSource>> open_table(const std::filesystem::path& path,
                                                        const Limits& limits = {});

/// The same of bytes in memory, which must outlive what is returned. No .xls: its library reads
/// files only.
Result<std::unique_ptr<intake::TableSource>> open_table_in_memory(std::string_view bytes,
                                                                  const Limits& limits = {});

}  // namespace payung::sheets
