#include "adapters/sheets/agency_files.hpp"

namespace payung::sheets {
namespace {

constexpr std::size_t kFlushBytes = std::size_t{256} * 1024;

Error io_error(const std::filesystem::path& path) {
  return {Errc::io, path.string(), "cannot be written"};
}

}  // namespace

Status AgencyFiles::open_file(File& file, std::filesystem::path path) {
  file.path = std::move(path);
  file.stream.open(file.path, std::ios::binary | std::ios::trunc);
  return file.stream ? Status{} : Status(io_error(file.path));
}

Status AgencyFiles::flush(File& file) {
  file.stream.write(file.waiting.data(), static_cast<std::streamsize>(file.waiting.size()));
  file.waiting.clear();
  return file.stream ? Status{} : Status(io_error(file.path));
}

Status AgencyFiles::open() {
  std::error_code failed;
  std::filesystem::create_directories(folder_ / "lists", failed);
  if (failed) return Error{Errc::io, folder_.string(), failed.message()};
  for (const synthesis::ListKind list : lists_) {
    File& file = files_[static_cast<std::size_t>(list)];
    const std::string name = std::string(to_text(list)) + ".csv";
    if (auto opened = open_file(file, folder_ / "lists" / name); !opened) return opened;
    file.waiting = synthesis::csv_header(list);
  }
  if (auto opened = open_file(truth_, folder_ / "truth.csv"); !opened) return opened;
  truth_.waiting = "record_id,person_id\n";
  return {};
}

Status AgencyFiles::record(const synthesis::Record& record) {
  File& file = files_[static_cast<std::size_t>(record.list)];
  synthesis::append_row(file.waiting, record);
  truth_.waiting += record.cell(synthesis::Column::record_id);
  truth_.waiting += ',';
  truth_.waiting += std::to_string(record.person);
  truth_.waiting += '\n';
  for (File* each : {&file, &truth_}) {
    if (each->waiting.size() < kFlushBytes) continue;
    if (auto written = flush(*each); !written) return written;
  }
  return {};
}

Status AgencyFiles::close() {
  std::vector<File*> open{&truth_};
  for (const synthesis::ListKind list : lists_) {
    open.push_back(&files_[static_cast<std::size_t>(list)]);
  }
  for (File* file : open) {
    if (auto written = flush(*file); !written) return written;
    file->stream.close();
    if (!file->stream) return io_error(file->path);
  }
  return {};
}

void AgencyFiles::discard() {
  std::error_code ignored;
  std::vector<File*> all{&truth_};
  for (File& file : files_) all.push_back(&file);
  for (File* file : all) {
    if (file->path.empty()) continue;
    file->stream.close();
    std::filesystem::remove(file->path, ignored);
  }
  // Only when they are empty.
  std::filesystem::remove(folder_ / "lists", ignored);
  std::filesystem::remove(folder_, ignored);
}

}  // namespace payung::sheets
