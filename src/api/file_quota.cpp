#include "api/file_quota.hpp"

#include <algorithm>
#include <system_error>

namespace payung::api {
namespace {

namespace fs = std::filesystem;
/// A folder of a hundred thousand files is read in some tenths of a second: not for every file.
constexpr std::chrono::seconds kCountsHold{60};

}  // namespace

void FileQuota::count_again() {
  const auto now = std::chrono::steady_clock::now();
  if (counted_at_ != std::chrono::steady_clock::time_point{} && now - counted_at_ < kCountsHold) {
    return;
  }
  Usage counted;
  std::error_code failed;
  for (fs::directory_iterator at(folder_, failed), end; !failed && at != end;
       at.increment(failed)) {
    if (at->path().extension() != ".sealed") continue;
    std::error_code gone;  // removed meanwhile
    const auto size = at->file_size(gone);
    if (gone) continue;
    ++counted.files;
    counted.bytes += static_cast<std::int64_t>(size);
  }
  counted_ = counted;
  since_ = 0;
  counted_at_ = now;
}

Result<std::unique_ptr<FileQuota::Hold>> FileQuota::take(const FileOwner& owner,
                                                         const std::string& sha256,
                                                         std::int64_t bytes) {
  const std::lock_guard lock(mutex_);
  count_again();
  std::int64_t all = 0;
  std::int64_t of_owner = 0;
  for (const auto& [number, one] : under_way_) {
    all += one.bytes;
    if (one.owner == owner.name) of_owner += one.bytes;
  }
  if (owner.stored + of_owner + bytes > owner.limit) {
    return Error{Errc::unsafe, "files",
                 "what was sent takes all the space it has; ask an administrator for more"};
  }
  std::error_code unknown;
  const auto space = fs::space(folder_, unknown);
  const std::int64_t free = unknown ? 0 : static_cast<std::int64_t>(space.available);
  if (counted_.bytes + since_ + all + bytes > limits_.total || free - all - bytes < limits_.free) {
    return Error{Errc::unsafe, "files",
                 "the files of this office take all their space; tell its administrator"};
  }
  const std::uint64_t number = ++next_;
  under_way_[number] = {owner.name, sha256, bytes};
  return std::make_unique<Hold>(*this, number);
}

void FileQuota::release(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(number);
  // Counted even when it was not kept: at most until the folder is counted again.
  since_ += found->second.bytes;
  under_way_.erase(found);
}

bool FileQuota::while_nobody_sends(const std::string& sha256, const std::function<void()>& deed) {
  const std::lock_guard lock(mutex_);
  const bool sent = std::any_of(under_way_.begin(), under_way_.end(),
                                [&](const auto& one) { return one.second.sha256 == sha256; });
  if (!sent) deed();
  return !sent;
}

FileQuota::Usage FileQuota::usage() {
  const std::lock_guard lock(mutex_);
  count_again();
  Usage now = counted_;
  now.bytes += since_;
  std::error_code unknown;
  const auto space = fs::space(folder_, unknown);
  now.free = unknown ? 0 : static_cast<std::int64_t>(space.available);
  return now;
}

}  // namespace payung::api
