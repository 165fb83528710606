#include "adapters/sheets/xls_facts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace payung::sheets {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeader = 512;
constexpr std::size_t kFatInHeader = 109;
constexpr std::uint32_t kSectorMax = 0xFFFFFFFA;  ///< from here on: end of chain, free and so on
constexpr std::uint32_t kMiniStreamMax = 4096;    ///< smaller streams lie in the mini stream

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
    number |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return number;
}

Error damaged() {
  return {Errc::unreadable, "file",
          "it is damaged or cut off; open it and save it as .xlsx, or send it again"};
}

/// A compound file in memory: a small file system of sectors in chains.
class Container {
 public:
  explicit Container(std::string bytes) : bytes_(std::move(bytes)) {}

  /// The whole stream of a workbook. Errors: unreadable.
  Result<std::string> workbook() {
    const std::uint32_t shift = number_at(bytes_, 30, 2);
    if (bytes_.size() < kHeader || (shift != 9 && shift != 12)) return damaged();
    sector_ = std::size_t{1} << shift;
    if (const auto status = read_table(); !status) return status.error();
    auto directory = chain(number_at(bytes_, 48, 4), bytes_.size());
    if (!directory) return directory.error();
    std::string_view found;
    constexpr std::size_t kEntry = 128;
    for (std::size_t at = 0; at + kEntry <= directory->size(); at += kEntry) {
      const auto entry = std::string_view(*directory).substr(at, kEntry);
      if (entry.starts_with("W\0o\0r\0k\0b\0o\0o\0k\0\0\0"sv) ||
          (found.empty() && entry.starts_with("B\0o\0o\0k\0\0\0"sv))) {
        found = entry;
      }
    }
    if (found.empty()) return damaged();
    const std::uint32_t start = number_at(found, 116, 4);
    const std::uint32_t size = number_at(found, 120, 4);
    if (size > bytes_.size()) return damaged();
    auto stream = size < kMiniStreamMax ? mini_chain(*directory, start, size) : chain(start, size);
    if (!stream) return stream;
    if (stream->size() < size) return damaged();
    stream->resize(size);
    return stream;
  }

 private:
  Result<std::string_view> sector(std::uint32_t number) const {
    const std::size_t at = (std::size_t{number} + 1) * sector_;
    if (number >= kSectorMax || at >= bytes_.size()) return damaged();
    return std::string_view(bytes_).substr(at, sector_);
  }

  /// Which sector follows which: named in the header, and in a chain of its own in large files.
  Status read_table() {
    std::vector<std::uint32_t> places;
    for (std::size_t i = 0; i < kFatInHeader; ++i)
      places.push_back(number_at(bytes_, 76 + 4 * i, 4));
    std::uint32_t next = number_at(bytes_, 68, 4);
    for (std::size_t steps = 0; next < kSectorMax; ++steps) {
      const auto part = sector(next);
      if (!part || steps > bytes_.size() / sector_) return damaged();
      for (std::size_t at = 0; at + 4 < sector_; at += 4) places.push_back(number_at(*part, at, 4));
      next = number_at(*part, sector_ - 4, 4);
    }
    for (const std::uint32_t place : places) {
      if (place >= kSectorMax) continue;
      const auto part = sector(place);
      if (!part || follows_.size() > bytes_.size()) return damaged();
      for (std::size_t at = 0; at < sector_; at += 4) follows_.push_back(number_at(*part, at, 4));
    }
    return {};
  }

  Result<std::string> chain(std::uint32_t from, std::size_t size) const {
    std::string stream;
    for (std::size_t steps = 0; from < kSectorMax && stream.size() < size; ++steps) {
      const auto part = sector(from);
      if (!part || from >= follows_.size() || steps > follows_.size()) return damaged();
      stream += *part;
      from = follows_[from];
    }
    return stream;
  }

  Result<std::string> mini_chain(std::string_view directory, std::uint32_t from,
                                 std::size_t size) const {
    constexpr std::size_t kMini = 64;
    const auto mini = chain(number_at(directory, 116, 4), bytes_.size());
    if (!mini) return mini;
    const auto table = chain(number_at(bytes_, 60, 4), bytes_.size());
    if (!table) return table;
    std::string stream;
    while (from < kSectorMax && stream.size() < size) {
      const std::size_t at = std::size_t{from} * kMini;
      if (at >= mini->size() || std::size_t{from} * 4 + 4 > table->size()) return damaged();
      stream.append(*mini, at, kMini);
      from = number_at(*table, std::size_t{from} * 4, 4);
    }
    return stream;
  }

  std::string bytes_;
  std::size_t sector_ = kHeader;
  std::vector<std::uint32_t> follows_;
};

Result<std::string> file_text(const std::filesystem::path& path, std::uint64_t bytes_max) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::int64_t>(file.tellg());
  if (!file || size < 0) return Error{Errc::io, path.string(), "is it there, and may you read it?"};
  if (static_cast<std::uint64_t>(size) > bytes_max) {
    return Error{Errc::unsafe, "file",
                 "an .xls of over " + std::to_string(bytes_max >> 20U) + " MiB; save it as .xlsx"};
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (file.gcount() != size) return Error{Errc::io, path.string(), "reading it failed"};
  return bytes;
}

/// [MS-XLS] 2.4, and before Excel 97 the same numbers with narrower rows.
enum Record : std::uint32_t {
  end_of_part = 0x0A,
  file_password = 0x2F,
  bound_sheet = 0x85,
  dimensions = 0x200,
  begin_of_part = 0x809,
};

class RecordWalk {
 public:
  explicit RecordWalk(const Limits& limits) : limits_(limits) {}

  Result<XlsFacts> walk(std::string_view stream) {
    if (stream.size() < 8 || number_at(stream, 0, 2) != begin_of_part) return damaged();
    wide_ = number_at(stream, 4, 2) == 0x0600;
    for (std::size_t at = 0; at + 4 <= stream.size();) {
      const std::uint32_t kind = number_at(stream, at, 2);
      const std::size_t size = number_at(stream, at + 2, 2);
      if (kind == 0 && size == 0) break;  // what fills the last sector
      if (at + 4 + size > stream.size()) return damaged();
      if (const auto status = take(kind, stream.substr(at + 4, size), stream.size()); !status) {
        return status.error();
      }
      at += 4 + size;
    }
    if (facts_.hidden.empty()) return damaged();
    return std::move(facts_);
  }

 private:
  Status take(std::uint32_t kind, std::string_view body, std::size_t stream_size) {
    if (kind == file_password) {
      return Error{Errc::unreadable, "file", "it is encrypted; remove the password"};
    }
    if (kind == bound_sheet) {
      if (body.size() < 7 || number_at(body, 0, 4) >= stream_size) return damaged();
      facts_.hidden.push_back((number_at(body, 4, 1) & 3U) != 0);
    }
    if (kind != dimensions) return {};
    const std::size_t row = wide_ ? 4 : 2;
    if (body.size() < 2 * row + 4) return damaged();
    const std::uint64_t rows = number_at(body, row, row);
    const std::uint64_t columns = number_at(body, 2 * row + 2, 2);
    cells_ += rows * columns;
    if (rows <= 65'536 && columns <= 256 && cells_ <= limits_.xls_cells_max) return {};
    return Error{Errc::unsafe, "file",
                 "its sheets ask for over " + std::to_string(limits_.xls_cells_max) +
                     " cells; save it as .xlsx"};
  }

  const Limits& limits_;
  bool wide_ = true;
  std::uint64_t cells_ = 0;
  XlsFacts facts_;
};

}  // namespace

Result<XlsFacts> xls_facts(const std::filesystem::path& path, const Limits& limits) {
  auto bytes = file_text(path, limits.xls_file_bytes_max);
  if (!bytes) return bytes.error();
  const auto stream = Container(*std::move(bytes)).workbook();
  if (!stream) return stream.error();
  return RecordWalk(limits).walk(*stream);
}

}  // namespace payung::sheets
