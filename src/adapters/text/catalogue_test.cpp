// Goal: every text for people exists in both languages, with the same placeholders.
// Method: the catalogues the binary carries are compared key by key; every finding has its two.
#include "adapters/text/catalogue.hpp"

#include <gtest/gtest.h>

#include <set>

#include "adapters/text/finding_text.hpp"
#include "intake/finding.hpp"

namespace payung::text {
namespace {

std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> names;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end != std::string::npos) names.insert(text.substr(at, end - at + 1));
  }
  return names;
}

TEST(Catalogue, BothLanguagesSayTheSame) {
  const Catalogue indonesian = Catalogue::load("id");
  const Catalogue english = Catalogue::load("en");
  ASSERT_FALSE(indonesian.keys().empty());
  EXPECT_EQ(indonesian.keys(), english.keys());
  for (const std::string& key : indonesian.keys()) {
    EXPECT_EQ(placeholders(indonesian.text(key)), placeholders(english.text(key))) << key;
    EXPECT_FALSE(indonesian.text(key).empty()) << key;
    EXPECT_FALSE(english.text(key).empty()) << key;
  }
}

TEST(Catalogue, EveryFindingSaysWhatIsWrongAndWhatToDo) {
  const Catalogue indonesian = Catalogue::load("id");
  for (const intake::FindingCode code : intake::all_finding_codes()) {
    EXPECT_TRUE(indonesian.has(intake::message_id(code))) << intake::message_id(code);
    EXPECT_TRUE(indonesian.has(intake::remedy_id(code))) << intake::remedy_id(code);
  }
}

TEST(FindingText, WordsOfClosedListsAreInTheLanguageToo) {
  using intake::FindingCode;
  intake::Finding finding{FindingCode::row_skipped, intake::Severity::note, "", 9, {}, {}, {}, {}};
  finding.args = {{"kind", "total"}};
  EXPECT_EQ(what_is_wrong(Catalogue::load("id"), finding),
            "Baris ini bukan data orang (jumlah) dan dilewati.");
  EXPECT_EQ(what_is_wrong(Catalogue::load("en"), finding),
            "This row is not a person (a total) and is left out.");
  EXPECT_EQ(what_to_do(Catalogue::load("en"), finding),
            "Nothing to do, unless it is a person after all.");
}

// As src/adapters/sheets and src/intake write them; the file is what a clerk holds in the hand.
TEST(Catalogue, AFileThatIsRefusedSaysWhyInBothLanguages) {
  const Catalogue indonesian = Catalogue::load("id");
  EXPECT_EQ(indonesian.detail("it is encrypted; remove the password"),
            "bersandi; hapus sandinya, simpan, lalu kirim lagi");
  EXPECT_EQ(indonesian.detail("over 16384 columns; copy the list alone into a new workbook"),
            "lebih dari 16.384 kolom; salin daftarnya saja ke buku kerja baru");
  EXPECT_EQ(indonesian.detail("over 1000000 columns; copy the list alone into a new workbook"),
            "lebih dari 1.000.000 kolom; salin daftarnya saja ke buku kerja baru");
  EXPECT_EQ(
      indonesian.detail("a cell of over 512 KiB, or a line of over 8 MiB; is a quotation mark "
                        "or the end of the line missing there?"),
      "sel lebih dari 512 KiB atau baris lebih dari 8 MiB; apakah tanda kutip atau akhir baris "
      "hilang di situ?");
  EXPECT_EQ(Catalogue::load("en").detail(
                "its texts take over 2048 MiB; split the list or save it as .csv"),
            "its texts take over 2,048 MiB; split the list or save it as .csv");
  EXPECT_EQ(indonesian.place("petani 2025.csv, record 12"), "petani 2025.csv, baris ke-12");
  EXPECT_EQ(indonesian.place("row 1200"), "baris 1200");
  EXPECT_EQ(indonesian.place("petani.xlsx"), "petani.xlsx");
  EXPECT_EQ(Catalogue::load("en").detail("it is encrypted; remove the password"),
            "it is encrypted; remove the password");
  EXPECT_EQ(indonesian.detail("nobody wrote words for this"), "nobody wrote words for this");
}

TEST(Catalogue, FillsPlaceholders) {
  const Catalogue english = Catalogue::load("en");
  const std::vector<std::pair<std::string, std::string>> args = {{"count", "3"}};
  const std::string text = english.text("intake.nik_repeated.what", args);
  EXPECT_NE(text.find('3'), std::string::npos);
  EXPECT_EQ(text.find("{count}"), std::string::npos);
  EXPECT_NE(english.text("intake.nik_repeated.what").find("{count}"), std::string::npos);
  EXPECT_EQ(english.text("no.such.key"), "no.such.key");
  EXPECT_TRUE(Catalogue::load("fr").keys().empty());
}

}  // namespace
}  // namespace payung::text
