#include "app/law_impact.hpp"

#include <map>

#include "store/membership.hpp"
#include "store/payments.hpp"
#include "store/search_rows.hpp"

namespace payung::app {
namespace {

using Regions = std::map<std::int64_t, RegionCode>;

/// Where each person lives by the newest row that says so.
Result<Regions> regions_of_people(db::Connection& database) {
  Regions regions;
  const Status read = store::each_search_row(database, [&](const store::SearchRow& row) -> Status {
    if (row.region) regions[row.person] = *row.region;
    return {};
  });
  if (!read) return read.error();
  return regions;
}

Result<std::vector<cases::ImpactMember>> members_of(Environment& env, const LawImpactQuery& query) {
  const auto events = store::membership_events(env.database);
  if (!events) return events.error();
  const auto payers = store::billed_payers(env.database);
  if (!payers) return payers.error();
  std::map<std::int64_t, PayerKind> kinds;
  for (const store::BilledPayer& payer : *payers) kinds.emplace(payer.id, payer.kind);
  const auto regions = regions_of_people(env.database);
  if (!regions) return regions.error();
  std::vector<cases::ImpactMember> members;
  for (const enrolment::Member& member : enrolment::members_in(*events, env.today.month_of())) {
    const auto kind = kinds.find(member.payer);
    if (kind == kinds.end()) {
      return Error{Errc::integrity, "payer " + std::to_string(member.payer)};
    }
    const auto found = regions->find(member.person);
    const RegionCode region = found == regions->end() ? RegionCode() : found->second;
    if (!query.within.contains(region)) continue;
    members.push_back({region.at(query.level).text(), member.sector, kind->second,
                       member.programmes, member.income.value_or(Rupiah(0))});
  }
  return members;
}

}  // namespace

Result<LawImpact> law_impact(Environment& environment, const LawImpactQuery& query) {
  const auto members = members_of(environment, query);
  if (!members) return members.error();
  auto found = cases::impact(*members, query.before, query.after);
  if (!found) return found.error();
  return LawImpact{static_cast<std::int64_t>(members->size()), *std::move(found)};
}

}  // namespace payung::app
