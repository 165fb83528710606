#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/kinds.hpp"
#include "coverage/coverage.hpp"
#include "reckoning/trace.hpp"

/// What is owed to a member or the family, by programme, with the steps that lead to it.
/// In: the facts of the event. Out: an Outcome; where a condition of the law fails, its `reason`
/// says which and nothing is owed. Parameters are those in force on the day of the event.
/// Errors of all: no_parameter naming key and day, never zero; bad_date for an event before birth,
/// a claim before the event and other impossible days; bad_amount, bad_value, overflow: each names
/// the input.
/// JKK and JKM of migrant workers have rules of their own (Permenaker 4/2023), of which a few were
/// read: the others are no_parameter.
/// Reasons: not_covered, right_lapsed, and those named with each function.
namespace payung::benefits {

using reckoning::Outcome;

/// What every claim has.
struct Event {
  Date on;
  std::optional<Date> claimed = {};  ///< the day of the request; empty: within time
  std::optional<Date> birth = {};    ///< of the member
  coverage::Covered covered = coverage::Covered::yes;
};

enum class Cause : std::uint8_t { accident, disease, violence };
std::string_view to_text(Cause cause);
Result<Cause> parse_cause(std::string_view text);

enum class Ending : std::uint8_t { recovered, total_disability, death };
std::string_view to_text(Ending ending);
Result<Ending> parse_ending(std::string_view text);

/// A lasting loss: a line of annex III.
struct Loss {
  std::string part;                           ///< "one_eye": the key JKK.disability.one_eye
  std::int64_t count = 1;                     ///< lines "per 10 dB" or "per 10%"
  std::optional<std::int64_t> function = {};  ///< basis points of the function that is lost
  std::optional<std::int64_t> degree = {};    ///< basis points, for a line that gives a range
  /// "one_eye", "hearing_both x3", "left_arm @5000", "scalp =2000". Errors: bad_value.
  static Result<Loss> parse(std::string_view text);
};

/// A line of that table as a form offers it: the shares are basis points of the months of wages,
/// and differ where the doctor gives a degree within a range.
struct LossLine {
  std::string part;  ///< as a Loss names it
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool verified = false;  ///< that the line itself was read
};
/// The lines in force on that day, by part.
std::vector<LossLine> loss_lines(const rules::RuleBook& rules, Date on);

struct Transport {
  Rupiah land = {};
  Rupiah sea = {};
  Rupiah air = {};
};

/// Work accident and occupational disease (JKK). Reasons also: cause_not_covered, left_too_long.
/// Facts: last_day_to_claim, last_day_to_report, paid_first_by (fund or employer).
struct JkkClaim {
  Event event;
  Cause cause = Cause::accident;
  Ending ending = Ending::recovered;
  Segment segment = Segment::bpu;
  Rupiah wage = {};  ///< a month; declared income of an informal worker. bad_value when it is
                     ///< needed of a wage earner and neither this nor the daily wage is above zero
  std::optional<Rupiah> daily_wage = {};  ///< instead of the wage
  Rupiah treatment = {};                  ///< bills, without ceiling
  Transport transport = {};               ///< receipts
  std::int64_t months_off = 0;            ///< whole months off work
  std::int64_t days_off = 0;              ///< days besides
  std::vector<Loss> losses = {};
  Rupiah home_care = {};
  std::int64_t home_care_months = 0;
  Rupiah prosthesis = {};  ///< price of the government's centre
  Rupiah dentures = {};
  Rupiah hearing_aid = {};
  Rupiah glasses = {};
  Rupiah rehabilitation = {};
  Rupiah return_to_work = {};
  std::optional<Date> left_work = {};        ///< the employment ended before the diagnosis
  std::optional<Date> reported = {};         ///< the first report; late: the employer pays first
  std::int64_t employer_arrears_months = 0;  ///< of a wage earner's employer
};
Result<Outcome> jkk(const JkkClaim& claim, const rules::RuleBook& rules);

/// When in a migrant worker's time something happened.
enum class MigrantPhase : std::uint8_t { before, during, after };
std::string_view to_text(MigrantPhase phase);
Result<MigrantPhase> parse_migrant_phase(std::string_view text);

/// Death without a work accident (JKM). Reason also: work_accident.
struct JkmClaim {
  Event event;
  Date member_since;
  bool work_accident = false;
  Segment segment = Segment::bpu;
  std::optional<MigrantPhase> phase = {};  ///< of a migrant worker: before, during, after the work
};
Result<Outcome> jkm(const JkmClaim& claim, const rules::RuleBook& rules);

/// Help in money for migrant workers and candidates that is no benefit for an accident.
enum class MigrantAid : std::uint8_t {
  failed_departure,
  return_loss,
  rape,
  dismissed,  ///< by the employer alone, not because of an accident
  misplaced,  ///< placed otherwise than agreed, against his will
};
std::string_view to_text(MigrantAid aid);
Result<MigrantAid> parse_migrant_aid(std::string_view text);
struct MigrantAidClaim {
  Event event;
  MigrantAid aid = MigrantAid::failed_departure;
  Rupiah loss = {};  ///< proven, for return_loss; the way home, for misplaced
};
Result<Outcome> migrant_aid(const MigrantAidClaim& claim, const rules::RuleBook& rules);

enum class Level : std::uint8_t { primary, junior, senior, tertiary };
std::string_view to_text(Level level);
Result<Level> parse_level(std::string_view text);

struct Schooling {
  Level level;
  std::int64_t years;
};

/// A child and the years of school it has before it, in order, from the day of the event on.
struct Child {
  Date birth;
  std::vector<Schooling> schooling = {};
  /// "2012-05-01 junior*2 senior*3". Errors: bad_date, bad_value.
  static Result<Child> parse(std::string_view text);
};

/// Scholarships of the children. The eldest come first when there are more than the law pays for.
/// Reasons: dues_too_short (JKM), no_child. Facts: child.1.years ..., last_day_to_claim.
struct ScholarshipClaim {
  Event event;  ///< the death or total disability; `claimed` is the day of the first request
  Programme programme = Programme::jkk;
  std::int64_t dues_months = 0;  ///< for JKM
  Date first_year;               ///< when the first of the years begins
  std::vector<Child> children = {};
};
Result<Outcome> scholarship(const ScholarshipClaim& claim, const rules::RuleBook& rules);

enum class JhtReason : std::uint8_t {
  retirement,
  death,
  total_disability,
  resigned,
  dismissed,
  contract_ended,
  bpu_stopped,
  preparation,
  house,
};
std::string_view to_text(JhtReason reason);
Result<JhtReason> parse_jht_reason(std::string_view text);

/// Old-age savings (JHT): dues and yield. Reasons: too_young, too_early, membership_too_short,
/// taken_before. Facts: first_day, pay_by.
struct JhtClaim {
  Event event;  ///< the day of the withdrawal
  JhtReason reason = JhtReason::retirement;
  Rupiah balance = {};
  std::optional<Date> stopped = {};       ///< work ended
  std::optional<Date> member_since = {};  ///< for partial withdrawals
  bool partial_before = false;
};
Result<Outcome> jht(const JhtClaim& claim, const rules::RuleBook& rules);

enum class JpKind : std::uint8_t { old_age, disability, widow, child, parent };
std::string_view to_text(JpKind kind);
Result<JpKind> parse_jp_kind(std::string_view text);

/// Pension (JP): a month's amount in the first year, or the savings at once. Reasons: too_young,
/// child_too_old. Facts: paid (monthly or once).
struct JpClaim {
  Event event;
  JpKind kind = JpKind::old_age;
  std::int64_t months = 0;        ///< of dues
  Rupiah average_wage = {};       ///< weighted average of a month's wage
  std::int64_t density = 10'000;  ///< basis points of the months that were paid
  Rupiah balance = {};            ///< dues and yield
  std::optional<Date> child_birth = {};
};
Result<Outcome> jp(const JpClaim& claim, const rules::RuleBook& rules);

/// A pension after its first year: last year's x (1 + inflation of the year before).
struct JpIndexed {
  Date on;
  Rupiah before = {};                       ///< a month, of the year before
  std::int64_t inflation_basis_points = 0;  ///< general inflation; may be below zero
};
Result<Outcome> jp_indexed(const JpIndexed& query, const rules::RuleBook& rules);

/// Loss of employment (JKP). Reasons: too_old, dues_too_short, right_lapsed, works_again,
/// employer_in_arrears, programmes_missing, not_in_health_insurance, no_citizen. The sum of the
/// months asked for, up to a new job. Facts: dues_counted_from, months_without_work (with a new
/// job).
struct JkpClaim {
  Event event;  ///< the dismissal
  Rupiah wage = {};
  std::int64_t months = 6;                         ///< without work
  std::int64_t dues_months = 24;                   ///< within the window
  std::optional<std::int64_t> dues_in_a_row = {};  ///< of them, the most in a row; empty: not asked
  std::optional<Date> registered = {};
  std::optional<Date> new_job = {};
  std::int64_t employer_arrears_months = 0;
  std::optional<ProgrammeSet> programmes = {};  ///< the worker is in; empty: those that are needed
  std::string size = "medium";                  ///< of the employer: micro, small, medium or large
  bool health_insurance = true;
  bool citizen = true;
};
Result<Outcome> jkp(const JkpClaim& claim, const rules::RuleBook& rules);

/// Who receives, from the classes of heirs there are. Facts: receiver, rank, receives.
struct Heirs {
  Date on;
  std::vector<std::string> present =
      {};  ///< "spouse_or_child", "siblings" ... as the rules name them
};
Result<Outcome> heirs(const Heirs& query, const rules::RuleBook& rules);

/// What BPJS Ketenagakerjaan owes for paying late. Fact: pay_by.
struct PaidLate {
  Programme programme = Programme::jkm;
  Rupiah benefit = {};
  Date complete_on;  ///< all papers were there
  Date paid_on;
};
Result<Outcome> paid_late(const PaidLate& query, const rules::RuleBook& rules);

}  // namespace payung::benefits
