#include "cmd/record_folder.hpp"

#include <algorithm>
#include <array>

#include "adapters/sheets/open.hpp"

namespace payung::cmd {
namespace {

namespace fs = std::filesystem;

enum Column : std::size_t {
  record_id,
  nik,
  name,
  birth_place,
  birth_date,
  sex,
  mother_name,
  address,
  rt,
  rw,
  village,
  village_code,
  phone,
  occupation,
  column_count,
};

constexpr std::array<std::string_view, column_count> kNames{
    "record_id", "nik", "name", "birth_place", "birth_date",   "sex",   "mother_name",
    "address",   "rt",  "rw",   "village",     "village_code", "phone", "occupation"};

using Places = std::array<std::size_t, column_count>;
constexpr std::size_t kMissing = static_cast<std::size_t>(-1);

Places places_in(const intake::RawRow& header) {
  Places places;
  places.fill(kMissing);
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto found = std::find(kNames.begin(), kNames.end(), header.cells[i].text);
    if (found != kNames.end()) places[static_cast<std::size_t>(found - kNames.begin())] = i;
  }
  return places;
}

std::string_view cell_of(const intake::RawRow& row, const Places& places, Column column) {
  const std::size_t place = places[column];
  return place < row.cells.size() ? std::string_view(row.cells[place].text) : std::string_view();
}

Result<std::vector<fs::path>> lists_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const std::string file = entry.path().filename().string();
    if (entry.path().extension() == ".csv" && !file.ends_with("truth.csv")) {
      files.push_back(entry.path());
    }
  }
  if (failed) return Error{Errc::io, folder.string(), "the folder cannot be read"};
  if (files.empty()) {
    return Error{Errc::nothing_done, folder.string(), "there is no .csv list in it"};
  }
  std::sort(files.begin(), files.end());
  return files;
}

Status read_list(const fs::path& file, std::int32_t list, RecordFolder& records) {
  auto source = sheets::open_table(file);
  if (!source) return source.error();
  if (const auto sheet = (*source)->next_sheet(); !sheet) return sheet.error();
  intake::RawRow row;
  auto more = (*source)->next_row(row);
  if (!more) return more.error();
  const Places places = places_in(row);
  if (places[record_id] == kMissing) {
    return Error{Errc::unreadable, file.filename().string(),
                 "its first line has no column record_id"};
  }
  while (true) {
    more = (*source)->next_row(row);
    if (!more) return more.error();
    if (!*more) return {};
    const auto id = cell_of(row, places, record_id);
    if (id.empty()) continue;  // an empty line
    const auto cell = [&](Column column) { return cell_of(row, places, column); };
    records.table.add({.id = static_cast<std::int64_t>(records.record_ids.size()),
                       .list = list,
                       .nik = cell(nik),
                       .name = cell(name),
                       .birth_date = cell(birth_date),
                       .sex = cell(sex),
                       .mother = cell(mother_name),
                       .birth_place = cell(birth_place),
                       .address = cell(address),
                       .rt = cell(rt),
                       .rw = cell(rw),
                       .village = cell(village),
                       .village_code = cell(village_code),
                       .phone = cell(phone),
                       .occupation = cell(occupation)});
    records.record_ids.emplace_back(id);
  }
}

}  // namespace

Result<RecordFolder> read_record_folder(const fs::path& folder) {
  const auto files = lists_in(folder);
  if (!files) return files.error();
  RecordFolder records;
  std::int32_t list = 0;
  for (const auto& file : *files) {
    if (const auto status = read_list(file, ++list, records); !status) return status.error();
  }
  return records;
}

Result<std::vector<std::pair<std::string, std::string>>> read_truth(const fs::path& file) {
  auto source = sheets::open_table(file);
  if (!source) return source.error();
  if (const auto sheet = (*source)->next_sheet(); !sheet) return sheet.error();
  std::vector<std::pair<std::string, std::string>> truth;
  intake::RawRow row;
  bool header = true;
  while (true) {
    const auto more = (*source)->next_row(row);
    if (!more) return more.error();
    if (!*more) return truth;
    if (!header && row.cells.size() >= 2) truth.emplace_back(row.cells[0].text, row.cells[1].text);
    header = false;
  }
}

}  // namespace payung::cmd
