#pragma once

#include "api/service.hpp"

namespace payung::api {

/// One side of the figures as /v1/dashboard answers it: small counts are hidden already from who
/// sees no persons. Errors: not_found, those of the figures.
Result<Json> dashboard_of(Call& call);

/// The same as a file: csv, xlsx or pdf, with definitions, day, filter and sources.
Result<Reply> figure_file(Call& call);

}  // namespace payung::api
