#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/rights_soon.hpp"
#include "views/outcome.hpp"

/// Letters to families who did not ask, and the lines of what will be lost soon, in the reader's
/// language. The words stand in web/text/*/claims.json and benefits.json.
namespace payung::views {

/// Who writes to whom.
struct LetterHead {
  std::string office;
  Date today;
  std::string name;  ///< of the member, or of who died
};

/// What happened, what the family is owed and of what it is made, who receives it, which papers,
/// where and until when; what is doubtful is said.
std::vector<std::string> unclaimed_letter(const app::Unclaimed& right, const LetterHead& head,
                                          const Words& words);

/// To a member whose cover ends soon: which months, how much, until when, who was to pay, and the
/// article.
std::vector<std::string> lapsing_letter(const app::Lapsing& lapsing, const LetterHead& head,
                                        const Words& words);
/// To the family of who died: which school years can be asked for and what they give, or that a
/// scholarship may be asked for at all. `years` of one claim, `papers` as claims::papers_of gives
/// them.
std::vector<std::string> school_year_letter(const std::vector<app::SchoolYear>& years,
                                            const std::vector<claims::Paper>& papers,
                                            const LetterHead& head, const Words& words);
/// To a member whom a hospital treated: what can be asked for if it was an accident at work, and
/// until when.
std::vector<std::string> treated_letter(const app::Treated& treated, const LetterHead& head,
                                        const Words& words);

/// A member, the months, the sum, who pays and until when.
std::string lapsing_line(const app::Lapsing& lapsing, const Words& words);
/// A child's school year and what it gives; or a death for whose children nobody asked.
std::string school_year_line(const app::SchoolYear& year, const Words& words);
/// Whom a hospital treated, and until when an accident is to be reported.
std::string treated_line(const app::Treated& treated, const Words& words);

Json lapsing_json(const app::Lapsing& lapsing);
Json school_year_json(const app::SchoolYear& year);
Json treated_json(const app::Treated& treated);

}  // namespace payung::views
