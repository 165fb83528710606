// Goal: what two rows have in common is told as a clerk would tell it.
// Method: tables of pairs worked out by hand, one field at a time; both orders must agree.
#include "linkage/compare.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "linkage/compare_names.hpp"

namespace payung::linkage {
namespace {

Comparison compared(const RecordView& a, const RecordView& b) {
  RecordTable table;
  table.add(a);
  table.add(b);
  const Comparison forth = compare(table, 0, 1);
  const Comparison back = compare(table, 1, 0);
  EXPECT_EQ(cells(forth), cells(back));
  return forth;
}

TEST(Compare, Niks) {
  struct Case {
    const char* a;
    const char* b;
    NikRelation relation;
    bool clearly_different;
  };
  for (const Case& c : {
           Case{"3319031708750001", "331903.170875.0001", NikRelation::equal, false},
           Case{"3319031708750001", "", NikRelation::missing, false},
           Case{"3319031708750001", "3319031708750000", NikRelation::fifteen, false},
           Case{"3319031708750001", "3,31903E+15", NikRelation::missing, false},
           Case{"3319031708750001", "3,5E+15", NikRelation::different, false},
           // A program rounds 3,319036 up to 3,31904.
           Case{"3319036508750001", "3,31904E+15", NikRelation::missing, false},
           Case{"3319031708750001", "3,31903170875000E+15", NikRelation::missing, false},
           Case{"3319031708750001", "3,3190317087501E+15", NikRelation::different, false},
           Case{"3319031708751234", "3,3190317087512E+15", NikRelation::fifteen, false},
           Case{"3319031708750001", "3319037108750001", NikRelation::slip, false},  // transposed
           Case{"3319031708750001", "331903170875001", NikRelation::slip, false},
           Case{"3319031708750001", "33190317088750001", NikRelation::slip, false},
           Case{"3319031708750001", "3319031708750002", NikRelation::other_serial, false},
           Case{"3319031708750001", "3319031708754827", NikRelation::other_serial, true},
           Case{"3319031708750001", "3578121708750001", NikRelation::same_date, true},
           Case{"3319031708750001", "3319026707630002", NikRelation::different, true},
       }) {
    const RecordView a{.nik = c.a};
    const RecordView b{.nik = c.b};
    EXPECT_EQ(compared(a, b).nik, c.relation) << c.a << " " << c.b;
    RecordTable table;
    table.add(a);
    table.add(b);
    EXPECT_EQ(clearly_different_niks(table.at(0), table.at(1)), c.clearly_different)
        << c.a << " " << c.b;
  }
}

TEST(Compare, Dates) {
  struct Case {
    const char* a;
    const char* b;
    DateRelation relation;
  };
  for (const Case& c : {
           Case{"1975-08-17", "17/08/75", DateRelation::equal},
           Case{"1975-08-05", "1975-05-08", DateRelation::swapped},
           Case{"1975-08-17", "1985-08-17", DateRelation::one_part},
           Case{"1975-08-17", "1975-08-27", DateRelation::one_part},
           Case{"1975-08-17", "1975-01-01", DateRelation::january},
           Case{"1975-08-17", "1975-03-02", DateRelation::same_year},
           Case{"1975-08-17", "1980-03-02", DateRelation::different},
           Case{"1975-08-17", "", DateRelation::missing},
           Case{"1920-08-17", "2020-08-17", DateRelation::one_part},  // a century apart
       }) {
    EXPECT_EQ(compared({.birth_date = c.a}, {.birth_date = c.b}).date, c.relation)
        << c.a << " " << c.b;
  }
  // Where a list gives no date, that in the NIK speaks.
  EXPECT_EQ(compared({.nik = "3319031708750001"}, {.birth_date = "1975-08-17"}).date,
            DateRelation::equal);
}

TEST(Compare, Names) {
  struct Case {
    const char* a;
    const char* b;
    NameRelation relation;
  };
  for (const Case& c : {
           Case{"Moh. Rafi Santoso", "MUHAMMAD RAFI SANTOSO", NameRelation::equal},
           Case{"Dimas Namaga", "Dimasnamaga", NameRelation::reordered},
           Case{"Handoko Teddy", "Teddy Handoko", NameRelation::reordered},
           Case{"Nabila Lestari", "Nabilla Lestary", NameRelation::equal},  // by sound
           Case{"Nabila Lestari", "Nabila Lestrai", NameRelation::near_all},
           Case{"Siti Nurhaliza", "Siti N", NameRelation::initials},
           Case{"Jaiman Santoso Putra", "Jaiman Putra", NameRelation::part_many},
           Case{"Kairav Santoso", "Kairav", NameRelation::part_one},
           Case{"Kairav Santoso", "Kairev", NameRelation::near_part},
           Case{"Budi Santoso", "Agus Santoso", NameRelation::shared},  // a father's last name
           Case{"Budi Santoso", "Wahyuni", NameRelation::different},
           Case{"Budi Santoso", "", NameRelation::missing},
       }) {
    EXPECT_EQ(compared({.name = c.a}, {.name = c.b}).name, c.relation) << c.a << " / " << c.b;
  }
}

TEST(Compare, RareNamesSayMore) {
  RecordTable table;
  for (int i = 0; i < 20'000; ++i) {
    table.add({.name = i % 10 == 0 ? "Siti Aminah" : "Nama " + std::to_string(i)});
  }
  table.add({.name = "Zulaikha Ophelia"});
  table.add({.name = "Zulaikha Ophelia"});
  const auto common = compare_names(table, table.at(0), table.at(10));
  const auto rare = compare_names(table, table.at(20'000), table.at(20'001));
  EXPECT_EQ(common.relation, NameRelation::equal);
  EXPECT_EQ(rare.relation, NameRelation::equal);
  EXPECT_LT(common.rarity, rare.rarity);
}

TEST(Compare, MothersAndPlaces) {
  EXPECT_EQ(compared({.mother = "Siti Puspita"}, {.mother = "St. Puspita"}).mother,
            MotherRelation::equal);
  EXPECT_EQ(compared({.mother = "Siti Puspita"}, {.mother = "Puspita"}).mother,
            MotherRelation::part);
  EXPECT_EQ(compared({.mother = "Siti Puspita"}, {.mother = "Umi"}).mother,
            MotherRelation::different);
  const RecordView home{.address = "JL MURIA 5", .rt = "2", .rw = "3", .village = "LORAM KULON"};
  RecordView other = home;
  EXPECT_EQ(compared(home, other).place, PlaceRelation::same_door);
  other.village = "LORAM KULN";
  EXPECT_EQ(compared(home, other).place, PlaceRelation::same_door);
  other.address = "JL SUNAN 9";
  EXPECT_EQ(compared(home, other).place, PlaceRelation::same_rt);
  other.rt = "5";
  EXPECT_EQ(compared(home, other).place, PlaceRelation::same_village);
  other.village = "JEPANG";
  EXPECT_EQ(compared(home, other).place, PlaceRelation::different);
}

TEST(Compare, NikAgainstItsRow) {
  struct Case {
    const char* nik;
    const char* born;
    const char* sex;
    bool fits;
  };
  for (const Case& c : {
           Case{"3319031708750001", "1975-08-17", "L", true},
           Case{"3319031708750001", "", "", true},             // what is left out cannot contradict
           Case{"3319031708750001", "1975-08-18", "L", true},  // a slip
           Case{"3319031708750001", "1975-08-17", "P", false},
           Case{"3319031708750001", "1990-02-03", "L", false},
           Case{"331903170875001", "1975-08-17", "L", false},  // no possible NIK
       }) {
    RecordTable table;
    table.add({.nik = c.nik, .birth_date = c.born, .sex = c.sex});
    EXPECT_EQ(nik_fits_its_row(table.at(0)), c.fits) << c.nik << " " << c.born;
  }
}

TEST(Compare, HostileRows) {
  const std::string nul(3, '\0');
  const std::string huge(1 << 20, 'Z');
  const RecordView strange{.nik = huge,
                           .name = nul,
                           .birth_date = huge,
                           .sex = nul,
                           .mother = "\xFF\xFE",
                           .birth_place = huge,
                           .address = huge,
                           .rt = "999999999999999999999",
                           .rw = "-1",
                           .village = huge,
                           .village_code = huge,
                           .phone = huge,
                           .occupation = nul};
  const Comparison pair = compared(strange, strange);
  EXPECT_EQ(pair.nik, NikRelation::missing);
  EXPECT_EQ(pair.name, NameRelation::missing);
  EXPECT_EQ(pair.date, DateRelation::missing);
}

TEST(Cells, EveryCellHasItsOwnName) {
  for (std::size_t kind = 0; kind < evidence_count; ++kind) {
    const auto evidence = static_cast<Evidence>(kind);
    std::set<std::string> names;
    for (std::uint32_t cell = 0; cell < cells_of(evidence); ++cell) {
      names.insert(cell_name(evidence, cell));
    }
    EXPECT_EQ(names.size(), cells_of(evidence)) << to_text(evidence);
    EXPECT_LT(silent_cell(evidence), cells_of(evidence));
  }
  EXPECT_EQ(cell_name(Evidence::identity, silent_cell(Evidence::identity)),
            "nik_missing.date_missing");
  EXPECT_EQ(cell_name(Evidence::accord, silent_cell(Evidence::accord)),
            "nik_silent.date_silent.name_partly");
}

}  // namespace
}  // namespace payung::linkage
