#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "store/credentials.hpp"

/// Counting attempts to prove oneself. The same for passwords, codes and links.
namespace payung::app {

/// An attempt that was let in and must be closed.
struct Attempt {
  identity::Verdict verdict = {};  ///< when not allowed there is no number
  std::int64_t number = 0;
};

/// What failures from other addresses do to somebody who has none at his own.
enum class FromElsewhere : std::uint8_t {
  keeps_waiting,       ///< what is guessed is worth guarding from many addresses together
  leaves_a_first_try,  ///< nobody's door may be shut by strangers: each address has one try
};

/// Asks the three limits and, when they allow, writes the attempt down as open: so attempts in
/// parallel count too. `subject`: whatever stands for the account; it is stored as a keyed hash.
/// Inside the caller's transaction. Errors: storage.
Result<Attempt> begin_attempt(Environment& environment, const IdentityContext& context,
                              store::AttemptKind kind, std::string_view subject,
                              std::string_view address, identity::Instant now,
                              FromElsewhere elsewhere = FromElsewhere::keeps_waiting);

}  // namespace payung::app
