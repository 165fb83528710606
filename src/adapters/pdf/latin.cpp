#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

constexpr unsigned kLatinLast = 0xFF;
constexpr unsigned kEnDash = 0x2013;
constexpr unsigned kEmDash = 0x2014;

/// One letter of UTF-8 and how many bytes it took; a broken one is no letter of Latin-1.
struct Letter {
  unsigned code = kLatinLast + 1;
  std::size_t bytes = 1;
};
Letter letter_at(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t place) {
    return place < text.size() ? static_cast<unsigned char>(text[place]) : 0U;
  };
  const unsigned first = byte(at);
  if (first < 0x80) return {first, 1};
  if (first >= 0xF0) return {kLatinLast + 1, 4};
  if (first >= 0xE0) {
    return {((first & 0x0FU) << 12U) | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU), 3};
  }
  return {((first & 0x1FU) << 6U) | (byte(at + 1) & 0x3FU), 2};
}

}  // namespace

std::string latin(const std::string& text, std::size_t letters_max) {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < letters_max;) {
    const Letter letter = letter_at(text, i);
    i += letter.bytes;
    if (letter.code < 0x20) {
      out += ' ';
    } else if (letter.code == kEnDash || letter.code == kEmDash) {
      out += '-';
    } else {
      out += letter.code <= kLatinLast ? static_cast<char>(letter.code) : '?';
    }
  }
  return out;
}

}  // namespace payung::pdf
