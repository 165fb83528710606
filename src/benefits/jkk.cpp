#include <algorithm>

#include "benefits/claim.hpp"

/// Work accident and occupational disease: PP 44/2015 and PP 82/2019, annex III.
namespace payung::benefits {
namespace {

using reckoning::Op;
using reckoning::Reckoner;
using rules::Unit;

/// What the benefit is reckoned from. A wage that is not known must never count as zero; of an
/// informal worker the income may be, for the table's first line begins there.
Status check_wage(const JkkClaim& claim) {
  const bool asked = claim.ending != Ending::recovered || claim.months_off > 0 ||
                     claim.days_off > 0 || !claim.losses.empty();
  const bool known = claim.wage > Rupiah(0) || claim.daily_wage.value_or(Rupiah(0)) > Rupiah(0);
  const bool of_wage = claim.segment == Segment::pu || claim.segment == Segment::construction;
  if (asked && of_wage && !known) return Error{Errc::bad_value, "wage", "it is missing"};
  return {};
}

Status check(const JkkClaim& claim) {
  if (auto good = check_days(claim.event); !good) return good;
  const struct {
    std::string_view name;
    Rupiah amount;
  } amounts[] = {{"wage", claim.wage},
                 {"daily_wage", claim.daily_wage.value_or(Rupiah(0))},
                 {"treatment", claim.treatment},
                 {"transport_land", claim.transport.land},
                 {"transport_sea", claim.transport.sea},
                 {"transport_air", claim.transport.air},
                 {"home_care", claim.home_care},
                 {"prosthesis", claim.prosthesis},
                 {"dentures", claim.dentures},
                 {"hearing_aid", claim.hearing_aid},
                 {"glasses", claim.glasses},
                 {"rehabilitation", claim.rehabilitation},
                 {"return_to_work", claim.return_to_work}};
  for (const auto& one : amounts) {
    if (auto good = check_amount(one.name, one.amount); !good) return good;
  }
  if (auto good = check_wage(claim); !good) return good;
  if (auto good = check_count("months_off", claim.months_off, 0, 600); !good) return good;
  if (auto good = check_count("days_off", claim.days_off, 0, 31); !good) return good;
  if (auto good = check_count("home_care_months", claim.home_care_months, 0, 600); !good) {
    return good;
  }
  if (auto good = check_count("employer_arrears_months", claim.employer_arrears_months, 0, 1'200);
      !good) {
    return good;
  }
  if (claim.left_work && claim.event.on < *claim.left_work) {
    return Error{Errc::bad_date, "left_work", "after the event of " + claim.event.on.text()};
  }
  if (claim.reported && *claim.reported < claim.event.on) {
    return Error{Errc::bad_date, "reported", "before the event of " + claim.event.on.text()};
  }
  return {};
}

/// A month's wage: of a day labourer so many daily wages, of an informal worker the basis of them.
Rupiah monthly_wage(Reckoner& r, const JkkClaim& claim) {
  Rupiah month = claim.wage;
  if (claim.daily_wage) {
    const auto& days = r.parameter("JKK.daily_wage_days");
    const auto wage = claim.daily_wage->times(days.number);
    if (!wage) r.fail({Errc::overflow, "daily_wage", "the amount leaves the range"});
    month = wage.value_or(Rupiah(0));
  }
  if (claim.segment != Segment::bpu) {
    if (claim.daily_wage) r.fact("wage", std::to_string(month.amount()));
    return month;
  }
  const auto basis = r.income_basis(month);
  r.fact("wage", std::to_string(basis.number));
  return Rupiah(basis.number);
}

/// Who pays first: the fund, or a wage earner's employer who reported late or is in arrears.
void look_at_report(Reckoner& r, const JkkClaim& claim) {
  const auto& days = r.parameter("JKK.report_days");
  const auto last = Date::from_days(claim.event.on.days_since_1970() + days.number);
  if (!last) return r.fail(last.error());
  r.fact("last_day_to_report", last->text());
  const bool in_time = !claim.reported || *claim.reported <= *last;
  r.condition("reported_in_time", in_time, days, last->text());
  if (claim.segment != Segment::pu) return;
  const auto& months = r.parameter("JKK.employer_arrears_months");
  const bool paid_up = claim.employer_arrears_months < months.number;
  r.condition("employer_not_in_arrears", paid_up, months,
              std::to_string(claim.employer_arrears_months));
  r.fact("paid_first_by", in_time && paid_up ? "fund" : "employer");
}

void look_at_conditions(Reckoner& r, const JkkClaim& claim) {
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKK.claim_years");
  if (claim.cause == Cause::violence) {
    const auto& rule = r.parameter("JKK.violence");
    if (!r.condition("cause_counts", rule.word == "counts", rule, rule.word)) {
      r.refuse("cause_not_covered");
    }
  }
  if (claim.left_work) {
    const auto& term = r.parameter("JKK.after_employment_years");
    const auto last = reckoning::years_after(*claim.left_work, term.number);
    if (!last) return r.fail(last.error());
    const bool disease = claim.cause == Cause::disease;
    if (!r.condition("soon_after_employment", disease && claim.event.on <= *last, term,
                     last->text())) {
      r.refuse("left_too_long");
    }
  }
  look_at_report(r, claim);
}

/// What the bills say, where the law pays by need.
void write_at_cost(Reckoner& r, std::string_view code, std::string_view key, Rupiah bills) {
  if (bills == Rupiah(0)) return;
  if (r.word(key) != "at_cost") return;
  r.step(code).take("bills", bills).done();
}

void write_at_most(Reckoner& r, std::string_view code, std::string_view key, Rupiah bills) {
  if (bills == Rupiah(0)) return;
  r.step(code).take("bills", bills).at_most(key).done();
}

void write_bills(Reckoner& r, const JkkClaim& claim) {
  write_at_cost(r, "jkk.treatment", "JKK.treatment", claim.treatment);
  r.open("jkk.transport");
  write_at_most(r, "jkk.transport.land", "JKK.transport_land_max", claim.transport.land);
  write_at_most(r, "jkk.transport.sea", "JKK.transport_sea_max", claim.transport.sea);
  write_at_most(r, "jkk.transport.air", "JKK.transport_air_max", claim.transport.air);
  r.close();
  if (claim.home_care > Rupiah(0)) {
    auto step = r.step("jkk.home_care");
    step.take("bills", claim.home_care);
    if (r.number("JKK.home_care_max") > 0) {
      // The bills of the months beyond the limit are not told apart: their share is taken off.
      const auto& months = r.parameter("JKK.home_care_months_max");
      if (claim.home_care_months > months.number) {
        step.with(Op::times, months)
            .divide("home_care_months", claim.home_care_months, Unit::months)
            .round(kRounding);
      }
    }
    step.at_most("JKK.home_care_max").done();
  }
  if (claim.prosthesis > Rupiah(0)) {
    r.open("jkk.prosthesis");
    r.step("jkk.prosthesis.price").take("price", claim.prosthesis).done();
    r.step("jkk.prosthesis.surcharge")
        .take("price", claim.prosthesis)
        .share("JKK.prosthesis_surcharge")
        .round(kRounding)
        .done();
    r.close();
  }
  write_at_most(r, "jkk.dentures", "JKK.dentures_max", claim.dentures);
  write_at_most(r, "jkk.hearing_aid", "JKK.hearing_aid_max", claim.hearing_aid);
  write_at_most(r, "jkk.glasses", "JKK.glasses_max", claim.glasses);
  write_at_cost(r, "jkk.rehabilitation", "JKK.rehabilitation", claim.rehabilitation);
  write_at_cost(r, "jkk.return_to_work", "JKK.return_to_work", claim.return_to_work);
}

/// Off work: each period at its own share of the wage, days as parts of a month.
void write_temporary(Reckoner& r, const JkkClaim& claim, Rupiah wage) {
  if (claim.months_off == 0 && claim.days_off == 0) return;
  r.open("jkk.temporary");
  const std::int64_t first = r.number("JKK.temporary.first_months");
  const std::int64_t second = r.number("JKK.temporary.second_months");
  const auto write = [&](std::string_view code, std::int64_t from, std::int64_t until,
                         std::string_view share) {
    const std::int64_t months = std::clamp(claim.months_off, from, until) - from;
    if (months > 0) {
      r.step(code)
          .take("wage", wage)
          .share(share)
          .times("months_off", months, Unit::months)
          .round(kRounding)
          .done();
    }
    if (claim.days_off > 0 && claim.months_off >= from && claim.months_off < until) {
      r.step(std::string(code) + ".days")
          .take("wage", wage)
          .share(share)
          .times("days_off", claim.days_off, Unit::days)
          .divide("JKK.daily_wage_days")
          .round(kRounding)
          .done();
    }
  };
  write("jkk.temporary.first", 0, first, "JKK.temporary.first_share");
  if (second > 0) {
    write("jkk.temporary.second", first, first + second, "JKK.temporary.second_share");
  }
  write("jkk.temporary.rest", first + second, INT32_MAX, "JKK.temporary.rest_share");
  r.close();
}

/// A line of the table is a share; a line with a range needs the degree within it. Whatever else
/// stands beside the table in the rules ("months", "scalp_min") is no line.
Status check_line(const Reckoner& r, const Loss& loss) {
  const std::string key = "JKK.disability." + loss.part;
  const rules::Value* line = r.rules().look(key, r.on());
  const bool is_bound = loss.part.ends_with("_min") || loss.part.ends_with("_max");
  if (is_bound || (line != nullptr && line->unit != Unit::basis_points)) {
    return Error{Errc::bad_value, "losses", loss.part + ": no line of the table"};
  }
  const rules::Value* least = r.rules().look(key + "_min", r.on());
  const rules::Value* most = r.rules().look(key + "_max", r.on());
  if (least == nullptr || most == nullptr) return {};
  const std::int64_t degree = loss.degree.value_or(-1);
  if (degree >= least->number && degree <= most->number) return {};
  return Error{
      Errc::bad_value, "losses",
      loss.part + " =" + std::to_string(least->number) + " to =" + std::to_string(most->number)};
}

void write_loss(Reckoner& r, const Loss& loss, Rupiah wage) {
  const std::string key = "JKK.disability." + loss.part;
  if (const Status line = check_line(r, loss); !line) return r.fail(line.error());
  auto step = r.step("jkk.partial." + loss.part);
  step.take("wage", wage);
  if (loss.degree) {
    r.parameter(key + "_min");
    r.parameter(key + "_max");
    step.share("degree", *loss.degree);
  } else {
    step.share(key);
  }
  if (loss.count > 1) step.times("count", loss.count, Unit::persons);
  if (loss.function) step.share("function_lost", *loss.function);
  step.times("JKK.disability.months").round(kRounding).done();
}

void write_periodic(Reckoner& r) {
  r.step("jkk.periodic").take("JKK.periodic_amount").times("JKK.periodic_months").done();
}

void write_ending(Reckoner& r, const JkkClaim& claim, Rupiah wage) {
  switch (claim.ending) {
    case Ending::recovered:
      if (claim.losses.empty()) return;
      r.open("jkk.partial");
      for (const Loss& loss : claim.losses) write_loss(r, loss, wage);
      r.close();
      return;
    case Ending::total_disability:
      r.step("jkk.total_disability")
          .take("wage", wage)
          .share("JKK.total_disability.share")
          .times("JKK.disability.months")
          .round(kRounding)
          .done();
      write_periodic(r);
      return;
    case Ending::death:
      r.step("jkk.death")
          .take("wage", wage)
          .share("JKK.death.share")
          .times("JKK.disability.months")
          .at_least("JKM.lump_sum")
          .round(kRounding)
          .done();
      write_periodic(r);
      r.step("jkk.funeral").take("JKK.funeral").done();
      return;
  }
}

}  // namespace

Result<Outcome> jkk(const JkkClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check(claim); !good) return good.error();
  if (claim.segment == Segment::migrant) return migrant_jkk(claim, rules);
  Reckoner r(rules, claim.event.on);
  look_at_conditions(r, claim);
  const Rupiah wage = monthly_wage(r, claim);
  write_bills(r, claim);
  write_temporary(r, claim, wage);
  write_ending(r, claim, wage);
  return r.finish("jkk");
}

}  // namespace payung::benefits
