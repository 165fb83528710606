#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/message.hpp"

/// application/x-www-form-urlencoded (WHATWG URL, 5.1), as a browser sends a form without script.
namespace payung::site {

class Form {
 public:
  /// Whatever is no such text gives an empty form; more than 100 fields are not read.
  static Form parse(std::string_view body);
  /// The first field of that name without blanks at its ends; empty when there is none.
  std::string value(std::string_view name) const;
  /// The same as it was typed: a password may begin with a blank.
  std::string exact(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Whether a form was sent by a page of another server: a browser says so by itself
/// (Fetch Metadata, `Sec-Fetch-Site`; older ones and plain HTTP by `Origin`, RFC 6454, against
/// `Host`). What says neither is no browser, and carries nobody's cookies along.
bool from_elsewhere(const http::RequestHead& head);

/// A path of this server to which somebody may be sent; "" for anything else ("//evil.example").
std::string local_path(std::string_view place);

}  // namespace payung::site
