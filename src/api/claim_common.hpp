#pragma once

#include <chrono>
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "app/claims.hpp"
#include "views/outcome.hpp"

/// What the routes of claims share.
namespace payung::api {

std::span<const Route> claim_routes();         ///< claims from report to payment
std::span<const Route> claim_paper_routes();   ///< their papers
std::span<const Route> right_routes();         ///< what nobody asked for yet
std::span<const Route> right_letter_routes();  ///< and its letters
std::span<const Route> family_routes();        ///< reports by who has no account
std::span<const Route> law_routes();           ///< the law asked, and what a change of it means

/// What BPJS Ketenagakerjaan's own channel takes (Lapak Asik: 6 MB).
inline constexpr std::int64_t kPaperBytesMax = std::int64_t{6} << 20;
inline constexpr std::chrono::milliseconds kPaperPatience{10'000};

/// The claim of the path, if its person is inside the caller's scope: an id that is none, one of
/// somebody outside and one that is not there are answered alike. Errors: not_found.
Result<app::ClaimView> claim_in_scope(Call& call);

/// One line of a list: state, days, amounts; nothing private.
Json claim_row(Call& call, const app::ClaimView& view);
/// All of it. Who may not see people unmasked is shown neither what happened nor who is paid.
Result<Json> claim_json(Call& call, const app::ClaimView& view);
/// What the family is told, in the caller's language, by the assessment. Empty without one.
Result<Json> letter_json(Call& call, const app::ClaimView& view);

/// The person's id, name and region with `rest`; the look is recorded. Empty for somebody outside
/// the caller's scope.
Result<std::optional<Json>> person_row(Call& call, const PeopleParts& parts, std::int64_t person,
                                       std::string_view why, Json rest);

/// Number of the claim's newest event of that kind; 0 when there is none.
std::int64_t newest_event(const app::ClaimView& view, claims::Step step);

/// What a worker or his family is told of a claim: where it stands, and what is missing.
Json own_claim_json(Call& call, const app::ClaimView& view);

/// An answer of the law as a family reads it: the sum, its steps with formula and article, what was
/// looked at, and the letter, in the caller's language.
Json outcome_explained(Call& call, const reckoning::Outcome& outcome, Date on);

/// The texts of the caller's language.
views::Words words_of(Call& call);

/// How an outcome is kept with a claim.
std::string outcome_text(const reckoning::Outcome& outcome, Date on);
Json paper_json(const Call& call, const store::ClaimPaper& paper);
Json checklist_json(Call& call, const std::vector<claims::Paper>& checklist);

}  // namespace payung::api
