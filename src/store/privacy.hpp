#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "db/database.hpp"

/// On what ground personal data is held, and its end. Errors everywhere: storage; integrity.
namespace payung::store {

/// Law 27/2022 article 20 (2): what may justify holding personal data.
enum class Basis : std::uint8_t {
  consent,
  contract,
  legal_obligation,
  vital_interest,
  public_task,
  legitimate_interest,
};
std::string_view to_text(Basis basis);
/// Errors: bad_value.
Result<Basis> parse_basis(std::string_view text);

struct SourceBasis {
  std::int64_t sender = 0;
  std::string sender_code;
  std::string purpose;
  Basis basis = Basis::public_task;
  std::string reference;  ///< agreement or regulation, by number
  std::int64_t retention_months = 0;
  std::string recorded_at;
  std::string actor;
};
/// The newest of each sender, by code.
Result<std::vector<SourceBasis>> source_bases(db::Connection& connection);
/// Senders of whom nothing was recorded, by code.
Result<std::vector<std::string>> senders_without_basis(db::Connection& connection);
Status add_source_basis(db::Connection& connection, const SourceBasis& basis);

enum class ErasureGround : std::uint8_t {
  asked,      ///< the person asked for it (article 8)
  retention,  ///< the time it was held for is over (article 43)
};
std::string_view to_text(ErasureGround ground);

/// A row that may have to go.
struct HeldRow {
  std::int64_t row = 0;
  std::string sender_code;
  bool erased = false;
  std::string ended_at;                ///< when it left or was replaced; empty: it speaks now
  std::optional<std::int64_t> months;  ///< how long after that it may be held
};
/// The rows that are or were a person's, by row.
Result<std::vector<HeldRow>> held_rows_of(db::Connection& connection, std::int64_t person);

/// Rows that ended, of senders with a retention, not erased: with the person they belong to (0:
/// nobody). By row.
struct EndedHeldRow {
  std::int64_t row = 0;
  std::int64_t person = 0;
  std::string ended_at;
  std::int64_t months = 0;
};
Result<std::vector<EndedHeldRow>> ended_rows_with_retention(db::Connection& connection);

/// Empties what is private of a row: texts, numbers, what its findings quote. Written down first;
/// a second time does nothing. Inside a transaction.
Status erase_row(db::Connection& connection, std::int64_t row, ErasureGround ground,
                 std::string_view reason, std::string_view now, std::string_view actor);

}  // namespace payung::store
