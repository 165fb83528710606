#include "api/registry_paths.hpp"

namespace payung::api {
namespace {

constexpr std::string_view kStep = "registry/";

struct Base {
  std::string_view prefix;
  std::string_view registry;  ///< empty: told by what follows
};

/// The first that fits.
constexpr Base kBases[] = {
    {"/dci/social/", "social"}, {"/dci/sr/", "social"}, {"/dci/ibr/", "ibr"},
    {"/social/", "social"},     {"/sr/", "social"},     {"/ibr/", "ibr"},
    {"/registry/", ""},
};

bool is_token(std::string_view rest) {
  return rest == "oauth2/token" || rest == "oauth2/client/token";
}

/// What no Social Registry has.
bool is_beneficiary_path(std::string_view rest) {
  return rest == "sync/enrolled" || rest == "sync/enrollment/updates";
}

}  // namespace

std::optional<std::string> registry_path(std::string_view path) {
  for (const Base& base : kBases) {
    if (!path.starts_with(base.prefix)) continue;
    std::string_view rest = path.substr(base.prefix.size());
    if (!base.registry.empty() && rest.starts_with(kStep)) rest.remove_prefix(kStep.size());
    if (is_token(rest)) return "/dci/oauth2/token";
    if (rest.empty()) return std::nullopt;
    std::string_view registry = base.registry;
    if (registry.empty()) registry = is_beneficiary_path(rest) ? "ibr" : "social";
    return "/dci/" + std::string(registry) + "/registry/" + std::string(rest);
  }
  return std::nullopt;
}

}  // namespace payung::api
