#pragma once

#include "api/route.hpp"
#include "api/service.hpp"
#include "api/work_parts.hpp"
#include "store/jobs.hpp"

namespace payung::api {

Json job_json(const Call& call, const store::Job& job);

/// Writes the job down and answers 202 with it. Errors: unsupported where no jobs are run; storage.
Result<Reply> put_up(Call& call, std::string_view kind, const Json& arguments,
                     const RegionCode& region);

}  // namespace payung::api
