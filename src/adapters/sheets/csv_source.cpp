#include "adapters/sheets/csv_source.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "adapters/sheets/csv_encoding.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

constexpr std::size_t kHead = std::size_t{64} << 10U;
constexpr std::size_t kPortion = std::size_t{64} << 10U;
constexpr std::array<char, 4> kDelimiters{';', ',', '\t', '|'};

/// How many fields each of the first lines has for a delimiter, quotes respected.
std::vector<std::size_t> field_counts(std::string_view text, char delimiter) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == delimiter) ++fields;
    if (c == '\n') {
      counts.push_back(fields);
      fields = 1;
      if (counts.size() == 200) break;
    }
  }
  if (counts.empty()) counts.push_back(fields);
  return counts;
}

/// The delimiter under which most lines have the same number of fields, more than one; the
/// commoner number first, so that title lines and commas in addresses do not mislead.
char sniff_delimiter(std::string_view text) {
  char best = ',';
  std::size_t best_score = 0;
  for (const char delimiter : kDelimiters) {
    auto counts = field_counts(text, delimiter);
    std::sort(counts.begin(), counts.end());
    std::size_t score = 0;
    for (std::size_t from = 0; from < counts.size();) {
      std::size_t until = from;
      while (until < counts.size() && counts[until] == counts[from]) ++until;
      if (counts[from] > 1) {
        score = std::max(score, (until - from) * 64 + std::min<std::size_t>(counts[from], 63));
      }
      from = until;
    }
    if (score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

class CsvSource final : public intake::TableSource {
 public:
  CsvSource(std::unique_ptr<Bytes> bytes, const Limits& limits)
      : bytes_(std::move(bytes)), limits_(limits), decoder_(Encoding::utf8) {}

  Status start() {
    std::string head(kHead, '\0');
    std::size_t size = 0;
    while (size < head.size()) {
      const auto got = bytes_->read(head.data() + size, head.size() - size);
      if (!got) return got.error();
      if (*got == 0) break;
      size += *got;
    }
    head.resize(size);
    ended_ = size < kHead;
    if (head.empty()) return Error{Errc::unreadable, "file", "it is empty; ask for it again"};
    std::size_t mark = 0;
    const Encoding encoding = encoding_of(head, mark);
    const bool sixteen = encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
    if (!sixteen && head.find('\0') != std::string::npos) {
      return Error{Errc::unreadable, "file", "it is no text; save the list as .xlsx or .csv"};
    }
    decoder_ = Decoder(encoding);
    decoder_.decode(std::string_view(head).substr(mark), text_);
    if (ended_) decoder_.finish(text_);
    take_separator_line();
    if (delimiter_ == '\0') delimiter_ = sniff_delimiter(text_);
    return {};
  }

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    if (sheet_given_) return std::optional<intake::SheetInfo>();
    sheet_given_ = true;
    return std::optional<intake::SheetInfo>(intake::SheetInfo{});
  }

  Result<bool> next_row(RawRow& row) override {
    row.cells.clear();
    if (at_ >= text_.size()) {
      const auto more = refill();
      if (!more) return more.error();
      if (!*more) return false;
    }
    row.number = ++number_;
    field_.clear();
    state_ = State::start;
    while (true) {
      if (at_ >= text_.size()) {
        const auto more = refill();
        if (!more) return more.error();
        if (!*more) break;
      }
      const auto done = scan(row);
      if (!done) return done.error();
      if (*done) return true;
    }
    if (const auto status = end_field(row); !status) return status.error();
    return true;
  }

 private:
  enum class State : unsigned char { start, plain, quoted, quote_seen };

  /// "sep=;" is a hint for spreadsheets, no row; it counts as a record all the same.
  void take_separator_line() {
    if (text_.size() < 5 || text_.compare(0, 4, "sep=") != 0) return;
    delimiter_ = text_[4];
    at_ = text_.find('\n');
    at_ = at_ == std::string::npos ? text_.size() : at_ + 1;
    number_ = 1;
  }

  Result<bool> refill() {
    text_.clear();
    at_ = 0;
    std::array<char, kPortion> portion{};
    while (text_.empty() && !ended_) {
      const auto got = bytes_->read(portion.data(), portion.size());
      if (!got) return got.error();
      if (*got == 0) {
        ended_ = true;
        decoder_.finish(text_);
      } else {
        decoder_.decode({portion.data(), *got}, text_);
      }
    }
    if (text_.find('\0') != std::string::npos) {
      return Error{Errc::unreadable, "record " + std::to_string(number_ + 1),
                   "a NUL character; the file is damaged, save it again"};
    }
    return !text_.empty();
  }

  /// Reads on in the text at hand; true when the record is complete.
  Result<bool> scan(RawRow& row) {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (state_ == State::quoted) {
        if (c == '"') {
          state_ = State::quote_seen;
        } else {
          field_ += c;
        }
      } else if (c == delimiter_) {
        if (const auto status = end_field(row); !status) return status.error();
      } else if (c == '\n' || c == '\r') {
        if (const auto status = end_field(row); !status) return status.error();
        if (c == '\r') skip_line_feed();
        return true;
      } else if (state_ == State::quote_seen && c == '"') {
        field_ += c;
        state_ = State::quoted;
      } else if (state_ == State::start && c == '"') {
        state_ = State::quoted;
      } else {
        field_ += c;
        state_ = State::plain;
      }
      if (field_.size() > limits_.csv_cell_bytes_max) {
        return Error{Errc::unsafe, "record " + std::to_string(number_),
                     "a cell of over 1 MiB; is a quotation mark left open there?"};
      }
    }
    return false;
  }

  void skip_line_feed() {
    if (at_ >= text_.size()) {
      const auto more = refill();
      if (!more || !*more) return;
    }
    if (text_[at_] == '\n') ++at_;
  }

  Status end_field(RawRow& row) {
    if (row.cells.size() >= limits_.columns_max) {
      return Error{Errc::unsafe, "record " + std::to_string(number_),
                   "over " + std::to_string(limits_.columns_max) + " columns"};
    }
    const CellKind kind = field_.empty() ? CellKind::empty : CellKind::text;
    row.cells.push_back({kind, std::move(field_)});
    field_.clear();
    state_ = State::start;
    return {};
  }

  std::unique_ptr<Bytes> bytes_;
  Limits limits_;
  Decoder decoder_;
  std::string text_;
  std::size_t at_ = 0;
  bool ended_ = false;
  bool sheet_given_ = false;
  char delimiter_ = '\0';
  std::uint32_t number_ = 0;
  std::string field_;
  State state_ = State::start;
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> csv_table(std::unique_ptr<Bytes> bytes,
                                                       const Limits& limits) {
  auto source = std::make_unique<CsvSource>(std::move(bytes), limits);
  if (const auto status = source->start(); !status) return status.error();
  return std::unique_ptr<intake::TableSource>(std::move(source));
}

}  // namespace payung::sheets
