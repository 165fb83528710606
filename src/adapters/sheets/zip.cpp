#include "adapters/sheets/zip.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

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
  if (from + offset > file.bytes.size()) return -1;
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

class MinizipZip final : public Zip {
 public:
  MinizipZip(std::unique_ptr<MemoryFile> memory, const Limits& limits)
      : limits_(limits), memory_(std::move(memory)) {}

  Status open_file(const std::filesystem::path& path) {
    handle_.reset(unzOpen64(path.c_str()));
    return read_directory();
  }

  Status open_memory() {
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
    // The directory may lie about sizes, so what comes out is what counts.
    if (const auto status = check_size(inflated_, packed_); !status) return status.error();
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
    std::uint64_t packed;
  };

  static Error damaged() {
    return {Errc::unreadable, "workbook",
            "it is damaged or cut off; send it again, or open and save it as .xlsx"};
  }

  Status check_size(std::uint64_t inflated, std::uint64_t packed) const {
    if (inflated > limits_.inflated_bytes_max) {
      return Error{
          Errc::unsafe, "workbook",
          "a part unpacks to over " + std::to_string(limits_.inflated_bytes_max >> 20U) + " MiB"};
    }
    if (inflated > limits_.ratio_from_bytes &&
        inflated / std::max<std::uint64_t>(packed, 1) > limits_.ratio_max) {
      return Error{Errc::unsafe, "workbook",
                   "a part unpacks to over " + std::to_string(limits_.ratio_max) +
                       " times its size, as no list does"};
    }
    return {};
  }

  Status read_directory() {
    unz_global_info64 info{};
    if (!handle_ || unzGetGlobalInfo64(handle_.get(), &info) != UNZ_OK) return damaged();
    if (info.number_entry > limits_.parts_max) {
      return Error{Errc::unsafe, "workbook",
                   "it has over " + std::to_string(limits_.parts_max) + " parts"};
    }
    std::uint64_t sum = 0;
    int step = unzGoToFirstFile(handle_.get());
    for (; step == UNZ_OK; step = unzGoToNextFile(handle_.get())) {
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
      sum += file.uncompressed_size;
      if (sum > 2 * limits_.inflated_bytes_max) {
        return Error{Errc::unsafe, "workbook", "its parts unpack to too much together"};
      }
      Part part{{}, file.compressed_size};
      unzGetFilePos64(handle_.get(), &part.position);
      if (!parts_.emplace(lower(name.data()), part).second) {
        return Error{Errc::unsafe, "workbook", "it has two parts of one name"};
      }
    }
    return step == UNZ_END_OF_LIST_OF_FILE ? Status{} : Status{damaged()};
  }

  void end_part() {
    if (in_part_) unzCloseCurrentFile(handle_.get());
    in_part_ = false;
  }

  Limits limits_;
  std::unique_ptr<MemoryFile> memory_;
  std::unique_ptr<void, CloseZip> handle_;
  std::map<std::string, Part, std::less<>> parts_;
  bool in_part_ = false;
  std::uint64_t inflated_ = 0;
  std::uint64_t packed_ = 0;
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
