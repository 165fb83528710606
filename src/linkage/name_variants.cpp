#include "linkage/name_variants.hpp"

#include <algorithm>
#include <array>

namespace payung::linkage {
namespace {

struct Variant {
  VariantKind kind;
  std::string_view written;
  std::string_view stands_for;
};

constexpr auto kVariants = std::to_array<Variant>({
#include <name_variants.inc>  // made from data/name_variants.csv
});

const Variant* find(VariantKind kind, std::string_view word) {
  const auto found = std::find_if(kVariants.begin(), kVariants.end(), [&](const Variant& variant) {
    return variant.kind == kind && variant.written == word;
  });
  return found == kVariants.end() ? nullptr : &*found;
}

std::string_view meaning(VariantKind kind, std::string_view word) {
  const Variant* variant = find(kind, word);
  return variant == nullptr ? std::string_view() : variant->stands_for;
}

}  // namespace

bool is_honorific(std::string_view word) { return find(VariantKind::honorific, word) != nullptr; }
bool is_degree(std::string_view word) { return find(VariantKind::degree, word) != nullptr; }
std::string_view spelled_out(std::string_view word) { return meaning(VariantKind::short_, word); }
std::string_view spelled_out_first(std::string_view word) {
  return meaning(VariantKind::first, word);
}

}  // namespace payung::linkage
