#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace payung::postgres {

/// Hears what other processes tell each other through a PostgreSQL server (LISTEN), on a connection
/// of its own. For one thread.
class Listener {
 public:
  /// Everything told on the channel from now on is heard. Errors: storage.
  static Result<Listener> open(const std::string& where, std::string_view channel);
  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  /// Waits so long at most for something to be told; then asks the server for a sign of life, so
  /// that success means: everything committed before this call was heard.
  /// Errors: storage when the way to the server is lost.
  Result<std::vector<std::string>> hear(std::chrono::milliseconds wait);

 private:
  struct State;
  explicit Listener(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace payung::postgres
