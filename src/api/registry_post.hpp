#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "adapters/fetch/fetch.hpp"
#include "api/people_parts.hpp"
#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "db/pool.hpp"
#include "store/registry.hpp"

/// What goes out to other registries: answers to what they asked, and news for subscribers. Several
/// servers on one database share the work: a message is leased to one of them at a time, and what
/// is not taken by the other side is sent again, less and less often.
namespace payung::api {

class RegistryPost {
 public:
  struct Means {
    db::Pool& writers;
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    std::function<Date()> today;
    std::function<std::string()> now;
    const app::IdentityContext& identity;
    PeopleParts& people;
    fetch::Client& client;
    std::string holder;  ///< of the leases: another one for each server and thread
  };
  explicit RegistryPost(const Means& means) : means_(means) {}

  /// Puts up news for subscribers, then sends what is due. How many messages were dealt with.
  /// Errors: storage, integrity, after everything else was dealt with. A partner who does not
  /// answer is no error.
  Result<std::int64_t> round();
  /// Forgets messages that ended weeks ago. Errors: storage.
  Status forget();

 private:
  Result<bool> due_now();
  Result<std::optional<store::RegistryMessage>> take_one();
  Status put_up_news();
  Status put_up_alone(std::int64_t subscription);
  Status put_up(db::Connection& database, std::int64_t subscription);
  Means means_;
};

/// Where news go whose subscriber named this address for the answer to his subscription.
std::string news_address(const std::string& callback_uri);

}  // namespace payung::api
