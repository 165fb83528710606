// planner_bench [PEOPLE]: how fast the planner answers while a slider moves. A million invented
// people of 35 regencies, ten budgets with conditions of their own, four kinds of questions.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "allocation/board.hpp"

namespace payung::allocation {
namespace {

/// Of one person and month; any figure will do.
constexpr std::int64_t kPrice = 10'000;

Candidates people(int count) {
  std::mt19937 random(1);
  Candidates all;
  all.sender_sets = {{}, {"a"}, {"b"}, {"a", "b"}};
  for (int i = 0; i < count; ++i) {
    Candidate one;
    one.person = i + 1;
    one.sector = static_cast<Sector>(random() % 13);
    char text[32];
    std::snprintf(text, sizeof text, "33.%02u.%02u.2%03u", 1 + static_cast<unsigned>(random() % 35),
                  1 + static_cast<unsigned>(random() % 17),
                  1 + static_cast<unsigned>(random() % 15));
    one.home = *RegionCode::parse(text);
    one.decile = 1 + static_cast<int>(random() % 10);
    one.poverty = eligibility::Register::listed;
    one.birth_date =
        *Date::of(1955 + static_cast<int>(random() % 50), 1 + static_cast<int>(random() % 12),
                  1 + static_cast<int>(random() % 28));
    one.listed = i;
    one.sender_set = static_cast<std::uint32_t>(random() % 4);
    all.people.push_back(one);
  }
  return all;
}

Funding funding() {
  Funding all;
  all.priority = {{PriorityKey::By::decile, {}, {}, {}}, {PriorityKey::By::age_desc, {}, {}, {}}};
  const MonthRange year{*Month::parse("2025-01"), *Month::parse("2026-01")};
  for (int i = 0; i < 10; ++i) {
    Budget one{i + 1, 1, "b" + std::to_string(i), Rupiah(1), std::nullopt, year, {}, 0, {}, ""};
    one.may_cover.sectors = {static_cast<Sector>(i)};
    if (i % 2 == 1) one.may_cover.areas = {*RegionCode::parse("33.05")};
    if (i % 3 == 0) one.may_cover.age_limit_years = 65;
    all.budgets.push_back(one);
  }
  return all;
}

double ms_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

void measure(int size) {
  const Candidates all = people(size);
  auto begin = std::chrono::steady_clock::now();
  const Board board(all, funding(), *Date::parse("2025-06-01"));
  std::printf("%d people sorted into groups: %.0f ms\n", size, ms_since(begin));
  const PriceOf price = [](PayerKind, Sector, Month) -> Result<Rupiah> { return Rupiah(kPrice); };
  constexpr int kRounds = 50;
  for (int kind = 0; kind < 4; ++kind) {
    BoardQuestion question{{*Month::parse("2025-06"), *Month::parse("2026-01")}};
    question.amount = Rupiah(15'000'000'000 * (kind + 1));
    if (kind % 2 == 1) question.sectors = {Sector::agriculture, Sector::trade};
    if (kind >= 2) question.areas = {*RegionCode::parse("33.19")};
    if (kind == 3) question.budget = 0;
    begin = std::chrono::steady_clock::now();
    std::int64_t covered = 0;
    for (int i = 0; i < kRounds; ++i) covered = board.answer(question, price)->covered;
    std::printf("question %d: %.1f ms, %lld covered\n", kind + 1, ms_since(begin) / kRounds,
                static_cast<long long>(covered));
  }
}

}  // namespace
}  // namespace payung::allocation

int main(int count, char** words) {
  payung::allocation::measure(count > 1 ? std::atoi(words[1]) : 1'000'000);
  return 0;
}
