// Goal: habits of real lists that once were read wrongly, or not at all, although they are plain.
// Method: one small list for each, read whole; the expected values are what a clerk would say.
#include <gtest/gtest.h>

#include "intake/read_list.hpp"
#include "intake/sex_column.hpp"
#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;
using testing::read;
using testing::Read;

ReadOptions in_kudus() {
  ReadOptions options = testing::options();
  options.area = *RegionCode::parse("33.19");
  return options;
}

TEST(MessyList, AVillageBelowTheTotalOfTheOneBefore) {
  const Read list = read(Lines{{"No", "NIK", "Nama", "Tgl Lahir"},
                               {"DESA BANGET"},
                               {"1", "3319011203800001", "Suparno", "12-03-1980"},
                               {"JUMLAH", "1"},
                               {"B.", "Desa Setrokalangan"},
                               {"1", "3319011203800002", "Supardi", "12-03-1980"},
                               {"", "Sub Total", "1"},
                               {"DESA PRAMBATAN KIDUL"},
                               {"KELOMPOK TANI MAJU"},
                               {"1", "3319011203800003", "Suparmin", "12-03-1980"},
                               {"JUMLAH", "3"},
                               {"", "Kepala Desa"},
                               {"", "Sutrisno"}},
                         in_kudus());
  ASSERT_EQ(list.rows.size(), 3U);
  EXPECT_EQ(list.rows[0].village, "BANGET");
  EXPECT_EQ(list.rows[1].village, "Setrokalangan");
  EXPECT_EQ(list.rows[2].village, "PRAMBATAN KIDUL");
  EXPECT_EQ(list.rows[2].region->text(), "33.19.01.2002");
}

TEST(MessyList, TwoHeadersOverEachOthersCells) {
  const Read list = read(Lines{{"No", "Nama", "NIK", "L/P", "Tgl Lahir"},
                               {"1", "3319011203800001", "Suparno", "12-03-1980", "L"},
                               {"2", "3319015203800002", "Sukarti", "12-03-1980", "P"},
                               {"3", "3319011404810003", "Supardi", "14-04-1981", "L"},
                               {"4", "3319011505820004", "Suparmin", "15-05-1982", "L"},
                               {"5", "3319011606830005", "Suparto", "16-06-1983", "L"}});
  ASSERT_EQ(list.rows.size(), 5U);
  EXPECT_EQ(list.rows[1].name, "Sukarti");
  EXPECT_EQ(list.rows[1].nik->digits(), "3319015203800002");
  EXPECT_EQ(list.rows[1].sex, Sex::female);
  EXPECT_EQ(list.rows[1].birth_date->text(), "1980-03-12");
  EXPECT_EQ(list.count(FindingCode::mapping_doubtful), 4U);
  EXPECT_FALSE(Mapping::of(list.summary.sheets).find("Nama"));
}

// The digits of a family card look like a NIK; only the birth dates tell which column is which.
TEST(MessyList, FamilyCardsUnderTheHeaderNik) {
  const Read list = read(Lines{{"No KK", "NIK", "Nama", "Tgl Lahir"},
                               {"3319011203800001", "3319011005100001", "Suparno", "12-03-1980"},
                               {"3319015203800002", "3319011005100001", "Sukarti", "12-03-1980"},
                               {"3319011404810003", "3319011005100002", "Supardi", "14-04-1981"},
                               {"3319011505820004", "3319011005100002", "Suparmin", "15-05-1982"},
                               {"3319011606830005", "3319011005100003", "Suparto", "16-06-1983"}});
  ASSERT_EQ(list.rows.size(), 5U);
  EXPECT_EQ(list.rows[0].nik->digits(), "3319011203800001");
  EXPECT_EQ(list.rows[0].family_card, "3319011005100001");
  EXPECT_EQ(list.count(FindingCode::mapping_doubtful), 2U);
  EXPECT_EQ(list.count(FindingCode::birth_nik_differs), 0U);
}

std::vector<std::optional<Sex>> sexes(const std::vector<std::string>& words) {
  Lines lines = {{"NIK", "Nama", "Tgl Lahir", "Jenis Kelamin"}};
  // Men and women by turns, as their NIKs say.
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string day = i % 2 == 0 ? "12" : "52";
    lines.push_back(
        {"331901" + day + "0380000" + std::to_string(i + 1), "Suparno", "12-03-1980", words[i]});
  }
  const Read list = read(lines);
  EXPECT_EQ(list.count(FindingCode::mapping_doubtful), 0U) << words.front();
  std::vector<std::optional<Sex>> all;
  for (const Row& row : list.rows) all.push_back(row.sex);
  return all;
}

TEST(MessyList, ASexMeansWhatItsColumnSays) {
  using Sexes = std::vector<std::optional<Sex>>;
  const Sexes turns = {Sex::male, Sex::female, Sex::male, Sex::female, Sex::male, Sex::female};
  EXPECT_EQ(sexes({"L", "P", "L", "P", "L", "P"}), turns);
  EXPECT_EQ(sexes({"P", "W", "P", "W", "P", "W"}), turns);  // pria, wanita
  EXPECT_EQ(sexes({"1", "2", "1", "2", "1", "2"}), turns);
  EXPECT_EQ(sexes({"1", "0", "1", "0", "1", "0"}), turns);  // as the NIKs say
  EXPECT_EQ(sexes({"0", "1", "0", "1", "0", "1"}), turns);
  EXPECT_EQ(sexes({"Bpk", "Ibu", "Tn", "Ny", "Laki2", "Pr"}), turns);
  // Two rows are no witnesses.
  EXPECT_EQ(sexes({"0", "1"}), (Sexes{std::nullopt, std::nullopt}));
}

TEST(MessyList, OneNumberOfRtAndRw) {
  const struct {
    const char* typed;
    const char* rt;
    const char* rw;
  } cases[] = {{"003/002", "3", "2"},
               {"03\\02", "3", "2"},
               {"03-02", "3", "2"},
               {"2025-02-03", "", ""},  // a spreadsheet took it for a day
               {"3/2/2025", "", ""}};
  for (const auto& c : cases) {
    const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "RT/RW"},
                                 {"3319011203800001", "Suparno", "12-03-1980", c.typed}});
    ASSERT_EQ(list.rows.size(), 1U);
    EXPECT_EQ(list.rows[0].rt, c.rt) << c.typed;
    EXPECT_EQ(list.rows[0].rw, c.rw) << c.typed;
  }
}

// Not one word of a header is a person, and no occupation is a name.
TEST(MessyList, AHeaderWithoutAKnownWordForTheName) {
  const Read list =
      read(Lines{{"No", "Yang Bersangkutan", "Tempat/Tgl Lahir", "L/P", "Alamat", "Pekerjaan"},
                 {"1", "Suparno", "Kudus, 12-03-1980", "L", "Dk Krajan", "Petani"},
                 {"2", "Sukarti", "Kudus, 12-03-1980", "P", "Dk Krajan", "Buruh Tani"}});
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.rows[0].number, 2U);
  EXPECT_EQ(list.rows[0].name, "");
  EXPECT_EQ(list.rows[0].occupation, "Petani");
  EXPECT_EQ(list.rows[0].birth_date->text(), "1980-03-12");
  EXPECT_EQ(list.count(FindingCode::name_missing), 2U);
}

// A csv holds as words what a workbook knows to be an error.
TEST(MessyList, FailedFormulasAsText) {
  const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "Desa"},
                               {"3319011203800001", "#REF!", "12-03-1980", "Banget"},
                               {"3319011203800002", "Suparno", "12-03-1980", "#N/A"}},
                         in_kudus());
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.rows[0].name, "");
  EXPECT_EQ(list.rows[0].status, RowStatus::waiting);
  EXPECT_EQ(list.rows[1].village, "");
  EXPECT_EQ(list.rows[1].status, RowStatus::accepted);
  EXPECT_EQ(list.count(FindingCode::cell_error), 2U);
}

TEST(MessyList, APhoneThatWasPrintedAsANumber) {
  const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "No HP"},
                               {"3319011203800001", "Suparno", "12-03-1980", "81234567890.0"}});
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].phone, "81234567890");
}

}  // namespace
}  // namespace payung::intake
