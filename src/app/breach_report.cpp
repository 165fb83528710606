#include "app/breach_report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.hpp"

namespace payung::app {
namespace {

using Json = nlohmann::ordered_json;

/// Entries of one account, while they are counted.
struct Counting {
  AccountLooks looks;
  std::set<std::int64_t> persons;
};
using Accounts = std::map<std::pair<std::string, std::string>, Counting>;

void count(const store::StoredAccess& stored, Accounts& accounts) {
  const store::AccessEntry& entry = stored.entry;
  Counting& one = accounts[{entry.account, entry.organisation}];
  if (one.looks.counts.empty()) {
    one.looks.account = entry.account;
    one.looks.organisation = entry.organisation;
    one.looks.first_at = entry.at;
    one.looks.last_at = entry.at;
  }
  one.looks.first_at = std::min(one.looks.first_at, entry.at);
  one.looks.last_at = std::max(one.looks.last_at, entry.at);
  ++one.looks.counts[entry.seen];
  if (entry.person) one.persons.insert(*entry.person);
}

}  // namespace

Result<BreachReport> breach_report(Environment& env, std::string_view from, std::string_view until,
                                   std::string_view account) {
  if (from.empty() || until <= from) return Error{Errc::bad_option, "until", "after the beginning"};
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  BreachReport report{std::string(from), std::string(until), {}, {}, {}, 0, {}};
  Accounts accounts;
  std::set<std::int64_t> persons;
  const auto read =
      store::each_access(env.database, from, until, [&](const store::StoredAccess& stored) {
        if (!account.empty() && stored.entry.account != account) return Status{};
        count(stored, accounts);
        ++report.entries;
        if (stored.entry.person) persons.insert(*stored.entry.person);
        if (stored.entry.seen == store::Seen::exported) report.exports.push_back(stored);
        return Status{};
      });
  if (!read) return read.error();
  for (auto& [key, one] : accounts) {
    one.looks.persons = static_cast<std::int64_t>(one.persons.size());
    report.accounts.push_back(std::move(one.looks));
  }
  report.persons.assign(persons.begin(), persons.end());
  auto breaks = store::access_breaks(env.database);
  if (!breaks) return breaks.error();
  report.chain_breaks = *std::move(breaks);
  return report;
}

std::string breach_json(const BreachReport& report) {
  Json accounts = Json::array();
  for (const AccountLooks& one : report.accounts) {
    Json counts = Json::object();
    for (const auto& [seen, number] : one.counts) counts[std::string(to_text(seen))] = number;
    accounts.push_back({{"account", one.account},
                        {"organisation", one.organisation},
                        {"first_at", one.first_at},
                        {"last_at", one.last_at},
                        {"persons", one.persons},
                        {"counts", std::move(counts)}});
  }
  Json exports = Json::array();
  for (const store::StoredAccess& one : report.exports) {
    exports.push_back({{"at", one.entry.at},
                       {"account", one.entry.account},
                       {"what", one.entry.subject},
                       {"purpose", one.entry.purpose},
                       {"request", one.entry.request}});
  }
  const Json document{{"from", report.from},
                      {"until", report.until},
                      {"entries", report.entries},
                      {"accounts", std::move(accounts)},
                      {"persons", report.persons},
                      {"exports", std::move(exports)},
                      {"chain_breaks", report.chain_breaks}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string breach_csv(const BreachReport& report) {
  std::string csv = "account,organisation,seen,count,persons,first_at,last_at\n";
  for (const AccountLooks& one : report.accounts) {
    for (const auto& [seen, number] : one.counts) {
      std::string line;
      for (const std::string& field :
           {one.account, one.organisation, std::string(to_text(seen)), std::to_string(number),
            std::to_string(one.persons), one.first_at, one.last_at}) {
        append_csv(line, field, CsvReader::person);
      }
      csv += line + "\n";
    }
  }
  return csv;
}

}  // namespace payung::app
