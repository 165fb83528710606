#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "views/shown.hpp"

/// Results as JSON, the same for the command line and the API. What differs is how a thing of the
/// database is named: the command line shows its number, the API an id that nobody can guess.
namespace payung::views {

using Json = nlohmann::ordered_json;

/// Names a person, bill, payment ... by its kind ("person") and number.
using Ids = std::function<Json(std::string_view kind, std::int64_t number)>;
/// The numbers themselves.
Ids plain_numbers();

}  // namespace payung::views
