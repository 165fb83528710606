#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/region_code.hpp"
#include "base/rupiah.hpp"
#include "db/database.hpp"

/// Campaigns, and what companies promise in them. Writing happens inside the caller's transaction
/// and only adds. Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

struct Campaign {
  std::int64_t id = 0;
  std::string code;
  std::int64_t scheme = 0;
  std::string scheme_code;  ///< read only
  std::string name;
  RegionCode district;
  std::int64_t heads_each = 0;  ///< how many a company is asked to carry
  std::string recorded_at;
  std::string actor;
};

/// What became of it is counted, never kept: matched are the people who were made members out of
/// its budget, paid those of them for whom its payer's money was set against a bill.
struct Pledge {
  std::int64_t id = 0;
  std::int64_t campaign = 0;
  std::string payer;  ///< code under which it is billed
  std::string payer_name;
  std::int64_t heads = 0;
  MonthRange months;
  std::string recorded_at;
  std::string actor;
  std::optional<std::int64_t> budget;  ///< read only; empty: nobody was looked for yet
  bool withdrawn = false;              ///< read only
  std::int64_t matched = 0;            ///< read only
  std::int64_t paid = 0;               ///< read only
  Rupiah paid_money;                   ///< read only
};

/// Gives it its number. Errors: already_there for a code that is taken.
Status add_campaign(db::Connection& connection, Campaign& campaign);
/// By code.
Result<std::vector<Campaign>> campaigns(db::Connection& connection);
/// Errors: not_found.
Result<Campaign> campaign_by_code(db::Connection& connection, std::string_view code);
Result<Campaign> campaign_by_number(db::Connection& connection, std::int64_t id);

Status add_pledge(db::Connection& connection, Pledge& pledge);
/// Of a campaign, by number.
Result<std::vector<Pledge>> pledges(db::Connection& connection, std::int64_t campaign);
/// Errors: not_found.
Result<Pledge> pledge(db::Connection& connection, std::int64_t id);
/// One of both, once. Errors: already_there.
Status withdraw_pledge(db::Connection& connection, std::int64_t pledge, std::string_view now,
                       std::string_view actor);
Status give_budget(db::Connection& connection, std::int64_t pledge, std::int64_t budget,
                   std::string_view now, std::string_view actor);

}  // namespace payung::store
