#include "billing/monthly_charge.hpp"

namespace payung::billing {
namespace {

/// The dues without relief: a rate of the bracket's basis, or one amount for everybody.
Result<ProgrammeCharge> ordinary_charge(Programme programme, const ChargeQuery& query,
                                        const rules::RuleBook& rules) {
  const Date on = query.month.first_day();
  if (programme == Programme::jkm) {
    const auto flat = rules.find("JKM.contribution", on);
    if (!flat) return flat.error();
    return ProgrammeCharge{programme, flat->rupiah(), flat->rupiah(), {flat->row}, "", Doubt::none};
  }
  const auto rate = rules.find(
      programme == Programme::jkk ? "JKK.contribution_rate" : "JHT.contribution_rate", on);
  if (!rate) return rate.error();
  const auto bracket = rules.bracket(on, query.declared_income);
  if (!bracket) return bracket.error();
  const auto amount = bracket->basis.basis_points_half_up(rate->number);
  if (!amount) return amount.error();
  return ProgrammeCharge{programme, *amount, *amount, {rate->row, bracket->row}, "", Doubt::none};
}

Status apply_relief(ProgrammeCharge& charge, const ChargeQuery& query,
                    const rules::RuleBook& rules) {
  for (const rules::Relief& relief : rules.reliefs()) {
    if (!relief.programmes.has(charge.programme)) continue;
    if (!relief.fits(query.month, query.sector, query.payer)) continue;
    if (!charge.relief.empty()) return Error{Errc::bad_rule, relief.row, "meets " + charge.relief};
    const auto due = charge.ordinary.basis_points_half_up(relief.due_basis_points);
    if (!due) return due.error();
    charge.due = *due;
    charge.relief = relief.key;
    charge.rule_rows.push_back(relief.row);
    if (relief.in_doubt(query.payer)) charge.doubt = Doubt::relief_unconfirmed;
  }
  return {};
}

}  // namespace

std::string_view to_text(Doubt doubt) {
  switch (doubt) {
    case Doubt::none: return "none";
    case Doubt::relief_unconfirmed: return "relief_unconfirmed";
  }
  return "";
}

Result<Doubt> parse_doubt(std::string_view text) {
  if (text == "none") return Doubt::none;
  if (text == "relief_unconfirmed") return Doubt::relief_unconfirmed;
  return Error{Errc::bad_value, "doubt", "none or relief_unconfirmed"};
}

Result<Charge> monthly_charge(const ChargeQuery& query, const rules::RuleBook& rules) {
  if (query.programmes.empty()) return Error{Errc::bad_value, "programmes", "JKK, JKM, JHT"};
  if (query.declared_income < Rupiah(0)) return Error{Errc::bad_amount, "declared_income"};
  Charge charge;
  for (const Programme programme : all_programmes()) {
    if (!query.programmes.has(programme)) continue;
    if (programme == Programme::jp || programme == Programme::jkp) {
      return Error{Errc::bad_value, "programmes", "JKK, JKM, JHT"};
    }
    auto one = ordinary_charge(programme, query, rules);
    if (!one) return one.error();
    if (const auto relieved = apply_relief(*one, query, rules); !relieved) return relieved.error();
    const auto total = charge.total.plus(one->due);
    if (!total) return total.error();
    charge.total = *total;
    charge.programmes.push_back(*std::move(one));
  }
  return charge;
}

Result<Date> due_date(Month month, const rules::RuleBook& rules) {
  const auto day = rules.find("billing.due_day", month.first_day());
  if (!day) return day.error();
  const auto roll = rules.find("billing.due_day_roll", month.first_day());
  if (!roll) return roll.error();
  if (day->number < 1 || day->number > 28) {
    return Error{Errc::bad_rule, day->row, "a day that every month has"};
  }
  const auto due = Date::of(month.year(), month.month(), static_cast<int>(day->number));
  if (!due || roll->word == "none") return due;
  if (roll->word != "next_working_day") return Error{Errc::bad_rule, roll->row, roll->word};
  // 1970-01-01 was a Thursday; 0 is Monday.
  const int weekday = ((due->days_since_1970() + 3) % 7 + 7) % 7;
  return Date::from_days(due->days_since_1970() + (weekday < 5 ? 0 : 7 - weekday));
}

}  // namespace payung::billing
