#pragma once

#include "intake/words.hpp"

namespace payung::cmd {

/// The column and occupation words the binary carries.
Result<intake::Words> load_words();

}  // namespace payung::cmd
