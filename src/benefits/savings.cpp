#include <algorithm>

#include "benefits/claim.hpp"

/// Old-age savings (PP 46/2015, Permenaker 4/2022), pension (PP 45/2015) and loss of employment
/// (PP 37/2021, PP 6/2025).
namespace payung::benefits {
namespace {

using reckoning::Reckoner;
using rules::Unit;

/// Refuses before the waiting time after the end of work is over.
void look_at_waiting(Reckoner& r, const JhtClaim& claim, std::string_view key) {
  const auto& months = r.parameter(key);
  if (!claim.stopped) return r.fail({Errc::bad_value, "stopped", "the day work ended"});
  const auto first = reckoning::months_after(*claim.stopped, months.number);
  if (!first) return r.fail(first.error());
  r.fact("first_day", first->text());
  if (!r.condition("waited", claim.event.on >= *first, months, first->text())) {
    r.refuse("too_early");
  }
}

void look_at_age(Reckoner& r, const Event& event, std::string_view key) {
  const auto& age = r.parameter(key);
  if (!event.birth) return r.fail({Errc::bad_value, "birth", "the day of birth"});
  const int years = event.on.age_of(*event.birth);
  if (!r.condition("old_enough", years >= age.number, age, std::to_string(years))) {
    r.refuse("too_young");
  }
}

void look_at_membership(Reckoner& r, const JhtClaim& claim) {
  const auto& years = r.parameter("JHT.partial_years_min");
  if (!claim.member_since) return r.fail({Errc::bad_value, "member_since", "the first day"});
  const auto first = reckoning::years_after(*claim.member_since, years.number);
  if (!first) return r.fail(first.error());
  if (!r.condition("member_long_enough", claim.event.on >= *first, years, first->text())) {
    r.refuse("membership_too_short");
  }
  if (!r.condition("first_partial", !claim.partial_before)) r.refuse("taken_before");
}

/// The share of the savings that the reason gives; empty: all of it.
std::string_view look_at_reason(Reckoner& r, const JhtClaim& claim) {
  switch (claim.reason) {
    case JhtReason::retirement: look_at_age(r, claim.event, "JHT.retirement_age"); return "";
    case JhtReason::death:
    case JhtReason::total_disability: return "";
    case JhtReason::resigned:
    case JhtReason::dismissed: look_at_waiting(r, claim, "JHT.waiting_months"); return "";
    case JhtReason::contract_ended:
      look_at_waiting(r, claim, "JHT.waiting_months_contract");
      return "";
    case JhtReason::bpu_stopped: look_at_waiting(r, claim, "JHT.waiting_months_bpu"); return "";
    case JhtReason::preparation: look_at_membership(r, claim); return "JHT.preparation_share";
    case JhtReason::house: look_at_membership(r, claim); return "JHT.house_share";
  }
  PAYUNG_CHECK(false && "a JhtReason outside its list");
}

/// A pension: accrual x years x average wage, the share of who receives it, within the bounds.
void write_pension(Reckoner& r, const JpClaim& claim, std::int64_t months, std::string_view share) {
  auto step = r.step("jp.pension");
  step.take("average_wage", claim.average_wage)
      .share("JP.accrual_rate")
      .times("dues_months", months, Unit::months)
      .divide("months_a_year", 12, Unit::months);
  if (!share.empty()) step.share(share);
  step.at_least("JP.pension_min").at_most("JP.pension_max").round(kRounding).done();
  r.fact("paid", "monthly");
}

void write_savings(Reckoner& r, const JpClaim& claim) {
  r.step("jp.savings").take("balance", claim.balance).done();
  r.fact("paid", "once");
}

void write_survivor(Reckoner& r, const JpClaim& claim, std::string_view months_key,
                    std::string_view share) {
  const auto& least = r.parameter(months_key);
  const auto& density = r.parameter("JP.density_min");
  const bool enough = r.condition("dues_long_enough", claim.months >= least.number, least,
                                  std::to_string(claim.months));
  const bool dense = r.condition("dues_dense_enough", claim.density >= density.number, density,
                                 std::to_string(claim.density));
  if (!enough || !dense) return write_savings(r, claim);
  write_pension(r, claim, std::max(claim.months, r.number("JP.months_min")), share);
}

Status check_jkp(const JkpClaim& claim) {
  if (auto good = check_days(claim.event); !good) return good;
  if (auto good = check_amount("wage", claim.wage); !good) return good;
  if (auto good = check_count("months", claim.months, 0, 1'200); !good) return good;
  if (auto good = check_count("dues_months", claim.dues_months, 0, 1'200); !good) return good;
  if (auto good = check_count("dues_in_a_row", claim.dues_in_a_row.value_or(0), 0, 1'200); !good) {
    return good;
  }
  if (auto good = check_count("employer_arrears_months", claim.employer_arrears_months, 0, 1'200);
      !good) {
    return good;
  }
  if (claim.new_job && *claim.new_job < claim.event.on) {
    return Error{Errc::bad_date, "new_job", "before the dismissal of " + claim.event.on.text()};
  }
  if (claim.registered && claim.event.on < *claim.registered) {
    return Error{Errc::bad_date, "registered", "after the dismissal of " + claim.event.on.text()};
  }
  if (claim.registered && claim.event.birth && *claim.registered < *claim.event.birth) {
    return Error{Errc::bad_date, "registered", "before birth"};
  }
  return {};
}

/// Months without work: those that are claimed, cut short by a new job.
std::int64_t months_without_work(Reckoner& r, const JkpClaim& claim) {
  if (!claim.new_job) return claim.months;
  const std::int64_t begun = r.word("JKP.month_begun") == "paid" ? 0 : 1;
  std::int64_t months = 0;
  while (months < claim.months && !r.failed()) {
    const Date day =
        r.take(reckoning::months_after(claim.event.on, months + begun), *claim.new_job);
    if (begun == 0 ? day >= *claim.new_job : day > *claim.new_job) break;
    ++months;
  }
  r.fact("months_without_work", std::to_string(months));
  if (months == 0) r.refuse("works_again");
  return months;
}

void look_at_dues(Reckoner& r, const JkpClaim& claim) {
  const auto& least = r.parameter("JKP.dues_months_min");
  const auto& window = r.parameter("JKP.dues_window_months");
  r.fact("dues_counted_from",
         r.take(reckoning::months_after(claim.event.on, -window.number), claim.event.on).text());
  if (!r.condition("dues_long_enough", claim.dues_months >= least.number, least,
                   std::to_string(claim.dues_months))) {
    r.refuse("dues_too_short");
  }
  if (!claim.dues_in_a_row) return;
  const auto& row = r.parameter("JKP.dues_in_a_row_min");
  if (!r.condition("dues_in_a_row", *claim.dues_in_a_row >= row.number, row,
                   std::to_string(*claim.dues_in_a_row))) {
    r.refuse("dues_too_short");
  }
}

/// Who JKP is for: citizens in the health insurance and in the programmes of their employer's size.
void look_at_insured(Reckoner& r, const JkpClaim& claim) {
  if (!claim.citizen) {
    r.condition("citizen", false);
    r.refuse("no_citizen");
  }
  if (!claim.health_insurance) {
    r.condition("in_health_insurance", false);
    r.refuse("not_in_health_insurance");
  }
  if (!claim.programmes) return;
  const auto& needed = r.parameter("JKP.programmes_" + claim.size);
  bool all = true;
  for (const Programme programme : all_programmes()) {
    std::string name(to_text(programme));
    for (char& letter : name) letter = static_cast<char>(letter - 'A' + 'a');
    const std::string list = "_" + needed.word + "_";
    if (list.find("_" + name + "_") != std::string::npos) all &= claim.programmes->has(programme);
  }
  if (!r.condition("programmes_enough", all, needed, claim.programmes->text())) {
    r.refuse("programmes_missing");
  }
}

}  // namespace

Result<Outcome> jht(const JhtClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check_days(claim.event); !good) return good.error();
  if (const Status good = check_amount("balance", claim.balance); !good) return good.error();
  if (claim.stopped && claim.event.on < *claim.stopped) {
    return Error{Errc::bad_date, "stopped", "after the withdrawal of " + claim.event.on.text()};
  }
  Reckoner r(rules, claim.event.on);
  const std::string_view share = look_at_reason(r, claim);
  if (share.empty()) {
    r.step("jht.all").take("balance", claim.balance).done();
  } else {
    r.step("jht.part").take("balance", claim.balance).share(share).round(kRounding).done();
  }
  if (rules.find("JHT.payment_days", claim.event.on)) {
    const auto pay_by = reckoning::working_days_after(claim.event.on, r.number("JHT.payment_days"));
    if (pay_by) r.fact("pay_by", pay_by->text());
  }
  return r.finish("jht");
}

Result<Outcome> jp(const JpClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check_days(claim.event); !good) return good.error();
  if (const Status good = check_amount("balance", claim.balance); !good) return good.error();
  if (const Status good = check_amount("average_wage", claim.average_wage); !good) {
    return good.error();
  }
  if (const Status good = check_count("months", claim.months, 0, 1'200); !good) {
    return good.error();
  }
  if (const Status good = check_count("density", claim.density, 0, 10'000); !good) {
    return good.error();
  }
  Reckoner r(rules, claim.event.on);
  switch (claim.kind) {
    case JpKind::old_age: {
      look_at_age(r, claim.event, "JP.retirement_age");
      const auto& months = r.parameter("JP.months_min");
      if (r.condition("dues_long_enough", claim.months >= months.number, months,
                      std::to_string(claim.months))) {
        write_pension(r, claim, claim.months, "");
      } else {
        write_savings(r, claim);
      }
      break;
    }
    case JpKind::disability: write_survivor(r, claim, "JP.disability_months_min", ""); break;
    case JpKind::widow: write_survivor(r, claim, "JP.survivor_months_min", "JP.widow_share"); break;
    case JpKind::parent:
      write_survivor(r, claim, "JP.survivor_months_min", "JP.parent_share");
      break;
    case JpKind::child: {
      const auto& limit = r.parameter("JP.child_age_limit");
      if (!claim.child_birth) return Error{Errc::bad_value, "child_birth", "the day of birth"};
      if (claim.event.on < *claim.child_birth) {
        return Error{Errc::bad_date, "child_birth", "after the event of " + claim.event.on.text()};
      }
      const int age = claim.event.on.age_of(*claim.child_birth);
      if (!r.condition("child_young_enough", age < limit.number, limit, std::to_string(age))) {
        r.refuse("child_too_old");
      }
      write_survivor(r, claim, "JP.survivor_months_min", "JP.child_share");
      break;
    }
  }
  return r.finish("jp");
}

Result<Outcome> jp_indexed(const JpIndexed& query, const rules::RuleBook& rules) {
  if (const Status good = check_amount("before", query.before); !good) return good.error();
  if (query.inflation_basis_points < -10'000 || query.inflation_basis_points > 100'000) {
    return Error{Errc::bad_value, "inflation", "-10000 to 100000 basis points"};
  }
  Reckoner r(rules, query.on);
  const auto& how = r.parameter("JP.indexation");
  if (!r.failed() && how.word != "inflation_of_the_year_before") {
    return Error{Errc::bad_rule, how.row, "inflation_of_the_year_before"};
  }
  r.step("jp.indexed")
      .take("before", query.before)
      .share("inflation_factor", 10'000 + query.inflation_basis_points)
      .round(kRounding)
      .done();
  return r.finish("jp_indexed");
}

Result<Outcome> jkp(const JkpClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check_jkp(claim); !good) return good.error();
  Reckoner r(rules, claim.event.on);
  look_at_insured(r, claim);
  look_at_lapse(r, claim.event, "JKP.claim_months");
  look_at_dues(r, claim);
  const auto& limit = r.parameter("JKP.age_limit");
  if (claim.registered && claim.event.birth) {
    const int age = claim.registered->age_of(*claim.event.birth);
    if (!r.condition("young_enough", age < limit.number, limit, std::to_string(age))) {
      r.refuse("too_old");
    }
  }
  const auto& arrears = r.parameter("JKP.employer_arrears_months_max");
  if (!r.condition("employer_not_in_arrears", claim.employer_arrears_months <= arrears.number,
                   arrears, std::to_string(claim.employer_arrears_months))) {
    r.refuse("employer_in_arrears");
  }
  if (claim.new_job && claim.event.claimed && *claim.new_job <= *claim.event.claimed) {
    r.condition("without_work", false, claim.new_job->text());
    r.refuse("works_again");
  }
  const std::int64_t wanted = months_without_work(r, claim);
  const std::int64_t first = r.number("JKP.first_months");
  const std::int64_t second = r.number("JKP.second_months");
  const auto write = [&](std::string_view code, std::int64_t months, std::string_view share) {
    if (months <= 0) return;
    r.step(code)
        .take("wage", claim.wage)
        .at_most("PU.JKP.wage_ceiling")
        .share(share)
        .times("months", months, Unit::months)
        .round(kRounding)
        .done();
  };
  write("jkp.first", std::min(wanted, first), "JKP.first_share");
  write("jkp.second", std::min(wanted - first, second), "JKP.second_share");
  return r.finish("jkp");
}

}  // namespace payung::benefits
