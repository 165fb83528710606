// "Active or not" for a NIK: one word, so that a village office or an agency can help somebody
// without learning member number, payer or dues.
#include <chrono>

#include "api/fixed_time.hpp"
#include "api/people_common.hpp"
#include "api/registry_handlers.hpp"
#include "store/membership.hpp"

namespace payung::api {
namespace {

/// A NIK that nobody has, one of somebody outside the caller's scope and one of a member are
/// answered after the same time, well above what the slowest needs.
constexpr std::chrono::milliseconds kAnswerAfter{40};

Result<Date> day_of(const Call& call) {
  const std::string asked = text_of(call.body, "on");
  if (asked.empty()) return call.environment.today;
  return Date::parse(asked);
}

/// A member whose cover has not ended: paid, or in the months of grace. Whoever is looked at is
/// recorded, whatever the answer.
Result<bool> is_active(Call& call, PeopleParts& parts, const std::string& digits, Date on) {
  const auto nik = Nik::parse(digits);
  // Sixteen figures that can be no NIK are nobody's: said like any other that nobody has.
  if (!nik) return false;
  const auto persons = store::persons_of_nik(call.environment.database, *nik);
  if (!persons) return persons.error();
  bool active = false;
  for (const std::int64_t person : *persons) {
    const auto reached =
        app::reaches_person(call.environment, parts.index, call.caller.scope, person);
    if (!reached) return reached.error();
    if (!*reached) continue;
    const auto recorded =
        parts.access.add(look(call, person, store::Seen::registry, "active_query"));
    if (!recorded) return recorded.error();
    const auto one = app::identity_of_person(call.environment, person, on);
    if (!one) return one.error();
    if (one->covered != coverage::Covered::no) active = true;
  }
  return active;
}

}  // namespace

Result<Reply> active_check(Call& call) {
  const FixedTime even(kAnswerAfter);
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto on = day_of(call);
  if (!on) return on.error();
  const auto active = is_active(call, **parts, text_of(call.body, "nik"), *on);
  if (!active) return active.error();
  return reply({{"active", *active}});
}

Result<Reply> active_checks(Call& call) {
  const FixedTime even(kAnswerAfter);
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto on = day_of(call);
  if (!on) return on.error();
  Json items = Json::array();
  for (const Json& nik : call.body["niks"]) {
    const auto active = is_active(call, **parts, nik.get<std::string>(), *on);
    if (!active) return active.error();
    items.push_back({{"active", *active}});
  }
  return reply({{"items", std::move(items)}});
}

}  // namespace payung::api
