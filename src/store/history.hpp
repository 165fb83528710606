#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "db/database.hpp"

/// Everything stored of one person, as facts in the order of time. Errors: storage; integrity.
namespace payung::store {

enum class HistoryKind : std::uint8_t {
  list_row,     ///< stood in a list
  row_ended,    ///< was replaced in it, or left it
  linked,       ///< a run of linking found the row to be his
  unlinked,     ///< a later run gave the row to somebody else
  review,       ///< somebody decided a pair of which one row is his
  eligibility,  ///< was decided yes, ask or no
  allocation,   ///< paid, waiting or unfundable
  membership,   ///< enrolled, changed payer, left, died ...
  bill,         ///< was charged
  payment,      ///< somebody paid for him
  coverage,     ///< a span of cover began
  erasure,      ///< private fields of a row were erased
};
std::string_view to_text(HistoryKind kind);

/// One fact. `facts`: stable names with their values; NIK and phone masked, no other person's name.
struct HistoryEvent {
  std::string at;  ///< ISO moment or day
  HistoryKind kind = HistoryKind::list_row;
  std::string reference;  ///< "list_row 12", "bill 3": where it stands
  std::vector<std::pair<std::string, std::string>> facts;

  friend bool operator==(const HistoryEvent&, const HistoryEvent&) = default;
};

/// By time, then kind, then reference. Empty: the person is not known.
Result<std::vector<HistoryEvent>> history_of_person(db::Connection& connection,
                                                    std::int64_t person);
/// Sorts as history_of_person does, after more was added.
void sort_history(std::vector<HistoryEvent>& events);

/// The rows that are his now, by row.
Result<std::vector<std::int64_t>> rows_of_person_now(db::Connection& connection,
                                                     std::int64_t person);
/// Whether that number was ever given.
Result<bool> person_known(db::Connection& connection, std::int64_t person);

}  // namespace payung::store
