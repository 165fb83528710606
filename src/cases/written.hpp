#pragma once

#include <cstdint>
#include <string_view>

#include "base/date.hpp"
#include "base/rupiah.hpp"

/// What a question needs, as people write it: amounts with dots between thousands, days with the
/// day first, shares in percent. What can be read in two ways is refused, never guessed.
namespace payung::cases {

/// "1000000", "1_000_000", "1.000.000", "Rp1.000.000,00"; "1,000,000" too, since two commas can
/// only stand between thousands. Errors: bad_amount, overflow.
Result<Rupiah> written_amount(std::string_view text);

/// Basis points: "5.05%" and "5,05 %" are 505; a whole number is basis points as it stands.
/// Errors: bad_value.
Result<std::int64_t> written_share(std::string_view text);

/// "2025-01-31", "31-01-2025", "31/1/2025", "31.01.2025", "31 Januari 2025": the year in full, and
/// the day before the month, as in Indonesia. Errors: bad_date.
Result<Date> written_day(std::string_view text);

/// "2025-01", "01-2025", "1/2025", "Januari 2025", or a day within it. Errors: bad_month.
Result<Month> written_month(std::string_view text);

}  // namespace payung::cases
