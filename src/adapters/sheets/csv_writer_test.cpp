// Goal: what is written is read back the same, nothing in it runs, and no half file is left.
// Method: the bytes of small files against RFC 4180 written out by hand.
#include "adapters/sheets/csv_writer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <sstream>

namespace payung::sheets {
namespace {

namespace fs = std::filesystem;

class CsvFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("payung-csv-" + std::string(test->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  fs::path folder_;
};

TEST_F(CsvFiles, QuotesAndGuardsForPeople) {
  const fs::path path = folder_ / "out.csv";
  CsvWriter writer(path, CsvReader::person);
  ASSERT_TRUE(writer.row({"nama", "alamat", "catatan"}));
  ASSERT_TRUE(writer.row({"Siti, S.Pd.", "Jl. \"Mawar\"", "baris\ndua"}));
  ASSERT_TRUE(writer.row({"=1+1", "+62", "@cmd"}));
  ASSERT_TRUE(writer.row({"", "-1", "\tx"}));
  EXPECT_FALSE(fs::exists(path)) << "not before it is whole";
  ASSERT_TRUE(writer.finish());
  EXPECT_EQ(read(path),
            "nama,alamat,catatan\n"
            "\"Siti, S.Pd.\",\"Jl. \"\"Mawar\"\"\",\"baris\ndua\"\n"
            "'=1+1,'+62,'@cmd\n"
            "\"\",'-1,'\tx\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(CsvFiles, MachinesGetTheTextAsItIs) {
  const fs::path path = folder_ / "out.csv";
  CsvWriter writer(path, CsvReader::machine);
  const std::array<std::string, 2> fields = {"=1+1", "-5"};
  ASSERT_TRUE(writer.row(fields));
  ASSERT_TRUE(writer.finish());
  EXPECT_EQ(read(path), "=1+1,-5\n");
}

TEST_F(CsvFiles, LeavesNothingWhenNotFinished) {
  const fs::path path = folder_ / "out.csv";
  std::ofstream(path) << "earlier";
  {
    CsvWriter writer(path, CsvReader::machine);
    ASSERT_TRUE(writer.row({"half"}));
  }
  EXPECT_EQ(read(path), "earlier");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(CsvFiles, SaysWhenItCannotWrite) {
  CsvWriter writer(folder_ / "nowhere" / "out.csv", CsvReader::machine);
  ASSERT_TRUE(writer.row({"a"}));
  const auto status = writer.finish();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Errc::io);
}

}  // namespace
}  // namespace payung::sheets
