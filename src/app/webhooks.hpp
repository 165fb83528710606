#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"
#include "store/webhooks.hpp"

/// Telling other systems what happened: the kind of event and the number of what it is about, no
/// person's data. Who wants more asks the API with a key of its own.
namespace payung::app {

/// Kinds there are: "list.imported", "people.linked", "eligibility.decided", "budgets.allocated",
/// "members.enrolled", "member.changed", "month.billed", "payment.recorded", "review.decided",
/// "approval.proposed", "approval.decided".
std::vector<std::string_view> event_kinds();
/// The kind that this verb of the audit trail is told as; empty: it is nobody's news.
std::string_view event_kind_of(std::string_view action);

/// Subscribes. `events` empty: all. The secret is in what is returned, this once. One transaction,
/// audited. Errors: bad_value for a kind that there is not; storage.
Result<store::Webhook> add_webhook(Environment& environment, const IdentityContext& context,
                                   const identity::Caller& caller, const std::string& url,
                                   const std::vector<std::string>& events);

/// Pauses, goes on, ends. Audited. Errors: not_found.
Result<store::Webhook> set_webhook(Environment& environment, std::int64_t webhook,
                                   store::WebhookState state);

/// When to try again after so many failures: half a minute, doubled each time, at most four hours;
/// empty after a day of trying.
std::optional<std::int64_t> wait_s_after(std::int64_t failures);

/// "t=1732186000,v1=<hex>": HMAC-SHA-256 of "<t>.<body>" with the webhook's secret, so that a
/// receiver knows who sent it and when.
std::string webhook_signature(std::string_view secret, std::int64_t seconds, std::string_view body);

}  // namespace payung::app
