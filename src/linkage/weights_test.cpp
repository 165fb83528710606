// Goal: weights are read, told and learnt the same every time, and the bound is one.
// Method: round trips, a made-up world whose truth is known, all cells against the bound.
#include "linkage/weights.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/testing.hpp"

namespace payung::linkage {
namespace {

Weights shipped() {
  std::ifstream file(source_folder() + "/data/linkage_weights.csv");
  std::stringstream content;
  content << file.rdbuf();
  return *Weights::load(content.str());
}

TEST(Weights, RoundTrip) {
  const Weights weights = shipped();
  const auto again = Weights::load(weights.csv());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->csv(), weights.csv());
  EXPECT_NE(weights.prior(), 0);
}

TEST(Weights, RefusesWhatItDoesNotKnow) {
  for (const char* csv :
       {"kind,cell,millibits\nname,name_strange.rare,5\n", "kind,cell,millibits\nweather,rain,5\n",
        "kind,cell,millibits\nprior,,much\n", "kind,cell,millibits\nprior\n",
        "kind,cell,millibits\ndensity,9,1\n", "kind,cell,millibits\nprior,,99999999999999\n"}) {
    const auto weights = Weights::load(csv);
    ASSERT_FALSE(weights.ok()) << csv;
    EXPECT_EQ(weights.error().code, Errc::bad_value);
    EXPECT_EQ(weights.error().where, "linkage_weights.csv:2");
  }
}

TEST(Weights, BitsAreLogOdds) {
  EXPECT_EQ(probability_per_million(0), 500'000);
  EXPECT_EQ(probability_per_million(1000), 666'667);   // two to one
  EXPECT_EQ(probability_per_million(-2000), 200'000);  // one to four
  EXPECT_EQ(probability_per_million(1'000'000), 1'000'000);
  EXPECT_EQ(doublings_permille(10), 0);
  EXPECT_EQ(doublings_permille(20'000), 0);
  EXPECT_EQ(doublings_permille(80'000), 2000);
}

TEST(Weights, WhatIsMissingIsWorthNothing) {
  const Weights weights = shipped();
  for (const auto evidence : {Evidence::identity, Evidence::name, Evidence::household,
                              Evidence::sex, Evidence::birth_place, Evidence::occupation}) {
    EXPECT_EQ(weights.of(evidence, silent_cell(evidence)), 0) << to_text(evidence);
  }
  // And a clerk expects agreement to count for, contradiction against.
  EXPECT_GT(weights.of(Evidence::sex, 0), 0);
  EXPECT_LT(weights.of(Evidence::sex, 1), 0);
}

TEST(UpperBound, NoPairWeighsMore) {
  const Weights weights = shipped();
  const UpperBound bound(weights, 100'000);
  for (int nik = 0; nik <= static_cast<int>(NikRelation::missing); ++nik) {
    for (int name = 0; name <= static_cast<int>(NameRelation::missing); ++name) {
      for (int mother = 0; mother <= static_cast<int>(MotherRelation::missing); ++mother) {
        Comparison pair{.nik = static_cast<NikRelation>(nik),
                        .date = DateRelation::one_part,
                        .name = NameRelation::missing,
                        .name_rarity = 0,
                        .mother = MotherRelation::missing,
                        .place = PlaceRelation::same_village,
                        .phone = Agreement::missing,
                        .sex = Agreement::equal,
                        .birth_place = Agreement::different,
                        .occupation = Agreement::missing,
                        .same_list = false};
        const bool mothers_known = static_cast<MotherRelation>(mother) != MotherRelation::missing;
        const std::int32_t most = bound.of(pair, mothers_known);
        pair.name = static_cast<NameRelation>(name);
        pair.mother = static_cast<MotherRelation>(mother);
        for (std::uint8_t rarity = 0; rarity < rarity_count; ++rarity) {
          pair.name_rarity = rarity;
          ASSERT_LE(weights.total(pair, 100'000), most);
        }
      }
    }
  }
}

TEST(Learn, FindsWhatTellsPeopleApart) {
  // The same phone is the same person here, the same village tells nothing.
  RecordTable table;
  LabelledPairs set{&table, {}, {}};
  for (std::uint32_t i = 0; i < 200; ++i) {
    const bool same = i % 2 == 0;
    const std::string phone = "0812345" + std::to_string(10'000 + i);
    const std::string other = "0812345" + std::to_string(20'000 + i);
    table.add({.id = 2 * i, .village = "WATES", .phone = phone});
    table.add({.id = 2 * i + 1, .village = "WATES", .phone = same ? phone : other});
    set.pairs.push_back({2 * i, 2 * i + 1});
    set.same.push_back(same);
  }
  const Weights weights = learn(std::span(&set, 1));
  EXPECT_GT(weights.total(compare(table, 0, 1), table.size()), 3000);
  EXPECT_LT(weights.total(compare(table, 2, 3), table.size()), -3000);
  EXPECT_EQ(learn(std::span(&set, 1)).csv(), weights.csv());
}

TEST(Learn, NothingToLearnFrom) { EXPECT_EQ(learn({}).prior(), 0); }

}  // namespace
}  // namespace payung::linkage
