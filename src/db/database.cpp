#include "db/database.hpp"

#include <utility>

namespace payung::db {

Result<std::optional<std::int64_t>> Connection::number(std::string_view sql,
                                                       std::initializer_list<Param> params) {
  std::optional<std::int64_t> first;
  bool seen = false;
  const auto status = query(sql, params, [&](const Row& row) {
    if (!seen && !row.is_null(0)) first = row.integer(0);
    seen = true;
    return Status{};
  });
  if (!status) return status.error();
  return first;
}

Result<std::optional<std::string>> Connection::word(std::string_view sql,
                                                    std::initializer_list<Param> params) {
  std::optional<std::string> first;
  bool seen = false;
  const auto status = query(sql, params, [&](const Row& row) {
    if (!seen && !row.is_null(0)) first = std::string(row.text(0));
    seen = true;
    return Status{};
  });
  if (!status) return status.error();
  return first;
}

Result<Transaction> Transaction::begin(Connection& connection) {
  if (const auto status = connection.begin(); !status) return status.error();
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // A failed rollback leaves nothing to do here: the engine drops the transaction with the
  // connection, and the error that led here is already on its way.
  if (connection_ != nullptr) static_cast<void>(connection_->rollback());
}

Status Transaction::commit() {
  Connection* connection = std::exchange(connection_, nullptr);
  PAYUNG_CHECK(connection != nullptr);
  const auto status = connection->commit();
  if (!status) static_cast<void>(connection->rollback());
  return status;
}

}  // namespace payung::db
