#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "adapters/fetch/fetch.hpp"
#include "adapters/oidc/oidc.hpp"

namespace payung::api {

/// The OpenID provider that the owner set up: discovered when it is first needed, then remembered.
class ProviderDoor {
 public:
  ProviderDoor(std::string issuer, oidc::Client client, fetch::Client& fetch)
      : issuer_(std::move(issuer)), client_(std::move(client)), fetch_(fetch) {}

  const oidc::Client& client() const { return client_; }
  /// Errors: those of oidc::discover.
  Result<oidc::Provider> provider();
  oidc::Fetch fetcher() const;

 private:
  const std::string issuer_;
  const oidc::Client client_;
  fetch::Client& fetch_;
  std::mutex mutex_;
  std::optional<oidc::Provider> provider_;
};

}  // namespace payung::api
