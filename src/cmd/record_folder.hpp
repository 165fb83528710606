#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "linkage/record_table.hpp"

namespace payung::cmd {

/// All csv lists of a folder, for linking without a database.
struct RecordFolder {
  linkage::RecordTable table;
  std::vector<std::string> record_ids;  ///< by place in the table
};

/// Reads every .csv of the folder but those whose names end in truth.csv, in the order of their
/// names. Columns are found by name (record_id, nik, name, birth_place, birth_date, sex,
/// mother_name, address, rt, rw, village, village_code, phone, occupation); any but record_id may
/// be missing. Errors: io; nothing_done when there is no list; unreadable naming file and record.
Result<RecordFolder> read_record_folder(const std::filesystem::path& folder);

/// record_id -> person_id of a truth file.
Result<std::vector<std::pair<std::string, std::string>>> read_truth(
    const std::filesystem::path& file);

}  // namespace payung::cmd
