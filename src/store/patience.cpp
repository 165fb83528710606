#include "store/patience.hpp"

#include <string>

namespace payung::store {

Status wait_for_writers_at_most(db::Connection& connection, std::chrono::milliseconds wait) {
  if (connection.engine() == db::Engine::sqlite) return {};
  const std::string milliseconds = std::to_string(wait.count());
  return connection.query("select set_config('lock_timeout', $1, false)",
                          {std::string_view(milliseconds)},
                          [](const db::Row&) { return Status{}; });
}

}  // namespace payung::store
