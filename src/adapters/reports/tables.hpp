#pragma once

#include <filesystem>
#include <string>

#include "adapters/reports/words.hpp"
#include "base/result.hpp"
#include "evaluation/tables.hpp"

namespace payung::reports {

/// One table as csv in the given language: counts and money as plain whole numbers, a share as two
/// columns (part, whole) so that it can be recomputed. Safe to open in a spreadsheet.
std::string csv_of(const evaluation::Table& table, const Words& words, std::string_view language);

/// All tables as one workbook, a sheet each, with number formats and filters.
/// Errors: io.
Status write_workbook(const std::filesystem::path& path,
                      const std::vector<evaluation::Table>& tables, const Words& words,
                      std::string_view language);

}  // namespace payung::reports
