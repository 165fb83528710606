#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/nik.hpp"
#include "intake/finding.hpp"
#include "intake/raw_table.hpp"
#include "intake/row.hpp"

namespace payung::intake {

/// What a NIK cell says. Separators, an apostrophe and invisible characters are taken off, since
/// they lose nothing; everything that lost a digit stays lost.
struct NikReading {
  NikState state = NikState::missing;
  std::optional<Nik> nik;                         ///< only when ok
  FindingCode reason = FindingCode::nik_missing;  ///< why not, when not ok
  bool cleaned = false;                           ///< something was taken off
};

/// A number cell is damaged whatever its digits: a spreadsheet keeps fifteen of them.
NikReading read_nik(const RawCell& cell);

/// The digits of a number typed as text (KK, KPJ), separators taken off; empty when the cell
/// holds letters, is stored as a number past fifteen digits, or does not have `count` of them.
std::string read_number_text(const RawCell& cell, std::size_t count);

/// 3,31906E+15
bool looks_scientific(std::string_view folded);

}  // namespace payung::intake
