#pragma once

#include <string>
#include <vector>

#include "app/allocate.hpp"
#include "app/enrol.hpp"
#include "store/campaigns.hpp"

/// Companies of a district carry workers of it, ten each: what they promise, who is found for it,
/// what is paid. A promise becomes a payer and a budget of the programme, so that members, bills
/// and cover follow the same way as everybody else's.
namespace payung::app {

struct NewCampaign {
  std::string code;    ///< "peduli-banjarsari"
  std::string scheme;  ///< code
  std::string name;
  RegionCode district;
  std::int64_t heads_each = 10;
};
/// One transaction, audited. Errors: not_found for the scheme; bad_region when the district is
/// none, or outside the scheme's area; already_there for the code; bad_value.
Result<store::Campaign> open_campaign(Environment& environment, const NewCampaign& wish);

struct NewPledge {
  std::int64_t campaign = 0;
  std::string payer;       ///< code under which the company is billed
  std::string payer_name;  ///< empty: as the programme knows it
  std::int64_t heads = 0;
  std::optional<Month> from = {};  ///< empty: this month, moved into the period
  std::optional<int> months = {};  ///< empty: to the end of the scheme's period
};
/// One transaction, audited. Errors: conflict when the code belongs to a payer that is no company;
/// bad_month outside the scheme's period; bad_value; nothing_done when the period is over.
Result<store::Pledge> make_pledge(Environment& environment, const NewPledge& wish);
/// Errors: conflict once people were looked for, or when it was taken back before.
Result<store::Pledge> take_back_pledge(Environment& environment, std::int64_t pledge);

struct PledgeMatch {
  store::Pledge pledge;
  AllocationReport allocation;
  EnrolReport enrolment;
};
/// Finds workers of the district who wait, as many as are still promised, and enrols them: the
/// promise becomes a budget of the programme (a new version of its file) and is allocated like any
/// other. Again: those who are missing. One transaction, audited. Errors: conflict for a promise
/// that was taken back; those of load_programme, allocate_budgets and enrol_allocated.
Result<PledgeMatch> match_pledge(Environment& environment, std::int64_t pledge);

}  // namespace payung::app
