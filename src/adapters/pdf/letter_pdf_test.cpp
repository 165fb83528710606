// A letter comes as a PDF of as many sheets as its words need, whatever they are.
// Method: the file's own structure is looked at.
#include "adapters/pdf/letter_pdf.hpp"

#include <gtest/gtest.h>

namespace payung::pdf {
namespace {

std::size_t times(const std::string& in, const std::string& text) {
  std::size_t found = 0;
  for (auto at = in.find(text); at != std::string::npos; at = in.find(text, at + 1)) ++found;
  return found;
}

Letter letter_of(std::size_t paragraphs) {
  return {"Kantor Kudus",
          "28 Desember 2025",
          "Hak keluarga SITI",
          std::vector<std::string>(paragraphs, std::string(400, 'x') + " kata"),
          "Bawalah:",
          {"KTP ahli waris", "Akta kematian"},
          "Bawalah surat ini ke kantor cabang."};
}

TEST(LetterPdf, OneSheetAndMany) {
  const auto one = letter_sheets(letter_of(1));
  ASSERT_TRUE(one.ok());
  EXPECT_TRUE(one->starts_with("%PDF-1."));
  EXPECT_NE(one->find("%%EOF"), std::string::npos);
  EXPECT_EQ(times(*one, "/Type /Page\n"), 1U);
  const auto many = letter_sheets(letter_of(60));
  ASSERT_TRUE(many.ok());
  EXPECT_GT(times(*many, "/Type /Page\n"), 3U);
}

TEST(LetterPdf, AnyWordsAreWritten) {
  for (const auto* text : {"", " ", "(1) \\ Ñ", "\xff\xfe\x80", "نور", "\xe2\x80"}) {
    const Letter letter{text, text, text, {text}, text, {text}, text};
    EXPECT_TRUE(letter_sheets(letter).ok()) << text;
  }
}

}  // namespace
}  // namespace payung::pdf
