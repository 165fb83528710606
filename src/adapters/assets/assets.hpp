#pragma once

#include <optional>
#include <string_view>
#include <vector>

/// The files that the binary carries: rules/, schema/, web/text/ and data/, by their path in the
/// project. They make one program that needs nothing installed beside it.
namespace payung::assets {

struct Asset {
  std::string_view path;  ///< "rules/contribution.toml"
  std::string_view content;
};

std::optional<std::string_view> find(std::string_view path);

/// All whose path begins with `prefix`, in the order of their paths.
std::vector<Asset> under(std::string_view prefix);

}  // namespace payung::assets
