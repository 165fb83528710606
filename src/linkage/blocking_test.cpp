// Goal: candidates hold whom they should, and no careless key explodes.
// Method: pairs that share one key only; one block of thousands; old rows against new ones.
#include "linkage/blocking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace payung::linkage {
namespace {

TEST(Blocking, OneSharedKeyIsEnough) {
  struct Case {
    RecordView a;
    RecordView b;
    bool candidates;
  };
  for (const Case& c : {
           Case{{.nik = "3319031708750001"}, {.nik = "331903.170875.0001"}, true},
           Case{{.nik = "3319031708751234"}, {.nik = "3319031708751230"}, true},  // last digit lost
           Case{{.phone = "081234567890"}, {.phone = "+6281234567890"}, true},
           Case{{.name = "Budi", .birth_date = "1975-08-05"},
                {.name = "Budi", .birth_date = "1975-05-08"},
                true},  // day and month swapped
           Case{{.name = "Budi Santoso", .village = "WATES"},
                {.name = "BUDISANTOSO", .village = "WATES"},
                true},
           Case{{.name = "Budi"}, {.name = "Budi"}, false},  // a name alone is no key
           Case{{.village = "WATES"}, {.village = "WATES"}, false},
           Case{{}, {}, false},
       }) {
    RecordTable table;
    table.add(c.a);
    table.add(c.b);
    EXPECT_EQ(candidate_pairs(table).size(), c.candidates ? 1U : 0U)
        << c.a.nik << c.a.name << c.a.phone;
  }
}

TEST(Blocking, BigBlocksAreGuarded) {
  // Five thousand rows with the same NIK, phone, village and date: not 12 million pairs.
  RecordTable table;
  for (int i = 0; i < 5000; ++i) {
    table.add({.id = i,
               .nik = "3319031708750001",
               .name = "NAMA" + std::string(1, static_cast<char>('A' + i % 26)),
               .birth_date = "1975-08-17",
               .village = "WATES",
               .phone = "081234567890"});
  }
  const auto pairs = candidate_pairs(table);
  EXPECT_LT(pairs.size(), 500'000U);
  EXPECT_GT(pairs.size(), 5000U);
  EXPECT_TRUE(std::is_sorted(pairs.begin(), pairs.end()));
  EXPECT_EQ(std::adjacent_find(pairs.begin(), pairs.end()), pairs.end());
}

TEST(Blocking, OnlyPairsWithANewRow) {
  RecordTable table;
  for (int i = 0; i < 30; ++i) table.add({.id = i, .phone = "081234567890"});
  auto candidates = Candidates::find(
      table, [](std::size_t count, const auto& body) { body(0, count); }, 29);
  std::size_t pairs = 0;
  for (std::size_t part = 0; part < Candidates::part_count; ++part) {
    for (const auto& pair : candidates.take(part)) {
      EXPECT_EQ(pair.b, 29U);
      ++pairs;
    }
  }
  EXPECT_EQ(pairs, 29U);
}

}  // namespace
}  // namespace payung::linkage
