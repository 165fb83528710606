#include "store/newest.hpp"

namespace payung::store {

Result<std::string> newest_numbers(db::Connection& connection,
                                   std::initializer_list<std::string_view> tables) {
  std::string numbers;
  for (const std::string_view table : tables) {
    const auto newest = connection.number("select max(id) from " + std::string(table));
    if (!newest) return newest.error();
    numbers += std::to_string(newest->value_or(0)) + "/";
  }
  return numbers;
}

}  // namespace payung::store
