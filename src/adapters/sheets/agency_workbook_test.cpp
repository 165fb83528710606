// Goal: the files look as agencies send them, the same in every run, and every row is traced.
// Method: write a small population, read the CSV files as text and the workbooks as what they are:
// a zip; the row count of workbooks.csv is the truth's.
#include "adapters/sheets/agency_workbook.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "adapters/sheets/agency_files.hpp"

namespace payung::sheets {
namespace {

namespace fs = std::filesystem;
using synthesis::Column;
using synthesis::ListKind;
using synthesis::Record;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class AgencyWriters : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("payung-agency-" + std::string(test->name()));
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static Record row(ListKind list, std::int64_t number) {
    Record record;
    record.list = list;
    record.number = number;
    record.person = number * 7;
    record.cell(Column::record_id) = std::string(to_text(list)) + "-" + std::to_string(number);
    record.cell(Column::nik) = "3319081708750001";
    record.cell(Column::name) = "Slamet, H.";
    record.cell(Column::birth_place) = "KUDUS";
    record.cell(Column::birth_date) = "1975-08-17";
    record.cell(Column::sex) = "L";
    record.cell(Column::address) = "DK KRAJAN";
    record.cell(Column::rt) = "2";
    record.cell(Column::rw) = "6";
    record.cell(Column::village) = "GONDOSARI";
    record.cell(Column::phone) = "081234567890";
    record.cell(Column::occupation) = "Ojek";
    return record;
  }

  fs::path folder_;
};

TEST_F(AgencyWriters, ListsStandApartFromTheirTruth) {
  AgencyFiles files(folder_, {ListKind::relawan, ListKind::dtks});
  ASSERT_TRUE(files.open().ok());
  ASSERT_TRUE(files.record(row(ListKind::relawan, 1)).ok());
  ASSERT_TRUE(files.close().ok());
  EXPECT_EQ(read(folder_ / "lists" / "relawan.csv"),
            "record_id,nik,name,birth_place,birth_date,sex,mother_name,address,rt,rw,village,"
            "village_code,phone,occupation\n"
            "relawan-1,3319081708750001,\"Slamet, H.\",KUDUS,1975-08-17,L,,DK KRAJAN,2,6,"
            "GONDOSARI,,081234567890,Ojek\n");
  EXPECT_EQ(read(folder_ / "lists" / "dtks.csv").find('\n'),
            read(folder_ / "lists" / "dtks.csv").size() - 1);
  EXPECT_EQ(read(folder_ / "truth.csv"), "record_id,person_id\nrelawan-1,7\n");
}

TEST_F(AgencyWriters, DiscardLeavesNothing) {
  AgencyFiles files(folder_, {ListKind::relawan});
  AgencyWorkbooks workbooks(folder_, "Kabupaten Kudus", *Date::of(2025, 1, 1));
  ASSERT_TRUE(files.open().ok());
  ASSERT_TRUE(workbooks.open().ok());
  ASSERT_TRUE(workbooks.record(row(ListKind::relawan, 1)).ok());
  files.discard();
  workbooks.discard();
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(AgencyWriters, AFolderThatCannotBeIsAnError) {
  std::ofstream(folder_) << "a file";
  AgencyFiles files(folder_, {ListKind::relawan});
  AgencyWorkbooks workbooks(folder_, "Kabupaten Kudus", *Date::of(2025, 1, 1));
  EXPECT_EQ(files.open().error().code, Errc::io);
  EXPECT_EQ(workbooks.open().error().code, Errc::io);
}

TEST_F(AgencyWriters, TheTransportAgencyWritesSemicolonsAndTwoDigitYears) {
  AgencyWorkbooks workbooks(folder_, "Kabupaten Kudus", *Date::of(2025, 1, 1));
  ASSERT_TRUE(workbooks.open().ok());
  for (std::int64_t i = 1; i <= 3; ++i) {
    ASSERT_TRUE(workbooks.record(row(ListKind::perhubungan, i)).ok());
  }
  ASSERT_TRUE(workbooks.close().ok());
  EXPECT_EQ(read(folder_ / "workbooks" / "dinas-perhubungan.csv"),
            "no;nama;nomor induk kependudukan;tgl lahir;kelamin;hp;kelurahan;pekerjaan;ket\r\n"
            "1;Slamet, H.;3319081708750001;17/08/75;L;081234567890;GONDOSARI;Ojek;\"shift\n"
            "malam\"\r\n"
            "2;Slamet, H.;3319081708750001;17/08/75;L;081234567890;GONDOSARI;Ojek;\"motor "
            "\"\"bebek\"\"\"\r\n"
            "3;Slamet, H.;3319081708750001;17/08/75;L;081234567890;GONDOSARI;Ojek;pangkalan "
            "\x96 pasar\r\n");
  EXPECT_EQ(read(folder_ / "workbooks.csv"),
            "file,sheet,row,record_id\n"
            "dinas-perhubungan.csv,,2,perhubungan-1\n"
            "dinas-perhubungan.csv,,3,perhubungan-2\n"
            "dinas-perhubungan.csv,,4,perhubungan-3\n");
}

// Farmers: three titles, an empty row and two header rows, so the first person stands in row 7.
// Traders: a title, an empty row, a header; the rows go round the three markets.
TEST_F(AgencyWriters, RowsAreTracedToTheirSheet) {
  AgencyWorkbooks workbooks(folder_, "Kabupaten Kudus", *Date::of(2025, 1, 1));
  ASSERT_TRUE(workbooks.open().ok());
  for (std::int64_t i = 1; i <= 4; ++i) {
    ASSERT_TRUE(workbooks.record(row(ListKind::perdagangan, i)).ok());
  }
  ASSERT_TRUE(workbooks.record(row(ListKind::pertanian, 1)).ok());
  ASSERT_TRUE(workbooks.close().ok());
  EXPECT_EQ(read(folder_ / "workbooks.csv"),
            "file,sheet,row,record_id\n"
            "dinas-perdagangan.xlsx,Pasar Induk,4,perdagangan-1\n"
            "dinas-perdagangan.xlsx,Pasar Baru,4,perdagangan-2\n"
            "dinas-perdagangan.xlsx,Ps. Pagi (sementara),4,perdagangan-3\n"
            "dinas-perdagangan.xlsx,Pasar Induk,5,perdagangan-4\n"
            "dinas-pertanian.xlsx,Data Petani,7,pertanian-1\n");
}

TEST_F(AgencyWriters, EveryListHasItsFileAndTheSameBytesEachRun) {
  std::map<std::string, std::string> first;
  for (int run = 0; run < 2; ++run) {
    AgencyWorkbooks workbooks(folder_, "Kabupaten Kudus", *Date::of(2025, 1, 1));
    ASSERT_TRUE(workbooks.open().ok());
    for (const ListKind list : synthesis::all_lists()) {
      for (std::int64_t i = 1; i <= 5; ++i) ASSERT_TRUE(workbooks.record(row(list, i)).ok());
    }
    ASSERT_TRUE(workbooks.close().ok());
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder_ / "workbooks")) {
      files[entry.path().filename().string()] = read(entry.path());
    }
    EXPECT_EQ(files.size(), synthesis::list_count);
    for (const auto& [name, bytes] : files) {
      if (name.ends_with(".xlsx")) {
        EXPECT_EQ(bytes.substr(0, 2), "PK") << name;
      }
    }
    if (run == 0) first = files;
    EXPECT_TRUE(files == first);
  }
}

}  // namespace
}  // namespace payung::sheets
