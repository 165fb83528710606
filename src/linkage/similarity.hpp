#pragma once

#include <string_view>

namespace payung::linkage {

/// Edits that turn one text into the other, where swapping two neighbours is one edit (optimal
/// string alignment). Stops counting beyond `most` and then returns most + 1. Up to 64 bytes each;
/// longer texts are compared by their first 64.
int edits(std::string_view a, std::string_view b, int most);

/// Jaro-Winkler similarity, 0 to 1000 (Winkler 1990, prefix weight 0.1, at most four letters).
/// Up to 64 bytes each.
int jaro_winkler_permille(std::string_view a, std::string_view b);

}  // namespace payung::linkage
