#include "site/pages/static_files.hpp"

#include <algorithm>
#include <utility>

#include "adapters/http/gzip.hpp"

namespace {

/// One row of the table that web/build.mjs writes.
struct SiteRow {
  const char* path;
  const char* hash;  ///< SHA-256 of what is in it, in hex
  const char* data;
  std::size_t size;
  const char* packed;  ///< gzip; null where that is not smaller
  std::size_t packed_size;
};

}  // namespace

extern "C" const SiteRow payung_site_table[];

namespace payung::site {
namespace {

constexpr std::size_t kShortHash = 8;
constexpr std::string_view kVillageWorker = "/village/worker.js";

const SiteRow* row_of(std::string_view path) {
  for (const SiteRow* row = payung_site_table; row->path != nullptr; ++row) {
    if (path == row->path) return row;
  }
  return nullptr;
}

constexpr std::string_view kConsoleHome = "/office/index.html";
constexpr std::string_view kConsolePages = "/office/pages/";
constexpr std::string_view kHtml = ".html";

/// The first part of `text` up to '/', which is taken off it.
std::string_view take_segment(std::string_view& text) {
  const std::size_t end = std::min(text.find('/'), text.size());
  const auto segment = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return segment;
}

/// How many names ("{bill}") of `form` stand for something in `path`; nothing when it does not fit.
std::optional<int> names_taken(std::string_view form, std::string_view path) {
  int taken = 0;
  while (!form.empty() && !path.empty()) {
    const auto wanted = take_segment(form);
    const auto given = take_segment(path);
    if (wanted.starts_with('{')) {
      ++taken;
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  if (!form.empty() || !path.empty()) return std::nullopt;
  return taken;
}

/// Files asked for by the hash of what is in them never change; others are asked for each time.
std::string cache_rule(const SiteRow& row, const http::RequestHead& head) {
  bool known = std::string_view(row.path).starts_with("/assets/");
  for (const auto& [name, value] : head.query) {
    known = known || (name == "v" && std::string_view(row.hash).starts_with(value));
  }
  return known ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

std::string_view media_type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".woff2", "font/woff2"}};
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::optional<http::Response> static_file(std::string_view path, const http::RequestHead& head) {
  const SiteRow* row = row_of(path);
  if (row == nullptr) return std::nullopt;
  http::Response response;
  response.headers.set("Content-Type", std::string(media_type_of(path)));
  response.headers.set("Cache-Control", cache_rule(*row, head));
  response.headers.set("Vary", "Accept-Encoding");
  // It stands under /village/ and looks after /village itself too.
  if (path == kVillageWorker) response.headers.set("Service-Worker-Allowed", "/village");
  const std::string tag = '"' + std::string(row->hash) + '"';
  response.headers.set("ETag", tag);
  if (head.headers.find("If-None-Match").value_or("").find(tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  if (row->packed != nullptr &&
      http::accepts_gzip(head.headers.find("Accept-Encoding").value_or(""))) {
    response.headers.set("Content-Encoding", "gzip");
    response.body = std::string(row->packed, row->packed_size);
  } else {
    response.compressible = false;
    response.body = std::string(row->data, row->size);
  }
  return response;
}

std::string_view console_page(std::string_view path) {
  constexpr std::string_view kOffice = "/office/";
  std::string_view found = kConsoleHome;
  if (!path.starts_with(kOffice)) return found;
  path.remove_prefix(kOffice.size());
  std::optional<int> fewest;
  for (const SiteRow* row = payung_site_table; row->path != nullptr; ++row) {
    const std::string_view name = row->path;
    if (!name.starts_with(kConsolePages) || !name.ends_with(kHtml)) continue;
    auto form = name.substr(kConsolePages.size());
    form.remove_suffix(kHtml.size());
    // "lists/new" before "lists/{list}".
    const auto taken = names_taken(form, path);
    if (!taken || (fewest && *taken >= *fewest)) continue;
    fewest = taken;
    found = name;
  }
  return found;
}

std::string static_url(std::string_view path) {
  const SiteRow* row = row_of(path);
  if (row == nullptr) return std::string(path);
  return std::string(path) + "?v=" + std::string(row->hash, kShortHash);
}

}  // namespace payung::site
