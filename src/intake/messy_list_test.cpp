// Goal: habits of real lists that once were read wrongly, or not at all, although they are plain.
// Method: one small list for each, read whole (sheet_plan_cells and merged_values take part); the
// expected values are what a clerk would say.
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

TEST(MessyList, ABirthDateOverThreeColumns) {
  const std::vector<Lines> heads = {
      {{"No", "NIK", "Nama", "Tgl", "Bln", "Thn"}},
      {{"No", "NIK", "Nama", "Tgl Lahir", "Bulan Lahir", "Tahun Lahir"}},
      {{"No", "NIK", "Nama", "Tanggal Lahir", "", ""}, {"", "", "", "Tgl", "Bln", "Thn"}},
      {{"No", "NIK", "Nama", "Tempat, Tanggal Lahir", "", ""},
       {"", "", "", "HARI", "BULAN", "TAHUN"}},
      {{"No", "NIK", "Nama", "Data Kelahiran", "", ""},
       {"", "", "", "Tanggal Lahir", "", ""},
       {"", "", "", "Tgl", "Bln", "Thn"}},
      {{"No", "NIK", "Nama", "Tanggal Lahir", "", ""}}};
  for (Lines lines : heads) {
    const std::string said = lines.back()[3];
    lines.push_back({"#n:1", "3319010503800001", "Suparno", "#n:5", "#n:3", "#n:1980"});
    lines.push_back({"#n:2", "3319014510810002", "Sukarti", "05", "Oktober", "1981"});
    lines.push_back({"#n:3", "3319013102800003", "Supardi", "31", "02", "1980"});
    lines.push_back({"#n:4", "3319011504820004", "Suparmin", "", "", "#n:1982"});
    lines.push_back({"#n:5", "3319011504820005", "Suparto", "", "", ""});
    lines.push_back({"#n:6", "3319011504820006", "Suparti", "15", "IV", "82"});
    lines.push_back({"#n:7", "3319011504820007", "Sutarti", "15", "4", "#n:1982"});
    lines.push_back({"#n:8", "3319011504820008", "Sutarto", "15", "4", "#n:1982"});
    const Read list = read(lines);
    ASSERT_EQ(list.rows.size(), 8U) << said;
    ASSERT_TRUE(list.rows[0].birth_date) << said;
    EXPECT_EQ(list.rows[0].birth_date->text(), "1980-03-05") << said;
    EXPECT_EQ(list.rows[1].birth_date->text(), "1981-10-05") << said;
    EXPECT_FALSE(list.rows[2].birth_date) << said;
    EXPECT_EQ(list.count(FindingCode::birth_impossible), 1U) << said;
    EXPECT_EQ(list.rows[3].birth_year, 1982) << said;
    EXPECT_EQ(list.count(FindingCode::birth_year_only), 1U) << said;
    EXPECT_EQ(list.count(FindingCode::birth_missing), 1U) << said;
    EXPECT_EQ(list.rows[5].birth_date->text(), "1982-04-15") << said;
    EXPECT_EQ(list.count(FindingCode::birth_ambiguous), 0U) << said;
    EXPECT_EQ(list.count(FindingCode::column_unused), 0U) << said;
  }
}

// Three columns of another date beside the birth are left alone.
TEST(MessyList, ThreeColumnsOfAnotherDateAreNoBirth) {
  const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "Tgl Daftar", "", ""},
                               {"", "", "", "Tgl", "Bln", "Thn"},
                               {"3319011203800001", "Suparno", "12-03-1980", "1", "2", "2024"}});
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].birth_date->text(), "1980-03-12");
}

TEST(MessyList, NameAndNikInOneCell) {
  for (const char* head : {"NAMA / NIK", "NIK/Nama", "Nama (NIK)", "Nama dan NIK", "Nama"}) {
    const Read list = read(Lines{{"No", head, "Tgl Lahir", "Desa"},
                                 {"1", "SUPARNO / 3319011203800001", "12-03-1980", ""},
                                 {"2", "3319015203800002 - SUKARTI", "12-03-1980", ""},
                                 {"3", "SUPARDI\n331901140481", "14-04-1981", ""},
                                 {"4", "SUPARMIN", "15-05-1982", ""},
                                 {"5", "SUPARTO 3319011606830005 SUPARTI", "16-06-1983", ""},
                                 {"6", "SUTARTI 3319015606830006", "16-06-1983", ""}});
    ASSERT_EQ(list.rows.size(), 6U) << head;
    EXPECT_EQ(list.rows[0].name, "SUPARNO") << head;
    EXPECT_EQ(list.rows[0].nik->digits(), "3319011203800001") << head;
    EXPECT_EQ(list.rows[0].status, RowStatus::accepted) << head;
    EXPECT_EQ(list.rows[1].name, "SUKARTI") << head;
    EXPECT_EQ(list.rows[1].nik->digits(), "3319015203800002") << head;
    EXPECT_EQ(list.rows[2].name, "SUPARDI") << head;
    EXPECT_EQ(list.count(FindingCode::nik_length), 1U) << head;
    EXPECT_EQ(list.find(FindingCode::nik_length)->column, 1U) << head;
    EXPECT_EQ(list.rows[3].nik_state, NikState::missing) << head;
    EXPECT_EQ(list.rows[4].status, RowStatus::waiting) << head;
    EXPECT_TRUE(list.rows[4].name.empty()) << head;
    EXPECT_EQ(list.count(FindingCode::name_and_nik_mixed), 1U) << head;
    EXPECT_EQ(list.summary.accepted, 3) << head;
  }
}

// One row typed in the wrong order; the others tell that the columns are right.
TEST(MessyList, NameAndNikInEachOthersCells) {
  const Read list = read(Lines{{"No", "NIK", "Nama", "Tgl Lahir"},
                               {"1", "3319011203800001", "Suparno", "12-03-1980"},
                               {"2", "3319015203800002", "Sukarti", "12-03-1980"},
                               {"3", "Supardi", "3319011404810003", "14-04-1981"},
                               {"4", "Suparmin", "#n:3319011505820004", "15-05-1982"},
                               {"5", "Suparto", "3319011606830000", "16-06-1983"}},
                         in_kudus());
  ASSERT_EQ(list.rows.size(), 5U);
  EXPECT_EQ(list.rows[2].name, "Supardi");
  EXPECT_EQ(list.rows[2].nik->digits(), "3319011404810003");
  EXPECT_EQ(list.rows[2].status, RowStatus::accepted);
  EXPECT_EQ(list.count(FindingCode::name_nik_exchanged), 3U);
  EXPECT_EQ(list.find(FindingCode::name_nik_exchanged)->row, 4U);
  EXPECT_EQ(list.find(FindingCode::name_nik_exchanged)->column, 1U);
  EXPECT_EQ(list.rows[3].name, "Suparmin");
  EXPECT_EQ(list.rows[3].nik_state, NikState::damaged);
  EXPECT_EQ(list.find(FindingCode::nik_as_number)->column, 2U);
  EXPECT_EQ(list.find(FindingCode::nik_bad_serial)->value, "3319011606830000");
  EXPECT_EQ(list.count(FindingCode::name_missing), 0U);
  EXPECT_EQ(list.count(FindingCode::nik_missing), 0U);
}

TEST(MessyList, APhoneNumberThatCannotBe) {
  const struct {
    const char* typed;
    std::size_t doubtful;
  } cases[] = {
      {"081234567", 1},      // eight figures after the 0: one is missing
      {"0812345678", 0},     // the shortest there is
      {"0812345678901", 0},  // the longest
      {"08123456789012", 1},
      {"+62 812-3456-7890", 0},
      {"62812345678", 0},
      {"081234567890 / 085712345678", 0},
      {"081234567890,0857123", 0},  // one of them can be called
      {"081234", 1},
      {"(0291) 431234", 0},
      {"431234", 0},
      {"12", 1},
      {"wa 081234567890", 0},
      {"08123456789O", 1},
      {"punya anak", 1},
      {"tidak ada", 0},
      {"-", 0},
      {"3319011203800001", 1},
  };
  for (const auto& c : cases) {
    const Read list = read(Lines{{"NIK", "Nama", "No HP"},
                                 {"3319011203800001", "Suparno", c.typed},
                                 {"3319015203800002", "Sukarti", "081234567890"},
                                 {"3319015203800003", "Supardi", "081234567891"}});
    ASSERT_EQ(list.rows.size(), 3U) << c.typed;
    EXPECT_EQ(list.count(FindingCode::phone_doubtful), c.doubtful) << c.typed;
    EXPECT_EQ(list.rows[0].status, RowStatus::accepted) << c.typed;
  }
}

// What a damaged disk left costs its row, not the list.
TEST(MessyList, LostCharactersAreReportedWithTheirRow) {
  const std::string lost = "\xEF\xBF\xBD";
  const Read list = read(
      Lines{{"NIK", "Nama", "Tgl Lahir", "Alamat", "No HP"},
            {"3319011203800001", "Suparno", "12-03-1980", "Jati", "081234567890"},
            {"33190152038" + lost + "0002", "Sukarti", "12-03-1980", "Jati", ""},
            {"3319011404810003", "Supar" + lost + "di", "14-04-1981", "Ja" + lost, ""},
            {"3319011505820004", "Suparmin", lost + "5-05-1982", "Jati", "08" + lost + "12345"}});
  ASSERT_EQ(list.rows.size(), 4U);
  EXPECT_EQ(list.rows[0].status, RowStatus::accepted);
  EXPECT_EQ(list.rows[1].status, RowStatus::waiting);
  EXPECT_EQ(list.find(FindingCode::name_broken)->row, 4U);
  EXPECT_EQ(list.find(FindingCode::cell_damaged)->row, 4U);
  EXPECT_FALSE(list.rows[3].birth_date);
  EXPECT_TRUE(list.rows[3].phone.empty());
  EXPECT_EQ(list.count(FindingCode::phone_damaged), 1U);
}

TEST(MessyList, NamesUnderAHeaderThatSpeaksOfTheNik) {
  const Read list = read(Lines{{"Nama sesuai NIK", "NIK", "Tgl Lahir"},
                               {"SUPARNO", "3319011203800001", "12-03-1980"}});
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].name, "SUPARNO");
  EXPECT_EQ(list.rows[0].nik->digits(), "3319011203800001");
}

// A sheet that says how to fill in the others is left out, and that is said.
TEST(MessyList, ASheetOfNotesIsNamed) {
  const Read list =
      read({testing::sheet("Data", Lines{{"NIK", "Nama", "Tgl Lahir"},
                                         {"3319011203800001", "SUPARNO", "12-03-1980"}}),
            testing::sheet("Petunjuk", Lines{{"Petunjuk pengisian:"},
                                             {"1. NIK harus 16 digit"},
                                             {"2. Nama sesuai KTP"},
                                             {"3. Kirim ke dinas"}})});
  EXPECT_EQ(list.rows.size(), 1U);
  ASSERT_EQ(list.count(FindingCode::sheet_without_list), 1U);
  EXPECT_EQ(list.find(FindingCode::sheet_without_list)->sheet, "Petunjuk");
  EXPECT_EQ(list.find(FindingCode::sheet_without_list)->severity, Severity::note);
}

TEST(MessyList, AHiddenSheetWithPeopleIsToBeLookedAt) {
  MemorySheet hidden = testing::sheet("Lama", Lines{{"NIK", "Nama"}, {"3319015203800002", "SITI"}});
  hidden.info.hidden = true;
  const Read list =
      read({testing::sheet("Data", Lines{{"NIK", "Nama", "Tgl Lahir"},
                                         {"3319011203800001", "SUPARNO", "12-03-1980"}}),
            hidden});
  EXPECT_EQ(list.rows.size(), 1U);
  ASSERT_EQ(list.count(FindingCode::sheet_hidden), 1U);
  EXPECT_EQ(list.find(FindingCode::sheet_hidden)->severity, Severity::warning);
}

// Forms say below their header how to fill it, and give an example.
TEST(MessyList, ExamplesAndHintsAreNoPersons) {
  const Read list = read(Lines{{"No", "NIK", "Nama", "Tgl Lahir", "JK"},
                               {"", "16 digit angka", "sesuai KTP", "dd/mm/yyyy", "L/P"},
                               {"Contoh", "3319010101900001", "BUDI", "01/01/1990", "L"},
                               {"1", "3319011203800001", "1. SUPARNO", "12/03/1980", "L"},
                               {"2", "3319015203800002", "2) SITI AMINAH", "12/03/1980", "P"},
                               {"", "", "*) coret yang tidak perlu"}});
  EXPECT_EQ(list.rows.size(), 2U);
  ASSERT_FALSE(list.rows.empty());
  EXPECT_EQ(list.rows[0].name, "SUPARNO");
  EXPECT_EQ(list.rows.back().name, "SITI AMINAH");
  EXPECT_EQ(list.count(FindingCode::row_skipped), 3U);
  EXPECT_EQ(list.count(FindingCode::name_broken), 0U);
  EXPECT_EQ(list.find(FindingCode::row_skipped)->args[0].second, "example");
}

TEST(MessyList, FirstAndLastNameInTwoColumns) {
  const Read list = read(Lines{{"NIK", "Nama Depan", "Nama Belakang", "Tgl Lahir"},
                               {"3319011203800001", "SUPARNO", "", "12-03-1980"},
                               {"3319015203800002", "SITI", "AMINAH", "12-03-1980"}});
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.rows[0].name, "SUPARNO");
  EXPECT_EQ(list.rows[1].name, "SITI AMINAH");
}

TEST(MessyList, TicksUnderLAndPWithoutAWordAbove) {
  const Read list =
      read(Lines{{"No", "NIK", "Nama", "Tgl Lahir", "L", "P", "JML"},
                 {"1", "3319011203800001", "SUPARNO", "12-03-1980", "#n:1", "", "#n:1"},
                 {"2", "3319015203800002", "SUKARTI", "12-03-1980", "", "V", "#n:1"}});
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.rows[0].sex, Sex::male);
  EXPECT_EQ(list.rows[1].sex, Sex::female);
}

// Upload forms call the column by names that no dictionary has.
TEST(MessyList, ANameUnderWordsNobodyKnows) {
  const Read list = read(Lines{{"NO_IDENTITAS", "NAMA_XYZ", "TGL_LAHIR"},
                               {"3319011203800001", "SUPARNO", "12-03-1980"}});
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].name, "SUPARNO");
  EXPECT_EQ(list.count(FindingCode::mapping_doubtful), 1U);
  const Read two = read(Lines{{"NIK", "NAMA_XYZ", "NAMA_ABC", "TGL_LAHIR"},
                              {"3319011203800001", "SUPARNO", "SUPARMAN", "12-03-1980"}});
  EXPECT_EQ(two.count(FindingCode::name_missing), 1U);
}

TEST(MessyList, VillageAndDistrictInOneCell) {
  for (const char* cell :
       {"Wates, Undaan", "Wates/Undaan", "WATES (UNDAAN)", "Ds. Wates - Kec. Undaan"}) {
    const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "Desa/Kec"},
                                 {"3319011203800001", "SUPARNO", "12-03-1980", cell}},
                           in_kudus());
    ASSERT_EQ(list.rows.size(), 1U) << cell;
    ASSERT_TRUE(list.rows[0].region) << cell;
    EXPECT_EQ(list.rows[0].region->text(), "33.19.04.2013") << cell;
  }
}

// Rows of another layout are read by their own header, which is no person.
TEST(MessyList, AHeaderInAnotherOrderIsNoPerson) {
  const Read list = read(Lines{{"No", "NIK", "Nama", "Tgl Lahir", "JK"},
                               {"1", "3319011203800001", "SUPARNO", "12-03-1980", "L"},
                               {"No", "Nama", "Tgl Lahir", "JK", "NIK"},
                               {"2", "SUPARDI", "14-04-1981", "L", "3319011404810003"}});
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.find(FindingCode::row_skipped)->row, 3U);
  EXPECT_EQ(list.rows[1].status, RowStatus::accepted);
  EXPECT_EQ(list.rows[1].name, "SUPARDI");
  EXPECT_EQ(list.rows[1].nik->digits(), "3319011404810003");
  EXPECT_EQ(list.rows[1].birth_date->text(), "1981-04-14");
}

// One cell over the rows of a village or a family; a name is one person's.
TEST(MessyList, CellsMergedDownHoldForTheRowsBelow) {
  MemorySheet sheet = testing::sheet(
      "Data", Lines{{"Desa", "No KK", "NIK", "Nama", "Tgl Lahir"},
                    {"Wates", "3319011005100001", "3319011203800001", "SUPARNO", "12-03-1980"},
                    {"", "", "3319015203800002", "SUKARTI", "12-03-1980"},
                    {"Undaan Lor", "", "3319011404810003", "", "14-04-1981"},
                    {"", "3319011005100002", "3319011505820004", "SUPARMIN", "15-05-1982"}});
  sheet.merged = {{0, 2, 4}, {1, 2, 3}, {3, 3, 4}};
  const Read list = read({sheet}, in_kudus());
  ASSERT_EQ(list.rows.size(), 4U);
  EXPECT_EQ(list.rows[1].village, "Wates");
  EXPECT_EQ(list.rows[1].family_card, "3319011005100001");
  EXPECT_EQ(list.rows[2].village, "Undaan Lor");  // its own goes before
  EXPECT_TRUE(list.rows[2].family_card.empty());
  EXPECT_TRUE(list.rows[2].name.empty());
  EXPECT_TRUE(list.rows[3].village.empty());
  EXPECT_EQ(list.rows[3].family_card, "3319011005100002");
}

// People must not be lost without a word.
TEST(MessyList, ATableBesideTheFirstIsReported) {
  const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "", "NIK", "Nama", "Tgl Lahir"},
                               {"3319011203800001", "SUPARNO", "12-03-1980", "", "3319015203800002",
                                "SUKARTI", "12-03-1980"}});
  ASSERT_EQ(list.rows.size(), 1U);
  ASSERT_EQ(list.count(FindingCode::tables_beside), 1U);
  EXPECT_EQ(list.find(FindingCode::tables_beside)->column, 4U);
  EXPECT_EQ(list.find(FindingCode::tables_beside)->severity, Severity::error);
}

TEST(MessyList, TheHeadOfTheFamilyIsTheOnlyName) {
  for (const char* head : {"Nama KK", "Nama Kepala Keluarga", "KEPALA KELUARGA"}) {
    const Read list = read(Lines{{"No", "NIK", head, "Tgl Lahir"},
                                 {"1", "3319011203800001", "SUPARNO", "12-03-1980"}});
    ASSERT_EQ(list.rows.size(), 1U) << head;
    EXPECT_EQ(list.rows[0].name, "SUPARNO") << head;
    EXPECT_EQ(list.rows[0].status, RowStatus::accepted) << head;
    ASSERT_EQ(list.count(FindingCode::name_of_head), 1U) << head;
    EXPECT_EQ(list.find(FindingCode::name_of_head)->severity, Severity::warning) << head;
    EXPECT_EQ(list.find(FindingCode::name_of_head)->header, head);
    EXPECT_FALSE(Mapping::of(list.summary.sheets).find(head)) << head;
  }
  const Read other = read(Lines{{"Nama Kepala Keluarga", "NIK", "Nama", "Tgl Lahir"},
                                {"SUPARMAN", "3319011203800001", "SUPARNO", "12-03-1980"}});
  ASSERT_EQ(other.rows.size(), 1U);
  EXPECT_EQ(other.rows[0].name, "SUPARNO");
  EXPECT_EQ(other.count(FindingCode::name_of_head), 0U);
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
