#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// NIKs that a sender's own lists gave for a name: proposed to who has lost one, never filled in.
/// Reads only. Errors: storage; integrity.
namespace payung::store {

struct OwnNik {
  std::string nik;  ///< 16 digits
  std::string name;
  std::string birth_date;
  std::string village;
  std::string as_of;  ///< of the newest list that says so
};
/// `name`: compared folded. The newest first, each NIK once, `most` of them.
Result<std::vector<OwnNik>> own_niks(db::Connection& connection, std::int64_t sender,
                                     std::string_view name, std::size_t most);

}  // namespace payung::store
