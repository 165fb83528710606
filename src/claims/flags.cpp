#include "claims/flags.hpp"

namespace payung::claims {
namespace {

bool tells_of_the_same(const Surroundings& around, const OtherClaim& other) {
  if (is_death(around.kind)) return is_death(other.kind);
  return around.kind == other.kind && around.happened_on == other.happened_on;
}

std::string days_text(Date from, Date to) {
  return std::to_string(to.days_since_1970() - from.days_since_1970());
}

}  // namespace

std::string_view to_text(Flag flag) {
  switch (flag) {
    case Flag::same_event: return "same_event";
    case Flag::activity_after_death: return "activity_after_death";
    case Flag::soon_after_enrolment: return "soon_after_enrolment";
    case Flag::shared_account: return "shared_account";
    case Flag::reported_late: return "reported_late";
    case Flag::receiver_died: return "receiver_died";
  }
  PAYUNG_CHECK(false);
}

Result<std::vector<Doubt>> doubts_of(const Surroundings& around, const rules::RuleBook& rules) {
  std::vector<Doubt> doubts;
  Doubt same{Flag::same_event, around.happened_on.text(), {}, {}};
  for (const OtherClaim& other : around.others) {
    if (tells_of_the_same(around, other)) same.claims.push_back(other.claim);
  }
  if (!same.claims.empty()) doubts.push_back(std::move(same));
  if (is_death(around.kind) && around.alive_after && *around.alive_after > around.happened_on) {
    doubts.push_back({Flag::activity_after_death, around.alive_after->text(), {}, {}});
  }
  if (around.membership_start && *around.membership_start <= around.happened_on) {
    const auto term = rules.find("claim.flag_days_after_start", around.reported_on);
    if (!term) return term.error();
    const auto days =
        around.happened_on.days_since_1970() - around.membership_start->days_since_1970();
    if (days < term->number) {
      doubts.push_back({Flag::soon_after_enrolment,
                        days_text(*around.membership_start, around.happened_on),
                        {},
                        *term});
    }
  }
  if (!around.same_account.empty()) {
    const auto most = rules.find("claim.flag_people_per_account", around.reported_on);
    if (!most) return most.error();
    const auto people = static_cast<std::int64_t>(around.same_account.size()) + 1;
    if (people >= most->number) {
      doubts.push_back({Flag::shared_account, std::to_string(people), around.same_account, *most});
    }
  }
  if (around.kind == Kind::jkk || around.kind == Kind::jkk_death) {
    const auto term = rules.find("JKK.report_days", around.happened_on);
    if (!term) return term.error();
    const auto days = around.reported_on.days_since_1970() - around.happened_on.days_since_1970();
    if (days > term->number) {
      doubts.push_back({Flag::reported_late, std::to_string(days), {}, *term});
    }
  }
  if (is_death(around.kind) && around.receiver_died) {
    doubts.push_back({Flag::receiver_died, "", {}, {}});
  }
  return doubts;
}

}  // namespace payung::claims
