#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung::sheets {

/// Bytes read front to back: a file, or memory.
class Bytes {
 public:
  virtual ~Bytes() = default;
  /// Fills up to `size` bytes; 0 at the end. Errors: io.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
};

/// Gives the same bytes from their beginning, each time.
using BytesOpener = std::function<Result<std::unique_ptr<Bytes>>()>;

Result<std::unique_ptr<Bytes>> file_bytes(const std::filesystem::path& path);
std::unique_ptr<Bytes> memory_bytes(std::string_view bytes);

}  // namespace payung::sheets
