// links: base linkage search with libcrypto
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "check.hpp"
#include "search/index.hpp"

namespace {

payung::search::Index invented() {
  using namespace std::string_view_literals;
  payung::search::Builder builder;
  const std::string_view names[] = {"Siti Aminah", "Moh. Sutrisno, S.Pd", "NUR A"};
  const std::string_view niks[] = {"3319020101800001", "3374010101700003", "3319025101900009"};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string_view phone[] = {"081234567890"};
    builder.add({static_cast<std::int64_t>(i + 1), {&niks[i], 1}, {&names[i], 1}, phone});
  }
  return std::move(builder).build();
}

}  // namespace

/// Any bytes are a question, and any bytes are a name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const payung::search::Index index = invented();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto hits = index.find(text, {});
  FUZZ_CHECK(hits.hits.size() <= 3);
  payung::search::Builder builder;
  builder.add({1, {&text, 1}, {&text, 1}, {&text, 1}});
  const auto own = std::move(builder).build();
  FUZZ_CHECK(own.find(text, {}).hits.size() <= 1);
  return 0;
}
