#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "db/field_cipher.hpp"

/// The thin face of both databases. One SQL text runs on SQLite and on PostgreSQL 15: parameters
/// are $1, $2 ...; values are whole numbers, text or NULL (dates, months and money are stored as
/// whole numbers or ISO text; there are no floats). Errors of the engine come back as
/// Errc::storage, unique violations as Errc::already_there, a locked database as Errc::conflict.
namespace payung::db {

enum class Engine : std::uint8_t { sqlite, postgres };

enum class Access : std::uint8_t {
  write,  ///< excludes other writers from its begin
  read,   ///< sees one state and changes nothing; keeps nobody waiting
};

/// A parameter. Text is not copied: it must live until the call returns.
using Param = std::variant<std::monostate, std::int64_t, std::string_view>;
inline constexpr std::monostate null{};

/// What neither engine may be given: a NUL character, or bytes that are no UTF-8 (RFC 3629).
/// Both drivers ask here, so that they refuse alike. Errors: storage.
Status check_text(std::string_view text);
/// What a connection answers that is used inside a query's callback.
Error asked_inside_a_query();

/// Turns an optional number or text into a Param.
inline Param maybe(const std::optional<std::int64_t>& v) { return v ? Param(*v) : Param(null); }

/// One row of an answer, valid during the callback only.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;   ///< 0 for NULL
  virtual std::string_view text(int column) const = 0;  ///< "" for NULL
};

/// Writes many rows fast: COPY on PostgreSQL, one prepared insert on SQLite. Inside a transaction.
class BulkWriter {
 public:
  virtual ~BulkWriter() = default;
  virtual Status add(std::span<const Param> values) = 0;
  Status add(std::initializer_list<Param> values) {
    return add(std::span<const Param>(values.begin(), values.size()));
  }
  /// Must be called; returns how many rows were written.
  virtual Result<std::int64_t> finish() = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;

  /// Runs one statement; the number of rows it touched.
  virtual Result<std::int64_t> run(std::string_view sql, std::span<const Param> params) = 0;
  Result<std::int64_t> run(std::string_view sql, std::initializer_list<Param> params = {}) {
    return run(sql, std::span<const Param>(params.begin(), params.size()));
  }

  /// Runs one query and hands each row to `each`, which may end it with an error of its own.
  /// `each` must not use this connection: what it asks then fails (storage).
  using EachRow = std::function<Status(const Row&)>;
  virtual Status query(std::string_view sql, std::span<const Param> params,
                       const EachRow& each) = 0;
  Status query(std::string_view sql, std::initializer_list<Param> params, const EachRow& each) {
    return query(sql, std::span<const Param>(params.begin(), params.size()), each);
  }
  /// The first column of the first row as a number; empty when there is no row or it is NULL.
  Result<std::optional<std::int64_t>> number(std::string_view sql,
                                             std::initializer_list<Param> params = {});
  /// The same as text.
  Result<std::optional<std::string>> word(std::string_view sql,
                                          std::initializer_list<Param> params = {});

  /// Several statements without parameters, for migrations.
  virtual Status script(std::string_view sql) = 0;
  virtual Result<std::unique_ptr<BulkWriter>> bulk(std::string_view table,
                                                   std::span<const std::string_view> columns) = 0;
  Result<std::unique_ptr<BulkWriter>> bulk(std::string_view table,
                                           std::initializer_list<std::string_view> columns) {
    return bulk(table, std::span<const std::string_view>(columns.begin(), columns.size()));
  }

  /// Used by Transaction. A write transaction excludes other writers from its begin
  /// (BEGIN IMMEDIATE; on PostgreSQL an advisory lock), so what it read stays true until commit.
  virtual Status begin(Access access) = 0;
  virtual Status commit() = 0;
  virtual Status rollback() = 0;
  /// False when the way to the server is lost and only a new connection helps.
  virtual bool alive() const { return true; }

  /// Private text goes in and out through this; set once, before the first use.
  void protect_with(std::shared_ptr<const FieldCipher> cipher) {  // shared: see cipher_
    cipher_ = std::move(cipher);
  }
  const FieldCipher& cipher() const {
    PAYUNG_CHECK(cipher_ != nullptr);
    return *cipher_;
  }

 private:
  std::shared_ptr<const FieldCipher> cipher_;  // shared: by all connections of a server
  friend class Transaction;
  int open_transactions_ = 0;  ///< Transaction objects that are open, one inside the other
  bool spoilt_ = false;        ///< an inner one was rolled back, so the outer one must be too
};

/// All or nothing: what is not committed is rolled back when it leaves its scope. A transaction
/// begun inside another is part of it: only the outermost one commits, and when an inner one is
/// rolled back the outermost cannot commit any more. So a door may put a use case and its own
/// record of it (an idempotency key) into one.
class Transaction {
 public:
  /// Errors: storage; conflict when a write transaction is begun inside nothing on a connection
  /// that only reads.
  static Result<Transaction> begin(Connection& connection, Access access = Access::write);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  /// Errors: conflict when an inner transaction was rolled back; storage.
  Status commit();
  /// Ends it as one in which nothing was written, because there was nothing to do: the outer one
  /// goes on, and the outermost rolls back.
  void leave();

 private:
  Transaction(Connection& connection, Access access) : connection_(&connection), access_(access) {}
  static void end(Connection& connection);
  Connection* connection_;
  Access access_;
};

}  // namespace payung::db
