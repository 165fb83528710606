#pragma once

#include <filesystem>

#include "adapters/sheets/open.hpp"

namespace payung::sheets {

/// What a file of the old Office container (OLE, compound file) holds.
enum class OleKind : unsigned char { workbook, encrypted, other };

/// Tells it by the names in the container's directory. An encrypted .xlsx is wrapped into such a
/// container, as "EncryptedPackage". Reads the file front to back in bounded memory.
/// Errors: io.
Result<OleKind> ole_kind(const std::filesystem::path& path);

}  // namespace payung::sheets
