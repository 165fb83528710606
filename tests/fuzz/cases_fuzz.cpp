// links: base rules intake enrolment ledger billing coverage reckoning contributions benefits cases
// Any text as a file of rule cases: it is refused with file and line and a remedy, or every case
// can be run on a small law, and says what came out.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cases/rule_case.hpp"
#include "check.hpp"

namespace cases = payung::cases;
namespace rules = payung::rules;

namespace {

/// Enough law for a parameter, a deadline and a benefit to be found.
constexpr const char* kLaw = R"([[JKM.contribution]]
value = 6_800
unit = "rupiah"
from = 2015-07-01
regulation = "PP 44/2015"
article = "annex II"
checked = "press"
seen = "NTU-50"
review = 2027-01-01

[[JKK.claim_years]]
value = 5
unit = "years"
from = 2019-12-02
regulation = "PP 82/2019"
article = "art 26"
checked = "press"
seen = "SPN"
review = 2027-01-01
)";

const rules::RuleBook& law() {
  static const auto book = rules::RuleBook::load(std::vector<rules::RuleFile>{{"law.toml", kLaw}});
  FUZZ_CHECK(book.ok());
  return *book;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rules::RuleFile file{"f.toml", std::string(reinterpret_cast<const char*>(data), size)};
  const auto read = cases::read_cases(file);
  if (!read.ok()) {
    FUZZ_CHECK(read.error().code == payung::Errc::bad_rule);
    FUZZ_CHECK(read.error().where.starts_with("f.toml:"));
    FUZZ_CHECK(!read.error().detail.empty());
    return 0;
  }
  for (const cases::RuleCase& one : *read) {
    FUZZ_CHECK(!one.name.empty() && !one.source.empty() && one.row.starts_with("f.toml:"));
    FUZZ_CHECK(cases::run_case(one, law()) == cases::run_case(one, law()));
  }
  return 0;
}
