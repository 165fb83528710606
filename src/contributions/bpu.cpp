#include <algorithm>

#include "billing/monthly_charge.hpp"
#include "contributions/contributions.hpp"
#include "reckoning/reckoner.hpp"

/// Informal workers (BPU): PP 44/2015 annex II, PP 46/2015, the reliefs, arrears and entry.
namespace payung::contributions {
namespace {

using reckoning::Op;
using reckoning::Reckoner;

constexpr std::string_view kRounding = "rounding.contributions";

/// The relief that fits, as a parameter: what is still due of the ordinary dues.
std::optional<rules::Value> relief_for(Reckoner& r, Programme programme, const BpuMonth& query) {
  const rules::Relief* found = nullptr;
  for (const rules::Relief& relief : r.rules().reliefs()) {
    if (!relief.programmes.has(programme)) continue;
    if (!relief.fits(query.month, query.sector, query.payer)) continue;
    if (found != nullptr) r.fail({Errc::bad_rule, relief.row, "meets " + found->key});
    found = &relief;
  }
  if (found == nullptr) return std::nullopt;
  if (found->in_doubt(query.payer)) r.fact("in_doubt", found->key);
  return rules::Value{found->key,
                      found->due_basis_points,
                      "",
                      rules::Unit::basis_points,
                      found->months.from.first_day(),
                      found->months.until.first_day(),
                      found->source,
                      found->row};
}

std::string_view code_of(Programme programme) {
  switch (programme) {
    case Programme::jkk: return "bpu.jkk";
    case Programme::jkm: return "bpu.jkm";
    case Programme::jht: return "bpu.jht";
    case Programme::jp: return "bpu.jp";
    case Programme::jkp: return "bpu.jkp";
  }
  PAYUNG_CHECK(false && "a Programme outside its list");
}

void write_month(Reckoner& r, const BpuMonth& query) {
  if (query.programmes.empty() || query.programmes.has(Programme::jp) ||
      query.programmes.has(Programme::jkp)) {
    return r.fail({Errc::bad_value, "programmes", "JKK, JKM, JHT"});
  }
  if (query.declared_income < Rupiah(0)) {
    return r.fail({Errc::bad_amount, "income", "zero or more"});
  }
  for (const Programme programme : all_programmes()) {
    if (!query.programmes.has(programme)) continue;
    auto step = r.step(code_of(programme));
    if (programme == Programme::jkm) {
      step.take("JKM.contribution");
    } else {
      step.with(Op::take, r.income_basis(query.declared_income))
          .share(programme == Programme::jkk ? "JKK.contribution_rate" : "JHT.contribution_rate")
          .round(kRounding);
    }
    if (const auto relief = relief_for(r, programme, query)) {
      step.with(Op::share, *relief).round(kRounding);
    }
    step.done();
  }
}

}  // namespace

Result<Outcome> bpu_dues(const BpuMonth& query, const rules::RuleBook& rules) {
  Reckoner r(rules, query.month.first_day());
  write_month(r, query);
  r.fact("basis", std::to_string(r.income_basis(query.declared_income).number));
  r.parameter("billing.due_day");
  r.parameter("billing.due_day_roll");
  const auto due = billing::due_date(query.month, rules);
  if (due) r.fact("due_date", due->text());
  if (!due) r.fail(due.error());
  return r.finish("bpu_dues");
}

Result<Outcome> bpu_arrears(const BpuArrears& query, const rules::RuleBook& rules) {
  const Month now = query.paid_on.month_of();
  if (now < query.last_paid) {
    return Error{Errc::bad_date, "paid_on", "on or after " + query.last_paid.text()};
  }
  Reckoner r(rules, query.paid_on);
  const int unpaid = now.since(query.last_paid);
  const auto& payable = r.parameter("coverage.arrears_payable_months_max");
  const auto& fine = r.parameter("billing.late_fine_rate");
  const bool goes_on =
      r.condition("arrears_payable", unpaid <= payable.number, payable, std::to_string(unpaid));
  r.fact("months_unpaid", std::to_string(unpaid));
  r.fact("membership", goes_on ? "goes_on" : "begins_anew");
  if (!goes_on) r.refuse("arrears_not_charged");
  for (int i = 1; goes_on && i <= unpaid && !r.failed(); ++i) {
    BpuMonth month = query.month;
    month.month = query.last_paid.plus(i);
    const auto dues = bpu_dues(month, rules);
    if (!dues) return dues.error();
    for (const auto& value : dues->used) r.note(value);
    r.step("bpu.month").take(month.month.text(), dues->total).done();
    const auto due = billing::due_date(month.month, rules);
    const int late = due && query.paid_on > *due ? now.since(month.month) + 1 : 0;
    if (late == 0) continue;
    r.step("bpu.fine")
        .take(month.month.text(), dues->total)
        .with(Op::share, fine)
        .times("months_late", late, rules::Unit::months)
        .round(kRounding)
        .done();
  }
  return r.finish("bpu_arrears");
}

Result<Outcome> bpu_ahead(const BpuAhead& query, const rules::RuleBook& rules) {
  if (query.months < 1) return Error{Errc::bad_value, "months", "1 or more"};
  if (query.workers < 1) return Error{Errc::bad_value, "workers", "1 or more"};
  Reckoner r(rules, query.first.month.first_day());
  const auto& most = r.parameter("billing.prepayment_months_max");
  if (!r.condition("months_ahead", query.months <= most.number, most,
                   std::to_string(query.months))) {
    r.refuse("too_many_months");
    return r.finish("bpu_ahead");
  }
  for (int i = 0; i < static_cast<int>(query.months); ++i) {
    BpuMonth month = query.first;
    month.month = query.first.month.plus(i);
    const auto dues = bpu_dues(month, rules);
    if (!dues) return dues.error();
    for (const auto& value : dues->used) r.note(value);
    r.step("bpu.month")
        .take(month.month.text(), dues->total)
        .times("workers", query.workers, rules::Unit::persons)
        .done();
  }
  return r.finish("bpu_ahead");
}

Result<Outcome> bpu_surplus(const BpuPrepaid& query, const rules::RuleBook& rules) {
  constexpr std::int64_t kMonthsMax = 240;
  if (query.months < 1 || query.months > kMonthsMax) {
    return Error{Errc::bad_value, "months", "1 to 240"};
  }
  if (query.paid < Rupiah(0)) return Error{Errc::bad_amount, "paid", "zero or more"};
  Reckoner r(rules, query.first.month.first_day());
  const auto dues_of = [&](std::int64_t ahead) -> Result<Rupiah> {
    BpuMonth month = query.first;
    month.month = query.first.month.plus(static_cast<int>(ahead));
    const auto dues = bpu_dues(month, rules);
    if (!dues) return dues.error();
    for (const auto& value : dues->used) r.note(value);
    return dues->total;
  };
  auto step = r.step("bpu.surplus");
  step.take("paid", query.paid);
  Rupiah owed;
  for (std::int64_t i = 0; i < query.months; ++i) {
    const auto dues = dues_of(i);
    if (!dues) return dues.error();
    const auto sum = owed.plus(*dues);
    if (!sum) return sum.error();
    owed = *sum;
    step.minus(query.first.month.plus(static_cast<int>(i)).text(), *dues);
  }
  r.fact("owed", std::to_string(owed.amount()));
  if (query.paid < owed) r.refuse("paid_too_little");
  Rupiah rest = step.done();
  std::int64_t carried = 0;
  while (rest > Rupiah(0) && carried < kMonthsMax) {
    const auto dues = dues_of(query.months + carried);
    if (!dues) return dues.error();
    if (*dues > rest) break;
    rest = Rupiah(rest.amount() - dues->amount());
    ++carried;
  }
  r.fact("months_carried", std::to_string(carried));
  r.fact("paid_through",
         query.first.month.plus(static_cast<int>(query.months + carried - 1)).text());
  r.fact("rest", std::to_string(std::max<std::int64_t>(0, rest.amount())));
  return r.finish("bpu_surplus");
}

Result<Outcome> entry(const Entry& query, const rules::RuleBook& rules) {
  if (query.received < query.birth)
    return Error{Errc::bad_date, "birth", "before " + query.received.text()};
  Reckoner r(rules, query.received);
  const int age = query.received.age_of(query.birth);
  const auto& least = r.parameter("enrolment.age_min");
  const auto& limit = r.parameter("enrolment.age_limit");
  const auto& programmes = r.parameter(query.employs_others ? "enrolment.programmes_min_employer"
                                                            : "enrolment.programmes_min");
  const std::string years = std::to_string(age);
  if (!r.condition("old_enough", age >= least.number, least, years)) r.refuse("too_young");
  if (!r.condition("young_enough", age < limit.number, limit, years)) r.refuse("too_old");
  // The law wants so many, and always the first: JKK, then JKM.
  bool enough = true;
  std::int64_t place = 0;
  for (const Programme programme : all_programmes()) {
    if (place++ < programmes.number) enough = enough && query.programmes.has(programme);
  }
  if (!r.condition("programmes_enough", enough, programmes, query.programmes.text())) {
    r.refuse("programmes_missing");
  }
  r.fact("segment", r.word("enrolment.segment_bpu"));
  const std::string how =
      r.word(query.agreement ? "enrolment.start_public_payer" : "enrolment.start");
  const bool by_agreement = how == "on_agreement" && query.agreement;
  r.fact("starts", (by_agreement ? *query.agreement : query.received).text());
  r.fact("start_rule", how);
  return r.finish("entry");
}

Result<Outcome> branch_count(const BranchCount& query, const rules::RuleBook& rules) {
  if (query.workers < 0 || query.workers > 1'000'000'000) {
    return Error{Errc::bad_value, "workers", "0 to 1000000000"};
  }
  if (query.months < 0 || query.months > 1'200) {
    return Error{Errc::bad_value, "months", "0 to 1200"};
  }
  Reckoner r(rules, query.on);
  const auto& full = r.parameter("branch.count_months");
  const bool is_private = query.payer == PayerKind::self || query.payer == PayerKind::company ||
                          query.payer == PayerKind::donor;
  const auto& how = r.parameter(is_private ? "branch.count_private" : "branch.count_public");
  if (r.failed()) return r.finish("branch_count");
  const bool in_proportion = how.word == "in_proportion";
  if (!in_proportion && how.word != "none") {
    return Error{Errc::bad_rule, how.row, "in_proportion or none"};
  }
  std::int64_t counted = query.workers;
  if (!r.condition("months_enough", query.months >= full.number, full,
                   std::to_string(query.months))) {
    counted = in_proportion ? query.workers * query.months / full.number : 0;
  }
  r.fact("counted", std::to_string(counted));
  return r.finish("branch_count");
}

}  // namespace payung::contributions
