#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "store/privacy.hpp"

/// Erasure that respects the ledger (Law 27/2022 articles 8, 43, 44): what may go goes for good,
/// what must stay stays under a number without a name.
///   goes:  the private fields of a person's list rows, and what their findings quote
///   stays: that the row was there, links, decisions, membership, bills, payments, audit and access
///          log: they hold numbers and codes only
/// Somebody who is or was a member cannot be erased because he asks: bills and cover rest on who he
/// is. His rows go when they ended, their retention is over and he is no member any more.
namespace payung::app {

/// Why a row may not be erased.
enum class Kept : std::uint8_t {
  no,             ///< it may be
  erased_before,  ///< it was
  member,         ///< its person is or was a member, and asks; or is one now
  speaks_now,     ///< retention: its sender's list still has it
  not_over,       ///< retention: the time is not over, or none was set
};
std::string_view to_text(Kept kept);

struct RowErasure {
  std::int64_t row = 0;
  std::string sender;
  Kept kept = Kept::no;
};

/// What would happen; changes nothing. Errors: not_found, storage.
Result<std::vector<RowErasure>> erasure_plan(Environment& environment, std::int64_t person,
                                             store::ErasureGround ground);

struct ErasureReport {
  std::int64_t erased = 0;
  std::int64_t kept = 0;
  std::vector<RowErasure> rows = {};
};
/// Erases what may be erased of one person, in one audited transaction. `reason` says who decided
/// and on what request; never a name. Errors: bad_option without a reason, not_found; conflict when
/// nothing may be erased, with why; nothing_done when all was erased before; storage.
Result<ErasureReport> erase_person(Environment& environment, std::int64_t person,
                                   store::ErasureGround ground, std::string_view reason);

/// Erases every row whose retention is over. Errors: bad_option without a reason; storage.
Result<ErasureReport> erase_past_retention(Environment& environment, std::string_view reason);

/// Records on what ground a sender's data is held; the newest holds. Audited.
/// Errors: not_found for an unknown sender; bad_option for an empty purpose or retention below one.
Status set_source_basis(Environment& environment, std::string_view sender,
                        store::SourceBasis basis);

}  // namespace payung::app
