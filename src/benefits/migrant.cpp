#include "benefits/claim.hpp"

/// Migrant workers: what was read of Permenaker 4/2023. Whatever else it gives is no_parameter.
namespace payung::benefits {
namespace {

using reckoning::Op;
using reckoning::Reckoner;
using rules::Unit;

/// What is asked for besides the death and the care after an accident: none of it was read.
bool asks_for_more(const JkkClaim& claim) {
  const Rupiah none;
  return claim.transport.land != none || claim.transport.sea != none ||
         claim.transport.air != none || claim.months_off != 0 || claim.days_off != 0 ||
         !claim.losses.empty() || claim.prosthesis != none || claim.dentures != none ||
         claim.rehabilitation != none || claim.return_to_work != none;
}

/// An accident of which nothing is told that was read: what is owed for it is not known, so it is
/// not zero.
bool asks_for_nothing(const JkkClaim& claim) {
  const Rupiah none;
  return claim.ending == Ending::recovered && claim.treatment == none && claim.home_care == none &&
         claim.hearing_aid == none && claim.glasses == none;
}

void write_at_most(Reckoner& r, std::string_view code, Rupiah bill, std::string_view most) {
  if (bill > Rupiah(0)) r.step(code).take("bills", bill).at_most(most).done();
}

/// Bills at home beyond the months of the limit are not told apart: their share is taken off.
void write_home_care(Reckoner& r, const JkkClaim& claim) {
  if (claim.home_care == Rupiah(0)) return;
  auto step = r.step("migrant.home_care");
  step.take("bills", claim.home_care);
  const auto& months = r.parameter("migrant.home_care_months_max");
  if (claim.home_care_months > months.number) {
    step.with(Op::times, months)
        .divide("home_care_months", claim.home_care_months, Unit::months)
        .round("rounding.benefits");
  }
  step.at_most("migrant.home_care_max").done();
}

}  // namespace

Result<Outcome> migrant_jkk(const JkkClaim& claim, const rules::RuleBook& rules) {
  if (claim.ending == Ending::total_disability || asks_for_more(claim) || asks_for_nothing(claim)) {
    return Error{
        Errc::no_parameter, "migrant.JKK_benefits",
        "of Permenaker 4/2023 only death, treatment, care at home, hearing aid and glasses "
        "were read"};
  }
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKK.claim_years");
  write_at_most(r, "migrant.treatment", claim.treatment, "migrant.treatment_abroad_max");
  write_home_care(r, claim);
  write_at_most(r, "migrant.hearing_aid", claim.hearing_aid, "migrant.hearing_aid_max");
  write_at_most(r, "migrant.glasses", claim.glasses, "migrant.glasses_max");
  if (claim.ending == Ending::death) {
    r.step("migrant.jkk_death").take("migrant.JKK_death").done();
  }
  return r.finish("jkk");
}

Result<Outcome> migrant_jkm(const JkmClaim& claim, const rules::RuleBook& rules) {
  if (!claim.phase) {
    return Error{Errc::bad_value, "phase", "before, during or after the work abroad"};
  }
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKM.claim_years");
  if (!r.condition("no_work_accident", !claim.work_accident)) r.refuse("work_accident");
  if (*claim.phase == MigrantPhase::during) {
    r.step("migrant.jkm_during").take("migrant.JKM_during").done();
    return r.finish("jkm");
  }
  r.step("jkm.lump_sum").take("migrant.JKM_lump_sum").done();
  r.step("jkm.periodic").take("migrant.JKM_periodic").done();
  r.step("jkm.funeral").take("migrant.JKM_funeral").done();
  return r.finish("jkm");
}

Result<Outcome> migrant_aid(const MigrantAidClaim& claim, const rules::RuleBook& rules) {
  if (const Status good = check_days(claim.event); !good) return good.error();
  if (const Status good = check_amount("loss", claim.loss); !good) return good.error();
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKK.claim_years");
  switch (claim.aid) {
    case MigrantAid::failed_departure:
      r.step("migrant.failed_departure").take("migrant.failed_departure").done();
      break;
    case MigrantAid::return_loss:
      r.step("migrant.return_loss")
          .take("loss", claim.loss)
          .at_most("migrant.return_loss_max")
          .done();
      break;
    case MigrantAid::rape: r.step("migrant.rape").take("migrant.rape").done(); break;
    case MigrantAid::dismissed: r.step("migrant.dismissed").take("migrant.dismissed").done(); break;
    case MigrantAid::misplaced:
      r.step("migrant.misplaced").take("migrant.misplaced").done();
      write_at_most(r, "migrant.misplaced_transport", claim.loss,
                    "migrant.misplaced_transport_max");
      break;
  }
  return r.finish("migrant_aid");
}

}  // namespace payung::benefits
