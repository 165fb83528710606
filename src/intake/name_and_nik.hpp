#pragma once

#include "intake/raw_table.hpp"

namespace payung::intake {

/// What one cell under "Nama / NIK" holds, apart.
struct NameAndNik {
  RawCell name;        ///< as typed, without the marks between the two; empty when none is there
  RawCell nik;         ///< for read_nik; empty when none is there
  bool mixed = false;  ///< which is which cannot be told: both are empty then
};

/// "Suparno / 3319...", "3319... - Suparno", also below each other or in parentheses. Words and
/// figures must stand on one side each: two persons, or figures among the words, are not told
/// apart.
NameAndNik split_name_and_nik(const RawCell& cell);

/// The cell of the name holds the sixteen figures of a NIK, and the cell of the NIK a name.
bool are_exchanged(const RawCell& name, const RawCell& nik);

}  // namespace payung::intake
