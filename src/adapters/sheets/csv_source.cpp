#include "adapters/sheets/csv_source.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "adapters/sheets/csv_encoding.hpp"
#include "adapters/sheets/csv_sniff.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

constexpr std::size_t kPortion = std::size_t{64} << 10U;
constexpr int kRescansMax = 1000;

class CsvSource final : public intake::TableSource {
 public:
  CsvSource(std::unique_ptr<Bytes> bytes, const Limits& limits)
      : bytes_(std::move(bytes)), limits_(limits), decoder_(Encoding::utf8) {}

  Status start() {
    std::string head(kPortion, '\0');
    std::size_t size = 0;
    while (size < head.size()) {
      const auto got = bytes_->read(head.data() + size, head.size() - size);
      if (!got) return got.error();
      if (*got == 0) break;
      size += *got;
    }
    head.resize(size);
    ended_ = size < kPortion;
    std::size_t mark = 0;
    const Encoding encoding = encoding_of(head, ended_ ? Rest::none : Rest::follows, mark);
    if (head.size() == mark)
      return Error{Errc::unreadable, "file", "it is empty; ask for it again"};
    const bool sixteen = encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
    if (!sixteen && is_binary(head)) {
      return Error{Errc::unreadable, "file", "it is no text; save the list as .xlsx or .csv"};
    }
    decoder_ = Decoder(encoding);
    decoder_.decode(std::string_view(head).substr(mark), text_);
    if (ended_) decoder_.finish(text_);
    replace_nul();
    delimiter_ = told_delimiter(text_, at_);
    if (delimiter_ == '\0') {
      // A file that tells its delimiter means its quotes: of it no record is taken apart again.
      const Sniffed sniffed = sniff_delimiter(text_);
      fields_usual_ = sniffed.fields;
      delimiter_ = sniffed.delimiter;
    }
    for (const char c : {'"', '\r', '\n', delimiter_}) special_[static_cast<unsigned char>(c)] = 1;
    return {};
  }

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    if (sheet_given_) return std::optional<intake::SheetInfo>();
    sheet_given_ = true;
    return std::optional<intake::SheetInfo>(intake::SheetInfo{});
  }

  Result<bool> next_row(RawRow& row) override {
    const auto any = begin_row();
    if (!any) return any.error();
    if (!*any) return false;
    row.number = ++number_;
    used_ = 0;
    row_bytes_ = 0;
    state_ = State::start;
    field_ = &next_cell(row);
    while (true) {
      if (at_ >= text_.size()) {
        const auto more = refill();
        if (!more) return more.error();
        if (!*more && (state_ != State::quoted || !read_quote_as_text())) break;
      }
      const auto done = scan(row);
      if (!done) return done.error();
      if (*done) break;
    }
    const bool wrapped = used_ == 1 && state_ == State::quote_seen;
    end_field(row);
    row.cells.resize(used_);
    if (wrapped) {
      if (const auto status = unwrap_record(row); !status) return status.error();
    }
    return true;
  }

 private:
  enum class State : unsigned char { start, plain, quoted, quote_seen };

  /// Passes over the line feed that belongs to the record before; false at the end.
  Result<bool> begin_row() {
    while (true) {
      if (at_ >= text_.size()) {
        const auto more = refill();
        if (!more || !*more) return more;
      }
      if (!after_return_ || text_[at_] != '\n') break;
      ++at_;
      after_return_ = false;
    }
    after_return_ = false;
    return true;
  }

  Result<bool> refill() {
    text_.clear();
    at_ = 0;
    if (portion_.empty()) portion_.resize(kPortion);
    while (text_.empty() && !ended_) {
      const auto got = bytes_->read(portion_.data(), portion_.size());
      if (!got) return got.error();
      if (*got == 0) {
        ended_ = true;
        decoder_.finish(text_);
      } else {
        decoder_.decode({portion_.data(), *got}, text_);
      }
    }
    replace_nul();
    return !text_.empty();
  }

  /// NULs are what a damaged disk or a broken transfer leaves. A run of them becomes one U+FFFD, so
  /// that the cell is seen to be damaged and the rest of the file is read.
  void replace_nul() {
    std::size_t nul = text_.find('\0');
    if (nul == std::string::npos) return;
    std::string whole;
    std::size_t from = 0;
    for (; nul != std::string::npos; nul = text_.find('\0', from)) {
      whole.append(text_, from, nul - from);
      whole += "\xEF\xBF\xBD";
      from = std::min(text_.find_first_not_of('\0', nul), text_.size());
    }
    whole.append(text_, from);
    text_ = std::move(whole);
  }

  /// A whole record in quotes, as a csv that was opened in one column and saved again has it: its
  /// fields, when they are about as many as other records have. A title in quotes has fewer.
  Status unwrap_record(RawRow& row) {
    if (fields_usual_ < 2 || row.cells[0].text.find(delimiter_) == std::string::npos) return {};
    const std::vector<std::string> fields = split_record(row.cells[0].text, delimiter_);
    if (fields.size() * 3 < fields_usual_ * 2) return {};
    if (fields.size() > limits_.columns_max) return too_many_columns();
    row.cells.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      std::string& text = row.cells[i].text;
      text = fields[i];
      unwrap_formula(text);
      row.cells[i].kind = text.empty() ? CellKind::empty : CellKind::text;
    }
    return {};
  }

  /// Reads on in the text at hand; true when the record is complete but for its last field's end.
  Result<bool> scan(RawRow& row) {
    while (at_ < text_.size()) {
      const auto status = take_run();
      if (!status) return status.error();
      if (at_ >= text_.size()) return false;
      const char c = text_[at_];
      if (state_ == State::quoted) {
        state_ = State::quote_seen;
        ++at_;
      } else if (c == '"') {
        take_quote();
      } else if (c == delimiter_ || c == '\n' || c == '\r') {
        ++at_;
        after_return_ = c == '\r';
        if (c != delimiter_) return true;
        end_field(row);
        if (used_ >= limits_.columns_max) return too_many_columns();
        field_ = &next_cell(row);
      } else if (!take_odd_quote()) {
        state_ = State::plain;
      }
    }
    return false;
  }

  /// Adds the characters up to the next one that means something.
  Status take_run() {
    const char* const from = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    const char* to = from;
    if (state_ == State::quoted) {
      to = std::find(from, end, '"');
    } else if (state_ == State::start || state_ == State::plain) {
      while (to != end && special_[static_cast<unsigned char>(*to)] == 0) ++to;
    }
    const auto size = static_cast<std::size_t>(to - from);
    if (size == 0) return {};
    field_->append(from, size);
    at_ += size;
    if (state_ == State::start) state_ = State::plain;
    return check_size();
  }

  Status check_size() {
    if (field_->size() <= limits_.csv_cell_bytes_max &&
        row_bytes_ + field_->size() <= limits_.row_bytes_max) {
      return {};
    }
    if (state_ == State::quoted && read_quote_as_text()) return {};
    return Error{Errc::unsafe, "record " + std::to_string(number_),
                 "a cell of over " + std::to_string(limits_.csv_cell_bytes_max >> 10U) +
                     " KiB, or a line of over " + std::to_string(limits_.row_bytes_max >> 20U) +
                     " MiB; is a quotation mark or the end of the line missing there?"};
  }

  Error too_many_columns() const {
    return {Errc::unsafe, "record " + std::to_string(number_),
            "over " + std::to_string(limits_.columns_max) +
                " columns; are the ends of the lines missing?"};
  }

  /// A quote opens a field only at its beginning, and twice inside quotes it is a quote.
  void take_quote() {
    ++at_;
    if (state_ == State::start) {
      state_ = State::quoted;
      return;
    }
    *field_ += '"';
    state_ = state_ == State::quote_seen ? State::quoted : State::plain;
  }

  /// Text right behind a closing quote: `"Haji" Slamet` is one field. But when the quotes reach
  /// over a line end, the first one was most likely a stray one, which must not swallow rows.
  bool take_odd_quote() {
    if (state_ != State::quote_seen || field_->find('\n') == std::string::npos) return false;
    state_ = State::quoted;
    *field_ += '"';
    const bool rescanned = rescan(1);
    if (!rescanned) field_->pop_back();
    return rescanned;
  }

  /// The quote that opened the field was never closed: it is a character like others.
  bool read_quote_as_text() { return rescan(0); }

  /// Reads the quoted field again as plain text. Its last `single` quotes stood alone in the file,
  /// every other one was doubled.
  bool rescan(std::size_t single) {
    if (++rescans_ > kRescansMax) return false;
    std::string again;
    const std::size_t doubled = field_->size() - single;
    for (std::size_t i = 0; i < field_->size(); ++i) {
      again += (*field_)[i];
      if ((*field_)[i] == '"' && i < doubled) again += '"';
    }
    again.append(text_, at_);
    text_ = std::move(again);
    at_ = 0;
    *field_ = "\"";
    state_ = State::plain;
    return true;
  }

  /// Cells keep their memory from row to row.
  std::string& next_cell(RawRow& row) {
    if (used_ == row.cells.size()) row.cells.emplace_back();
    std::string& text = row.cells[used_++].text;
    text.clear();
    return text;
  }

  void end_field(RawRow& row) {
    unwrap_formula(*field_);
    row.cells[used_ - 1].kind = field_->empty() ? CellKind::empty : CellKind::text;
    row_bytes_ += field_->size();
    state_ = State::start;
  }

  /// `="0812..."` is how programs keep a spreadsheet from taking figures for a number: a formula
  /// whose value is the text.
  static void unwrap_formula(std::string& text) {
    constexpr std::size_t kAround = 3;
    if (text.size() < kAround || !text.starts_with("=\"") || !text.ends_with('"')) return;
    const auto inside = std::string_view(text).substr(2, text.size() - kAround);
    if (inside.find('"') == std::string_view::npos) text = std::string(inside);
  }

  std::unique_ptr<Bytes> bytes_;
  Limits limits_;
  Decoder decoder_;
  std::string portion_;
  std::string text_;  ///< decoded, not read yet from at_ on
  std::size_t at_ = 0;
  bool ended_ = false;
  bool sheet_given_ = false;
  bool after_return_ = false;  ///< a line feed that follows belongs to the line end before
  char delimiter_ = '\0';
  std::size_t fields_usual_ = 1;  ///< that most records have
  std::array<std::uint8_t, 256> special_{};
  std::uint32_t number_ = 0;
  std::size_t used_ = 0;  ///< cells of the row
  std::size_t row_bytes_ = 0;
  std::string* field_ = nullptr;  ///< the text of the last of them
  State state_ = State::start;
  int rescans_ = 0;
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> csv_table(std::unique_ptr<Bytes> bytes,
                                                       const Limits& limits) {
  auto source = std::make_unique<CsvSource>(std::move(bytes), limits);
  if (const auto status = source->start(); !status) return status.error();
  return std::unique_ptr<intake::TableSource>(std::move(source));
}

}  // namespace payung::sheets
