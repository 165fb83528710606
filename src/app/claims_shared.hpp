#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/claims.hpp"

/// What the use cases of claims share; for src/app/claims*.cpp alone.
namespace payung::app {

using ClaimJson = nlohmann::ordered_json;

/// Adds one event behind those of the view, when it may follow, and its line of the trail. `facts`
/// is sealed. Inside the caller's transaction.
Status add_step(Environment& environment, ClaimView& view, claims::Step step, Rupiah amount,
                std::string_view what, const ClaimJson& facts);
/// The whole of a use case that only adds an event.
Result<ClaimView> one_step(Environment& environment, std::int64_t claim, claims::Step step,
                           Rupiah amount, const ClaimJson& facts);

/// Errors: bad_value naming the field, for control characters or more than `bytes_max`.
Status check_words(std::string_view name, std::string_view text, std::size_t bytes_max);
/// The same, and not empty.
Status check_said(std::string_view name, std::string_view text, std::size_t bytes_max);

/// The private text of an event. Errors: integrity.
Result<ClaimJson> facts_of(const store::ClaimEvent& event);
/// The newest event of a step; null when there is none.
const store::ClaimEvent* newest(const ClaimView& view, claims::Step step);

}  // namespace payung::app
