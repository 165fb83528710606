#include <algorithm>
#include <array>

#include "contributions/contributions.hpp"
#include "reckoning/reckoner.hpp"

/// Construction projects (by slices of the contract, or by wage), migrant workers, deadlines.
namespace payung::contributions {
namespace {

using reckoning::Reckoner;

constexpr std::string_view kRounding = "rounding.contributions";
constexpr std::int64_t kTiers = 5;

std::string tier(std::string_view programme, std::int64_t number) {
  return "construction." + std::string(programme) + ".tier_" + std::to_string(number) + "_rate";
}

/// The slices of the contract, each at its own rate.
void write_slices(Reckoner& r, Rupiah contract, std::string_view code, std::string_view programme) {
  r.open(code);
  Rupiah from;
  for (std::int64_t number = 1; number <= kTiers && from < contract && !r.failed(); ++number) {
    Rupiah until = contract;
    if (number < kTiers) {
      const auto& ends = r.parameter("construction.tier_" + std::to_string(number) + "_max");
      until = std::min(until, Rupiah(ends.number));
    }
    const Rupiah slice(std::max<std::int64_t>(0, until.amount() - from.amount()));
    r.step(std::string(code) + ".slice")
        .take("slice", slice)
        .share(tier(programme, number))
        .share("construction.relief_share")
        .round(kRounding)
        .done();
    from = until;
  }
  r.close();
}

}  // namespace

Result<Outcome> construction_dues(const Construction& query, const rules::RuleBook& rules) {
  if (query.contract.has_value() == query.wage.has_value()) {
    return Error{Errc::bad_value, "contract", "either the contract or the wage"};
  }
  const Rupiah base = query.contract ? *query.contract : *query.wage;
  if (base < Rupiah(0)) {
    return Error{Errc::bad_amount, query.contract ? "contract" : "wage", "zero or more"};
  }
  Reckoner r(rules, query.start);
  if (query.contract) {
    write_slices(r, base, "construction.jkk", "JKK");
    write_slices(r, base, "construction.jkm", "JKM");
    return r.finish("construction_dues");
  }
  for (const std::string_view programme : {"JKK", "JKM"}) {
    r.step(programme == "JKK" ? "construction.jkk" : "construction.jkm")
        .take("wage", base)
        .share("construction." + std::string(programme) + ".wage_rate")
        .share("construction.relief_share")
        .round(kRounding)
        .done();
  }
  return r.finish("construction_dues");
}

Result<Outcome> migrant_dues(const Migrant& query, const rules::RuleBook& rules) {
  if (query.months != 6 && query.months != 12 && query.months != 24) {
    return Error{Errc::bad_value, "months", "6, 12 or 24"};
  }
  if (query.excess_months < 0 || query.excess_months > 600) {
    return Error{Errc::bad_value, "excess_months", "0 to 600"};
  }
  Reckoner r(rules, query.departure);
  if (query.through_agency) r.step("migrant.before").take("migrant.before_work").done();
  r.step("migrant.package").take("migrant.package_" + std::to_string(query.months)).done();
  if (query.excess_months > 0) {
    r.step("migrant.excess")
        .take("migrant.excess_month")
        .times("excess_months", query.excess_months, rules::Unit::months)
        .done();
  }
  if (query.jht) {
    const auto& least = r.parameter("migrant.JHT_min");
    const auto& most = r.parameter("migrant.JHT_max");
    if (!r.failed() && (query.jht->amount() < least.number || query.jht->amount() > most.number)) {
      r.fail({Errc::bad_amount, "jht",
              std::to_string(least.number) + " to " + std::to_string(most.number)});
    }
    r.step("migrant.jht")
        .take("jht", *query.jht)
        .times("months", query.months + query.excess_months, rules::Unit::months)
        .done();
  }
  r.fact("cover_months", std::to_string(query.months + query.excess_months +
                                        r.number("migrant.cover_months_besides")));
  return r.finish("migrant_dues");
}

Result<Outcome> deadline(std::string_view key, Date from, const rules::RuleBook& rules) {
  Reckoner r(rules, from);
  const auto& term = r.parameter(key);
  if (r.failed()) return r.finish("deadline");
  Result<Date> last = from;
  if (term.unit == rules::Unit::days) {
    last = Date::from_days(from.days_since_1970() + term.number);
  } else if (term.unit == rules::Unit::working_days) {
    last = reckoning::working_days_after(from, term.number);
  } else if (term.unit == rules::Unit::months) {
    last = reckoning::months_after(from, term.number);
  } else if (term.unit == rules::Unit::years) {
    last = reckoning::years_after(from, term.number);
  } else {
    return Error{Errc::bad_value, "key", "of days, working_days, months or years"};
  }
  if (!last) return last.error();
  r.fact("last_day", last->text());
  return r.finish("deadline");
}

}  // namespace payung::contributions
