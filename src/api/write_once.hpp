#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/parts.hpp"
#include "api/problem.hpp"
#include "api/route.hpp"

/// A change and the record of its Idempotency-Key in one transaction: both or neither.
namespace payung::api {

/// What the handler's answer became.
struct Written {
  Result<Reply> reply;
  std::optional<Problem> problem = {};  ///< instead of a reply: the key is missing or was reused
  bool again = false;                   ///< the first answer, given once more
};

/// The header's value when it is one; else the problem to answer.
std::optional<Problem> key_problem(const http::Request& request);

/// What must hold inside the transaction, where nobody can change it any more: the problem that
/// keeps the change from being made.
struct Conditions {
  std::function<std::optional<Problem>()> caller;  ///< before anything is answered
  std::function<std::optional<Problem>()>
      state;  ///< before something new is done, not for an answer given again
};

/// Runs `handler` at most once for the caller's key. `operation`: its id. A handler that fails
/// leaves nothing behind, so the same key may be tried again.
Written write_once(Call& call, std::string_view operation, Handler handler,
                   const Conditions& conditions);

}  // namespace payung::api
