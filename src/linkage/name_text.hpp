#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linkage/texts.hpp"

namespace payung::linkage {

/// Appends the upper-case letters of the Latin alphabet without marks; apostrophes vanish,
/// everything else becomes a space. Any bytes are accepted; what is no UTF-8 is dropped.
void append_letters(std::string_view text, std::string& letters);

/// The words of a name in capitals, at most six, without titles and notes: "H.", "Hj.", "Drs.",
/// ", S.Pd", "(Alm)", "/ PAK RT", "BIN Kasmin". Never empty when the text holds a letter.
std::vector<std::string_view> plain_words(std::string_view text, std::string& buffer);

/// One spelling for what sounds alike: the spellings of before 1972 and 1947 (oe u, tj c, dj j,
/// sj sy, nj ny, j y), Arabic names (kh, sy, th, dz, q, f/v/p, a silent h) and doubled letters.
std::string sound_of(std::string_view word);

/// Both together, with short forms spelled out: "Moh. Choirul, S.Pd" is MUAMAD KORUL.
std::vector<std::string> name_words(std::string_view text);

/// name_words, with what was folded once remembered: names repeat.
class NameReader {
 public:
  /// The words as numbers of `texts`.
  void read(std::string_view text, Texts& texts, std::vector<std::uint32_t>& words);
  /// One word or text without spaces.
  std::uint32_t sound(std::string_view word, Texts& texts);

 private:
  std::string buffer_;
  Texts raw_;
  std::vector<std::uint32_t> sound_of_raw_;  ///< 0: not folded yet
};

}  // namespace payung::linkage
