#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "store/access_log.hpp"

/// What the office must be able to say within three days of a breach (Law 27/2022 article 46): who
/// could see what, when. From the access log, whose chain is checked first.
namespace payung::app {

struct AccountLooks {
  std::string account;
  std::string organisation;
  std::string first_at;
  std::string last_at;
  std::int64_t persons = 0;  ///< different ones
  std::map<store::Seen, std::int64_t> counts;
};

struct BreachReport {
  std::string from;                    ///< moment
  std::string until;                   ///< moment, not in it
  std::vector<AccountLooks> accounts;  ///< by name, then organisation
  std::vector<std::int64_t> persons;   ///< everybody who was seen, by number
  std::vector<store::StoredAccess> exports;
  std::int64_t entries = 0;
  std::vector<std::string> chain_breaks;  ///< empty: nothing was dropped or changed
};

/// `account` empty: of everybody. Errors: bad_option when until is not after from; storage.
Result<BreachReport> breach_report(Environment& environment, std::string_view from,
                                   std::string_view until, std::string_view account);

/// One JSON document.
std::string breach_json(const BreachReport& report);
/// One line for each account and kind: account,organisation,seen,count,persons,first_at,last_at.
/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string breach_csv(const BreachReport& report);

}  // namespace payung::app
