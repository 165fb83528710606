#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "identity/caller.hpp"

/// What one person may not do alone: one proposes (the maker), another one says yes (the checker).
namespace payung::identity {

enum class Action : std::uint8_t {
  enrolment_batch,  ///< counted in people
  person_merge,     ///< counted in persons
  payment,          ///< measured in rupiah
  claim,            ///< measured in rupiah
};
inline constexpr Action kActions[] = {Action::enrolment_batch, Action::person_merge,
                                      Action::payment, Action::claim};
std::string_view to_text(Action action);
/// Errors: bad_value.
Result<Action> parse_action(std::string_view text);

/// Up to these one person is enough; they come from the settings. Empty: always two.
struct FourEyesLimits {
  std::optional<std::int64_t> enrolment_people = {};
  std::optional<std::int64_t> merge_persons = {};
  std::optional<Rupiah> payment = {};
  std::optional<Rupiah> claim = {};
};

/// How much is at stake: people or whole rupiah, by the action. Never below zero.
struct Stake {
  Action action = Action::enrolment_batch;
  std::int64_t size = 0;
};

/// Whether the action needs a second person: above the limit, or without one.
bool needs_two(const Stake& stake, const FourEyesLimits& limits);

/// What the maker and the checker must be allowed.
Permission to_propose(Action action);
Permission to_decide(Action action);

/// Whether this caller may decide what `maker` (an account's number) proposed. Errors: conflict
/// when he proposed it himself, when he comes by an API key (a decision is a person's), and when
/// his role does not decide such things.
Status may_decide(const Caller& checker, Action action, std::int64_t maker);

}  // namespace payung::identity
