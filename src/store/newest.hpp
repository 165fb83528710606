#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "db/database.hpp"

namespace payung::store {

/// "12/7/": the largest id of each table. Of tables that only grow it is another text whenever a
/// row came. Quick. Errors: storage; integrity.
Result<std::string> newest_numbers(db::Connection& connection,
                                   std::initializer_list<std::string_view> tables);

}  // namespace payung::store
