#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "adapters/http/limits.hpp"
#include "adapters/http/message.hpp"
#include "base/result.hpp"

/// An HTTP/1.1 server. Network threads read and write; what may wait runs on workers; every caller
/// is bounded by Limits. It knows nothing of what it serves.
namespace payung::http {

class Server {
 public:
  /// Listens and serves until stop(). `application` must outlive the server.
  /// Errors: io (the address or port is taken, a certificate cannot be read); bad_option.
  static Result<std::unique_ptr<Server>> start(Application& application,
                                               const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;

  /// No new connection from now on; requests under way are finished and answered, event streams
  /// end. Those that are not done after `grace` are cut. Returns when everything stopped.
  void stop(std::chrono::milliseconds grace);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace payung::http
