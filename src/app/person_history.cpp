#include "app/person_history.hpp"

#include <algorithm>

#include "store/membership.hpp"

namespace payung::app {
namespace {

using store::HistoryEvent;
using store::HistoryKind;

void add_cover(const PersonStatus& status, std::vector<HistoryEvent>& events) {
  for (const ProgrammeStatus& one : status.programmes) {
    for (const coverage::Span& span : one.spans) {
      events.push_back({span.from.text(),
                        HistoryKind::coverage,
                        "programme " + std::string(to_text(one.programme)),
                        {{"state", std::string(coverage::to_text(span.state))},
                         {"reason", std::string(coverage::to_text(span.reason))},
                         {"until", span.until.text()}}});
    }
  }
}

/// The programme that decides: the first one whose answer is that of the whole.
const ProgrammeStatus* deciding(const PersonStatus& status) {
  for (const ProgrammeStatus& one : status.programmes) {
    if (one.answer.covered == status.covered) return &one;
  }
  return status.programmes.empty() ? nullptr : &status.programmes.front();
}

Status explain(const PersonStatus& status, IdentityAnswer& answer) {
  answer.member = !status.programmes.empty();
  answer.covered = status.covered;
  answer.payer = status.payer;
  const ProgrammeStatus* decides = deciding(status);
  answer.reason =
      decides == nullptr ? "never_member" : std::string(coverage::to_text(decides->answer.reason));
  if (decides != nullptr) answer.covered_until = decides->answer.covered_until;
  if (decides != nullptr && !answer.payer) answer.payer = decides->paid_by;
  for (const ProgrammeStatus& one : status.programmes) {
    for (const rules::Value& value : one.answer.citations) {
      const std::string words = value.source.citation();
      if (std::ranges::find(answer.citations, words) == answer.citations.end()) {
        answer.citations.push_back(words);
      }
    }
  }
  for (const OpenDue& due : status.due) {
    const auto sum = answer.due.plus(due.amount);
    if (!sum) return sum.error();
    answer.due = *sum;
  }
  return {};
}

/// The one whose answer is told when a NIK stands for several: the best covered.
const PersonStatus& best_of(const std::vector<PersonStatus>& people) {
  const auto rank = [](const PersonStatus& status) {
    if (status.covered == coverage::Covered::yes) return 0;
    if (status.covered == coverage::Covered::conditional) return 1;
    return status.programmes.empty() ? 3 : 2;
  };
  return *std::ranges::min_element(people, {}, rank);
}

}  // namespace

Result<PersonHistory> person_history(Environment& env, std::int64_t person, Date on) {
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  const auto known = store::person_known(env.database, person);
  if (!known) return known.error();
  if (!*known) return Error{Errc::not_found, "person " + std::to_string(person)};
  auto events = store::history_of_person(env.database, person);
  if (!events) return events.error();
  const auto status = status_of_one(env, person, on);
  if (!status) return status.error();
  add_cover(*status, *events);
  store::sort_history(*events);
  return PersonHistory{person, on, *std::move(events)};
}

Result<IdentityAnswer> identity_check(Environment& env, const Nik& nik, Date on) {
  const auto persons = store::persons_of_nik(env.database, nik);
  if (!persons) return persons.error();
  return identity_of_all(env, *persons, on);
}

Result<IdentityAnswer> identity_of_all(Environment& env, std::span<const std::int64_t> persons,
                                       Date on) {
  IdentityAnswer answer;
  answer.reason = "unknown";
  if (persons.empty()) return answer;
  std::vector<PersonStatus> people;
  for (const std::int64_t person : persons) {
    auto one = status_of_one(env, person, on);
    if (!one) return one.error();
    people.push_back(*std::move(one));
  }
  answer.known = true;
  answer.persons.assign(persons.begin(), persons.end());
  if (const auto done = explain(best_of(people), answer); !done) return done.error();
  return answer;
}

Result<IdentityAnswer> identity_of_person(Environment& env, std::int64_t person, Date on) {
  const auto known = store::person_known(env.database, person);
  if (!known) return known.error();
  if (!*known) return Error{Errc::not_found, "person " + std::to_string(person)};
  const auto status = status_of_one(env, person, on);
  if (!status) return status.error();
  IdentityAnswer answer;
  answer.known = true;
  answer.persons = {person};
  if (const auto done = explain(*status, answer); !done) return done.error();
  return answer;
}

}  // namespace payung::app
