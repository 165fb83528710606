#pragma once

struct sockaddr;

namespace payung::fetch {

/// Whether an address lies in the public internet: not this machine, not a private or shared
/// network, not link-local, multicast, documentation or reserved (IANA's special-purpose address
/// registries, RFC 6890), nor an IPv6 address that stands for such an IPv4 one.
bool is_public(const sockaddr& address);

}  // namespace payung::fetch
