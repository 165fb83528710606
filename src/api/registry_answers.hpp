#pragma once

#include "api/people_parts.hpp"
#include "api/registry_forms.hpp"
#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "app/registry_search.hpp"

/// From a message to the message that answers it; the same whether it is sent at once or later by
/// callback.
namespace payung::api {

struct RegistryDesk {
  PeopleParts& people;
  const app::IdentityContext& identity;
};

struct DciAnswer {
  Json message;
  DciResult result;
  /// Each part with its reference id and status, without persons: what a status question is told.
  Json outcome = Json::array();
};

/// Errors everywhere: storage, integrity; what is wrong with a part of a message stands in the
/// answer.
Result<DciAnswer> answer_search(const RegistryDesk& desk, app::Environment& environment,
                                const identity::Caller& caller, const Heard& heard);
/// Writes: inside the caller's transaction.
Result<DciAnswer> answer_subscribe(const RegistryDesk& desk, app::Environment& environment,
                                   const identity::Caller& caller, const Heard& heard);
Result<DciAnswer> answer_unsubscribe(app::Environment& environment, const identity::Caller& caller,
                                     const Heard& heard);
Result<DciAnswer> answer_status(app::Environment& environment, const identity::Caller& caller,
                                const Heard& heard);
Result<DciAnswer> answer_enrolled(const RegistryDesk& desk, app::Environment& environment,
                                  const identity::Caller& caller, const Heard& heard);
/// Writes: inside the caller's transaction.
Result<DciAnswer> answer_enrolment_updates(const RegistryDesk& desk, app::Environment& environment,
                                           const identity::Caller& caller, const Heard& heard);

/// The message of a whole-message refusal of a synchronous route: it can be read as the answer's
/// own form (with one rejected part) and as an acknowledgement with an error.
Json refused_answer(DciAction action, std::string_view now, const std::string& transaction_id,
                    const std::string& correlation_id, const DciRefusal& refusal);

/// One person as a record of that registry. `record_type`: as asked; empty: the usual one.
Json registry_record(Registry registry, std::string_view record_type,
                     const app::RegistryPerson& person);
/// One person with the names that OpenG2P's registries use ("givenName", "regIds").
Json registrant_record(const app::RegistryPerson& person);
/// What the record is called.
std::string_view record_name(Registry registry, std::string_view record_type);

/// Which changes a subscription hears of.
enum class RegistryHears : std::uint8_t { registrations, changes };
/// Errors: bad_value for an event that does not happen here (a birth).
Result<RegistryHears> hears_of(std::string_view event_type);

}  // namespace payung::api
