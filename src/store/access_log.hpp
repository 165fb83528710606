#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Who looked at whom, when and why: append-only and hash-chained by groups. Errors: storage;
/// integrity when a stored word is none of ours.
namespace payung::store {

enum class Seen : std::uint8_t {
  card,            ///< name, masked NIK, covered or not
  history,         ///< everything of one person, masked
  unmasked,        ///< the full NIK and phone
  exported,        ///< a file with persons in it
  search_hit,      ///< opened from a search
  identity_check,  ///< known, who pays, until when
  registry,        ///< asked by another registry
  own,             ///< by the person himself
};
std::string_view to_text(Seen seen);
/// Errors: bad_value.
Result<Seen> parse_seen(std::string_view text);

struct AccessEntry {
  std::string at;            ///< "2025-01-31T08:15:00Z"
  std::string account;       ///< who; "worker" for the worker's own door
  std::string organisation;  ///< empty: none
  std::optional<std::int64_t> person;
  Seen seen = Seen::card;
  std::string purpose;  ///< in words; never a name or a NIK
  std::string subject;  ///< what beside the person: "list_version 12, 3000 persons"
  std::string request;  ///< the request's id, to find it in the server's log

  friend bool operator==(const AccessEntry&, const AccessEntry&) = default;
};

struct StoredAccess {
  std::int64_t id = 0;
  AccessEntry entry;
};

/// Adds a group; inside a transaction. Nothing is written for an empty one.
Status add_access(db::Connection& connection, std::span<const AccessEntry> entries,
                  std::string_view now);

/// Recomputes the chain; what does not fit, in words, empty when all does.
Result<std::vector<std::string>> access_breaks(db::Connection& connection);

/// The looks at one person, newest first; `before`: only those with a smaller number.
Result<std::vector<StoredAccess>> access_of_person(db::Connection& connection, std::int64_t person,
                                                   std::optional<std::int64_t> before,
                                                   std::int64_t most);
/// What one account looked at, newest first.
Result<std::vector<StoredAccess>> access_by_account(db::Connection& connection,
                                                    std::string_view account,
                                                    std::optional<std::int64_t> before,
                                                    std::int64_t most);
/// Everything from `from` until (without) `until`, both as in AccessEntry::at, oldest first.
using EachAccess = std::function<Status(const StoredAccess&)>;
Status each_access(db::Connection& connection, std::string_view from, std::string_view until,
                   const EachAccess& each);

}  // namespace payung::store
