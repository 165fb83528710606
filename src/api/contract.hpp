#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/json_schema.hpp"
#include "base/result.hpp"

/// The OpenAPI 3.1 document as the one contract: it is served, and each request is checked against
/// it, so what is written and what runs cannot differ. The parts stand in web/api/<area>.json, each
/// with "paths" and "schemas"; what all operations share (errors, sign-in, Idempotency-Key) is
/// added here.
namespace payung::api {

/// One file of web/api.
struct ContractPart {
  std::string name;
  std::string text;
};

/// What the contract must know of a route.
struct RouteFacts {
  std::string_view method;      ///< "get"
  std::string_view path;        ///< "/v1/payments/{payment}"
  std::string_view permission;  ///< "open" needs no sign-in
  bool writes = false;          ///< takes an Idempotency-Key
};

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

/// What one operation accepts.
class Operation {
 public:
  /// Path and query as one JSON object by name, with the declared types and defaults.
  /// Violations have pointers "/query/limit" and "/path/person".
  std::vector<Violation> read_arguments(const QueryPairs& path, const QueryPairs& query,
                                        Json& arguments) const;
  /// The declared header fields; `find` gives a field's value by name. Pointers "/header/If-Match".
  std::vector<Violation> read_headers(
      const std::function<std::optional<std::string_view>(std::string_view)>& find) const;
  /// The media types it takes; empty: no body.
  const std::vector<std::string>& media_types() const { return media_types_; }
  bool body_required() const { return body_required_; }
  /// For application/json. Pointers begin with "/body".
  std::vector<Violation> check_body(const Json& body) const;
  const std::string& id() const { return id_; }

 private:
  friend class ContractMaker;
  struct Argument {
    std::string name;
    std::string kind;  ///< integer, boolean, string; of the items when it is a list
    bool list = false;
    bool required = false;
    std::shared_ptr<const Json> fallback;  // shared: Json is incomplete here
    std::optional<Schema> schema;
  };
  static void read_one(const Argument& argument, const QueryPairs& from, const std::string& at,
                       std::vector<Violation>& found, Json& arguments);
  std::string id_;
  std::vector<Argument> path_;
  std::vector<Argument> query_;
  std::vector<Argument> headers_;
  std::vector<std::string> media_types_;
  bool body_required_ = false;
  std::optional<Schema> body_;
};

class Contract {
 public:
  /// The operations stand in the order of `routes`. Errors: bad_rule naming the part and place for
  /// a route without operation, an operation without route, or a schema that does not compile.
  static Result<Contract> make(std::span<const ContractPart> parts,
                               std::span<const RouteFacts> routes, std::string_view version);
  /// The OpenAPI document, as JSON text.
  const std::string& document() const { return document_; }
  const Operation& operation(std::size_t route) const { return operations_[route]; }

 private:
  std::string document_;
  std::vector<Operation> operations_;
};

}  // namespace payung::api
