#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "billing/matching.hpp"
#include "db/database.hpp"

/// Money received and what it was set against. Writing happens inside the caller's transaction and
/// only adds. Errors everywhere: storage; integrity; already_there for a key that is taken.
namespace payung::store {

/// A payer as bills and receipts name it.
struct BilledPayer {
  std::int64_t id;
  std::string code;
  std::string name;  ///< as the newest programme file has it
  PayerKind kind;
};
/// All payers, by number.
Result<std::vector<BilledPayer>> billed_payers(db::Connection& connection);
/// Errors: not_found.
Result<BilledPayer> billed_payer(db::Connection& connection, std::string_view code);

struct Payment {
  std::int64_t id;
  std::int64_t payer;
  Rupiah amount;
  Date received_on;
  std::string key;  ///< idempotency: the same key is the same payment
  std::string reference;
  std::string recorded_at;

  friend bool operator==(const Payment&, const Payment&) = default;
};

Result<std::optional<Payment>> payment_of_key(db::Connection& connection, std::string_view key);
/// The payer's newest payment by the order of recording: the one whose money is used last.
Result<std::optional<Payment>> last_payment(db::Connection& connection, std::int64_t payer);
/// Newest first, those before number `before` (0: from the newest), at most `most`; of one payer,
/// or of all when empty.
Result<std::vector<Payment>> payments_before(db::Connection& connection,
                                             std::optional<std::int64_t> payer, std::int64_t before,
                                             std::int64_t most);
/// Gives it the next number, which it returns.
Result<std::int64_t> add_payment(db::Connection& connection, const Payment& payment,
                                 std::string_view actor);

/// What the payer paid and nothing was set against.
Result<Rupiah> suspense_of(db::Connection& connection, std::int64_t payer);
/// The payers with money in suspense, ascending.
Result<std::vector<std::int64_t>> payers_in_credit(db::Connection& connection);

/// The payer's lines that no money was set against.
Result<std::vector<billing::OpenLine>> open_lines(db::Connection& connection, std::int64_t payer);

enum class Cause : std::uint8_t { payment, bill, correction };
std::string_view to_text(Cause cause);

struct MatchingHead {
  std::int64_t id;
  std::int64_t payer;
  std::int64_t payment;
  std::string cause;
  Rupiah paid;
  std::int64_t person_months;
  Rupiah not_charged;  ///< arrears taken off just before
  Rupiah suspense_after;
  Date booked_on;
  std::string recorded_at;
};

/// Keeps one run of matching with all its lines, and marks the bills it completes.
/// `open` are the lines that were open before. Returns its number.
Result<std::int64_t> add_matching(db::Connection& connection, const MatchingHead& head,
                                  const billing::Matching& matching,
                                  std::span<const billing::OpenLine> open);

/// The run that a payment caused: what its receipt says.
Result<std::optional<MatchingHead>> matching_of_payment(db::Connection& connection,
                                                        std::int64_t payment);

}  // namespace payung::store
