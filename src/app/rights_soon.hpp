#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "app/claims.hpp"
#include "app/environment.hpp"
#include "benefits/benefits.hpp"
#include "coverage/coverage.hpp"
#include "store/payments.hpp"

/// What families lose or may ask for, before they ask: cover that ends soon, school years that
/// begin, members whom a hospital treated. Reads only, page by page. How many days ahead is a rule
/// (claim.lapse_notice_days ...) unless something else is asked for.
/// Errors of all: bad_value for days; storage, integrity, no_parameter.
namespace payung::app {

/// The days ahead that were asked for; empty: those of the rules.
using DaysAhead = std::optional<std::int64_t>;

/// Whether somebody is looked at; not set: everybody.
using Reached = std::function<Result<bool>(std::int64_t person)>;

/// A member in arrears whose membership ends soon unless somebody pays.
struct Lapsing {
  std::int64_t person = 0;
  std::optional<Date> covered_until;          ///< last paid day
  Date last_day;                              ///< to pay; the day after it membership has ended
  std::int64_t months_unpaid = 0;             ///< in a row, this month's included
  std::vector<Month> months;                  ///< to pay
  Rupiah to_pay;                              ///< of all of them, by the rules of each month
  std::optional<store::BilledPayer> payer;    ///< bound to pay today; else the worker may
  std::optional<store::BilledPayer> paid_by;  ///< of the last paid month
  rules::Value rule;                          ///< coverage.grace_unpaid_months
};
struct LapsingPage {
  std::vector<Lapsing> members;
  std::int64_t last = 0;  ///< the last person looked at, 0 at the end
};
/// At most `most` of those whom `reached` lets through are looked at: who sees one village need not
/// turn a page for every thousand members of the country.
Result<LapsingPage> lapsing_members(Environment& environment, std::int64_t after, std::int64_t most,
                                    DaysAhead days = {}, const Reached& reached = {});

/// A school year of a child that can be asked for. child 0: a death that gives scholarships, for
/// whose children nobody asked yet; then only claim and person are told.
struct SchoolYear {
  std::int64_t claim = 0;  ///< of the scholarship, or of the death
  std::int64_t person = 0;
  int child = 0;  ///< 1, 2: by age
  Date child_birth;
  benefits::Level level = benefits::Level::primary;
  Date begins;  ///< of child 0: the death
  Rupiah amount;
  std::optional<rules::Value> rule;  ///< of the amount
};
struct SchoolYearPage {
  std::vector<SchoolYear> years;
  std::int64_t last = 0;  ///< the last claim looked at, 0 at the end
};
/// Newest claims first, those before number `before` (0: from the newest).
Result<SchoolYearPage> school_years_due(Environment& environment, std::int64_t before,
                                        std::int64_t most, DaysAhead days = {});

/// A member on a hospital's list, covered for accidents at work on its day, with no claim of an
/// accident of the days before: somebody should ask what happened.
struct Treated {
  std::int64_t person = 0;
  Date listed_on;
  coverage::Covered covered = coverage::Covered::yes;
  std::optional<Date> last_day_to_report;
  std::optional<Date> last_day_to_claim;
  std::vector<claims::Paper> papers;
};
struct TreatedPage {
  std::vector<Treated> members;
  std::int64_t last = 0;  ///< the last person looked at, 0 at the end
};
Result<TreatedPage> treated_members(Environment& environment, std::int64_t after, std::int64_t most,
                                    DaysAhead days = {});

}  // namespace payung::app
