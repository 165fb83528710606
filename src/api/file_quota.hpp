#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace payung::api {

/// How much space files that are sent may take; settings of the house. Bytes.
struct FileLimits {
  std::int64_t account = std::int64_t{20} << 30;  ///< of one account
  std::int64_t claim = std::int64_t{100} << 20;   ///< papers of one claim, whoever brings them
  std::int64_t total = std::int64_t{200} << 30;   ///< of all
  std::int64_t free = std::int64_t{1} << 30;      ///< stays free on the disk
};

/// Whose space a file takes, what is there already, and how much there may be.
struct FileOwner {
  std::string name;  ///< "account 3"
  std::int64_t stored = 0;
  std::int64_t limit = 0;
};

/// Refuses files that would take more than their owner or the house has, also when many come at the
/// same moment. Safe from many threads.
class FileQuota {
 public:
  FileQuota(const FileLimits& limits, std::filesystem::path folder)
      : limits_(limits), folder_(std::move(folder)) {}

  /// Keeps the space of a file under way for as long as it lives.
  class Hold;
  /// Errors: unsafe, with what to do, when there is no room.
  Result<std::unique_ptr<Hold>> take(const FileOwner& owner, const std::string& sha256,
                                     std::int64_t bytes);

  struct Usage {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t free = 0;  ///< on the disk
  };
  /// As of the last minute.
  Usage usage();
  const FileLimits& limits() const { return limits_; }
  /// Does it while no request brings these bytes, and holds back those that would; false, and not
  /// done, when one does.
  bool while_nobody_sends(const std::string& sha256, const std::function<void()>& deed);

 private:
  struct UnderWay {
    std::string owner;
    std::string sha256;
    std::int64_t bytes = 0;
  };
  void count_again();
  void release(std::uint64_t number);

  const FileLimits limits_;
  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::map<std::uint64_t, UnderWay> under_way_;
  std::uint64_t next_ = 0;
  Usage counted_;
  std::int64_t since_ = 0;  ///< bytes kept after they were counted
  std::chrono::steady_clock::time_point counted_at_{};
};

class FileQuota::Hold {
 public:
  Hold(FileQuota& quota, std::uint64_t number) : quota_(quota), number_(number) {}
  ~Hold() { quota_.release(number_); }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

 private:
  FileQuota& quota_;
  std::uint64_t number_;
};

}  // namespace payung::api
