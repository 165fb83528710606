#include "app/planner.hpp"

#include <algorithm>

#include "app/decide_eligibility.hpp"
#include "store/plans.hpp"

namespace payung::app {
namespace {

using allocation::BoardAnswer;
using allocation::BoardQuestion;
using allocation::Budget;

constexpr int kHorizonMonths = 120;

allocation::Candidates who_ask(const AllocationInput& input) {
  allocation::Candidates rest{{}, input.people.sender_sets};
  for (const auto& one : input.people.people) {
    if (!input.seated.contains(one.person)) rest.people.push_back(one);
  }
  return rest;
}

std::string citation_of(const BoardQuestion& question, const allocation::Funding& funding) {
  std::string text;
  auto keys = allocation::keys_of(question);
  keys.insert(keys.end(), funding.priority.begin(), funding.priority.end());
  for (const auto& key : keys) text += (text.empty() ? "" : " > ") + key.text();
  return text;
}

/// How long the amount pays for those covered, month by month at the price of each month.
std::optional<Month> money_until(const BoardAnswer& answer, const BoardQuestion& question,
                                 const allocation::PriceOf& price_of) {
  if (!question.amount || answer.covered == 0) return std::nullopt;
  std::map<Sector, std::int64_t> heads;
  for (const auto& cell : answer.cells) heads[cell.sector] += cell.covered;
  std::int64_t left = question.amount->amount();
  Month month = question.months.from;
  for (int i = 0; i < kHorizonMonths; ++i, month = month.plus(1)) {
    Rupiah sum;
    for (const auto& [sector, count] : heads) {
      const auto price = price_of(question.payer, sector, month);
      if (!price) return i < question.months.count() ? std::nullopt : std::optional(month);
      const auto part = price->times(count);
      if (!part) return std::nullopt;
      const auto next = sum.plus(*part);
      if (!next) return std::nullopt;
      sum = *next;
    }
    if (sum.amount() > left) return month;
    left -= sum.amount();
  }
  return month;
}

}  // namespace

/// One scheme's people as of a stamp.
struct Planner::Held {
  std::string stamp;
  StoredProgramme programme;
  allocation::Funding left;
  std::int64_t members;
  Month from;
  allocation::Board board;
};

Result<Planner::HeldPointer> Planner::hold(Environment& environment, const std::string& scheme) {
  auto programme = stored_programme(environment, scheme);
  if (!programme) return programme.error();
  auto stamp = store::people_stamp(environment.database, programme->version.scheme);
  if (!stamp) return stamp.error();
  *stamp += environment.today.text();
  const std::lock_guard lock(mutex_);
  auto& place = held_[programme->version.scheme];
  if (place && place->stamp == *stamp) return place;
  const auto& period = programme->file.scheme.period;
  const Date on = day_within(environment.today, period);
  const Month from = on.month_of();
  auto input = allocation_input(environment, *programme, from);
  if (!input) return input.error();
  allocation::Board board(who_ask(*input), input->left, on);
  place = std::make_shared<const Held>(  // shared: as said in the header
      Held{*std::move(stamp), *std::move(programme), std::move(input->left),
           static_cast<std::int64_t>(input->seated.size()), from, std::move(board)});
  return place;
}

Result<PlannerReport> Planner::answer(Environment& environment, const PlannerQuery& query) {
  const auto held = hold(environment, query.scheme);
  if (!held) return held.error();
  const Held& now = **held;
  const auto& scheme = now.programme.file.scheme;
  BoardQuestion question{{query.from.value_or(now.from), query.until.value_or(scheme.period.until)},
                         query.payer};
  question.amount = query.amount;
  question.heads_max = query.heads_max;
  question.first = query.first;
  question.sectors = query.sectors;
  question.areas = query.areas;
  if (!query.budget.empty()) {
    const auto& budgets = now.left.budgets;
    const auto budget = std::find_if(budgets.begin(), budgets.end(),
                                     [&](const Budget& one) { return one.code == query.budget; });
    if (budget == budgets.end()) return Error{Errc::not_found, "budget"};
    const auto payer = std::find_if(now.left.payers.begin(), now.left.payers.end(),
                                    [&](const auto& one) { return one.id == budget->payer; });
    PAYUNG_CHECK(payer != now.left.payers.end());
    question.budget = static_cast<std::size_t>(budget - budgets.begin());
    question.payer = payer->kind;
    // A plan takes no more than is left, and not a month more than the budget has.
    if (budget->amount)
      question.amount = std::min(query.amount.value_or(*budget->amount), *budget->amount);
    if (budget->heads_max) {
      question.heads_max =
          std::min(query.heads_max.value_or(*budget->heads_max), *budget->heads_max);
    }
    question.months.from = std::max(question.months.from, budget->months.from);
    question.months.until = std::min(question.months.until, budget->months.until);
  }
  if (question.months.empty() || question.months.count() > kHorizonMonths) {
    return Error{Errc::bad_month, "until", scheme.period.text()};
  }
  const auto price = price_of(environment, scheme.programmes);
  auto answer = now.board.answer(question, price);
  if (!answer) return answer.error();
  PlannerReport report{now.programme.version.code,
                       question.months,
                       query.budget,
                       question.payer,
                       question.amount,
                       question.heads_max,
                       now.members,
                       {},
                       std::nullopt,
                       citation_of(question, now.left)};
  report.money_until = money_until(*answer, question, price);
  report.answer = *std::move(answer);
  return report;
}

Result<PlannerTable> Planner::table(Environment& environment, const std::string& scheme) {
  const auto held = hold(environment, scheme);
  if (!held) return held.error();
  const Held& now = **held;
  PlannerTable table{now.programme.version.code,
                     {now.from, now.programme.file.scheme.period.until},
                     now.members,
                     now.board.people(),
                     now.board.by_sector(),
                     now.board.by_district(),
                     {}};
  for (const Budget& budget : now.left.budgets) {
    for (const auto& payer : now.left.payers) {
      if (payer.id != budget.payer) continue;
      table.budgets.push_back(
          {budget.code, payer.name, payer.kind, budget.months, budget.amount, budget.heads_max});
    }
  }
  return table;
}

}  // namespace payung::app
