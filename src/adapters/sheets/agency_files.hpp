#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "synthesis/generate.hpp"

namespace payung::sheets {

/// Writes what is generated as CSV: lists/<list>.csv for each list, and beside the folder, where
/// a run over it does not read it, truth.csv (record_id,person_id).
class AgencyFiles final : public synthesis::Sink {
 public:
  /// Makes the folder. Files that are there are replaced.
  AgencyFiles(std::filesystem::path folder, std::vector<synthesis::ListKind> lists)
      : folder_(std::move(folder)), lists_(std::move(lists)) {}

  /// Errors: io, naming the file.
  Status open();
  Status record(const synthesis::Record& record) override;
  /// Writes what is still in memory. Errors: io.
  Status close();
  /// Takes away what was written: after an error nothing half done stays.
  void discard();

 private:
  struct File {
    std::filesystem::path path;
    std::ofstream stream;
    std::string waiting;
  };
  static Status open_file(File& file, std::filesystem::path path);
  static Status flush(File& file);
  std::filesystem::path folder_;
  std::vector<synthesis::ListKind> lists_;
  std::array<File, synthesis::list_count> files_;
  File truth_;
};

}  // namespace payung::sheets
