// Goal: the lists are what agencies send, their damage is as often as the table says, and the
// truth holds. Method: the rows of list_maker held against the people they are of; rates counted.
#include "synthesis/generate.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/nik.hpp"
#include "synthesis/testing_fixture.hpp"

namespace payung::synthesis {
namespace {

using test::all_of;
using test::run;

std::map<std::int64_t, Person> persons(const PopulationSettings& settings) {
  std::map<std::int64_t, Person> by_id;
  for (const Household& household : test::households(settings)) {
    for (const Person& person : household.members) by_id.emplace(person.id, person);
  }
  return by_id;
}

TEST(Generate, SameSeedSameBytes) {
  const auto settings = all_of("33.19", 3'000);
  const auto first = run(settings);
  EXPECT_EQ(first.text, run(settings).text);
  EXPECT_NE(first.text, run(all_of("33.19", 3'000, 2)).text);
}

// The bytes of a seed are a promise over machines and compilers: lists made elsewhere can be made
// again. Whoever changes generator or data on purpose writes the new number here.
TEST(Generate, BytesOfASeedDoNotDependOnTheMachine) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (const char letter : run(all_of("33.19", 2'000, 42)).text) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
  }
  EXPECT_EQ(hash, 16'216'975'271'514'324'737U);
}

TEST(Generate, AListDoesNotDependOnTheOthers) {
  const auto all = run(all_of("33.19", 3'000));
  auto settings = all_of("33.19", 3'000);
  settings.lists = {ListKind::relawan};
  const auto alone = run(settings);
  std::string of_all;
  for (const Record& record : all.records) {
    if (record.list == ListKind::relawan) append_row(of_all, record);
  }
  EXPECT_EQ(alone.text, of_all);
  EXPECT_FALSE(alone.text.empty());
}

TEST(Generate, EveryRowHasItsPersonAndANumberOfItsOwn) {
  const auto settings = all_of("33.19", 5'000);
  const auto people = persons(settings.population);
  std::set<std::string> ids;
  std::set<std::pair<ListKind, std::int64_t>> in_list;
  int repeated = 0;
  for (const Record& record : run(settings).records) {
    EXPECT_TRUE(people.contains(record.person));
    EXPECT_TRUE(ids.insert(record.cell(Column::record_id)).second);
    if (!in_list.insert({record.list, record.person}).second) ++repeated;
  }
  EXPECT_GT(repeated, 0);
}

TEST(Generate, RowsWithoutDamageAreTheTruth) {
  auto settings = all_of("33.19", 5'000);
  settings.damage_permille = 0;
  const auto people = persons(settings.population);
  const auto kept = run(settings);
  ASSERT_GT(kept.records.size(), 2'000U);
  for (const Record& record : kept.records) {
    const Person& person = people.at(record.person);
    EXPECT_TRUE(record.damage.none());
    EXPECT_EQ(record.cell(Column::nik), person.nik);
    EXPECT_TRUE(Nik::parse(record.cell(Column::nik)).ok());
    EXPECT_EQ(record.cell(Column::birth_date), person.birth.text());
    EXPECT_EQ(record.cell(Column::sex), to_text(person.sex));
  }
}

TEST(Generate, ANikWithoutNikDamageIsRightInDamagedLists) {
  const auto settings = all_of("33.19", 5'000);
  const auto people = persons(settings.population);
  for (const Record& record : run(settings).records) {
    bool whole = true;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Damage::nik_letter); ++i) {
      whole = whole && !record.damage.test(i);
    }
    if (whole) {
      EXPECT_EQ(record.cell(Column::nik), people.at(record.person).nik);
    }
  }
}

TEST(Generate, DamageIsAboutAsOftenAsTheTableSays) {
  auto settings = all_of("33.19", 60'000);
  test::Keeper keeper;
  SilentProgress progress;
  const auto totals = generate(settings, test::materials(), test::rates(), keeper, progress);
  ASSERT_TRUE(totals.ok());
  for (const ListKind list : all_lists()) {
    const auto l = static_cast<std::size_t>(list);
    for (std::size_t d = 0; d < damage_count; ++d) {
      SCOPED_TRACE(std::string(to_text(list)) + " " + std::string(to_text(static_cast<Damage>(d))));
      const std::int64_t expected = totals->records[l] * test::rates().damage[l][d] / 1'000'000;
      // Never more than chance allows; less where a value cannot be damaged so.
      EXPECT_LE(totals->damaged[l][d], expected * 13 / 10 + 20);
      if (expected > 60) {
        EXPECT_GE(totals->damaged[l][d], expected * 30 / 100);
      }
    }
  }
}

TEST(Generate, DamageScales) {
  const auto damaged = [](std::int64_t permille) {
    auto settings = all_of("33.19", 20'000);
    settings.damage_permille = permille;
    std::int64_t rows = 0;
    for (const Record& record : run(settings).records) rows += record.damage.any() ? 1 : 0;
    return rows;
  };
  const std::int64_t once = damaged(1'000);
  EXPECT_EQ(damaged(0), 0);
  EXPECT_LT(damaged(500), once * 7 / 10);
  EXPECT_GT(damaged(2'000), once * 13 / 10);
}

TEST(Generate, ListsLackWhatTheirAgenciesDoNotWriteDown) {
  std::map<ListKind, std::map<Column, int>> filled;
  for (const Record& record : run(all_of("33.19", 5'000)).records) {
    for (const Column column : columns_of(ListKind::register_)) {
      filled[record.list][column] += record.cell(column).empty() ? 0 : 1;
    }
  }
  for (const ListKind list : all_lists()) {
    SCOPED_TRACE(to_text(list));
    const bool has_mother = list == ListKind::register_ || list == ListKind::dtks;
    const bool has_phone = list != ListKind::dtks && list != ListKind::pertanian;
    const bool has_place = list != ListKind::perdagangan && list != ListKind::relawan;
    const bool has_rt =
        list != ListKind::perusahaan && list != ListKind::relawan && list != ListKind::kesra;
    EXPECT_EQ(filled[list][Column::mother_name] > 0, has_mother);
    EXPECT_EQ(filled[list][Column::phone] > 0, has_phone);
    EXPECT_EQ(filled[list][Column::birth_place] > 0, has_place);
    EXPECT_EQ(filled[list][Column::rt] > 0, has_rt);
    EXPECT_EQ(filled[list][Column::segment] > 0, list == ListKind::register_);
  }
}

TEST(Generate, TheRegisterKnowsWageEarnersTheDeadAndTheMoved) {
  std::map<std::string, int> segments;
  std::map<std::string, int> states;
  const Date as_of = test::must(Date::of(2025, 1, 1));
  for (const Record& record : run(all_of("33.19", 20'000)).records) {
    if (record.list != ListKind::register_) continue;
    ++segments[record.cell(Column::segment)];
    ++states[record.cell(Column::status)];
    const auto until = Date::parse(record.cell(Column::covered_until));
    ASSERT_TRUE(until.ok());
    if (record.cell(Column::status) == "aktif") {
      EXPECT_GE(*until, as_of);
    }
    if (record.cell(Column::status) == "nonaktif") {
      EXPECT_LT(*until, as_of);
    }
  }
  EXPECT_GT(segments["PU"], 500);
  EXPECT_GT(segments["BPU"], 500);
  EXPECT_GT(segments["construction"], 10);
  for (const auto* state : {"aktif", "nonaktif", "meninggal", "pindah"}) {
    EXPECT_GT(states[state], 10) << state;
  }
}

TEST(Generate, DtksHoldsThePoorWithTheirDecile) {
  for (const Record& record : run(all_of("33.19", 5'000)).records) {
    if (record.list != ListKind::dtks) continue;
    const std::string& decile = record.cell(Column::decile);
    EXPECT_TRUE(decile == "1" || decile == "2" || decile == "3" || decile == "4") << decile;
  }
}

TEST(Generate, PresenceCanBeSet) {
  auto settings = all_of("33.19", 5'000);
  settings.lists = {ListKind::pertanian};
  const auto usual = run(settings).records.size();
  settings.presence[static_cast<std::size_t>(ListKind::pertanian)] = 100'000;
  const auto few = run(settings).records.size();
  EXPECT_LT(few, usual / 4);
  EXPECT_GT(few, 0U);
}

TEST(Generate, RefusesWhatCannotBe) {
  SilentProgress progress;
  test::Keeper keeper;
  auto twice = all_of("33.19", 10);
  twice.lists.push_back(ListKind::dtks);
  auto negative = all_of("33.19", 10);
  negative.damage_permille = -1;
  for (const Settings& settings : {twice, negative, all_of("33.19", 0)}) {
    const auto made = generate(settings, test::materials(), test::rates(), keeper, progress);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, Errc::bad_option);
  }
  EXPECT_TRUE(keeper.records.empty());
}

class FullDisk final : public Sink {
 public:
  Status record(const Record&) override { return Error{Errc::io, "register.csv"}; }
};

TEST(Generate, StopsWhenTheSinkCannotWrite) {
  FullDisk sink;
  SilentProgress progress;
  const auto made =
      generate(all_of("33.19", 500), test::materials(), test::rates(), sink, progress);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, Errc::io);
}

TEST(Generate, OnePersonIsEnough) {
  SilentProgress progress;
  test::Keeper keeper;
  const auto made =
      generate(all_of("31.71", 1), test::materials(), test::rates(), keeper, progress);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->people, 1);
  EXPECT_EQ(made->households, 1);
}

TEST(Rates, DamagedTablesAreNamedByLine) {
  const std::string header =
      "kind,register,dtks,pertanian,perdagangan,perhubungan,perusahaan,relawan,kesra,kelurahan\n";
  const struct {
    const char* why;
    std::string text;
    const char* where;
  } cases[] = {
      {"unknown kind", header + "nik_eaten,1,1,1,1,1,1,1,1,1\n", "data/names/damage.csv:2"},
      {"over the whole", header + "nik_blank,1,1,1,1,1,1,1,1,10001\n", "data/names/damage.csv:2"},
      {"fraction", header + "nik_blank,1,1,1,1,1,1,1,1,0.5\n", "data/names/damage.csv:2"},
      {"a list missing", "kind,register\n", "data/names/damage.csv:1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto rates = load_rates(c.text);
    ASSERT_FALSE(rates.ok());
    EXPECT_EQ(rates.error().where, c.where);
  }
}

}  // namespace
}  // namespace payung::synthesis
