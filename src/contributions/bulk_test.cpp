// Goal: the tables of many people say to the rupiah what one calculation says, and months unpaid
// in a row are counted over any number of months. Method: every sort compared with bpu_dues;
// runs of 12 to 600 months counted by hand.
#include "contributions/bulk.hpp"

#include <gtest/gtest.h>

#include "contributions/contributions.hpp"
#include "contributions/testing.hpp"

namespace payung::contributions {
namespace {

const MonthRange kMonths = *MonthRange::parse("2025-12/2027-05");

TEST(BulkDues, AreThoseOfOneCalculation) {
  const ProgrammeSet programmes{Programme::jkk, Programme::jkm, Programme::jht};
  const auto bulk = BulkDues::of(kMonths, programmes, law());
  ASSERT_TRUE(bulk.ok()) << bulk.error().detail;
  ASSERT_EQ(bulk->months(), 17);
  for (const std::int64_t income : {0, 1'099'999, 1'100'000, 2'500'000, 20'199'999, 20'200'000}) {
    for (const Sector sector : {Sector::transport, Sector::agriculture}) {
      for (const PayerKind payer : all_payer_kinds()) {
        const Sort sort = bulk->sort_of(Rupiah(income), sector, payer);
        for (int i = 0; i < bulk->months(); ++i) {
          const auto one =
              bpu_dues({kMonths.from.plus(i), programmes, Rupiah(income), sector, payer}, law());
          ASSERT_TRUE(one.ok());
          EXPECT_EQ(bulk->due(sort, i), one->total) << income << " " << i;
        }
      }
    }
  }
}

TEST(BulkDues, OfAMonthAndInAll) {
  const auto bulk = BulkDues::of(kMonths, {Programme::jkk, Programme::jkm}, law());
  ASSERT_TRUE(bulk.ok());
  const std::vector<Sort> sorts{
      bulk->sort_of(Rupiah(0), Sector::agriculture, PayerKind::self),
      bulk->sort_of(Rupiah(25'000'000), Sector::transport, PayerKind::self),
      bulk->sort_of(Rupiah(0), Sector::trade, PayerKind::apbd_regency)};
  std::vector<std::int64_t> dues(3);
  bulk->month(1, sorts, dues);  // January 2026: relief for transport only
  EXPECT_EQ(dues, (std::vector<std::int64_t>{16'800, 106'900, 16'800}));
  bulk->month(5, sorts, dues);  // May 2026
  EXPECT_EQ(dues, (std::vector<std::int64_t>{8'400, 106'900, 16'800}));
  // Self-paying farmer 8 x 16,800 + 9 x 8,400; driver 2 x 213,800 + 15 x 106,900; 17 x 16,800.
  EXPECT_EQ(*bulk->total(sorts), Rupiah(210'000 + 2'031'100 + 285'600));
}

TEST(BulkDues, RefusesWhatItCannotDo) {
  EXPECT_EQ(
      BulkDues::of(*MonthRange::parse("2025-01/2025-01"), {Programme::jkm}, law()).error().code,
      Errc::bad_month);
  EXPECT_EQ(
      BulkDues::of(*MonthRange::parse("2015-06/2015-08"), {Programme::jkm}, law()).error().code,
      Errc::no_parameter);
  EXPECT_EQ(BulkDues::of(kMonths, {Programme::jp}, law()).error().code, Errc::bad_value);
}

TEST(UnpaidInARow, OverAnyNumberOfMonths) {
  for (const int months : {12, 120, 600}) {
    // Never paid; always paid; paid every fourth month; paid once, in the third month.
    std::vector<std::uint16_t> unpaid(4, 0);
    for (int i = 1; i <= months; ++i) {
      const std::vector<std::uint8_t> paid{0, 1, static_cast<std::uint8_t>(i % 4 == 0 ? 1 : 0),
                                           static_cast<std::uint8_t>(i == 3 ? 1 : 0)};
      unpaid_in_a_row(paid, unpaid);
    }
    EXPECT_EQ(unpaid, (std::vector<std::uint16_t>{static_cast<std::uint16_t>(months), 0, 0,
                                                  static_cast<std::uint16_t>(months - 3)}));
  }
}

}  // namespace
}  // namespace payung::contributions
