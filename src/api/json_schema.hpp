#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Checks JSON against the part of JSON Schema (2020-12) that our contract uses: type, properties,
/// required, additionalProperties, items, minItems, maxItems, enum, const, minimum, maximum,
/// minLength, maxLength (characters), pattern (RE2, linear in time), format (date, date-time,
/// month, uri, email), $ref within the document, oneOf, anyOf, allOf.
/// A keyword outside this list is an error when the schema is compiled, so that nothing which
/// the contract promises goes unchecked.
namespace payung::api {

using Json = nlohmann::ordered_json;

/// One thing that is wrong.
struct Violation {
  std::string pointer;   ///< RFC 6901, "/items/0/amount"; "" is the whole body
  std::string keyword;   ///< "required", "pattern" ...: key of the text for people
  std::string expected;  ///< what would do: the missing field, the limit, the allowed words
};

class Schema {
 public:
  /// `document` holds what $ref points to and may go away afterwards.
  /// Errors: bad_rule naming the place (a keyword we do not know, a $ref to nowhere, a bad
  /// pattern).
  static Result<Schema> compile(const Json& schema, const Json& document);

  /// At most 20 violations, in document order; empty when it fits.
  std::vector<Violation> check(const Json& value) const;

 private:
  struct Node;
  friend class SchemaCompiler;
  friend class SchemaWalk;
  explicit Schema(std::shared_ptr<const Node> root);  // shared: see root_
  std::shared_ptr<const Node> root_;  // shared: a schema is copied with its operation
};

/// Parses a body. Depth and number of values are bounded, numbers outside 64 bits and duplicate
/// keys refused, so that no later reader sees another document than we checked.
/// Errors: bad_value, `where` the byte.
Result<Json> parse_json(std::string_view text, std::size_t depth_max = 32,
                        std::size_t values_max = 200'000);

}  // namespace payung::api
