#include <algorithm>

#include "benefits/claim.hpp"

/// Death without a work accident (PP 44/2015, PP 82/2019, Permenaker 1/2025), scholarships, heirs,
/// and what is owed for paying late.
namespace payung::benefits {
namespace {

using reckoning::Reckoner;
using rules::Unit;

std::string school_key(Level level, std::string_view what) {
  return "scholarship." + std::string(to_text(level)) + "_" + std::string(what);
}

/// The years of one child: each level up to its most, each year begun under the age limit.
void write_child(Reckoner& r, const ScholarshipClaim& claim, const Child& child,
                 std::size_t number) {
  const auto& limit = r.parameter("scholarship.age_limit");
  const std::string code = "scholarship.child_" + std::to_string(number);
  r.open(code);
  std::int64_t year = 0;
  std::int64_t paid = 0;
  for (const Level level : {Level::primary, Level::junior, Level::senior, Level::tertiary}) {
    std::int64_t wanted = 0;
    for (const Schooling& one : child.schooling) wanted += one.level == level ? one.years : 0;
    if (wanted == 0) continue;
    const std::int64_t most = r.number(school_key(level, "years"));
    std::int64_t years = 0;
    for (std::int64_t i = 0; i < wanted && !r.failed(); ++i, ++year) {
      const auto begins = reckoning::years_after(claim.first_year, year);
      if (!begins) return r.fail(begins.error());
      if (i < most && begins->age_of(child.birth) < limit.number) ++years;
    }
    if (years == 0) continue;
    paid += years;
    r.step("scholarship." + std::string(to_text(level)))
        .take(school_key(level, "amount"))
        .times("years", years, Unit::years)
        .done();
  }
  r.close();
  r.fact(code + ".years", std::to_string(paid));
}

Status check(const ScholarshipClaim& claim) {
  if (auto good = check_days(claim.event); !good) return good;
  if (auto good = check_count("dues_months", claim.dues_months, 0, 1'200); !good) return good;
  if (claim.programme != Programme::jkk && claim.programme != Programme::jkm) {
    return Error{Errc::bad_value, "programme", "JKK or JKM"};
  }
  if (claim.first_year < claim.event.on) {
    return Error{Errc::bad_date, "first_year", "before the event of " + claim.event.on.text()};
  }
  for (const Child& child : claim.children) {
    if (claim.first_year < child.birth) {
      return Error{Errc::bad_date, "children", "school before birth"};
    }
  }
  return {};
}

}  // namespace

Result<Outcome> jkm(const JkmClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check_days(claim.event); !good) return good.error();
  if (claim.event.on < claim.member_since) {
    return Error{Errc::bad_date, "member_since", "after the death of " + claim.event.on.text()};
  }
  if (claim.segment == Segment::migrant) return migrant_jkm(claim, rules);
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKM.claim_years");
  if (!r.condition("no_work_accident", !claim.work_accident)) r.refuse("work_accident");
  const auto& months = r.parameter("JKM.member_months_min");
  const auto full_from = reckoning::months_after(claim.member_since, months.number);
  if (!full_from) return full_from.error();
  r.fact("full_benefit_from", full_from->text());
  if (!r.condition("member_long_enough", claim.event.on >= *full_from, months, full_from->text())) {
    r.step("jkm.early").take("JKM.early_amount").done();
    return r.finish("jkm");
  }
  r.step("jkm.lump_sum").take("JKM.lump_sum").done();
  r.step("jkm.periodic").take("JKM.periodic_amount").times("JKM.periodic_months").done();
  r.step("jkm.funeral").take("JKM.funeral").done();
  return r.finish("jkm");
}

Result<Outcome> scholarship(const ScholarshipClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check(claim); !good) return good.error();
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  if (claim.programme == Programme::jkm) {
    const auto& months = r.parameter("scholarship.jkm_months_min");
    if (!r.condition("dues_long_enough", claim.dues_months >= months.number, months,
                     std::to_string(claim.dues_months))) {
      r.refuse("dues_too_short");
      return r.finish("scholarship");
    }
  }
  const auto& most = r.parameter("scholarship.children_max");
  std::vector<Child> children = claim.children;
  std::stable_sort(children.begin(), children.end(),
                   [](const Child& a, const Child& b) { return a.birth < b.birth; });
  const auto count = std::min(children.size(), static_cast<std::size_t>(most.number));
  r.condition("children_few_enough", children.size() <= count, most,
              std::to_string(children.size()));
  r.fact("children", std::to_string(count));
  if (count == 0) r.refuse("no_child");
  look_at_lapse(r, claim.event, std::string(to_text(claim.programme)) + ".claim_years");
  // Before PP 82/2019 one sum for a child; since then so much a year of each level.
  if (rules.find("scholarship.single_amount", claim.event.on)) {
    for (std::size_t i = 0; i < count; ++i) {
      r.step("scholarship.single").take("scholarship.single_amount").done();
    }
    return r.finish("scholarship");
  }
  for (std::size_t i = 0; i < count; ++i) write_child(r, claim, children[i], i + 1);
  return r.finish("scholarship");
}

Result<Outcome> heirs(const Heirs& query, const rules::RuleBook& rules) {
  constexpr int kRanks = 5;
  Reckoner r(rules, query.on);
  std::vector<std::string> known;
  for (int rank = 1; rank <= kRanks; ++rank) {
    known.push_back(r.word("heirs.rank_" + std::to_string(rank)));
  }
  const std::string nobody = r.word("heirs.nobody");
  if (r.failed()) return r.finish("heirs");
  for (const std::string& one : query.present) {
    if (std::find(known.begin(), known.end(), one) == known.end()) {
      std::string list;
      for (const std::string& rank : known) list.append(list.empty() ? "" : ", ").append(rank);
      return Error{Errc::bad_value, "present", list};
    }
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (std::find(query.present.begin(), query.present.end(), known[i]) == query.present.end()) {
      continue;
    }
    r.fact("receiver", known[i]);
    r.fact("rank", std::to_string(i + 1));
    r.fact("receives", "all");
    return r.finish("heirs");
  }
  r.fact("receiver", nobody);
  r.fact("receives", "funeral");
  return r.finish("heirs");
}

Result<Outcome> paid_late(const PaidLate& query, const rules::RuleBook& rules) {
  if (const Status good = check_amount("benefit", query.benefit); !good) return good.error();
  if (query.programme != Programme::jkk && query.programme != Programme::jkm) {
    return Error{Errc::bad_value, "programme", "JKK or JKM"};
  }
  if (query.paid_on < query.complete_on) {
    return Error{Errc::bad_date, "paid_on", "before the papers of " + query.complete_on.text()};
  }
  Reckoner r(rules, query.complete_on);
  const std::string programme(to_text(query.programme));
  const auto& term = r.parameter(programme + ".payment_days");
  const auto pay_by = reckoning::working_days_after(query.complete_on, term.number);
  if (!pay_by) return pay_by.error();
  r.fact("pay_by", pay_by->text());
  std::int64_t late = 0;
  while (late < 30'000 &&
         r.take(reckoning::working_days_after(*pay_by, late), query.paid_on) < query.paid_on) {
    ++late;
  }
  r.condition("paid_in_time", late == 0, term, pay_by->text());
  r.step("late.compensation")
      .take("benefit", query.benefit)
      .share(programme + ".late_payment_rate")
      .times("days_late", late, Unit::working_days)
      .round(kRounding)
      .done();
  return r.finish("paid_late");
}

}  // namespace payung::benefits
