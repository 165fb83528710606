#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung::store {

/// One way to sort a list. The name is what callers say ("due_on", "-due_on" the other way round);
/// the statement stands whole in our source, so that nothing of a request gets into it. Its cursor
/// is the number of the last row shown, 0 for none; rows that are equal are told apart by number,
/// so that no page repeats or skips one.
struct PageOrder {
  std::string_view name;
  std::string_view sql;
};

/// The statement of the order of that name; of the first one when the name is empty.
/// Errors: bad_value naming the orders there are.
inline Result<std::string_view> sql_of(std::span<const PageOrder> orders, std::string_view name) {
  if (name.empty()) return orders.front().sql;
  std::string known;
  for (const PageOrder& order : orders) {
    if (order.name == name) return order.sql;
    known += known.empty() ? "" : ", ";
    known += order.name;
  }
  return Error{Errc::bad_value, "sort", "one of " + known};
}

}  // namespace payung::store
