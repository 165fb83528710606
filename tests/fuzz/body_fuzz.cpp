// links: base api/json_schema.cpp with re2
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "api/json_schema.hpp"
#include "check.hpp"

namespace {

using payung::api::Json;

payung::api::Schema form() {
  const Json schema = Json::parse(R"({
    "type": "object", "additionalProperties": false, "required": ["nik"],
    "properties": {
      "nik": {"type": "string", "pattern": "^[0-9]{16}$"},
      "born": {"type": "string", "format": "date"},
      "amount": {"type": "integer", "minimum": 1, "maximum": 1000000},
      "kind": {"oneOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]},
      "items": {"type": "array", "maxItems": 3, "items": {"$ref": "#/one"}}}})");
  const Json document = Json::parse(R"({"one": {"type": "object", "required": ["id"],
    "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 8}}}})");
  return *payung::api::Schema::compile(schema, document);
}

}  // namespace

/// Any bytes are a body or none; what is taken is read alike again, and checking it never fails.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const payung::api::Schema schema = form();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto body = payung::api::parse_json(text);
  if (!body) return 0;
  FUZZ_CHECK(schema.check(*body).size() <= 20);
  const auto again = payung::api::parse_json(body->dump());
  FUZZ_CHECK(again.ok());
  FUZZ_CHECK(again->dump() == body->dump());
  // A body that fits is an object with a NIK of sixteen digits.
  if (schema.check(*body).empty()) {
    FUZZ_CHECK(body->at("nik").get<std::string>().size() == 16);
  }
  // Bytes from outside as a schema: compiled or refused, never a crash.
  static_cast<void>(payung::api::Schema::compile(*body, *body));
  return 0;
}
