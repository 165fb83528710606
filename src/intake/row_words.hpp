#pragma once

#include <optional>
#include <string_view>

#include "base/kinds.hpp"
#include "intake/row.hpp"

/// The short words of lists that mean one of a few things.
namespace payung::intake {

/// L/P, Laki-laki/Perempuan, Pria/Wanita, M/F, LK/PR, 1/2, a typing error allowed in long ones.
std::optional<Sex> read_sex_word(std::string_view text);

/// What a status or remark says of the person; empty when nothing of the kind.
/// "orang tua meninggal" speaks of another, "tidak pindah" says the contrary: both are nothing.
std::optional<Condition> read_condition_words(std::string_view text);

/// "Alm." or "(almarhum)" of the person, not of the father in "bin Alm. Kasan".
/// "12. SUPARNO" and "3) Siti" without the running number in front; other text as it is.
std::string_view without_numbering(std::string_view folded);
bool says_deceased(std::string_view name);

std::optional<Segment> read_segment_word(std::string_view text);

/// All programmes that are named: "JKK, JKM dan JHT".
ProgrammeSet read_programme_words(std::string_view text);

/// Y, ya, v, a tick, 1, an amount: yes. Blank, N, tidak, 0, a dash: no.
bool reads_yes(std::string_view text);

/// "Desil 3", "3", "3.0": 1 to 10.
std::optional<int> read_decile(std::string_view text);

/// At least one number of the cell has as many figures as a number may have: nine to twelve after
/// the 0 or 62 of a mobile one (8...), six to fifteen of others (ITU E.164).
bool can_be_called(std::string_view phones);

/// "#REF!", "#N/A", "Err:502": what a spreadsheet shows where a formula failed. A csv and a copy of
/// values hold it as text.
bool says_formula_error(std::string_view text);

/// A dash, dots, "tidak ada", "n/a" and their kind: nothing was to be said.
bool says_nothing(std::string_view text);

}  // namespace payung::intake
