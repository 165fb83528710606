#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/changes.hpp"
#include "store/access_log.hpp"

/// Finished answers of plain reads, in memory: the next who may see the same and asks the same gets
/// it without a database. Nothing is shown that was read before a change whose answer went out: the
/// clock of changes says so, on this server at once, and of other servers on the same PostgreSQL as
/// soon as they are heard.
namespace payung::api {

struct KeptAnswer {
  std::string body;
  std::string media_type;
  std::string tag;
  /// Whom the answer shows: each time it is given, that is written down anew.
  std::vector<store::AccessEntry> looks;
};

class KeptAnswers {
 public:
  using Shared = std::shared_ptr<const KeptAnswer>;  // shared: who sends one keeps it meanwhile
  using Stamp = db::ChangeClock::Stamp;

  /// `clock` null or no bytes: nothing is kept. It must outlive this.
  KeptAnswers(const db::ChangeClock* clock, std::size_t bytes_max);

  bool on() const { return clock_ != nullptr && bytes_max_ > 0; }
  /// Of what is read from now on; empty: it must not be kept.
  std::optional<Stamp> stamp() const;
  /// Null when there is none, or something changed since. Any number of threads.
  Shared find(const std::string& key);
  /// What was read after stamp() gave this one. Large answers are not kept.
  void keep(const std::string& key, Stamp stamp, KeptAnswer answer);
  /// How many were given from memory.
  std::int64_t given() const { return given_; }

 private:
  struct Slot {
    Stamp stamp;
    db::ChangeClock::Moment until;
    Shared answer;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Slot> slots;
    std::size_t bytes = 0;
  };
  Shard& shard_of(const std::string& key);

  const db::ChangeClock* clock_;
  std::size_t bytes_max_;  ///< of each shard
  std::array<Shard, 16> shards_;
  std::atomic<std::int64_t> given_ = 0;
};

}  // namespace payung::api
