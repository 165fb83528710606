#include "app/access_log.hpp"

#include "store/claims.hpp"
#include "store/private_fields.hpp"

#include <iterator>

namespace payung::app {
namespace {

Status write_group(db::Connection& connection, std::span<const store::AccessEntry> group,
                   std::string_view now) {
  auto transaction = db::Transaction::begin(connection);
  if (!transaction) return transaction.error();
  if (auto status = store::add_access(connection, group, now); !status) return status;
  return transaction->commit();
}

}  // namespace

Status record_access_now(db::Connection& connection, const store::AccessEntry& entry) {
  return write_group(connection, {&entry, 1}, entry.at);
}

AccessRecorder::AccessRecorder(db::Pool& writers, std::function<std::string()> now,
                               std::function<void(const Error&)> failed, Settings settings)
    : writers_(writers), now_(std::move(now)), failed_(std::move(failed)), settings_(settings) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

AccessRecorder::~AccessRecorder() {
  if (const auto status = stop(); !status) failed_(status.error());
}

Status AccessRecorder::add(store::AccessEntry entry) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= settings_.waiting_max) {
    return Error{Errc::storage, "access_entry", "the access log cannot be written"};
  }
  waiting_.push_back(std::move(entry));
  if (waiting_.size() >= settings_.group_max) more_.notify_one();
  return {};
}

Status AccessRecorder::flush() {
  const std::lock_guard writing(writing_);
  std::vector<store::AccessEntry> group;
  {
    const std::lock_guard lock(mutex_);
    group.swap(waiting_);
  }
  if (group.empty()) return {};
  auto connection = writers_.borrow();
  auto status = connection ? write_group(**connection, group, now_()) : Status(connection.error());
  if (!status) {
    const std::lock_guard lock(mutex_);
    group.insert(group.end(), std::make_move_iterator(waiting_.begin()),
                 std::make_move_iterator(waiting_.end()));
    waiting_ = std::move(group);
  }
  return status;
}

Status AccessRecorder::stop() {
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
  return flush();
}

void AccessRecorder::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      more_.wait_for(lock, stop, settings_.wait,
                     [&] { return waiting_.size() >= settings_.group_max; });
    }
    if (const auto status = flush(); !status) failed_(status.error());
  }
}

Check access_check() {
  return {"access", [](Environment& env) { return store::access_breaks(env.database); }};
}

Check sealed_check() {
  return {"sealed", [](Environment& env) -> Result<std::vector<std::string>> {
            auto rows = store::unopenable_rows(env.database);
            if (!rows) return rows;
            const auto claims = store::unopenable_claims(env.database);
            if (!claims) return claims.error();
            rows->insert(rows->end(), claims->begin(), claims->end());
            return rows;
          }};
}

}  // namespace payung::app
