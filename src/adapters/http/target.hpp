#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A request target (RFC 9112, origin form) taken apart.
namespace payung::http {

struct Target {
  std::string path;                                        ///< decoded; begins with "/"
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
};

/// Empty for what no client of ours sends and attackers do: no leading slash, a bad or double-used
/// percent sign, control characters, an encoded slash, backslash or NUL, "." and ".." segments,
/// more than 100 query pairs.
std::optional<Target> parse_target(std::string_view target);

/// "a%20b" -> "a b"; in a query "+" is a blank. Empty when a percent sign is not followed by two
/// hex digits.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank);

}  // namespace payung::http
