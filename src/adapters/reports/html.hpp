#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/reports/words.hpp"
#include "base/rupiah.hpp"
#include "evaluation/tables.hpp"

namespace payung::reports {

/// Text made safe for HTML, in content and in double-quoted attributes.
std::string escaped(std::string_view text);

/// 26000 as "26.000" (id) or "26,000" (en).
std::string grouped(std::int64_t number, char separator);

/// Both languages of a text, of which the style sheet shows one.
std::string both(std::string_view indonesian, std::string_view english);

/// Puts HTML together in both languages.
class Writer {
 public:
  explicit Writer(const Words& words) : words_(words) {}

  Writer& raw(std::string_view html) {
    out_ += html;
    return *this;
  }
  Writer& text(std::string_view plain) {
    out_ += escaped(plain);
    return *this;
  }
  /// The text of a key, in both languages.
  Writer& word(std::string_view key);
  Writer& number(std::int64_t value);
  Writer& money(Rupiah value);
  Writer& share(const potential::Share& value);
  Writer& cell(const evaluation::Cell& value);
  std::string take() { return std::move(out_); }

 private:
  const Words& words_;
  std::string out_;
};

}  // namespace payung::reports
