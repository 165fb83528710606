// What waits for a second person: seen by its maker and by who may decide it. Saying yes carries it
// out, in one transaction.
#include "app/approvals.hpp"

#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/identity_json.hpp"
#include "api/service.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// Those the caller does not see are left out after reading, so a page may hold fewer than asked;
/// the cursor is the last one he saw.
Result<Reply> list(Call& call) {
  std::optional<store::ApprovalState> state;
  if (call.arguments.contains("state")) {
    const auto read = store::parse_approval_state(call.arguments.at("state").get<std::string>());
    if (!read) return read.error();
    state = *read;
  }
  std::int64_t before = 0;
  if (call.arguments.contains("before")) {
    const auto last = app::approval_for(call.environment, call.caller,
                                        call.arguments.at("before").get<std::string>());
    if (!last) return last.error();
    before = last->id;
  }
  const auto page = app::list_approvals(call.environment, call.caller, state, before,
                                        call.arguments.at("limit").get<std::int64_t>());
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& approval : *page) items.push_back(approval_json(approval));
  return reply(
      {{"items", items}, {"next", page->empty() ? Json(nullptr) : Json(page->back().public_id)}});
}

Result<Reply> show(Call& call) {
  const auto approval = app::approval_for(call.environment, call.caller,
                                          call.arguments.at("approval").get<std::string>());
  if (!approval) return approval.error();
  return reply(approval_json(*approval));
}

/// The route's transaction holds both, so that an approval without its deed cannot be.
Result<Reply> approve(Call& call) {
  const auto approval =
      app::approve(call.environment, call.caller, call.arguments.at("approval").get<std::string>(),
                   call.body.at("answer").get<std::string>());
  if (!approval) return approval.error();
  auto outcome = carry_out(call, *approval);
  if (!outcome) return outcome.error();
  return reply({{"approval", approval_json(*approval)}, {"outcome", *std::move(outcome)}});
}

Result<Reply> refuse(Call& call) {
  const auto approval =
      app::refuse(call.environment, call.caller, call.arguments.at("approval").get<std::string>(),
                  call.body.at("answer").get<std::string>());
  if (!approval) return approval.error();
  return reply(approval_json(*approval));
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/approvals", Permission::self, Effect::read, list},
    {Method::get, "/v1/approvals/{approval}", Permission::self, Effect::read, show},
    {Method::post, "/v1/approvals/{approval}/approve", Permission::self, Effect::job, approve},
    {Method::post, "/v1/approvals/{approval}/refuse", Permission::self, Effect::write, refuse},
};

}  // namespace

std::span<const Route> approval_routes() { return kRoutes; }

}  // namespace payung::api
