#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "evaluation/report.hpp"

/// The counts and sums of the report that are sums of stored rows. Errors: storage; integrity.
namespace payung::store {

/// A text that is another one whenever the figures of people and money may be. Quick.
Result<std::string> figures_state(db::Connection& connection);
/// The same of the series of potential and targets that they stand beside.
Result<std::string> series_state(db::Connection& connection);

/// What each sender delivered, by code: rows by which it speaks now.
Result<std::vector<evaluation::SenderLine>> sender_lines(db::Connection& connection);

/// Billed, settled and received by payer, all time, by code. People and covered are left at 0.
Result<std::vector<evaluation::PayerLine>> payer_lines(db::Connection& connection);

/// Billed and received by month (of the bill, of the payment), ascending.
Result<std::vector<evaluation::MonthLine>> month_lines(db::Connection& connection);

/// Persons whose every current row waits for a correction: by person, with the finding that is
/// the reason ("intake.nik_missing.what") and the region as far as it is known.
struct Unidentified {
  std::int64_t person = 0;
  std::string code;
  std::string region;
  std::string sector;
  bool proposed = false;  ///< by a list other than a register
};
Result<std::vector<Unidentified>> unidentified_persons(db::Connection& connection);

/// One list row and the person it belongs to: what a figure of the report leads to.
struct RowOfPerson {
  std::string sender;
  std::string file;
  std::string sheet;
  std::int64_t number = 0;
  std::string status;
  std::int64_t person = 0;  ///< 0: not linked
};
/// Every current row, by sender, file, sheet, number.
Result<std::vector<RowOfPerson>> rows_of_persons(db::Connection& connection);

}  // namespace payung::store
