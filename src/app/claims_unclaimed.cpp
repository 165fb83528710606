#include "app/claims_shared.hpp"
#include "app/status_of_person.hpp"
#include "benefits/benefits.hpp"

/// Rights that nobody asked for: deaths that a list or an event tells of.
namespace payung::app {
namespace {

/// What JKM gives on that day; a day on which nothing was in force gives nothing.
Result<std::optional<Unclaimed>> right_of(Environment& env, const store::UnclaimedDeath& death) {
  const auto day = death.died_on ? death.died_on : death.listed_on;
  if (!day) return std::optional<Unclaimed>{};
  const auto status = status_of_one(env, death.person, *day);
  if (!status) return status.error();
  for (const ProgrammeStatus& one : status->programmes) {
    if (one.programme != Programme::jkm || !one.answer.membership_start) continue;
    const benefits::JkmClaim claim{
        {*day, env.today < *day ? *day : env.today, {}, one.answer.covered},
        *one.answer.membership_start};
    const auto outcome = benefits::jkm(claim, env.rules);
    if (!outcome) return outcome.error();
    Unclaimed right{death.person,
                    *day,
                    !death.died_on.has_value(),
                    outcome->reason.empty() ? outcome->total : Rupiah(0),
                    outcome->reason,
                    {},
                    {},
                    *outcome,
                    {}};
    for (int rank = 1; rank <= 5; ++rank) {
      const auto heir = env.rules.find("heirs.rank_" + std::to_string(rank), *day);
      if (!heir) return heir.error();
      right.heirs.push_back(heir->word);
    }
    if (const auto last = outcome->fact("last_day_to_claim")) {
      if (const auto parsed = Date::parse(*last)) right.last_day = *parsed;
    }
    auto papers = claims::papers_of(claims::Kind::jkm, env.today, env.rules);
    if (!papers) return papers.error();
    right.papers = *std::move(papers);
    return std::optional(std::move(right));
  }
  return std::optional<Unclaimed>{};
}

}  // namespace

Result<UnclaimedPage> unclaimed_rights(Environment& env, std::int64_t after, std::int64_t most) {
  const auto deaths = store::unclaimed_deaths(env.database, after, most);
  if (!deaths) return deaths.error();
  UnclaimedPage page;
  for (const store::UnclaimedDeath& death : *deaths) {
    auto right = right_of(env, death);
    if (!right) return right.error();
    if (*right && (*right)->owed > Rupiah(0)) page.rights.push_back(**std::move(right));
  }
  if (static_cast<std::int64_t>(deaths->size()) == most) page.last = deaths->back().person;
  return page;
}

}  // namespace payung::app
