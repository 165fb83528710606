// Campaigns: companies promise to carry workers of a district; who is found for it, what is paid.
#include "app/campaigns.hpp"

#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "store/payers.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The regency of the company that the caller is limited to, as far as a programme knows it.
Result<std::optional<RegionCode>> regency_of_company(Call& call) {
  if (!call.caller.scope.payer) return std::optional<RegionCode>{};
  const auto payer = store::payer_by_code(call.environment.database, *call.caller.scope.payer);
  if (!payer) return payer.error();
  if (!*payer) return std::optional<RegionCode>{};
  return std::optional((*payer)->area.at(RegionLevel::regency));
}

/// Who has an area sees the campaigns in it. A company is invited to those of its regency; one that
/// nobody was billed for yet, to all that its scope does not shut out.
bool sees(const Call& call, const std::optional<RegionCode>& regency,
          const store::Campaign& campaign) {
  const auto& scope = call.caller.scope;
  if (!scope.payer) return touches(scope, campaign.district);
  return scope.reaches(campaign.district) && (!regency || regency->contains(campaign.district));
}

/// A company sees its own promises, the office those of its area.
bool sees(const Call& call, const store::Pledge& pledge) {
  const auto& scope = call.caller.scope;
  return !scope.payer || *scope.payer == pledge.payer;
}

Result<store::Campaign> campaign_in_scope(Call& call) {
  auto campaign =
      store::campaign_by_code(call.environment.database, text_of(call.arguments, "campaign"));
  if (!campaign) return Error{Errc::not_found, "campaign"};
  const auto regency = regency_of_company(call);
  if (!regency) return regency.error();
  if (!sees(call, *regency, *campaign)) return Error{Errc::not_found, "campaign"};
  return campaign;
}

Result<store::Pledge> pledge_in_scope(Call& call, const store::Campaign& campaign) {
  const auto number = number_of(call, "pledge", "pledge");
  if (!number) return number.error();
  auto pledge = store::pledge(call.environment.database, *number);
  if (!pledge || pledge->campaign != campaign.id || !sees(call, *pledge)) {
    return Error{Errc::not_found, "pledge"};
  }
  return pledge;
}

Json pledge_json(const Call& call, const store::Pledge& pledge) {
  const char* state = pledge.withdrawn                 ? "withdrawn"
                      : pledge.matched >= pledge.heads ? "full"
                      : pledge.budget.has_value()      ? "matching"
                                                       : "pledged";
  return {{"id", id_of(call, "pledge", pledge.id)},
          {"payer", pledge.payer},
          {"payer_name", pledge.payer_name},
          {"heads", pledge.heads},
          {"months", pledge.months.text()},
          {"state", state},
          {"matched", pledge.matched},
          {"paid", pledge.paid},
          {"paid_money", pledge.paid_money.amount()},
          {"recorded_at", pledge.recorded_at}};
}

/// The sums are of everybody's promises: how far the campaign is, is no secret of one company.
Result<Json> campaign_json(Call& call, const store::Campaign& campaign) {
  const auto pledges = store::pledges(call.environment.database, campaign.id);
  if (!pledges) return pledges.error();
  std::int64_t companies = 0;
  std::int64_t pledged = 0;
  std::int64_t matched = 0;
  std::int64_t paid = 0;
  for (const auto& one : *pledges) {
    if (one.withdrawn) continue;
    ++companies;
    pledged += one.heads;
    matched += one.matched;
    paid += one.paid;
  }
  const auto* region = call.environment.regions.find(campaign.district);
  return Json{
      {"code", campaign.code},
      {"name", campaign.name},
      {"scheme", campaign.scheme_code},
      {"district", campaign.district.text()},
      {"district_name", region == nullptr ? campaign.district.text() : std::string(region->name)},
      {"heads_each", campaign.heads_each},
      {"companies", companies},
      {"pledged", pledged},
      {"matched", matched},
      {"paid", paid}};
}

Result<Reply> list(Call& call) {
  const auto all = store::campaigns(call.environment.database);
  if (!all) return all.error();
  const auto regency = regency_of_company(call);
  if (!regency) return regency.error();
  Json items = Json::array();
  for (const auto& campaign : *all) {
    if (!sees(call, *regency, campaign)) continue;
    auto json = campaign_json(call, campaign);
    if (!json) return json.error();
    items.push_back(*std::move(json));
  }
  return reply({{"items", std::move(items)}});
}

Result<Reply> show(Call& call) {
  const auto campaign = campaign_in_scope(call);
  if (!campaign) return campaign.error();
  const auto json = campaign_json(call, *campaign);
  if (!json) return json.error();
  return reply(*json);
}

Result<Reply> open(Call& call) {
  const auto district = RegionCode::parse(text_of(call.body, "district"));
  if (!district) return district.error();
  if (!commands(call.caller.scope, *district)) {
    return Error{Errc::conflict, "district", "it is not, or not wholly, in your scope"};
  }
  app::NewCampaign wish{text_of(call.body, "code"), text_of(call.body, "scheme"),
                        text_of(call.body, "name"), *district,
                        call.body.value("heads_each", std::int64_t{10})};
  const auto campaign = app::open_campaign(call.environment, wish);
  if (!campaign) return campaign.error();
  const auto json = campaign_json(call, *campaign);
  if (!json) return json.error();
  return reply(*json, 201);
}

Result<Reply> pledges(Call& call) {
  const auto campaign = campaign_in_scope(call);
  if (!campaign) return campaign.error();
  const auto all = store::pledges(call.environment.database, campaign->id);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& one : *all) {
    if (sees(call, one)) items.push_back(pledge_json(call, one));
  }
  return reply({{"items", std::move(items)}});
}

/// A company promises for itself alone; the office may write down what a company told it.
Result<Reply> pledge(Call& call) {
  const auto campaign = campaign_in_scope(call);
  if (!campaign) return campaign.error();
  const auto& scope = call.caller.scope;
  const std::string asked = text_of(call.body, "payer");
  if (!scope.payer && !commands(scope, campaign->district)) {
    return Error{Errc::not_found, "campaign"};
  }
  if (scope.payer && !asked.empty() && asked != *scope.payer) {
    return Error{Errc::conflict, "payer", "you promise for your own company"};
  }
  app::NewPledge wish{
      campaign->id, scope.payer.value_or(asked), text_of(call.body, "payer_name"),
      call.body.contains("heads") ? call.body["heads"].get<std::int64_t>() : campaign->heads_each};
  if (const auto text = text_of(call.body, "from"); !text.empty()) {
    const auto from = Month::parse(text);
    if (!from) return from.error();
    wish.from = *from;
  }
  if (call.body.contains("months")) wish.months = call.body["months"].get<int>();
  const auto made = app::make_pledge(call.environment, wish);
  if (!made) return made.error();
  return reply(pledge_json(call, *made), 201);
}

Result<Reply> withdraw(Call& call) {
  const auto campaign = campaign_in_scope(call);
  if (!campaign) return campaign.error();
  const auto& scope = call.caller.scope;
  if (!scope.payer && !commands(scope, campaign->district)) {
    return Error{Errc::not_found, "campaign"};
  }
  const auto found = pledge_in_scope(call, *campaign);
  if (!found) return found.error();
  const auto taken = app::take_back_pledge(call.environment, found->id);
  if (!taken) return taken.error();
  return reply(pledge_json(call, *taken));
}

/// Workers are found by the office, not by who pays for them. Above the limit a second person says
/// yes first, as for every other batch.
Result<Reply> match(Call& call) {
  const auto campaign = campaign_in_scope(call);
  if (!campaign) return campaign.error();
  if (!commands(call.caller.scope, campaign->district)) return Error{Errc::not_found, "campaign"};
  const auto found = pledge_in_scope(call, *campaign);
  if (!found) return found.error();
  if (found->withdrawn) return Error{Errc::conflict, "pledge", "it was taken back"};
  const Json payload{{"pledge", found->id}};
  const identity::Stake stake{identity::Action::enrolment_batch, found->heads - found->matched};
  const auto& limits = call.service.parts().identity.settings().four_eyes;
  if (!identity::needs_two(stake, limits)) {
    return put_up(call, "match_pledge", payload, campaign->district);
  }
  return propose_deed(call, {stake, campaign->district, "pledge " + std::to_string(found->id),
                             payload.dump(), text_of(call.body, "reason")});
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/campaigns", Permission::bills_read, Effect::read, list}),
    {Method::post, "/v1/campaigns", Permission::programme_write, Effect::write, open},
    kept({Method::get, "/v1/campaigns/{campaign}", Permission::bills_read, Effect::read, show}),
    kept({Method::get, "/v1/campaigns/{campaign}/pledges", Permission::bills_read, Effect::read,
          pledges}),
    {Method::post, "/v1/campaigns/{campaign}/pledges", Permission::enrol_propose, Effect::write,
     pledge},
    {Method::post, "/v1/campaigns/{campaign}/pledges/{pledge}/withdraw", Permission::enrol_propose,
     Effect::write, withdraw},
    {Method::post, "/v1/campaigns/{campaign}/pledges/{pledge}/match", Permission::programme_write,
     Effect::job, match},
};

}  // namespace

std::span<const Route> campaign_routes() { return kRoutes; }

}  // namespace payung::api
