#include "adapters/sheets/ole.hpp"

#include <algorithm>
#include <string>

#include "adapters/sheets/bytes.hpp"

namespace payung::sheets {
namespace {

constexpr std::size_t kPortion = std::size_t{64} << 10U;
constexpr std::size_t kHeader = 512;
constexpr std::size_t kEntry = 128;  ///< [MS-CFB] 2.6: name in 64 bytes, its length in two
constexpr std::size_t kName = 64;

/// The name of a directory entry as the container writes it: UTF-16 with a zero at the end, and
/// the length in bytes behind it.
std::string entry_name(std::string_view ascii) {
  std::string name;
  for (const char c : ascii) {
    name += c;
    name += '\0';
  }
  const std::size_t bytes = name.size() + 2;
  name.resize(kName, '\0');
  name += static_cast<char>(bytes);
  name += '\0';
  return name;
}

}  // namespace

/// Entries stand 128 bytes apart from the header on, wherever the directory's sectors lie; so they
/// are found without following the sector tables, which may be damaged.
Result<OleKind> ole_kind(const std::filesystem::path& path) {
  auto bytes = file_bytes(path);
  if (!bytes) return bytes.error();
  const std::string encrypted = entry_name("EncryptedPackage");
  const std::string workbook = entry_name("Workbook");
  const std::string book = entry_name("Book");  // before Excel 97
  OleKind kind = OleKind::other;
  std::string portion(kPortion, '\0');
  std::size_t at = 0;
  while (true) {
    std::size_t size = 0;
    while (size < portion.size()) {
      const auto got = (*bytes)->read(portion.data() + size, portion.size() - size);
      if (!got) return got.error();
      if (*got == 0) break;
      size += *got;
    }
    const std::string_view filled(portion.data(), size);
    for (std::size_t i = at == 0 ? kHeader : 0; i + kEntry <= size; i += kEntry) {
      const std::string_view entry = filled.substr(i, kEntry);
      if (entry.starts_with(encrypted)) return OleKind::encrypted;
      if (entry.starts_with(workbook) || entry.starts_with(book)) kind = OleKind::workbook;
    }
    if (size < portion.size()) return kind;
    at += size;
  }
}

}  // namespace payung::sheets
