#pragma once

#include "adapters/text/catalogue.hpp"
#include "api/route.hpp"
#include "identity/scope.hpp"
#include "intake/finding.hpp"
#include "store/lists.hpp"

namespace payung::api {

/// A finding with its words. The cell's text is left out: it may be a NIK or a phone.
Json finding_json(const text::Catalogue& words, const intake::Finding& finding);

/// Whether a caller may see this sender's lists.
bool reaches_sender(const identity::Scope& scope, const store::Sender& sender);

/// The sender that a company's caller (limited to a payer) may begin with his first list: it has
/// the payer's code, name and area. Empty for all others, and once a sender has that code.
Result<std::optional<store::Sender>> company_to_begin(Call& call);

}  // namespace payung::api
