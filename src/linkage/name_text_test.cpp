// Goal: names that one person writes in several ways read the same, those of two people do not.
// Method: tables of spellings from identity cards and lists, worked out by hand; hostile bytes.
#include "linkage/name_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace payung::linkage {
namespace {

using Words = std::vector<std::string>;

TEST(NameWords, OneSpellingPerSound) {
  struct Case {
    const char* a;
    const char* b;
  };
  for (const Case& c : {
           Case{"Soeharto", "Suharto"},
           Case{"Djoko Tjahjono", "Joko Cahyono"},
           Case{"Moh. Rafi", "Muhammad Rafi"},
           Case{"M. Rafi", "Mohammad Rafi"},
           Case{"MUH RAFI", "Mochamad Rafi"},
           Case{"Abd. Kadir", "Abdul Kadir"},
           Case{"St. Aminah", "Siti Aminah"},
           Case{"Achmad Yusuf", "Ahmad Jusuf"},
           Case{"Syamsul", "Sjamsul"},
           Case{"Khoirul", "Choirul"},
           Case{"Fatimah", "Patimah"},
           Case{"Annisa", "Anisa"},
           Case{"Nu'man", "Numan"},
           Case{"J\xC3\xA9ssica", "Jessica"},
           Case{"H. Budi Santoso", "Budi Santoso"},
           Case{"Hj. Siti Aminah", "Siti Aminah"},
           Case{"KH. Ahmad Dahlan", "Ahmad Dahlan"},
           Case{"Drs. H. Budi Santoso, S.H., M.M.", "Budi Santoso"},
           Case{"Budi Santoso S.Pd", "Budi Santoso"},
           Case{"Bp. Budi Santoso", "Budi Santoso"},
           Case{"Budi Santoso (Alm)", "Budi Santoso"},
           Case{"Budi Santoso / PAK RT", "Budi Santoso"},
           Case{"Budi Santoso bin Kasmin", "Budi Santoso"},
           Case{"(Alm.) Budi Santoso", "Budi Santoso"},
           Case{"  budi   SANTOSO ", "Budi Santoso"},
       }) {
    EXPECT_EQ(name_words(c.a), name_words(c.b)) << c.a << " / " << c.b;
    EXPECT_FALSE(name_words(c.a).empty()) << c.a;
  }
}

TEST(NameWords, OtherPeopleStayOthers) {
  EXPECT_NE(name_words("Budi"), name_words("Rudi"));
  EXPECT_NE(name_words("Siti Aminah"), name_words("Siti Aisah"));
  EXPECT_NE(name_words("Cahyo"), name_words("Joyo"));
  EXPECT_NE(name_words("Muhammad Rafi"), name_words("Rafi"));
}

TEST(NameWords, NeverLosesAWholeName) {
  // A title alone is a name; so is what only looks like one.
  EXPECT_EQ(name_words("Gus").size(), 1U);
  EXPECT_EQ(name_words("H").size(), 1U);
  EXPECT_EQ(name_words("M.").size(), 1U);
  EXPECT_EQ(name_words("Bin").size(), 1U);
  EXPECT_EQ(name_words("").size(), 0U);
  EXPECT_EQ(name_words("12 / --").size(), 0U);
}

TEST(NameWords, HostileBytes) {
  EXPECT_EQ(name_words(std::string("BUDI\0SANTOSO", 12)), (Words{"BUDI", "SANTOSO"}));
  EXPECT_EQ(name_words("BUDI\xFF\xC3"), (Words{"BUDI"}));
  EXPECT_EQ(name_words("\xE2\x80\x8B\xF0\x9F\x98\x80"), Words{});
  EXPECT_LE(name_words(std::string(1'000'000, 'A')).front().size(), 24U);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "AB ";
  EXPECT_LE(name_words(many).size(), 6U);
}

TEST(NameReader, ReadsWhatNameWordsReads) {
  Texts texts;
  NameReader reader;
  std::vector<std::uint32_t> numbers;
  // Twice, so that what was remembered is used too; M alone and M before a name differ.
  for (int round = 0; round < 2; ++round) {
    for (const char* name : {"M. Rafi", "M", "Rafi M", "St. Aminah", "Drs. Soekarno, S.E.", ""}) {
      reader.read(name, texts, numbers);
      Words words;
      for (const auto number : numbers) words.emplace_back(texts.text(number));
      EXPECT_EQ(words, name_words(name)) << name;
    }
  }
}

}  // namespace
}  // namespace payung::linkage
