#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/review_queue.hpp"

/// Keeps the pairs that wait for a human, so that counting what is left costs no reading of all of
/// them after every decision.
namespace payung::api {

class ReviewRoom {
 public:
  using Shared =
      std::shared_ptr<const std::vector<store::QueuedPair>>;  // shared: readers keep theirs

  /// All pairs as they are stored now, the most probable first. Errors: storage; integrity.
  Result<Shared> pairs(db::Connection& connection);

 private:
  struct Kept {
    std::string state;          ///< store::queue_state when they were read
    std::int64_t decision = 0;  ///< the newest one that they know
    Shared pairs;
  };
  static Result<Kept> decided_since(db::Connection& connection, const Kept& old);
  static Result<Kept> read(db::Connection& connection, std::string state);

  std::mutex mutex_;
  Kept kept_;
};

}  // namespace payung::api
