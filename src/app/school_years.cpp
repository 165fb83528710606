#include <algorithm>
#include <array>

#include "app/claims_shared.hpp"
#include "app/rights_soon.hpp"
#include "reckoning/trace.hpp"
#include "store/coverage.hpp"

/// School years that can be asked for: the one after those that a scholarship's newest assessment
/// counts, and deaths for whose children nobody asked.
namespace payung::app {
namespace {

using benefits::Level;
using claims::Kind;

constexpr std::array kLevels{Level::primary, Level::junior, Level::senior, Level::tertiary};

/// The children of an assessment, eldest first, as many as the law pays for.
Result<std::vector<benefits::Child>> children_of(const StoredAssessment& stored,
                                                 std::int64_t most) {
  std::vector<benefits::Child> children;
  const auto given = stored.inputs.find("children");
  std::string_view rest = given == stored.inputs.end() ? "" : std::string_view(given->second);
  while (!rest.empty()) {
    const auto end = rest.find(',');
    auto child = benefits::Child::parse(rest.substr(0, end));
    if (!child) return child.error();
    children.push_back(*std::move(child));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  std::ranges::stable_sort(children, {}, &benefits::Child::birth);
  while (children.size() > static_cast<std::size_t>(most)) children.pop_back();
  return children;
}

Result<rules::Value> school_rule(Environment& env, Level level, std::string_view what, Date on) {
  return env.rules.find(
      "scholarship." + std::string(benefits::to_text(level)) + "_" + std::string(what), on);
}

/// The level of the year after those that were counted: the same while years of it are left.
Result<std::optional<Level>> next_level(Environment& env, const benefits::Child& child, Date on) {
  std::optional<Level> next;
  for (const Level level : kLevels) {
    std::int64_t years = 0;
    for (const auto& one : child.schooling) years += one.level == level ? one.years : 0;
    if (years == 0) {
      if (next && *next < level) return next;
      continue;
    }
    const auto most = school_rule(env, level, "years", on);
    if (!most) return most.error();
    next.reset();
    if (years < most->number) {
      next = level;
    } else if (level != Level::tertiary) {
      next = kLevels.at(static_cast<std::size_t>(level) + 1);
    }
  }
  return next;
}

Result<std::optional<SchoolYear>> year_of(Environment& env, const benefits::Child& child,
                                          Date first_year, Date event, std::int64_t days) {
  std::int64_t counted = 0;
  for (const auto& one : child.schooling) counted += one.years;
  const auto begins = reckoning::years_after(first_year, counted);
  if (!begins) return begins.error();
  if (begins->days_since_1970() - env.today.days_since_1970() > days) {
    return std::optional<SchoolYear>{};
  }
  const auto limit = env.rules.find("scholarship.age_limit", event);
  if (!limit) return limit.error();
  const auto level = next_level(env, child, event);
  if (!level) return level.error();
  if (!*level || begins->age_of(child.birth) >= limit->number) return std::optional<SchoolYear>{};
  auto amount = school_rule(env, **level, "amount", event);
  if (!amount) return amount.error();
  return std::optional(SchoolYear{0, 0, 0, child.birth, **level, *begins, Rupiah(amount->number),
                                  *std::move(amount)});
}

Status add_years(Environment& env, const ClaimView& view, std::int64_t days, SchoolYearPage& page) {
  const auto stored = assessment_of(view);
  if (!stored) return stored.error();
  if (!*stored || !(*stored)->reason.empty()) return {};
  const Date event = view.claim.happened_on;
  // Before PP 82/2019 one sum was paid once.
  if (env.rules.find("scholarship.single_amount", event)) return {};
  const auto most = env.rules.find("scholarship.children_max", event);
  if (!most) return most.error();
  const auto children = children_of(**stored, most->number);
  if (!children) return children.error();
  const auto given = (*stored)->inputs.find("first_year");
  const auto first =
      given == (*stored)->inputs.end() ? Result<Date>(event) : Date::parse(given->second);
  if (!first) return first.error();
  for (std::size_t i = 0; i < children->size(); ++i) {
    auto year = year_of(env, (*children)[i], *first, event, days);
    if (!year) return year.error();
    if (!*year) continue;
    (*year)->claim = view.claim.id;
    (*year)->person = view.claim.person;
    (*year)->child = static_cast<int>(i) + 1;
    page.years.push_back(**std::move(year));
  }
  return {};
}

/// Whether the death gives scholarships: by accident always, else after the months of dues.
Result<bool> gives_scholarships(Environment& env, const store::Claim& claim) {
  if (claim.kind == Kind::jkk_death) return true;
  if (claim.kind != Kind::jkm) return false;
  const auto least = env.rules.find("scholarship.jkm_months_min", claim.happened_on);
  if (!least) return least.error();
  const auto paid = store::paid_months_of(env.database, claim.person, Programme::jkm);
  if (!paid) return paid.error();
  const auto months = std::ranges::count_if(*paid, [&](const coverage::PaidMonth& one) {
    return one.month <= claim.happened_on.month_of();
  });
  return months >= least->number;
}

Status add_unasked(Environment& env, const ClaimView& view, SchoolYearPage& page) {
  if (view.standing.approved == Rupiah(0)) return {};
  const auto gives = gives_scholarships(env, view.claim);
  if (!gives) return gives.error();
  if (!*gives) return {};
  const auto claims = store::claims_of_person(env.database, view.claim.person);
  if (!claims) return claims.error();
  for (const store::Claim& one : *claims) {
    if (one.kind == Kind::scholarship) return {};
  }
  page.years.push_back({view.claim.id,
                        view.claim.person,
                        0,
                        view.claim.happened_on,
                        Level::primary,
                        view.claim.happened_on,
                        Rupiah(0),
                        {}});
  return {};
}

}  // namespace

Result<SchoolYearPage> school_years_due(Environment& env, std::int64_t before, std::int64_t most,
                                        DaysAhead asked) {
  if (asked && (*asked < 0 || *asked > 3'660)) return Error{Errc::bad_value, "days", "0 to 3660"};
  const auto rule = env.rules.find("claim.school_notice_days", env.today);
  if (!rule) return rule.error();
  const std::int64_t days = asked.value_or(rule->number);
  auto claims = store::claims_before(env.database, before, most);
  if (!claims) return claims.error();
  SchoolYearPage page;
  if (static_cast<std::int64_t>(claims->size()) == most) page.last = claims->back().id;
  for (store::Claim& claim : *claims) {
    if (claim.kind == Kind::jkk || claim.kind == Kind::jht) continue;
    const auto view = claim_view_of(env, std::move(claim));
    if (!view) return view.error();
    if (view->standing.state == claims::State::refused) continue;
    const Status added = view->claim.kind == Kind::scholarship ? add_years(env, *view, days, page)
                                                               : add_unasked(env, *view, page);
    if (!added) return added.error();
  }
  return page;
}

}  // namespace payung::app
