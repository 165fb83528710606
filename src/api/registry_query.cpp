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

RegistryCondition none_of(RegistryCondition part) {
  RegistryCondition none;
  none.kind = Kind::none;
  none.parts.push_back(std::move(part));
  return none;
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
      return none_of(*std::move(part));
    }
    return tests(name, value);
  }

  Result<RegistryCondition> list(Kind kind, const std::string& name, const Json& value, int depth) {
    // "All of nothing" is how some ask for everybody.
    if (!value.is_array() || (value.empty() && kind != Kind::all)) {
      return bad(name, "a list of tests");
    }
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
      if (word == "type" && operand == "range") continue;  // OpenCRVS writes it beside gte and lte
      const bool unequal = word == "$ne" || word == "$neq" || word == "ne";
      const bool negated = unequal || word == "$nin";
      const auto compare =
          negated ? std::optional(unequal ? Compare::eq : Compare::in) : compare_named(word);
      if (!compare) return bad(name, "one of eq, gt, lt, ge, le, in");
      auto test = test_of(name, *compare, operand);
      if (!test) return test.error();
      all.parts.push_back(negated ? none_of(*std::move(test)) : *std::move(test));
    }
    if (all.parts.empty()) return bad(name, "a value");
    if (all.parts.size() == 1) return std::move(all.parts.front());
    return all;
  }

  std::size_t tests_ = 0;
};

/// {"id_type": "uin", "id_value": "1"}, an older form of OpenG2P's.
Result<RegistryCondition> pair_inside(const Json& value) {
  for (const char* start : {"id_", "identifier_"}) {
    const std::string type = std::string(start) + "type";
    const std::string content = std::string(start) + "value";
    if (!value.contains(type) || !value[type].is_string() || !value.contains(content)) continue;
    return test_of(value[type].get<std::string>(), Compare::eq, value[content]);
  }
  return bad("value", "a text or a whole number");
}

Result<RegistryCondition> identifier(const Json& query) {
  if (!query.is_object() || !query.contains("value") || !query.contains("type") ||
      !query["type"].is_string()) {
    return bad("query", "type and value");
  }
  const std::string type = query["type"].get<std::string>();
  if (type == "*" && query["value"] == "*") return RegistryCondition();
  if (query["value"].is_object()) return pair_inside(query["value"]);
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
  if (!inner->is_object()) return bad("expression", "an object with tests");
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
    both.parts = {*std::move(first), none_of(*std::move(second))};
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

/// The text of a GraphQL query; null where there is none.
const Json* graphql_text(const Json& query) {
  const Json* inner = &query;
  for (const char* name : {"value", "expression", "query"}) {
    if (inner->is_object() && inner->contains(name)) inner = &(*inner)[name];
  }
  if (!inner->is_string()) return nullptr;
  // {"type": "NIK", "value": "..."} is no query.
  const auto& text = inner->get_ref<const std::string&>();
  return text.find('{') == std::string::npos ? nullptr : inner;
}

std::string argument_name(const std::string& name) {
  if (name == "id") return "identifier";
  return name == "lastSyncDate" ? "last_updated" : name;
}

Result<std::int64_t> count_of(const std::string& name, const Json& value) {
  if (!value.is_number_integer() || value.get<std::int64_t>() < 0) {
    return bad(name, "a whole number from 0");
  }
  return value.get<std::int64_t>();
}

/// Whether the argument says how to answer, not whom to find.
Result<bool> read_control(const std::string& name, const Json& value, GraphqlQuestion& question) {
  if (name == "limit" || name == "first" || name == "offset") {
    const auto count = count_of(name, value);
    if (!count) return count.error();
    (name == "offset" ? question.offset : question.limit) = *count;
    return true;
  }
  if (name == "isGroup") {
    if (!value.is_boolean()) return bad(name, "true or false");
    question.groups = value.get<bool>();
    return true;
  }
  return name == "order" || name == "orderBy" || value.is_null();
}

/// Of a filter that does not say what it is.
std::string_view form_of(const Json& query) {
  if (query.is_array()) return "predicate";
  if (is_graphql("", query)) return "graphql";
  if (query.is_object() && query.contains("value") && !query["value"].is_object()) {
    return "idtype-value";
  }
  return "expression";
}

}  // namespace

Result<app::RegistryCondition> read_query(std::string_view query_type, const Json& query) {
  if (query_type.empty()) query_type = form_of(query);
  if (query_type == "expression" && query.is_array()) query_type = "predicate";
  if (is_graphql(query_type, query)) {
    auto read = read_graphql_query(query);
    if (!read) return read.error();
    return std::move(read->where);
  }
  if (query_type == "idtype-value") return identifier(query);
  if (query_type == "expression") return expression(query);
  if (query_type == "predicate") return predicate(query);
  return bad("query_type", "idtype-value, expression, predicate or graphql");
}

Result<app::RegistryCondition> read_enrolled_query(const Json& query) {
  const bool typed = query.is_object() && query.contains("type") && query.contains("value");
  if (query.is_array() || typed) return read_query("", query);
  return expression(query);
}

bool is_graphql(std::string_view query_type, const Json& query) {
  if (query_type == "graphql") return true;
  if (query_type == "idtype-value" || query_type == "predicate") return false;
  return graphql_text(query) != nullptr;
}

Result<GraphqlQuestion> read_graphql_query(const Json& query) {
  const Json* text = graphql_text(query);
  if (text == nullptr) return bad("query", "the text of a GraphQL query");
  auto parsed = parse_graphql(text->get_ref<const std::string&>());
  if (!parsed) return parsed.error();
  GraphqlQuestion question;
  question.query = *std::move(parsed);
  Json tests = Json::object();
  for (const auto& [name, value] : question.query.arguments.items()) {
    if (name == "identifier" && value.is_object() && value.contains("type")) {
      auto part = identifier(value);
      if (!part) return part.error();
      question.where.parts.push_back(*std::move(part));
    } else if (auto read = read_control(name, value, question); !read) {
      return read.error();
    } else if (!*read) {
      tests[argument_name(name)] = name == "lastSyncDate" ? Json{{"ge", value}} : value;
    }
  }
  for (const char* name : {"where", "filter"}) {
    if (!tests.contains(name)) continue;
    auto part = ObjectReader().object(tests[name], 0);
    if (!part) return part.error();
    question.where.parts.push_back(*std::move(part));
    tests.erase(name);
  }
  if (tests.empty()) return question;
  auto rest = ObjectReader().object(tests, 0);
  if (!rest) return rest.error();
  question.where.parts.push_back(*std::move(rest));
  return question;
}

}  // namespace payung::api
