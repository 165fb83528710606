#pragma once

#include <span>

#include "app/review_effect.hpp"
#include "views/json.hpp"

namespace payung::views {

/// What becomes of two persons when a pair is decided to be one, with the rows of both as people
/// compare them. `cards`: the rows of both sides that are shown.
Json effect_json(const app::ReviewEffect& effect, std::span<const store::RowCard> cards,
                 const Ids& ids, Shown shown);

}  // namespace payung::views
