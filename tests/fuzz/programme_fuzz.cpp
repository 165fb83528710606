// links: base rules eligibility allocation app/load_programme_file.cpp app/plan_amount.cpp
// Any text as a programme that an office loads: refused with file and line and a remedy, or what
// was read can be relied on: budgets belong to payers of the file, periods do not run backwards.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/load_programme_file.hpp"
#include "check.hpp"

namespace {

const payung::RegionTable& regions() {
  static const auto table =
      payung::RegionTable::load("code,name\n33,Jawa Tengah\n33.19,Kab. Kudus\n33.19.01,Kaliwungu\n",
                                "code,name,last_seen_in_table_of\n33.99,Lama,2016\n");
  FUZZ_CHECK(table.ok());
  return *table;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(payung::app::parse_budget(text.substr(0, 64)));
  const auto file = payung::app::read_programme("f.toml", text, regions());
  if (!file) {
    FUZZ_CHECK(!file.error().where.empty());
    return 0;
  }
  FUZZ_CHECK(!file->scheme.code.empty());
  FUZZ_CHECK(file->scheme.period.from < file->scheme.period.until);
  for (const auto& budget : file->funding.budgets) {
    FUZZ_CHECK(std::any_of(file->funding.payers.begin(), file->funding.payers.end(),
                           [&](const auto& payer) { return payer.id == budget.payer; }));
  }
  return 0;
}
