#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/text/catalogue.hpp"
#include "api/json_schema.hpp"
#include "base/result.hpp"

/// What went wrong, as RFC 9457 problem details: a stable code, the words in the reader's
/// language, each bad field with what would do.
namespace payung::api {

struct Problem {
  int status = 500;
  std::string code;    ///< "not_signed_in"; type is tag:payung:<code>
  std::string detail;  ///< in words, what to do next; empty: the words of the code
  std::vector<Violation> violations = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// The problem that an Error of the use cases is for a caller. A fault of ours (storage, io,
/// integrity) says no more than that; its detail goes to the log.
Problem problem_of(const Error& error, const text::Catalogue& words);

http::Response problem_response(const Problem& problem, const text::Catalogue& words,
                                const std::string& request_id);

}  // namespace payung::api
