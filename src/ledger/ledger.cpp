#include "ledger/ledger.hpp"

#include <set>

namespace payung::ledger {
namespace {

Error refused(TransferId id, std::string_view why) {
  return Error{Errc::conflict, "transfer " + std::to_string(id), std::string(why)};
}

/// What an account holds on its own side; the caller has checked the sums.
std::int64_t held_of(Side grows, std::int64_t debit, std::int64_t credit) {
  return grows == Side::debit ? debit - credit : credit - debit;
}

}  // namespace

std::string_view to_text(Side side) {
  switch (side) {
    case Side::debit: return "debit";
    case Side::credit: return "credit";
  }
  return "";
}

Result<Side> parse_side(std::string_view text) {
  if (text == "debit") return Side::debit;
  if (text == "credit") return Side::credit;
  return Error{Errc::bad_value, "side", "debit or credit"};
}

std::string_view to_text(Floor floor) {
  switch (floor) {
    case Floor::none: return "none";
    case Floor::zero: return "zero";
  }
  return "";
}

Result<Floor> parse_floor(std::string_view text) {
  if (text == "none") return Floor::none;
  if (text == "zero") return Floor::zero;
  return Error{Errc::bad_value, "floor", "none or zero"};
}

// Both sums are sums of amounts above zero, so their difference cannot leave the range.
Rupiah Balance::held() const { return Rupiah(held_of(grows, debit.amount(), credit.amount())); }

Result<Ledger> Ledger::open(std::span<const Account> accounts) {
  Ledger ledger;
  std::set<std::string_view> codes;
  for (const Account& account : accounts) {
    const bool new_id = ledger.accounts_.try_emplace(account.id, Held{account}).second;
    if (!new_id || !codes.insert(account.code).second) {
      return Error{Errc::conflict, "account " + std::to_string(account.id), account.code};
    }
  }
  return ledger;
}

Status Ledger::check(const Transfer& transfer, const Held& debit, const Held& credit) const {
  std::int64_t sum = 0;
  const std::int64_t amount = transfer.amount.amount();
  if (__builtin_add_overflow(debit.debit, amount, &sum)) {
    return Error{Errc::overflow, "account " + std::to_string(transfer.debit)};
  }
  const auto debit_held = held_of(debit.account.grows, sum, debit.credit);
  if (__builtin_add_overflow(credit.credit, amount, &sum)) {
    return Error{Errc::overflow, "account " + std::to_string(transfer.credit)};
  }
  const auto credit_held = held_of(credit.account.grows, credit.debit, sum);
  const bool debit_sinks = debit.account.grows == Side::credit;
  const bool credit_sinks = credit.account.grows == Side::debit;
  if ((debit_sinks && debit.account.floor == Floor::zero && debit_held < 0) ||
      (credit_sinks && credit.account.floor == Floor::zero && credit_held < 0)) {
    return refused(transfer.id, "floor");
  }
  if (!transfer.reversal_of) return {};
  const auto original = place_.find(*transfer.reversal_of);
  if (original == place_.end() || reversed_by_.contains(*transfer.reversal_of)) {
    return refused(transfer.id, "reversal");
  }
  const Transfer& mirror = transfers_[original->second];
  if (mirror.debit != transfer.credit || mirror.credit != transfer.debit ||
      mirror.amount != transfer.amount) {
    return refused(transfer.id, "reversal");
  }
  return {};
}

Status Ledger::post(const Transfer& transfer) {
  if (transfer.amount <= Rupiah(0)) return refused(transfer.id, "amount");
  if (transfer.debit == transfer.credit) return refused(transfer.id, "same_account");
  const auto debit = accounts_.find(transfer.debit);
  const auto credit = accounts_.find(transfer.credit);
  if (debit == accounts_.end() || credit == accounts_.end()) {
    return refused(transfer.id, "no_account");
  }
  if (!transfers_.empty() && transfer.id <= transfers_.back().id) {
    return refused(transfer.id, "order");
  }
  if (const auto fits = check(transfer, debit->second, credit->second); !fits) return fits;
  debit->second.debit += transfer.amount.amount();
  credit->second.credit += transfer.amount.amount();
  if (transfer.reversal_of) reversed_by_[*transfer.reversal_of] = transfer.id;
  place_[transfer.id] = transfers_.size();
  transfers_.push_back(transfer);
  return {};
}

Result<Balance> Ledger::balance(AccountId account) const {
  const auto found = accounts_.find(account);
  if (found == accounts_.end()) {
    return Error{Errc::not_found, "account " + std::to_string(account)};
  }
  const Held& held = found->second;
  return Balance{account, Rupiah(held.debit), Rupiah(held.credit), held.account.grows};
}

std::vector<Balance> Ledger::trial_balance() const {
  std::vector<Balance> balances;
  balances.reserve(accounts_.size());
  for (const auto& [id, held] : accounts_) {
    balances.push_back({id, Rupiah(held.debit), Rupiah(held.credit), held.account.grows});
  }
  return balances;
}

Transfer reversal(const Transfer& original, TransferId id, Date booked_on,
                  std::string_view recorded_at) {
  Transfer back = original;
  back.id = id;
  back.debit = original.credit;
  back.credit = original.debit;
  back.booked_on = booked_on;
  back.recorded_at = std::string(recorded_at);
  back.reversal_of = original.id;
  return back;
}

}  // namespace payung::ledger
