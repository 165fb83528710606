#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace payung::linkage {

/// A name as linking sees it: words in one spelling per sound.
struct NameWords {
  std::vector<std::string> words;  ///< at most six; "SITI", "NURAZISAH"
  bool dead_mark = false;          ///< "(Alm)" stood in it
};

/// Upper-case letters of the Latin alphabet without marks; everything else becomes a space.
/// Any bytes are accepted; what is no UTF-8 is dropped.
std::string letters_only(std::string_view text);

/// Takes off titles and degrees ("H.", "Hj.", "Drs.", ", S.Pd", "(Alm)", "/ PAK RT", "BIN x"),
/// spells out short forms (Moh. M. Abd. St.) and folds spellings that sound alike: the old one of
/// before 1972 (oe u, tj c, dj j, sj sy, nj ny, j y), Arabic forms (kh, sy, th, dz, q, f/v/p) and
/// doubled letters.
NameWords name_words(std::string_view text);

/// One word in that spelling; for villages and mothers too.
std::string sound_of(std::string_view word);

}  // namespace payung::linkage
