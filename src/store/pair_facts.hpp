#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/people.hpp"

/// What is stored of the persons of a pair, for who is about to decide it. Reads only.
/// Errors everywhere: storage; integrity.
namespace payung::store {

/// Every pair between rows of two persons (the same number twice: of one), decided or open, by id.
Result<std::vector<ReviewPair>> pairs_among(db::Connection& connection, std::int64_t person_a,
                                            std::int64_t person_b);

/// How one person stands with one scheme.
struct StandingOf {
  std::string scheme;    ///< code
  std::string answer;    ///< of eligibility: yes, ask, no; empty: not decided
  std::string standing;  ///< in the newest allocation: paid, waiting, unfundable; empty: none
  std::string budget;    ///< code; empty: none
};
/// By scheme; schemes that know nothing of the person are left out.
Result<std::vector<StandingOf>> standings_of(db::Connection& connection, std::int64_t person);

}  // namespace payung::store
