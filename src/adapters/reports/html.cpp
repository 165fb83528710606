#include "adapters/reports/html.hpp"

namespace payung::reports {

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else if (c == '"') {
      safe += "&quot;";
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
      safe += ' ';
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string grouped(std::int64_t number, char separator) {
  std::string digits = std::to_string(number);
  const std::ptrdiff_t first = number < 0 ? 1 : 0;
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, separator);
  }
  return digits;
}

std::string both(std::string_view indonesian, std::string_view english) {
  if (indonesian == english) return escaped(indonesian);
  return "<span lang=\"id\">" + escaped(indonesian) + "</span><span lang=\"en\">" +
         escaped(english) + "</span>";
}

Writer& Writer::word(std::string_view key) {
  out_ += both(words_("id", key), words_("en", key));
  return *this;
}

Writer& Writer::number(std::int64_t value) {
  out_ += both(grouped(value, '.'), grouped(value, ','));
  return *this;
}

Writer& Writer::money(Rupiah value) {
  out_ += both("Rp" + grouped(value.amount(), '.'), "Rp" + grouped(value.amount(), ','));
  return *this;
}

Writer& Writer::share(const potential::Share& value) {
  out_ += both(value.text_id(), value.text_en());
  return *this;
}

Writer& Writer::cell(const evaluation::Cell& value) {
  struct Visitor {
    Writer& writer;
    void operator()(std::monostate) const { writer.raw("–"); }
    void operator()(const std::string& plain) const { writer.text(plain); }
    void operator()(const evaluation::Label& label) const { writer.word(label.key); }
    void operator()(std::int64_t count) const { writer.number(count); }
    void operator()(Rupiah amount) const { writer.money(amount); }
    void operator()(const potential::Share& portion) const { writer.share(portion); }
  };
  std::visit(Visitor{*this}, value);
  return *this;
}

}  // namespace payung::reports
