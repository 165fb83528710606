// Goal: what is left of a damaged NIK is told, and not one digit more.
// Method: cells as spreadsheets leave them, the certain digits beside each.
#include "intake/lost_nik.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

TEST(DigitsLeft, AreThoseThatAreCertain) {
  const struct {
    CellKind kind;
    const char* text;
    const char* left;
  } cases[] = {
      {CellKind::text, "3,31903E+15", "33190"},
      {CellKind::number, "3.31903520381E+15", "33190352038"},
      {CellKind::number, "3.3E+15", "3"},
      {CellKind::number, "3.319E+15", "331"},
      {CellKind::text, "3,31900E+15", "331"},
      {CellKind::number, "3319035203810004", "331903520381000"},
      {CellKind::number, "3319035203810000.0", "331903520381000"},
      {CellKind::text, "331903520381", "331903520381"},
      {CellKind::text, "33190352O3810004", ""},
      {CellKind::empty, "", ""},
      {CellKind::text, "-", ""},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(digits_left({one.kind, one.text}), one.left) << one.text;
  }
}

TEST(MayHaveBeen, AgreesWithWhatIsLeft) {
  EXPECT_TRUE(may_have_been({CellKind::text, "3,31903E+15"}, "3319035203810004"));
  EXPECT_FALSE(may_have_been({CellKind::text, "3,31903E+15"}, "3320035203810004"));
  EXPECT_TRUE(may_have_been({CellKind::empty, ""}, "3320035203810004"));
}

}  // namespace
}  // namespace payung::intake
