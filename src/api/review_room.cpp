#include "api/review_room.hpp"

#include <unordered_map>
#include <utility>

#include "db/database.hpp"

namespace payung::api {

Result<ReviewRoom::Kept> ReviewRoom::decided_since(db::Connection& connection, const Kept& old) {
  const auto newest = store::newest_decision(connection);
  if (!newest) return newest.error();
  if (*newest == old.decision) return old;
  const auto decisions = store::decisions_after(connection, old.decision);
  if (!decisions) return decisions.error();
  std::unordered_map<std::int64_t, bool> in_force;
  for (const auto& one : *decisions) in_force[one.pair] = one.in_force;
  auto pairs = std::make_shared<std::vector<store::QueuedPair>>(*old.pairs);
  for (auto& pair : *pairs) {
    if (const auto found = in_force.find(pair.id); found != in_force.end()) {
      pair.decided = found->second;
    }
  }
  return Kept{old.state, *newest, std::move(pairs)};
}

Result<ReviewRoom::Kept> ReviewRoom::read(db::Connection& connection, std::string state) {
  const auto newest = store::newest_decision(connection);
  if (!newest) return newest.error();
  auto pairs = store::queued_pairs(connection);
  if (!pairs) return pairs.error();
  return Kept{std::move(state), *newest,
              std::make_shared<const std::vector<store::QueuedPair>>(*std::move(pairs))};
}

Result<ReviewRoom::Shared> ReviewRoom::pairs(db::Connection& connection) {
  const std::lock_guard lock(mutex_);  // whoever waits finds them read
  const auto transaction = db::Transaction::begin(connection, db::Access::read);
  if (!transaction) return transaction.error();
  auto state = store::queue_state(connection);
  if (!state) return state.error();
  auto now = kept_.pairs && kept_.state == *state ? decided_since(connection, kept_)
                                                  : read(connection, *std::move(state));
  if (!now) return now.error();
  kept_ = *std::move(now);
  return kept_.pairs;
}

}  // namespace payung::api
