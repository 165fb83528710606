#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "billing/correction.hpp"
#include "db/database.hpp"

/// Bills and their lines. Writing happens inside the caller's transaction and only adds.
/// Errors everywhere: storage; integrity when a stored word is none of ours; already_there when
/// somebody would be billed twice.
namespace payung::store {

enum class BillKind : std::uint8_t { main, supplementary, correction };
std::string_view to_text(BillKind kind);

struct BillHead {
  std::int64_t id;
  std::int64_t payer;
  Month month;
  std::int64_t number;  ///< 0: the month's bill; 1, 2 ...: late joiners and corrections
  std::string kind;
  Rupiah total;
  std::int64_t people;
  std::int64_t lines;
  Date due_on;
  std::string recorded_at;
  Rupiah settled;  ///< how much of it money was set against
};

/// Who was billed for a month by anyone, ascending: what billing must leave out.
Result<std::vector<billing::BilledBefore>> billed_before(db::Connection& connection, Month month);

/// What stands on the bills of a month, by person, programme, payer.
Result<std::vector<billing::Posted>> posted_in(db::Connection& connection, Month month);

/// Whether a correction is what the run holds; else its bills are main, or supplementary after one.
enum class RunKind : std::uint8_t { bills, corrections };

/// Adds a run: its prices, its bills and all lines as one bulk write. The heads of the new bills,
/// in the order of the run.
Result<std::vector<BillHead>> add_bills(db::Connection& connection, const billing::BillRun& run,
                                        RunKind kind, std::string_view now, std::string_view actor);

/// The bills of a month (all when empty) and a payer (all when empty), by month, payer, number.
Result<std::vector<BillHead>> bill_heads(db::Connection& connection, std::optional<Month> month,
                                         std::optional<std::int64_t> payer);

/// The heads after bill number `after`, by number; of a month and a payer, all when empty.
Result<std::vector<BillHead>> bill_heads_after(db::Connection& connection,
                                               std::optional<Month> month,
                                               std::optional<std::int64_t> payer,
                                               std::int64_t after, std::int64_t most);

/// Who owes that bill; empty when there is none of that number.
Result<std::optional<std::int64_t>> payer_of_bill(db::Connection& connection, std::int64_t bill);

struct StoredLine {
  std::int64_t bill;
  Month month;
  std::int64_t payer;
  std::int64_t person;
  std::int64_t membership;
  Programme programme;
  std::int32_t revision;
  Rupiah amount;
  std::string rule_rows;  ///< separated by one space
  std::string relief;
  billing::Doubt doubt;
  billing::Reason reason;
  std::optional<std::int64_t> payment;  ///< the one that paid it
  std::optional<Date> paid_on;
};

/// The lines of one bill, by membership, person, programme, revision; at most `lines_max`.
Result<std::vector<StoredLine>> lines_of_bill(db::Connection& connection, std::int64_t bill,
                                              std::int64_t lines_max);
/// The lines of a bill for the next `most` persons after that one, by person, programme, revision.
Result<std::vector<StoredLine>> lines_of_bill_after(db::Connection& connection, std::int64_t bill,
                                                    std::int64_t person, std::int64_t most);
/// How many different persons stand in lines that come by person.
std::int64_t persons_in(std::span<const StoredLine> lines);
/// All lines of one person, by month, programme, revision.
Result<std::vector<StoredLine>> lines_of_person(db::Connection& connection, std::int64_t person);

}  // namespace payung::store
