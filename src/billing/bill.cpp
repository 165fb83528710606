#include "billing/bill.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace payung::billing {
namespace {

/// A member with the programmes that nobody was billed for yet.
struct Missing {
  const BillableMember* member;
  ProgrammeSet programmes;
};

/// What decides a price, besides the month.
using PriceKey = std::tuple<Sector, PayerKind, Rupiah, unsigned>;

unsigned bits_of(ProgrammeSet programmes) {
  unsigned bits = 0;
  for (const Programme programme : all_programmes()) {
    if (programmes.has(programme)) bits |= 1U << static_cast<unsigned>(programme);
  }
  return bits;
}

Result<std::vector<Missing>> missing_of(std::span<const BillableMember> members,
                                        std::span<const BilledBefore> before) {
  std::vector<const BillableMember*> by_person;
  by_person.reserve(members.size());
  for (const BillableMember& member : members) by_person.push_back(&member);
  std::ranges::sort(by_person, {},
                    [](const auto* m) { return std::pair(m->person, m->membership); });
  std::vector<Missing> missing;
  missing.reserve(members.size());
  auto billed = before.begin();
  ProgrammeSet taken;  // by the person's memberships so far
  for (std::size_t i = 0; i < by_person.size(); ++i) {
    const BillableMember& member = *by_person[i];
    if (i == 0 || by_person[i - 1]->person != member.person) taken = {};
    while (billed != before.end() && billed->person < member.person) ++billed;
    ProgrammeSet wanted;
    for (const Programme programme : all_programmes()) {
      if (!member.programmes.has(programme)) continue;
      if (taken.has(programme)) {
        return Error{Errc::conflict, "membership " + std::to_string(member.membership),
                     "membership " + std::to_string(by_person[i - 1]->membership)};
      }
      taken.add(programme);
      auto same = billed;
      while (same != before.end() && *same < BilledBefore{member.person, programme}) ++same;
      if (same == before.end() || *same != BilledBefore{member.person, programme}) {
        wanted.add(programme);
      }
    }
    if (!wanted.empty()) missing.push_back({&member, wanted});
  }
  return missing;
}

/// Prices of one month; each combination is computed once.
class Prices {
 public:
  Prices(Month month, const rules::RuleBook& rules, std::vector<Basis>& bases)
      : month_(month), rules_(rules), bases_(bases) {}

  /// Places in `bases` of what the member owes, by programme.
  Result<std::vector<std::size_t>> of(const Missing& missing) {
    const BillableMember& member = *missing.member;
    const Rupiah income = charged_income(member);
    const PriceKey key{member.sector, member.payer_kind, income, bits_of(missing.programmes)};
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const auto charge = monthly_charge(
        {month_, member.sector, member.payer_kind, missing.programmes, income}, rules_);
    if (!charge) return charge.error();
    std::vector<std::size_t> places;
    for (const ProgrammeCharge& one : charge->programmes) {
      places.push_back(
          place_of({one.programme, one.due, one.rule_rows, one.relief, one.doubt, Reason::billed}));
    }
    known_.emplace(key, places);
    return places;
  }

 private:
  std::size_t place_of(const Basis& basis) {
    const auto found = std::ranges::find(bases_, basis);
    const auto place = static_cast<std::size_t>(found - bases_.begin());
    if (found == bases_.end()) bases_.push_back(basis);
    return place;
  }

  Month month_;
  const rules::RuleBook& rules_;
  std::vector<Basis>& bases_;
  std::map<PriceKey, std::vector<std::size_t>> known_;
};

Status add_lines(Bill& bill, const BillableMember& member, std::span<const std::size_t> places,
                 std::span<const Basis> bases) {
  for (const std::size_t place : places) {
    const Basis& basis = bases[place];
    const auto total = bill.total.plus(basis.amount);
    if (!total) return total.error();
    bill.total = *total;
    bill.lines.push_back(
        {member.person, member.membership, basis.programme, basis.amount, place, 0});
  }
  ++bill.people;
  return {};
}

/// Informal workers pay no fine for being late. Should the law bring one, a bill without it would
/// be wrong, so there is none until the program can charge it.
Status no_late_fine(Month month, const rules::RuleBook& rules) {
  const auto fine = rules.find("billing.late_fine_rate", month.first_day());
  if (!fine) return fine.error();
  if (fine->number != 0) return Error{Errc::unsupported, fine->key, fine->row};
  return {};
}

}  // namespace

Rupiah charged_income(const BillableMember& member) {
  return member.payer_kind == PayerKind::self ? member.declared_income : Rupiah(0);
}

std::string_view to_text(Reason reason) {
  switch (reason) {
    case Reason::billed: return "billed";
    case Reason::price_changed: return "price_changed";
    case Reason::payer_changed: return "payer_changed";
    case Reason::not_a_member: return "not_a_member";
    case Reason::arrears_not_charged: return "arrears_not_charged";
  }
  return "";
}

Result<Reason> parse_reason(std::string_view text) {
  for (const Reason reason : {Reason::billed, Reason::price_changed, Reason::payer_changed,
                              Reason::not_a_member, Reason::arrears_not_charged}) {
    if (to_text(reason) == text) return reason;
  }
  return Error{Errc::bad_value, "reason"};
}

Result<BillRun> make_bills(Month month, std::span<const BillableMember> members,
                           std::span<const BilledBefore> before, const rules::RuleBook& rules) {
  const auto due_on = due_date(month, rules);
  if (!due_on) return due_on.error();
  if (const auto none = no_late_fine(month, rules); !none) return none.error();
  auto missing = missing_of(members, before);
  if (!missing) return missing.error();
  std::ranges::sort(*missing, {}, [](const Missing& m) {
    return std::tuple(m.member->payer, m.member->membership, m.member->person);
  });
  BillRun run{month, *due_on, {}, {}};
  Prices prices(month, rules, run.bases);
  for (const Missing& one : *missing) {
    const auto places = prices.of(one);
    if (!places) return places.error();
    if (run.bills.empty() || run.bills.back().payer != one.member->payer) {
      run.bills.push_back({one.member->payer, {}, Rupiah(0), 0});
    }
    const auto added = add_lines(run.bills.back(), *one.member, *places, run.bases);
    if (!added) return added.error();
  }
  return run;
}

}  // namespace payung::billing
