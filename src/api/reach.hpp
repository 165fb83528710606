#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "allocation/budget.hpp"
#include "api/people_common.hpp"
#include "app/record_event.hpp"

/// Whose money and which members a caller may see: asked here alone, by lists, files and statements
/// alike, so that no file hands out what a list would not show.
namespace payung::api {

/// The payers whose money the caller may see, by number. Errors: storage.
Result<std::map<std::int64_t, allocation::Payer>> payers_in_reach(Call& call);
/// The one of that code. Errors: not_found, also for those beyond his reach; storage.
Result<allocation::Payer> payer_in_reach(Call& call, const std::string& code);

struct MemberWish {
  std::string payer = {};  ///< its code; empty: of all
  std::string order = {};  ///< of store::member_page
  std::int64_t after = 0;
  std::int64_t most = 0;
};
/// One page of persons who are or were members, to be looked at one by one: of one payer where the
/// caller asks for him or is limited to him, so that a company of ten need not turn the pages of a
/// million. Errors: storage; bad_value.
Result<std::vector<std::int64_t>> member_page(Call& call, const MemberWish& wish);
/// What this person is in the month, if a member then, inside the caller's scope, and paid for by
/// the payer that he asks for or is limited to. Errors: storage; interrupted while people load.
Result<std::optional<app::ListedMember>> member_in_reach(Call& call, PeopleParts& parts,
                                                         std::int64_t person, Month month,
                                                         const std::string& payer);

}  // namespace payung::api
