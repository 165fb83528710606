// links: base intake db/sha256.cpp secrets adapters/text adapters/http/message.cpp
// and: api/json_schema.cpp api/problem.cpp api/registry_forms.cpp api/registry_query.cpp
// and: api/registry_signature.cpp with re2 libsodium libcrypto
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "adapters/assets/assets.hpp"
#include "api/json_schema.hpp"
#include "api/registry_forms.hpp"
#include "api/registry_query.hpp"
#include "api/registry_signature.hpp"
#include "check.hpp"

namespace payung::assets {

/// The contract, read from the project instead of the binary.
std::optional<std::string_view> find(std::string_view path) {
  static std::map<std::string, std::string, std::less<>> files;
  if (const auto known = files.find(path); known != files.end()) return known->second;
  std::ifstream file(std::string(PAYUNG_FUZZ_PROJECT) + "/" + std::string(path));
  std::stringstream text;
  text << file.rdbuf();
  return files.emplace(path, text.str()).first->second;
}

std::vector<Asset> under(std::string_view) { return {}; }

}  // namespace payung::assets

namespace {

using payung::api::DciAction;
using payung::api::Json;

/// The first of these that an object has, or null.
Json part(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? Json(nullptr) : *found;
}

}  // namespace

/// Any JSON is a message of the standard or refused with its code; any query is a tree or refused;
/// a signature over what came never holds for a key that signed nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(payung::api::from_base64(text));
  const auto body = payung::api::parse_json(text);
  if (!body) return 0;
  for (const auto action :
       {DciAction::search, DciAction::subscribe, DciAction::unsubscribe, DciAction::txn_status,
        DciAction::enrolled, DciAction::notify, DciAction::on_search}) {
    const auto refusal = payung::api::check_form(action, *body);
    if (refusal) FUZZ_CHECK(refusal->code.starts_with("err."));
  }
  for (const char* type : {"", "idtype-value", "expression", "predicate", "sql"}) {
    const auto tree = payung::api::read_query(type, *body);
    if (!tree) FUZZ_CHECK(tree.error().code == payung::Errc::bad_value);
  }
  static_cast<void>(payung::api::read_enrolled_query(*body));
  const std::string key(32, '\x07');
  const Json header = part(*body, "header");
  const Json message = part(*body, "message");
  const Json signature = part(*body, "signature");
  const std::string signed_by =
      signature.is_string() ? signature.get<std::string>() : std::string(text);
  FUZZ_CHECK(
      !payung::api::signature_holds(key, "sender", signed_by, header, message, {1'700'000'000}));
  return 0;
}
