#include "adapters/sheets/zip.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace payung::sheets {
namespace {

/// minizip's callbacks over bytes in memory.
struct MemoryFile {
  std::string_view bytes;
  ZPOS64_T at = 0;
};

voidpf memory_open(voidpf opaque, const void*, int) { return opaque; }
uLong memory_read(voidpf, voidpf stream, void* to, uLong size) {
  auto& file = *static_cast<MemoryFile*>(stream);
  const auto left = file.bytes.size() - std::min<std::size_t>(file.at, file.bytes.size());
  const auto count = std::min<std::size_t>(size, left);
  if (count > 0) std::memcpy(to, file.bytes.data() + file.at, count);
  file.at += count;
  return count;
}
uLong memory_write(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T memory_tell(voidpf, voidpf stream) { return static_cast<MemoryFile*>(stream)->at; }
long memory_seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& file = *static_cast<MemoryFile*>(stream);
  ZPOS64_T from = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) from = file.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) from = file.bytes.size();
  if (from > file.bytes.size() || offset > file.bytes.size() - from) return -1;
  file.at = from + offset;
  return 0;
}
int memory_close(voidpf, voidpf) { return 0; }
int memory_error(voidpf, voidpf) { return 0; }

struct CloseZip {
  void operator()(void* handle) const { unzClose(handle); }
};

std::string lower(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\\') c = '/';
  }
  return folded;
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20U) + " MiB"; }

class MinizipZip final : public Zip {
 public:
  MinizipZip(std::unique_ptr<MemoryFile> memory, const Limits& limits)
      : limits_(limits), memory_(std::move(memory)) {}

  Status open_file(const std::filesystem::path& path) {
    std::error_code failed;
    file_bytes_ = std::filesystem::file_size(path, failed);
    if (failed) return Error{Errc::io, path.string(), "is it there, and may you read it?"};
    handle_.reset(unzOpen64(path.c_str()));
    return read_directory();
  }

  Status open_memory() {
    file_bytes_ = memory_->bytes.size();
    zlib_filefunc64_def functions{memory_open, memory_read,  memory_write, memory_tell,
                                  memory_seek, memory_close, memory_error, memory_.get()};
    handle_.reset(unzOpen2_64("memory", &functions));
    return read_directory();
  }

  bool has(std::string_view name) const override { return parts_.contains(lower(name)); }

  Status begin(std::string_view name) override {
    end_part();
    const auto part = parts_.find(lower(name));
    if (part == parts_.end()) {
      return Error{Errc::unreadable, "workbook",
                   "its part " + std::string(name) + " is missing; save it again"};
    }
    unz64_file_pos position = part->second.position;
    if (unzGoToFilePos64(handle_.get(), &position) != UNZ_OK ||
        unzOpenCurrentFile(handle_.get()) != UNZ_OK) {
      return damaged();
    }
    in_part_ = true;
    inflated_ = 0;
    packed_ = part->second.packed;
    return {};
  }

  Result<std::size_t> read(char* to, std::size_t size) override {
    const int got = unzReadCurrentFile(handle_.get(), to, static_cast<unsigned>(size));
    if (got < 0) return damaged();
    inflated_ += static_cast<std::uint64_t>(got);
    inflated_total_ += static_cast<std::uint64_t>(got);
    // The directory may lie about sizes, so what comes out is what counts.
    if (const auto status = check_size(inflated_, packed_); !status) return status.error();
    if (inflated_total_ > limits_.inflated_total_bytes_max) return too_much_together();
    if (got == 0) {
      const int closed = unzCloseCurrentFile(handle_.get());
      in_part_ = false;
      if (closed == UNZ_CRCERROR) return damaged();
    }
    return static_cast<std::size_t>(got);
  }

  ~MinizipZip() override { end_part(); }

 private:
  struct Part {
    unz64_file_pos position;
    std::uint64_t start;  ///< of its packed bytes in the file
    std::uint64_t packed;
  };

  static Error damaged() {
    return {Errc::unreadable, "workbook",
            "it is damaged or cut off; send it again, or open and save it as .xlsx"};
  }

  Error too_much_together() const {
    return {Errc::unsafe, "workbook",
            "its parts unpack to over " + mebibytes(limits_.inflated_total_bytes_max) +
                " together; split the list or save it as .csv"};
  }

  Status check_size(std::uint64_t inflated, std::uint64_t packed) const {
    if (inflated > limits_.inflated_bytes_max) {
      return Error{Errc::unsafe, "workbook",
                   "a part unpacks to over " + mebibytes(limits_.inflated_bytes_max) +
                       "; split the list or save it as .csv"};
    }
    return check_ratio(inflated, packed);
  }

  Status check_ratio(std::uint64_t inflated, std::uint64_t packed) const {
    if (inflated <= limits_.ratio_from_bytes ||
        inflated / std::max<std::uint64_t>(packed, 1) <= limits_.ratio_max) {
      return {};
    }
    return Error{Errc::unsafe, "workbook",
                 "it unpacks to over " + std::to_string(limits_.ratio_max) +
                     " times its size, as no list does; copy the list alone into a new workbook"};
  }

  Status read_directory() {
    unz_global_info64 info{};
    if (!handle_ || unzGetGlobalInfo64(handle_.get(), &info) != UNZ_OK) return damaged();
    std::uint64_t inflated = 0;
    std::uint64_t packed = 0;
    int step = info.number_entry == 0 ? UNZ_END_OF_LIST_OF_FILE : unzGoToFirstFile(handle_.get());
    for (; step == UNZ_OK; step = unzGoToNextFile(handle_.get())) {
      if (parts_.size() >= limits_.parts_max || info.number_entry > limits_.parts_max) {
        return Error{Errc::unsafe, "workbook",
                     "it has over " + std::to_string(limits_.parts_max) +
                         " parts; copy the list alone into a new workbook"};
      }
      if (const auto status = add_part(inflated, packed); !status) return status;
    }
    if (step != UNZ_END_OF_LIST_OF_FILE) return damaged();
    if (const auto status = check_ratio(inflated, packed); !status) return status;
    return check_overlap();
  }

  /// The entry at hand.
  Status add_part(std::uint64_t& inflated, std::uint64_t& packed) {
    std::array<char, 512> name{};
    unz_file_info64 file{};
    if (unzGetCurrentFileInfo64(handle_.get(), &file, name.data(), name.size() - 1, nullptr, 0,
                                nullptr, 0) != UNZ_OK) {
      return damaged();
    }
    if ((file.flag & 1U) != 0) {
      return Error{Errc::unreadable, "workbook", "it is encrypted; remove the password"};
    }
    if (const auto status = check_size(file.uncompressed_size, file.compressed_size); !status) {
      return status;
    }
    if (file.compressed_size > file_bytes_) return damaged();
    inflated += file.uncompressed_size;
    packed += file.compressed_size;
    if (inflated > limits_.inflated_total_bytes_max) return too_much_together();
    Part part{{}, 0, file.compressed_size};
    if (unzGetFilePos64(handle_.get(), &part.position) != UNZ_OK ||
        unzOpenCurrentFile2(handle_.get(), nullptr, nullptr, 1) != UNZ_OK) {
      return damaged();
    }
    part.start = unzGetCurrentFileZStreamPos64(handle_.get());
    unzCloseCurrentFile(handle_.get());
    if (!parts_.emplace(lower(name.data()), part).second) {
      return Error{Errc::unsafe, "workbook",
                   "it has two parts of one name; open and save it again as .xlsx"};
    }
    return {};
  }

  /// Bombs let many entries share the same packed bytes, or claim more of them than there are.
  Status check_overlap() const {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    for (const auto& [name, part] : parts_) {
      if (part.start > file_bytes_ || part.packed > file_bytes_ - part.start) return damaged();
      if (part.packed > 0) ranges.emplace_back(part.start, part.start + part.packed);
    }
    std::sort(ranges.begin(), ranges.end());
    for (std::size_t i = 1; i < ranges.size(); ++i) {
      if (ranges[i].first < ranges[i - 1].second) {
        return Error{Errc::unsafe, "workbook",
                     "its parts overlap, as in no workbook; open and save it again as .xlsx"};
      }
    }
    return {};
  }

  void end_part() {
    if (in_part_) unzCloseCurrentFile(handle_.get());
    in_part_ = false;
  }

  Limits limits_;
  std::uint64_t file_bytes_ = 0;
  std::unique_ptr<MemoryFile> memory_;
  std::unique_ptr<void, CloseZip> handle_;
  std::map<std::string, Part, std::less<>> parts_;
  bool in_part_ = false;
  std::uint64_t inflated_ = 0;
  std::uint64_t packed_ = 0;
  std::uint64_t inflated_total_ = 0;
};

}  // namespace

Result<std::unique_ptr<Zip>> Zip::open(const std::filesystem::path& path, const Limits& limits) {
  auto zip = std::make_unique<MinizipZip>(nullptr, limits);
  if (const auto status = zip->open_file(path); !status) return status.error();
  return std::unique_ptr<Zip>(std::move(zip));
}

Result<std::unique_ptr<Zip>> Zip::open(std::string_view bytes, const Limits& limits) {
  auto zip =
      std::make_unique<MinizipZip>(std::make_unique<MemoryFile>(MemoryFile{bytes, 0}), limits);
  if (const auto status = zip->open_memory(); !status) return status.error();
  return std::unique_ptr<Zip>(std::move(zip));
}

}  // namespace payung::sheets
