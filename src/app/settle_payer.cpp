#include "app/settle_payer.hpp"

#include <algorithm>
#include <map>

#include "billing/chart.hpp"
#include "store/coverage.hpp"
#include "store/ledger.hpp"

namespace payung::app {
namespace {

using billing::OpenLine;

/// The last month anybody paid for the worker, in any of the programmes of these lines.
Result<std::optional<Month>> paid_until(Environment& env, std::int64_t person,
                                        std::span<const OpenLine> lines) {
  std::optional<Month> last;
  for (const Programme programme : all_programmes()) {
    if (std::ranges::find(lines, programme, &OpenLine::programme) == lines.end()) continue;
    const auto paid = store::paid_months_of(env.database, person, programme);
    if (!paid) return paid.error();
    if (paid->empty()) continue;
    last = last ? std::max(*last, paid->back().month) : paid->back().month;
  }
  return last;
}

/// The months of one person's open lines over which membership ended by `on`.
Result<std::vector<Month>> months_not_charged(Environment& env, std::int64_t person,
                                              std::span<const OpenLine> lines, Date on) {
  std::map<Month, std::int64_t> owed;
  for (const OpenLine& line : lines) owed[line.month] += line.amount.amount();
  std::vector<Month> unpaid;
  for (const auto& [month, sum] : owed) {
    if (sum > 0) unpaid.push_back(month);
  }
  const auto until = paid_until(env, person, lines);
  if (!until) return until.error();
  const auto arrears = billing::arrears_of(unpaid, *until, on, env.rules);
  if (!arrears) return arrears.error();
  return arrears->not_charged;
}

/// Posts what is not charged any more; the sum that was taken off.
Result<Rupiah> take_off(Environment& env, std::int64_t payer, std::span<const OpenLine> open,
                        Date on) {
  std::map<std::int64_t, std::vector<OpenLine>> by_person;
  for (const OpenLine& line : open) by_person[line.person].push_back(line);
  std::map<Month, std::vector<OpenLine>> off;
  for (const auto& [person, lines] : by_person) {
    const auto months = months_not_charged(env, person, lines, on);
    if (!months) return months.error();
    for (const OpenLine& line : lines) {
      if (std::ranges::binary_search(*months, line.month)) off[line.month].push_back(line);
    }
  }
  Rupiah sum;
  for (const auto& [month, lines] : off) {
    const auto run = billing::not_charged(month, payer, lines, on, env.rules);
    if (!run) return run.error();
    const auto posted = post_bills(env, *run, store::RunKind::corrections);
    if (!posted) return posted.error();
    for (const auto& head : *posted) {
      const auto less = sum.minus(head.total);
      if (!less) return less.error();
      sum = *less;
    }
  }
  return sum;
}

Status book(Environment& env, std::int64_t payer, Rupiah paid, std::int64_t matching) {
  if (paid == Rupiah(0)) return {};
  const auto id = store::next_transfer(env.database);
  if (!id) return id.error();
  ledger::Transfer transfer{*id,
                            billing::suspense_account(payer),
                            billing::receivable_account(payer),
                            paid,
                            env.today,
                            env.now,
                            "settlement",
                            "matching " + std::to_string(matching)};
  if (paid < Rupiah(0)) {  // corrections gave back more than was used
    std::swap(transfer.debit, transfer.credit);
    const auto positive = Rupiah(0).minus(paid);
    if (!positive) return positive.error();
    transfer.amount = *positive;
  }
  return store::add_transfers(env.database, std::vector{transfer});
}

/// What one bill adds to the account of a fund, by programme.
Result<std::map<Programme, Rupiah>> by_programme(const billing::Bill& bill) {
  std::map<Programme, Rupiah> sums;
  for (const billing::BillLine& line : bill.lines) {
    const auto sum = sums[line.programme].plus(line.amount);
    if (!sum) return sum.error();
    sums[line.programme] = *sum;
  }
  return sums;
}

}  // namespace

Status open_accounts(Environment& env, std::span<const std::int64_t> payers) {
  std::vector<store::OwnedAccount> accounts;
  for (auto& account : billing::common_accounts()) accounts.push_back({std::move(account), {}});
  for (const std::int64_t payer : payers) {
    for (auto& account : billing::payer_accounts(payer)) {
      accounts.push_back({std::move(account), payer});
    }
  }
  return store::add_accounts(env.database, accounts);
}

Result<std::vector<store::BillHead>> post_bills(Environment& env, const billing::BillRun& run,
                                                store::RunKind kind) {
  const auto heads = store::add_bills(env.database, run, kind, env.now, env.actor);
  if (!heads || heads->empty()) return heads;
  auto id = store::next_transfer(env.database);
  if (!id) return id.error();
  std::vector<ledger::Transfer> transfers;
  for (std::size_t i = 0; i < run.bills.size(); ++i) {
    const auto sums = by_programme(run.bills[i]);
    if (!sums) return sums.error();
    const auto receivable = billing::receivable_account(run.bills[i].payer);
    for (const auto& [programme, sum] : *sums) {
      if (sum == Rupiah(0)) continue;
      const bool corrected = kind == store::RunKind::corrections;
      const auto other =
          corrected ? billing::correction_account(programme) : billing::fund_account(programme);
      const auto positive = sum > Rupiah(0) ? Result<Rupiah>(sum) : Rupiah(0).minus(sum);
      if (!positive) return positive.error();
      transfers.push_back({(*id)++, sum > Rupiah(0) ? receivable : other,
                           sum > Rupiah(0) ? other : receivable, *positive, env.today, env.now,
                           corrected ? "correction" : "bill",
                           "bill " + std::to_string((*heads)[i].id)});
    }
  }
  if (const auto added = store::add_transfers(env.database, transfers); !added) {
    return added.error();
  }
  return heads;
}

Result<Settled> settle_payer(Environment& env, const store::BilledPayer& payer,
                             store::Cause cause) {
  const auto payment = store::last_payment(env.database, payer.id);
  if (!payment) return payment.error();
  Settled settled;
  if (!*payment) return settled;
  auto open = store::open_lines(env.database, payer.id);
  if (!open) return open.error();
  if (payer.kind == PayerKind::self && !open->empty()) {
    const auto off = take_off(env, payer.id, *open, (*payment)->received_on);
    if (!off) return off.error();
    settled.not_charged = *off;
    if (*off > Rupiah(0)) open = store::open_lines(env.database, payer.id);
    if (!open) return open.error();
  }
  const auto available = store::suspense_of(env.database, payer.id);
  if (!available) return available.error();
  const auto matching = billing::match(*open, *available);
  if (!matching) return matching.error();
  settled.paid = matching->paid;
  settled.person_months = matching->person_months;
  settled.suspense_after = matching->left;
  if (matching->settled.empty() && cause != store::Cause::payment) return settled;
  const auto number = store::add_matching(
      env.database,
      {0, payer.id, (*payment)->id, std::string(to_text(cause)), matching->paid,
       matching->person_months, settled.not_charged, matching->left, env.today, env.now},
      *matching, *open);
  if (!number) return number.error();
  if (const auto booked = book(env, payer.id, matching->paid, *number); !booked) {
    return booked.error();
  }
  return settled;
}

}  // namespace payung::app
