#include "adapters/sheets/csv_writer.hpp"

#include <system_error>
#include <utility>

namespace payung::sheets {
namespace {

constexpr std::size_t kFlushBytes = std::size_t{64} << 10U;

std::filesystem::path beside(std::filesystem::path path) {
  path += ".part";
  return path;
}

}  // namespace

CsvWriter::CsvWriter(std::filesystem::path path, CsvReader reader)
    : path_(std::move(path)),
      part_(beside(path_)),
      reader_(reader),
      stream_(part_, std::ios::binary | std::ios::trunc) {}

CsvWriter::~CsvWriter() {
  stream_.close();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

Status CsvWriter::row(std::span<const std::string> fields) {
  for (const std::string& field : fields) append_csv(line_, field, reader_);
  return end_line();
}

Status CsvWriter::row(std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields) append_csv(line_, field, reader_);
  return end_line();
}

Status CsvWriter::finish() {
  if (const auto status = flush(); !status) return status;
  stream_.close();
  std::error_code renamed;
  if (stream_) std::filesystem::rename(part_, path_, renamed);
  if (!stream_ || renamed) return failed();
  return {};
}

Status CsvWriter::end_line() {
  waiting_ += line_;
  waiting_ += '\n';
  line_.clear();
  return waiting_.size() < kFlushBytes ? Status{} : flush();
}

Status CsvWriter::flush() {
  stream_.write(waiting_.data(), static_cast<std::streamsize>(waiting_.size()));
  waiting_.clear();
  return stream_ ? Status{} : Status(failed());
}

Error CsvWriter::failed() const {
  return {Errc::io, path_.string(), "it cannot be written; is there room, and may you?"};
}

}  // namespace payung::sheets
