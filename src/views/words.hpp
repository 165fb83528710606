#pragma once

#include "intake/words.hpp"

namespace payung::views {

/// The column and occupation words the binary carries.
Result<intake::Words> load_words();

}  // namespace payung::views
