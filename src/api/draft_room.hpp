#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "intake/checked_list.hpp"

/// Keeps lists that people are correcting, read and judged, so that a window of rows is shown
/// without reading the file again. What is here can always be made anew from file and draft.
namespace payung::api {

/// A list with its corrections in force at one revision of its draft.
struct CheckedDraft {
  using Table = std::shared_ptr<const intake::PackedTable>;  // shared: by all revisions of a list
  Table table;
  intake::Edits edits;
  std::optional<intake::CheckedList> list;  ///< always there once it is given out
};

class DraftRoom {
 public:
  using Shared = std::shared_ptr<const CheckedDraft>;  // shared: readers keep theirs

  struct Wish {
    std::int64_t upload = 0;
    std::int64_t revision = 0;
    std::string reading;  ///< everything that decides how it is read: sender, day, columns
  };
  using ReadTable = std::function<Result<intake::PackedTable>()>;
  using ReadEdits = std::function<Result<intake::Edits>()>;

  /// The list as wished; read and judged now when it is not kept, one list at a time.
  /// Errors: those of the two readers and of intake::read_list.
  Result<Shared> look(const Wish& wish, const ReadTable& table, const ReadEdits& edits,
                      const intake::ReadOptions& options);

  /// What one list may take, as a table; longer ones are corrected in a spreadsheet.
  static constexpr std::size_t kTableBytesMax = std::size_t{128} << 20;

 private:
  struct Kept {
    std::int64_t upload = 0;
    CheckedDraft::Table table;
    Wish wish;
    Shared checked;
    std::size_t bytes = 0;
  };
  static constexpr std::size_t kBytesMax = std::size_t{384} << 20;

  Shared find(const Wish& wish);
  CheckedDraft::Table find_table(std::int64_t upload);
  void keep(Kept kept);

  std::mutex building_;
  std::mutex mutex_;
  std::list<Kept> kept_;  ///< one for an upload, last used first
};

}  // namespace payung::api
