#pragma once

#include <string>

#include "adapters/fetch/fetch.hpp"
#include "app/access_log.hpp"
#include "app/message_gateway.hpp"
#include "app/search_people.hpp"
#include "secrets/signature.hpp"
#include "secrets/vault.hpp"

namespace payung::api {

/// How this office stands among other registries (SP-DCI).
struct RegistrySettings {
  std::string id = "payung";  ///< as which it signs: sender_id of what it sends
  /// Where answers may be sent. `anywhere` only where the owner said so, for a test bench.
  fetch::Reach callbacks = fetch::Reach::public_only;
};

/// What the routes of people, privacy and the worker's door need beside the rest. `payung serve`
/// makes it and refreshes `index` every second or so from its own thread.
struct PeopleParts {
  app::PeopleIndex& index;
  app::AccessRecorder& access;
  app::MessageGateway& messages;
  const secrets::Vault& ids;  ///< makes the ids of persons that leave the house
  const secrets::Signer& signer;
  std::string office;  ///< who signs cards, in words
  RegistrySettings registry = {};
};

}  // namespace payung::api
