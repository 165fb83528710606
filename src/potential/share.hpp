#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace payung::potential {

/// A percentage that never loses what it was made of: coverage is compared between offices that
/// use different denominators, so the number alone says nothing.
class Share {
 public:
  /// `part` may exceed `whole` (more covered than were thought to exist).
  /// Errors: bad_value when part < 0 or whole <= 0; there is no percentage of nobody.
  static Result<Share> of(std::int64_t part, std::int64_t whole);

  std::int64_t part() const { return part_; }
  std::int64_t whole() const { return whole_; }
  /// 100,512 of 227,164 is 4,425: halves rounded up.
  std::int64_t basis_points_half_up() const;
  /// 4,424: cut off, as some offices print it.
  std::int64_t basis_points_cut() const;
  /// "44,25% (100.512 dari 227.164)"; in English "44.25% (100,512 of 227,164)".
  std::string text_id() const;
  std::string text_en() const;

  friend bool operator==(const Share&, const Share&) = default;

 private:
  Share(std::int64_t part, std::int64_t whole) : part_(part), whole_(whole) {}
  std::int64_t part_;
  std::int64_t whole_;
};

}  // namespace payung::potential
