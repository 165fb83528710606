#pragma once

#include <string_view>

/// Own kernels instead of a library: what linking compares is short (a folded word, sixteen
/// digits), is compared with a small bound, and must know a transposition as one slip, which the
/// packaged libraries' bounded Levenshtein does not.
namespace payung::linkage {

/// Edits that turn one text into the other, where swapping two neighbours is one edit (optimal
/// string alignment, by bit vectors: Hyyro 2003). Beyond `most` the answer is most + 1. Texts are
/// compared by their first 64 bytes.
int edits(std::string_view a, std::string_view b, int most);

/// At most one edit apart, without counting further.
bool one_edit_apart(std::string_view a, std::string_view b);

/// Jaro-Winkler similarity, 0 to 1000 (Winkler 1990, prefix weight 0.1, at most four letters).
/// Texts are compared by their first 64 bytes.
int jaro_winkler_permille(std::string_view a, std::string_view b);

}  // namespace payung::linkage
