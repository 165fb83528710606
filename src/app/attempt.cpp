#include "app/attempt.hpp"

#include <algorithm>

#include "identity/address.hpp"

namespace payung::app {
namespace {

using identity::Instant;

Instant since(const identity::Backoff& backoff, Instant now) { return now.plus(-backoff.window_s); }

}  // namespace

Result<Attempt> begin_attempt(Environment& environment, const IdentityContext& context,
                              store::AttemptKind kind, std::string_view subject,
                              std::string_view address, Instant now, FromElsewhere elsewhere) {
  const auto& settings = context.settings();
  const std::string who = context.hash_of("attempt " + std::string(store::to_text(kind)), subject);
  const std::string where = context.hash_of("attempt address", identity::counted_address(address));
  auto& database = environment.database;

  const auto here =
      store::failures_of_subject_at(database, who, where, since(settings.account_here, now));
  if (!here) return here.error();
  const auto anywhere =
      store::failures_of_subject(database, who, since(settings.account_anywhere, now));
  if (!anywhere) return anywhere.error();
  const auto from = store::failures_of_address(database, where, since(settings.address, now));
  if (!from) return from.error();

  // Who never failed here is not the one who fails elsewhere.
  const bool first_here = elsewhere == FromElsewhere::leaves_a_first_try && here->empty();
  Attempt attempt;
  for (const auto& verdict :
       {identity::may_try(settings.account_here, *here, now),
        first_here ? identity::Verdict{}
                   : identity::may_try(settings.account_anywhere, *anywhere, now),
        identity::may_try(settings.address, *from, now)}) {
    if (verdict.allowed) continue;
    attempt.verdict.allowed = false;
    attempt.verdict.wait_until = std::max(attempt.verdict.wait_until, verdict.wait_until);
  }
  if (!attempt.verdict.allowed) return attempt;
  const std::int64_t window_s =
      std::max({settings.account_here.window_s, settings.account_anywhere.window_s,
                settings.address.window_s});
  const auto number = store::open_attempt(database, kind, who, where, now, now.plus(-window_s));
  if (!number) return number.error();
  attempt.number = *number;
  return attempt;
}

}  // namespace payung::app
