// links: base api/registry_graphql.cpp
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "api/registry_graphql.hpp"
#include "check.hpp"

/// Any bytes are a query or are refused; what was read selects from anything without a fault, and
/// selecting twice selects the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read =
      payung::api::parse_graphql(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!read) return 0;
  FUZZ_CHECK(!read->root.empty());
  FUZZ_CHECK(read->arguments.is_object());
  const payung::api::Json person{{"name", "x"}, {"regIds", {{{"value", "1"}}, {{"value", "2"}}}}};
  const auto once = payung::api::select_fields(person, read->fields);
  FUZZ_CHECK(payung::api::select_fields(once, read->fields) == once);
  return 0;
}
