#include "contributions/bulk.hpp"

#include <algorithm>
#include <map>

#include "contributions/contributions.hpp"

namespace payung::contributions {
namespace {

std::size_t sectors() { return all_sectors().size(); }
std::size_t payers() { return all_payer_kinds().size(); }

/// Where the lines end that hold on the first day of the month.
std::vector<std::int64_t> ends_of_lines(Month month, const rules::RuleBook& rules) {
  std::vector<std::int64_t> ends;
  const Date on = month.first_day();
  for (const rules::Bracket& line : rules.brackets()) {
    if (on < line.from || (line.until && *line.until <= on) || !line.income_max) continue;
    ends.push_back(line.income_max->amount());
  }
  return ends;
}

/// The reliefs that fit: sectors and payers with the same ones owe the same.
std::vector<std::size_t> reliefs_of(Month month, Sector sector, PayerKind payer,
                                    const rules::RuleBook& rules) {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < rules.reliefs().size(); ++i) {
    if (rules.reliefs()[i].fits(month, sector, payer)) fitting.push_back(i);
  }
  return fitting;
}

/// The dues of every sort in one month, by the ordinary calculation.
Result<std::vector<std::int64_t>> table_of(Month month, ProgrammeSet programmes,
                                           const std::vector<std::int64_t>& ends,
                                           const rules::RuleBook& rules) {
  std::vector<std::int64_t> table;
  for (std::size_t line = 0; line <= ends.size(); ++line) {
    const Rupiah income(line == 0 ? 0 : ends[line - 1] + 1);
    std::map<std::vector<std::size_t>, std::int64_t> known;
    for (const Sector sector : all_sectors()) {
      for (const PayerKind payer : all_payer_kinds()) {
        const auto [at, fresh] = known.try_emplace(reliefs_of(month, sector, payer, rules), 0);
        if (fresh) {
          const auto dues = bpu_dues({month, programmes, income, sector, payer}, rules);
          if (!dues) return dues.error();
          at->second = dues->total.amount();
        }
        table.push_back(at->second);
      }
    }
  }
  return table;
}

}  // namespace

Result<BulkDues> BulkDues::of(MonthRange months, ProgrammeSet programmes,
                              const rules::RuleBook& rules) {
  if (months.empty()) return Error{Errc::bad_month, "months", "at least one month"};
  BulkDues bulk;
  bulk.income_max_ = ends_of_lines(months.from, rules);
  if ((bulk.income_max_.size() + 1) * sectors() * payers() > UINT16_MAX) {
    return Error{Errc::bad_rule, "BPU.income_table", "too many lines"};
  }
  for (Month month = months.from; month < months.until; month = month.plus(1)) {
    if (ends_of_lines(month, rules) != bulk.income_max_) {
      return Error{Errc::bad_rule, "BPU.income_table", "its lines change in " + month.text()};
    }
    auto table = table_of(month, programmes, bulk.income_max_, rules);
    if (!table) return table.error();
    bulk.tables_.push_back(*std::move(table));
  }
  return bulk;
}

Sort BulkDues::sort_of(Rupiah declared_income, Sector sector, PayerKind payer) const {
  const auto line = static_cast<std::size_t>(
      std::lower_bound(income_max_.begin(), income_max_.end(), declared_income.amount()) -
      income_max_.begin());
  return static_cast<Sort>((line * sectors() + static_cast<std::size_t>(sector)) * payers() +
                           static_cast<std::size_t>(payer));
}

void BulkDues::month(int month, std::span<const Sort> sorts, std::span<std::int64_t> dues) const {
  PAYUNG_CHECK(sorts.size() == dues.size());
  const std::int64_t* table = tables_[static_cast<std::size_t>(month)].data();
  for (std::size_t i = 0; i < sorts.size(); ++i) dues[i] = table[sorts[i]];
}

Result<Rupiah> BulkDues::total(std::span<const Sort> sorts) const {
  std::vector<std::int64_t> people(tables_.front().size(), 0);
  for (const Sort sort : sorts) ++people[sort];
  Rupiah sum;
  for (const auto& table : tables_) {
    for (std::size_t sort = 0; sort < table.size(); ++sort) {
      const auto part = Rupiah(table[sort]).times(people[sort]);
      if (!part) return part.error();
      const auto next = sum.plus(*part);
      if (!next) return next.error();
      sum = *next;
    }
  }
  return sum;
}

void unpaid_in_a_row(std::span<const std::uint8_t> paid, std::span<std::uint16_t> unpaid) {
  PAYUNG_CHECK(paid.size() == unpaid.size());
  for (std::size_t i = 0; i < paid.size(); ++i) {
    // A branch would be guessed wrong for every late payer; 0 - 1 is a mask of all ones.
    const auto keep = static_cast<std::uint16_t>((paid[i] != 0 ? 1U : 0U) - 1U);
    unpaid[i] = static_cast<std::uint16_t>((unpaid[i] + 1U) & keep);
  }
}

}  // namespace payung::contributions
