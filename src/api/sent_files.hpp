#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "api/file_quota.hpp"
#include "api/file_room.hpp"
#include "api/service.hpp"

/// Photographs and papers that are sent as they are: told by their bytes, kept sealed, given back
/// as files and never as pages of ours.
namespace payung::api {

struct WorkParts;

/// The same request over a connection that reads: a route that takes in a file has none of its own,
/// since files come slowly. Lives for some questions, not for long.
class ReadingCall {
 public:
  /// Errors: conflict when no connection became free; those of opening.
  static Result<std::unique_ptr<ReadingCall>> open(Call& call);
  Call& call() { return call_; }
  ReadingCall(Call& call, db::Lease lease);
  ReadingCall(const ReadingCall&) = delete;
  ReadingCall& operator=(const ReadingCall&) = delete;

 private:
  db::Lease lease_;
  app::Environment environment_;
  Call call_;
};

/// A file that is being taken in: its space is held, and unless it is written down it goes again.
/// Lives no longer than the call.
class TakenIn {
 public:
  TakenIn(Call& call, WorkParts& parts, std::string sha256, std::unique_ptr<FileQuota::Hold> hold)
      : call_(call), parts_(parts), sha256_(std::move(sha256)), hold_(std::move(hold)) {}
  ~TakenIn();
  TakenIn(const TakenIn&) = delete;
  TakenIn& operator=(const TakenIn&) = delete;
  /// A line of the database names it now. Should another server have taken the same file away
  /// between its coming and that line, it is kept once more. Errors: io.
  Status written_down();

 private:
  Call& call_;
  WorkParts& parts_;
  std::string sha256_;
  std::unique_ptr<FileQuota::Hold> hold_;
  bool written_down_ = false;
};

struct SentFile {
  std::string sha256;
  std::string media_type;  ///< as the bytes say
  std::unique_ptr<TakenIn> taken;
};

/// Removes the file unless a line of the database names its bytes, or somebody is sending them.
/// What fails is left: it takes space and harms nobody.
void let_go(Call& call, WorkParts& parts, const std::string& sha256);

/// The caller's account with what it sent before. Errors: storage.
Result<FileOwner> account_owner(Call& call, const WorkParts& parts);
/// A claim, when who sends has no account. Errors: storage.
Result<FileOwner> claim_owner(Call& call, const WorkParts& parts, std::int64_t claim);

/// Keeps the request's body, sealed. Before anything is written down: a file without a line harms
/// nobody, a line without a file does. Errors: unsafe when there is no room; io.
Result<std::unique_ptr<TakenIn>> take_in(Call& call, WorkParts& parts, const FileOwner& owner,
                                         const std::string& sha256);

/// Which kinds are taken.
enum class SentKind : std::uint8_t { image, image_or_pdf };

/// Where files are kept. Errors: unsupported where this server keeps none.
Result<WorkParts*> file_parts(Call& call);

/// The request's body, told and kept. Whether the caller may send it at all is asked before.
/// Errors: unsupported, unreadable; those of take_in.
Result<SentFile> keep_sent(Call& call, SentKind kind, const FileOwner& owner);

/// For the disk, under `stem` and the ending of its own type: the browser shows it as no page.
Reply kept_file(const FileRoom::Copy& copy, std::string_view stem, std::string_view media_type);

}  // namespace payung::api
