#pragma once

#include <string>

#include "app/environment.hpp"

namespace payung::app {

/// Everything that is held about one person, for himself (Law 27/2022 articles 7 and 13): every
/// row in full with its source, purpose and ground, the history, cover and dues, and who looked.
/// One JSON document in UTF-8, the same for command line and API. Whoever hands it out records it
/// in the access log. Errors: not_found; storage, integrity, no_parameter.
Result<std::string> own_data(Environment& environment, std::int64_t person);

}  // namespace payung::app
