// The visitor's language: a cookie, so that it holds for pages and console alike.
#include <algorithm>

#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

constexpr std::string_view kYear = "31536000";

/// Back to where the visitor was: a path of this server, never another host ("//evil.example").
std::string back(const Visit& visit) {
  for (const auto& [name, value] : visit.request.query) {
    if (name != "back") continue;
    const bool local =
        value.starts_with('/') && !value.starts_with("//") && value.find('\\') == std::string::npos;
    bool plain = true;
    for (const char c : value) plain = plain && c > ' ' && c < '\x7f';
    if (local && plain) return value;
  }
  return "/";
}

bool known(std::string_view language) {
  const auto all = text::Catalogue::languages();
  return std::find(all.begin(), all.end(), language) != all.end();
}

http::Response choose(Visit& visit) {
  const std::string_view wanted = visit.name("language");
  auto response = see_other(back(visit));
  if (known(wanted)) {
    std::string cookie = "payung_language=" + std::string(wanted) +
                         "; Path=/; SameSite=Lax; Max-Age=" + std::string(kYear);
    if (visit.request.secure) cookie += "; Secure";
    response.headers.add("Set-Cookie", std::move(cookie));
  }
  return response;
}

constexpr Page kPages[] = {{http::Method::get, "/language/{language}", choose}};

}  // namespace

std::span<const Page> language_pages() { return kPages; }

}  // namespace payung::site
