#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The addresses under which other systems look for the registries, apart from those of the
/// contract (/dci/social/registry/..., /dci/ibr/registry/...).
namespace payung::api {

/// The address of the contract that `path` means; empty when it is no registry's.
///   /registry/X             the Social Registry at the server's root; what only the Integrated
///                           Beneficiary Registry knows (enrolled, enrollment/updates) is its
///   /sr/X, /social/X, /ibr/X, /dci/sr/X, /dci/social/X, /dci/ibr/X
///                           with "registry/" before X or without, as the mock-ups of the standard
///                           have it
///   .../oauth2/token, .../oauth2/client/token   the one token address
std::optional<std::string> registry_path(std::string_view path);

}  // namespace payung::api
