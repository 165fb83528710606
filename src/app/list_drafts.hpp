#pragma once

#include <string>
#include <vector>

#include "app/environment.hpp"
#include "app/import_list.hpp"
#include "store/drafts.hpp"

/// Corrections made to a file before it is sent in, kept step by step so that they can be left,
/// returned to on another machine, undone and redone. Each call is one write transaction. A change
/// names the revision it was made on: on another one it is refused, so that two windows never
/// overwrite each other; the same change once more adds nothing.
namespace payung::app {

/// Most cells one draft corrects; a list with more is mended where it was made.
inline constexpr std::int64_t kDraftCellsMax = 400'000;

struct DraftChange {
  std::int64_t upload = 0;
  std::int64_t revision = 0;  ///< the draft's when the change was made
  std::int64_t account = 0;
  store::StepKind kind = store::StepKind::typed;
  std::string rule = {};     ///< of one correction for many cells
  std::string request = {};  ///< what was asked for, by which the same request is known again
  std::vector<intake::CellEdit> cells = {};
};

/// Opens the draft of an upload, and keeps what was chosen for the list. Errors: storage.
Result<store::Draft> open_draft(Environment& environment, std::int64_t upload,
                                const std::string& settings);
/// Errors: conflict when the draft has another revision, or too many cells; nothing_done for a
/// change of no cell; storage.
Result<store::Draft> change_draft(Environment& environment, const DraftChange& change);
/// Takes the last step back. Errors: conflict; nothing_done when there is none; storage.
Result<store::Draft> undo_draft(Environment& environment, std::int64_t upload,
                                std::int64_t revision);
/// Does the step again that was taken back last. Errors as for undo_draft.
Result<store::Draft> redo_draft(Environment& environment, std::int64_t upload,
                                std::int64_t revision);

/// The corrections in force, with who made each and when. Errors: storage; integrity.
Result<std::vector<CorrectedCell>> corrections_of(db::Connection& database,
                                                  const store::Draft& draft);

}  // namespace payung::app
