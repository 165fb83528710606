#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "synthesis/generate.hpp"

namespace payung::sheets {

/// One file of an agency, row after row. Kept behind a face so that libxlsxwriter stays in the
/// .cpp file.
class AgencyTable {
 public:
  virtual ~AgencyTable() = default;
  /// Where the row went: sheet, and row as the sheet numbers it (for CSV the record's number).
  struct Place {
    std::string file;
    std::string sheet;
    std::int64_t row = 0;
  };
  virtual Result<Place> add(const synthesis::Record& record) = 0;
  virtual Status close() = 0;
};

/// Writes what is generated as the files that agencies really send, each in its own way: see
/// agency_layout.hpp. Beside them stands workbooks.csv (file,sheet,row,record_id), the way from a
/// row back to the truth. A workbook holds at most 25,000 rows; more go to a second one, as
/// agencies send a file per part of the regency, and memory stays bounded.
class AgencyWorkbooks final : public synthesis::Sink {
 public:
  /// `place`: the regency's name as titles have it.
  AgencyWorkbooks(std::filesystem::path folder, std::string place, Date as_of)
      : folder_(std::move(folder)), place_(std::move(place)), as_of_(as_of) {}

  /// Errors: io.
  Status open();
  Status record(const synthesis::Record& record) override;
  Status close();
  /// Takes away what was written.
  void discard();

 private:
  std::filesystem::path folder_;
  std::string place_;
  Date as_of_;
  std::array<std::unique_ptr<AgencyTable>, synthesis::list_count> tables_;
  std::array<std::int64_t, synthesis::list_count> rows_{};
  std::vector<std::filesystem::path> written_;
  std::ofstream origins_;
};

}  // namespace payung::sheets
