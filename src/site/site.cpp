#include "site/site.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "api/guard.hpp"
#include "api/registry_paths.hpp"
#include "site/pages/form.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

constexpr std::string_view kConsole = "/office";
constexpr std::string_view kMaps = "/maps/";

/// Nothing but what this server sends runs, is shown, asked or framed (OWASP ASVS 5 V3.4).
#define PAYUNG_PAGE_FIELDS                                                                   \
  "X-Content-Type-Options: nosniff\r\n"                                                      \
  "Referrer-Policy: same-origin\r\n"                                                         \
  "Cross-Origin-Opener-Policy: same-origin\r\n"                                              \
  "Cross-Origin-Resource-Policy: same-origin\r\n"                                            \
  "Permissions-Policy: geolocation=(), microphone=(), payment=(), camera=(self)\r\n"         \
  "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "       \
  "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " \
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
constexpr std::string_view kSafety = PAYUNG_PAGE_FIELDS;
constexpr std::string_view kSafetyOverTls =
    PAYUNG_PAGE_FIELDS "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
#undef PAYUNG_PAGE_FIELDS

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> found;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    found.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return found;
}

bool is_name(std::string_view segment) { return segment.starts_with('{'); }

/// A file's name: letters, digits, "-", "." and nothing that leads elsewhere.
bool plain_name(std::string_view name) {
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), fine);
}

}  // namespace

bool is_api(std::string_view path) {
  constexpr std::string_view kTrees[] = {"/v1/", "/dci/", "/health/", "/.well-known/"};
  for (const auto tree : kTrees) {
    if (path.starts_with(tree)) return true;
  }
  return path == "/openapi.json" || path == "/metrics";
}

Site::Site(api::Service& service, SiteSettings settings)
    : service_(service), settings_(std::move(settings)) {
  for (const auto pages : {language_pages(), sign_in_pages(), worker_pages(), family_pages(),
                           open_data_pages(), village_pages()}) {
    pages_.insert(pages_.end(), pages.begin(), pages.end());
  }
  for (const auto& language : text::Catalogue::languages()) {
    words_.emplace(language, text::Catalogue::load_over_indonesian(language));
  }
}

std::optional<Site::Match> Site::find(http::Method method, std::string_view path) const {
  const auto wanted = segments(path);
  const bool head = method == http::Method::head;
  for (const Page& page : pages_) {
    if (page.method != method && !(head && page.method == http::Method::get)) continue;
    const auto known = segments(page.path);
    if (known.size() != wanted.size()) continue;
    Match match{&page, {}};
    bool fits = true;
    for (std::size_t i = 0; fits && i < known.size(); ++i) {
      if (is_name(known[i])) {
        const auto name = known[i].substr(1, known[i].size() - 2);
        match.names.emplace_back(name, wanted[i]);
        fits = !wanted[i].empty();
      } else {
        fits = known[i] == wanted[i];
      }
    }
    if (fits) return match;
  }
  return std::nullopt;
}

std::string_view Site::language(const http::RequestHead& head) const {
  const auto chosen = words_.find(api::cookie(head, "payung_language"));
  if (chosen != words_.end()) return chosen->first;
  return "id";
}

http::Admission Site::admit(http::RequestHead& head) {
  // Other registries look for ours where their own stand.
  if (auto path = api::registry_path(head.path)) head.path = *std::move(path);
  if (is_api(head.path)) return service_.admit(head);
  http::Admission admission;
  const auto match = find(head.method, head.path);
  if (!match) {
    // A file of the binary, or nothing: neither waits.
    admission.where = http::Admission::Where::inline_thread;
    return admission;
  }
  const bool takes = match->page->method != http::Method::get;
  admission.body_bytes_max = takes ? match->page->body_bytes_max : 0;
  admission.spool = match->page->spool;
  return admission;
}

std::optional<http::Response> Site::map_file(std::string_view path) const {
  const std::string_view name = path.substr(kMaps.size());
  if (settings_.maps_dir.empty() || !plain_name(name) || !name.ends_with(".topo.json")) {
    return std::nullopt;
  }
  std::ifstream file(std::filesystem::path(settings_.maps_dir) / name, std::ios::binary);
  if (!file) return std::nullopt;
  // As text, not as a stream from the disk: so it is packed on its way, to a third.
  std::ostringstream content;
  content << file.rdbuf();
  http::Response response;
  response.headers.set("Content-Type", "application/json");
  response.headers.set("Cache-Control", "public, max-age=86400");
  response.body = std::move(content).str();
  return response;
}

std::optional<http::Response> Site::file(const http::RequestHead& head) const {
  if (head.method != http::Method::get && head.method != http::Method::head) return std::nullopt;
  if (head.path.starts_with(kMaps)) return map_file(head.path);
  if (auto found = static_file(head.path, head)) return found;
  // Every address of the console is one page; the console's script shows what the address names.
  const bool console = head.path == kConsole || head.path.starts_with(std::string(kConsole) + "/");
  if (console) return static_file(console_page(head.path), head);
  return std::nullopt;
}

http::Response Site::respond(const http::Request& request) {
  const auto match = find(request.method, request.path);
  const auto chosen = language(request);
  Visit visit{request, service_, words_.find(chosen)->second, chosen};
  if (!match) {
    if (auto found = file(request)) return *std::move(found);
    return not_found_page(visit);
  }
  if (match->page->method != http::Method::get && from_elsewhere(request)) {
    // Nobody is signed in, out, or asked about by a page that is none of ours (login CSRF).
    return page_response(403, "<!doctype html><title>403</title><h1>403</h1>\n");
  }
  visit.names = match->names;
  return match->page->handler(visit);
}

std::optional<http::Response> Site::at_once(const http::Request& request) noexcept {
  if (is_api(request.path)) return service_.at_once(request);
  return std::nullopt;
}

http::Response Site::answer(http::Request& request) noexcept {
  if (is_api(request.path)) return service_.answer(request);
  http::Response response;
  try {
    response = respond(request);
  } catch (const std::exception& error) {
    spdlog::error("page {} broke: {}", request.id, error.what());
    const auto chosen = language(request);
    response = broken_page({request, service_, words_.find(chosen)->second, chosen});
  }
  response.constant_fields = request.secure ? kSafetyOverTls : kSafety;
  response.headers.set("X-Request-Id", request.id);
  return response;
}

void Site::finished(const http::RequestHead& head, int status, std::chrono::microseconds took,
                    std::int64_t bytes_out) {
  service_.finished(head, status, took, bytes_out);
}

}  // namespace payung::site
