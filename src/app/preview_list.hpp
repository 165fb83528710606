#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/import_list.hpp"

/// What taking a list in would change, told before anything is stored. The same reading and the
/// same comparison as app::import_list. Memory: the rows of both lists.
namespace payung::app {

/// One row that would be new, other than before, or gone.
struct PreviewLine {
  intake::Change change = intake::Change::same;
  std::string sheet;  ///< of the later list; of the earlier one when the row is gone
  std::uint32_t row = 0;
  std::string name;
  std::optional<Nik> nik;
  bool waiting = false;  ///< the later row has an error, so that it would not go on
  std::vector<intake::Field> fields;
};

struct PreviewReport {
  bool nothing_new = false;  ///< this very list was imported before
  bool first = false;        ///< the sender has no list yet: all of it is new
  store::VersionKind kind = store::VersionKind::next;
  std::string as_of;
  std::optional<store::ListVersion> before;
  intake::ListSummary summary;
  std::map<intake::Change, std::int64_t> changes;  ///< of all kinds that occur
  std::int64_t repeated_rows = 0;                  ///< rows that stand in the file more than once
  std::int64_t repeated_niks = 0;                  ///< rows whose NIK stands on others too
  std::vector<PreviewLine> lines;  ///< at most kPreviewLines of each kind, `same` left out
};
inline constexpr std::size_t kPreviewLines = 100;

/// Only reads. Errors: bad_option as for import_list; those of reading; storage; interrupted.
Result<PreviewReport> preview_list(Environment& environment, const ImportRequest& request);

}  // namespace payung::app
