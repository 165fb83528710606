#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.hpp"

/// The first answer to each Idempotency-Key, so that the same request again gets it again. Written
/// in the transaction of the change itself: either both are stored or neither. Errors: storage.
namespace payung::store {

struct KeptAnswer {
  std::string route;         ///< operation id
  std::string request_hash;  ///< of arguments and body
  std::int64_t status = 0;
  std::string answer;  ///< body as sent
};

/// `caller`: who it is, so that two callers may choose the same key.
Result<std::optional<KeptAnswer>> kept_answer(db::Connection& connection, std::string_view caller,
                                              std::string_view key);
Status keep_answer(db::Connection& connection, std::string_view caller, std::string_view key,
                   const KeptAnswer& answer, std::string_view now);
/// Forgets what was kept before that moment; returns how many.
Result<std::int64_t> forget_answers(db::Connection& connection, std::string_view before);

}  // namespace payung::store
