#include "site/pages/html.hpp"

namespace payung::site {

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: {
        const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        if (!control) safe += c;
      }
    }
  }
  return safe;
}

void Html::begin(std::string_view tag, Attributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const auto& [name, value] : attributes) {
    out_ += ' ';
    out_ += name;
    // What says nothing is left out; a name alone is what "required" and "alt" are.
    if (value.empty() && name != "value") {
      if (name.starts_with("aria-")) out_.resize(out_.size() - name.size() - 1);
      continue;
    }
    out_ += "=\"";
    out_ += escaped(value);
    out_ += '"';
  }
  out_ += '>';
}

Html& Html::open(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  open_.emplace_back(tag);
  return *this;
}

Html& Html::close() {
  if (open_.empty()) return *this;
  out_ += "</" + open_.back() + ">\n";
  open_.pop_back();
  return *this;
}

Html& Html::element(std::string_view tag, std::string_view text, Attributes attributes) {
  begin(tag, attributes);
  out_ += escaped(text);
  out_ += "</";
  out_ += tag;
  out_ += ">\n";
  return *this;
}

Html& Html::lone(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  return *this;
}

Html& Html::text(std::string_view text) {
  out_ += escaped(text);
  return *this;
}

Html& Html::made(std::string_view markup) {
  out_ += markup;
  return *this;
}

Html& Html::close_to(std::size_t depth) {
  while (open_.size() > depth) close();
  return *this;
}

std::string Html::take() {
  while (!open_.empty()) close();
  return std::move(out_);
}

}  // namespace payung::site
