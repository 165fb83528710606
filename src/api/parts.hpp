#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "app/who_is.hpp"
#include "db/changes.hpp"
#include "db/pool.hpp"
#include "identity/caller.hpp"

namespace payung::api {

struct PeopleParts;  // api/people_parts.hpp
struct WorkParts;    // api/work_parts.hpp
class ProviderDoor;  // api/provider_parts.hpp

/// What goes out of the house by itself, and how much of it waits.
struct Outbound {
  bool mails = false;     ///< a mail server is set up
  bool messages = false;  ///< a message gateway is set up
  std::int64_t letters_waiting = 0;
};

/// What the service is put together from. `payung serve` and the tests make it; everything outlives
/// the service.
struct Parts {
  db::Pool& writers;
  db::Pool& readers;
  const rules::RuleBook& rules;
  const RegionTable& regions;
  std::function<Date()> today;       ///< the day in Asia/Jakarta
  std::function<std::string()> now;  ///< "2025-01-31T08:15:00Z"
  /// Who has this token (session or API key); empty when nobody has. Quick.
  std::function<Result<std::optional<identity::Caller>>(std::string_view token)> identify;
  const app::IdentityContext& identity;  ///< settings, hashing and sealing of accounts
  app::CallerCache& callers;             ///< to be told when an account changes
  /// Null: no answer is kept in memory.
  db::ChangeClock* changes = nullptr;
  /// Null: nothing that shows persons is served.
  PeopleParts* people = nullptr;
  /// Null: neither lists nor jobs are served.
  WorkParts* work = nullptr;
  /// Null: nobody signs in through an OpenID provider.
  ProviderDoor* provider = nullptr;
  /// Sends a one-time link by mail; null: links are only shown to who made them.
  std::function<void(const std::string& mail, const std::string& token)> mail_link = nullptr;
  /// Null: nothing goes out.
  std::function<Outbound()> outbound = nullptr;
};

}  // namespace payung::api
