// Goal: a name and a NIK in one cell come apart where anybody would part them, and nowhere else.
// Method: cells as offices fill them; what stands left and right of the bar is by hand.
#include "intake/name_and_nik.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

TEST(NameAndNik, StandInEachOthersCells) {
  const struct {
    RawCell name;
    RawCell nik;
    bool exchanged;
  } cases[] = {
      {{CellKind::text, "3319011203800001"}, {CellKind::text, "Suparno"}, true},
      {{CellKind::text, "'3319.0112.0380.0001"}, {CellKind::text, "H. Suparno, S.Pd"}, true},
      {{CellKind::number, "3319011203800001"}, {CellKind::text, "Suparno"}, true},
      {{CellKind::text, "3319011203800001"}, {CellKind::text, "tidak ada"}, false},
      {{CellKind::text, "3319011203800001"}, {CellKind::text, "-"}, false},
      {{CellKind::text, "3319011203800001"}, {CellKind::text, "X"}, false},
      {{CellKind::text, "331901120380000"}, {CellKind::text, "Suparno"}, false},
      {{CellKind::text, "Suparno 3319011203800001"}, {CellKind::text, "Suparno"}, false},
      {{CellKind::text, "3319011203800001"}, {CellKind::text, "331901120380000I"}, false},
      {{CellKind::text, "Suparno"}, {CellKind::text, "3319011203800001"}, false},
      {{}, {CellKind::text, "Suparno"}, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(are_exchanged(c.name, c.nik), c.exchanged) << c.name.text << " | " << c.nik.text;
  }
}

TEST(NameAndNik, ComeApart) {
  const struct {
    const char* text;
    const char* name;
    const char* nik;
  } cases[] = {
      {"SUPARNO / 3319011203800001", "SUPARNO", "3319011203800001"},
      {"3319011203800001 / SUPARNO", "SUPARNO", "3319011203800001"},
      {"SUPARNO/3319011203800001", "SUPARNO", "3319011203800001"},
      {"SUPARNO\n3319011203800001", "SUPARNO", "3319011203800001"},
      {"Suparno, S.Pd - 3319011203800001", "Suparno, S.Pd", "3319011203800001"},
      {"Suparno (3319011203800001)", "Suparno", "3319011203800001"},
      {"Nama: Suparno NIK:3319011203800001", "Suparno", "3319011203800001"},
      {"Siti Nur'aini 3319 0152 0380 0001", "Siti Nur'aini", "3319 0152 0380 0001"},
      {"Suparno-3319.0112.0380.0001", "Suparno", "3319.0112.0380.0001"},
      {"SUPARNO / 3,31902E+15", "SUPARNO", "3,31902E+15"},
      {"SUPARNO / 33190112O3800001", "SUPARNO", "33190112O3800001"},
      {"SUPARNO / 331901120380", "SUPARNO", "331901120380"},
      {"SUPARNO", "SUPARNO", ""},
      {"SUPARNO / -", "SUPARNO", ""},
      {"3319011203800001", "", "3319011203800001"},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    const NameAndNik both = split_name_and_nik({CellKind::text, c.text});
    EXPECT_FALSE(both.mixed) << c.text;
    EXPECT_EQ(both.name.text, c.name) << c.text;
    EXPECT_EQ(both.nik.text, c.nik) << c.text;
  }
}

TEST(NameAndNik, AreNotGuessed) {
  for (const char* text :
       {"SUPARNO 3319011203800001 / SUKARTI 3319015203800002", "SUPARNO 3319011203800001 SUKARTI",
        "3319011203800001 SUPARNO 3319015203800002", "3319011203800001 3319015203800002",
        "SUPARN0X2Y / 3319011203800001"}) {
    const NameAndNik both = split_name_and_nik({CellKind::text, text});
    EXPECT_TRUE(both.mixed) << text;
    EXPECT_TRUE(both.name.text.empty()) << text;
    EXPECT_TRUE(both.nik.text.empty()) << text;
  }
}

}  // namespace
}  // namespace payung::intake
