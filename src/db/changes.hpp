#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "db/database.hpp"

/// Tells when something that was read may be another now, so that answers can be kept in memory and
/// are never shown after a change of them was answered.
namespace payung::db {

/// The channel on which processes on one PostgreSQL tell each other of changes (NOTIFY).
inline constexpr std::string_view kChangesChannel = "payung_changed";

/// A column of a quiet table whose change is told all the same: when a session ended.
struct LoudColumn {
  std::string_view table;
  std::string_view column;
};

/// Counts changes. Any number of threads.
class ChangeClock {
 public:
  using Stamp = std::uint64_t;
  using Moment = std::chrono::steady_clock::time_point;

  /// `id`: this process among those on one database; letters and digits. `quiet`: tables of which
  /// nothing is kept (who looked, when a session was last used): writing them changes no answer.
  /// `loud`: but for an update that sets one of these first. They must outlive the clock.
  ChangeClock(std::string id, std::span<const std::string_view> quiet,
              std::span<const LoudColumn> loud = {})
      : id_(std::move(id)), quiet_(quiet), loud_(loud) {}
  ChangeClock(const ChangeClock&) = delete;
  ChangeClock& operator=(const ChangeClock&) = delete;

  /// What is read after this call is at least as new as the stamp: it may be shown for as long as
  /// now() gives the same stamp. Empty while a change is being committed, and while changes of
  /// other processes may go unheard: then nothing may be kept or shown from memory.
  std::optional<Stamp> now(Moment moment) const;
  /// Something changed elsewhere: another process, or what is kept in memory beside the database.
  void changed() { state_.fetch_add(kOneChange); }
  /// Until then all changes of other processes are heard of. At first for ever, as on a database
  /// that this process owns.
  void trust_until(Moment moment) { trusted_until_ = moment.time_since_epoch().count(); }

  const std::string& id() const { return id_; }
  /// Whether the statement may change what is kept: all that is not certainly a query, or a change
  /// of a quiet table.
  bool concerns(std::string_view sql) const;
  bool is_quiet(std::string_view table) const;

  /// Stands around a commit.
  class Committing {
   public:
    explicit Committing(ChangeClock& clock) : clock_(clock) { clock_.state_.fetch_add(1); }
    Committing(const Committing&) = delete;
    Committing& operator=(const Committing&) = delete;
    ~Committing() { clock_.state_.fetch_add(kOneChange - 1); }

   private:
    ChangeClock& clock_;
  };

 private:
  /// The upper bits count changes, the lower ones the commits under way.
  static constexpr Stamp kOneChange = Stamp{1} << 16;
  std::string id_;
  std::span<const std::string_view> quiet_;
  std::span<const LoudColumn> loud_;
  std::atomic<Stamp> state_ = 0;
  std::atomic<Moment::rep> trusted_until_ = Moment::max().time_since_epoch().count();
};

/// The same connection, whose changes the clock and, on PostgreSQL, the other processes hear of: in
/// the transaction itself, so that no change goes untold. The clock must outlive it.
std::unique_ptr<Connection> told_to(ChangeClock& clock, std::unique_ptr<Connection> connection);

}  // namespace payung::db
