#include "api/json_schema.hpp"

#include <re2/re2.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/date.hpp"

namespace payung::api {

namespace {

constexpr std::size_t kViolationsMax = 20;
constexpr int kDepthMax = 64;
constexpr std::size_t kNamesMax = 500;  // looking for a double one goes through them all

enum class Kind : std::uint8_t { null, boolean, integer, number, string, array, object };

std::optional<Kind> kind_named(std::string_view name) {
  if (name == "null") return Kind::null;
  if (name == "boolean") return Kind::boolean;
  if (name == "integer") return Kind::integer;
  if (name == "number") return Kind::number;
  if (name == "string") return Kind::string;
  if (name == "array") return Kind::array;
  if (name == "object") return Kind::object;
  return std::nullopt;
}

bool is_kind(const Json& value, Kind kind) {
  switch (kind) {
    case Kind::null: return value.is_null();
    case Kind::boolean: return value.is_boolean();
    case Kind::integer: return value.is_number_integer();
    case Kind::number: return value.is_number();
    case Kind::string: return value.is_string();
    case Kind::array: return value.is_array();
    case Kind::object: return value.is_object();
  }
  return false;
}

enum class Format : std::uint8_t { none, date, date_time, month, uri, email };

bool fits(Format format, const std::string& text) {
  static const RE2 date_time(
      R"(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2}))");
  static const RE2 uri(R"([A-Za-z][A-Za-z0-9+.-]*:[!-~]+)");
  static const RE2 email(R"([!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)");
  switch (format) {
    case Format::none: return true;
    case Format::date: return Date::parse(text).ok();
    case Format::date_time:
      return RE2::FullMatch(text, date_time) && Date::parse(text.substr(0, 10)).ok();
    case Format::month: return Month::parse(text).ok();
    case Format::uri: return RE2::FullMatch(text, uri);
    case Format::email: return RE2::FullMatch(text, email);
  }
  return false;
}

std::optional<Format> format_named(std::string_view name) {
  if (name == "date") return Format::date;
  if (name == "date-time") return Format::date_time;
  if (name == "month") return Format::month;
  if (name == "uri") return Format::uri;
  if (name == "email") return Format::email;
  return std::nullopt;
}

std::int64_t characters(std::string_view text) {
  std::int64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

/// RFC 6901: ~ and / inside a key are written ~0 and ~1.
std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

}  // namespace

struct Schema::Node {
  std::vector<Kind> kinds;
  std::vector<Json> allowed;
  std::optional<std::int64_t> minimum, maximum, length_min, length_max, items_min, items_max;
  Format format = Format::none;
  std::string format_name;
  std::unique_ptr<RE2> pattern;
  std::vector<std::pair<std::string, const Node*>> properties;
  std::vector<std::string> required;
  bool closed = false;  ///< no other properties
  const Node* others = nullptr;
  const Node* items = nullptr;
  std::vector<const Node*> all_of, any_of, one_of;
  /// Of the root only: every node there is; the nodes point at each other, also in circles.
  std::vector<std::unique_ptr<Node>> owned;

  const Node* property(std::string_view name) const {
    for (const auto& [key, node] : properties) {
      if (key == name) return node;
    }
    return nullptr;
  }
};

class SchemaCompiler {
 public:
  explicit SchemaCompiler(const Json& document) : document_(document) {}

  Result<const Schema::Node*> compile(const Json& schema, const std::string& where) {
    if (!schema.is_object()) return fault(where, "a schema is an object");
    if (schema.contains("$ref")) return follow(schema["$ref"].get<std::string>(), where);
    return build(schema, where, make());
  }

  std::vector<std::unique_ptr<Schema::Node>> take() { return std::move(nodes_); }

 private:
  static Error fault(const std::string& where, std::string detail) {
    return {Errc::bad_rule, where, std::move(detail)};
  }
  Schema::Node* make() {
    nodes_.push_back(std::make_unique<Schema::Node>());
    return nodes_.back().get();
  }

  Result<const Schema::Node*> follow(const std::string& reference, const std::string& where) {
    if (const auto known = by_reference_.find(reference); known != by_reference_.end()) {
      return known->second;
    }
    if (!reference.starts_with("#/")) return fault(where, "$ref to another document");
    const auto pointer = Json::json_pointer(reference.substr(1));
    if (!document_.contains(pointer)) return fault(where, "$ref to nowhere: " + reference);
    const Json& target = document_[pointer];
    if (target.contains("$ref")) {
      return follow(target["$ref"].get<std::string>(), where);
    }
    Schema::Node* node = make();
    by_reference_[reference] = node;  // before its parts: it may contain itself
    return build(target, reference, node);
  }

  Result<const Schema::Node*> build(const Json& schema, const std::string& where,
                                    Schema::Node* node) {
    for (const auto& [key, value] : schema.items()) {
      if (const auto status = keyword(key, value, where + "/" + key, *node); !status) {
        return status.error();
      }
    }
    return node;
  }

  Status keyword(const std::string& key, const Json& value, const std::string& where,
                 Schema::Node& node) {
    static const std::set<std::string, std::less<>> said_only{
        "title",    "description", "example",  "examples",      "default", "deprecated",
        "readOnly", "writeOnly",   "$comment", "discriminator", "xml",     "externalDocs"};
    if (said_only.contains(key) || key.starts_with("x-")) return {};
    if (limit(key, value, node)) return {};
    if (key == "type") return types(value, where, node);
    if (key == "enum" || key == "const") {
      if (key == "const")
        node.allowed.push_back(value);
      else
        node.allowed.assign(value.begin(), value.end());
      return {};
    }
    if (key == "format") return format(value.get<std::string>(), where, node);
    if (key == "pattern") return pattern(value.get<std::string>(), where, node);
    if (key == "properties") return properties(value, where, node);
    if (key == "required") {
      node.required = value.get<std::vector<std::string>>();
      return {};
    }
    if (key == "additionalProperties") {
      if (value.is_boolean()) {
        node.closed = !value.get<bool>();
        return {};
      }
      return one(value, where, node.others);
    }
    if (key == "items") return one(value, where, node.items);
    if (key == "allOf") return several(value, where, node.all_of);
    if (key == "anyOf") return several(value, where, node.any_of);
    if (key == "oneOf") return several(value, where, node.one_of);
    return fault(where, "this keyword is not checked by our validator");
  }

  static bool limit(const std::string& key, const Json& value, Schema::Node& node) {
    const std::pair<std::string_view, std::optional<std::int64_t> Schema::Node::*> limits[] = {
        {"minimum", &Schema::Node::minimum},      {"maximum", &Schema::Node::maximum},
        {"minLength", &Schema::Node::length_min}, {"maxLength", &Schema::Node::length_max},
        {"minItems", &Schema::Node::items_min},   {"maxItems", &Schema::Node::items_max}};
    for (const auto& [name, member] : limits) {
      if (key != name || !value.is_number_integer()) continue;
      node.*member = value.get<std::int64_t>();
      return true;
    }
    return false;
  }

  static Status types(const Json& value, const std::string& where, Schema::Node& node) {
    const auto add = [&](const Json& name) {
      const auto kind = kind_named(name.get<std::string>());
      if (kind) node.kinds.push_back(*kind);
      return kind.has_value();
    };
    if (value.is_string()) return add(value) ? Status{} : fault(where, "no such type");
    for (const auto& name : value) {
      if (!add(name)) return fault(where, "no such type");
    }
    return {};
  }

  static Status format(const std::string& name, const std::string& where, Schema::Node& node) {
    // Formats that say how a number or a secret is shown, not what is allowed.
    if (name == "int64" || name == "int32" || name == "password" || name == "binary") return {};
    const auto format = format_named(name);
    if (!format) return fault(where, "no such format");
    node.format = *format;
    node.format_name = name;
    return {};
  }

  static Status pattern(const std::string& text, const std::string& where, Schema::Node& node) {
    RE2::Options options;
    options.set_log_errors(false);
    node.pattern = std::make_unique<RE2>(text, options);
    return node.pattern->ok() ? Status{} : fault(where, node.pattern->error());
  }

  Status properties(const Json& value, const std::string& where, Schema::Node& node) {
    for (const auto& [name, schema] : value.items()) {
      const auto compiled = compile(schema, where + "/" + name);
      if (!compiled) return compiled.error();
      node.properties.emplace_back(name, *compiled);
    }
    return {};
  }

  Status one(const Json& value, const std::string& where, const Schema::Node*& out) {
    const auto compiled = compile(value, where);
    if (!compiled) return compiled.error();
    out = *compiled;
    return {};
  }

  Status several(const Json& value, const std::string& where,
                 std::vector<const Schema::Node*>& out) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto compiled = compile(value[i], where + "/" + std::to_string(i));
      if (!compiled) return compiled.error();
      out.push_back(*compiled);
    }
    return {};
  }

  const Json& document_;
  std::vector<std::unique_ptr<Schema::Node>> nodes_;
  std::map<std::string, const Schema::Node*> by_reference_;
};

class SchemaWalk {
 public:
  std::vector<Violation> found;

  void check(const Schema::Node& node, const Json& value, const std::string& at, int depth) {
    if (found.size() >= kViolationsMax) return;
    if (depth > kDepthMax) return add(at, "depth", std::to_string(kDepthMax));
    if (!right_kind(node, value)) return add(at, "type", kinds_text(node));
    if (!node.allowed.empty() && !allowed(node, value)) add(at, "enum", allowed_text(node));
    if (value.is_string()) check_text(node, value.get_ref<const std::string&>(), at);
    if (value.is_number_integer()) check_number(node, value, at);
    if (value.is_array()) check_array(node, value, at, depth);
    if (value.is_object()) check_object(node, value, at, depth);
    check_choices(node, value, at, depth);
  }

 private:
  void add(const std::string& at, std::string keyword, std::string expected) {
    if (found.size() < kViolationsMax) {
      found.push_back({at, std::move(keyword), std::move(expected)});
    }
  }

  static bool right_kind(const Schema::Node& node, const Json& value) {
    if (node.kinds.empty()) return true;
    for (const Kind kind : node.kinds) {
      if (is_kind(value, kind)) return true;
    }
    return false;
  }
  static std::string kinds_text(const Schema::Node& node) {
    static constexpr std::string_view names[] = {"null",   "boolean", "integer", "number",
                                                 "string", "array",   "object"};
    std::string text;
    for (const Kind kind : node.kinds) {
      text += text.empty() ? "" : ", ";
      text += names[static_cast<std::size_t>(kind)];
    }
    return text;
  }
  static bool allowed(const Schema::Node& node, const Json& value) {
    for (const Json& one : node.allowed) {
      if (one == value) return true;
    }
    return false;
  }
  static std::string allowed_text(const Schema::Node& node) {
    std::string text;
    for (const Json& one : node.allowed) {
      text += text.empty() ? "" : ", ";
      text += one.is_string() ? one.get<std::string>() : one.dump();
    }
    return text;
  }

  void check_text(const Schema::Node& node, const std::string& text, const std::string& at) {
    if (node.length_min || node.length_max) {
      const std::int64_t length = characters(text);
      if (node.length_min && length < *node.length_min) {
        add(at, "minLength", std::to_string(*node.length_min));
      }
      if (node.length_max && length > *node.length_max) {
        return add(at, "maxLength", std::to_string(*node.length_max));
      }
    }
    if (node.pattern && !RE2::PartialMatch(text, *node.pattern)) {
      add(at, "pattern", node.pattern->pattern());
    }
    if (!fits(node.format, text)) add(at, "format", node.format_name);
  }

  void check_number(const Schema::Node& node, const Json& value, const std::string& at) {
    // parse_json lets no number above 2^63-1 in, so the signed reading is exact.
    const auto number = value.get<std::int64_t>();
    if (node.minimum && number < *node.minimum) add(at, "minimum", std::to_string(*node.minimum));
    if (node.maximum && number > *node.maximum) add(at, "maximum", std::to_string(*node.maximum));
  }

  void check_array(const Schema::Node& node, const Json& value, const std::string& at, int depth) {
    const auto size = static_cast<std::int64_t>(value.size());
    if (node.items_min && size < *node.items_min) {
      add(at, "minItems", std::to_string(*node.items_min));
    }
    if (node.items_max && size > *node.items_max) {
      return add(at, "maxItems", std::to_string(*node.items_max));
    }
    if (node.items == nullptr) return;
    for (std::size_t i = 0; i < value.size() && found.size() < kViolationsMax; ++i) {
      check(*node.items, value[i], at + "/" + std::to_string(i), depth + 1);
    }
  }

  void check_object(const Schema::Node& node, const Json& value, const std::string& at, int depth) {
    for (const std::string& name : node.required) {
      if (!value.contains(name)) add(at, "required", name);
    }
    for (const auto& [key, field] : value.items()) {
      if (found.size() >= kViolationsMax) return;
      const Schema::Node* known = node.property(key);
      if (known == nullptr) known = node.others;
      if (known != nullptr) {
        check(*known, field, at + "/" + escaped(key), depth + 1);
      } else if (node.closed) {
        add(at + "/" + escaped(key), "additionalProperties", known_text(node));
      }
    }
  }
  static std::string known_text(const Schema::Node& node) {
    std::string text;
    for (const auto& [name, unused] : node.properties) {
      text += text.empty() ? "" : ", ";
      text += name;
    }
    return text;
  }

  static bool fits_one(const Schema::Node& node, const Json& value, int depth) {
    SchemaWalk walk;
    walk.check(node, value, "", depth + 1);
    return walk.found.empty();
  }

  void check_choices(const Schema::Node& node, const Json& value, const std::string& at,
                     int depth) {
    for (const Schema::Node* part : node.all_of) check(*part, value, at, depth + 1);
    const auto fitting = [&](const std::vector<const Schema::Node*>& choices) {
      int count = 0;
      for (const Schema::Node* choice : choices) count += fits_one(*choice, value, depth) ? 1 : 0;
      return count;
    };
    if (!node.any_of.empty() && fitting(node.any_of) == 0) {
      closest(node.any_of, value, at, depth, "anyOf");
    }
    if (!node.one_of.empty()) {
      const int count = fitting(node.one_of);
      if (count == 0) closest(node.one_of, value, at, depth, "oneOf");
      if (count > 1) add(at, "oneOf", "exactly one form");
    }
  }

  /// With one choice its own violations say more than "none fits".
  void closest(const std::vector<const Schema::Node*>& choices, const Json& value,
               const std::string& at, int depth, const char* keyword) {
    if (choices.size() == 1) return check(*choices[0], value, at, depth + 1);
    add(at, keyword, std::to_string(choices.size()) + " forms");
  }
};

Schema::Schema(std::shared_ptr<const Node> root) : root_(std::move(root)) {}  // shared: see root_

Result<Schema> Schema::compile(const Json& schema, const Json& document) {
  SchemaCompiler compiler(document);
  try {
    const auto root = compiler.compile(schema, "#");
    if (!root) return root.error();
    // The root that is handed out only holds all nodes and repeats the first.
    auto holder = std::make_shared<Node>();
    holder->all_of.push_back(*root);
    holder->owned = compiler.take();
    return Schema(std::move(holder));
  } catch (const Json::exception& error) {
    return Error{Errc::bad_rule, "schema", error.what()};
  }
}

std::vector<Violation> Schema::check(const Json& value) const {
  SchemaWalk walk;
  walk.check(*root_, value, "", 0);
  return std::move(walk.found);
}

namespace {

/// Builds the document itself, since the library's own builder knows no bounds.
class BoundedReader {
 public:
  BoundedReader(std::size_t depth_max, std::size_t values_max)
      : depth_max_(depth_max), values_max_(values_max) {}

  Json root;
  std::string problem;
  std::size_t problem_at = 0;

  bool null() { return put(nullptr) != nullptr; }
  bool boolean(bool value) { return put(value) != nullptr; }
  bool number_integer(std::int64_t value) { return put(value) != nullptr; }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return refuse("a number beyond 64 bits");
    return put(static_cast<std::int64_t>(value)) != nullptr;
  }
  bool number_float(double value, const std::string& text) {
    const bool whole = text.find_first_of(".eE") == std::string::npos;
    if (whole || !std::isfinite(value)) return refuse("a number beyond 64 bits");
    return put(value) != nullptr;
  }
  bool string(std::string& value) {
    if (value.find('\0') != std::string::npos) return refuse("a text with a NUL character");
    return put(std::move(value)) != nullptr;
  }
  bool binary(Json::binary_t&) { return refuse("binary data"); }
  bool start_object(std::size_t) { return enter(Json::object()); }
  bool start_array(std::size_t) { return enter(Json::array()); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }
  bool key(std::string& name) {
    if (name.find('\0') != std::string::npos) return refuse("a name with a NUL character");
    if (open_.back()->size() >= kNamesMax) return refuse("too many names in one object");
    if (open_.back()->contains(name)) return refuse("the same name twice");
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    problem = "it is no JSON (RFC 8259)";
    problem_at = position;
    return false;
  }

 private:
  bool refuse(std::string why) {
    problem = std::move(why);
    return false;
  }
  bool enter(Json value) {
    if (open_.size() >= depth_max_) return refuse("nested too deep");
    Json* placed = put(std::move(value));
    if (placed == nullptr) return false;
    open_.push_back(placed);
    return true;
  }
  bool leave() {
    open_.pop_back();
    return true;
  }
  Json* put(Json value) {
    if (++values_ > values_max_) {
      refuse("too many values");
      return nullptr;
    }
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& into = *open_.back();
    if (into.is_array()) {
      into.push_back(std::move(value));
      return &into.back();
    }
    return &(into[key_] = std::move(value));
  }

  std::size_t depth_max_;
  std::size_t values_max_;
  std::size_t values_ = 0;
  std::vector<Json*> open_;  ///< from the root to where we are
  std::string key_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::size_t depth_max, std::size_t values_max) {
  BoundedReader reader(depth_max, values_max);
  if (!Json::sax_parse(text.begin(), text.end(), &reader)) {
    return Error{Errc::bad_value, "byte " + std::to_string(reader.problem_at), reader.problem};
  }
  return std::move(reader.root);
}

}  // namespace payung::api
