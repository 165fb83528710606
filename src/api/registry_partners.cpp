// Who may speak as which sender_id, with which key, and where its answers go.
#include "api/people_common.hpp"
#include "api/registry_handlers.hpp"
#include "db/sha256.hpp"
#include "secrets/public_key.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/registry.hpp"

namespace payung::api {
namespace {

Result<Json> partner_json(Call& call, const store::RegistryPartner& partner) {
  const auto account = store::account_by_number(call.environment.database, partner.account);
  if (!account) return account.error();
  return Json{
      {"sender_id", partner.sender_id},
      {"account", *account ? Json((*account)->public_id) : Json(nullptr)},
      {"public_key", partner.public_key.empty() ? Json(nullptr) : Json(partner.public_key)},
      {"callback_uri", partner.callback_uri.empty() ? Json(nullptr) : Json(partner.callback_uri)},
      {"answers", partner.answers_signed ? "signed" : "unsigned"}};
}

Status tell(Call& call, const char* action, const std::string& sender, const std::string& detail) {
  const std::string subject = "registry_partner " + sender;
  return store::audit(call.environment.database,
                      {call.environment.now, call.environment.actor, action, subject, detail});
}

}  // namespace

Result<Reply> list_partners(Call& call) {
  const auto all = store::registry_partners(call.environment.database);
  if (!all) return all.error();
  Json items = Json::array();
  for (const store::RegistryPartner& one : *all) {
    auto made = partner_json(call, one);
    if (!made) return made.error();
    items.push_back(*std::move(made));
  }
  return reply({{"items", std::move(items)}});
}

namespace {

Result<Reply> put(Call& call, const std::string& sender) {
  const auto account =
      store::account_by_public_id(call.environment.database, text_of(call.body, "account"));
  if (!account) return account.error();
  if (!*account || (*account)->role != identity::Role::machine) {
    return Error{Errc::not_found, "account", "of a machine"};
  }
  const store::RegistryPartner partner{sender, (*account)->id, text_of(call.body, "public_key"),
                                       text_of(call.body, "callback_uri"),
                                       text_of(call.body, "answers") != "unsigned"};
  std::string key_told = ", unsigned";
  if (!partner.public_key.empty()) {
    const auto key = secrets::PublicKey::parse(partner.public_key);
    if (!key) return key.error();
    // PEM has several lines; the trail names it by its digest.
    key_told =
        ", " + std::string(key->algorithm()) + " key sha256 " + db::sha256(partner.public_key);
  }
  const auto done = store::put_registry_partner(call.environment.database, partner,
                                                call.environment.now, call.environment.actor);
  if (!done) return done.error();
  const std::string detail = "account=" + std::to_string(partner.account) + key_told +
                             (partner.answers_signed ? "" : ", answered unsigned");
  if (auto told = tell(call, "put_registry_partner", partner.sender_id, detail); !told) {
    return told.error();
  }
  const auto made = partner_json(call, partner);
  if (!made) return made.error();
  return reply(*made);
}

Result<Reply> remove(Call& call, const std::string& sender) {
  const auto gone = store::remove_registry_partner(call.environment.database, sender);
  if (!gone) return gone.error();
  if (!*gone) return Error{Errc::not_found, "sender_id"};
  if (auto told = tell(call, "remove_registry_partner", sender, ""); !told) return told.error();
  return reply({{"removed", true}});
}

}  // namespace

Result<Reply> put_partner(Call& call) { return put(call, text_of(call.arguments, "sender")); }

Result<Reply> add_partner(Call& call) { return put(call, text_of(call.body, "sender_id")); }

Result<Reply> remove_partner(Call& call) { return remove(call, text_of(call.arguments, "sender")); }

Result<Reply> remove_named_partner(Call& call) {
  return remove(call, text_of(call.arguments, "sender_id"));
}

}  // namespace payung::api
