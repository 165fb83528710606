#include "benefits/claim.hpp"

/// Migrant workers: what was read of Permenaker 4/2023. Whatever else it gives is no_parameter.
namespace payung::benefits {
namespace {

using reckoning::Reckoner;

/// What is asked for besides the death: none of it was read.
bool asks_for_more(const JkkClaim& claim) {
  const Rupiah none;
  return claim.treatment != none || claim.transport.land != none || claim.transport.sea != none ||
         claim.transport.air != none || claim.months_off != 0 || claim.days_off != 0 ||
         claim.home_care != none || claim.prosthesis != none || claim.dentures != none ||
         claim.hearing_aid != none || claim.glasses != none || claim.rehabilitation != none ||
         claim.return_to_work != none;
}

}  // namespace

Result<Outcome> migrant_jkk(const JkkClaim& claim, const rules::RuleBook& rules) {
  if (claim.ending != Ending::death || asks_for_more(claim)) {
    return Error{Errc::no_parameter, "migrant.JKK_benefits",
                 "of Permenaker 4/2023 only the benefit for a death was read"};
  }
  Reckoner r(rules, claim.event.on);
  look_at_cover(r, claim.event);
  look_at_lapse(r, claim.event, "JKK.claim_years");
  r.step("migrant.jkk_death").take("migrant.JKK_death").done();
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
  }
  return r.finish("migrant_aid");
}

}  // namespace payung::benefits
