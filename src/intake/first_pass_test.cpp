// Goal: what the first pass leaves is what the whole file says, not its first rows.
// Method: first_pass on invented sheets; repeats counted by hand; row_reader on what it planned.
#include "intake/first_pass.hpp"

#include <gtest/gtest.h>

#include "intake/row_reader.hpp"
#include "intake/testing.hpp"

namespace payung::intake {
namespace {

ListPlan plan_of(const std::vector<MemorySheet>& sheets, const ReadOptions& options) {
  MemoryTable table(sheets);
  auto plan = first_pass(table, options);
  EXPECT_TRUE(plan);
  return *std::move(plan);
}

TEST(Repeats, OnlyWhatOccursTwice) {
  Repeats repeats;
  for (const std::uint64_t value : {7U, 3U, 7U, 9U, 7U}) repeats.add(value);
  repeats.settle();
  EXPECT_EQ(repeats.count(7), 3U);
  EXPECT_EQ(repeats.count(3), 1U);
  EXPECT_EQ(repeats.count(8), 1U);
}

TEST(FirstPass, EvidenceComesFromTheLastRowToo) {
  testing::Lines lines = {{"NIK", "Nama", "Tgl Lahir"}};
  for (int i = 0; i < 600; ++i) lines.push_back({"3319021203800001", "Suparno", "03/12/1980"});
  lines.push_back({"", "Supardi", "07/30/1965"});
  const std::vector<MemorySheet> sheets = {testing::sheet("", lines)};
  const ListPlan plan = plan_of(sheets, testing::options());
  EXPECT_TRUE(plan.sheets.at(0).births.month_first());
  EXPECT_EQ(plan.niks.count(3319021203800001ULL), 600U);
  EXPECT_EQ(plan.area.text(), "33.19");
  EXPECT_TRUE(plan.area_inferred);
}

TEST(RowReader, AddressTitleAndCodeTellTheRegion) {
  ReadOptions options = testing::options();
  options.area = *RegionCode::parse("33.19");
  const std::vector<MemorySheet> sheets = {
      testing::sheet("Data", {{"DATA PEKERJA DESA UNDAAN LOR KECAMATAN UNDAAN"},
                              {"NIK", "Nama", "Alamat", "Kode Desa", "Kab/Kota"},
                              {"3319021203800001", "Suparno", "RT 1 RW 2", "", ""},
                              {"3319021203800002", "Supardi", "", "33.12.01.2001", ""},
                              {"3319021203800003", "Suparti", "", "", "Kabupaten Jepara"},
                              {"3319021203800004", "Sukarni", "", "99.99.99.9999", ""}})};
  const ListPlan plan = plan_of(sheets, options);
  PlaceFinder places(options.regions, options.area);
  RowReader reader(plan.sheets.at(0), options, places);
  const auto read = [&](std::size_t at) { return reader.read(sheets[0].rows[at]); };
  const Row home = read(2);
  EXPECT_EQ(home.village, "UNDAAN LOR");
  EXPECT_EQ(home.region, places.village("Undaan Lor", "").code);
  EXPECT_EQ(home.rw, "2");
  const Row by_code = read(3);
  EXPECT_EQ(by_code.region->text(), "33.12.01.2001");
  EXPECT_EQ(reader.findings().at(0).code, FindingCode::birth_missing);
  EXPECT_EQ(reader.findings().at(1).code, FindingCode::village_outside);
  EXPECT_EQ(read(4).region->text(), "33.20");
  read(5);
  EXPECT_EQ(reader.findings().at(1).code, FindingCode::village_unknown);
}

}  // namespace
}  // namespace payung::intake
