#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "adapters/fetch/fetch.hpp"

/// Short messages through a gateway over HTTP: whatever the office has for SMS or WhatsApp. One
/// POST of {"to": "+6281...", "channel": "sms", "text": "..."} with a bearer token; a 2xx means it
/// was taken.
namespace payung::fetch {

struct GatewaySettings {
  std::string url;
  std::string token;
  std::string channel = "sms";  ///< or "whatsapp"
  std::size_t waiting_max = 1'000;
  int tries = 4;
  std::chrono::milliseconds first_wait{1'000};  ///< before the second try; then doubled
};

/// Indonesian numbers in the international form (ITU-T E.164): "0812..." and "62812..." become
/// "+62812...". Errors: bad_value for what is no phone number.
Result<std::string> international(std::string_view phone);

class GatewayQueue {
 public:
  /// `failed` hears of every message that was given up, without its text or number.
  GatewayQueue(Client& client, GatewaySettings settings, std::function<void(const Error&)> failed);
  GatewayQueue(const GatewayQueue&) = delete;
  GatewayQueue& operator=(const GatewayQueue&) = delete;
  /// What waits is sent first, as far as that takes no second try.
  ~GatewayQueue();

  /// Returns at once. Errors: bad_value for what is no phone number; io when too many wait.
  Status send(std::string_view phone, std::string_view text);

 private:
  struct Message {
    std::string to;
    std::string text;
  };
  void work(const std::stop_token& stop);
  void deliver(const std::stop_token& stop, const Message& message);

  Client& client_;
  const GatewaySettings settings_;
  std::function<void(const Error&)> failed_;
  std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<Message> waiting_;
  std::jthread thread_;
};

}  // namespace payung::fetch
