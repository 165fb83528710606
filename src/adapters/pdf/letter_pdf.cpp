#include "adapters/pdf/letter_pdf.hpp"

#include "adapters/pdf/document.hpp"
#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

constexpr float kPointsPerMm = 72.0F / 25.4F;
constexpr float kMargin = 25.0F * kPointsPerMm;
constexpr float kSize = 12.0F;
constexpr float kTitleSize = 14.0F;
constexpr float kLine = 1.35F;               ///< of the letters' height
constexpr float kIndent = 14.0F;             ///< of what stands in a list
constexpr float kGap = 7.0F;                 ///< between paragraphs
constexpr std::size_t kLettersMax = 20'000;  ///< of one paragraph

/// Writes from top to bottom and takes a new sheet when one is full.
class Sheet {
 public:
  explicit Sheet(const Document& document)
      : document_(document.get()),
        plain_(HPDF_GetFont(document_, "Helvetica", "WinAnsiEncoding")),
        bold_(HPDF_GetFont(document_, "Helvetica-Bold", "WinAnsiEncoding")) {
    turn();
  }
  bool good() const { return page_ != nullptr; }
  void space(float points) { y_ -= points; }

  void paragraph(const std::string& text, float size, bool bold, float indent = 0) {
    const std::string whole = latin(text, kLettersMax);
    std::string_view rest = whole;
    const HPDF_Font font = bold ? bold_ : plain_;
    while (good() && !rest.empty()) {
      if (y_ - size * kLine < kMargin) turn();
      if (!good()) return;
      const std::string line = fitting(rest, font, size, indent);
      y_ -= size * kLine;
      HPDF_Page_BeginText(page_);
      HPDF_Page_TextOut(page_, kMargin + indent, y_, line.c_str());
      HPDF_Page_EndText(page_);
      rest.remove_prefix(line.size());
      while (rest.starts_with(' ')) rest.remove_prefix(1);
    }
  }

 private:
  /// As many words as fit the line; a word wider than it is cut.
  std::string fitting(std::string_view rest, HPDF_Font font, float size, float indent) {
    HPDF_Page_SetFontAndSize(page_, font, size);
    const float width = HPDF_Page_GetWidth(page_) - 2 * kMargin - indent;
    const std::string text(rest);
    HPDF_UINT fit = HPDF_Page_MeasureText(page_, text.c_str(), width, HPDF_TRUE, nullptr);
    if (fit == 0) fit = HPDF_Page_MeasureText(page_, text.c_str(), width, HPDF_FALSE, nullptr);
    return text.substr(0, fit == 0 ? 1 : fit);
  }
  void turn() {
    page_ = HPDF_AddPage(document_);
    if (page_ == nullptr) return;
    HPDF_Page_SetSize(page_, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    y_ = HPDF_Page_GetHeight(page_) - kMargin;
  }

  HPDF_Doc document_;
  HPDF_Font plain_;
  HPDF_Font bold_;
  HPDF_Page page_ = nullptr;
  float y_ = 0;
};

}  // namespace

Result<std::string> letter_sheets(const Letter& letter) {
  const Document document = new_document(letter.title, letter.office);
  const Error fault{Errc::unsupported, "letter", "the PDF could not be written"};
  if (!document) return fault;
  Sheet sheet(document);
  sheet.paragraph(letter.office, kTitleSize, true);
  sheet.paragraph(letter.day, kSize, false);
  sheet.space(kGap * 3);
  sheet.paragraph(letter.title, kTitleSize, true);
  for (const std::string& text : letter.paragraphs) {
    sheet.space(kGap);
    sheet.paragraph(text, kSize, false);
  }
  if (!letter.list.empty()) {
    sheet.space(kGap);
    sheet.paragraph(letter.list_head, kSize, true);
    for (const std::string& text : letter.list) {
      sheet.paragraph("– " + text, kSize, false, kIndent);
    }
  }
  sheet.space(kGap * 2);
  sheet.paragraph(letter.closing, kSize, false);
  if (!sheet.good()) return fault;
  return bytes_of(document);
}

}  // namespace payung::pdf
