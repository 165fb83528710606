#include "api/kept_answers.hpp"

#include <functional>
#include <utility>

namespace payung::api {
namespace {

/// Also what nobody tells of, a change by hand in psql, is seen after so long.
constexpr std::chrono::seconds kKept{5};
constexpr std::size_t kAnswerBytesMax = std::size_t{64} << 10;
/// What a slot costs beside its texts, by and large.
constexpr std::size_t kSlotBytes = 512;

std::size_t bytes_of(const std::string& key, const KeptAnswer& answer) {
  return key.size() + answer.body.size() + kSlotBytes +
         answer.looks.size() * sizeof(store::AccessEntry);
}

}  // namespace

KeptAnswers::KeptAnswers(const db::ChangeClock* clock, std::size_t bytes_max)
    : clock_(clock), bytes_max_(bytes_max / std::tuple_size_v<decltype(shards_)>) {}

KeptAnswers::Shard& KeptAnswers::shard_of(const std::string& key) {
  return shards_[std::hash<std::string>()(key) % shards_.size()];
}

std::optional<KeptAnswers::Stamp> KeptAnswers::stamp() const {
  if (!on()) return std::nullopt;
  return clock_->now(std::chrono::steady_clock::now());
}

KeptAnswers::Shared KeptAnswers::find(const std::string& key) {
  const auto moment = std::chrono::steady_clock::now();
  const auto now = on() ? clock_->now(moment) : std::nullopt;
  if (!now) return nullptr;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.slots.find(key);
  if (found == shard.slots.end()) return nullptr;
  const Slot& slot = found->second;
  if (slot.stamp == *now && moment < slot.until) {
    given_.fetch_add(1, std::memory_order_relaxed);
    return slot.answer;
  }
  shard.bytes -= bytes_of(key, *slot.answer);
  shard.slots.erase(found);
  return nullptr;
}

void KeptAnswers::keep(const std::string& key, Stamp stamp, KeptAnswer answer) {
  const std::size_t bytes = bytes_of(key, answer);
  if (!on() || answer.body.size() > kAnswerBytesMax || bytes > bytes_max_) return;
  const auto until = std::chrono::steady_clock::now() + kKept;
  auto shared = std::make_shared<const KeptAnswer>(std::move(answer));
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  if (const auto old = shard.slots.find(key); old != shard.slots.end()) {
    shard.bytes -= bytes_of(key, *old->second.answer);
    shard.slots.erase(old);
  }
  // Full: start again; what is asked for comes back with one look into the database.
  if (shard.bytes + bytes > bytes_max_) {
    shard.slots.clear();
    shard.bytes = 0;
  }
  shard.slots.emplace(key, Slot{stamp, until, std::move(shared)});
  shard.bytes += bytes;
}

}  // namespace payung::api
