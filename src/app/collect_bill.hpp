#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record_payment.hpp"
#include "identity/caller.hpp"
#include "store/bills.hpp"

/// Bills as a bank collects them: by the number of one bill, or by the payer's virtual account,
/// which stands for all that he owes.
namespace payung::app {

/// What is owed under one reference.
struct CollectedBill {
  store::BilledPayer payer;
  Rupiah total;  ///< of the bills that it stands for
  Rupiah due;    ///< what is left to be paid; money carried forward is taken off a virtual account
  std::vector<Month> months;
  std::optional<Date> due_on;  ///< the earliest among those that are not paid
};

/// Twelve digits of the payer's number and a check digit (Luhn, ISO/IEC 7812-1).
std::string virtual_account(std::int64_t payer);
/// The payer's number; empty for digits that are no virtual account.
std::optional<std::int64_t> payer_of_virtual_account(std::string_view digits);

/// One of the two is set.
struct BillReference {
  std::optional<std::int64_t> bill = {};
  std::optional<std::int64_t> payer = {};
};
/// Empty when there is none, or its payer is outside the scope. Errors: storage, overflow.
Result<std::optional<CollectedBill>> collected_bill(Environment& environment,
                                                    const identity::Scope& scope,
                                                    const BillReference& reference);

enum class Collected : std::uint8_t {
  accepted,
  again,  ///< the same message came before; nothing was booked now
  bill_unknown,
  bill_paid,         ///< nothing is due
  amount_differs,    ///< `due` says what would be right
  reference_reused,  ///< the bank's reference stands for another payment
  future_date,
};
std::string_view to_text(Collected collected);

struct CollectQuery {
  BillReference reference;
  std::string bill;  ///< the reference as the bank wrote it, for the books
  std::string bank_reference;
  Rupiah amount;
  std::optional<Date> paid_on = {};  ///< empty: today
};

struct CollectResult {
  Collected verdict = Collected::bill_unknown;
  Rupiah due;                      ///< before this payment
  std::optional<Receipt> receipt;  ///< accepted, again
};

/// Books what a bank collected, if it is exactly what is due. The bank's own reference is the
/// idempotency key, apart for each bank's account. One transaction, audited. Errors: storage ...
Result<CollectResult> collect_bill(Environment& environment, const identity::Caller& bank,
                                   const CollectQuery& query);

/// Whether the bank told of a payment under that reference.
Result<bool> bank_payment_known(Environment& environment, const identity::Caller& bank,
                                std::string_view bank_reference);

}  // namespace payung::app
