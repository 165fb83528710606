// Goal: tables below each other are read by their own headers, and findings point at the sheet.
// Method: a small list of three tables, the second in another order and with columns of its own.
#include "intake/table_order.hpp"

#include <gtest/gtest.h>

#include "intake/read_list.hpp"
#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;
using testing::read;
using testing::Read;

// Tables below each other whose columns stand in another order: nobody is lost, nothing misread.
TEST(TableOrder, ATableOfAnotherOrderBelow) {
  ReadOptions options = testing::options();
  options.area = *RegionCode::parse("33.19");
  const Read list =
      read(Lines{{"No", "NIK", "Nama", "Desa"},
                 {"1", "3319011203800001", "Suparno", "Jati Wetan"},
                 {"2", "3319015203800002", "Sukarti", "Jati Kulon"},
                 {},
                 {"Nama", "NIK", "Tgl Lahir", "L/P", "No HP", "Desa"},
                 {"Supardi", "3319011404810003", "14-04-1981", "L", "", "Loram Wetan"},
                 {"Suparmin", "331901150582", "15-05-1982", "L", "", "Jati Wetan"},
                 {},
                 {"No", "NIK", "Nama", "Desa"},
                 {"1", "3319011606830005", "Suparto", "Jati Kulon"}},
           options);
  ASSERT_EQ(list.rows.size(), 5U);
  EXPECT_EQ(list.rows[0].name, "Suparno");
  EXPECT_EQ(list.rows[1].village, "Jati Kulon");
  EXPECT_EQ(list.rows[2].name, "Supardi");
  EXPECT_EQ(list.rows[2].nik->digits(), "3319011404810003");
  EXPECT_EQ(list.rows[2].village, "Loram Wetan");
  EXPECT_EQ(list.rows[2].number, 6U);
  EXPECT_EQ(list.rows[3].name, "Suparmin");
  EXPECT_EQ(list.find(FindingCode::nik_length)->row, 7U);
  EXPECT_EQ(list.find(FindingCode::nik_length)->column, 1U);
  EXPECT_EQ(list.rows[4].name, "Suparto");
  EXPECT_EQ(list.rows[4].village, "Jati Kulon");
  EXPECT_EQ(list.summary.accepted, 4);
  // The birth date, sex and phone of the second table have no column in the first.
  EXPECT_EQ(list.count(FindingCode::column_unused), 3U);
  EXPECT_EQ(list.find(FindingCode::column_unused)->row, 5U);
  EXPECT_EQ(list.find(FindingCode::column_unused)->column, 2U);
}

}  // namespace
}  // namespace payung::intake
