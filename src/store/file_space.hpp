#pragma once

#include <cstdint>
#include <string_view>

#include "db/database.hpp"

/// How much was sent, and by whom. Reads only. Errors: storage.
namespace payung::store {

/// Bytes of the lists, papers and photos that an account sent; `name` is the account's, under which
/// papers and photos stand.
Result<std::int64_t> bytes_of_account(db::Connection& connection, std::int64_t account,
                                      std::string_view name);
/// Bytes of the papers of one claim.
Result<std::int64_t> bytes_of_claim(db::Connection& connection, std::int64_t claim);
/// Whether any list, paper or photo has these bytes.
Result<bool> file_is_known(db::Connection& connection, std::string_view sha256);

}  // namespace payung::store
