#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// multipart/form-data (RFC 7578) as a browser sends a form with a file in it, without script.
namespace payung::site {

/// Views into the body that was given.
struct Multipart {
  std::vector<std::pair<std::string, std::string>> fields;  ///< without a file
  std::string_view file;       ///< the bytes of the first file; empty when none was chosen
  std::string_view file_name;  ///< as the browser called it; never to be trusted

  std::string value(std::string_view name) const;
};

/// Empty for what is no such body: another type, no boundary, more than 20 parts.
std::optional<Multipart> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace payung::site
