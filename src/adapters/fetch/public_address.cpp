#include "adapters/fetch/public_address.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace payung::fetch {
namespace {

struct Block {
  std::uint32_t network;
  int bits;
};

/// IPv4 blocks that are not for the public (RFC 6890 and its successors).
constexpr std::array kNotPublic{
    Block{0x00000000U, 8},   // this network
    Block{0x0A000000U, 8},   // private
    Block{0x64400000U, 10},  // shared (carrier NAT)
    Block{0x7F000000U, 8},   // loopback
    Block{0xA9FE0000U, 16},  // link-local, clouds' metadata
    Block{0xAC100000U, 12},  // private
    Block{0xC0000000U, 24},  // protocol assignments
    Block{0xC0000200U, 24},  // documentation
    Block{0xC0586300U, 24},  // 6to4 relay
    Block{0xC0A80000U, 16},  // private
    Block{0xC6120000U, 15},  // benchmarks
    Block{0xC6336400U, 24},  // documentation
    Block{0xCB007100U, 24},  // documentation
    Block{0xE0000000U, 4},   // multicast
    Block{0xF0000000U, 4},   // reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
  for (const Block& block : kNotPublic) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - block.bits);
    if ((address & mask) == block.network) return false;
  }
  return true;
}

std::uint32_t four_bytes(std::span<const unsigned char> bytes) {
  return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U |
         std::uint32_t{bytes[2]} << 8U | std::uint32_t{bytes[3]};
}

bool starts_with(std::span<const unsigned char> bytes, std::initializer_list<unsigned char> with) {
  return std::memcmp(bytes.data(), with.begin(), with.size()) == 0;
}

/// Only 2000::/3 is given out; of it some blocks are special.
bool is_public_v6(std::span<const unsigned char> bytes) {
  constexpr unsigned char kGlobalMask = 0xE0;
  constexpr unsigned char kGlobal = 0x20;
  if (starts_with(bytes, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) {
    return is_public_v4(four_bytes(bytes.subspan(12)));  // NAT64
  }
  if ((bytes[0] & kGlobalMask) != kGlobal) return false;
  if (starts_with(bytes, {0x20, 0x02})) return is_public_v4(four_bytes(bytes.subspan(2)));  // 6to4
  if (starts_with(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;  // documentation
  if (starts_with(bytes, {0x3F, 0xFF})) return false;              // documentation
  const bool protocol_assignments = starts_with(bytes, {0x20, 0x01}) && bytes[2] < 0x02;
  return !protocol_assignments;  // 2001::/23 holds Teredo, ORCHID and the like
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_public_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_public_v6(std::span<const unsigned char>(v6.sin6_addr.s6_addr, 16));
  }
  return false;
}

}  // namespace payung::fetch
