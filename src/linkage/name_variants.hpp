#pragma once

#include <cstdint>
#include <string_view>

/// The words of data/name_variants.csv, which is compiled in.
namespace payung::linkage {

enum class VariantKind : std::uint8_t {
  honorific,  ///< stands before a name and is no part of it
  degree,     ///< stands behind a name and is no part of it
  short_,     ///< a short form or another spelling of a name, wherever it stands
  first,      ///< a short form only before another name
};

bool is_honorific(std::string_view word);
bool is_degree(std::string_view word);
/// The name that an upper-case word stands for; empty when it stands for itself.
std::string_view spelled_out(std::string_view word);
/// The same for what is short only before another name: "M", "ST".
std::string_view spelled_out_first(std::string_view word);

}  // namespace payung::linkage
