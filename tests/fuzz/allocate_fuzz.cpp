// links: base rules eligibility allocation
// Programmes made of bytes: no budget is exceeded, nobody is paid by a budget that may not, each
// person has one outcome, and nobody waits while a budget that may pay still has room for them.
#include "allocation/allocate.hpp"
#include "check.hpp"

namespace payung {
namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  int next(int below) {
    const int value = at_ < size_ ? data_[at_++] : 0;
    return value % below;
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

Result<Rupiah> price(PayerKind payer, Sector sector, Month month) {
  const bool village = payer == PayerKind::village;
  return Rupiah(village ? 300 + 100 * static_cast<int>(sector) + month.month() : 800);
}

allocation::Funding funding_of(Bytes& bytes, Month start) {
  allocation::Funding funding;
  const int count = bytes.next(5);
  for (int i = 1; i <= count; ++i) {
    const auto kind = bytes.next(2) == 0 ? PayerKind::village : PayerKind::apbd_regency;
    funding.payers.push_back({i, "p", "", kind, {}, std::nullopt, ""});
    allocation::Budget budget{i,
                              i,
                              "b",
                              std::nullopt,
                              std::nullopt,
                              {start, start.plus(1 + bytes.next(3))},
                              {},
                              bytes.next(3),
                              std::nullopt,
                              ""};
    if (bytes.next(3) != 0) budget.amount = Rupiah(bytes.next(256) * 40);
    if (!budget.amount || bytes.next(3) == 0) budget.heads_max = bytes.next(6);
    if (bytes.next(2) == 0) budget.may_cover.sectors = {all_sectors()[0], all_sectors()[1]};
    if (bytes.next(3) == 0) budget.may_cover.decile_max = 1 + bytes.next(4);
    funding.budgets.push_back(budget);
  }
  return funding;
}

allocation::Candidates people_of(Bytes& bytes) {
  allocation::Candidates people;
  const int count = bytes.next(40);
  for (int i = 1; i <= count; ++i) {
    allocation::Candidate one;
    one.person = i;
    one.sector = all_sectors()[static_cast<std::size_t>(bytes.next(4))];
    one.poverty = eligibility::Register::listed;
    one.decile = 1 + bytes.next(4);
    people.people.push_back(one);
  }
  return people;
}

/// What a person costs a budget; negative when it may not pay.
std::int64_t cost(const allocation::Budget& budget, PayerKind kind,
                  const allocation::Candidate& one) {
  const auto& may = budget.may_cover;
  if (!may.sectors.empty() && one.sector != may.sectors[0] && one.sector != may.sectors[1]) {
    return -1;
  }
  if (may.decile_max && *one.decile > *may.decile_max) return -1;
  std::int64_t sum = 0;
  for (int i = 0; i < budget.months.count(); ++i) {
    sum += price(kind, one.sector, budget.months.from.plus(i))->amount();
  }
  return sum;
}

void check_allocation(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  const Month start = *Month::of(2026, 1);
  auto funding = funding_of(bytes, start);
  const auto people = people_of(bytes);
  SilentProgress silent;
  const auto result = allocation::allocate(people, funding, price, start.first_day(), silent);
  FUZZ_CHECK(result.ok());
  FUZZ_CHECK(result->outcomes.size() == people.people.size());
  std::vector<std::int64_t> spent(funding.budgets.size(), 0);
  std::vector<std::int64_t> heads(funding.budgets.size(), 0);
  for (const auto& one : result->outcomes) {
    if (one.kind != allocation::OutcomeKind::paid) continue;
    const auto& person = people.people[static_cast<std::size_t>(one.person) - 1];
    const auto price_here =
        cost(funding.budgets[one.budget], funding.payers[one.budget].kind, person);
    FUZZ_CHECK(price_here >= 0);
    spent[one.budget] += price_here;
    ++heads[one.budget];
  }
  for (std::size_t b = 0; b < funding.budgets.size(); ++b) {
    const auto& budget = funding.budgets[b];
    FUZZ_CHECK(!budget.amount || spent[b] <= budget.amount->amount());
    FUZZ_CHECK(!budget.heads_max || heads[b] <= *budget.heads_max);
    for (const auto& one : result->outcomes) {
      if (one.kind == allocation::OutcomeKind::paid) continue;
      const auto& person = people.people[static_cast<std::size_t>(one.person) - 1];
      const auto price_here = cost(budget, funding.payers[b].kind, person);
      if (price_here < 0) continue;
      FUZZ_CHECK(one.kind == allocation::OutcomeKind::waiting);
      const bool room = (!budget.heads_max || heads[b] < *budget.heads_max) &&
                        (!budget.amount || spent[b] + price_here <= budget.amount->amount());
      FUZZ_CHECK(!room);
    }
  }
}

}  // namespace
}  // namespace payung

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  payung::check_allocation(data, size);
  return 0;
}
