// Goal: files as LibreOffice saves them, .ods and the old .xls, give the cells of the workbook.
// Method: two small saved files (tests/data/sheets) against the cells that were typed in.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "adapters/sheets/zip_testing.hpp"
#include "base/testing.hpp"

namespace payung::sheets {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::filesystem::path saved(const char* name) {
  return std::filesystem::path(source_folder()) / "tests/data/sheets" / name;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

/// The file under another name, which must not matter.
made::Read read_as(const char* name, const std::string& bytes) {
  const auto path = std::filesystem::temp_directory_path() / name;
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  auto got = made::read(open_table(path));
  std::filesystem::remove(path);
  return got;
}

void expect_petani(const made::Read& got, const char* active) {
  ASSERT_FALSE(got.error) << got.error->detail;
  ASSERT_EQ(got.sheets.size(), 2U);
  EXPECT_EQ(got.sheets[0].name, "Petani");
  EXPECT_FALSE(got.sheets[0].hidden);
  EXPECT_FALSE(got.sheets[0].epoch_1904);
  EXPECT_EQ(got.sheets[1].name, "Lama");
  EXPECT_TRUE(got.sheets[1].hidden);
  EXPECT_EQ(
      got.rows,
      (Rows{{"1", "t:DAFTAR PETANI"},
            {"3", "t:No", "t:NIK", "t:Nama", "t:Tgl Lahir", "t:Aktif", "t:Upah"},
            {"4", "n:1", "t:3319031708750001", "t:Siti Aminah", "d:1975-08-17", active,
             "n:1500000.5"},
            {"5", "n:2", "n:3319034101800003", "t:Jos\xC3\xA9 & Ani", "t:01-01-1980", "", "n:0"},
            {"7", "", "", "t:Jumlah", "", "", "n:1500000.5"},
            {"1", "t:lembar lama"}}));
}

TEST(LibreOffice, Ods) { expect_petani(made::read(open_table(saved("petani.ods"))), "n:1"); }

TEST(LibreOffice, Xls) {
  // The library of .xls passes over truth values.
  expect_petani(made::read(open_table(saved("petani.xls"))), "");
}

TEST(LibreOffice, NamesDoNotMatter) {
  expect_petani(read_as("payung_libreoffice_test.csv", bytes_of(saved("petani.xls"))), "");
  expect_petani(read_as("payung_libreoffice_test.xls", bytes_of(saved("petani.ods"))), "n:1");
  const auto text = read_as("payung_libreoffice_test.xlsx", "nik;nama\n1;Siti\n");
  EXPECT_EQ(text.rows, (Rows{{"1", "t:nik", "t:nama"}, {"2", "t:1", "t:Siti"}}));
}

TEST(LibreOffice, CutOldWorkbooksAreRefused) {
  const std::string whole = bytes_of(saved("petani.xls"));
  // The workbook's stream ends with the sector before the last two.
  for (std::size_t size = 600; size + 1536 < whole.size(); size += 100) {
    const auto got = read_as("payung_libreoffice_cut_test.xls", whole.substr(0, size));
    ASSERT_TRUE(got.error) << "cut to " << size << " of " << whole.size();
    EXPECT_TRUE(got.error->code == Errc::unreadable || got.error->code == Errc::unsupported);
  }
}

TEST(LibreOffice, GridsOfOldWorkbooksAreBounded) {
  // DIMENSIONS (0x200, 14 bytes): the row and column after the last stand at 4 and 10.
  std::string bytes = bytes_of(saved("petani.xls"));
  const auto at = bytes.find(std::string("\x00\x02\x0E\x00\x00\x00\x00\x00", 8));
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at + 8, 4, std::string("\x00\x00\xFF\x7F", 4));
  const auto got = read_as("payung_libreoffice_grid_test.xls", bytes);
  ASSERT_TRUE(got.error);
  EXPECT_EQ(got.error->code, Errc::unsafe);
}

}  // namespace
}  // namespace payung::sheets
