#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"

/// Double entry, append-only. It knows accounts and transfers and nothing of insurance.
/// In: accounts and transfers, in the order in which they were recorded. Out: balances, the trial
/// balance, the transfer that reverses another. Fails: conflict for a transfer that breaks a rule
/// of the book, overflow when money leaves the range of whole rupiah.
///
/// One transfer is one row with a debit account, a credit account and an amount above zero, so
/// debits equal credits by construction. A mistake is corrected by another transfer.
namespace payung::ledger {

using AccountId = std::int64_t;
using TransferId = std::int64_t;

/// The side on which an account grows.
enum class Side : std::uint8_t { debit, credit };
std::string_view to_text(Side side);  ///< "debit", "credit"
Result<Side> parse_side(std::string_view text);

/// Whether an account may fall below zero on its own side.
enum class Floor : std::uint8_t { none, zero };
std::string_view to_text(Floor floor);  ///< "none", "zero"
Result<Floor> parse_floor(std::string_view text);

struct Account {
  AccountId id;
  std::string code;  ///< "suspense.12": stable, unique, for people and exports
  Side grows;
  Floor floor = Floor::none;

  friend bool operator==(const Account&, const Account&) = default;
};

struct Transfer {
  TransferId id;
  AccountId debit;
  AccountId credit;
  Rupiah amount;            ///< above zero
  Date booked_on;           ///< when it was so
  std::string recorded_at;  ///< when we knew: "2025-01-31T08:15:00Z"
  std::string kind;         ///< what it is for, a word of the caller: "receipt"
  std::string reference;    ///< to what it belongs: "payment 17"
  std::optional<TransferId> reversal_of = {};

  friend bool operator==(const Transfer&, const Transfer&) = default;
};

struct Balance {
  AccountId account;
  Rupiah debit;   ///< sum of all debits
  Rupiah credit;  ///< sum of all credits
  Side grows;

  /// What the account holds, on the side on which it grows.
  Rupiah held() const;

  friend bool operator==(const Balance&, const Balance&) = default;
};

/// The book in memory: what is posted stays.
class Ledger {
 public:
  /// Errors: conflict for a second account with the same number or code.
  static Result<Ledger> open(std::span<const Account> accounts);

  /// Errors: conflict, with `detail` amount, same_account, no_account, order (numbers rise), floor,
  /// reversal (not the mirror of what it reverses, or that is reversed already); overflow.
  /// A refused transfer leaves no trace.
  Status post(const Transfer& transfer);

  /// Errors: not_found.
  Result<Balance> balance(AccountId account) const;
  /// Every account, by number.
  std::vector<Balance> trial_balance() const;
  std::span<const Transfer> transfers() const { return transfers_; }

 private:
  struct Held {
    Account account;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
  };
  Status check(const Transfer& transfer, const Held& debit, const Held& credit) const;
  std::map<AccountId, Held> accounts_;
  std::vector<Transfer> transfers_;
  std::map<TransferId, std::size_t> place_;
  std::map<TransferId, TransferId> reversed_by_;
};

/// The transfer that undoes `original`: the same amount the other way round.
Transfer reversal(const Transfer& original, TransferId id, Date booked_on,
                  std::string_view recorded_at);

}  // namespace payung::ledger
