#include "cmd/serve_clock.hpp"

#include <chrono>

namespace payung::cmd {

identity::Instant now_instant() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

std::string now_text() { return now_instant().text(); }

}  // namespace payung::cmd
