#include "adapters/pdf/table_pdf.hpp"

#include <hpdf.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

constexpr float kMargin = 42.0F;
constexpr float kTitleSize = 14.0F;
constexpr float kHeadingSize = 10.5F;
constexpr float kTextSize = 8.5F;
constexpr float kRowHigh = 14.0F;
constexpr float kFoot = 28.0F;
constexpr float kPad = 4.0F;
/// No column takes more than this share before all of them are fitted to the sheet.
constexpr float kWidestShare = 0.45F;
constexpr std::size_t kLettersMax = 200;

struct Freed {
  void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};
using Document = std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, Freed>;

/// The library goes on after a fault and answers null; the last state is asked for at the end.
void ignore(HPDF_STATUS, HPDF_STATUS, void*) {}

/// Writes from top to bottom and begins a new sheet where one is full.
class Writer {
 public:
  Writer(HPDF_Doc document, const Paper& paper)
      : document_(document),
        paper_(paper),
        plain_(HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding")),
        bold_(HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding")) {}

  /// False when no page could be made.
  bool write() {
    if (!next_page()) return false;
    line(bold_, kTitleSize, paper_.title);
    y_ -= kPad;
    for (const auto& text : paper_.lines) line(plain_, kTextSize, text);
    for (const auto& table : paper_.tables) {
      if (!write_table(table)) return false;
    }
    return true;
  }

 private:
  bool next_page() {
    page_ = HPDF_AddPage(document_);
    if (page_ == nullptr) return false;
    HPDF_Page_SetSize(page_, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    wide_ = HPDF_Page_GetWidth(page_) - 2 * kMargin;
    y_ = HPDF_Page_GetHeight(page_) - kMargin;
    ++pages_;
    put(plain_, kTextSize, kMargin, kFoot, paper_.made_by + " - " + std::to_string(pages_));
    return true;
  }

  void put(HPDF_Font font, float size, float x, float y, const std::string& text) {
    HPDF_Page_BeginText(page_);
    HPDF_Page_SetFontAndSize(page_, font, size);
    HPDF_Page_TextOut(page_, x, y, latin(text, kLettersMax).c_str());
    HPDF_Page_EndText(page_);
  }

  float width(HPDF_Font font, const std::string& text) {
    HPDF_Page_SetFontAndSize(page_, font, kTextSize);
    return HPDF_Page_TextWidth(page_, latin(text, kLettersMax).c_str());
  }

  void line(HPDF_Font font, float size, const std::string& text) {
    y_ -= size * 1.4F;
    put(font, size, kMargin, y_, text);
  }

  /// As wide as the widest cell, within bounds, then fitted to the sheet.
  std::vector<float> widths_of(const PaperTable& table) {
    std::vector<float> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      float most = width(bold_, table.columns[i].heading);
      for (const auto& row : table.rows) {
        if (i < row.size()) most = std::max(most, width(plain_, row[i]));
      }
      widths.push_back(std::min(most + 2 * kPad, wide_ * kWidestShare));
    }
    const float sum = std::accumulate(widths.begin(), widths.end(), 0.0F);
    for (float& one : widths) one *= wide_ / sum;
    return widths;
  }

  void cell(HPDF_Font font, const std::string& text, float x, float wide, bool numeric) {
    std::string shown = text;
    while (shown.size() > 1 && width(font, shown) > wide - 2 * kPad) {
      // Whole letters of UTF-8 are taken off.
      do {
        shown.pop_back();
      } while (shown.size() > 1 && (static_cast<unsigned char>(shown.back()) & 0x80U) != 0);
      if (width(font, shown + "...") <= wide - 2 * kPad) {
        shown += "...";
        break;
      }
    }
    const float from = numeric ? x + wide - kPad - width(font, shown) : x + kPad;
    put(font, kTextSize, from, y_, shown);
  }

  void row(const PaperTable& table, const std::vector<float>& widths,
           const std::vector<std::string>& cells, HPDF_Font font) {
    y_ -= kRowHigh;
    float x = kMargin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cell(font, cells[i], x, widths[i], table.columns[i].numeric);
      x += widths[i];
    }
    HPDF_Page_SetLineWidth(page_, 0.4F);
    HPDF_Page_MoveTo(page_, kMargin, y_ - kPad);
    HPDF_Page_LineTo(page_, kMargin + wide_, y_ - kPad);
    HPDF_Page_Stroke(page_);
  }

  void headings(const PaperTable& table, const std::vector<float>& widths) {
    std::vector<std::string> cells;
    for (const auto& column : table.columns) cells.push_back(column.heading);
    row(table, widths, cells, bold_);
  }

  bool write_table(const PaperTable& table) {
    constexpr float kLeast = 5 * kRowHigh;
    if (y_ - kLeast < kMargin && !next_page()) return false;
    y_ -= kHeadingSize;
    line(bold_, kHeadingSize, table.heading);
    const auto widths = widths_of(table);
    headings(table, widths);
    for (const auto& cells : table.rows) {
      if (y_ - kRowHigh < kMargin + kFoot / 2) {
        if (!next_page()) return false;
        headings(table, widths);
      }
      row(table, widths, cells, plain_);
    }
    return true;
  }

  HPDF_Doc document_;
  const Paper& paper_;
  HPDF_Font plain_;
  HPDF_Font bold_;
  HPDF_Page page_ = nullptr;
  float wide_ = 0;
  float y_ = 0;
  int pages_ = 0;
};

Result<std::string> bytes_of(HPDF_Doc document, const Error& fault) {
  if (HPDF_SaveToStream(document) != HPDF_OK) return fault;
  std::string bytes(HPDF_GetStreamSize(document), '\0');
  auto size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ResetStream(document);
  if (HPDF_ReadFromStream(document, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size) != HPDF_OK) {
    return fault;
  }
  bytes.resize(size);
  if (HPDF_GetError(document) != HPDF_OK) return fault;
  return bytes;
}

}  // namespace

Result<std::string> table_sheets(const Paper& paper) {
  const Error fault{Errc::unsupported, "pdf", "the PDF could not be written"};
  for (const auto& table : paper.tables) {
    for (const auto& row : table.rows) {
      if (row.size() > table.columns.size()) return fault;
    }
  }
  const Document document(HPDF_New(ignore, nullptr));
  if (!document) return fault;
  HPDF_SetCompressionMode(document.get(), HPDF_COMP_ALL);
  HPDF_SetInfoAttr(document.get(), HPDF_INFO_TITLE, latin(paper.title, kLettersMax).c_str());
  if (!Writer(document.get(), paper).write()) return fault;
  return bytes_of(document.get(), fault);
}

}  // namespace payung::pdf
