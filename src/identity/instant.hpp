#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung::identity {

/// A moment, in whole seconds since 1970-01-01T00:00:00Z: what lifetimes are reckoned in.
struct Instant {
  std::int64_t seconds = 0;

  /// "2025-01-31T08:15:00Z", the form of app::Environment::now. Errors: bad_date.
  static Result<Instant> parse(std::string_view utc);
  /// The same form. Outside the calendar of base/date.hpp: its nearest end.
  std::string text() const;
  Instant plus(std::int64_t more_seconds) const { return {seconds + more_seconds}; }

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

}  // namespace payung::identity
