#include "cases/question.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "benefits/benefits.hpp"
#include "cases/inputs.hpp"
#include "cases/written.hpp"
#include "contributions/contributions.hpp"
#include "coverage/coverage.hpp"
#include "reckoning/reckoner.hpp"

/// The table of the kinds of questions: their inputs, and the calculation each goes to.
namespace payung::cases {
namespace {

using reckoning::Outcome;
using rules::RuleBook;

using Names = std::vector<std::string_view>;

contributions::BpuMonth bpu_month(Inputs& in, Month month) {
  contributions::BpuMonth query{month};
  query.programmes = in.programmes(query.programmes);
  query.declared_income = in.rupiah("income", Rupiah(0));
  query.sector = in.kind("sector", parse_sector, Sector::other);
  query.payer = in.kind("payer", parse_payer_kind, PayerKind::self);
  return query;
}

benefits::Event event(Inputs& in) {
  benefits::Event event{in.on(), in.day_if_any("claimed"), in.day_if_any("birth"),
                        coverage::Covered::yes};
  const bool conditional = in.given("covered") && in_small(in.word("covered")) == "conditional";
  if (conditional) {
    event.covered = coverage::Covered::conditional;
  } else if (!in.yes("covered", true)) {
    event.covered = coverage::Covered::no;
  }
  return event;
}

Result<Outcome> ask_bpu_dues(Inputs& in, const RuleBook& rules) {
  const auto query = bpu_month(in, in.on().month_of());
  if (in.failed()) return in.error();
  return contributions::bpu_dues(query, rules);
}

Result<Outcome> ask_bpu_arrears(Inputs& in, const RuleBook& rules) {
  const contributions::BpuArrears query{in.month("last_paid"), in.on(),
                                        bpu_month(in, in.on().month_of())};
  if (in.failed()) return in.error();
  return contributions::bpu_arrears(query, rules);
}

Result<Outcome> ask_bpu_ahead(Inputs& in, const RuleBook& rules) {
  const contributions::BpuAhead query{bpu_month(in, in.on().month_of()), in.number("months"),
                                      in.number("workers", 1)};
  if (in.failed()) return in.error();
  return contributions::bpu_ahead(query, rules);
}

Result<Outcome> ask_bpu_surplus(Inputs& in, const RuleBook& rules) {
  const contributions::BpuPrepaid query{bpu_month(in, in.on().month_of()), in.number("months"),
                                        in.rupiah("paid")};
  if (in.failed()) return in.error();
  return contributions::bpu_surplus(query, rules);
}

Result<Outcome> ask_entry(Inputs& in, const RuleBook& rules) {
  contributions::Entry query{in.day("birth"), in.on(), in.day_if_any("agreement")};
  query.programmes = in.programmes(query.programmes);
  query.employs_others = in.yes("employs_others");
  if (in.failed()) return in.error();
  return contributions::entry(query, rules);
}

Result<Outcome> ask_branch_count(Inputs& in, const RuleBook& rules) {
  const contributions::BranchCount query{
      in.on(), in.number("workers"), in.number("months"),
      in.kind("payer", parse_payer_kind, PayerKind::apbd_regency)};
  if (in.failed()) return in.error();
  return contributions::branch_count(query, rules);
}

contributions::PuMonth pu_month(Inputs& in) {
  contributions::PuMonth query{in.on().month_of(), in.rupiah("wage")};
  query.risk_class = static_cast<int>(std::clamp<std::int64_t>(in.number("risk_class", 1), 0, 9));
  query.size =
      in.kind("size", contributions::parse_employer_size, contributions::EmployerSize::medium);
  if (in.given("programmes")) query.programmes = in.programmes({});
  query.labour_intensive = in.yes("labour_intensive");
  query.workers = in.number("workers", 1);
  return query;
}

Result<Outcome> ask_pu_dues(Inputs& in, const RuleBook& rules) {
  const auto query = pu_month(in);
  if (in.failed()) return in.error();
  return contributions::pu_dues(query, rules);
}

Result<Outcome> ask_jkp_dues(Inputs& in, const RuleBook& rules) {
  const auto query = pu_month(in);
  if (in.failed()) return in.error();
  return contributions::jkp_dues(query, in.on(), rules);
}

Result<Outcome> ask_pu_fine(Inputs& in, const RuleBook& rules) {
  const contributions::PuLate query{in.month("month"), in.rupiah("dues"), in.on()};
  if (in.failed()) return in.error();
  return contributions::pu_fine(query, rules);
}

Result<Outcome> ask_jp_ceiling(Inputs& in, const RuleBook& rules) {
  const contributions::JpCeiling query{in.on(), in.rupiah("before"), in.share("growth")};
  if (in.failed()) return in.error();
  return contributions::jp_ceiling(query, rules);
}

Result<Outcome> ask_construction(Inputs& in, const RuleBook& rules) {
  const contributions::Construction query{in.on(), in.rupiah_if_any("contract"),
                                          in.rupiah_if_any("wage")};
  if (in.failed()) return in.error();
  return contributions::construction_dues(query, rules);
}

Result<Outcome> ask_migrant(Inputs& in, const RuleBook& rules) {
  const contributions::Migrant query{in.on(), !in.yes("alone"), in.number("months", 24),
                                     in.number("excess_months", 0), in.rupiah_if_any("jht")};
  if (in.failed()) return in.error();
  return contributions::migrant_dues(query, rules);
}

Result<Outcome> ask_deadline(Inputs& in, const RuleBook& rules) {
  const std::string key = in.word("key");
  if (in.failed()) return in.error();
  return contributions::deadline(key, in.on(), rules);
}

/// What the rules say on the day, without any calculation.
Result<Outcome> ask_parameter(Inputs& in, const RuleBook& rules) {
  const std::string key = in.word("key");
  if (in.failed()) return in.error();
  reckoning::Reckoner r(rules, in.on());
  const auto& value = r.parameter(key);
  r.fact("value", value.unit == rules::Unit::word ? value.word : std::to_string(value.number));
  return r.finish("parameter");
}

/// Coverage of the day from the first day of membership and the paid months.
Result<Outcome> ask_coverage(Inputs& in, const RuleBook& rules) {
  const coverage::Term term{in.day("member_since"), in.day_if_any("ended"),
                            coverage::EndReason::left};
  std::vector<coverage::PaidMonth> paid;
  for (const std::string& text : in.words("paid")) {
    // A day alone does not say whether it is the month that is meant or the payment.
    const auto alone =
        written_day(text) ? Result<Month>(Error{Errc::bad_month, "paid"}) : written_month(text);
    const auto month = alone ? alone : Month::parse(text.substr(0, 7));
    const auto day = !alone && text.size() > 8 ? Date::parse(text.substr(8))
                                               : Result<Date>(month ? month->first_day() : in.on());
    if (!month || !day) {
      in.fail("paid", "months such as 2025-01, or 2025-01 2025-01-20 with the day of payment");
      break;
    }
    paid.push_back({*month, *day});
  }
  if (in.failed()) return in.error();
  std::sort(paid.begin(), paid.end());
  const auto found = coverage::coverage_on(in.on(), std::span(&term, 1), paid, rules);
  if (!found) return found.error();
  reckoning::Reckoner r(rules, in.on());
  for (const rules::Value& value : found->citations) r.note(value);
  r.fact("state", std::string(to_text(found->state)));
  r.fact("covered", std::string(to_text(found->covered)));
  r.fact("months_unpaid", std::to_string(found->months_unpaid));
  if (found->membership_start) r.fact("member_since", found->membership_start->text());
  return r.finish("coverage");
}

Result<Outcome> ask_jkk(Inputs& in, const RuleBook& rules) {
  benefits::JkkClaim claim{event(in)};
  claim.cause = in.kind("cause", benefits::parse_cause, benefits::Cause::accident);
  claim.ending = in.kind("ending", benefits::parse_ending, benefits::Ending::recovered);
  claim.segment = in.kind("segment", parse_segment, Segment::bpu);
  claim.wage = in.rupiah("wage", Rupiah(0));
  claim.daily_wage = in.rupiah_if_any("daily_wage");
  claim.treatment = in.rupiah("treatment", Rupiah(0));
  claim.transport = {in.rupiah("transport_land", Rupiah(0)), in.rupiah("transport_sea", Rupiah(0)),
                     in.rupiah("transport_air", Rupiah(0))};
  claim.months_off = in.number("months_off", 0);
  claim.days_off = in.number("days_off", 0);
  for (const std::string& text : in.words("losses")) {
    const auto loss = benefits::Loss::parse(text);
    if (!loss) return loss.error();
    claim.losses.push_back(*loss);
  }
  claim.home_care = in.rupiah("home_care", Rupiah(0));
  claim.home_care_months = in.number("home_care_months", 0);
  claim.prosthesis = in.rupiah("prosthesis", Rupiah(0));
  claim.dentures = in.rupiah("dentures", Rupiah(0));
  claim.hearing_aid = in.rupiah("hearing_aid", Rupiah(0));
  claim.glasses = in.rupiah("glasses", Rupiah(0));
  claim.rehabilitation = in.rupiah("rehabilitation", Rupiah(0));
  claim.return_to_work = in.rupiah("return_to_work", Rupiah(0));
  claim.left_work = in.day_if_any("left_work");
  claim.reported = in.day_if_any("reported");
  claim.employer_arrears_months = in.number("employer_arrears_months", 0);
  if (in.failed()) return in.error();
  return benefits::jkk(claim, rules);
}

Result<Outcome> ask_jkm(Inputs& in, const RuleBook& rules) {
  benefits::JkmClaim claim{event(in), in.on()};
  claim.segment = in.kind("segment", parse_segment, Segment::bpu);
  // The months of membership do not matter for a migrant worker, nor is the first day needed.
  claim.member_since =
      claim.segment == Segment::migrant ? in.day("member_since", in.on()) : in.day("member_since");
  claim.work_accident = in.yes("work_accident");
  if (in.given("phase")) {
    claim.phase = in.kind("phase", benefits::parse_migrant_phase, benefits::MigrantPhase::during);
  }
  if (in.failed()) return in.error();
  return benefits::jkm(claim, rules);
}

Result<Outcome> ask_migrant_aid(Inputs& in, const RuleBook& rules) {
  benefits::MigrantAidClaim claim{event(in)};
  claim.aid = in.kind("aid", benefits::parse_migrant_aid, benefits::MigrantAid::failed_departure);
  claim.loss = in.rupiah("loss", Rupiah(0));
  if (in.failed()) return in.error();
  return benefits::migrant_aid(claim, rules);
}

Result<Outcome> ask_scholarship(Inputs& in, const RuleBook& rules) {
  benefits::ScholarshipClaim claim{event(in),
                                   in.kind("programme", parse_programme, Programme::jkk),
                                   in.number("dues_months", 0),
                                   in.day("first_year", in.on()),
                                   {}};
  for (const std::string& text : in.words("children")) {
    const auto child = benefits::Child::parse(text);
    if (!child) return child.error();
    claim.children.push_back(*child);
  }
  if (in.failed()) return in.error();
  return benefits::scholarship(claim, rules);
}

Result<Outcome> ask_jht(Inputs& in, const RuleBook& rules) {
  benefits::JhtClaim claim{event(in)};
  claim.reason = in.kind("why", benefits::parse_jht_reason, benefits::JhtReason::retirement);
  claim.balance = in.rupiah("balance");
  claim.stopped = in.day_if_any("stopped");
  claim.member_since = in.day_if_any("member_since");
  claim.partial_before = in.yes("partial_before");
  if (in.failed()) return in.error();
  return benefits::jht(claim, rules);
}

Result<Outcome> ask_jp(Inputs& in, const RuleBook& rules) {
  benefits::JpClaim claim{event(in)};
  claim.kind = in.kind("who", benefits::parse_jp_kind, benefits::JpKind::old_age);
  claim.months = in.number("months");
  claim.average_wage = in.rupiah("average_wage");
  claim.density = in.share("density", 10'000);
  claim.balance = in.rupiah("balance", Rupiah(0));
  claim.child_birth = in.day_if_any("child_birth");
  if (in.failed()) return in.error();
  return benefits::jp(claim, rules);
}

Result<Outcome> ask_jp_indexed(Inputs& in, const RuleBook& rules) {
  const benefits::JpIndexed query{in.on(), in.rupiah("before"), in.share("inflation")};
  if (in.failed()) return in.error();
  return benefits::jp_indexed(query, rules);
}

Result<Outcome> ask_jkp(Inputs& in, const RuleBook& rules) {
  benefits::JkpClaim claim{event(in)};
  claim.wage = in.rupiah("wage");
  claim.months = in.number("months", 6);
  claim.dues_months = in.number("dues_months", 24);
  if (in.given("dues_in_a_row")) claim.dues_in_a_row = in.number("dues_in_a_row");
  claim.registered = in.day_if_any("registered");
  claim.new_job = in.day_if_any("new_job");
  claim.employer_arrears_months = in.number("employer_arrears_months", 0);
  if (in.given("programmes")) claim.programmes = in.programmes({});
  const auto size =
      in.kind("size", contributions::parse_employer_size, contributions::EmployerSize::medium);
  claim.size = std::string(contributions::to_text(size));
  claim.health_insurance = in.yes("health_insurance", true);
  claim.citizen = in.yes("citizen", true);
  if (in.failed()) return in.error();
  return benefits::jkp(claim, rules);
}

Result<Outcome> ask_heirs(Inputs& in, const RuleBook& rules) {
  const benefits::Heirs query{in.on(), in.words("present")};
  if (in.failed()) return in.error();
  return benefits::heirs(query, rules);
}

Result<Outcome> ask_paid_late(Inputs& in, const RuleBook& rules) {
  const benefits::PaidLate query{in.kind("programme", parse_programme, Programme::jkm),
                                 in.rupiah("benefit"), in.on(), in.day("paid_on")};
  if (in.failed()) return in.error();
  return benefits::paid_late(query, rules);
}

struct Kind {
  std::string_view name;
  std::string_view inputs;  ///< between spaces
  Result<Outcome> (*ask)(Inputs&, const RuleBook&);
};

constexpr std::array<Kind, 25> kKinds{{
    {"bpu_dues", " programmes income sector payer ", ask_bpu_dues},
    {"bpu_arrears", " last_paid programmes income sector payer ", ask_bpu_arrears},
    {"bpu_ahead", " months workers programmes income sector payer ", ask_bpu_ahead},
    {"bpu_surplus", " months paid programmes income sector payer ", ask_bpu_surplus},
    {"entry", " birth agreement programmes employs_others ", ask_entry},
    {"branch_count", " workers months payer ", ask_branch_count},
    {"pu_dues", " wage risk_class size programmes labour_intensive workers ", ask_pu_dues},
    {"jkp_dues", " wage risk_class size programmes labour_intensive workers ", ask_jkp_dues},
    {"pu_fine", " month dues ", ask_pu_fine},
    {"jp_ceiling", " before growth ", ask_jp_ceiling},
    {"construction_dues", " contract wage ", ask_construction},
    {"migrant_dues", " alone months excess_months jht ", ask_migrant},
    {"deadline", " key ", ask_deadline},
    {"parameter", " key ", ask_parameter},
    {"coverage", " member_since ended paid ", ask_coverage},
    {"jkk",
     " claimed birth covered cause ending segment wage daily_wage treatment transport_land "
     "transport_sea transport_air months_off days_off losses home_care home_care_months "
     "prosthesis dentures hearing_aid glasses rehabilitation return_to_work left_work reported "
     "employer_arrears_months ",
     ask_jkk},
    {"jkm", " claimed birth covered member_since work_accident segment phase ", ask_jkm},
    {"migrant_aid", " claimed birth covered aid loss ", ask_migrant_aid},
    {"scholarship", " claimed birth covered programme dues_months first_year children ",
     ask_scholarship},
    {"jht", " claimed birth covered why balance stopped member_since partial_before ", ask_jht},
    {"jp", " claimed birth covered who months average_wage density balance child_birth ", ask_jp},
    {"jp_indexed", " before inflation ", ask_jp_indexed},
    {"jkp",
     " claimed birth covered wage months dues_months dues_in_a_row registered new_job "
     "employer_arrears_months programmes size health_insurance citizen ",
     ask_jkp},
    {"heirs", " present ", ask_heirs},
    {"paid_late", " programme benefit paid_on ", ask_paid_late},
}};

const Kind* find_kind(std::string_view name) {
  for (const Kind& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

Error unknown_kind() {
  std::string list;
  for (const Kind& kind : kKinds) list.append(list.empty() ? "" : ", ").append(kind.name);
  return {Errc::bad_value, "kind", list};
}

bool knows(const Kind& kind, std::string_view input) {
  return kind.inputs.find(" " + std::string(input) + " ") != std::string_view::npos;
}

Names names_of(const Kind& kind) {
  Names names;
  std::string_view rest = kind.inputs;
  while (rest.size() > 1) {
    rest.remove_prefix(1);
    const auto end = rest.find(' ');
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return names;
}

std::string list_of(const Kind& kind) {
  std::string list;
  for (const std::string_view name : names_of(kind)) {
    list.append(list.empty() ? "" : ", ").append(name);
  }
  return list;
}

}  // namespace

std::vector<std::string_view> kinds() {
  std::vector<std::string_view> names;
  for (const Kind& kind : kKinds) names.push_back(kind.name);
  return names;
}

Result<std::vector<std::string_view>> inputs_of(std::string_view name) {
  const Kind* kind = find_kind(name);
  if (kind == nullptr) return unknown_kind();
  return names_of(*kind);
}

Status Question::add(std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    return Error{Errc::bad_option, std::string(assignment), "name=value"};
  }
  if (assignment.substr(0, equals) == "on") {
    const auto day = written_day(assignment.substr(equals + 1));
    if (!day) return Error{Errc::bad_date, "on", day.error().detail};
    on = *day;
    return {};
  }
  given.insert_or_assign(std::string(assignment.substr(0, equals)),
                         Given(std::string(assignment.substr(equals + 1))));
  return {};
}

Result<reckoning::Outcome> answer(const Question& question, const rules::RuleBook& rules) {
  const Kind* kind = find_kind(question.kind);
  if (kind == nullptr) return unknown_kind();
  if (!question.on) return Error{Errc::bad_date, "on", "the day is missing"};
  if (const Status near = within_horizon("on", *question.on); !near) return near.error();
  for (const auto& [name, value] : question.given) {
    if (!knows(*kind, name)) {
      return Error{Errc::bad_value, name, question.kind + " takes " + list_of(*kind)};
    }
  }
  Inputs in(question);
  return kind->ask(in, rules);
}

}  // namespace payung::cases
