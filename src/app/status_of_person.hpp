#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "base/nik.hpp"
#include "coverage/coverage.hpp"
#include "store/bills.hpp"
#include "store/payments.hpp"

namespace payung::app {

/// Dues of one month that nobody paid yet.
struct OpenDue {
  Month month;
  std::int64_t bill;
  store::BilledPayer payer;
  Rupiah amount;
  Date due_on;
};

struct ProgrammeStatus {
  Programme programme;
  coverage::Answer answer;
  std::optional<store::BilledPayer> paid_by;   ///< of the paid month that the answer rests on
  std::optional<store::StoredLine> paid_line;  ///< its bill, payment and rule rows
  std::vector<coverage::Span> spans;           ///< the whole history until the day
};

struct PersonStatus {
  std::int64_t person;
  coverage::Covered covered;                ///< yes when every programme is
  std::optional<store::BilledPayer> payer;  ///< whose turn it is to pay on that day
  std::vector<ProgrammeStatus> programmes;  ///< empty: never a member
  std::vector<OpenDue> due;                 ///< by month
};

struct StatusResult {
  Nik nik;
  Date on;
  std::vector<PersonStatus> people;  ///< empty: nobody here has that NIK
};

/// Whether somebody is covered on a day, by whom, until when and why. Reads only. A NIK that nobody
/// has is an answer, not an error. Errors: storage, no_parameter, integrity.
Result<StatusResult> status_of_person(Environment& environment, const Nik& nik, Date on);
/// The same of a person known by number; somebody unknown is one who was never a member.
Result<PersonStatus> status_of_one(Environment& environment, std::int64_t person, Date on);

}  // namespace payung::app
