#include "eligibility/decide.hpp"

#include <algorithm>

namespace payung::eligibility {
namespace {

std::string years(int count) { return std::to_string(count) + " years"; }

Reason identity(const PersonFacts& facts, const Scheme& scheme) {
  const auto reason = [&](ReasonCode code) {
    return Reason{code, std::string(to_text(facts.nik_state)),
                  std::string(scheme.citation("identity"))};
  };
  switch (facts.nik_state) {
    case NikState::ok:
      if (!facts.nik) return reason(ReasonCode::nik_missing);
      return reason(ReasonCode::identity_good);
    case NikState::missing: return reason(ReasonCode::nik_missing);
    case NikState::invalid: return reason(ReasonCode::nik_invalid);
    case NikState::damaged: return reason(ReasonCode::nik_damaged);
  }
  return reason(ReasonCode::nik_missing);
}

Reason life(const PersonFacts& facts, const Scheme& scheme) {
  const std::string citation(scheme.citation("alive"));
  if (!facts.reported_dead) return {ReasonCode::alive, "", citation};
  return {ReasonCode::dead, facts.died ? facts.died->text() : "day not known", citation};
}

enum class Where : std::uint8_t { inside, outside, unknown };

/// A place that is known less finely than the area ("Central Java" for Kudus) is not known.
Where place(const std::optional<RegionCode>& code, RegionCode area) {
  if (!code) return Where::unknown;
  if (area.contains(*code)) return Where::inside;
  return code->contains(area) ? Where::unknown : Where::outside;
}

std::string place_text(std::string_view verb, const std::optional<RegionCode>& code) {
  return std::string(verb) + " " + (code ? code->text() : "not known");
}

Reason presence(const PersonFacts& facts, const Scheme& scheme) {
  const std::string citation(scheme.citation("presence"));
  const bool home_counts = scheme.presence != Area::works;
  const bool work_counts = scheme.presence != Area::lives;
  const Where home = place(facts.home, scheme.area);
  const Where work = place(facts.workplace, scheme.area);
  const std::string detail = (home_counts ? place_text("lives", facts.home) : "") +
                             (home_counts && work_counts ? ", " : "") +
                             (work_counts ? place_text("works", facts.workplace) : "") + "; area " +
                             scheme.area.text();
  if (work_counts && work == Where::inside) return {ReasonCode::present, detail, citation};
  if (facts.reported_moved_away) return {ReasonCode::moved_away, detail, citation};
  if (home_counts && home == Where::inside) return {ReasonCode::present, detail, citation};
  if ((home_counts && home == Where::unknown) || (work_counts && work == Where::unknown)) {
    return {ReasonCode::area_unknown, detail, citation};
  }
  return {ReasonCode::outside_area, detail, citation};
}

/// The age that binds: the law's, unless the scheme narrows it.
struct AgeBound {
  int years;
  std::string citation;
};

Result<AgeBound> age_bound(std::string_view key, const std::optional<int>& narrowed,
                           std::string_view clause, const Scheme& scheme,
                           const rules::RuleBook& rules, Date on) {
  const auto law = rules.find(key, on);
  if (!law) return law.error();
  const int by_law = static_cast<int>(law->number);
  const bool lower = key == "enrolment.age_min";
  if (narrowed && (lower ? *narrowed > by_law : *narrowed < by_law)) {
    return AgeBound{*narrowed, std::string(scheme.citation(clause))};
  }
  return AgeBound{by_law, law->source.citation()};
}

Result<Reason> age(const PersonFacts& facts, const Scheme& scheme, const rules::RuleBook& rules,
                   Date on) {
  const auto least =
      age_bound("enrolment.age_min", scheme.age_min_years, "age_min", scheme, rules, on);
  if (!least) return least.error();
  const auto limit =
      age_bound("enrolment.age_limit", scheme.age_limit_years, "age_limit", scheme, rules, on);
  if (!limit) return limit.error();
  const std::string both = least->citation == limit->citation
                               ? least->citation
                               : least->citation + "; " + limit->citation;
  if (!facts.birth_date) return Reason{ReasonCode::birth_date_unknown, "", both};
  if (*facts.birth_date > on) {
    return Reason{ReasonCode::birth_date_impossible, "after " + on.text(), both};
  }
  const int now = on.age_of(*facts.birth_date);
  const std::string found = years(now) + " on " + on.text();
  if (now < least->years) {
    return Reason{ReasonCode::too_young, found + ", from " + years(least->years), least->citation};
  }
  if (now >= limit->years) {
    if (facts.first_registered && *facts.first_registered <= on &&
        facts.first_registered->age_of(*facts.birth_date) < limit->years) {
      return Reason{ReasonCode::age_fits,
                    found + ", registered on " + facts.first_registered->text() +
                        " below the limit of " + years(limit->years),
                    limit->citation};
    }
    return Reason{ReasonCode::too_old, found + ", below " + years(limit->years), limit->citation};
  }
  return Reason{
      ReasonCode::age_fits,
      found + ", from " + std::to_string(least->years) + " to below " + years(limit->years), both};
}

Reason sector(const PersonFacts& facts, const Scheme& scheme) {
  const std::string citation(scheme.citation("sectors"));
  if (!facts.sector) return {ReasonCode::sector_unknown, "", citation};
  const bool fits = scheme.sectors.empty() ||
                    std::find(scheme.sectors.begin(), scheme.sectors.end(), *facts.sector) !=
                        scheme.sectors.end();
  return {fits ? ReasonCode::sector_fits : ReasonCode::sector_excluded,
          std::string(to_text(*facts.sector)), citation};
}

Reason wage(const PersonFacts& facts, const Scheme& scheme) {
  const std::string citation(scheme.citation("wage_earners"));
  switch (facts.wage) {
    case Wage::none: return {ReasonCode::no_wage, "", citation};
    case Wage::unknown: return {ReasonCode::wage_unknown, "", citation};
    case Wage::earner:
      if (scheme.wage_earners == WageEarners::allowed) {
        return {ReasonCode::no_wage, "wage earners are allowed", citation};
      }
      return {ReasonCode::wage_earner, "", citation};
  }
  return {ReasonCode::wage_unknown, "", citation};
}

Reason decile(const PersonFacts& facts, const Scheme& scheme) {
  const std::string citation(scheme.citation("decile_max"));
  if (!facts.decile) return {ReasonCode::decile_unknown, "", citation};
  const std::string detail =
      "decile " + std::to_string(*facts.decile) + ", at most " + std::to_string(*scheme.decile_max);
  return {
      *facts.decile > *scheme.decile_max ? ReasonCode::decile_too_high : ReasonCode::poverty_fits,
      detail, citation};
}

Reason poverty(const PersonFacts& facts, const Scheme& scheme) {
  const auto reason = [&](ReasonCode code) {
    std::string detail(to_text(facts.poverty));
    if (facts.decile) detail += ", decile " + std::to_string(*facts.decile);
    return Reason{code, detail, std::string(scheme.citation("poverty"))};
  };
  switch (scheme.poverty) {
    case Poverty::any: break;
    case Poverty::register_only:
      if (facts.poverty == Register::unknown) return reason(ReasonCode::register_unknown);
      if (facts.poverty == Register::not_listed) return reason(ReasonCode::not_in_register);
      break;
    case Poverty::outside_only:
      if (facts.poverty == Register::unknown) return reason(ReasonCode::register_unknown);
      if (facts.poverty == Register::listed) return reason(ReasonCode::in_register);
      break;
  }
  const bool bound = scheme.decile_max.has_value() && facts.poverty == Register::listed;
  return bound ? decile(facts, scheme) : reason(ReasonCode::poverty_fits);
}

ProgrammeSet shared(ProgrammeSet a, ProgrammeSet b) {
  ProgrammeSet both;
  for (const Programme programme : all_programmes()) {
    if (a.has(programme) && b.has(programme)) both.add(programme);
  }
  return both;
}

/// One reason for each cover that stands in the way, or the one that none does.
void cover(const PersonFacts& facts, const Scheme& scheme, Date on, std::vector<Reason>& reasons) {
  const std::string citation(scheme.citation("not_covered"));
  MonthRange wanted = scheme.period;
  if (wanted.contains(on.month_of())) wanted.from = on.month_of();
  bool free = true;
  for (const Cover& other : facts.cover) {
    if (!other.scheme.empty() && other.scheme == scheme.code) continue;
    const ProgrammeSet both = shared(other.programmes, scheme.programmes);
    const bool meets = other.from < wanted.until && (!other.until || *other.until > wanted.from) &&
                       (!other.until || other.from < *other.until);
    if (both.empty() || !meets) continue;
    free = false;
    const std::string end = other.until ? "until " + other.until->plus(-1).text() : "no end known";
    reasons.push_back({ReasonCode::already_covered,
                       both.text() + " " + end + " by " + other.by + " (" +
                           std::string(to_text(other.segment)) + ")",
                       citation});
  }
  if (free) reasons.push_back({ReasonCode::not_covered, wanted.text(), citation});
}

}  // namespace

Result<Decision> decide(const PersonFacts& facts, const Scheme& scheme,
                        const rules::RuleBook& rules, Date on) {
  auto by_age = age(facts, scheme, rules, on);
  if (!by_age) return by_age.error();
  Decision decision{Answer::yes, {}};
  decision.reasons = {identity(facts, scheme), life(facts, scheme),   presence(facts, scheme),
                      *std::move(by_age),      sector(facts, scheme), wage(facts, scheme),
                      poverty(facts, scheme)};
  cover(facts, scheme, on, decision.reasons);
  for (const Reason& reason : decision.reasons) {
    decision.answer = std::max(decision.answer, answer_of(reason.code));
  }
  return decision;
}

}  // namespace payung::eligibility
