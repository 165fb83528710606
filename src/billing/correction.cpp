#include "billing/correction.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace payung::billing {
namespace {

/// A line to be posted, before it has its bill.
struct Draft {
  std::int64_t payer;
  std::int64_t membership;
  std::int64_t person;
  std::int32_t revision;
  Basis basis;
};

Result<BillRun> run_of(Month month, const rules::RuleBook& rules, std::vector<Draft> drafts) {
  const auto due_on = due_date(month, rules);
  if (!due_on) return due_on.error();
  BillRun run{month, *due_on, {}, {}};
  std::ranges::sort(drafts, {}, [](const Draft& d) {
    return std::tuple(d.payer, d.membership, d.person, d.basis.programme, d.revision);
  });
  std::int64_t person = 0;
  for (const Draft& draft : drafts) {
    const auto found = std::ranges::find(run.bases, draft.basis);
    const auto place = static_cast<std::size_t>(found - run.bases.begin());
    if (found == run.bases.end()) run.bases.push_back(draft.basis);
    if (run.bills.empty() || run.bills.back().payer != draft.payer) {
      run.bills.push_back({draft.payer, {}, Rupiah(0), 0});
      person = 0;
    }
    Bill& bill = run.bills.back();
    const auto total = bill.total.plus(draft.basis.amount);
    if (!total) return total.error();
    bill.total = *total;
    if (person != draft.person) ++bill.people;
    person = draft.person;
    bill.lines.push_back({draft.person, draft.membership, draft.basis.programme, draft.basis.amount,
                          place, draft.revision});
  }
  return run;
}

/// What somebody should owe for one programme, by today's knowledge.
struct Expected {
  const BillableMember* member;
  ProgrammeCharge charge;
};
using ExpectedOf = std::map<std::pair<std::int64_t, Programme>, Expected>;

Result<ExpectedOf> expected_of(Month month, std::span<const BillableMember> members,
                               std::span<const Posted> posted, const rules::RuleBook& rules) {
  ExpectedOf expected;
  for (const BillableMember& member : members) {
    const auto at = std::ranges::lower_bound(posted, member.person, {}, &Posted::person);
    if (at == posted.end() || at->person != member.person) continue;
    const auto charge = monthly_charge(
        {month, member.sector, member.payer_kind, member.programmes, charged_income(member)},
        rules);
    if (!charge) return charge.error();
    for (const ProgrammeCharge& one : charge->programmes) {
      expected.insert_or_assign({member.person, one.programme}, Expected{&member, one});
    }
  }
  return expected;
}

/// The corrections of one person and programme; `same` holds every payer it stands with.
Status correct_one(std::span<const Posted> same, const Expected* expected,
                   std::vector<Draft>& drafts) {
  std::int32_t revision = 0;
  Rupiah with_payer;
  bool elsewhere = false;
  for (const Posted& one : same) {
    if (one.reason_last == Reason::arrears_not_charged) return {};
    revision = std::max(revision, one.revision_last);
    if (expected != nullptr && one.payer == expected->member->payer) {
      with_payer = one.net;
      continue;
    }
    if (one.net == Rupiah(0)) continue;
    elsewhere = true;
  }
  for (const Posted& one : same) {
    if (one.net == Rupiah(0) || (expected != nullptr && one.payer == expected->member->payer)) {
      continue;
    }
    const auto back = Rupiah(0).minus(one.net);
    if (!back) return back.error();
    const Reason why = expected == nullptr ? Reason::not_a_member : Reason::payer_changed;
    drafts.push_back({one.payer,
                      one.membership,
                      one.person,
                      ++revision,
                      {one.programme, *back, {}, "", Doubt::none, why}});
  }
  if (expected == nullptr) return {};
  const ProgrammeCharge& charge = expected->charge;
  const auto difference = charge.due.minus(with_payer);
  if (!difference) return difference.error();
  if (*difference == Rupiah(0)) return {};
  const Reason why = elsewhere ? Reason::payer_changed : Reason::price_changed;
  drafts.push_back(
      {expected->member->payer,
       expected->member->membership,
       same.front().person,
       ++revision,
       {charge.programme, *difference, charge.rule_rows, charge.relief, charge.doubt, why}});
  return {};
}

}  // namespace

Result<BillRun> make_corrections(Month month, std::span<const BillableMember> members,
                                 std::span<const Posted> posted, const rules::RuleBook& rules) {
  const auto expected = expected_of(month, members, posted, rules);
  if (!expected) return expected.error();
  std::vector<Draft> drafts;
  for (std::size_t begin = 0; begin < posted.size();) {
    std::size_t end = begin;
    while (end < posted.size() && posted[end].person == posted[begin].person &&
           posted[end].programme == posted[begin].programme) {
      ++end;
    }
    const auto found = expected->find({posted[begin].person, posted[begin].programme});
    const Expected* wanted = found == expected->end() ? nullptr : &found->second;
    const auto done = correct_one(posted.subspan(begin, end - begin), wanted, drafts);
    if (!done) return done.error();
    begin = end;
  }
  return run_of(month, rules, std::move(drafts));
}

Result<BillRun> not_charged(Month month, std::int64_t payer, std::span<const OpenLine> open,
                            Date on, const rules::RuleBook& rules) {
  const auto most = rules.find("coverage.arrears_payable_months_max", on);
  if (!most) return most.error();
  std::map<std::tuple<std::int64_t, Programme>, Draft> taken_off;
  for (const OpenLine& line : open) {
    auto [at, fresh] = taken_off.try_emplace(std::tuple(line.person, line.programme),
                                             Draft{payer,
                                                   line.membership,
                                                   line.person,
                                                   line.revision + 1,
                                                   {line.programme,
                                                    Rupiah(0),
                                                    {most->row},
                                                    "",
                                                    Doubt::none,
                                                    Reason::arrears_not_charged}});
    Draft& draft = at->second;
    const auto less = draft.basis.amount.minus(line.amount);
    if (!less) return less.error();
    draft.basis.amount = *less;
    draft.revision = std::max(draft.revision, line.revision + 1);
  }
  std::vector<Draft> drafts;
  for (const auto& [key, draft] : taken_off) {
    if (draft.basis.amount != Rupiah(0)) drafts.push_back(draft);
  }
  return run_of(month, rules, std::move(drafts));
}

}  // namespace payung::billing
