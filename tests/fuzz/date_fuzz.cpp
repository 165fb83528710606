// links: base
// Dates, months, money and region codes: what is read is printed back, and arithmetic either is
// exact or says that it cannot be.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/rupiah.hpp"
#include "check.hpp"

using payung::Date;
using payung::Month;
using payung::MonthRange;
using payung::RegionCode;
using payung::RegionLevel;
using payung::Rupiah;

namespace {

void check_date(std::string_view text) {
  const auto date = Date::parse(text);
  if (!date.ok()) return;
  FUZZ_CHECK(date->text() == text);
  FUZZ_CHECK(*Date::from_days(date->days_since_1970()) == *date);
  FUZZ_CHECK(*Date::of(date->year(), date->month(), date->day()) == *date);
  const Month month = date->month_of();
  FUZZ_CHECK(month.first_day() <= *date && *date <= month.last_day());
  FUZZ_CHECK(date->age_of(*date) == 0);
}

void check_month(std::string_view text) {
  const auto range = MonthRange::parse(text);
  if (range.ok()) {
    FUZZ_CHECK(range->text() == text);
    FUZZ_CHECK(range->count() == range->until.since(range->from));
    FUZZ_CHECK(range->contains(range->from) == !range->empty());
    FUZZ_CHECK(!range->contains(range->until));
  }
  const auto month = Month::parse(text);
  if (!month.ok()) return;
  FUZZ_CHECK(month->text() == text);
  FUZZ_CHECK(*Month::from_index(month->index()) == *month);
}

void check_rupiah(std::string_view text) {
  const auto amount = Rupiah::parse(text);
  if (!amount.ok()) return;
  const auto printed = Rupiah::parse(amount->text());
  FUZZ_CHECK(printed.ok() && *printed == *amount);
  const auto whole = amount->ratio_half_up(1, 1);
  FUZZ_CHECK(whole.ok() && *whole == *amount);
  const auto twice = amount->plus(*amount);
  const auto product = amount->times(2);
  FUZZ_CHECK(twice.ok() == product.ok() && (!twice.ok() || *twice == *product));
  if (twice.ok()) FUZZ_CHECK(*twice->minus(*amount) == *amount);
}

void check_region(std::string_view text) {
  const auto code = RegionCode::parse(text);
  if (!code.ok()) return;
  const auto printed = RegionCode::parse(code->text());
  FUZZ_CHECK(printed.ok() && *printed == *code);
  for (const RegionLevel level : {RegionLevel::country, RegionLevel::province, RegionLevel::regency,
                                  RegionLevel::district, RegionLevel::village}) {
    const RegionCode above = code->at(level);
    FUZZ_CHECK(above.contains(*code) && above <= *code);
    FUZZ_CHECK(above.level() <= level);
  }
}

/// |amount x numerator / denominator - result| is at most a half.
void check_ratio(std::string_view text) {
  std::int64_t numbers[3];
  if (text.size() < sizeof(numbers)) return;
  std::memcpy(numbers, text.data(), sizeof(numbers));
  const auto [amount, numerator, denominator] = numbers;
  if (denominator <= 0) return;
  const auto result = Rupiah(amount).ratio_half_up(numerator, denominator);
  const __int128 product = static_cast<__int128>(amount) * numerator;
  const __int128 floor = product / denominator;
  if (!result.ok()) {
    FUZZ_CHECK(floor >= std::numeric_limits<std::int64_t>::max() ||
               floor <= std::numeric_limits<std::int64_t>::min());
    return;
  }
  // The quotient fits 64 bits, so the difference is smaller than the denominator.
  __int128 rest = product - static_cast<__int128>(result->amount()) * denominator;
  if (rest < 0) rest = -rest;
  FUZZ_CHECK(rest * 2 <= denominator);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_date(text);
  check_month(text);
  check_rupiah(text);
  check_region(text);
  check_ratio(text);
  const auto programmes = payung::ProgrammeSet::parse(text);
  if (programmes.ok()) {
    FUZZ_CHECK(*payung::ProgrammeSet::parse(programmes->text()) == *programmes);
  }
  return 0;
}
