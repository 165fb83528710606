// links: base
// Whatever a cell holds: a NIK or member number is refused, or says what its digits say.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/nik.hpp"
#include "check.hpp"

using payung::Date;
using payung::Kpj;
using payung::Nik;

namespace {

void check_nik(const Nik& nik, std::string_view text) {
  FUZZ_CHECK(nik.digits() == text);
  const auto again = Nik::parse(nik.digits());
  FUZZ_CHECK(again.ok() && *again == nik);
  FUZZ_CHECK(nik.masked().size() == 16);
  FUZZ_CHECK(nik.masked().substr(0, 6) == text.substr(0, 6));
  FUZZ_CHECK(nik.masked().find_first_of("0123456789", 6) == std::string::npos);
  const auto region = payung::RegionCode::parse(text.substr(0, 6));
  FUZZ_CHECK(nik.region() == region.value_or(payung::RegionCode()));
  FUZZ_CHECK(nik.serial() >= 1 && nik.serial() <= 9999);
  FUZZ_CHECK(nik.birth_day() >= 1 && nik.birth_day() <= 31);
  FUZZ_CHECK((nik.sex() == payung::Sex::female) == (text[6] >= '4'));
  const Date today = *Date::of(2026, 11, 20);
  for (const int age_min : {0, 17, 100}) {
    const auto birth = nik.birth_date(today, age_min);
    if (!birth) continue;
    FUZZ_CHECK(nik.agrees_with(*birth));
    const int age = today.age_of(*birth);
    FUZZ_CHECK(age >= age_min && age < age_min + 101);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto nik = Nik::parse(text);
  if (nik.ok()) {
    check_nik(*nik, text);
  } else {
    // The error never repeats what was read.
    FUZZ_CHECK(nik.error().where == "nik" && nik.error().detail.size() <= 6);
  }
  const auto kpj = Kpj::parse(text);
  FUZZ_CHECK(!kpj.ok() || (kpj->digits() == text && kpj->masked().size() == 11));
  return 0;
}
