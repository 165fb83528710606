#include "app/status_of_person.hpp"

#include <algorithm>
#include <map>

#include "coverage/terms.hpp"
#include "store/coverage.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using Payers = std::map<std::int64_t, store::BilledPayer>;

std::optional<store::BilledPayer> payer_at(const Payers& payers, std::int64_t id) {
  const auto found = payers.find(id);
  if (found == payers.end()) return {};
  return found->second;
}

/// The line that paid the month, for its bill, its payment and its rule rows.
std::optional<store::StoredLine> paying_line(const std::vector<store::StoredLine>& lines,
                                             Programme programme, Month month) {
  std::optional<store::StoredLine> found;
  for (const store::StoredLine& line : lines) {
    if (line.programme == programme && line.month == month && line.payment &&
        line.amount > Rupiah(0)) {
      found = line;
    }
  }
  return found;
}

Result<std::vector<OpenDue>> open_dues(Environment& env,
                                       const std::vector<store::StoredLine>& lines,
                                       const Payers& payers) {
  std::map<std::pair<Month, std::int64_t>, OpenDue> dues;
  for (const store::StoredLine& line : lines) {
    if (line.payment) continue;
    const auto payer = payer_at(payers, line.payer);
    const auto due_on = billing::due_date(line.month, env.rules);
    if (!due_on) return due_on.error();
    if (!payer) return Error{Errc::integrity, "bill " + std::to_string(line.bill), "payer"};
    OpenDue& due = dues.try_emplace({line.month, line.payer},
                                    OpenDue{line.month, line.bill, *payer, Rupiah(0), *due_on})
                       .first->second;
    const auto sum = due.amount.plus(line.amount);
    if (!sum) return sum.error();
    due.amount = *sum;
  }
  std::vector<OpenDue> open;
  for (const auto& [key, due] : dues) {
    if (due.amount != Rupiah(0)) open.push_back(due);
  }
  return open;
}

Result<ProgrammeStatus> programme_status(Environment& env, std::int64_t person, Programme programme,
                                         const std::vector<coverage::Term>& terms, Date on,
                                         const std::vector<store::StoredLine>& lines,
                                         const Payers& payers) {
  const auto paid = store::paid_months_of(env.database, person, programme);
  if (!paid) return paid.error();
  auto answer = coverage::coverage_on(on, terms, *paid, env.rules);
  if (!answer) return answer.error();
  const auto after = Date::from_days(on.days_since_1970() + 1);
  if (!after) return after.error();
  auto spans = coverage::coverage_spans(*after, terms, *paid, env.rules);
  if (!spans) return spans.error();
  ProgrammeStatus status{programme, *std::move(answer), {}, {}, *std::move(spans)};
  if (status.answer.paid_month) {
    status.paid_line = paying_line(lines, programme, *status.answer.paid_month);
    if (status.paid_line) status.paid_by = payer_at(payers, status.paid_line->payer);
  }
  return status;
}

coverage::Covered covered_by_all(const std::vector<ProgrammeStatus>& programmes) {
  using coverage::Covered;
  if (programmes.empty()) return Covered::no;
  Covered all = Covered::yes;
  for (const ProgrammeStatus& one : programmes) {
    // JHT is savings that a worker may drop; it does not decide whether an accident is covered.
    if (one.programme == Programme::jht && programmes.size() > 1) continue;
    if (one.answer.covered == Covered::no) return Covered::no;
    if (one.answer.covered == Covered::conditional) all = Covered::conditional;
  }
  return all;
}

Result<PersonStatus> status_of(Environment& env, std::int64_t person, Date on,
                               const Payers& payers) {
  const auto events = store::membership_events_of(env.database, person);
  if (!events) return events.error();
  const auto lines = store::lines_of_person(env.database, person);
  if (!lines) return lines.error();
  PersonStatus status{person, coverage::Covered::no, {}, {}, {}};
  for (const Programme programme : all_programmes()) {
    const auto terms = coverage::terms_of(*events, programme);
    if (terms.empty()) continue;
    auto one = programme_status(env, person, programme, terms, on, *lines, payers);
    if (!one) return one.error();
    status.programmes.push_back(*std::move(one));
  }
  status.covered = covered_by_all(status.programmes);
  for (const auto& member : enrolment::members_in(*events, on.month_of())) {
    status.payer = payer_at(payers, member.payer);
  }
  auto due = open_dues(env, *lines, payers);
  if (!due) return due.error();
  status.due = *std::move(due);
  return status;
}

Result<Payers> all_payers(Environment& env) {
  const auto all = store::billed_payers(env.database);
  if (!all) return all.error();
  Payers payers;
  for (const store::BilledPayer& payer : *all) payers.emplace(payer.id, payer);
  return payers;
}

}  // namespace

Result<PersonStatus> status_of_one(Environment& env, std::int64_t person, Date on) {
  const auto payers = all_payers(env);
  if (!payers) return payers.error();
  return status_of(env, person, on, *payers);
}

Result<StatusResult> status_of_person(Environment& env, const Nik& nik, Date on) {
  const auto persons = store::persons_of_nik(env.database, nik);
  if (!persons) return persons.error();
  const auto payers = all_payers(env);
  if (!payers) return payers.error();
  StatusResult result{nik, on, {}};
  for (const std::int64_t person : *persons) {
    auto one = status_of(env, person, on, *payers);
    if (!one) return one.error();
    result.people.push_back(*std::move(one));
  }
  return result;
}

}  // namespace payung::app
