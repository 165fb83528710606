#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

/// HTTP calls that go out: callbacks, webhooks, a message gateway, an OpenID provider. Every call
/// is bounded in time and size and follows no redirect. Who calls an address that somebody else
/// named (a callback, a webhook) must use Reach::public_only, so that nobody makes this machine
/// talk to its own network (server-side request forgery).
namespace payung::fetch {

enum class Reach : std::uint8_t {
  public_only,  ///< https to public addresses; the address is checked after the name is resolved
  anywhere,     ///< http too, any address: only for what the owner of this machine set up
};

struct Limits {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds whole{15'000};
  std::int64_t answer_bytes = std::int64_t{1} << 20;
};

struct Request {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct Answer {
  int status = 0;  ///< as the other side said; 4xx and 5xx are answers, not errors
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< names in lower case
  std::string body = {};
};

/// May be used by several threads at once.
class Client {
 public:
  virtual ~Client() = default;
  /// Errors: bad_option for an address that is none or may not be called; io when nobody answers,
  /// the answer is cut, or the limits are reached.
  virtual Result<Answer> send(const Request& request) = 0;
};

/// libcurl behind it. The certificate of the other side is always checked.
std::unique_ptr<Client> make_client(Reach reach, const Limits& limits = {});

}  // namespace payung::fetch
