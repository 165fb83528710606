// Cards come as a PDF of as many sheets as they need, whatever stands on them.
// Method: the file's own structure is looked at; hostile names do not end it.
#include "adapters/pdf/card_pdf.hpp"

#include <gtest/gtest.h>

namespace payung::pdf {
namespace {

CardFace face(const std::string& name) {
  return {"KARTU PERLINDUNGAN", {name, "NIK 331904**********"}, {{true, false}, {false, true}}};
}

/// How often a text stands in the file.
std::size_t times(const std::string& in, const std::string& text) {
  std::size_t found = 0;
  for (auto at = in.find(text); at != std::string::npos; at = in.find(text, at + 1)) ++found;
  return found;
}

TEST(CardPdf, EightOnASheet) {
  for (const auto& [cards, sheets] :
       {std::pair<std::size_t, std::size_t>{1, 1}, {8, 1}, {9, 2}, {17, 3}}) {
    const std::vector<CardFace> all(cards, face("Siti Rahayu"));
    const auto file = card_sheets(all, "Payung");
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->starts_with("%PDF-1."));
    EXPECT_NE(file->find("%%EOF"), std::string::npos);
    EXPECT_EQ(times(*file, "/Type /Page\n"), sheets) << cards;
  }
}

TEST(CardPdf, AnyNameIsWritten) {
  for (const auto* name : {"", "Nguyễn (1) \\ Ña", "\xff\xfe\x80", "a\0b", "نور"}) {
    const std::vector<CardFace> one{face(name)};
    EXPECT_TRUE(card_sheets(one, name).ok());
  }
  const std::vector<CardFace> lengthy{face(std::string(100'000, 'x'))};
  EXPECT_TRUE(card_sheets(lengthy, "").ok());
}

TEST(CardPdf, NothingToPrint) { EXPECT_FALSE(card_sheets({}, "").ok()); }

}  // namespace
}  // namespace payung::pdf
