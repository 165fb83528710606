#pragma once

#include "app/bill_month.hpp"
#include "app/record_payment.hpp"
#include "app/show_ledger.hpp"
#include "app/status_of_person.hpp"
#include "app/verify.hpp"
#include "views/json.hpp"

/// Bills, payments, the book, and whether somebody is covered. Money is whole rupiah.
namespace payung::views {

Json payer_json(const store::BilledPayer& payer, const Ids& ids);
Json bill_json(const store::BilledPayer& payer, const store::BillHead& head, const Ids& ids);
Json billed_json(const app::BillMonthResult& result, const Ids& ids);
Json line_json(const store::StoredLine& line, const Ids& ids);
Json receipt_json(const app::Receipt& receipt, const Ids& ids);
Json balance_json(const app::TrialBalance& balance);
Json entry_json(const app::Entry& entry);
/// Covered or not, by whom, until when and why; each programme with its history.
Json status_json(const app::PersonStatus& person, const Ids& ids);
/// Whether what the answer rests on was never read in an official text.
bool rests_on_doubt(const app::PersonStatus& person);
Json verify_json(const app::VerifyResult& result);

}  // namespace payung::views
