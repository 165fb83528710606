#pragma once

#include <cstdint>
#include <string>

#include "adapters/http/message.hpp"

namespace payung::http {

enum class Ending : bool { keep, close };

/// Status line and fields up to the empty line. `length` below zero: no Content-Length (chunked or
/// until the end). A field whose name or value holds a line break is left out, so that nothing
/// can be smuggled into an answer.
std::string head_text(const Response& response, Ending ending, std::int64_t length);

/// What the server answers by itself, before any application sees the request.
Response plain_problem(int status);

/// A new name in the folder (empty: the system's temporary one) for a body that is spooled.
std::string spool_path(const std::string& folder, const std::string& request_id);

}  // namespace payung::http
