#pragma once

#include <span>
#include <vector>

#include "app/environment.hpp"
#include "billing/correction.hpp"
#include "store/bills.hpp"
#include "store/payments.hpp"

/// A step of the use cases that bill and take money; runs inside their transaction.
namespace payung::app {

struct Settled {
  Rupiah paid;
  std::int64_t person_months = 0;
  Rupiah suspense_after;
  Rupiah not_charged;  ///< arrears of a self-payer over which membership had ended
};

/// Sets the money that waits in the payer's suspense against open lines, by the rule of
/// billing::match. For a worker who pays himself, arrears that are payable no more on the day of
/// his last payment are taken off first. A payer who never paid is left as he is.
/// Errors: storage, no_parameter, overflow.
Result<Settled> settle_payer(Environment& environment, const store::BilledPayer& payer,
                             store::Cause cause);

/// Posts a run of bills (or corrections) with its transfers; the heads of its bills.
Result<std::vector<store::BillHead>> post_bills(Environment& environment,
                                                const billing::BillRun& run, store::RunKind kind);

/// The accounts of these payers, and the common ones, as far as they are missing.
Status open_accounts(Environment& environment, std::span<const std::int64_t> payers);

}  // namespace payung::app
