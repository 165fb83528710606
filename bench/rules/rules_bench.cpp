// Ours of bench/rules: dues and unpaid months of a population that run.py has written.
//   rules_bench FOLDER RULES MONTHS  prints one JSON line: seconds of each round, sums, one person
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cases/question.hpp"
#include "contributions/bulk.hpp"

namespace {

using payung::Date;
using payung::MonthRange;
using payung::PayerKind;
using payung::Programme;
using payung::Rupiah;
using payung::Sector;
namespace cases = payung::cases;
namespace contributions = payung::contributions;
namespace rules = payung::rules;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class Number>
std::vector<Number> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::vector<Number> numbers(static_cast<std::size_t>(file.tellg()) / sizeof(Number));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(numbers.data()),
            static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
  return numbers;
}

rules::RuleBook load(const std::string& folder) {
  std::vector<rules::RuleFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files.push_back({entry.path().string(), text.str()});
  }
  auto book = rules::RuleBook::load(files);
  PAYUNG_CHECK(book.ok());
  return *std::move(book);
}

struct People {
  std::vector<std::int64_t> income;
  std::vector<std::uint8_t> sector;
  std::vector<std::uint8_t> payer;
};

/// The whole way: rules looked up, people sorted, every person and month written.
double bulk_round(const People& people, const rules::RuleBook& rules, MonthRange months,
                  std::vector<std::int64_t>& dues) {
  const auto start = Clock::now();
  const auto bulk = contributions::BulkDues::of(months, {Programme::jkk, Programme::jkm}, rules);
  PAYUNG_CHECK(bulk.ok());
  const std::size_t count = people.income.size();
  std::vector<contributions::Sort> sorts(count);
  for (std::size_t i = 0; i < count; ++i) {
    sorts[i] = bulk->sort_of(Rupiah(people.income[i]), static_cast<Sector>(people.sector[i]),
                             static_cast<PayerKind>(people.payer[i]));
  }
  for (int month = 0; month < bulk->months(); ++month) {
    bulk->month(month, sorts,
                std::span(dues).subspan(static_cast<std::size_t>(month) * count, count));
  }
  return seconds_since(start);
}

double unpaid_round(const std::vector<std::uint8_t>& paid, std::size_t count,
                    std::vector<std::uint16_t>& unpaid) {
  const auto start = Clock::now();
  std::fill(unpaid.begin(), unpaid.end(), std::uint16_t{0});
  for (std::size_t at = 0; at < paid.size(); at += count) {
    contributions::unpaid_in_a_row(std::span(paid).subspan(at, count), unpaid);
  }
  return seconds_since(start);
}

/// Of this process alone: what others do on the machine meanwhile does not count.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// Microseconds of processor time for twelve months of one person, the tables being there; and for
/// one answer with every step and source.
void one_person(const rules::RuleBook& rules, MonthRange months) {
  const auto bulk = contributions::BulkDues::of(months, {Programme::jkk, Programme::jkm}, rules);
  PAYUNG_CHECK(bulk.ok());
  constexpr int kTimes = 1'000'000;
  std::int64_t sum = 0;
  double start = cpu_seconds();
  for (int i = 0; i < kTimes; ++i) {
    const auto sort =
        bulk->sort_of(Rupiah(i * 20), static_cast<Sector>(i % 13), static_cast<PayerKind>(i % 8));
    for (int month = 0; month < bulk->months(); ++month) sum += bulk->due(sort, month).amount();
  }
  const double table_us = cpu_seconds() - start;
  cases::Question question{"jkk", *Date::parse("2025-01-15"), {}};
  question.given["wage"] = std::int64_t{1'000'000};
  question.given["ending"] = std::string("death");
  constexpr int kAnswers = 20'000;
  start = cpu_seconds();
  for (int i = 0; i < kAnswers; ++i) sum += cases::answer(question, rules)->total.amount();
  const double answer_us = (cpu_seconds() - start) * 1e6 / kAnswers;
  std::printf(
      "\"one_person_12_months_us\": %.4f, \"one_explained_claim_us\": %.2f, \"check\": %lld",
      table_us * 1e6 / kTimes, answer_us, static_cast<long long>(sum));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string folder = argv[1];
  const auto rules = load(argv[2]);
  const auto months = MonthRange::parse(argv[3]);
  if (!months) return 2;
  const People people{read<std::int64_t>(folder + "/income"),
                      read<std::uint8_t>(folder + "/sector"),
                      read<std::uint8_t>(folder + "/payer")};
  const std::size_t count = people.income.size();
  std::vector<std::int64_t> dues(count * static_cast<std::size_t>(months->count()));
  std::printf("{\"bulk_s\": [");
  for (int round = 0; round < 5; ++round) {
    std::printf("%s%.6f", round == 0 ? "" : ", ", bulk_round(people, rules, *months, dues));
  }
  std::int64_t sum = 0;
  for (const std::int64_t one : dues) sum += one;
  std::printf("], \"sum\": %lld, \"unpaid_s\": [", static_cast<long long>(sum));
  const auto paid = read<std::uint8_t>(folder + "/paid");
  std::vector<std::uint16_t> unpaid(count);
  for (int round = 0; round < 5; ++round) {
    std::printf("%s%.6f", round == 0 ? "" : ", ", unpaid_round(paid, count, unpaid));
  }
  std::int64_t unpaid_sum = 0;
  for (const std::uint16_t one : unpaid) unpaid_sum += one;
  std::printf("], \"unpaid_sum\": %lld, ", static_cast<long long>(unpaid_sum));
  one_person(rules, *months);
  std::printf("}\n");
  std::ofstream out(folder + "/ours_unpaid", std::ios::binary);
  out.write(reinterpret_cast<const char*>(unpaid.data()),
            static_cast<std::streamsize>(unpaid.size() * sizeof(std::uint16_t)));
  return 0;
}
