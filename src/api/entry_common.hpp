#pragma once

#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "app/entries.hpp"

/// What the routes of entries share.
namespace payung::api {

std::span<const Route> entry_routes();        ///< people entered one by one
std::span<const Route> entry_photo_routes();  ///< photos of their identity cards

struct FoundEntry {
  store::Entry entry;
  store::Sender sender;
};
/// The entry of the path, if its sender is inside the caller's scope: an id that is none, one of
/// another sender and one that is not there are answered alike. Errors: not_found.
Result<FoundEntry> entry_in_scope(Call& call);

/// Masked. Whoever shows it records the look (record_entry_look).
Result<Json> entry_json(Call& call, const store::Entry& entry);
Status record_entry_look(Call& call, const store::Entry& entry);

}  // namespace payung::api
