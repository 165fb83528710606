#include "app/collect_bill.hpp"

#include <algorithm>
#include <charconv>

#include "identity/reach.hpp"
#include "store/payers.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kAccountDigits = 12;

/// Luhn: from the right every second digit doubled, its figures added; the sum ends in 0.
char check_digit(std::string_view digits) {
  int sum = 0;
  bool twice = true;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
    int value = *it - '0';
    if (twice) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
    twice = !twice;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string key_of(const identity::Caller& bank, std::string_view reference) {
  return "bank:" + bank.account_id + ":" + std::string(reference);
}

Result<std::optional<allocation::Payer>> payer_in_scope(Environment& env,
                                                        const identity::Scope& scope,
                                                        std::int64_t number) {
  const auto all = store::payers(env.database);
  if (!all) return all.error();
  const auto found = std::ranges::find(*all, number, &allocation::Payer::id);
  const bool inside =
      found != all->end() && identity::reaches_money(scope, found->code, found->area);
  if (!inside) return std::optional<allocation::Payer>();
  return std::optional(*found);
}

}  // namespace

std::string_view to_text(Collected collected) {
  switch (collected) {
    case Collected::accepted: return "accepted";
    case Collected::again: return "again";
    case Collected::bill_unknown: return "bill_unknown";
    case Collected::bill_paid: return "bill_paid";
    case Collected::amount_differs: return "amount_differs";
    case Collected::reference_reused: return "reference_reused";
    case Collected::future_date: return "future_date";
  }
  PAYUNG_CHECK(false);
}

std::string virtual_account(std::int64_t payer) {
  std::string digits = std::to_string(payer);
  digits.insert(0, kAccountDigits - std::min(kAccountDigits, digits.size()), '0');
  return digits + check_digit(digits);
}

std::optional<std::int64_t> payer_of_virtual_account(std::string_view digits) {
  if (digits.size() != kAccountDigits + 1) return std::nullopt;
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  const std::string_view number = digits.substr(0, kAccountDigits);
  if (check_digit(number) != digits.back()) return std::nullopt;
  std::int64_t payer = 0;
  std::from_chars(number.data(), number.data() + number.size(), payer);
  if (payer == 0) return std::nullopt;
  return payer;
}

Result<std::optional<CollectedBill>> collected_bill(Environment& env, const identity::Scope& scope,
                                                    const BillReference& reference) {
  std::optional<std::int64_t> number = reference.payer;
  if (reference.bill) {
    const auto owner = store::payer_of_bill(env.database, *reference.bill);
    if (!owner) return owner.error();
    number = *owner;
  }
  if (!number) return std::optional<CollectedBill>();
  const auto payer = payer_in_scope(env, scope, *number);
  if (!payer) return payer.error();
  if (!*payer) return std::optional<CollectedBill>();
  const auto heads = store::bill_heads(env.database, {}, *number);
  if (!heads) return heads.error();
  CollectedBill made{
      {(*payer)->id, (*payer)->code, (*payer)->name, (*payer)->kind}, Rupiah(0), Rupiah(0), {}, {}};
  bool any = false;
  for (const store::BillHead& head : *heads) {
    if (reference.bill && head.id != *reference.bill) continue;
    any = true;
    const auto left = head.total.minus(head.settled);
    if (!left) return left.error();
    const auto total = made.total.plus(head.total);
    if (!total) return total.error();
    const auto due = made.due.plus(*left);
    if (!due) return due.error();
    made.total = *total;
    made.due = *due;
    if (*left == Rupiah(0)) continue;
    if (made.months.empty() || made.months.back() != head.month) made.months.push_back(head.month);
    if (!made.due_on || head.due_on < *made.due_on) made.due_on = head.due_on;
  }
  if (!any) return std::optional<CollectedBill>();
  if (!reference.bill) {
    const auto waiting = store::suspense_of(env.database, *number);
    if (!waiting) return waiting.error();
    const auto due = made.due.minus(*waiting);
    if (!due) return due.error();
    made.due = *due;
  }
  if (made.due < Rupiah(0)) made.due = Rupiah(0);
  return std::optional(std::move(made));
}

Result<CollectResult> collect_bill(Environment& env, const identity::Caller& bank,
                                   const CollectQuery& query) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto bill = collected_bill(env, bank.scope, query.reference);
  if (!bill) return bill.error();
  CollectResult result;
  if (!*bill) return result;
  result.due = (*bill)->due;
  const std::string key = key_of(bank, query.bank_reference);
  const auto known = store::payment_of_key(env.database, key);
  if (!known) return known.error();
  // A message that comes again says the day by its first coming.
  const Date day = query.paid_on.value_or(*known ? (*known)->received_on : env.today);
  const auto verdict = [&](Collected one) {
    result.verdict = one;
    return result;
  };
  if (!*known) {
    if (day > env.today) return verdict(Collected::future_date);
    if ((*bill)->due == Rupiah(0)) return verdict(Collected::bill_paid);
    if (query.amount != (*bill)->due) return verdict(Collected::amount_differs);
  }
  auto receipt =
      record_payment(env, {(*bill)->payer.code, query.amount, day, key, "bill " + query.bill});
  if (!receipt && receipt.error().code == Errc::already_there) {
    return verdict(Collected::reference_reused);
  }
  if (!receipt) return receipt.error();
  result.verdict = receipt->heard == Heard::again ? Collected::again : Collected::accepted;
  result.receipt = *std::move(receipt);
  if (result.verdict == Collected::again) return result;
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

Result<bool> bank_payment_known(Environment& env, const identity::Caller& bank,
                                std::string_view bank_reference) {
  const auto known = store::payment_of_key(env.database, key_of(bank, bank_reference));
  if (!known) return known.error();
  return known->has_value();
}

}  // namespace payung::app
