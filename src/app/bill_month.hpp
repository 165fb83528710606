#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "store/bills.hpp"
#include "store/payments.hpp"

namespace payung::app {

/// What is asked: the bills that are missing, or the corrections of those that are there.
enum class BillWhat : std::uint8_t { missing, corrections };

struct BillMonthQuery {
  Month month;
  std::optional<std::string> payer = {};  ///< code; empty: everybody
  BillWhat what = BillWhat::missing;
  /// Numbers of the payers whom the caller answers for; empty: all of them.
  std::optional<std::set<std::int64_t>> only = {};
};

struct NewBill {
  store::BilledPayer payer;
  store::BillHead head;
  Rupiah carried;  ///< of older money in suspense, set against dues by this run
};

struct BillMonthResult {
  Month month;
  std::vector<NewBill> added;  ///< by payer
  std::int64_t people = 0;     ///< on the new bills
  Rupiah total;
  std::int64_t bills_before = 0;  ///< of this month and these payers, before this run
};

/// Bills a month: every member of it, once per programme, whoever pays. Doing it again adds
/// nothing; who joined since comes on a supplementary bill. Money waiting in a payer's suspense is
/// set against the new dues at once. One transaction; audited when anything was added. Errors:
/// not_found (payer), no_parameter, conflict, storage, interrupted.
Result<BillMonthResult> bill_month(Environment& environment, const BillMonthQuery& query);

/// The bills of a month and payer (each when empty), with who pays them.
struct ShownBill {
  store::BilledPayer payer;
  store::BillHead head;
};
Result<std::vector<ShownBill>> bills_shown(Environment& environment, std::optional<Month> month,
                                           const std::optional<std::string>& payer);

struct BillInFull {
  ShownBill bill;
  std::vector<store::StoredLine> lines;
};
/// One bill with its first lines. Errors: not_found.
Result<BillInFull> bill_in_full(Environment& environment, std::int64_t bill,
                                std::int64_t lines_max);

}  // namespace payung::app
