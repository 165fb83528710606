#include "adapters/pdf/card_pdf.hpp"

#include "adapters/pdf/document.hpp"
#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

constexpr float kPointsPerMm = 72.0F / 25.4F;
constexpr float kCardWide = 85.6F * kPointsPerMm;
constexpr float kCardHigh = 54.0F * kPointsPerMm;
constexpr float kQrSide = 27.0F * kPointsPerMm;
constexpr float kInset = 4.0F * kPointsPerMm;
constexpr float kGap = 5.0F * kPointsPerMm;
constexpr float kTitleSize = 8.0F;
constexpr float kNameSize = 10.0F;
constexpr float kLineSize = 8.0F;
constexpr std::size_t kColumns = 2;
constexpr std::size_t kPerSheet = 8;
constexpr std::size_t kLettersMax = 60;

struct Fonts {
  HPDF_Font plain;
  HPDF_Font bold;
};

void write(HPDF_Page page, HPDF_Font font, float size, float x, float y, const std::string& text) {
  HPDF_Page_BeginText(page);
  HPDF_Page_SetFontAndSize(page, font, size);
  HPDF_Page_TextOut(page, x, y, latin(text, kLettersMax).c_str());
  HPDF_Page_EndText(page);
}

void draw_code(HPDF_Page page, const std::vector<std::vector<bool>>& qr, float left, float top) {
  if (qr.empty()) return;
  const float module = kQrSide / static_cast<float>(qr.size());
  for (std::size_t y = 0; y < qr.size(); ++y) {
    for (std::size_t x = 0; x < qr[y].size(); ++x) {
      if (!qr[y][x]) continue;
      HPDF_Page_Rectangle(page, left + static_cast<float>(x) * module,
                          top - static_cast<float>(y + 1) * module, module, module);
    }
  }
  HPDF_Page_Fill(page);
}

void draw_card(HPDF_Page page, const Fonts& fonts, const CardFace& card, float left, float top) {
  HPDF_Page_SetLineWidth(page, 0.5F);
  HPDF_Page_Rectangle(page, left, top - kCardHigh, kCardWide, kCardHigh);
  HPDF_Page_Stroke(page);
  float y = top - kInset - kTitleSize;
  write(page, fonts.bold, kTitleSize, left + kInset, y, card.title);
  y -= kNameSize * 2;
  for (std::size_t i = 0; i < card.lines.size(); ++i) {
    const bool name = i == 0;
    write(page, name ? fonts.bold : fonts.plain, name ? kNameSize : kLineSize, left + kInset, y,
          card.lines[i]);
    y -= (name ? kNameSize : kLineSize) * 1.5F;
  }
  draw_code(page, card.qr, left + kCardWide - kInset - kQrSide,
            top - kInset - kTitleSize * 1.5F - kNameSize * 2);
}

}  // namespace

Result<std::string> card_sheets(std::span<const CardFace> cards, const std::string& made_by) {
  const Error fault{Errc::unsupported, "card", "the PDF could not be written"};
  if (cards.empty()) return Error{Errc::unsupported, "card", "there is no card to print"};
  const Document document = new_document(cards.front().title, made_by);
  if (!document) return fault;
  const Fonts fonts{HPDF_GetFont(document.get(), "Helvetica", "WinAnsiEncoding"),
                    HPDF_GetFont(document.get(), "Helvetica-Bold", "WinAnsiEncoding")};
  HPDF_Page page = nullptr;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (i % kPerSheet == 0) {
      page = HPDF_AddPage(document.get());
      if (page == nullptr) return fault;
      HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    }
    const auto column = static_cast<float>(i % kPerSheet % kColumns);
    const std::size_t rows_above = i % kPerSheet / kColumns;
    const auto row = static_cast<float>(rows_above);
    const float margin =
        (HPDF_Page_GetWidth(page) - static_cast<float>(kColumns) * kCardWide - kGap) / 2;
    draw_card(page, fonts, cards[i], margin + column * (kCardWide + kGap),
              HPDF_Page_GetHeight(page) - margin - row * (kCardHigh + kGap));
  }
  return bytes_of(document);
}

}  // namespace payung::pdf
