#pragma once

#include <string>
#include <vector>

#include "api/service.hpp"
#include "evaluation/tables.hpp"

/// Tables as a file that people take away: csv, workbook or paper.
namespace payung::api {

struct TableFile {
  std::string name;                ///< of the file, without ending: "payung-tagihan"
  std::string title;               ///< in the reader's language
  std::vector<std::string> lines;  ///< what it is about: area, day, filter, source
  std::vector<evaluation::Table> tables;
};

/// `format`: csv, xlsx or pdf. Words are those of the reader's language.
/// Errors: unsupported where no files are served, or the library cannot write it; io.
Result<Reply> table_file(Call& call, const TableFile& file, std::string_view format);

}  // namespace payung::api
