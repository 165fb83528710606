#pragma once

#include <functional>
#include <string>

#include "adapters/fetch/fetch.hpp"
#include "app/webhooks.hpp"
#include "db/pool.hpp"

namespace payung::api {

/// Tells webhooks what happened, each its events in their order. An event that its receiver does
/// not take is tried again for a day, then given up and noted, and the next one goes.
class WebhookPost {
 public:
  struct Means {
    db::Pool& writers;
    fetch::Client& client;
    std::function<std::string()> now;
    std::function<std::string(std::int64_t seconds)> later;  ///< `now` and so many seconds
    std::function<std::int64_t()> seconds;                   ///< since 1970
    std::string holder;  ///< who this server is, unlike any other
  };
  explicit WebhookPost(Means means) : means_(std::move(means)) {}

  /// Tells one webhook what is next for it. False: nothing was due. Errors: storage.
  Result<bool> round();

 private:
  struct Told {
    bool taken = false;
    std::int64_t status = 0;
  };
  Told tell(const store::Webhook& webhook, const store::NewsLine& news, std::string_view kind);

  Means means_;
};

}  // namespace payung::api
