#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/csv.hpp"
#include "base/result.hpp"

namespace payung::sheets {

/// Writes a CSV file (RFC 4180 quoting, UTF-8, "\n"), guarded against formulas when a person will
/// open it in a spreadsheet. The file appears under its name when finish() has succeeded; without
/// it, nothing is left behind.
class CsvWriter {
 public:
  CsvWriter(std::filesystem::path path, CsvReader reader);
  ~CsvWriter();
  CsvWriter(const CsvWriter&) = delete;
  CsvWriter& operator=(const CsvWriter&) = delete;

  /// Errors: io.
  Status row(std::span<const std::string> fields);
  Status row(std::initializer_list<std::string_view> fields);
  /// Writes what waits and gives the file its name. Errors: io.
  Status finish();

 private:
  Status end_line();
  Status flush();
  Error failed() const;

  std::filesystem::path path_;
  std::filesystem::path part_;
  CsvReader reader_;
  std::ofstream stream_;
  std::string line_;
  std::string waiting_;
};

}  // namespace payung::sheets
