#include "views/words.hpp"

#include "adapters/assets/assets.hpp"

namespace payung::views {

Result<intake::Words> load_words() {
  const auto aliases = assets::find("data/header_aliases.csv");
  const auto occupations = assets::find("data/occupations.csv");
  PAYUNG_CHECK(aliases && occupations);
  return intake::Words::load(*aliases, *occupations);
}

}  // namespace payung::views
