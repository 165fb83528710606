#pragma once

#include <cstdint>
#include <string_view>

#include "app/environment.hpp"
#include "store/people.hpp"

namespace payung::app {

/// Keeps what a human decided of a pair: the same person, different, or the decision undone. It
/// takes effect with the next run of linking and stands until it is undone. Deciding the same
/// again changes nothing (false).
/// Errors: not_found; bad_option when a decision has no reason, or there is none to undo.
Result<bool> decide_review(Environment& environment, std::int64_t pair,
                           store::ReviewVerdict verdict, std::string_view reason);

}  // namespace payung::app
