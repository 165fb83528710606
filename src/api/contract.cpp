#include "api/contract.hpp"

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace payung::api {
namespace {

/// What a caller may meet at any operation, by status.
constexpr std::pair<const char*, const char*> kProblems[] = {
    {"400", "The request cannot be read: a parameter, a header or the JSON is malformed"},
    {"401", "Nobody is signed in, or the session or key has ended"},
    {"403", "Signed in, but this is not allowed for the role, or the CSRF token is missing"},
    {"404", "There is no such thing, or it is outside the caller's scope"},
    {"405", "The path does not know this method"},
    {"406", "No representation that the Accept header allows"},
    {"408", "The request came too slowly"},
    {"409", "It contradicts what is stored"},
    {"412", "The thing was changed since it was read (If-Match)"},
    {"413", "The body is larger than this operation takes"},
    {"414", "The address is longer than 4 KiB"},
    {"415", "The body has a media type that this operation does not take"},
    {"422", "The values do not fit: each one is named with what would do"},
    {"429", "Too many requests; Retry-After says when"},
    {"431", "The header fields are larger than 16 KiB"},
    {"500", "A fault of the server; nothing was stored"},
    {"503", "The server is busy or shutting down; Retry-After says when"}};

Json problem_responses() {
  Json responses = Json::object();
  for (const auto& [status, meaning] : kProblems) {
    Json& one = responses[std::string("Problem") + status];
    one["description"] = meaning;
    one["content"]["application/problem+json"]["schema"]["$ref"] = "#/components/schemas/Problem";
  }
  return responses;
}

Json shared_schemas() {
  return Json::parse(R"({
    "Problem": {
      "type": "object",
      "description": "RFC 9457 problem details",
      "required": ["type", "title", "status"],
      "properties": {
        "type": {"type": "string", "description": "tag:payung:<code>; stable"},
        "title": {"type": "string", "description": "What is wrong, in the reader's language"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do next"},
        "instance": {"type": "string", "description": "The request's id"},
        "errors": {"type": "array", "items": {
          "type": "object", "required": ["pointer", "code", "detail"],
          "properties": {
            "pointer": {"type": "string", "description": "Where in the request, /body/amount"},
            "code": {"type": "string"},
            "detail": {"type": "string", "description": "What would do"}}}}
      }
    }
  })");
}

Json shared_components() {
  Json components;
  components["schemas"] = shared_schemas();
  components["responses"] = problem_responses();
  components["parameters"] = Json::parse(R"({
    "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "required": true,
      "description": "One for each intended change; sent again it gets the first answer again",
      "schema": {"type": "string", "minLength": 8, "maxLength": 128, "pattern": "^[!-~]+$"}},
    "IfMatch": {"name": "If-Match", "in": "header", "required": false,
      "description": "The ETag of the state that the change is meant for",
      "schema": {"type": "string", "maxLength": 200,
        "pattern": "^(\\*|(W/)?\"[!#-~]*\"(, ?(W/)?\"[!#-~]*\")*)$"}}
  })");
  components["securitySchemes"] = Json::parse(R"({
    "session": {"type": "apiKey", "in": "cookie", "name": "payung_session",
      "description": "Set by signing in; writes also need the header X-CSRF-Token"},
    "bearer": {"type": "http", "scheme": "bearer", "description": "A personal API key"}
  })");
  return components;
}

}  // namespace

class ContractMaker {
 public:
  Status add(const ContractPart& part) {
    Json json;
    try {
      json = Json::parse(part.text);
    } catch (const Json::exception& error) {
      return Error{Errc::bad_rule, part.name, error.what()};
    }
    // Named, because what items() walks over must outlive the loop.
    const Json schemas = json.value("schemas", Json::object());
    const Json paths = json.value("paths", Json::object());
    for (const auto& [name, schema] : schemas.items()) {
      if (document_["components"]["schemas"].contains(name)) {
        return Error{Errc::bad_rule, part.name, "schema " + name + " stands twice"};
      }
      document_["components"]["schemas"][name] = schema;
    }
    for (const auto& [path, item] : paths.items()) {
      for (const auto& [method, operation] : item.items()) {
        Json& place = document_["paths"][path][method];
        if (!place.is_null()) {
          return Error{Errc::bad_rule, part.name, method + " " + path + " stands twice"};
        }
        place = operation;
        unused_.insert(method + " " + path);
      }
    }
    return {};
  }

  explicit ContractMaker(std::string_view version) {
    document_["openapi"] = "3.1.0";
    document_["info"] = {
        {"title", "Payung"},
        {"version", version},
        {"description", "Employment social security for informal workers: from lists to cover."},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
    document_["servers"] = Json::array({{{"url", "/"}}});
    document_["paths"] = Json::object();
    document_["components"] = shared_components();
  }

  Result<Operation> operation(const RouteFacts& route) {
    const std::string where = std::string(route.method) + " " + std::string(route.path);
    if (unused_.erase(where) == 0) return Error{Errc::bad_rule, where, "web/api does not say it"};
    Json& json = document_["paths"][std::string(route.path)][std::string(route.method)];
    stamp(route, json);
    Operation made;
    made.id_ = json.value("operationId", "");
    if (made.id_.empty() || !ids_.insert(made.id_).second) {
      return Error{Errc::bad_rule, where, "operationId is missing or stands twice"};
    }
    for (Json& parameter : json["parameters"]) name_ids(parameter);
    for (const Json& parameter : json["parameters"]) {
      if (const auto status = argument(parameter, where, made); !status) return status.error();
    }
    if (const auto status = path_named(route.path, made, where); !status) return status.error();
    if (const auto status = body(json, where, made); !status) return status.error();
    return made;
  }

  Status finish() const {
    if (unused_.empty()) return {};
    return Error{Errc::bad_rule, *unused_.begin(), "no route serves it"};
  }
  std::string text() const { return document_.dump(); }

 private:
  /// Names in a path are of plain characters, whatever their own schema says beside that.
  static void name_ids(Json& parameter) {
    if (parameter.value("in", "") != "path") return;
    Json& schema = parameter["schema"];
    if (schema.value("type", "") != "string" || schema.contains("pattern") ||
        schema.contains("enum") || schema.contains("format")) {
      return;
    }
    schema["pattern"] = "^[A-Za-z0-9_~-][A-Za-z0-9._:~-]{0,63}$";
  }

  /// Adds what every operation of this kind has.
  static void stamp(const RouteFacts& route, Json& json) {
    json["x-permission"] = route.permission;
    json["security"] = Json::array();
    if (route.permission != "open") {
      json["security"] = Json::parse(R"([{"session": []}, {"bearer": []}])");
    }
    if (!json.contains("parameters")) json["parameters"] = Json::array();
    const auto refer = [&](const char* name) {
      json["parameters"].push_back({{"$ref", std::string("#/components/parameters/") + name}});
    };
    if (route.writes) refer("IdempotencyKey");
    if (route.method != "get") refer("IfMatch");
    for (const auto& [status, unused] : kProblems) {
      if (json["responses"].contains(status)) continue;
      json["responses"][status] = {
          {"$ref", std::string("#/components/responses/Problem") + status}};
    }
  }

  Status argument(const Json& parameter, const std::string& where, Operation& made) {
    if (parameter.contains("$ref")) return argument(resolved(parameter), where, made);
    const std::string name = parameter.value("name", "");
    const std::string in = parameter.value("in", "");
    if (in != "query" && in != "path" && in != "header") {
      return Error{Errc::bad_rule, where, "parameter " + name};
    }
    Operation::Argument argument;
    argument.name = name;
    const Json& schema = resolved(parameter["schema"]);
    argument.list = schema.value("type", "") == "array";
    const Json& item = argument.list ? resolved(schema["items"]) : schema;
    argument.kind = item.value("type", "string");
    argument.required = in == "path" || parameter.value("required", false);
    if (schema.contains("default")) {
      argument.fallback = std::make_shared<const Json>(schema["default"]);
    }
    auto compiled = Schema::compile(parameter["schema"], document_);
    if (!compiled) {
      return Error{Errc::bad_rule, where + " " + name + " " + compiled.error().where,
                   compiled.error().detail};
    }
    argument.schema = *std::move(compiled);
    auto& place = in == "path" ? made.path_ : in == "query" ? made.query_ : made.headers_;
    place.push_back(std::move(argument));
    return {};
  }

  const Json& resolved(const Json& schema) const {
    if (!schema.contains("$ref")) return schema;
    return document_[Json::json_pointer(schema["$ref"].get<std::string>().substr(1))];
  }

  /// Every {name} of the path is declared, and nothing else is.
  static Status path_named(std::string_view path, const Operation& made, const std::string& where) {
    std::set<std::string> names;
    for (std::size_t open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
      names.emplace(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    for (const auto& argument : made.path_) {
      if (names.erase(argument.name) == 0) {
        return Error{Errc::bad_rule, where, argument.name + " is not in the path"};
      }
    }
    if (names.empty()) return {};
    return Error{Errc::bad_rule, where, *names.begin() + " is not declared"};
  }

  Status body(const Json& json, const std::string& where, Operation& made) {
    if (!json.contains("requestBody")) return {};
    const Json& request = json["requestBody"];
    made.body_required_ = request.value("required", false);
    for (const auto& [media, content] : request["content"].items()) {
      made.media_types_.push_back(media);
      if (media != "application/json") continue;
      auto compiled = Schema::compile(content["schema"], document_);
      if (!compiled) {
        return Error{Errc::bad_rule, where + " " + compiled.error().where, compiled.error().detail};
      }
      made.body_ = *std::move(compiled);
    }
    return {};
  }

  Json document_;
  std::set<std::string> unused_;
  std::set<std::string> ids_;
};

Result<Contract> Contract::make(std::span<const ContractPart> parts,
                                std::span<const RouteFacts> routes, std::string_view version) {
  try {
    ContractMaker maker(version);
    for (const ContractPart& part : parts) {
      if (const auto status = maker.add(part); !status) return status.error();
    }
    Contract contract;
    for (const RouteFacts& route : routes) {
      auto operation = maker.operation(route);
      if (!operation) return operation.error();
      contract.operations_.push_back(*std::move(operation));
    }
    if (const auto status = maker.finish(); !status) return status.error();
    contract.document_ = maker.text();
    return contract;
  } catch (const Json::exception& error) {
    return Error{Errc::bad_rule, "web/api", error.what()};
  }
}

namespace {

/// A text of the URL as the declared type; empty when it is none.
std::optional<Json> typed(const std::string& kind, const std::string& text) {
  if (kind == "string") return Json(text);
  if (kind == "boolean") {
    if (text == "true") return Json(true);
    if (text == "false") return Json(false);
    return std::nullopt;
  }
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return Json(number);
}

bool is_declared(const std::vector<std::string>& names, const std::string& name) {
  for (const auto& one : names) {
    if (one == name) return true;
  }
  return false;
}

}  // namespace

void Operation::read_one(const Argument& argument, const QueryPairs& from, const std::string& at,
                         std::vector<Violation>& found, Json& arguments) {
  Json value = argument.list ? Json::array() : Json();
  bool given = false;
  for (const auto& [name, text] : from) {
    if (name != argument.name) continue;
    if (given && !argument.list) {
      found.push_back({at, "once", argument.name});
      return;
    }
    given = true;
    auto one = typed(argument.kind, text);
    if (!one) {
      found.push_back({at, "type", argument.kind});
      return;
    }
    if (argument.list)
      value.push_back(*std::move(one));
    else
      value = *std::move(one);
  }
  if (!given) {
    if (argument.required) found.push_back({at, "required", argument.name});
    if (argument.fallback) arguments[argument.name] = *argument.fallback;
    return;
  }
  for (Violation& violation : argument.schema->check(value)) {
    violation.pointer.insert(0, at);
    found.push_back(std::move(violation));
  }
  arguments[argument.name] = std::move(value);
}

std::vector<Violation> Operation::read_arguments(const QueryPairs& path, const QueryPairs& query,
                                                 Json& arguments) const {
  arguments = Json::object();
  std::vector<Violation> found;
  for (const auto& argument : path_) {
    read_one(argument, path, "/path/" + argument.name, found, arguments);
  }
  std::vector<std::string> names;
  for (const auto& argument : query_) {
    names.push_back(argument.name);
    read_one(argument, query, "/query/" + argument.name, found, arguments);
  }
  for (const auto& [name, unused] : query) {
    if (is_declared(names, name)) continue;
    std::string known;
    for (const auto& one : names) known += (known.empty() ? "" : ", ") + one;
    found.push_back({"/query/" + name.substr(0, 64), "additionalProperties", known});
  }
  return found;
}

std::vector<Violation> Operation::read_headers(
    const std::function<std::optional<std::string_view>(std::string_view)>& find) const {
  std::vector<Violation> found;
  Json unused = Json::object();
  for (const auto& argument : headers_) {
    QueryPairs given;
    if (const auto value = find(argument.name)) given.emplace_back(argument.name, *value);
    read_one(argument, given, "/header/" + argument.name, found, unused);
  }
  return found;
}

std::vector<Violation> Operation::check_body(const Json& body) const {
  if (!body_) return {};
  auto found = body_->check(body);
  for (Violation& violation : found) violation.pointer.insert(0, "/body");
  return found;
}

}  // namespace payung::api
