#include "api/sent_files.hpp"

#include <array>
#include <fstream>

#include "api/work_parts.hpp"
#include "base/check.hpp"
#include "claims/papers.hpp"
#include "store/file_space.hpp"

namespace payung::api {
namespace {

constexpr std::size_t kHeadBytes = 16;
constexpr std::chrono::milliseconds kPatience{10'000};

Result<std::string> type_of(const std::string& path, SentKind kind) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, "file", "it cannot be read"};
  std::array<char, kHeadBytes> head{};
  file.read(head.data(), head.size());
  const auto type = claims::media_type_of({head.data(), static_cast<std::size_t>(file.gcount())});
  switch (kind) {
    case SentKind::image:
      if (type.starts_with("image/")) return std::string(type);
      return Error{Errc::unreadable, "file", "a JPEG, PNG or WebP"};
    case SentKind::image_or_pdf:
      if (!type.empty()) return std::string(type);
      return Error{Errc::unreadable, "file", "a PDF, JPEG, PNG or WebP"};
  }
  PAYUNG_CHECK(false);
}

}  // namespace

Result<WorkParts*> file_parts(Call& call) {
  WorkParts* parts = call.service.parts().work;
  if (parts == nullptr) return Error{Errc::unsupported, "files", "not served here"};
  return parts;
}

ReadingCall::ReadingCall(Call& call, db::Lease lease)
    : lease_(std::move(lease)),
      environment_{*lease_,
                   call.environment.rules,
                   call.environment.regions,
                   call.environment.progress,
                   call.environment.today,
                   call.environment.now,
                   call.environment.actor},
      call_{call.request, call.arguments, call.body,     call.caller,
            environment_, call.service,   call.language, call.looks} {}

Result<std::unique_ptr<ReadingCall>> ReadingCall::open(Call& call) {
  auto lease = call.service.parts().readers.borrow_within(kPatience);
  if (!lease) return lease.error();
  return std::make_unique<ReadingCall>(call, *std::move(lease));
}

Status TakenIn::written_down() {
  written_down_ = true;
  if (parts_.files.has(sha256_)) return {};
  return parts_.files.keep(sha256_, call_.request.spooled->path());
}

TakenIn::~TakenIn() {
  if (written_down_) return;
  hold_.reset();
  let_go(call_, parts_, sha256_);
}

/// Inside a write transaction: whoever writes the same file down on another server does it before,
/// and it stays, or afterwards, and sees that it is gone.
void let_go(Call& call, WorkParts& parts, const std::string& sha256) {
  const auto lease = call.service.parts().writers.borrow_within(kPatience);
  if (!lease) return;
  auto transaction = db::Transaction::begin(**lease);
  if (!transaction) return;
  parts.quota.while_nobody_sends(sha256, [&] {
    const auto known = store::file_is_known(**lease, sha256);
    if (!known || *known) return;
    // What cannot be removed takes space until somebody looks; the caller is told of his own deed.
    static_cast<void>(parts.files.remove(sha256));
  });
  transaction->leave();
}

Result<FileOwner> account_owner(Call& call, const WorkParts& parts) {
  const auto stored = store::bytes_of_account(call.environment.database, call.caller.account,
                                              call.environment.actor);
  if (!stored) return stored.error();
  return FileOwner{"account " + std::to_string(call.caller.account), *stored,
                   parts.quota.limits().account};
}

Result<FileOwner> claim_owner(Call& call, const WorkParts& parts, std::int64_t claim) {
  const auto stored = store::bytes_of_claim(call.environment.database, claim);
  if (!stored) return stored.error();
  return FileOwner{"claim " + std::to_string(claim), *stored, parts.quota.limits().claim};
}

Result<std::unique_ptr<TakenIn>> take_in(Call& call, WorkParts& parts, const FileOwner& owner,
                                         const std::string& sha256) {
  auto hold = parts.quota.take(owner, sha256, static_cast<std::int64_t>(call.request.body_bytes));
  if (!hold) return hold.error();
  auto taken = std::make_unique<TakenIn>(call, parts, sha256, *std::move(hold));
  const Status kept = parts.files.keep(sha256, call.request.spooled->path());
  if (!kept) return kept.error();
  return taken;
}

Result<SentFile> keep_sent(Call& call, SentKind kind, const FileOwner& owner) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  if (!call.request.spooled) return Error{Errc::unreadable, "body", "it is empty"};
  const std::string& path = call.request.spooled->path();
  const auto type = type_of(path, kind);
  if (!type) return type.error();
  const auto hash = sha256_of_file(path);
  if (!hash) return hash.error();
  auto taken = take_in(call, **parts, owner, *hash);
  if (!taken) return taken.error();
  return SentFile{*hash, *type, *std::move(taken)};
}

Reply kept_file(const FileRoom::Copy& copy, std::string_view stem, std::string_view media_type) {
  constexpr const char* kType = "application/octet-stream";
  const std::string name =
      std::string(stem) + "." + std::string(media_type.substr(media_type.find('/') + 1));
  http::Response file;
  file.headers.set("Content-Type", kType);
  file.headers.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  file.body = http::FileBody{copy->path(), copy};
  Reply answer;
  answer.media_type = kType;
  answer.stream = std::move(file);
  return answer;
}

}  // namespace payung::api
