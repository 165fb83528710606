#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/draft_room.hpp"
#include "api/people_common.hpp"
#include "api/work_parts.hpp"
#include "app/list_drafts.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"

/// What the routes of a file that was sent, and of its corrections, share. They borrow connections
/// for a moment, since reading a file takes long.
namespace payung::api {

std::span<const Route> draft_routes();    ///< corrections before a file is sent in
std::span<const Route> fix_routes();      ///< one correction for many cells
std::span<const Route> preview_routes();  ///< what sending a file in would change
std::span<const Route> quality_routes();  ///< how good each sender's lists are

/// How long a route waits for a connection.
inline constexpr std::chrono::milliseconds kUploadPatience{10'000};

/// Errors: unsupported when the server keeps no files.
Result<WorkParts*> work_parts(Call& call);
/// The file of the path; only who sent it sees it. Errors: not_found.
Result<store::Upload> own_upload(Call& call, db::Connection& database);

/// What decides how a file is read: who sends it, for which day, what its columns are.
struct Reading {
  intake::Words words;
  std::optional<store::Sender> sender;  ///< one that is known
  intake::SenderKind kind = intake::SenderKind::agency;
  RegionCode area;
  Date as_of;
  intake::Mapping remembered;
  std::vector<intake::MappingOverride> overrides;
  std::string key;  ///< all of it in one text

  /// Valid as long as this and the call.
  intake::ReadOptions options(const Call& call) const;
};
/// From the fields sender, sender_kind, area, as_of and column of a query or a body.
/// Errors: not_found for a sender out of reach; bad_value; bad_region; bad_option.
Result<Reading> reading_of(Call& call, db::Connection& database, const Json& told);

/// A file with its draft as it stands, and how it is read.
struct OpenedDraft {
  store::Upload upload;
  store::Draft draft;
  Reading reading;
};
Result<OpenedDraft> opened_draft(Call& call, const Json& told);

/// The file opened to be read; it goes with what is returned. Errors: not_found, io, integrity.
Result<FileRoom::Copy> file_of(Call& call, const store::Upload& upload);
/// A file with its draft, read, corrected and judged.
struct LookedInto {
  OpenedDraft opened;
  DraftRoom::Shared draft;
  const intake::CheckedList& list() const { return *draft->list; }
};
/// As the draft stands when it is read; one that moves on meanwhile is read again.
/// Errors: unsupported for a list too long to be kept; those of opened_draft and of reading.
Result<LookedInto> looked_into(Call& call, const Json& told);

/// A writing connection with the call's time and actor.
struct WritingDesk {
  db::Lease lease;
  app::Environment environment;
};
Result<std::unique_ptr<WritingDesk>> writing_desk(Call& call);

/// The draft's revision on which a change was made: several windows, or a line that asks twice, are
/// told apart by it.
std::int64_t revision_of(const Call& call);

Json draft_json(const Call& call, const store::Draft& draft);

/// A kind of finding by its name; empty for none of ours.
std::optional<intake::FindingCode> finding_code(std::string_view text);
/// The sheet that `told` names, or the first that holds a list. Errors: not_found.
Result<std::size_t> draft_sheet(const intake::CheckedList& list, const Json& told);

}  // namespace payung::api
