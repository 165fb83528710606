#include "api/sent_files.hpp"

#include <array>
#include <fstream>

#include "api/work_parts.hpp"
#include "base/check.hpp"
#include "claims/papers.hpp"

namespace payung::api {
namespace {

constexpr std::size_t kHeadBytes = 16;

Result<std::string> type_of(const std::string& path, SentKind kind) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, "file", "it cannot be read"};
  std::array<char, kHeadBytes> head{};
  file.read(head.data(), head.size());
  const auto type = claims::media_type_of({head.data(), static_cast<std::size_t>(file.gcount())});
  switch (kind) {
    case SentKind::image:
      if (type.starts_with("image/")) return std::string(type);
      return Error{Errc::unreadable, "file", "a JPEG, PNG or WebP"};
    case SentKind::image_or_pdf:
      if (!type.empty()) return std::string(type);
      return Error{Errc::unreadable, "file", "a PDF, JPEG, PNG or WebP"};
  }
  PAYUNG_CHECK(false);
}

}  // namespace

Result<WorkParts*> file_parts(Call& call) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "files", "not served here"};
  return parts;
}

Result<SentFile> keep_sent(Call& call, SentKind kind) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  if (!call.request.spooled) return Error{Errc::unreadable, "body", "it is empty"};
  const std::string& path = call.request.spooled->path();
  const auto type = type_of(path, kind);
  if (!type) return type.error();
  const auto hash = sha256_of_file(path);
  if (!hash) return hash.error();
  if (const Status kept = (*parts)->files.keep(*hash, path); !kept) return kept.error();
  return SentFile{*hash, *type};
}

Reply kept_file(const FileRoom::Copy& copy, std::string_view stem, std::string_view media_type) {
  constexpr const char* kType = "application/octet-stream";
  const std::string name =
      std::string(stem) + "." + std::string(media_type.substr(media_type.find('/') + 1));
  http::Response file;
  file.headers.set("Content-Type", kType);
  file.headers.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  file.body = http::FileBody{copy->path(), copy};
  Reply answer;
  answer.media_type = kType;
  answer.stream = std::move(file);
  return answer;
}

}  // namespace payung::api
