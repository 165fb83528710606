#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "linkage/link.hpp"

/// Persons, the rows that are theirs, pairs for review and what was decided. Writing happens inside
/// the caller's transaction and only adds. Errors everywhere: storage; integrity.
namespace payung::store {

/// A text that is another one whenever the rows that are linked may be: a list came, or a row was
/// erased. Quick.
Result<std::string> link_input_state(db::Connection& connection);

/// Hands every row that linking can use to `each`, by number: those that speak for their sender
/// now, and those that left without another in their place, so that who comes back is known.
Status each_link_row(db::Connection& connection,
                     const std::function<void(const linkage::RecordView&)>& each);

enum class Belongs : std::uint8_t {
  by_run,    ///< a run of linking said so
  by_place,  ///< not linked yet; it took the place of a row of that person
};
struct PersonOfRow {
  std::int64_t person;
  Belongs belongs;
};
/// row -> person, as it stands now.
Result<std::map<std::int64_t, PersonOfRow>> persons_of_rows(db::Connection& connection);

/// Whose that row is by the last run of linking; empty: nobody's yet.
Result<std::optional<std::int64_t>> person_of_row(db::Connection& connection, std::int64_t row);

struct PersonRow {
  std::int64_t row;
  std::int64_t person;
};
/// Every person that a row ever belonged to, of rows that belonged to several; by row, person.
Result<std::vector<PersonRow>> rows_of_several_persons(db::Connection& connection);

struct LinkRun {
  std::int64_t id = 0;
  std::int64_t rows = 0;
  std::int64_t persons = 0;
  std::int64_t reviews = 0;
  std::vector<PersonRow> changed;         ///< rows that belong to another person than before
  std::vector<std::int64_t> new_persons;  ///< numbers, ascending
};
/// Gives the run its number and stores it.
Status add_link_run(db::Connection& connection, LinkRun& run, std::string_view engine,
                    std::string_view now, std::string_view actor);
/// Who is or was a member.
Result<std::set<std::int64_t>> persons_with_membership(db::Connection& connection);
Result<std::int64_t> last_person(db::Connection& connection);

/// A pair a human should look at. row_a < row_b.
struct ReviewPair {
  std::int64_t id = 0;
  std::int64_t row_a = 0;
  std::int64_t row_b = 0;
  std::int64_t weight = 0;       ///< thousandths of a bit
  std::int64_t per_million = 0;  ///< probability that it is one person
  std::string evidence;          ///< "cause\nkind,cell,millibits\n..."
  std::string verdict;           ///< same, different; empty: open
};
/// Those of `pairs` that are not stored yet, in their order.
Result<std::vector<ReviewPair>> unknown_pairs(db::Connection& connection,
                                              std::span<const ReviewPair> pairs);
Status add_review_pairs(db::Connection& connection, std::int64_t run,
                        std::span<const ReviewPair> pairs);
/// Pairs that wait for a decision, no row replaced and of different persons, most probable first;
/// at most `most`.
Result<std::vector<ReviewPair>> open_reviews(db::Connection& connection, std::int64_t most);
Result<std::int64_t> count_open_reviews(db::Connection& connection);
/// Errors: not_found.
Result<ReviewPair> review_pair(db::Connection& connection, std::int64_t id);

enum class ReviewVerdict : std::uint8_t { same, different, undone };
std::string_view to_text(ReviewVerdict verdict);
Result<ReviewVerdict> parse_verdict(std::string_view text);
Status add_decision(db::Connection& connection, std::int64_t pair, ReviewVerdict verdict,
                    std::string_view reason, std::string_view now, std::string_view actor);

/// The decisions in force. A row that a later list replaced hands its decisions to its successor,
/// and a row that left keeps them, so "not the same person" is remembered for good.
Result<std::vector<linkage::Decision>> decisions_in_force(db::Connection& connection);

/// One row as people compare it.
struct RowCard {
  std::int64_t row = 0;
  std::string sender;
  std::string sheet;
  std::int64_t number = 0;
  std::string nik;
  std::string name;
  std::string birth_date;
  std::string sex;
  std::string mother_name;
  std::string address;
  std::string rt;
  std::string rw;
  std::string village;
  std::string phone;
  std::string occupation;
};
/// Errors: not_found.
Result<RowCard> row_card(db::Connection& connection, std::int64_t row);

}  // namespace payung::store
