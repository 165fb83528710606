// Goal: lists as offices make them become the right rows, and all else on the sheet is left out.
// Method: small invented sheets, one for each habit, read whole; the expected rows are by hand.
#include "intake/read_list.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;
using testing::read;
using testing::Read;
using testing::sheet;

std::vector<std::string> names(const Read& list) {
  std::vector<std::string> all;
  for (const Row& row : list.rows) all.push_back(row.name);
  return all;
}

const Lines kAgency = {
    {"PEMERINTAH KABUPATEN KUDUS"},
    {"DAFTAR USULAN PESERTA BPU TAHUN 2025"},
    {},
    {"No", "NIK", "Nama Lengkap", "Kelahiran", "", "L/P", "Alamat", "", "", "No. HP"},
    {"", "", "", "Tempat", "Tanggal", "", "Dusun", "RT/RW", "Desa", ""},
    {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
    {"#n:1", "3319025708750001", "SITI  AMINAH ", "KUDUS", "#d:27623", "P", "DK KRAJAN", "002/006",
     "GETASPEJATEN", "#n:81234567890"},
    {"#n:2", "#n:3319021203800001", "SUPARNO", "DEMAK", "12-03-1980", "L", "DK SINOMAN", "001/003",
     "GETASPEJATEM", ""},
    {},
    {"#n:3", "", "KASMIRAH", "KUDUS", "3 Mei 1978", "P", "", "", "ANTAH BERANTAH", "'081234567891"},
    {"#n:4"},
    {"", "JUMLAH", "3 orang"},
    {},
    {"", "", "", "", "", "", "", "Kudus, 15 Januari 2025"},
    {"", "Mengetahui", "", "", "", "", "", "Kepala Dinas"},
    {"", "", "Drs. SUPARMAN", "", "", "", "", "NIP. 196808171990031002"}};

TEST(ReadList, TitlesTwoRowHeaderTotalsAndSignatures) {
  const Read list = read({sheet("Data Petani", kAgency)});
  ASSERT_FALSE(list.error);
  EXPECT_EQ(names(list), (std::vector<std::string>{"SITI AMINAH", "SUPARNO", "KASMIRAH"}));
  ASSERT_EQ(list.rows.size(), 3U);
  const Row& first = list.rows[0];
  EXPECT_EQ(first.sheet, "Data Petani");
  EXPECT_EQ(first.number, 7U);
  EXPECT_EQ(first.nik->digits(), "3319025708750001");
  EXPECT_EQ(first.birth_place, "KUDUS");
  EXPECT_EQ(first.birth_date->text(), "1975-08-17");
  EXPECT_EQ(first.sex, Sex::female);
  EXPECT_EQ(first.rt, "2");
  EXPECT_EQ(first.rw, "6");
  EXPECT_EQ(first.phone, "81234567890");
  EXPECT_EQ(first.status, RowStatus::accepted);
  EXPECT_EQ(testing::regions().find(*first.region)->name, "Getaspejaten");
  EXPECT_EQ(list.rows[1].nik_state, NikState::damaged);
  EXPECT_EQ(list.rows[1].status, RowStatus::waiting);
  EXPECT_TRUE(list.rows[1].linkable);
  EXPECT_EQ(list.rows[1].region, first.region);
  EXPECT_EQ(list.rows[2].nik_state, NikState::missing);
  EXPECT_EQ(list.rows[2].birth_date->text(), "1978-05-03");
  EXPECT_EQ(list.rows[2].phone, "081234567891");
  EXPECT_FALSE(list.rows[2].region);
  EXPECT_EQ(list.count(FindingCode::village_misspelt), 1U);
  EXPECT_EQ(list.count(FindingCode::village_unknown), 1U);
  EXPECT_EQ(list.count(FindingCode::phone_lost_zero), 1U);
  EXPECT_EQ(list.summary.accepted, 1);
  EXPECT_EQ(list.summary.waiting, 2);
  EXPECT_EQ(list.summary.skipped, 5);  // column numbers, total, and three lines of signatures
}

TEST(ReadList, FindingsNameSheetRowColumnAndValue) {
  const Read list = read({sheet("Data Petani", kAgency)});
  const Finding* finding = list.find(FindingCode::nik_as_number);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->severity, Severity::error);
  EXPECT_EQ(finding->sheet, "Data Petani");
  EXPECT_EQ(finding->row, 8U);
  EXPECT_EQ(column_letters(*finding->column), "B");
  EXPECT_EQ(finding->header, "NIK");
  EXPECT_EQ(finding->value, "3319021203800001");
}

TEST(ReadList, EachSheetItsHeaderHiddenAndLookupSheetsLeftOut) {
  MemorySheet hidden = sheet("kode", {{"NIK", "NAMA"}, {"3319025708750009", "TIDAK TAMPAK"}});
  hidden.info.hidden = true;
  const Read list = read(
      {sheet("Pasar Kliwon", {{"PEDAGANG PASAR KLIWON"},
                              {},
                              {"NO", "NAMA PEDAGANG", "TTL", "JENIS KELAMIN", "NIK KTP", "ALAMAT"},
                              {"#n:1", "Harjaya S", "Kudus, 17-08-1975", "Pria", "3319021708750001",
                               "DK KRAJAN RT 6 RW 3 DESA GETAS PEJATEN"}}),
       sheet("Pasar Baru", {{"NIK KTP", "NAMA PEDAGANG"}, {"3319025708750001", "Melinda"}}),
       sheet("lanjutan", {{"3319021203800001", "Suparno"}, {"3319021203800002", "Supardi"}}),
       sheet("rekap", {{"Pasar", "Jumlah"}, {"Kliwon", "#n:1"}}), hidden});
  EXPECT_EQ(names(list), (std::vector<std::string>{"Harjaya S", "Melinda", "Suparno", "Supardi"}));
  ASSERT_EQ(list.rows.size(), 4U);
  EXPECT_EQ(list.rows[0].birth_place, "Kudus");
  EXPECT_EQ(list.rows[0].birth_date->text(), "1975-08-17");
  EXPECT_EQ(list.rows[0].rt, "6");
  EXPECT_EQ(list.rows[0].village, "GETAS PEJATEN");
  EXPECT_TRUE(list.rows[0].region);
  EXPECT_EQ(list.count(FindingCode::header_repeated), 1U);
  EXPECT_EQ(list.count(FindingCode::sheet_without_list), 1U);
  EXPECT_EQ(list.count(FindingCode::sheet_hidden), 1U);
}

TEST(ReadList, HeadingsGiveTheVillageAndHeadersRepeat) {
  const Read list = read(Lines{{"NO", "NAMA", "NIK"},
                               {"Desa Wates"},
                               {"1", "Suparno", "3319021203800001"},
                               {"2", "Supardi", "3319021203800002"},
                               {"NO", "NAMA", "NIK"},
                               {"A", "DESA UNDAAN LOR"},
                               {"3", "Sukarti", "3319025203800003"},
                               {"JUMLAH", "3"},
                               {"4", "Sukarno", "3319021203800004"}});
  EXPECT_EQ(names(list), (std::vector<std::string>{"Suparno", "Supardi", "Sukarti", "Sukarno"}));
  EXPECT_EQ(list.rows[1].village, "Wates");
  EXPECT_EQ(list.rows[2].village, "UNDAAN LOR");
  EXPECT_EQ(list.summary.skipped, 4);
}

TEST(ReadList, ExportsOfOtherSystems) {
  const Read branch = read(Lines{{"NO",
                                  "NIK",
                                  "NO KPJ",
                                  "NAMA LENGKAP",
                                  "TEMPAT LAHIR",
                                  "TANGGAL LAHIR",
                                  "JENIS KELAMIN",
                                  "STATUS PERKAWINAN",
                                  "ALAMAT",
                                  "KELURAHAN",
                                  "KECAMATAN",
                                  "KOTA/KAB",
                                  "PROVINSI",
                                  "KODE POS",
                                  "NO HP",
                                  "EMAIL",
                                  "NAMA IBU KANDUNG",
                                  "TGL MULAI BEKERJA",
                                  "UPAH",
                                  "STATUS KEPESERTAAN",
                                  "JHT",
                                  "JKK",
                                  "JKM",
                                  "JP",
                                  "NAMA PERUSAHAAN"},
                                 {"1",
                                  "3319021708750001",
                                  "25012345678",
                                  "Suparno",
                                  "Kudus",
                                  "17-08-1975",
                                  "L",
                                  "K",
                                  "Jl Muria 1",
                                  "Getas Pejaten",
                                  "Jati",
                                  "Kab. Kudus",
                                  "Jawa Tengah",
                                  "59343",
                                  "081234567890",
                                  "s@example.id",
                                  "Kasmirah",
                                  "01-02-2020",
                                  "2500000",
                                  "PU",
                                  "Y",
                                  "Y",
                                  "Y",
                                  "N",
                                  "PT Contoh"}});
  ASSERT_EQ(branch.rows.size(), 1U);
  const Row& worker = branch.rows[0];
  EXPECT_EQ(worker.kpj, "25012345678");
  EXPECT_EQ(worker.mother_name, "Kasmirah");
  EXPECT_EQ(worker.birth_date->text(), "1975-08-17");
  EXPECT_EQ(worker.income, Rupiah(2'500'000));
  EXPECT_EQ(worker.segment, Segment::pu);
  EXPECT_EQ(worker.programmes.text(), "JKK+JKM+JHT");
  EXPECT_EQ(worker.employer, "PT Contoh");
  EXPECT_EQ(worker.status, RowStatus::accepted);

  const Read village =
      read(Lines{{"noKK", "nik", "namaLengkap", "jenisKelamin", "tempatLahir", "tanggalLahir",
                  "alamat", "daerah", "statusNikah", "agama", "pekerjaan", "penghasilan", "desil"},
                 {"3319020101100001", "33.1902.170875.0001", "Suparno", "L", "Kudus", "1975-08-17",
                  "RT 02 RW 06", "Krajan", "Kawin", "Islam", "Petani/Pekebun", "500rb-1jt", "3"}});
  ASSERT_EQ(village.rows.size(), 1U);
  EXPECT_EQ(village.rows[0].nik_state, NikState::ok);
  EXPECT_EQ(village.rows[0].family_card, "3319020101100001");
  EXPECT_EQ(village.rows[0].decile, 3);
  EXPECT_EQ(village.rows[0].sector, Sector::agriculture);
  EXPECT_EQ(village.rows[0].rt, "2");
  EXPECT_EQ(village.count(FindingCode::income_unreadable), 1U);
}

TEST(ReadList, NeighbourhoodsAsTheyAreWritten) {
  struct Case {
    const char* typed;
    const char* rt;
    const char* rw;
    bool told;  ///< as unreadable
  };
  const Case cases[] = {
      {"002/003", "2", "3", false}, {"2/3", "2", "3", false},    {"RT 02 RW III", "2", "3", false},
      {"02/III", "2", "3", false},  {"2 - iv", "2", "4", false}, {"RT.02/RW.03", "2", "3", false},
      {"RT 5", "5", "", false},     {"02-Mar", "", "", true},    {"2025-03-02", "", "", true},
      {"Krajan", "", "", true},     {"2/", "", "", true},        {"/3", "", "", true},
      {"", "", "", false},
  };
  for (const Case& one : cases) {
    const Read list = read(Lines{{"NIK", "Nama", "RT/RW"},
                                 {"3319021203800001", "Suparno", one.typed},
                                 {"3319025203820001", "Sukarti", "001/001"}});
    ASSERT_EQ(list.rows.size(), 2U) << one.typed;
    EXPECT_EQ(list.rows[0].rt, one.rt) << one.typed;
    EXPECT_EQ(list.rows[0].rw, one.rw) << one.typed;
    EXPECT_EQ(list.count(FindingCode::neighbourhood_unreadable), one.told ? 1U : 0U) << one.typed;
    EXPECT_EQ(list.summary.accepted, 2) << one.typed;
  }
}

TEST(ReadList, RowsAndNiksThatStandTwice) {
  const Read list = read(Lines{{"No", "NIK", "Nama", "No KK"},
                               {"1", "3319021203800001", "Suparno", "3319020101100001"},
                               {"2", "3319021203800001", "Suparno", "3319020101100001"},
                               {"3", "3319025203820001", "Sukarti", "3319020101100001"},
                               {"4", "3319025203820001", "Sukarni", "3319020101100001"},
                               {"5", "3319020101100001", "Sukirman", "3319020101100001"}});
  EXPECT_EQ(list.rows.size(), 5U);
  EXPECT_EQ(list.summary.accepted, 5);
  EXPECT_EQ(list.count(FindingCode::duplicate_in_list), 1U);
  EXPECT_EQ(list.find(FindingCode::duplicate_in_list)->args[0].second, "2");
  EXPECT_EQ(list.count(FindingCode::nik_repeated), 2U);
  EXPECT_EQ(list.count(FindingCode::nik_is_family_card), 1U);
}

TEST(ReadList, WithoutHeaderTheContentTells) {
  const Read list = read(Lines{{"1", "3319021203800001", "Suparno", "12-03-1980", "L"},
                               {"2", "3319025203820001", "Sukarti", "12-03-1982", "P"}});
  ASSERT_EQ(list.rows.size(), 2U);
  EXPECT_EQ(list.rows[1].name, "Sukarti");
  EXPECT_EQ(list.rows[1].sex, Sex::female);
  EXPECT_EQ(list.rows[1].birth_date->text(), "1982-03-12");
  EXPECT_EQ(list.count(FindingCode::header_missing), 1U);
}

TEST(ReadList, MappingByPersonAndByMemory) {
  const Lines lines = {{"No Unik", "Panggilan", "NIK"}, {"K-7", "Suparno", "3319021203800001"}};
  ReadOptions asked = testing::options();
  asked.overrides = {*MappingOverride::parse("name=panggilan"),
                     *MappingOverride::parse("record_id=A")};
  const Read list = read(lines, asked);
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].name, "Suparno");
  EXPECT_EQ(list.rows[0].record_id, "K-7");

  ReadOptions later = testing::options();
  later.remembered = *Mapping::parse(Mapping::of(list.summary.sheets).text());
  EXPECT_EQ(read(lines, later).rows[0].record_id, "K-7");

  // A header of which no word is known is found when a person says what its columns are.
  const Lines strange = {{"Daftar"}, {"Panggilan", "Angka"}, {"Suparno", "3319021203800001"}};
  asked.overrides = {*MappingOverride::parse("name=Panggilan"),
                     *MappingOverride::parse("nik=Angka")};
  ASSERT_EQ(read(strange, asked).rows.size(), 1U);
  EXPECT_EQ(read(strange, asked).rows[0].name, "Suparno");

  asked.overrides = {*MappingOverride::parse("name=Tidak Ada")};
  EXPECT_EQ(read(lines, asked).error->code, Errc::bad_option);
  EXPECT_FALSE(MappingOverride::parse("nik"));
  EXPECT_FALSE(MappingOverride::parse("shoe_size=B"));
}

TEST(ReadList, NothingReadOrNothingAcceptedIsSaid) {
  EXPECT_EQ(read(Lines{{"Pasar", "Jumlah"}, {"Kliwon", "7"}}).error->code, Errc::nothing_done);
  EXPECT_EQ(read(Lines{}).error->code, Errc::nothing_done);
  const Read all_wait = read(Lines{{"NIK", "Nama"}, {"", "Suparno"}});
  EXPECT_EQ(all_wait.rows.size(), 1U);
  EXPECT_EQ(require_accepted(all_wait.summary).error().code, Errc::nothing_done);
  const Read empty = read(Lines{{"NIK", "Nama"}});
  EXPECT_EQ(require_accepted(empty.summary).error().detail,
            "there are heads of columns and nobody below them");
  ReadOptions volunteers = testing::options();
  volunteers.sender_kind = SenderKind::volunteers;
  const Read excused =
      read(Lines{{"NIK", "Nama", "Tgl Lahir"}, {"", "Suparno", "12-03-1980"}, {"-", "Sukarti", ""}},
           volunteers);
  EXPECT_EQ(excused.rows[0].status, RowStatus::accepted);  // blank, but name and birth date
  EXPECT_EQ(excused.rows[1].status, RowStatus::waiting);
}

TEST(ReadList, DisagreementsWithTheNikAreWarnings) {
  const Read list = read(Lines{{"NIK", "Nama", "Tgl Lahir", "L/P", "Status"},
                               {"3319021203800001", "Suparno", "03-12-1980", "P", "Aktif"},
                               {"3319021203810001", "Supardi", "13-03-1981", "L", "Meninggal"},
                               {"3319021203820001", "Alm. Supri", "12-03-1782", "L", "Pindah"}});
  EXPECT_EQ(list.count(FindingCode::birth_nik_swapped), 1U);
  EXPECT_EQ(list.count(FindingCode::birth_nik_differs), 1U);
  EXPECT_EQ(list.count(FindingCode::sex_nik_differs), 1U);
  EXPECT_EQ(list.count(FindingCode::name_deceased), 1U);
  EXPECT_EQ(list.rows[0].status, RowStatus::accepted);
  EXPECT_EQ(list.rows[0].condition, Condition::working);
  EXPECT_EQ(list.rows[1].condition, Condition::dead);
  EXPECT_EQ(list.rows[2].condition, Condition::dead);
  EXPECT_EQ(list.count(FindingCode::birth_impossible), 1U);
}

TEST(ReadList, AColumnOfMonthFirstDates) {
  const Read list = read(Lines{{"NIK", "Nama", "Tanggal Lahir"},
                               {"3319021203800001", "Suparno", "03/12/1980"},
                               {"3319023007650001", "Supardi", "07/30/1965"}});
  EXPECT_EQ(list.rows[0].birth_date->text(), "1980-03-12");
  EXPECT_EQ(list.rows[1].birth_date->text(), "1965-07-30");
  EXPECT_EQ(list.count(FindingCode::date_month_first), 1U);
}

TEST(ReadList, AnothersColumnsAreNotThePersons) {
  const Read list = read(Lines{{"NIK", "Nama", "Ahli Waris", ""},
                               {"", "", "NIK", "Nama"},
                               {"3319021203800001", "Suparno", "3319025203820001", "Sukarti"}});
  ASSERT_EQ(list.rows.size(), 1U);
  EXPECT_EQ(list.rows[0].name, "Suparno");
  EXPECT_EQ(list.rows[0].nik->digits(), "3319021203800001");
}

TEST(ReadList, ACallbackStopsTheReading) {
  const std::vector<MemorySheet> sheets = {sheet("", kAgency)};
  const auto stopped = read_list(
      MemoryTable::opener(sheets), testing::options(),
      [](const Row&, std::span<const Finding>) -> Status {
        return Error{Errc::storage, "x"};
      },
      [](const Finding&) -> Status { return {}; });
  EXPECT_EQ(stopped.error().code, Errc::storage);
}

}  // namespace
}  // namespace payung::intake
