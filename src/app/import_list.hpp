#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "intake/edits.hpp"
#include "intake/read_list.hpp"
#include "store/lists.hpp"

/// A sender's list becomes stored rows and findings, in one transaction.
/// The same file twice adds nothing. A row that stays the same keeps its number; one that changed
/// is a new row, and the earlier one ends. Nothing is overwritten.
namespace payung::app {

/// A death or a move that a list told of is not taken back by a list that is silent about it: the
/// earlier row stays beside the new one until the sender says that the person is at work.
enum class ListKind : std::uint8_t {
  /// The whole list when it names more than two thirds of the rows accepted before; else a
  /// correction, so that a handful of mended rows makes nobody leave.
  automatic,
  next,        ///< the whole list: who is not in it has left
  correction,  ///< only what changed
};

/// A cell as somebody corrected it before the list was sent in.
struct CorrectedCell {
  intake::CellEdit edit;
  std::string rule;  ///< "typed", "pasted", or the rule of one correction for many cells
  std::string by;
  std::string at;
};

struct ImportRequest {
  std::string file_name;  ///< without its folder
  std::string sha256;     ///< of the file as it is
  std::int64_t bytes = 0;
  intake::Opener open;
  std::string sender_code;
  std::string sender_name;                        ///< of a new sender; empty: its code
  std::optional<intake::SenderKind> sender_kind;  ///< asked for when the sender is new
  std::optional<RegionCode> area;
  std::optional<Date> as_of;  ///< the day it speaks of; empty: today, and of a correction the day
                              ///< of the list before
  ListKind kind = ListKind::automatic;
  std::vector<intake::MappingOverride> overrides;
  const intake::Words* words = nullptr;
  /// The last for a cell holds. File and corrections together count as a file of their own; which
  /// cells were corrected, by whom and when is stored with the list.
  std::vector<CorrectedCell> corrections = {};
  std::optional<std::int64_t> draft = {};  ///< the upload whose draft becomes this list
};

struct ImportReport {
  bool nothing_new = false;  ///< this very file was imported before
  store::Sender sender;
  store::ListVersion version;
  intake::ListSummary summary;
  std::map<intake::Change, std::int64_t> changes;  ///< against the list before; empty for a first
  std::int64_t corrected = 0;                      ///< cells that were corrected by hand
};

/// By which a file with its corrections is known; without any, the file's own hash.
std::string identity_of(const std::string& sha256, std::span<const CorrectedCell> corrections);

/// Errors: bad_option when a new sender has no kind, the area is no region of today, or the list is
/// older than the sender's last; nothing_done when no row was accepted; those of reading; storage;
/// interrupted.
Result<ImportReport> import_list(Environment& environment, const ImportRequest& request);

}  // namespace payung::app
