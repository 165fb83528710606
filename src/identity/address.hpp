#pragma once

#include <string>
#include <string_view>

/// A caller's network address, as far as identity needs it.
namespace payung::identity {

/// What is counted as one caller: an IPv4 address, an IPv6 network of /64 (a household or host has
/// all of it). IPv4 in IPv6 clothes counts as IPv4. What is no address is one caller, "unknown".
std::string counted_address(std::string_view address);

/// What is kept with a session so that people know their devices again, and no more: the /24 or
/// the /48, "203.0.113.0/24".
std::string shown_address(std::string_view address);

}  // namespace payung::identity
