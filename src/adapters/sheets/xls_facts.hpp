#pragma once

#include <filesystem>
#include <vector>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// What the library that reads .xls does not tell or does not check.
struct XlsFacts {
  std::vector<bool> hidden;  ///< by tab
};

/// Walks the records of the workbook's stream ([MS-CFB], [MS-XLS] 2.3) before the library is
/// trusted with it: every sector and record must lie inside the file, and the grids that the sheets
/// ask for must be affordable, because the library reserves them whole.
/// Errors: io; unreadable (damaged, encrypted); unsafe (limits).
Result<XlsFacts> xls_facts(const std::filesystem::path& path, const Limits& limits);

}  // namespace payung::sheets
