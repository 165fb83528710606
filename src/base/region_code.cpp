#include "base/region_code.hpp"

namespace payung {
namespace {

int digits_of(RegionLevel level) {
  switch (level) {
    case RegionLevel::country: return 0;
    case RegionLevel::province: return 2;
    case RegionLevel::regency: return 4;
    case RegionLevel::district: return 6;
    case RegionLevel::village: return 10;
  }
  PAYUNG_CHECK(false && "a RegionLevel outside its list");
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

std::string_view to_text(RegionLevel level) {
  switch (level) {
    case RegionLevel::country: return "country";
    case RegionLevel::province: return "province";
    case RegionLevel::regency: return "regency";
    case RegionLevel::district: return "district";
    case RegionLevel::village: return "village";
  }
  PAYUNG_CHECK(false && "a RegionLevel outside its list");
}

Result<RegionCode> RegionCode::parse(std::string_view text) {
  const Error bad{Errc::bad_region, "region",
                  "a code such as 33, 33.19, 33.19.03 or 33.19.03.2005"};
  const bool dotted = text.find('.') != std::string_view::npos;
  std::int64_t digits = 0;
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') {
      // A dot stands after the 2nd, 4th and 6th digit and never at the end.
      if ((count != 2 && count != 4 && count != 6) || i + 1 == text.size() || text[i + 1] == '.') {
        return bad;
      }
      continue;
    }
    if (text[i] < '0' || text[i] > '9' || count == 10) return bad;
    if (dotted && (count == 2 || count == 4 || count == 6) && text[i - 1] != '.') return bad;
    digits = digits * 10 + (text[i] - '0');
    ++count;
  }
  if (count != 0 && count != 2 && count != 4 && count != 6 && count != 10) return bad;
  if (count != 0 && digits / power_of_ten(count - 1) == 0) return bad;
  return RegionCode(digits, count);
}

RegionLevel RegionCode::level() const {
  switch (count_) {
    case 0: return RegionLevel::country;
    case 2: return RegionLevel::province;
    case 4: return RegionLevel::regency;
    case 6: return RegionLevel::district;
    default: return RegionLevel::village;
  }
}

std::string RegionCode::text() const {
  std::string digits = count_ == 0 ? "" : std::to_string(digits_);
  for (const std::size_t at : {std::size_t{6}, std::size_t{4}, std::size_t{2}}) {
    if (digits.size() > at) digits.insert(at, 1, '.');
  }
  return digits;
}

bool RegionCode::contains(RegionCode other) const {
  return count_ <= other.count_ && other.digits_ / power_of_ten(other.count_ - count_) == digits_;
}

RegionCode RegionCode::at(RegionLevel level) const {
  const int wanted = digits_of(level);
  if (wanted >= count_) return *this;
  return RegionCode(digits_ / power_of_ten(count_ - wanted), wanted);
}

}  // namespace payung
