// links: base rules
// Any text as a rules file: it is refused with file and line, or every promise of the book holds.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "check.hpp"
#include "rules/rule_book.hpp"

using payung::Date;
using payung::Errc;
using payung::PayerKind;
using payung::Programme;
using payung::ProgrammeSet;
using payung::Rupiah;
using payung::Sector;
using payung::rules::RuleBook;
namespace rules = payung::rules;

namespace {

/// Exactly one row is in force on the first day of each row, and none on the day of its end
/// unless the next begins.
void check_history(const RuleBook& book, const std::string& key) {
  const auto history = book.history(key);
  FUZZ_CHECK(history.ok() && !history->empty());
  std::optional<Date> end;
  for (std::size_t i = 0; i < history->size(); ++i) {
    const rules::Value& value = (*history)[i];
    FUZZ_CHECK(i == 0 || (end && *end <= value.from));
    FUZZ_CHECK(!value.until || value.from < *value.until);
    FUZZ_CHECK(!value.source.regulation.empty() && !value.source.seen.empty());
    FUZZ_CHECK(value.number >= 0);
    const auto found = book.find(key, value.from);
    FUZZ_CHECK(found.ok() && found->row == value.row);
    end = value.until;
  }
  const auto before = Date::from_days(history->front().from.days_since_1970() - 1);
  if (before.ok()) FUZZ_CHECK(!book.find(key, *before).ok());
  if (end) FUZZ_CHECK(!book.find(key, *end).ok());
}

void check_brackets(const RuleBook& book) {
  for (const rules::Bracket& line : book.brackets()) {
    const auto at_most = book.bracket(line.from, line.income_max.value_or(Rupiah(INT64_MAX)));
    FUZZ_CHECK(at_most.ok() && at_most->row == line.row && at_most->basis == line.basis);
    FUZZ_CHECK(book.bracket(line.from, Rupiah(0)).ok());
  }
}

/// What somebody owes for a month is lowered by at most one relief for each programme.
void check_reliefs(const RuleBook& book) {
  for (const rules::Relief& relief : book.reliefs()) {
    FUZZ_CHECK(!relief.months.empty());
    for (const Sector sector : payung::all_sectors()) {
      for (const PayerKind payer : payung::all_payer_kinds()) {
        ProgrammeSet lowered;
        for (const rules::Relief& other : book.reliefs()) {
          if (!other.fits(relief.months.from, sector, payer)) continue;
          for (const Programme programme : payung::all_programmes()) {
            if (!other.programmes.has(programme)) continue;
            FUZZ_CHECK(!lowered.has(programme));
            lowered.add(programme);
          }
        }
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<rules::RuleFile> files{
      {"f.toml", std::string(reinterpret_cast<const char*>(data), size)}};
  const auto book = RuleBook::load(files);
  if (!book.ok()) {
    FUZZ_CHECK(book.error().code == Errc::bad_rule);
    FUZZ_CHECK(book.error().where.starts_with("f.toml:"));
    return 0;
  }
  for (const std::string& key : book->keys()) check_history(*book, key);
  check_brackets(*book);
  check_reliefs(*book);
  (void)book->findings(*Date::of(2027, 1, 1));
  return 0;
}
