#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reckoning/trace.hpp"
#include "views/json.hpp"

/// An answer of the law with its steps: as JSON, as lines of text, and as a letter that a family
/// can read. The words stand in web/text/*/benefits.json.
namespace payung::views {

/// A text by key in the reader's language, {name} replaced by its argument; a key that is not
/// there comes back as itself. Session::text and text::Catalogue::text both fit.
using Words = std::function<std::string(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> args)>;

/// total, reason, trace (code, amount, operands with parameter and source, parts), conditions,
/// facts, doubtful.
Json outcome_json(const reckoning::Outcome& outcome, Date on);

/// The steps with formula and source, the conditions, the facts, what is doubtful.
std::vector<std::string> outcome_lines(const reckoning::Outcome& outcome, const Words& words);

/// "Rp1.000.000", "Rp1,000,000" in English: with the thousands of the reader's language.
std::string amount_text(Rupiah amount, const Words& words);

/// "15 Januari 2025", in the reader's language.
std::string day_text(Date day, const Words& words);

/// Paragraphs: what is owed, of what it is made and by which article, until when to ask, and what
/// is doubtful. Doubts that rounding alone raises are not told: no sum of a letter rests on them.
std::vector<std::string> outcome_letter(const reckoning::Outcome& outcome, Date event,
                                        const Words& words);

/// "Rp1.000.000 × 60% × 80 bulan": the formula of a step in words.
std::string formula_text(const reckoning::Step& step, const Words& words);

}  // namespace payung::views
