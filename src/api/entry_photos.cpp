// Photos of identity cards: taken in by what their bytes are, kept sealed, shown to who may see
// people in full, each look recorded.
#include <chrono>
#include <fstream>

#include "api/entry_common.hpp"
#include "api/work_parts.hpp"
#include "claims/papers.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// A phone's own photo; the village page makes it smaller before it goes.
constexpr std::int64_t kBytesMax = std::int64_t{6} << 20;
constexpr std::chrono::milliseconds kPatience{10'000};

Result<WorkParts*> files(Call& call) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "photos", "not served here"};
  return parts;
}

Result<std::string> type_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, "file", "it cannot be read"};
  char head[16] = {};
  file.read(head, sizeof head);
  const auto type = claims::media_type_of({head, static_cast<std::size_t>(file.gcount())});
  if (!type.starts_with("image/")) return Error{Errc::unreadable, "file", "a JPEG, PNG or WebP"};
  return std::string(type);
}

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

Result<Reply> add(Call& call) {
  const auto parts = files(call);
  if (!parts) return parts.error();
  if (!call.request.spooled) return Error{Errc::unreadable, "body", "it is empty"};
  const std::string& path = call.request.spooled->path();
  const auto type = type_of(path);
  if (!type) return type.error();
  const auto hash = sha256_of_file(path);
  if (!hash) return hash.error();
  // Kept before it is written down: a file without a line harms nobody, a line without a file does.
  if (const Status kept = (*parts)->files.keep(*hash, path); !kept) return kept.error();
  const auto added = write_down(call, *hash, *type);
  if (!added) return added.error();
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
  const auto parts = files(call);
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
  constexpr const char* kType = "application/octet-stream";
  http::Response file;
  file.headers.set("Content-Type", kType);
  const auto dot = photo->media_type.find('/');
  // Never shown by the browser as a page of ours: a file for the disk, of its own type's name.
  file.headers.set("Content-Disposition",
                   "attachment; filename=\"ktp." + photo->media_type.substr(dot + 1) + "\"");
  file.body = http::FileBody{(*copy)->path(), *copy};
  Reply answer;
  answer.media_type = kType;
  answer.stream = std::move(file);
  return answer;
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
