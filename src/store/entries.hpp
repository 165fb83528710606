#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "store/lists.hpp"

/// People whom a village office or volunteers enter one by one. An entry is a chain of steps; its
/// newest row speaks in the sender's list like every other. Writing happens inside the caller's
/// transaction and only adds. Errors everywhere: storage; integrity.
namespace payung::store {

enum class EntryStep : std::uint8_t { entered, corrected, withdrawn };
std::string_view to_text(EntryStep step);

/// What was done once.
struct EntryLine {
  std::int64_t id = 0;
  std::int64_t first = 0;  ///< 0: begins an entry
  EntryStep step = EntryStep::entered;
  std::int64_t sender = 0;
  std::int64_t version = 0;
  std::optional<std::int64_t> row;  ///< none when withdrawn
  std::string key;                  ///< the same key is the same deed
  std::string recorded_at;
  std::string actor;
};
/// The number that the next line will have.
Result<std::int64_t> next_entry(db::Connection& connection);
/// Gives it the next number. Errors: already_there for the key.
Status add_entry_line(db::Connection& connection, EntryLine& line);
Result<std::optional<EntryLine>> entry_line_by_key(db::Connection& connection,
                                                   std::string_view key);
/// The entry whose newest row this is.
Result<std::optional<std::int64_t>> entry_of_row(db::Connection& connection, std::int64_t row);

enum class EntryState : std::uint8_t {
  accepted,
  waiting,  ///< its row has an error: it waits for a correction
  withdrawn,
  taken_over,  ///< a list of the same sender tells of the person since
};
std::string_view to_text(EntryState state);

/// How an entry stands now.
struct Entry {
  std::int64_t id = 0;
  std::int64_t sender = 0;
  EntryState state = EntryState::accepted;
  EntryLine last;
  /// The newest row there was; of a withdrawn entry the one that was withdrawn.
  std::int64_t row = 0;
  std::int64_t version = 0;  ///< that brought the row, and its findings
  std::optional<std::int64_t> person;
  std::string entered_at;
  std::int64_t photos = 0;
};
/// Errors: not_found.
Result<Entry> entry(db::Connection& connection, std::int64_t id);
/// Newest first, those before number `before` (0: from the newest), at most `most`.
Result<std::vector<Entry>> entries_before(db::Connection& connection, std::int64_t before,
                                          std::int64_t most);
/// Those whose newest row stands for this person, newest first.
Result<std::vector<Entry>> entries_of_person(db::Connection& connection, std::int64_t person);
/// How many entries each sender has in each state.
struct EntryCount {
  std::int64_t sender = 0;
  EntryState state = EntryState::accepted;
  std::int64_t count = 0;
};
Result<std::vector<EntryCount>> entry_counts(db::Connection& connection);

/// The list versions that are entries, by number.
Result<std::vector<std::int64_t>> entry_versions(db::Connection& connection);

struct EntryPhoto {
  std::int64_t id = 0;
  std::int64_t entry = 0;
  std::string sha256;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string recorded_at;
  std::string actor;
};
/// Gives it the next number, or that of the same file for the same entry, when it is there already:
/// then false.
Result<bool> add_entry_photo(db::Connection& connection, EntryPhoto& photo);
/// By number.
Result<std::vector<EntryPhoto>> entry_photos(db::Connection& connection, std::int64_t entry);
/// Errors: not_found.
Result<EntryPhoto> entry_photo(db::Connection& connection, std::int64_t id);
/// The hashes of photos that nobody may keep: those of erased entries that nothing else has.
Result<std::vector<std::string>> photos_of_erased(db::Connection& connection);

}  // namespace payung::store
