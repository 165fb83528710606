#include "adapters/sheets/csv_encoding.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

namespace payung::sheets {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

/// Windows-1252 0x80 to 0x9F; 0 where the code page has no character.
constexpr std::array<std::uint16_t, 32> kWindows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& to, std::uint32_t code) {
  if (code < 0x80) {
    to += static_cast<char>(code);
  } else if (code < 0x800) {
    to += static_cast<char>(0xC0U | (code >> 6U));
    to += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    to += static_cast<char>(0xE0U | (code >> 12U));
    to += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    to += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    to += static_cast<char>(0xF0U | (code >> 18U));
    to += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    to += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    to += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

/// Length of the UTF-8 character that begins with this byte; 0 when none does.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

enum class Character : unsigned char { whole, cut, broken };

/// The character at the head of `bytes`, `length` long as far as its lead says.
Character character_at(std::string_view bytes, std::size_t& length) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  length = length_of(lead);
  if (length == 0) return Character::broken;
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= bytes.size()) return Character::cut;
    const auto next = static_cast<unsigned char>(bytes[i]);
    unsigned low = 0x80;
    unsigned high = 0xBF;
    // Overlong forms, surrogates and beyond U+10FFFF (RFC 3629).
    if (i == 1 && lead == 0xE0) low = 0xA0;
    if (i == 1 && lead == 0xED) high = 0x9F;
    if (i == 1 && lead == 0xF0) low = 0x90;
    if (i == 1 && lead == 0xF4) high = 0x8F;
    if (next < low || next > high) return Character::broken;
  }
  return Character::whole;
}

/// Where the run of ASCII ends that begins at `at`; eight bytes at a time.
std::size_t end_of_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

/// UTF-16 without a mark: in a list nearly every other byte is zero, and none of the rest.
std::optional<Encoding> bare_utf16(std::string_view head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
  const std::size_t most = head.size() / 2 - head.size() / 10;
  if (head.size() < 8) return std::nullopt;
  if (zeros[0] == 0 && zeros[1] >= most) return Encoding::utf16_le;
  if (zeros[1] == 0 && zeros[0] >= most) return Encoding::utf16_be;
  return std::nullopt;
}

}  // namespace

std::uint32_t windows_1252(unsigned char byte) {
  const std::uint32_t code = byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80U] : byte;
  return code == 0 && byte != 0 ? kReplacement : code;
}

bool is_utf8(std::string_view bytes, Rest rest) {
  while (!bytes.empty()) {
    std::size_t length = 0;
    const Character character = character_at(bytes, length);
    if (character == Character::broken) return false;
    if (character == Character::cut) return rest == Rest::follows;
    bytes.remove_prefix(length);
  }
  return true;
}

Encoding encoding_of(std::string_view head, Rest rest, std::size_t& mark_bytes) {
  mark_bytes = 0;
  if (head.starts_with("\xEF\xBB\xBF")) {
    mark_bytes = 3;
    return Encoding::utf8;
  }
  if (head.starts_with("\xFF\xFE")) {
    mark_bytes = 2;
    return Encoding::utf16_le;
  }
  if (head.starts_with("\xFE\xFF")) {
    mark_bytes = 2;
    return Encoding::utf16_be;
  }
  if (const auto bare = bare_utf16(head)) return *bare;
  return is_utf8(head, rest) ? Encoding::utf8 : Encoding::windows_1252;
}

void Decoder::decode(std::string_view bytes, std::string& to) {
  switch (encoding_) {
    case Encoding::utf8: decode_utf8(bytes, to); return;
    case Encoding::utf16_le:
    case Encoding::utf16_be: decode_utf16(bytes, to); return;
    case Encoding::windows_1252:
      for (const char c : bytes) append(to, windows_1252(static_cast<unsigned char>(c)));
  }
}

void Decoder::decode_utf8(std::string_view bytes, std::string& to) {
  std::string joined;
  if (!cut_.empty()) {
    joined = cut_ + std::string(bytes);
    bytes = joined;
    cut_.clear();
  }
  std::size_t good = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      at = end_of_ascii(bytes, at);
      continue;
    }
    std::size_t length = 0;
    const Character character = character_at(bytes.substr(at), length);
    if (character == Character::whole) {
      at += length;
      continue;
    }
    to += bytes.substr(good, at - good);
    if (character == Character::cut) {
      cut_ = bytes.substr(at);
      return;
    }
    // A list that was UTF-8 so far and has one odd byte: pasted from a Windows-1252 program.
    append(to, windows_1252(static_cast<unsigned char>(bytes[at])));
    good = ++at;
  }
  to += bytes.substr(good);
}

void Decoder::decode_utf16(std::string_view bytes, std::string& to) {
  std::string joined = cut_ + std::string(bytes);
  cut_.clear();
  std::size_t at = 0;
  for (; at + 1 < joined.size(); at += 2) {
    const unsigned first = static_cast<unsigned char>(joined[at]);
    const unsigned second = static_cast<unsigned char>(joined[at + 1]);
    const unsigned unit =
        encoding_ == Encoding::utf16_le ? first | (second << 8U) : (first << 8U) | second;
    if (high_surrogate_ != 0) {
      const bool pair = unit >= 0xDC00 && unit <= 0xDFFF;
      append(to,
             pair ? 0x10000 + ((high_surrogate_ - 0xD800) << 10U) + (unit - 0xDC00) : kReplacement);
      high_surrogate_ = 0;
      if (pair) continue;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_surrogate_ = unit;
    } else {
      append(to, unit >= 0xDC00 && unit <= 0xDFFF ? kReplacement : unit);
    }
  }
  cut_ = joined.substr(at);
}

void Decoder::finish(std::string& to) {
  if (!cut_.empty() || high_surrogate_ != 0) append(to, kReplacement);
  cut_.clear();
  high_surrogate_ = 0;
}

}  // namespace payung::sheets
