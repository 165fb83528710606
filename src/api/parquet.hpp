#pragma once

#include <string>

#include "base/result.hpp"

namespace payung::api {

/// Turns a csv file with a header into Apache Parquet, by a plugin that `./do parquet` builds
/// against Apache Arrow: Arrow is large, few need it, and Debian has no package of it. `plugin`:
/// the path of the shared library, the owner's setting. Errors: unsupported when none is set or it
/// does not load, naming what to do; io when it fails.
Status write_parquet(const std::string& plugin, const std::string& csv, const std::string& out);

}  // namespace payung::api
