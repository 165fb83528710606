#include "adapters/sheets/html_source.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sheets/csv_encoding.hpp"
#include "adapters/sheets/merged_cells.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;
using namespace std::string_view_literals;

/// Closing a tag walks through those that are open: a page of a million open ones would take hours.
constexpr std::size_t kDepthMax = 256;

#define PAYUNG_SAVE_AS "; open it in a spreadsheet and save it as .xlsx"
constexpr auto kTooDeep = "it is a web page of tags inside tags inside tags" PAYUNG_SAVE_AS;
constexpr auto kTooLarge = "it is a web page of more than can be read at once" PAYUNG_SAVE_AS;
constexpr auto kNoTable = "it is a web page (HTML) without a table" PAYUNG_SAVE_AS;
#undef PAYUNG_SAVE_AS

Error unsafe(const char* why) { return {Errc::unsafe, "file", why}; }

std::string_view text_of(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);  // libxml2's characters are bytes of UTF-8
}

/// colspan or rowspan; 1 unless it is a number above.
std::uint32_t span_of(const xmlChar** attributes, std::string_view name, std::uint32_t most) {
  for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
    if (text_of(attributes[0]) != name || attributes[1] == nullptr) continue;
    const auto text = text_of(attributes[1]);
    std::uint32_t span = 1;
    std::from_chars(text.data(), text.data() + text.size(), span);
    return std::clamp(span, 1U, most);
  }
  return 1;
}

/// The rows of a page, told tag by tag.
class Page {
 public:
  explicit Page(const Limits& limits) : limits_(limits) { merged_.begin_sheet(); }

  void open(std::string_view tag, const xmlChar** attributes) {
    if (failed_) return;
    if (++depth_ > kDepthMax) return fail(unsafe(kTooDeep));
    if (tag == "tr") {
      end_row();
      in_row_ = true;
      seen_table_ = true;
    } else if (tag == "td" || tag == "th") {
      end_cell();
      begin_cell(attributes);
    } else if (tag == "script" || tag == "style") {
      ++muted_;
    } else if (tag == "br" || tag == "p" || tag == "div" || tag == "li") {
      add(" ");
    } else if (tag == "table") {
      end_row();
      seen_table_ = true;
      open_spans_.clear();
    }
  }

  void close(std::string_view tag) {
    if (failed_) return;
    if (depth_ > 0) --depth_;
    if (tag == "td" || tag == "th") end_cell();
    if (tag == "tr" || tag == "table") end_row();
    if ((tag == "script" || tag == "style") && muted_ > 0) --muted_;
  }

  /// White space of a page is one space, wherever it stands.
  void add(std::string_view text) {
    if (failed_ || !in_cell_ || muted_ > 0) return;
    for (const char c : text) {
      const bool space = " \t\r\n\f"sv.find(c) != std::string_view::npos;
      if (space && (cell_.empty() || cell_.back() == ' ')) continue;
      cell_ += space ? ' ' : c;
    }
    if (cell_.size() > limits_.cell_bytes_max) fail(unsafe(kTooLarge));
  }

  void end() {
    if (!failed_) end_row();
  }

  bool failed() const { return failed_.has_value(); }
  const std::optional<Error>& failure() const { return failed_; }
  bool seen_table() const { return seen_table_; }
  std::vector<RawRow> take() { return std::move(rows_); }
  std::vector<intake::MergedCells> merged_down() const { return merged_.of(0); }

 private:
  void fail(Error error) { failed_ = std::move(error); }

  void begin_cell(const xmlChar** attributes) {
    in_row_ = true;
    in_cell_ = true;
    cell_.clear();
    columns_ = span_of(attributes, "colspan", limits_.columns_max);
    rows_down_ = span_of(attributes, "rowspan", limits_.rows_max);
  }

  void end_cell() {
    if (!in_cell_) return;
    in_cell_ = false;
    trim();
    skip_spanned();
    const std::size_t from = row_.size();
    if (from + columns_ > limits_.columns_max) return fail(unsafe(kTooLarge));
    row_.resize(from + columns_);
    if (!cell_.empty()) row_[from] = {CellKind::text, std::move(cell_)};
    cell_.clear();
    if (rows_down_ < 2) return;
    merged_.add(from, number_ + 1, std::uint64_t{number_} + rows_down_);
    if (open_spans_.size() < row_.size()) open_spans_.resize(row_.size());
    std::fill(open_spans_.begin() + static_cast<std::ptrdiff_t>(from),
              open_spans_.begin() + static_cast<std::ptrdiff_t>(row_.size()), rows_down_);
  }

  /// Without the spaces around it, those included that pages put into empty cells (U+00A0).
  void trim() {
    constexpr auto kNoBreak = "\xC2\xA0"sv;
    std::string_view text = cell_;
    for (bool again = true; again;) {
      again = false;
      for (const auto space : {" "sv, kNoBreak}) {
        if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
        if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      }
    }
    cell_ = std::string(text);
  }

  /// Cells of rows above that reach into this one stand before the next.
  void skip_spanned() {
    while (row_.size() < open_spans_.size() && open_spans_[row_.size()] > 0) row_.emplace_back();
  }

  void end_row() {
    if (failed_ || !in_row_) return;
    end_cell();
    in_row_ = false;
    for (std::uint32_t& left : open_spans_) left -= std::min(left, 1U);
    ++number_;
    // What a page asks for by spans costs time too, although it is cut off behind.
    cells_ += std::max(row_.size(), open_spans_.size());
    std::uint64_t row_bytes = 0;
    for (const RawCell& cell : row_) row_bytes += cell.text.size();
    text_bytes_ += row_bytes;
    if (number_ > limits_.rows_max || row_bytes > limits_.row_bytes_max ||
        cells_ > std::min(limits_.html_cells_max, limits_.cells_max) ||
        text_bytes_ > limits_.html_text_bytes_max) {
      return fail(unsafe(kTooLarge));
    }
    while (!row_.empty() && row_.back().kind == CellKind::empty) row_.pop_back();
    if (!row_.empty()) rows_.push_back({number_, std::move(row_)});
    row_.clear();
  }

  Limits limits_;
  MergedDown merged_;
  std::vector<RawRow> rows_;
  std::vector<RawCell> row_;
  std::string cell_;
  /// By column, for how many rows a cell above still reaches down, the row it stands in included.
  std::vector<std::uint32_t> open_spans_;
  std::uint32_t columns_ = 1;
  std::uint32_t rows_down_ = 1;
  std::uint32_t number_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::size_t depth_ = 0;
  std::size_t muted_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool seen_table_ = false;
  std::optional<Error> failed_;
};

/// The parser with a page behind it, until the page has had enough.
struct Reading {
  Page page;
  htmlParserCtxtPtr parser;

  void stop_when_failed() const {
    if (page.failed()) xmlStopParser(parser);
  }
};

void opened(void* at, const xmlChar* tag, const xmlChar** attributes) {
  auto& reading = *static_cast<Reading*>(at);
  reading.page.open(text_of(tag), attributes);
  reading.stop_when_failed();
}

void closed(void* at, const xmlChar* tag) {
  auto& reading = *static_cast<Reading*>(at);
  reading.page.close(text_of(tag));
  reading.stop_when_failed();
}

void characters(void* at, const xmlChar* text, int size) {
  auto& reading = *static_cast<Reading*>(at);
  reading.page.add({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  reading.stop_when_failed();
}

class HtmlSource final : public intake::TableSource {
 public:
  HtmlSource(std::vector<RawRow> rows, std::vector<intake::MergedCells> merged)
      : rows_(std::move(rows)), merged_(std::move(merged)) {}

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    if (std::exchange(given_, true)) return std::optional<intake::SheetInfo>();
    return std::optional<intake::SheetInfo>(intake::SheetInfo{});
  }

  Result<bool> next_row(RawRow& row) override {
    if (next_ == rows_.size()) return false;
    row = std::move(rows_[next_++]);
    return true;
  }

  std::vector<intake::MergedCells> merged_down() const override { return merged_; }

 private:
  std::vector<RawRow> rows_;
  std::vector<intake::MergedCells> merged_;
  std::size_t next_ = 0;
  bool given_ = false;
};

Result<std::string> whole_text(Bytes& bytes, const Limits& limits) {
  std::string raw;
  std::array<char, 65'536> portion;
  while (true) {
    const auto got = bytes.read(portion.data(), portion.size());
    if (!got) return got.error();
    if (*got == 0) break;
    raw.append(portion.data(), *got);
    if (raw.size() > limits.html_file_bytes_max) return unsafe(kTooLarge);
  }
  std::size_t mark = 0;
  Decoder decoder(encoding_of(raw, Rest::none, mark));
  std::string text;
  decoder.decode(std::string_view(raw).substr(mark), text);
  decoder.finish(text);
  std::erase(text, '\0');
  return text;
}

}  // namespace

Result<std::unique_ptr<intake::TableSource>> html_table(std::unique_ptr<Bytes> bytes,
                                                        const Limits& limits) {
  const auto text = whole_text(*bytes, limits);
  if (!text) return text.error();
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) return Error{Errc::io, "file", "no memory for reading it"};
  Reading reading{Page(limits), parser.get()};
  *parser->sax = htmlSAXHandler{};
  parser->sax->startElement = opened;
  parser->sax->endElement = closed;
  parser->sax->characters = characters;
  parser->sax->ignorableWhitespace = characters;
  parser->userData = &reading;
  // What the page says of its encoding does not count: it was told from the bytes.
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  xmlDoc* const tree = htmlCtxtReadMemory(parser.get(), text->data(),
                                          static_cast<int>(text->size()), "", "UTF-8", kOptions);
  if (tree != nullptr) xmlFreeDoc(tree);
  reading.page.end();
  if (reading.page.failure()) return *reading.page.failure();
  if (!reading.page.seen_table()) {
    return Error{Errc::unsupported, "file", kNoTable};
  }
  return std::unique_ptr<intake::TableSource>(
      std::make_unique<HtmlSource>(reading.page.take(), reading.page.merged_down()));
}

}  // namespace payung::sheets
