// Goal: rows become persons as a careful clerk would have it, and humans have the last word.
// Method: small lists with a truth known by hand, with the shipped weights; shuffled and split runs
// must agree; decisions, NIKs and hostile input are tried one by one.
#include "linkage/link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "base/testing.hpp"
#include "linkage/borrowed_niks.hpp"
#include "linkage/proven_niks.hpp"

namespace payung::linkage {
namespace {

const Weights& shipped() {
  static const Weights weights = [] {
    std::ifstream file(source_folder() + "/data/linkage_weights.csv");
    std::stringstream content;
    content << file.rdbuf();
    return *Weights::load(content.str());
  }();
  return weights;
}

void alone(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body) {
  body(0, count);
}

struct Row {
  std::int64_t id = 0;
  std::int32_t list = 1;
  std::string nik = {};
  std::string name = {};
  std::string born = {};
  std::string sex = {};
  std::string mother = {};
  std::string address = {};
  std::string village = {};
  std::string phone = {};
};

RecordTable table_of(const std::vector<Row>& rows) {
  RecordTable table;
  for (const auto& row : rows) {
    table.add({.id = row.id,
               .list = row.list,
               .nik = row.nik,
               .name = row.name,
               .birth_date = row.born,
               .sex = row.sex,
               .mother = row.mother,
               .address = row.address,
               .village = row.village,
               .phone = row.phone});
  }
  return table;
}

Outcome linked(const RecordTable& table, std::span<const Decision> decisions = {},
               const ParallelFor& parallel = alone) {
  SilentProgress progress;
  auto outcome = link(table, shipped(), {}, decisions, parallel, progress);
  EXPECT_TRUE(outcome.ok());
  return *outcome;
}

/// The clusters as sets of ids, so that two runs can be compared whatever the places.
std::set<std::set<std::int64_t>> persons(const RecordTable& table, const Outcome& outcome) {
  std::map<std::uint32_t, std::set<std::int64_t>> by_root;
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    by_root[outcome.cluster[i]].insert(table.at(i).id);
  }
  std::set<std::set<std::int64_t>> all;
  for (const auto& [root, ids] : by_root) all.insert(ids);
  return all;
}

std::vector<Row> family() {
  return {
      {1, 1, "3319031708750001", "Budi Santoso", "1975-08-17", "L", "Karsinah", "JL MURIA 5",
       "LORAM KULON", "081234567890"},
      {2, 2, "3319031708750001", "H. BUDI SANTOSA", "1975-08-17", "L", "", "JL MURIA 5",
       "LORAM KULON", ""},
      {3, 3, "", "Santoso Budi", "17/08/1975", "L", "", "JL MURIA 5", "LORAM KULON",
       "+6281234567890"},
      // His twin brother, his son and his wife.
      {4, 1, "3319031708750002", "Bambang Santoso", "1975-08-17", "L", "Karsinah", "JL MURIA 5",
       "LORAM KULON", "081234567890"},
      {5, 2, "3319032003020003", "Agus Santoso", "2002-03-20", "L", "Wahyuni", "JL MURIA 5",
       "LORAM KULON", "081234567890"},
      {6, 2, "3319036506780001", "Sri Wahyuni", "1978-06-25", "P", "Painah", "JL MURIA 5",
       "LORAM KULON", "081234567890"},
  };
}

TEST(Link, AFamily) {
  const RecordTable table = table_of(family());
  EXPECT_EQ(persons(table, linked(table)),
            (std::set<std::set<std::int64_t>>{{1, 2, 3}, {4}, {5}, {6}}));
}

// The village typed 31 December for both, as it does for the old, and nobody has a number.
TEST(Link, ACoupleOfOneDayIsTwo) {
  const Row husband{1, 1, "", "Sumadi", "1960-12-31", "L", "", "DK KRAJAN", "LORAM KULON", "0812"};
  const Row wife{2, 1, "", "Sumiati", "1960-12-31", "P", "", "DK KRAJAN", "LORAM KULON", "0812"};
  Row elsewhere = wife;
  elsewhere.list = 2;
  for (const Row& other : {wife, elsewhere}) {
    const RecordTable table = table_of({husband, other});
    const Outcome outcome = linked(table);
    EXPECT_EQ(persons(table, outcome), (std::set<std::set<std::int64_t>>{{1}, {2}}));
    EXPECT_EQ(outcome.reviews.size(), 1U);  // a clerk is asked
  }
}

TEST(Link, ATwinWithoutNumberBesideTheOtherIsTwo) {
  const RecordTable table = table_of({{1, 1, "3319025703900001", "Dewi Ratna", "1990-03-17", "P",
                                       "Sari", "DK KRAJAN", "LORAM KULON", "081234567890"},
                                      {2, 1, "", "Dewi Ratih", "1990-03-17", "P", "Sari",
                                       "DK KRAJAN", "LORAM KULON", "081234567890"}});
  const Outcome outcome = linked(table);
  EXPECT_EQ(persons(table, outcome), (std::set<std::set<std::int64_t>>{{1}, {2}}));
  EXPECT_EQ(outcome.reviews.size(), 1U);
}

TEST(Link, NamesakesOfTwoVillagesAreAsked) {
  const Row siti{1, 1, "", "Siti", "1982-06-27", "P", "", "DK KRAJAN", "LORAM KULON", ""};
  const Row other{2, 2, "", "Siti", "1982-06-27", "P", "", "DK SIDO", "GRIBIG", ""};
  const Row longer{2, 2, "", "Siti Kasmirah", "1982-06-27", "P", "", "DK SIDO", "GRIBIG", ""};
  Row phoned = other;
  Row phoning = siti;
  phoned.phone = phoning.phone = "081234567890";
  Row numbered = siti;
  Row renumbered = other;
  numbered.nik = "3319026706820001";
  renumbered.nik = "3319056706820004";  // two figures apart, of another district, and her own date
  const struct {
    const char* why;
    Row one;
    Row two;
    std::size_t people;
  } cases[] = {{"one word, no number", siti, other, 2},
               {"one word of two", siti, longer, 2},
               {"one phone", phoning, phoned, 1},
               {"each with a number of her own", numbered, renumbered, 2}};
  for (const auto& c : cases) {
    const RecordTable table = table_of({c.one, c.two});
    EXPECT_EQ(persons(table, linked(table)).size(), c.people) << c.why;
  }
}

TEST(Link, NothingAndOne) {
  EXPECT_TRUE(linked(table_of({})).cluster.empty());
  EXPECT_EQ(linked(table_of({family()[0]})).cluster, std::vector<std::uint32_t>{0});
}

TEST(Link, EmptyRowsAreNobodysTwin) {
  const RecordTable table = table_of({{1, 1}, {2, 2}, {3, 3}});
  EXPECT_EQ(linked(table).cluster, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Link, TwoClearlyDifferentNiksAskAHuman) {
  auto rows = family();
  rows.resize(1);
  rows.push_back(rows[0]);
  rows[1].id = 2;
  rows[1].list = 2;
  rows[1].nik = "3578121708752468";  // the same date, another region and serial
  const RecordTable table = table_of(rows);
  const Outcome outcome = linked(table);
  EXPECT_NE(outcome.cluster[0], outcome.cluster[1]);
  ASSERT_EQ(outcome.reviews.size(), 1U);
  EXPECT_EQ(outcome.reviews[0].cause, ReviewCause::niks_differ);
  const std::vector<Decision> same{{1, 2, Decision::Verdict::same}};
  const Outcome decided = linked(table, same);
  EXPECT_EQ(decided.cluster[0], decided.cluster[1]);
  EXPECT_TRUE(decided.reviews.empty());
}

/// Twins whose names are a letter apart and whose NIKs follow each other, by list.
Row twin(std::int64_t id, std::int32_t list, const char* serial, const char* name) {
  return {id,
          list,
          std::string("331909061104") + serial,
          name,
          "2004-11-06",
          "L",
          "",
          "DK SAWAH 3",
          "REJOSARI",
          "081234567890"};
}

TEST(Link, TwinsWhoseNumbersOneListNamesAreTwo) {
  const RecordTable table =
      table_of({twin(1, 1, "0001", "Hasan Basri"), twin(2, 1, "0002", "Hasin Basri"),
                twin(3, 2, "0001", "HASAN BASRI"), twin(4, 2, "0002", "HASIN BASRI")});
  EXPECT_EQ(persons(table, linked(table)), (std::set<std::set<std::int64_t>>{{1, 3}, {2, 4}}));
}

TEST(Link, TwinsWhoseNumbersTwoListsNameEachAreTwo) {
  const RecordTable table =
      table_of({twin(1, 1, "0001", "Hasan Basri"), twin(2, 2, "0001", "Hasan Basri"),
                twin(3, 3, "0002", "Hasin Basri"), twin(4, 4, "0002", "Hasin Basri")});
  const Outcome outcome = linked(table);
  EXPECT_EQ(persons(table, outcome), (std::set<std::set<std::int64_t>>{{1, 2}, {3, 4}}));
  ASSERT_FALSE(outcome.reviews.empty());
  EXPECT_EQ(outcome.reviews[0].cause, ReviewCause::niks_differ);
}

TEST(Link, ASlipThatOneListMadeIsOnePerson) {
  const RecordTable table =
      table_of({twin(1, 1, "0001", "Hasan Basri"), twin(2, 2, "0001", "HASAN BASRI"),
                twin(3, 3, "0002", "Hasan Basri")});
  EXPECT_EQ(persons(table, linked(table)), (std::set<std::set<std::int64_t>>{{1, 2, 3}}));
}

TEST(Link, NoClusterBridgesTwoNiks) {
  // A row without NIK fits both; it must not bring them together.
  auto rows = family();
  rows.resize(1);
  rows.push_back(rows[0]);
  rows[1].id = 2;
  rows[1].nik = "3578121708752468";
  rows.push_back(rows[0]);
  rows[2].id = 3;
  rows[2].list = 3;
  rows[2].nik = "";
  const Outcome outcome = linked(table_of(rows));
  EXPECT_NE(outcome.cluster[0], outcome.cluster[1]);
}

TEST(Link, DecisionsOverrideAndCanBeUndone) {
  const RecordTable table = table_of(family());
  const std::vector<Decision> apart{{1, 2, Decision::Verdict::different}};
  const Outcome outcome = linked(table, apart);
  EXPECT_NE(outcome.cluster[0], outcome.cluster[1]);
  for (const auto& review : outcome.reviews) {
    EXPECT_FALSE(table.at(review.pair.a).id == 1 && table.at(review.pair.b).id == 2);
  }
  const std::vector<Decision> together{{4, 5, Decision::Verdict::same}};
  const Outcome joined = linked(table, together);
  EXPECT_EQ(joined.cluster[3], joined.cluster[4]);
  EXPECT_EQ(persons(table, linked(table)),
            (std::set<std::set<std::int64_t>>{{1, 2, 3}, {4}, {5}, {6}}));
}

TEST(Link, DecisionsThatCannotBe) {
  const RecordTable table = table_of(family());
  SilentProgress progress;
  const std::vector<Decision> contradiction{{1, 2, Decision::Verdict::same},
                                            {2, 3, Decision::Verdict::same},
                                            {1, 3, Decision::Verdict::different}};
  const auto conflict = link(table, shipped(), {}, contradiction, alone, progress);
  ASSERT_FALSE(conflict.ok());
  EXPECT_EQ(conflict.error().code, Errc::conflict);
  const std::vector<Decision> unknown{{1, 99, Decision::Verdict::same}};
  const auto missing = link(table, shipped(), {}, unknown, alone, progress);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, Errc::not_found);
}

/// Some three hundred rows of a hundred people in two villages, each in up to three lists with a
/// slip now and then; no two people alike.
std::vector<Row> town() {
  const std::vector<std::string> first{"BUDI", "SRI",    "AGUS", "SITI", "JOKO",
                                       "DEWI", "RAHMAT", "WATI", "EKO",  "NUR"};
  const std::vector<std::string> last{"SANTOSO", "WAHYUNI", "KURNIAWAN", "LESTARI", "HARTONO",
                                      "PERMATA", "SAPUTRA", "ANGGRAINI", "GUNAWAN", "UTAMI"};
  std::vector<Row> rows;
  for (int person = 0; person < 100; ++person) {
    const auto part = static_cast<std::size_t>(person);
    const std::string name = first[part % 10] + " " + last[part / 10];
    const int day = 1 + person % 28;
    const int month = 1 + person * 7 % 12;
    const int year = 1950 + person % 50;
    const auto two = [](int value) {
      return std::string(value < 10 ? "0" : "") + std::to_string(value);
    };
    const std::string born = std::to_string(year) + "-" + two(month) + "-" + two(day);
    const std::string nik =
        "331903" + two(day) + two(month) + two(year % 100) + "00" + two(person % 90 + 1);
    for (int list = 1; list <= 3; ++list) {
      if ((person + list) % 4 == 0) continue;
      Row row{person * 10 + list,
              list,
              nik,
              name,
              born,
              "",
              "",
              "DK KRAJAN " + two(person),
              person % 2 == 0 ? "WATES" : "JEPANG",
              ""};
      if ((person + list) % 5 == 0) std::swap(row.name[1], row.name[2]);
      if ((person + list) % 7 == 0) row.nik.clear();
      rows.push_back(row);
    }
  }
  return rows;
}

TEST(Link, TheOrderOfRowsDoesNotMatter) {
  auto rows = town();
  const RecordTable straight = table_of(rows);
  const auto expected = persons(straight, linked(straight));
  EXPECT_EQ(expected.size(), 100U);
  for (const std::size_t step : {7U, 31U, 101U}) {
    std::vector<Row> shuffled;
    for (std::size_t i = 0; i < rows.size(); ++i) shuffled.push_back(rows[i * step % rows.size()]);
    const RecordTable table = table_of(shuffled);
    EXPECT_EQ(persons(table, linked(table)), expected) << step;
  }
  std::reverse(rows.begin(), rows.end());
  const RecordTable reversed = table_of(rows);
  EXPECT_EQ(persons(reversed, linked(reversed)), expected);
}

TEST(Link, ThreadsDoNotMatter) {
  const RecordTable table = table_of(town());
  const Outcome one = linked(table);
  for (const std::size_t threads : {2U, 3U, 64U}) {
    const Outcome many = linked(
        table, {},
        [threads](std::size_t count, const std::function<void(std::size_t, std::size_t)>& body) {
          std::vector<std::thread> parts;
          for (std::size_t i = 0; i < threads; ++i) {
            parts.emplace_back(body, count * i / threads, count * (i + 1) / threads);
          }
          for (auto& part : parts) part.join();
        });
    EXPECT_EQ(many.cluster, one.cluster);
    EXPECT_EQ(many.candidates, one.candidates);
    ASSERT_EQ(many.reviews.size(), one.reviews.size());
    for (std::size_t i = 0; i < one.reviews.size(); ++i) {
      EXPECT_EQ(many.reviews[i].pair, one.reviews[i].pair);
    }
  }
}

TEST(LinkAdded, JoinsNewRowsToKnownPersons) {
  const auto rows = town();
  const RecordTable whole = table_of(rows);
  const auto expected = persons(whole, linked(whole));
  for (const std::size_t known :
       {std::size_t{0}, std::size_t{1}, rows.size() / 2, rows.size() - 1, rows.size()}) {
    RecordTable table = table_of({rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(known)});
    const Outcome before = linked(table);
    for (std::size_t i = known; i < rows.size(); ++i) {
      const auto& row = rows[i];
      table.add({.id = row.id,
                 .list = row.list,
                 .nik = row.nik,
                 .name = row.name,
                 .birth_date = row.born,
                 .address = row.address,
                 .village = row.village});
    }
    SilentProgress progress;
    const auto after = link_added(table, before.cluster, shipped(), {}, {}, alone, progress);
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(persons(table, *after), expected) << known;
    EXPECT_EQ(after->candidates == 0, known == rows.size());
  }
}

TEST(Link, KeepsTheLinksWhenAsked) {
  const RecordTable table = table_of(family());
  SilentProgress progress;
  const auto outcome = link(table, shipped(), {.links = Links::keep}, {}, alone, progress);
  ASSERT_TRUE(outcome.ok());
  ASSERT_FALSE(outcome->links.empty());
  for (const auto& link : outcome->links) {
    EXPECT_EQ(outcome->cluster[link.pair.a], outcome->cluster[link.pair.b]);
    EXPECT_EQ(explain(table, shipped(), link.pair.a, link.pair.b).total_millibits, link.millibits);
  }
  EXPECT_TRUE(linked(table).links.empty());
}

class Stop final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return true; }
};

TEST(Link, ManyRowsTypedAlikeAreOnePerson) {
  // One row pasted five thousand times: neither every pair nor every cluster is walked.
  std::vector<Row> rows(5000, family()[0]);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].id = static_cast<std::int64_t>(i);
  const Outcome outcome = linked(table_of(rows));
  EXPECT_TRUE(std::all_of(outcome.cluster.begin(), outcome.cluster.end(),
                          [](std::uint32_t root) { return root == 0; }));
  EXPECT_TRUE(outcome.reviews.empty());
}

TEST(Link, StopsWhenAsked) {
  Stop progress;
  const auto outcome = link(table_of(family()), shipped(), {}, {}, alone, progress);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, Errc::interrupted);
}

TEST(Explain, AddsUp) {
  const RecordTable table = table_of(family());
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    for (std::uint32_t b = 0; b < table.size(); ++b) {
      if (a == b) continue;
      const auto explanation = explain(table, shipped(), a, b);
      std::int32_t sum = explanation.prior_millibits;
      for (const auto& reason : explanation.reasons) sum += reason.millibits;
      EXPECT_EQ(sum, explanation.total_millibits);
      EXPECT_EQ(explanation.reasons.size(), evidence_count);
    }
  }
}

TEST(BorrowedNiks, AFamilyCardIsNobodysNik) {
  // The card's number, issued 12 May 2013, stands for three people; the fourth has his own.
  const RecordTable table = table_of({
      {1, 1, "3319031205130007", "Budi Santoso", "1975-08-17", "L"},
      {2, 1, "3319031205130007", "Sri Wahyuni", "1978-06-25", "P"},
      {3, 1, "3319031205130007", "Agus Pratama", "2002-03-20", "L"},
      {4, 1, "3319031708750001", "Budi Santoso", "1975-08-17", "L"},
  });
  EXPECT_EQ(borrowed_niks(table), (std::vector<bool>{true, true, true, false}));
}

TEST(BorrowedNiks, AWifeWithHerHusbandsNumberStillAsks) {
  // Two people: the number is his, hers is a matter for a human.
  const RecordTable table = table_of({
      {1, 1, "3319031708750001", "Budi Santoso", "1975-08-17", "L"},
      {2, 1, "3319031708750001", "Sri Wahyuni", "1978-06-25", "P"},
  });
  EXPECT_EQ(borrowed_niks(table), (std::vector<bool>{false, false}));
}

}  // namespace
}  // namespace payung::linkage
