#pragma once

#include <nlohmann/json.hpp>

#include "api/people_parts.hpp"
#include "api/service.hpp"
#include "app/person_history.hpp"

/// What the routes that show persons share.
namespace payung::api {

/// Errors: unsupported when the server was put together without people.
Result<PeopleParts*> people_parts(Call& call);
std::string person_id(const PeopleParts& parts, std::int64_t person);
/// The person of the path, if he is inside the caller's scope: an id that is none, somebody unknown
/// and somebody outside are answered alike. Errors: not_found.
Result<std::int64_t> person_in_scope(Call& call, const PeopleParts& parts);
/// The same for who may see everybody's log and data (privacy_manage), without the index.
Result<std::int64_t> person_of_path(Call& call, const PeopleParts& parts);

/// The person's name, for who may read people and reaches this one; null otherwise, and while the
/// index does not have somebody new. Errors: storage.
Result<Json> shown_name(Call& call, const PeopleParts& parts, std::int64_t person);

store::AccessEntry look(const Call& call, std::optional<std::int64_t> person, store::Seen seen,
                        std::string purpose, std::string subject = {});

/// Writes a look into the access log and notes it with the answer, so that it is written again
/// whenever the answer is given from memory. Errors: storage, then nothing may be shown.
Status tell(Call& call, PeopleParts& parts, store::AccessEntry entry);

Json identity_json(const app::IdentityAnswer& answer);
Json history_json(const PeopleParts& parts, const app::PersonHistory& history);
Json looks_json(const PeopleParts& parts, const std::vector<store::StoredAccess>& looks);

/// The words of a body's or query's field; empty when it is missing.
std::string text_of(const Json& object, const char* name);

}  // namespace payung::api
