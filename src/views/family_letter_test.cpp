// Goal: the letters about what nobody asked for say the sum, the day and the law as the rows have
// them, and whose dues it is. Method: one of each, line by line, words as the binary carries them.
#include "views/family_letter.hpp"

#include <gtest/gtest.h>

#include "adapters/text/catalogue.hpp"
#include "cases/testing.hpp"

namespace payung::views {
namespace {

using Lines = std::vector<std::string>;

Date on(const char* text) { return *Date::parse(text); }

const text::Catalogue& indonesian() {
  static const text::Catalogue catalogue = text::Catalogue::load("id");
  return catalogue;
}

Words words() {
  return [](std::string_view key, auto args) { return indonesian().text(key, args); };
}

LetterHead head() { return {"Kantor Kudus", on("2025-03-31"), "BUDI SANTOSO"}; }

app::Lapsing lapsing(PayerKind kind) {
  return {11,
          on("2025-01-31"),
          on("2025-04-30"),
          2,
          {on("2025-02-01").month_of(), on("2025-03-01").month_of()},
          Rupiah(33'600),
          store::BilledPayer{1, "dinas", "Dinas Sosial", kind},
          store::BilledPayer{1, "dinas", "Dinas Sosial", kind},
          *law().find("coverage.grace_unpaid_months", on("2025-03-31"))};
}

TEST(LapsingLetter, SaysMonthsSumDayAndWhoseDuesTheyAre) {
  const Lines lines = lapsing_letter(lapsing(PayerKind::apbd_regency), head(), words());
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[0], "Kantor Kudus, 31 Maret 2025");
  EXPECT_EQ(lines[1], "Kepada BUDI SANTOSO dan keluarga");
  EXPECT_EQ(lines[2],
            "Menurut catatan kami, iuran Anda untuk Februari 2025, Maret 2025 belum dibayar. Bila "
            "dibiarkan, perlindungan Anda berakhir.");
  EXPECT_TRUE(lines[3].starts_with(
      "Agar perlindungan berlanjut, Rp33.600 perlu dibayar paling lambat 30 April 2025."));
  EXPECT_EQ(lines[4],
            "Iuran ini menjadi tanggungan Dinas Sosial. Surat ini boleh Anda tunjukkan kepadanya.");
  EXPECT_TRUE(lines[5].starts_with("Dasar: ")) << lines[5];
  app::Lapsing over = lapsing(PayerKind::apbd_regency);
  over.payer.reset();
  EXPECT_EQ(lapsing_letter(over, head(), words())[4],
            "Selama ini iuran Anda dibayar oleh Dinas Sosial; menurut catatan kami masanya sudah "
            "berakhir. Anda dapat melanjutkan dengan membayar sendiri.");
  EXPECT_EQ(lapsing_letter(lapsing(PayerKind::self), head(), words()).size(), 6U)
      << "who pays for himself is sent to nobody else";
}

TEST(SchoolYearLetter, NamesTheChildTheYearAndTheSum) {
  app::SchoolYear year{
      3, 11, 2, on("2012-05-01"), benefits::Level::junior, on("2027-07-14"), Rupiah(2'000'000), {}};
  const auto papers = claims::papers_of(claims::Kind::scholarship, on("2025-03-31"), law());
  ASSERT_TRUE(papers.ok());
  const Lines lines = school_year_letter({year}, *papers, head(), words());
  EXPECT_EQ(lines[1], "Kepada keluarga BUDI SANTOSO");
  EXPECT_EQ(lines[2],
            "Beasiswa anak ke-2 (lahir 1 Mei 2012) dapat diminta untuk tahun sekolah yang mulai 14 "
            "Juli 2027: SMP, Rp2.000.000.");
  EXPECT_EQ(lines[3], "Berkas yang dibawa:");
  year.child = 0;
  EXPECT_TRUE(school_year_letter({year}, *papers, head(), words())[2].starts_with(
      "Anak dari BUDI SANTOSO berhak atas beasiswa"));
}

TEST(TreatedLetter, AsksWhetherItWasWorkAndNamesBothDays) {
  app::Treated treated{
      11, on("2025-01-18"), coverage::Covered::yes, on("2025-01-20"), on("2030-01-18"), {}};
  const Lines lines = treated_letter(treated, head(), words());
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[4],
            "Laporkan paling lambat 20 Januari 2025. Hak untuk meminta hapus setelah 18 Januari "
            "2030.");
  treated.covered = coverage::Covered::conditional;
  EXPECT_EQ(treated_letter(treated, head(), words())[5],
            "Masih ada iuran yang belum dibayar. Lunasi dahulu, agar haknya dapat dibayarkan.");
}

}  // namespace
}  // namespace payung::views
