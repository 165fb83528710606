#include "identity/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace payung::identity {
namespace {

struct Bytes {
  int family = AF_UNSPEC;
  std::array<unsigned char, 16> of{};
};

Bytes parsed(std::string_view address) {
  Bytes bytes;
  const std::string text(address.substr(0, address.find('%')));  // without an interface
  if (inet_pton(AF_INET, text.c_str(), bytes.of.data()) == 1) {
    bytes.family = AF_INET;
    return bytes;
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.of.data()) != 1) return bytes;
  bytes.family = AF_INET6;
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(mapped.begin(), mapped.end(), bytes.of.begin())) {
    std::copy(bytes.of.begin() + 12, bytes.of.end(), bytes.of.begin());
    bytes.family = AF_INET;
  }
  return bytes;
}

/// The first `kept` bytes, the rest zero.
std::string text_of(Bytes bytes, std::size_t kept) {
  std::fill(bytes.of.begin() + static_cast<std::ptrdiff_t>(kept), bytes.of.end(),
            static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> text{};
  const char* written = inet_ntop(bytes.family, bytes.of.data(), text.data(), text.size());
  return written == nullptr ? "unknown" : written;
}

}  // namespace

std::string counted_address(std::string_view address) {
  const Bytes bytes = parsed(address);
  if (bytes.family == AF_UNSPEC) return "unknown";
  return bytes.family == AF_INET ? text_of(bytes, 4) : text_of(bytes, 8) + "/64";
}

std::string shown_address(std::string_view address) {
  const Bytes bytes = parsed(address);
  if (bytes.family == AF_UNSPEC) return "unknown";
  return bytes.family == AF_INET ? text_of(bytes, 3) + "/24" : text_of(bytes, 6) + "/48";
}

}  // namespace payung::identity
