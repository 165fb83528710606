// Goal: every step, condition and reason that the rule cases bring up has words in both languages,
// and the letter says the sum, its parts, the law and the last day. Method: all cases of
// rules/cases, words as the binary carries them; one letter line by line.
#include "views/outcome.hpp"

#include <gtest/gtest.h>

#include <set>

#include "adapters/text/catalogue.hpp"
#include "cases/testing.hpp"

namespace payung::views {
namespace {

void collect(const reckoning::Step& step, std::set<std::string>* keys) {
  keys->insert("benefits.step." + step.code);
  for (const reckoning::Operand& operand : step.operands) {
    keys->insert("benefits.op." + std::string(to_text(operand.op)));
    keys->insert("benefits.unit." + std::string(to_text(operand.unit)));
  }
  for (const reckoning::Step& part : step.parts) collect(part, keys);
}

TEST(OutcomeWords, AreThereInBothLanguages) {
  std::set<std::string> keys;
  for (const cases::RuleCase& one : cases::all_cases()) {
    const auto outcome = cases::answer(one.question, law());
    if (!outcome) continue;
    collect(outcome->trace, &keys);
    if (!outcome->reason.empty()) keys.insert("benefits.reason." + outcome->reason);
    for (const auto& condition : outcome->conditions) {
      keys.insert("benefits.condition." + condition.code);
    }
  }
  EXPECT_GT(keys.size(), 100U);
  for (const char* language : {"id", "en"}) {
    const auto words = text::Catalogue::load(language);
    for (const std::string& key : keys) EXPECT_TRUE(words.has(key)) << language << " " << key;
  }
}

Words words_of(const text::Catalogue& catalogue) {
  return [&catalogue](std::string_view key, auto args) { return catalogue.text(key, args); };
}

cases::Question death() {
  cases::Question question{"jkm", *Date::parse("2025-01-15"), {}};
  question.given["member_since"] = *Date::parse("2024-01-01");
  return question;
}

TEST(OutcomeLetter, SaysWhatIsOwedAndWhy) {
  const auto outcome = cases::answer(death(), law());
  ASSERT_TRUE(outcome.ok());
  const auto catalogue = text::Catalogue::load("id");
  const auto lines = outcome_letter(*outcome, *Date::parse("2025-01-15"), words_of(catalogue));
  const std::vector<std::string> wanted{
      "Hak atas Manfaat Jaminan Kematian (JKM). Kejadian tanggal 15 Januari 2025.",
      "Yang menjadi hak Anda: Rp42.000.000",
      "Jumlah itu terdiri dari:",
      "- Santunan sekaligus: Rp20.000.000",
      "  Dasar: PP 82/2019.",
      "- Santunan berkala, dibayar sekaligus: Rp12.000.000",
      "  Cara menghitung: Rp500.000 × 24 bulan.",
      "  Dasar: PP 82/2019.",
      "- Biaya pemakaman: Rp10.000.000",
      "  Dasar: PP 82/2019.",
      "Ajukan paling lambat 15 Januari 2030; setelah itu hak ini gugur.",
      "Bila ada yang tidak jelas, tanyakan. Bantuan ini tidak dipungut biaya."};
  EXPECT_EQ(lines, wanted);
}

TEST(OutcomeLetter, WritesAmountsAsItsReaderDoes) {
  const auto outcome = cases::answer(death(), law());
  ASSERT_TRUE(outcome.ok());
  const auto catalogue = text::Catalogue::load("en");
  const auto lines = outcome_letter(*outcome, *Date::parse("2025-01-15"), words_of(catalogue));
  ASSERT_GT(lines.size(), 7U);
  EXPECT_EQ(lines[1], "What you are owed: Rp42,000,000");
  EXPECT_EQ(lines[3], "- Lump sum: Rp20,000,000");
  EXPECT_EQ(lines[6], "  How it is reckoned: Rp500,000 × 24 months.");
}

TEST(OutcomeLetter, SaysWhyNothingIsOwed) {
  cases::Question question = death();
  question.given["claimed"] = *Date::parse("2030-01-16");
  const auto outcome = cases::answer(question, law());
  ASSERT_TRUE(outcome.ok());
  const auto catalogue = text::Catalogue::load("en");
  const auto lines = outcome_letter(*outcome, *Date::parse("2025-01-15"), words_of(catalogue));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[1],
            "By the rules nothing can be paid. The right has lapsed: the request came too late.");
  EXPECT_EQ(lines[2], "- Not met: Claimed in time (15 January 2030; PP 82/2019).");
}

TEST(OutcomeLetter, DuesAreNoRight) {
  cases::Question question{"pu_dues", *Date::parse("2025-04-01"), {}};
  question.given["wage"] = std::int64_t{12'000'000};
  const auto outcome = cases::answer(question, law());
  ASSERT_TRUE(outcome.ok());
  const auto catalogue = text::Catalogue::load("id");
  const auto lines = outcome_letter(*outcome, *Date::parse("2025-04-01"), words_of(catalogue));
  ASSERT_GT(lines.size(), 12U);
  EXPECT_EQ(lines[0], "Iuran sebulan pekerja penerima upah, 1 April 2025.");
  EXPECT_EQ(lines[1], "Yang harus dibayar: Rp1.065.222");
  // Above the ceiling: first the smaller amount, then the rate.
  EXPECT_EQ(lines[13],
            "  Cara menghitung: (Rp12.000.000, paling banyak Rp10.547.400) × 2%, dibulatkan ke "
            "rupiah penuh.");
}

TEST(OutcomeJson, HasTheWholeTrace) {
  const Date on = *Date::parse("2025-01-15");
  const auto outcome = cases::answer(death(), law());
  ASSERT_TRUE(outcome.ok());
  const Json json = outcome_json(*outcome, on);
  EXPECT_EQ(json["total"], 42'000'000);
  EXPECT_EQ(json["reason"], "");
  ASSERT_EQ(json["trace"]["parts"].size(), 3U);
  const Json& funeral = json["trace"]["parts"][2];
  EXPECT_EQ(funeral["code"], "jkm.funeral");
  EXPECT_EQ(funeral["amount"], 10'000'000);
  EXPECT_EQ(funeral["operands"][0]["op"], "take");
  EXPECT_EQ(funeral["operands"][0]["parameter"]["key"], "JKM.funeral");
  EXPECT_EQ(funeral["operands"][0]["parameter"]["regulation"], "PP 82/2019");
  EXPECT_EQ(json["facts"]["last_day_to_claim"], "2030-01-15");
}

}  // namespace
}  // namespace payung::views
