#include "adapters/sheets/bytes.hpp"

#include <algorithm>
#include <cstring>

namespace payung::sheets {
namespace {

class FileBytes final : public Bytes {
 public:
  FileBytes(std::ifstream file, std::string name)
      : file_(std::move(file)), name_(std::move(name)) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    file_.read(to, static_cast<std::streamsize>(size));
    if (file_.bad()) return Error{Errc::io, name_, "reading it failed"};
    return static_cast<std::size_t>(file_.gcount());
  }

 private:
  std::ifstream file_;
  std::string name_;
};

class MemoryBytes final : public Bytes {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size());
    if (count > 0) std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<std::unique_ptr<Bytes>> file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, path.string(), "is it there, and may you read it?"};
  return std::unique_ptr<Bytes>(
      std::make_unique<FileBytes>(std::move(file), path.filename().string()));
}

std::unique_ptr<Bytes> memory_bytes(std::string_view bytes) {
  return std::make_unique<MemoryBytes>(bytes);
}

}  // namespace payung::sheets
