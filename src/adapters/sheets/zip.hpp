#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// The parts of a workbook's zip, read one at a time. The central directory is checked before
/// anything is unpacked, and unpacking stops where a part turns out larger than it said.
class Zip {
 public:
  /// Errors: unreadable (no zip, truncated, encrypted), unsafe (limits, the same name twice).
  static Result<std::unique_ptr<Zip>> open(const std::filesystem::path& path, const Limits& limits);
  static Result<std::unique_ptr<Zip>> open(std::string_view bytes, const Limits& limits);
  virtual ~Zip() = default;

  virtual bool has(std::string_view name) const = 0;
  /// Begins to read a part; ends the one before. Errors: unreadable.
  virtual Status begin(std::string_view name) = 0;
  /// The next bytes of the part; 0 at its end. Errors: unreadable, unsafe.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
};

}  // namespace payung::sheets
