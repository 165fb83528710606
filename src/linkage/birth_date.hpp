#pragma once

#include <cstdint>
#include <string_view>

namespace payung::linkage {

/// A birth date as lists type it, as yyyymmdd; yymmdd (below 1,000,000) when the year has two
/// digits; 0 when it cannot be read. Understood are 1975-08-17, 17-08-1975, 17/8/75, 17.08.1975,
/// "17 Agustus 1975" (Indonesian and English months), 19750817, a spreadsheet's serial number of
/// days (27623) and any of these behind a place ("Kudus, 17-08-1975"). Day stands before month
/// unless that makes no date.
std::uint32_t read_birth_date(std::string_view text);

}  // namespace payung::linkage
