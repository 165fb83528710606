#pragma once

#include <string>
#include <string_view>

namespace payung {

/// For a part of an address: everything but letters, digits and -._~ as %XX, byte by byte (RFC
/// 3986, sections 2.1 and 2.3).
std::string percent_encoded(std::string_view text);

}  // namespace payung
