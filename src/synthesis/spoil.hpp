#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "synthesis/random.hpp"

/// The damage itself: each function takes a right value and returns it as a hurried clerk or a
/// spreadsheet leaves it; empty when that damage cannot befall this value.
namespace payung::synthesis::spoil {

using Name = std::vector<std::string>;

std::string upper(std::string_view text);
std::string joined_with_spaces(const Name& name);

// NIK: sixteen digits in.
std::optional<std::string> nik_transposed(Random& random, std::string nik);
std::string nik_wrong_digit(Random& random, std::string nik);
std::string nik_dropped(Random& random, std::string nik);
std::string nik_doubled(Random& random, std::string nik);
std::optional<std::string> nik_last_lost(std::string nik);  ///< empty when the last is 0 anyway
std::string nik_scientific(std::string_view nik);           ///< "3,31908E+15"
std::optional<std::string> nik_letter(Random& random, std::string nik);
/// "331909 190871 0001" or "331909.190871.0001", some with an apostrophe or a space before.
std::string nik_grouped(Random& random, std::string_view nik, char between);

// Names.
std::optional<Name> name_old_spelling(Random& random, Name name);
std::optional<Name> name_abbreviated(Random& random, Name name);
std::optional<Name> name_part_missing(Random& random, Name name);
std::optional<Name> name_reordered(Random& random, Name name);
std::optional<Name> name_joined(Random& random, Name name);
std::string name_titled(Random& random, std::string_view name, Sex sex);
/// One letter dropped, doubled, changed or exchanged with the next; empty for short words.
std::optional<std::string> typing_error(Random& random, std::string text);

// Dates.
std::optional<Date> date_swapped(Date date);  ///< empty when day and month are the same or no date
std::optional<Date> date_wrong_year(Random& random, Date date);
std::optional<Date> date_wrong_day(Random& random, Date date);
std::optional<Date> date_january(Date date);

}  // namespace payung::synthesis::spoil
