#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace payung::search {

/// Digits in a row: at most sixteen, as a number and how many there are ("0012" is 12 and 4).
struct Digits {
  std::uint64_t value = 0;
  std::size_t count = 0;
};
/// The digits of a text without what stands between them; of more than `most` none.
Digits read_digits(std::string_view text, std::size_t most);

/// Numbers of at most `width` digits, found by any three or more digits in a row. For every place
/// in the number there is an order of all numbers by what follows from there, so that each question
/// is a range of one of them: those orders are the intermediate results of a radix sort from the
/// last digit to the first.
class DigitIndex {
 public:
  explicit DigitIndex(std::size_t width) : width_(width) {}

  /// Owners must come in ascending order.
  void add(std::uint32_t owner, Digits number);
  void build();

  /// Numbers that hold the digits at `place`, as places in the order of that place.
  struct Range {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first; }
  };
  std::size_t places() const { return orders_.size(); }
  Range find(Digits digits, std::size_t place) const;

  std::uint32_t owner(std::size_t place, std::size_t at) const {
    return owners_[orders_[place][at]];
  }
  /// False for the padding behind a short number.
  bool holds(std::size_t place, std::size_t at, Digits digits) const {
    return place + digits.count <= counts_[orders_[place][at]];
  }
  /// The digits from `place` on, filled up with zeros to the full width.
  std::uint64_t rest(std::size_t place, std::size_t at) const {
    return rest_of(orders_[place][at], place);
  }

  /// The numbers of one owner, as indexes for the two below.
  Range of_owner(std::uint32_t owner) const;
  std::uint64_t rest_of(std::size_t number, std::size_t place) const;
  bool holds_at(std::size_t number, Digits digits, std::size_t place) const;
  Digits number(std::size_t number) const;

  std::size_t bytes() const;

 private:
  std::size_t width_;
  std::vector<std::uint64_t> values_;  ///< filled up with zeros on the right
  std::vector<std::uint8_t> counts_;
  std::vector<std::uint32_t> owners_;
  std::vector<std::vector<std::uint32_t>> orders_;
};

}  // namespace payung::search
