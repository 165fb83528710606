#include "app/reach.hpp"

#include "store/lists.hpp"
#include "store/payments.hpp"

namespace payung::app {
namespace {

Result<std::string> name_of(Environment& environment, const NamedLimit& limit) {
  if (limit.kind == "region") {
    const auto code = RegionCode::parse(limit.value);
    const Region* region = code ? environment.regions.find(*code) : nullptr;
    return region == nullptr ? std::string() : std::string(region->name);
  }
  if (limit.kind == "sender") {
    const auto sender = store::find_sender(environment.database, limit.value);
    if (!sender) return sender.error();
    return *sender ? (*sender)->name : std::string();
  }
  if (limit.kind == "payer") {
    const auto payer = store::billed_payer(environment.database, limit.value);
    if (payer) return payer->name;
    if (payer.error().code == Errc::not_found) return std::string();
    return payer.error();
  }
  return std::string();
}

}  // namespace

Result<std::vector<NamedLimit>> named_reach(Environment& environment,
                                            const identity::Scope& scope) {
  std::vector<NamedLimit> reach;
  for (const auto& [kind, value] : identity::limits_of(scope)) {
    NamedLimit limit{kind, value, {}};
    auto name = name_of(environment, limit);
    if (!name) return name.error();
    limit.name = *std::move(name);
    reach.push_back(std::move(limit));
  }
  return reach;
}

}  // namespace payung::app
