#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace payung::sheets {

enum class Encoding : unsigned char { utf8, windows_1252, utf16_le, utf16_be };

/// Whether more bytes follow, so that the last character may be cut.
enum class Rest : unsigned char { none, follows };

/// Told by the byte order mark, else by zeros in every other byte (UTF-16), else by whether the
/// bytes are UTF-8. Sets `mark_bytes` to the length of the mark.
Encoding encoding_of(std::string_view head, Rest rest, std::size_t& mark_bytes);

/// The character of a byte of Windows-1252; U+FFFD where it has none.
std::uint32_t windows_1252(unsigned char byte);

/// Whether the bytes are UTF-8; with a Rest, a character may be cut at the very end.
bool is_utf8(std::string_view bytes, Rest rest);

/// Turns bytes that come in portions into UTF-8. A character cut by a portion's end waits for the
/// next one; a byte that is no UTF-8 is read as Windows-1252, what is no character is U+FFFD.
class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}
  void decode(std::string_view bytes, std::string& to);
  /// What was cut at the very end.
  void finish(std::string& to);

 private:
  void decode_utf8(std::string_view bytes, std::string& to);
  void decode_utf16(std::string_view bytes, std::string& to);
  Encoding encoding_;
  std::string cut_;
  unsigned high_surrogate_ = 0;
};

}  // namespace payung::sheets
