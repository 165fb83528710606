#include "api/router.hpp"

#include <algorithm>

namespace payung::api {
namespace {

constexpr std::size_t kSegmentsMax = 16;

/// "/v1/bills/7" -> v1, bills, 7. More segments than any route has end the split early.
std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (segments.size() <= kSegmentsMax) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return segments;
}

bool is_name(std::string_view segment) { return segment.starts_with('{'); }

bool fits(const std::vector<std::string_view>& pattern,
          const std::vector<std::string_view>& segments) {
  if (pattern.size() != segments.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_name(pattern[i]) ? segments[i].empty() : pattern[i] != segments[i]) return false;
  }
  return true;
}

}  // namespace

Router::Router(std::span<const Route> routes) : routes_(routes) {
  for (std::size_t i = 0; i < routes.size(); ++i) {
    Pattern pattern{split(routes[i].path), 0, i};
    for (const auto segment : pattern.segments) pattern.literals += is_name(segment) ? 0U : 1U;
    patterns_.push_back(std::move(pattern));
  }
  std::stable_sort(patterns_.begin(), patterns_.end(),
                   [](const Pattern& a, const Pattern& b) { return a.literals > b.literals; });
}

std::optional<Router::Match> Router::find(http::Method method, std::string_view path) const {
  const auto asked = method == http::Method::head ? http::Method::get : method;
  const auto segments = split(path);
  for (const Pattern& pattern : patterns_) {
    if (routes_[pattern.route].method != asked || !fits(pattern.segments, segments)) continue;
    Match match{pattern.route, {}};
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const auto name = pattern.segments[i];
      if (is_name(name)) match.names.emplace_back(name.substr(1, name.size() - 2), segments[i]);
    }
    return match;
  }
  return std::nullopt;
}

std::string Router::allowed(std::string_view path) const {
  const auto segments = split(path);
  std::vector<http::Method> methods;
  std::string_view nearest;  // "/v1/bills/mine" is not what "/v1/bills/{bill}" knows
  for (const Pattern& pattern : patterns_) {
    const Route& route = routes_[pattern.route];
    if (!fits(pattern.segments, segments)) continue;
    if (nearest.empty()) nearest = route.path;
    if (route.path == nearest) methods.push_back(route.method);
  }
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  std::string text;
  for (const auto method : methods) {
    text += (text.empty() ? "" : ", ") + std::string(http::to_text(method));
    if (method == http::Method::get) text += ", HEAD";
  }
  return text;
}

std::optional<std::size_t> Router::shown_by(std::size_t route) const {
  const std::string_view path = routes_[route].path;
  const auto shows = [&](std::string_view wanted) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
      if (routes_[i].method == http::Method::get && routes_[i].path == wanted) return i;
    }
    return std::nullopt;
  };
  if (const auto same = shows(path)) return same;
  return shows(path.substr(0, path.rfind('/')));
}

}  // namespace payung::api
