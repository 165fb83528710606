#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/nik.hpp"
#include "db/database.hpp"

/// What of a list row is private enough to be sealed at rest (Law 27/2022, article 35): all of it
/// in one column, so that a row costs one opening. It is found again by a blind index.
namespace payung::store {

struct PrivateFields {
  std::string nik;        ///< 16 digits; empty when the row has none that is possible
  std::string typed_nik;  ///< what stood there when it was damaged
  std::string family_card;
  std::string kpj;
  std::string mother_name;
  std::string phone;
  std::string email;
};

/// For list_row.private of that row.
std::string seal_fields(const db::Connection& connection, std::int64_t row,
                        const PrivateFields& fields);
/// All empty for an erased row. Errors: integrity.
Result<PrivateFields> open_fields(const db::Connection& connection, std::int64_t row,
                                  std::string_view sealed);

/// What the opened text of a row holds. Errors: integrity.
Result<PrivateFields> unpacked_fields(std::int64_t row, std::string_view opened);

/// For list_row.nik_index and for finding by it.
std::string nik_index(const db::Connection& connection, const Nik& nik);

/// The rows whose private fields do not open, with their numbers. Reads every row. Errors: storage.
Result<std::vector<std::string>> unopenable_rows(db::Connection& connection);

}  // namespace payung::store
