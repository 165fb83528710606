#include "app/enrol.hpp"

#include <algorithm>
#include <set>

#include "app/allocate_input.hpp"
#include "app/decide_eligibility.hpp"
#include "enrolment/enrol.hpp"
#include "store/allocation.hpp"
#include "store/audit.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using enrolment::MembershipEvent;

/// Turns outcomes into events, one person after the other.
class Enroller {
 public:
  Enroller(Environment& environment, const StoredProgramme& programme)
      : environment_(environment), programme_(programme) {}

  Status read() {
    auto& database = environment_.database;
    auto events = store::membership_events(database);
    if (!events) return events.error();
    for (auto& event : *events) {
      keys_.insert(event.key);
      known_[event.person].push_back(std::move(event));
    }
    const auto decisions = store::decisions(database, programme_.version.scheme);
    if (!decisions) return decisions.error();
    for (const auto& one : *decisions) {
      if (one.answer == "yes") eligible_.insert(one.person);
    }
    const auto numbers = store::member_numbers(database);
    if (!numbers) return numbers.error();
    for (const auto& one : *numbers) numbered_.insert(one.person);
    const auto next = store::next_membership_event(database);
    if (!next) return next.error();
    next_id_ = *next;
    return each_assembled(environment_, [&](const eligibility::Assembled& one) {
      sectors_.emplace(one.facts.person, one.facts.sector.value_or(Sector::other));
      return Status{};
    });
  }

  Status add(const store::StoredOutcome& outcome, EnrolReport& report) {
    const auto& funding = programme_.file.funding;
    const auto budget = std::find_if(funding.budgets.begin(), funding.budgets.end(),
                                     [&](const auto& one) { return one.id == outcome.budget; });
    if (budget == funding.budgets.end() || !outcome.months) {
      return Error{Errc::integrity, "allocation_outcome"};
    }
    const auto payer = std::find_if(funding.payers.begin(), funding.payers.end(),
                                    [&](const auto& one) { return one.id == budget->payer; });
    if (payer == funding.payers.end()) return Error{Errc::integrity, "budget " + budget->code};
    const std::string key = "enrol:" + programme_.version.code + ":" +
                            std::to_string(report.allocation_run) + ":" +
                            std::to_string(outcome.person);
    if (keys_.contains(key)) {
      ++report.already;
      return {};
    }
    const auto start = enrolment::start_of(environment_.today, payer->kind,
                                           outcome.months->from.first_day(), environment_.rules);
    if (!start) return start.error();
    citations_.insert(start->citation);
    MembershipEvent event{next_id_,
                          outcome.person,
                          enrolment::EventKind::enrolled,
                          start->day,
                          start->month,
                          outcome.months->until,
                          payer->id,
                          budget->id,
                          sector_of(outcome.person),
                          programme_.file.scheme.programmes,
                          std::nullopt,
                          0,
                          environment_.now,
                          "allocated, " + start->citation,
                          key};
    return admit(std::move(event), report);
  }

  Status write() {
    if (const auto status =
            store::add_membership_events(environment_.database, events_, environment_.actor);
        !status) {
      return status;
    }
    return store::add_member_numbers(environment_.database, numbers_, environment_.now);
  }

  std::string citations() const {
    std::string text;
    for (const auto& one : citations_) text += (text.empty() ? "" : "; ") + one;
    return text;
  }

 private:
  Sector sector_of(std::int64_t person) const {
    const auto known = sectors_.find(person);
    return known == sectors_.end() ? Sector::other : known->second;
  }

  Status admit(MembershipEvent event, EnrolReport& report) {
    auto& known = known_[event.person];
    if (!eligible_.contains(event.person)) {
      ++report.refused["no longer eligible: allocate again"];
      return {};
    }
    if (const auto fits = enrolment::check_event(known, event); !fits) {
      if (fits.error().code != Errc::conflict) return fits;
      ++report.refused[fits.error().detail];
      return {};
    }
    if (!numbered_.contains(event.person)) {
      auto kpj = enrolment::provisional_kpj(event.person);
      if (!kpj) return kpj.error();
      numbers_.push_back({event.person, *std::move(kpj), store::NumberSource::provisional});
      numbered_.insert(event.person);
    }
    ++next_id_;
    ++report.enrolled;
    known.push_back(event);
    events_.push_back(std::move(event));
    return {};
  }

  Environment& environment_;
  const StoredProgramme& programme_;
  std::map<std::int64_t, std::vector<MembershipEvent>> known_;
  std::set<std::string> keys_;
  std::set<std::int64_t> eligible_;
  std::set<std::int64_t> numbered_;
  std::map<std::int64_t, Sector> sectors_;
  std::int64_t next_id_ = 1;
  std::vector<MembershipEvent> events_;
  std::vector<store::MemberNumber> numbers_;
  std::set<std::string> citations_;
};

}  // namespace

Result<EnrolReport> enrol_allocated(Environment& environment, std::string_view scheme_code,
                                    std::optional<std::int64_t> wanted) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto programme = stored_programme(environment, scheme_code);
  if (!programme) return programme.error();
  const auto& scheme = programme->file.scheme;
  const auto run = store::newest_allocation(environment.database, programme->version.scheme);
  if (!run) return run.error();
  if (!*run) return Error{Errc::nothing_done, "enrol", "allocate first: payung allocate"};
  if (wanted && (*run)->id != *wanted) {
    return Error{Errc::conflict, "allocation_run " + std::to_string(*wanted),
                 "it was allocated anew since: look at the newest and enrol that"};
  }
  if (const auto lawful = enrolment::check_programmes(scheme.programmes, environment.rules,
                                                      day_within(environment.today, scheme.period));
      !lawful) {
    return lawful.error();
  }
  const auto input = allocation_input(environment, *programme, (*run)->from);
  if (!input) return input.error();

  EnrolReport report{Effect::done, scheme.code, (*run)->id};
  Enroller enroller(environment, *programme);
  if (const auto status = enroller.read(); !status) return status.error();
  for (const auto& outcome : (*run)->outcomes) {
    if (outcome.standing != "paid") continue;
    if (input->seated.contains(outcome.person)) {
      ++report.already;
      continue;
    }
    if (environment.progress.stop_requested()) return Error{Errc::interrupted, "enrol"};
    if (const auto status = enroller.add(outcome, report); !status) return status.error();
  }
  report.start_citation = enroller.citations();
  if (report.enrolled == 0) {
    report.effect = Effect::nothing_new;
    transaction->leave();
    return report;
  }
  if (const auto status = enroller.write(); !status) return status.error();
  const std::string detail = scheme.code + ": " + std::to_string(report.enrolled) + " enrolled, " +
                             std::to_string(report.already) + " members before";
  if (const auto status = store::audit(environment.database,
                                       {environment.now, environment.actor, "enrol_allocated",
                                        "allocation_run " + std::to_string((*run)->id), detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

}  // namespace payung::app
