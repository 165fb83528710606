#include "billing/matching.hpp"

#include <algorithm>
#include <tuple>

namespace payung::billing {
namespace {

auto rank(const OpenLine& line) {
  return std::tuple(line.month, line.person, line.programme, line.revision);
}

bool same_person_month(const OpenLine& a, const OpenLine& b) {
  return a.month == b.month && a.person == b.person;
}

/// One person's open lines of one month.
struct Group {
  std::size_t begin;
  std::size_t end;
  Rupiah sum;
  std::int64_t membership;  ///< the first; a correction may name a later one
};

Result<std::vector<Group>> groups_of(std::span<const OpenLine> lines) {
  std::vector<Group> groups;
  for (std::size_t begin = 0; begin < lines.size();) {
    Group group{begin, begin, Rupiah(0), lines[begin].membership};
    for (; group.end < lines.size() && same_person_month(lines[begin], lines[group.end]);
         ++group.end) {
      const auto sum = group.sum.plus(lines[group.end].amount);
      if (!sum) return sum.error();
      group.sum = *sum;
      group.membership = std::min(group.membership, lines[group.end].membership);
    }
    begin = group.end;
    groups.push_back(group);
  }
  std::ranges::sort(groups, {}, [&](const Group& group) {
    return std::tuple(lines[group.begin].month, group.membership, lines[group.begin].person);
  });
  return groups;
}

Status settle(const Group& group, std::span<const OpenLine> lines, Matching& matching) {
  const auto paid = matching.paid.plus(group.sum);
  if (!paid) return paid.error();
  const auto left = matching.left.minus(group.sum);
  if (!left) return left.error();
  matching.paid = *paid;
  matching.left = *left;
  if (group.sum > Rupiah(0)) ++matching.person_months;
  const auto from = lines.begin() + static_cast<std::ptrdiff_t>(group.begin);
  const auto until = lines.begin() + static_cast<std::ptrdiff_t>(group.end);
  matching.settled.insert(matching.settled.end(), from, until);
  return {};
}

}  // namespace

Result<Matching> match(std::span<const OpenLine> open, Rupiah available) {
  if (available < Rupiah(0)) return Error{Errc::bad_amount, "available"};
  std::vector<OpenLine> lines(open.begin(), open.end());
  std::ranges::sort(lines, {}, rank);
  const auto groups = groups_of(lines);
  if (!groups) return groups.error();
  Matching matching;
  matching.left = available;
  // Corrections that give money back come first: they cost nothing and may pay for others.
  for (const Group& group : *groups) {
    if (group.sum > Rupiah(0)) continue;
    if (const auto done = settle(group, lines, matching); !done) return done.error();
  }
  for (const Group& group : *groups) {
    if (group.sum <= Rupiah(0)) continue;
    if (group.sum > matching.left) break;
    if (const auto done = settle(group, lines, matching); !done) return done.error();
  }
  return matching;
}

Result<Arrears> arrears_of(std::span<const Month> unpaid, std::optional<Month> paid_until, Date on,
                           const rules::RuleBook& rules) {
  Arrears arrears;
  if (unpaid.empty()) return arrears;
  const auto most = rules.find("coverage.arrears_payable_months_max", on);
  if (!most) return most.error();
  const Month now = on.month_of();
  const Month last = paid_until ? *paid_until : unpaid.front().plus(-1);
  const bool over = now.since(last) - 1 > most->number;
  for (const Month month : unpaid) {
    (over && month < now ? arrears.not_charged : arrears.payable).push_back(month);
  }
  return arrears;
}

}  // namespace payung::billing
