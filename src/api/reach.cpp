#include "api/reach.hpp"

#include "identity/reach.hpp"
#include "store/member_pages.hpp"
#include "store/payers.hpp"

namespace payung::api {
namespace {

/// The payer that is asked for; of who is limited to one, that one. Empty: all.
std::string payer_wanted(const Call& call, const std::string& asked) {
  return asked.empty() ? call.caller.scope.payer.value_or("") : asked;
}

}  // namespace

Result<std::map<std::int64_t, allocation::Payer>> payers_in_reach(Call& call) {
  const auto all = store::payers(call.environment.database);
  if (!all) return all.error();
  std::map<std::int64_t, allocation::Payer> mine;
  for (const auto& payer : *all) {
    if (identity::reaches_money(call.caller.scope, payer.code, payer.area)) {
      mine.emplace(payer.id, payer);
    }
  }
  return mine;
}

Result<allocation::Payer> payer_in_reach(Call& call, const std::string& code) {
  auto payer = store::payer_by_code(call.environment.database, code);
  if (!payer) return payer.error();
  if (!*payer || !identity::reaches_money(call.caller.scope, (*payer)->code, (*payer)->area)) {
    return Error{Errc::not_found, "payer"};
  }
  return **std::move(payer);
}

Result<std::vector<std::int64_t>> member_page(Call& call, const MemberWish& wish) {
  auto& database = call.environment.database;
  const std::string code = payer_wanted(call, wish.payer);
  if (code.empty()) {
    return store::member_page(database, wish.order, std::nullopt, wish.after, wish.most);
  }
  if (!call.caller.scope.reaches_payer(code)) return std::vector<std::int64_t>{};
  const auto payer = store::payer_by_code(database, code);
  if (!payer) return payer.error();
  if (!*payer) return std::vector<std::int64_t>{};
  return store::member_page(database, wish.order, (*payer)->id, wish.after, wish.most);
}

Result<std::optional<app::ListedMember>> member_in_reach(Call& call, PeopleParts& parts,
                                                         std::int64_t person, Month month,
                                                         const std::string& payer) {
  const std::optional<app::ListedMember> none;
  const auto reached =
      app::reaches_person(call.environment, parts.index, call.caller.scope, person);
  if (!reached) return reached.error();
  if (!*reached) return none;
  auto one = app::member_in(call.environment, person, month);
  if (!one || !*one) return one;
  // Whom another one pays for by now is no longer this payer's to see.
  const std::string code = payer_wanted(call, payer);
  return code.empty() || (*one)->payer == code ? one : none;
}

}  // namespace payung::api
