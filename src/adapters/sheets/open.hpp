#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "intake/raw_table.hpp"

namespace payung::sheets {

/// What a file may cost before it is refused. Real lists stay far below: a workbook of a million
/// rows unpacks to some 400 MB at a ratio of 10 to 15, a bomb to a thousand times its size.
struct Limits {
  std::uint64_t inflated_bytes_max = std::uint64_t{2} << 30U;  ///< of one part of a workbook
  std::uint64_t ratio_max = 120;  ///< inflated to packed bytes of a large part
  std::uint64_t ratio_from_bytes = std::uint64_t{8} << 20U;  ///< smaller parts may pack better
  std::uint32_t parts_max = 4096;                            ///< entries of the zip
  std::uint32_t columns_max = 16'384;
  std::uint32_t rows_max = 1'048'576;      ///< of a sheet of a workbook; csv has no limit
  std::uint32_t cell_bytes_max = 131'072;  ///< 32,767 characters of up to four bytes
  std::uint64_t strings_bytes_max = std::uint64_t{512} << 20U;  ///< the shared texts of a workbook
  std::uint64_t csv_cell_bytes_max = std::uint64_t{1} << 20U;
};

/// Opens a list, whatever its name says: .xlsx, .ods, .xls or csv are told by their content.
/// Errors: io; unsupported (HTML or XML saved as .xls, PDF, other zips) naming what it is and what
/// to do; unreadable (truncated, damaged, encrypted, empty); unsafe (bombs, limits).
Result<std::unique_ptr<intake::TableSource>> open_table(const std::filesystem::path& path,
                                                        const Limits& limits = {});

/// The same of bytes in memory, which must outlive what is returned. No .xls: its library reads
/// files only.
Result<std::unique_ptr<intake::TableSource>> open_table_in_memory(std::string_view bytes,
                                                                  const Limits& limits = {});

}  // namespace payung::sheets
