#include "db/changes.hpp"

#include <algorithm>
#include <utility>

namespace payung::db {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Takes the next word off the front; lower case as our SQL is written.
std::string_view next_word(std::string_view& sql) {
  const auto from = std::min(sql.find_first_not_of(kSpace), sql.size());
  sql.remove_prefix(from);
  const auto end = std::min(sql.find_first_of(" \t\r\n(;"), sql.size());
  const std::string_view word = sql.substr(0, end);
  sql.remove_prefix(end);
  return word;
}

/// The table that an insert, update or delete names; empty for everything else.
std::string_view changed_table(std::string_view sql) {
  const std::string_view verb = next_word(sql);
  if (verb == "update") return next_word(sql);
  const bool second = (verb == "insert" && next_word(sql) == "into") ||
                      (verb == "delete" && next_word(sql) == "from");
  return second ? next_word(sql) : std::string_view();
}

class ToldConnection final : public Connection {
 public:
  ToldConnection(ChangeClock& clock, std::unique_ptr<Connection> inner)
      : clock_(clock), inner_(std::move(inner)) {}

  Engine engine() const override { return inner_->engine(); }
  bool alive() const override { return inner_->alive(); }

  using Connection::bulk;
  using Connection::query;
  using Connection::run;
  Result<std::int64_t> run(std::string_view sql, std::span<const Param> params) override {
    std::int64_t touched = 0;
    const auto status = doing(clock_.concerns(sql), [&]() -> Status {
      const auto done = inner_->run(sql, params);
      if (done) touched = *done;
      return done ? Status{} : Status{done.error()};
    });
    if (!status) return status.error();
    return touched;
  }
  Status query(std::string_view sql, std::span<const Param> params, const EachRow& each) override {
    return doing(clock_.concerns(sql), [&] { return inner_->query(sql, params, each); });
  }
  Status script(std::string_view sql) override {
    return doing(!sql.starts_with("pragma "), [&] { return inner_->script(sql); });
  }
  Result<std::unique_ptr<BulkWriter>> bulk(std::string_view table,
                                           std::span<const std::string_view> columns) override {
    // Only inside a transaction, whose end tells.
    if (!clock_.is_quiet(table)) concerned_ = true;
    return inner_->bulk(table, columns);
  }

  Status begin(Access access) override {
    auto status = inner_->begin(access);
    open_ = status.ok();
    concerned_ = false;
    return status;
  }
  Status commit() override {
    // What fails here is rolled back by who asked for the commit.
    if (concerned_) {
      if (auto status = notify(); !status) return status;
    }
    std::optional<ChangeClock::Committing> committing;
    if (concerned_) committing.emplace(clock_);
    auto status = inner_->commit();
    if (status) open_ = false;
    return status;
  }
  Status rollback() override {
    open_ = false;
    return inner_->rollback();
  }

 private:
  /// Inside a transaction its end tells; what stands alone becomes one.
  template <class Work>
  Status doing(bool concerns, const Work& work) {
    if (!concerns) return work();
    if (open_) {
      concerned_ = true;
      return work();
    }
    const ChangeClock::Committing committing(clock_);
    if (engine() == Engine::sqlite) return work();
    if (auto status = inner_->script("begin"); !status) return status;
    auto status = work();
    if (status) status = notify();
    if (status) return inner_->commit();
    static_cast<void>(inner_->rollback());  // the error that led here is the one to tell
    return status;
  }

  Status notify() {
    if (engine() == Engine::sqlite) return {};
    return inner_->query("select pg_notify($1, $2)", {kChangesChannel, clock_.id()},
                         [](const Row&) { return Status{}; });
  }

  ChangeClock& clock_;
  std::unique_ptr<Connection> inner_;
  bool open_ = false;       ///< inside a transaction
  bool concerned_ = false;  ///< which changed what may be kept
};

}  // namespace

std::optional<ChangeClock::Stamp> ChangeClock::now(Moment moment) const {
  const Stamp state = state_.load();
  if (state % kOneChange != 0) return std::nullopt;
  if (moment.time_since_epoch().count() > trusted_until_.load()) return std::nullopt;
  return state;
}

bool ChangeClock::is_quiet(std::string_view table) const {
  return std::find(quiet_.begin(), quiet_.end(), table) != quiet_.end();
}

bool ChangeClock::concerns(std::string_view sql) const {
  std::string_view rest = sql;
  const std::string_view verb = next_word(rest);
  if (verb == "select") return false;
  const std::string_view table = changed_table(sql);
  if (!is_quiet(table)) return true;
  if (verb != "update") return false;
  next_word(rest);  // the table
  if (next_word(rest) != "set") return true;
  const std::string_view column = next_word(rest);
  return std::any_of(loud_.begin(), loud_.end(), [&](const LoudColumn& one) {
    return one.table == table && one.column == column;
  });
}

std::unique_ptr<Connection> told_to(ChangeClock& clock, std::unique_ptr<Connection> connection) {
  return std::make_unique<ToldConnection>(clock, std::move(connection));
}

}  // namespace payung::db
