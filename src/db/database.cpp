#include "db/database.hpp"

#include <utility>

namespace payung::db {
namespace {

/// Bytes of the character that `lead` begins; 0 when it begins none.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// Neither overlong, nor half of a UTF-16 pair, nor past the last character.
bool second_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second <= 0x9F;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second <= 0x8F;
    default: return true;
  }
}

bool is_utf8(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_of(byte(at));
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xC0U) != 0x80U) return false;
    }
    if (length > 2 && !second_fits(byte(at), byte(at + 1))) return false;
    at += length;
  }
  return true;
}

}  // namespace

Status check_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    return Error{Errc::storage, "database", "text with a NUL character cannot be stored"};
  }
  if (!is_utf8(text)) {
    return Error{Errc::storage, "database", "text that is not UTF-8 cannot be stored"};
  }
  return {};
}

Error asked_inside_a_query() {
  return {Errc::storage, "database", "the connection is used inside a query's callback"};
}

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

Result<Transaction> Transaction::begin(Connection& connection, Access access) {
  if (connection.open_transactions_ == 0) {
    if (const auto status = connection.begin(access); !status) return status.error();
    connection.spoilt_ = false;
  }
  ++connection.open_transactions_;
  return Transaction(connection, access);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), access_(other.access_) {}

void Transaction::end(Connection& connection) {
  // A failed rollback leaves nothing to do here: the engine drops the transaction with the
  // connection, and the error that led here is already on its way.
  if (connection.open_transactions_ == 0) static_cast<void>(connection.rollback());
}

Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  --connection_->open_transactions_;
  if (access_ == Access::write) connection_->spoilt_ = true;
  end(*connection_);
}

void Transaction::leave() {
  Connection* connection = std::exchange(connection_, nullptr);
  PAYUNG_CHECK(connection != nullptr);
  --connection->open_transactions_;
  end(*connection);
}

Status Transaction::commit() {
  Connection* connection = std::exchange(connection_, nullptr);
  PAYUNG_CHECK(connection != nullptr);
  --connection->open_transactions_;
  if (connection->open_transactions_ > 0) return {};
  if (connection->spoilt_) {
    end(*connection);
    return Error{Errc::conflict, "transaction", "a part of the work failed, so nothing was stored"};
  }
  auto status = connection->commit();
  if (!status) end(*connection);
  return status;
}

}  // namespace payung::db
