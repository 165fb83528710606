#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/route.hpp"

/// From method and path to the route. A {name} in a route's path takes one segment; a route with
/// the literal segment goes before one with a name.
namespace payung::api {

class Router {
 public:
  /// The routes must outlive the router.
  explicit Router(std::span<const Route> routes);

  struct Match {
    std::size_t route;  ///< place in the routes
    std::vector<std::pair<std::string, std::string>> names;
  };
  /// HEAD finds the GET route.
  std::optional<Match> find(http::Method method, std::string_view path) const;
  /// What the path knows, for the Allow header; empty when there is no such path.
  std::string allowed(std::string_view path) const;
  /// The GET route that shows the thing a write changes: of the same path, or of the path without
  /// its last segment (".../{batch}/approve"). For If-Match.
  std::optional<std::size_t> shown_by(std::size_t route) const;

 private:
  struct Pattern {
    std::vector<std::string_view> segments;
    std::size_t literals = 0;
    std::size_t route = 0;
  };
  std::span<const Route> routes_;
  std::vector<Pattern> patterns_;  ///< more literal segments first
};

}  // namespace payung::api
