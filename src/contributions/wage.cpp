#include <algorithm>

#include "contributions/contributions.hpp"
#include "reckoning/reckoner.hpp"

/// Wage earners (PU): PP 44, 45 and 46/2015, PP 37/2021, PP 7/2025, and how JKP is financed.
namespace payung::contributions {
namespace {

using reckoning::Op;
using reckoning::Reckoner;

constexpr std::string_view kRounding = "rounding.contributions";

std::string rate_key(int risk_class) { return "PU.JKK.rate_" + std::to_string(risk_class); }

Status check(const PuMonth& query) {
  if (query.wage < Rupiah(0)) return Error{Errc::bad_amount, "wage", "zero or more"};
  if (query.risk_class < 1 || query.risk_class > 5) {
    return Error{Errc::bad_value, "risk_class", "1 to 5"};
  }
  if (query.workers < 1) return Error{Errc::bad_value, "workers", "1 or more"};
  return {};
}

/// The due date: the due day of the month after, or the last day of a shorter month, moved to
/// Monday from a weekend. After an error, which stays in `r`, any day.
Date due_date(Reckoner& r, Month month) {
  const auto& day = r.parameter("PU.due_day", month.first_day());
  const auto& roll = r.parameter("billing.due_day_roll", month.first_day());
  const Date first = month.plus(1).first_day();
  const std::int64_t length = month.plus(2).first_day().days_since_1970() - first.days_since_1970();
  const std::int64_t days =
      first.days_since_1970() + std::clamp<std::int64_t>(day.number, 1, length) - 1;
  const std::int64_t weekday = ((days + 3) % 7 + 7) % 7;  // 0 is Monday
  const bool moved = roll.word == "next_working_day" && weekday >= 5;
  return r.take(Date::from_days(days + (moved ? 7 - weekday : 0)), first);
}

/// JKK and JKM, which the employer pays, with the reliefs.
void write_risk(Reckoner& r, const PuMonth& query) {
  auto jkk = r.step("pu.jkk");
  jkk.take("wage", query.wage).share(rate_key(query.risk_class)).share("PU.relief_share");
  if (query.labour_intensive) {
    const auto& share = r.parameter("PU.labour_intensive_share");
    const bool relief = share.number < 10'000;
    if (!relief) jkk.with(Op::share, share);
    if (relief) {
      const auto& least = r.parameter("PU.labour_intensive_workers_min");
      if (r.condition("workers_enough", query.workers >= least.number, least,
                      std::to_string(query.workers))) {
        jkk.with(Op::share, share);
      }
    }
  }
  jkk.round(kRounding).done();
  r.step("pu.jkm")
      .take("wage", query.wage)
      .share("PU.JKM.rate")
      .share("PU.relief_share")
      .round(kRounding)
      .done();
}

void write_share(Reckoner& r, std::string_view code, const PuMonth& query, std::string_view rate) {
  r.step(code).take("wage", query.wage).share(rate).round(kRounding).done();
}

Rupiah write_pension(Reckoner& r, std::string_view code, const PuMonth& query,
                     std::string_view rate) {
  return r.step(code)
      .take("wage", query.wage)
      .at_most("PU.JP.wage_ceiling")
      .share(rate)
      .round(kRounding)
      .done();
}

/// The part of the month's dues of JP that an employer who asks may pay later. It is owed all the
/// same, so the month's dues are told in full and this beside them.
void write_put_off(Reckoner& r, Rupiah pension) {
  const auto& share = r.parameter("PU.JP.put_off_share");
  if (share.number == 0) return;
  const Rupiah later = r.take(pension.basis_points_half_up(share.number), Rupiah());
  r.fact("jp_may_be_put_off", std::to_string(later.amount()));
}

}  // namespace

std::string_view to_text(EmployerSize size) {
  switch (size) {
    case EmployerSize::micro: return "micro";
    case EmployerSize::small: return "small";
    case EmployerSize::medium: return "medium";
    case EmployerSize::large: return "large";
  }
  PAYUNG_CHECK(false && "an EmployerSize outside its list");
}

Result<EmployerSize> parse_employer_size(std::string_view text) {
  for (const auto size :
       {EmployerSize::micro, EmployerSize::small, EmployerSize::medium, EmployerSize::large}) {
    if (to_text(size) == text) return size;
  }
  return Error{Errc::bad_value, "size", "micro, small, medium or large"};
}

Result<Outcome> pu_dues(const PuMonth& query, const rules::RuleBook& rules) {
  if (const Status good = check(query); !good) return good.error();
  Reckoner r(rules, query.month.first_day());
  const std::string mandatory = r.word("PU.programmes_" + std::string(to_text(query.size)));
  r.fact("programmes", mandatory);
  const bool jht =
      mandatory.find("jht") != std::string::npos || query.programmes.has(Programme::jht);
  const bool jp = mandatory.ends_with("jp") || query.programmes.has(Programme::jp);
  r.open("pu.employer");
  write_risk(r, query);
  if (jht) write_share(r, "pu.jht.employer", query, "PU.JHT.employer_rate");
  Rupiah pension;
  if (jp) pension = write_pension(r, "pu.jp.employer", query, "PU.JP.employer_rate");
  r.close();
  r.open("pu.worker");
  if (jht) write_share(r, "pu.jht.worker", query, "PU.JHT.worker_rate");
  if (jp) {
    const Rupiah worker = write_pension(r, "pu.jp.worker", query, "PU.JP.worker_rate");
    pension = r.take(pension.plus(worker), Rupiah());
  }
  r.close();
  if (jp) {
    write_put_off(r, pension);
    r.fact("jp_wage",
           std::to_string(std::min(query.wage.amount(), r.number("PU.JP.wage_ceiling"))));
  }
  r.fact("due_date", due_date(r, query.month).text());
  return r.finish("pu_dues");
}

Result<Outcome> jkp_dues(const PuMonth& query, Date on, const rules::RuleBook& rules) {
  if (const Status good = check(query); !good) return good.error();
  Reckoner r(rules, on);
  const struct {
    std::string_view code, rate;
  } parts[] = {{"jkp.state", "PU.JKP.state_rate"},
               {"jkp.from_jkk", "PU.JKK.to_JKP"},
               {"jkp.from_jkm", "PU.JKM.to_JKP"}};
  for (const auto& part : parts) {
    r.step(part.code)
        .take("wage", query.wage)
        .at_most("PU.JKP.wage_ceiling")
        .share(part.rate)
        .round(kRounding)
        .done();
  }
  r.fact("jkp_wage",
         std::to_string(std::min(query.wage.amount(), r.number("PU.JKP.wage_ceiling"))));
  r.fact("jkk_kept_rate",
         std::to_string(r.number(rate_key(query.risk_class)) - r.number("PU.JKK.to_JKP")));
  r.fact("jkm_kept_rate", std::to_string(r.number("PU.JKM.rate") - r.number("PU.JKM.to_JKP")));
  return r.finish("jkp_dues");
}

Result<Outcome> pu_fine(const PuLate& query, const rules::RuleBook& rules) {
  if (query.dues < Rupiah(0)) return Error{Errc::bad_amount, "dues", "zero or more"};
  Reckoner r(rules, query.paid_on);
  const Date due = due_date(r, query.month);
  r.fact("due_date", due.text());
  std::int64_t late = 0;
  while (late < 12'000 && !r.failed() &&
         r.take(reckoning::months_after(due, late), query.paid_on) < query.paid_on) {
    ++late;
  }
  r.step("pu.fine")
      .take("dues", query.dues)
      .with(Op::share, r.parameter("PU.late_fine_rate", query.month.first_day()))
      .times("months_late", late, rules::Unit::months)
      .round(kRounding)
      .done();
  return r.finish("pu_fine");
}

Result<Outcome> jp_ceiling(const JpCeiling& query, const rules::RuleBook& rules) {
  if (query.before <= Rupiah(0)) return Error{Errc::bad_amount, "before", "above zero"};
  if (query.growth_basis_points < -10'000 || query.growth_basis_points > 10'000) {
    return Error{Errc::bad_value, "growth", "-10000 to 10000 basis points"};
  }
  Reckoner r(rules, query.from);
  r.step("jp.ceiling")
      .take("before", query.before)
      .share("growth_factor", 10'000 + query.growth_basis_points)
      .floor_to("PU.JP.ceiling_step")
      .done();
  return r.finish("jp_ceiling");
}

}  // namespace payung::contributions
