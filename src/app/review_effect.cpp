#include "app/review_effect.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/history.hpp"

namespace payung::app {
namespace {

/// What a person was charged for a month, less what was taken back, and what of it is paid.
struct MonthMoney {
  Rupiah billed;
  Rupiah paid;
};
using Money = std::map<Month, MonthMoney>;

Status add_to(Rupiah& sum, Rupiah amount) {
  const auto more = sum.plus(amount);
  if (!more) return more.error();
  sum = *more;
  return {};
}

Result<Money> money_of(const std::vector<store::StoredLine>& lines, ReviewSide& side) {
  Money money;
  std::set<std::int64_t> bills;
  for (const auto& line : lines) {
    bills.insert(line.bill);
    auto& month = money[line.month];
    if (const auto added = add_to(month.billed, line.amount); !added) return added.error();
    if (!line.payment) continue;
    if (const auto added = add_to(month.paid, line.amount); !added) return added.error();
  }
  side.bills = static_cast<std::int64_t>(bills.size());
  for (const auto& [month, sums] : money) {
    if (const auto added = add_to(side.billed, sums.billed); !added) return added.error();
    if (const auto added = add_to(side.paid, sums.paid); !added) return added.error();
    if (sums.billed > Rupiah(0)) side.months_billed.push_back(month);
    if (sums.paid > Rupiah(0)) side.months_paid.push_back(month);
  }
  return money;
}

/// Days as numbers since 1970, first and first not in it.
using Days = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// The days that a paid month covered. Death cover stands for the person, as in the figures: all
/// programmes of a person are paid together.
Days covered_days(const std::optional<PersonStatus>& status) {
  Days days;
  if (!status) return days;
  for (const auto& programme : status->programmes) {
    if (programme.programme != Programme::jkm) continue;
    for (const auto& span : programme.spans) {
      if (span.state != coverage::State::active) continue;
      days.emplace_back(span.from.days_since_1970(), span.until.days_since_1970());
    }
  }
  return days;
}

std::int64_t length(const Days& days) {
  std::int64_t sum = 0;
  for (const auto& [from, until] : days) sum += until - from;
  return sum;
}

/// Days in both; spans of one person do not overlap each other.
std::int64_t common(const Days& a, const Days& b) {
  std::int64_t sum = 0;
  for (const auto& [from, until] : a) {
    for (const auto& [begin, end] : b) {
      sum += std::max<std::int64_t>(0, std::min(until, end) - std::max(from, begin));
    }
  }
  return sum;
}

Result<ReviewSide> side_of(Environment& environment, std::int64_t row, Money& money) {
  auto& database = environment.database;
  ReviewSide side;
  const auto person = store::person_of_row(database, row);
  if (!person) return person.error();
  if (!*person) {
    side.rows = {row};
    return side;
  }
  side.person = **person;
  auto rows = store::rows_of_person_now(database, side.person);
  if (!rows) return rows.error();
  side.rows = *std::move(rows);
  auto status = status_of_one(environment, side.person, environment.today);
  if (!status) return status.error();
  side.status = *std::move(status);
  auto standings = store::standings_of(database, side.person);
  if (!standings) return standings.error();
  side.standings = *std::move(standings);
  const auto lines = store::lines_of_person(database, side.person);
  if (!lines) return lines.error();
  auto sums = money_of(*lines, side);
  if (!sums) return sums.error();
  money = *std::move(sums);
  side.covered_days = length(covered_days(side.status));
  return side;
}

/// As app::link_people gives a cluster its number; a row without a person brings none.
std::size_t keeper(const std::array<ReviewSide, 2>& sides) {
  const auto rank = [](const ReviewSide& side) {
    return std::tuple(side.person == 0, !side.member(), side.person);
  };
  return rank(sides[1]) < rank(sides[0]) ? 1 : 0;
}

Status add_doubles(ReviewEffect& effect, const std::array<Money, 2>& money) {
  const Money& stays = money[effect.keeps];
  for (const auto& [month, gone] : money[1 - effect.keeps]) {
    const auto other = stays.find(month);
    if (other == stays.end() || other->second.billed <= Rupiah(0)) continue;
    if (gone.billed <= Rupiah(0)) continue;
    effect.doubles.push_back({month, gone.billed, gone.paid});
    if (auto added = add_to(effect.billed_twice, gone.billed); !added) return added;
    if (auto added = add_to(effect.paid_twice, gone.paid); !added) return added;
  }
  return {};
}

}  // namespace

Result<ReviewEffect> effect_of_same(Environment& environment, std::int64_t pair) {
  auto transaction = db::Transaction::begin(environment.database, db::Access::read);
  if (!transaction) return transaction.error();
  const auto known = store::review_pair(environment.database, pair);
  if (!known) return known.error();
  ReviewEffect effect;
  effect.pair = pair;
  std::array<Money, 2> money;
  const std::array rows{known->row_a, known->row_b};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto side = side_of(environment, rows[i], money[i]);
    if (!side) return side.error();
    effect.sides[i] = *std::move(side);
  }
  auto& [a, b] = effect.sides;
  effect.one_already = a.person != 0 && a.person == b.person;
  auto pairs = store::pairs_among(environment.database, a.person, b.person);
  if (!pairs) return pairs.error();
  effect.pairs = *std::move(pairs);
  effect.members_before = (a.member() ? 1 : 0) + (b.member() && !effect.one_already ? 1 : 0);
  effect.members_after = std::min<std::int64_t>(effect.members_before, 1);
  const Days days_a = covered_days(a.status);
  const Days days_b = covered_days(b.status);
  effect.covered_days = length(days_a);
  if (effect.one_already) return effect;
  effect.keeps = keeper(effect.sides);
  effect.covered_days_twice = common(days_a, days_b);
  effect.covered_days += length(days_b) - effect.covered_days_twice;
  if (const auto added = add_doubles(effect, money); !added) return added.error();
  return effect;
}

}  // namespace payung::app
