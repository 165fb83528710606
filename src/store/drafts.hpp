#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "intake/edits.hpp"

/// Corrections to a file that is not sent in yet, step by step. Nothing rests on them, so steps
/// that were undone may go. What cells hold is sealed. Errors everywhere: storage; integrity.
namespace payung::store {

struct Draft {
  std::int64_t upload = 0;
  std::int64_t revision = 0;  ///< one more with each change
  std::int64_t applied = 0;   ///< steps in force: the first so many
  std::int64_t steps = 0;     ///< steps there are; filled when read
  std::string last_change;    ///< "step", "undo", "redo", empty at first
  std::string settings;       ///< what was chosen for the list, as the page's address has it
  std::optional<std::int64_t> version;  ///< the list it became
  std::string changed_at;
};
Result<std::optional<Draft>> draft(db::Connection& connection, std::int64_t upload);
/// Adds it or stores what changed of it.
Status put_draft(db::Connection& connection, const Draft& draft);

struct OpenDraft {
  Draft draft;
  std::string file_name;
};
/// Somebody's drafts that are no list yet, the last touched first.
Result<std::vector<OpenDraft>> open_drafts(db::Connection& connection, std::int64_t account,
                                           std::int64_t most);

enum class StepKind : std::uint8_t {
  typed,
  pasted,
  fixed,       ///< one correction for many cells; `rule` says which
  remembered,  ///< made again as it was made in the sender's list before
};
std::string_view to_text(StepKind kind);

struct DraftStep {
  std::int64_t number = 0;  ///< from 1
  StepKind kind = StepKind::typed;
  std::string rule;
  std::int64_t cells = 0;
  std::int64_t account = 0;
  std::string actor;
  std::string made_at;
  std::string request;  ///< blind index of what was asked for; empty: not kept
};
Result<std::vector<DraftStep>> draft_steps(db::Connection& connection, std::int64_t upload);
/// Takes the place of every step from its number on.
Status add_step(db::Connection& connection, std::int64_t upload, const DraftStep& step,
                std::span<const intake::CellEdit> cells);

/// A cell as a step left it.
struct DraftCell {
  std::int64_t step = 0;
  intake::CellEdit edit;
};
/// Of the first `applied` steps, in their order: the last for a cell holds.
Result<std::vector<DraftCell>> draft_cells(db::Connection& connection, std::int64_t upload,
                                           std::int64_t applied);

/// Of a file that was sent and is no list: its corrections go, and the file counts as removed.
/// Errors besides: conflict when a list was made of it, or a job is about to.
Status remove_upload(db::Connection& connection, std::int64_t upload, std::string_view sha256,
                     std::string_view now);

}  // namespace payung::store
