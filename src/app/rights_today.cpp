#include "app/rights_today.hpp"

#include "app/status_of_person.hpp"
#include "cases/question.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

/// As declared; without a declaration the lowest line of the income table, as in a claim.
Result<std::string> declared_wage(Environment& env, std::int64_t person) {
  const auto events = store::membership_events_of(env.database, person);
  if (!events) return events.error();
  std::string wage = "0";
  for (const auto& member : enrolment::members_in(*events, env.today.month_of())) {
    if (member.income) wage = std::to_string(member.income->amount());
  }
  return wage;
}

Result<cases::Question> question_of(Environment& env, std::int64_t person,
                                    const ProgrammeStatus& status) {
  const bool accident = status.programme == Programme::jkk;
  cases::Question question{accident ? "jkk" : "jkm", env.today, {}};
  std::vector<std::string> given{"claimed=" + env.today.text(),
                                 "covered=" + std::string(to_text(status.answer.covered))};
  if (accident) {
    const auto wage = declared_wage(env, person);
    if (!wage) return wage.error();
    given.insert(given.end(), {"segment=BPU", "ending=death", "wage=" + *wage});
  } else {
    const auto start = status.answer.membership_start;
    given.push_back("member_since=" + (start ? *start : env.today).text());
  }
  for (const std::string& one : given) {
    if (const Status added = question.add(one); !added) return added.error();
  }
  return question;
}

}  // namespace

Result<std::vector<RightToday>> rights_today(Environment& env, std::int64_t person) {
  const auto status = status_of_one(env, person, env.today);
  if (!status) return status.error();
  std::vector<RightToday> rights;
  for (const ProgrammeStatus& one : status->programmes) {
    if (one.programme != Programme::jkk && one.programme != Programme::jkm) continue;
    const auto question = question_of(env, person, one);
    if (!question) return question.error();
    const auto outcome = cases::answer(*question, env.rules);
    if (!outcome) return outcome.error();
    if (!outcome->reason.empty() || outcome->total == Rupiah(0)) continue;
    rights.push_back({one.programme == Programme::jkk ? "jkk_death" : "jkm", outcome->total,
                      outcome->used.empty() ? "" : outcome->used.front()->source.citation()});
  }
  return rights;
}

}  // namespace payung::app
