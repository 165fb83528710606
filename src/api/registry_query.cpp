#include "api/registry_query.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

using app::Compare;
using app::RegistryCondition;
using Kind = RegistryCondition::Kind;

constexpr int kDepthMax = 16;
constexpr std::size_t kTestsMax = 200;

Error bad(std::string where, std::string what) {
  return {Errc::bad_value, std::move(where), std::move(what)};
}

std::optional<Compare> compare_named(std::string_view word) {
  if (word.starts_with('$')) word.remove_prefix(1);
  if (word == "eq") return Compare::eq;
  if (word == "gt") return Compare::gt;
  if (word == "lt") return Compare::lt;
  if (word == "ge" || word == "gte") return Compare::ge;
  if (word == "le" || word == "lte") return Compare::le;
  if (word == "in") return Compare::in;
  return std::nullopt;
}

Result<std::string> scalar(const std::string& where, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return bad(where, "a text or a whole number");
}

Result<std::vector<std::string>> values_of(const std::string& where, const Json& value) {
  std::vector<std::string> all;
  if (!value.is_array()) {
    auto one = scalar(where, value);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return all;
  }
  for (const Json& item : value) {
    auto one = scalar(where, item);
    if (!one) return one.error();
    all.push_back(*std::move(one));
  }
  return all;
}

Result<RegistryCondition> test_of(const std::string& attribute, Compare compare,
                                  const Json& value) {
  const auto values = values_of(attribute, value);
  if (!values) return values.error();
  return app::registry_test(attribute, compare, *values);
}

/// Reads {"$and": [...], "name": {"$eq": ...}}.
class ObjectReader {
 public:
  Result<RegistryCondition> object(const Json& query, int depth) {
    if (!query.is_object() || query.empty()) return bad("query", "an object with tests");
    if (depth > kDepthMax) return bad("query", "less deep");
    RegistryCondition all;
    for (const auto& [name, value] : query.items()) {
      auto part = member(name, value, depth);
      if (!part) return part.error();
      all.parts.push_back(*std::move(part));
    }
    if (all.parts.size() == 1) return std::move(all.parts.front());
    return all;
  }

 private:
  Result<RegistryCondition> member(const std::string& name, const Json& value, int depth) {
    if (name == "$and" || name == "and") return list(Kind::all, name, value, depth);
    if (name == "$or" || name == "or") return list(Kind::any, name, value, depth);
    if (name == "$nor") return list(Kind::none, name, value, depth);
    if (name == "$not" || name == "not") {
      auto part = object(value, depth + 1);
      if (!part) return part.error();
      RegistryCondition none;
      none.kind = Kind::none;
      none.parts.push_back(*std::move(part));
      return none;
    }
    return tests(name, value);
  }

  Result<RegistryCondition> list(Kind kind, const std::string& name, const Json& value, int depth) {
    if (!value.is_array() || value.empty()) return bad(name, "a list of tests");
    RegistryCondition made;
    made.kind = kind;
    for (const Json& item : value) {
      auto part = object(item, depth + 1);
      if (!part) return part.error();
      made.parts.push_back(*std::move(part));
    }
    return made;
  }

  Result<RegistryCondition> tests(const std::string& name, const Json& value) {
    if (++tests_ > kTestsMax) return bad("query", "at most 200 tests");
    if (!value.is_object()) return test_of(name, Compare::eq, value);
    RegistryCondition all;
    for (const auto& [word, operand] : value.items()) {
      const auto compare = compare_named(word);
      if (!compare) return bad(name, "one of eq, gt, lt, ge, le, in");
      auto test = test_of(name, *compare, operand);
      if (!test) return test.error();
      all.parts.push_back(*std::move(test));
    }
    if (all.parts.empty()) return bad(name, "a value");
    if (all.parts.size() == 1) return std::move(all.parts.front());
    return all;
  }

  std::size_t tests_ = 0;
};

Result<RegistryCondition> identifier(const Json& query) {
  if (!query.is_object() || !query.contains("value") || !query.contains("type") ||
      !query["type"].is_string()) {
    return bad("query", "type and value");
  }
  const std::string type = query["type"].get<std::string>();
  const auto field = app::registry_field(type);
  if (field != app::RegistryField::identifier && field != app::RegistryField::phone) {
    return bad("type", "NIK, UIN, NationalID, PayungID or MOBILE");
  }
  return test_of(type, Compare::eq, query["value"]);
}

Result<RegistryCondition> expression(const Json& query) {
  if (!query.is_object()) return bad("query", "type and value");
  const Json* inner = &query;
  if (inner->contains("value")) inner = &(*inner)["value"];
  if (inner->is_object() && inner->contains("expression")) inner = &(*inner)["expression"];
  if (!inner->is_object()) return bad("expression", "an object; GraphQL is not read here");
  if (inner->contains("collection")) {
    const Json& collection = (*inner)["collection"];
    if (collection == "Group" || collection == "Household") {
      return bad("collection", "Member or Beneficiary; no groups are kept here");
    }
  }
  if (inner->contains("query")) inner = &(*inner)["query"];
  return ObjectReader().object(*inner, 0);
}

Result<RegistryCondition> simple_test(const char* name, const Json& item) {
  const auto found = item.find(name);
  if (found == item.end() || !found->is_object()) return bad(name, "an expression");
  const Json& one = *found;
  if (!one.contains("attribute_name") || !one["attribute_name"].is_string() ||
      !one.contains("operator") || !one["operator"].is_string() ||
      !one.contains("attribute_value")) {
    return bad(name, "attribute_name, operator and attribute_value");
  }
  const auto compare = compare_named(one["operator"].get<std::string>());
  if (!compare) return bad("operator", "one of eq, gt, lt, ge, le, in");
  return test_of(one["attribute_name"].get<std::string>(), *compare, one["attribute_value"]);
}

Result<RegistryCondition> predicate_item(const Json& item) {
  if (!item.is_object()) return bad("query", "a list of predicates");
  auto first = simple_test("expression1", item);
  if (!first) return first.error();
  if (!item.contains("expression2")) return first;
  auto second = simple_test("expression2", item);
  if (!second) return second.error();
  const Json condition = item.value("condition", Json("and"));
  RegistryCondition both;
  if (condition == "or") {
    both.kind = Kind::any;
  } else if (condition == "not") {
    RegistryCondition none;
    none.kind = Kind::none;
    none.parts.push_back(*std::move(second));
    both.parts = {*std::move(first), std::move(none)};
    return both;
  } else if (condition != "and") {
    return bad("condition", "and, or or not");
  }
  both.parts = {*std::move(first), *std::move(second)};
  return both;
}

Result<RegistryCondition> predicate(const Json& query) {
  if (!query.is_array() || query.empty() || query.size() > kTestsMax) {
    return bad("query", "a list of 1 to 200 predicates");
  }
  RegistryCondition all;
  for (const Json& item : query) {
    auto one = predicate_item(item);
    if (!one) return one.error();
    all.parts.push_back(*std::move(one));
  }
  if (all.parts.size() == 1) return std::move(all.parts.front());
  return all;
}

/// Of a filter that does not say what it is.
std::string_view form_of(const Json& query) {
  if (query.is_array()) return "predicate";
  if (query.is_object() && query.contains("value") && !query["value"].is_object()) {
    return "idtype-value";
  }
  return "expression";
}

}  // namespace

Result<app::RegistryCondition> read_query(std::string_view query_type, const Json& query) {
  if (query_type.empty()) query_type = form_of(query);
  if (query_type == "idtype-value") return identifier(query);
  if (query_type == "expression") return expression(query);
  if (query_type == "predicate") return predicate(query);
  return bad("query_type", "idtype-value, expression or predicate");
}

Result<app::RegistryCondition> read_enrolled_query(const Json& query) {
  const bool typed = query.is_object() && query.contains("type") && query.contains("value");
  if (query.is_array() || typed) return read_query("", query);
  return expression(query);
}

}  // namespace payung::api
