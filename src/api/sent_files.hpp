#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/file_room.hpp"
#include "api/service.hpp"

/// Photographs and papers that are sent as they are: told by their bytes, kept sealed, given back
/// as files and never as pages of ours.
namespace payung::api {

struct WorkParts;

struct SentFile {
  std::string sha256;
  std::string media_type;  ///< as the bytes say
};

/// Which kinds are taken.
enum class SentKind : std::uint8_t { image, image_or_pdf };

/// Where files are kept. Errors: unsupported where this server keeps none.
Result<WorkParts*> file_parts(Call& call);

/// The request's body, told and kept. It is kept before anything is written down: a file without a
/// line harms nobody, a line without a file does. Errors: unsupported, unreadable, io.
Result<SentFile> keep_sent(Call& call, SentKind kind);

/// For the disk, under `stem` and the ending of its own type: the browser shows it as no page.
Reply kept_file(const FileRoom::Copy& copy, std::string_view stem, std::string_view media_type);

}  // namespace payung::api
