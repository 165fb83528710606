// Photos of identity cards: taken in by what their bytes are, kept sealed, shown to who may see
// people in full, each look recorded.
#include <chrono>

#include "api/entry_common.hpp"
#include "api/sent_files.hpp"
#include "api/work_parts.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// A phone's own photo; the village page makes it smaller before it goes.
constexpr std::int64_t kBytesMax = std::int64_t{6} << 20;
constexpr std::chrono::milliseconds kPatience{10'000};

Json photo_json(const Call& call, const store::EntryPhoto& photo) {
  return {{"id", id_of(call, "photo", photo.id)},
          {"media_type", photo.media_type},
          {"bytes", photo.bytes},
          {"sha256", photo.sha256},
          {"at", photo.recorded_at}};
}

/// The call with a connection that may write.
Result<store::EntryPhoto> write_down(Call& call, const std::string& sha256,
                                     const std::string& type) {
  auto lease = call.service.parts().writers.borrow_within(kPatience);
  if (!lease) return lease.error();
  const app::Environment& is = call.environment;
  app::Environment environment{**lease,  is.rules, is.regions, is.progress,
                               is.today, is.now,   is.actor};
  Call inner{call.request, call.arguments, call.body,     call.caller,
             environment,  call.service,   call.language, call.looks};
  const auto found = entry_in_scope(inner);
  if (!found) return found.error();
  return app::add_entry_photo(environment, {0,
                                            found->entry.id,
                                            sha256,
                                            type,
                                            static_cast<std::int64_t>(call.request.body_bytes),
                                            {},
                                            {}});
}

/// Whose space it takes. Nothing is kept of who may not send it. Errors: those of entry_in_scope.
Result<FileOwner> owner_of(Call& call, const WorkParts& parts) {
  const auto reading = ReadingCall::open(call);
  if (!reading) return reading.error();
  const auto found = entry_in_scope((*reading)->call());
  if (!found) return found.error();
  return account_owner((*reading)->call(), parts);
}

Result<Reply> add(Call& call) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  const auto owner = owner_of(call, **parts);
  if (!owner) return owner.error();
  const auto file = keep_sent(call, SentKind::image, *owner);
  if (!file) return file.error();
  const auto added = write_down(call, file->sha256, file->media_type);
  if (!added) return added.error();
  if (const Status kept = file->taken->written_down(); !kept) return kept.error();
  return reply(photo_json(call, *added), 201);
}

Result<Reply> list(Call& call) {
  const auto found = entry_in_scope(call);
  if (!found) return found.error();
  const auto photos = store::entry_photos(call.environment.database, found->entry.id);
  if (!photos) return photos.error();
  Json items = Json::array();
  for (const auto& photo : *photos) items.push_back(photo_json(call, photo));
  return reply({{"items", std::move(items)}});
}

Result<Reply> show(Call& call) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  const auto found = entry_in_scope(call);
  if (!found) return found.error();
  const auto number = number_of(call, "photo", "photo");
  if (!number) return number.error();
  const auto photo = store::entry_photo(call.environment.database, *number);
  if (!photo || photo->entry != found->entry.id) return Error{Errc::not_found, "photo"};
  const auto copy = (*parts)->files.take_out(photo->sha256);
  if (!copy) return copy.error();
  const auto people = people_parts(call);
  if (!people) return people.error();
  const auto recorded =
      (*people)->access.add(look(call, found->entry.person, store::Seen::exported, "entries",
                                 "entry_photo " + std::to_string(photo->id)));
  if (!recorded) return recorded.error();
  return kept_file(*copy, "ktp", photo->media_type);
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/entries/{entry}/photos", Permission::lists_write, Effect::own, add,
     Pace::slow, kBytesMax, true},
    {Method::get, "/v1/entries/{entry}/photos", Permission::lists_read, Effect::read, list},
    {Method::get, "/v1/entries/{entry}/photos/{photo}", Permission::people_unmask, Effect::read,
     show},
};

}  // namespace

std::span<const Route> entry_photo_routes() { return kRoutes; }

}  // namespace payung::api
