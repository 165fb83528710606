#include "app/list_drafts.hpp"

#include <map>

namespace payung::app {
namespace {

/// Enough to take back an afternoon's work.
constexpr std::int64_t kStepsMax = 20'000;

Result<store::Draft> draft_or_new(Environment& environment, std::int64_t upload) {
  auto known = store::draft(environment.database, upload);
  if (!known) return known.error();
  if (*known) return **std::move(known);
  store::Draft draft;
  draft.upload = upload;
  return draft;
}

Error other_revision(const store::Draft& draft) {
  return {Errc::conflict, "revision",
          "the draft was changed in another window; it is at " + std::to_string(draft.revision)};
}

Status keep(Environment& environment, store::Draft& draft, const char* last_change) {
  ++draft.revision;
  draft.last_change = last_change;
  draft.changed_at = environment.now;
  draft.version.reset();  // corrected again, it is no list yet
  return store::put_draft(environment.database, draft);
}

/// Whether the draft stands where this very request brought it.
Result<bool> done_before(Environment& environment, const store::Draft& draft,
                         const DraftChange& change, const std::string& request) {
  const bool next = draft.revision == change.revision + 1 && draft.last_change == "step";
  if (!next || request.empty()) return false;
  const auto steps = store::draft_steps(environment.database, draft.upload);
  if (!steps) return steps.error();
  return !steps->empty() && steps->back().number == draft.applied &&
         steps->back().request == request;
}

Result<std::int64_t> cells_in_force(Environment& environment, const store::Draft& draft) {
  const auto steps = store::draft_steps(environment.database, draft.upload);
  if (!steps) return steps.error();
  std::int64_t cells = 0;
  for (const auto& step : *steps) cells += step.number <= draft.applied ? step.cells : 0;
  return cells;
}

/// One step forward or back among those there are.
Result<store::Draft> move_draft(Environment& environment, std::int64_t upload,
                                std::int64_t revision, std::int64_t by, const char* word) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto draft = draft_or_new(environment, upload);
  if (!draft) return draft.error();
  if (draft->revision == revision + 1 && draft->last_change == word) {
    transaction->leave();
    return draft;
  }
  if (draft->revision != revision) return other_revision(*draft);
  const std::int64_t applied = draft->applied + by;
  if (applied < 0 || applied > draft->steps) {
    return Error{Errc::nothing_done, "draft", "there is no such step"};
  }
  draft->applied = applied;
  if (auto status = keep(environment, *draft, word); !status) return status.error();
  if (auto status = transaction->commit(); !status) return status.error();
  return draft;
}

}  // namespace

Result<store::Draft> open_draft(Environment& environment, std::int64_t upload,
                                const std::string& settings) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto draft = draft_or_new(environment, upload);
  if (!draft) return draft.error();
  if (!draft->changed_at.empty() && draft->settings == settings) {
    transaction->leave();
    return draft;
  }
  draft->settings = settings;
  draft->changed_at = environment.now;
  if (auto status = store::put_draft(environment.database, *draft); !status) return status.error();
  if (auto status = transaction->commit(); !status) return status.error();
  return draft;
}

Result<store::Draft> change_draft(Environment& environment, const DraftChange& change) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto draft = draft_or_new(environment, change.upload);
  if (!draft) return draft.error();
  const std::string request = change.request.empty() ? std::string()
                                                     : environment.database.cipher().recognise(
                                                           "draft_request", change.request);
  const auto before = done_before(environment, *draft, change, request);
  if (!before) return before.error();
  if (*before) {
    transaction->leave();
    return draft;
  }
  if (draft->revision != change.revision) return other_revision(*draft);
  if (change.cells.empty()) return Error{Errc::nothing_done, "cells", "not one cell would change"};
  const auto cells = cells_in_force(environment, *draft);
  if (!cells) return cells.error();
  const auto more = static_cast<std::int64_t>(change.cells.size());
  if (*cells + more > kDraftCellsMax || draft->applied >= kStepsMax) {
    return Error{Errc::conflict, "cells",
                 "more is corrected than one draft keeps; send the list, or correct the file"};
  }
  if (draft->changed_at.empty()) {  // the step needs its draft
    draft->changed_at = environment.now;
    if (auto put = store::put_draft(environment.database, *draft); !put) return put.error();
  }
  const store::DraftStep step{draft->applied + 1, change.kind,       change.rule,     more,
                              change.account,     environment.actor, environment.now, request};
  if (auto status = store::add_step(environment.database, change.upload, step, change.cells);
      !status) {
    return status.error();
  }
  draft->applied = step.number;
  draft->steps = step.number;
  if (auto status = keep(environment, *draft, "step"); !status) return status.error();
  if (auto status = transaction->commit(); !status) return status.error();
  return draft;
}

Result<store::Draft> undo_draft(Environment& environment, std::int64_t upload,
                                std::int64_t revision) {
  return move_draft(environment, upload, revision, -1, "undo");
}

Result<store::Draft> redo_draft(Environment& environment, std::int64_t upload,
                                std::int64_t revision) {
  return move_draft(environment, upload, revision, 1, "redo");
}

Result<std::vector<CorrectedCell>> corrections_of(db::Connection& database,
                                                  const store::Draft& draft) {
  const auto steps = store::draft_steps(database, draft.upload);
  if (!steps) return steps.error();
  auto cells = store::draft_cells(database, draft.upload, draft.applied);
  if (!cells) return cells.error();
  std::map<std::int64_t, const store::DraftStep*> by_number;
  for (const auto& step : *steps) by_number[step.number] = &step;
  std::vector<CorrectedCell> corrections;
  corrections.reserve(cells->size());
  for (auto& cell : *cells) {
    const auto step = by_number.find(cell.step);
    if (step == by_number.end()) return Error{Errc::integrity, "draft_cells", "of no step"};
    const auto& made = *step->second;
    const std::string rule = made.rule.empty() ? std::string(to_text(made.kind)) : made.rule;
    corrections.push_back({std::move(cell.edit), rule, made.actor, made.made_at});
  }
  return corrections;
}

}  // namespace payung::app
