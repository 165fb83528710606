#include "api/ids.hpp"

namespace payung::api {
namespace {

const secrets::Vault& vault_of(const Call& call) {
  const PeopleParts* parts = call.service.parts().people;
  PAYUNG_CHECK(parts != nullptr);
  return parts->ids;
}

Result<std::int64_t> read(const Call& call, std::string_view kind, const std::string& id) {
  const auto number = vault_of(call).number_of(kind, id);
  if (!number) return Error{Errc::not_found, std::string(kind)};
  return *number;
}

}  // namespace

views::Ids ids_of(const Call& call) {
  const secrets::Vault& vault = vault_of(call);
  return [&vault](std::string_view kind, std::int64_t number) {
    return Json(vault.public_id(kind, number));
  };
}

std::string id_of(const Call& call, std::string_view kind, std::int64_t number) {
  return vault_of(call).public_id(kind, number);
}

Result<std::int64_t> number_of(const Call& call, std::string_view kind, const char* argument) {
  return read(call, kind, text_of(call.arguments, argument));
}

Result<std::int64_t> cursor_of(const Call& call, std::string_view kind, const char* argument) {
  const std::string id = text_of(call.arguments, argument);
  if (id.empty()) return 0;
  return read(call, kind, id);
}

Result<std::int64_t> number_in_body(const Call& call, std::string_view kind, const char* field) {
  return read(call, kind, text_of(call.body, field));
}

}  // namespace payung::api
