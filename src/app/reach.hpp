#pragma once

#include <string>
#include <vector>

#include "app/environment.hpp"
#include "identity/scope.hpp"

/// What a caller reaches, as people call it.
namespace payung::app {

/// One limit of a scope: "region", "33.19" and "Kabupaten Kudus".
struct NamedLimit {
  std::string kind;
  std::string value;
  std::string name;  ///< empty where there is none: the country, a kind of work, one never loaded
};

/// The limits with the names of their regions, senders and payers, in the order of `limits_of`.
/// Reads only. Errors: storage.
Result<std::vector<NamedLimit>> named_reach(Environment& environment, const identity::Scope& scope);

}  // namespace payung::app
