#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "api/problem.hpp"
#include "api/route.hpp"

/// The messages of SP-DCI (Social Registry and Integrated Beneficiary Registry API 1.0.0): an
/// envelope of signature, header and message, an acknowledgement, a refusal.
namespace payung::api {

enum class Registry : std::uint8_t { social, ibr };
std::string_view to_text(Registry registry);  ///< "social", "ibr"

enum class DciAction : std::uint8_t {
  search,
  subscribe,
  unsubscribe,
  txn_status,
  enrolled,
  enrolment_updates,
  on_search,
  on_subscribe,
  on_unsubscribe,
  txn_on_status,
  notify,
};
std::string_view to_text(DciAction action);  ///< as header.action has it: "txn-status"
/// Under which name a message is kept, apart from header.action where that is the same for two.
std::string_view kept_name(DciAction action);

/// Why a whole message is not taken. `code` is one of the standard's error codes ("err...."),
/// `reason` one of its status reason codes ("rjct....") or empty.
struct DciRefusal {
  std::string code;
  std::string reason;
  std::string words;  ///< what to do next
};

/// The message as the standard writes it, from forms that systems in use send (OpenSPP: action
/// "txn_status", "subscription_code", a status question without txn_type or by one reference_id).
/// Anything else comes out as it came in. Signatures are checked over what came in.
Json usual_form(DciAction action, const Json& body);

/// What does not fit the form of that message; empty when all does. `body` may be anything.
std::optional<DciRefusal> check_form(DciAction action, const Json& body);

/// A message that was taken.
struct Heard {
  Registry registry = Registry::social;
  DciAction action = DciAction::search;
  std::string sender;
  std::string message_id;
  std::string transaction_id;
  std::string correlation_id;  ///< ours
  std::string callback_uri;    ///< empty: none was given
  Json message;
  std::string kept =
      {};  ///< under which name it is kept: "sync-search" is another one than "search"
};

Json acknowledged(std::string_view now, std::string_view correlation_id);
Json refused(std::string_view now, std::string_view correlation_id, const DciRefusal& refusal);

/// How far a message got, for the header of its answer.
struct DciResult {
  std::string status = "succ";  ///< rcvd, pdng, succ, rjct
  std::string reason = {};      ///< of the header's own status reason codes
  std::string words = {};
  std::int64_t total = 1;
  std::int64_t completed = 1;
};

/// The header of an answer or notification: the fields of the callback header, and those of a
/// request's header too, since two of the standard's callbacks ask for these.
Json answer_header(std::string_view action, std::string_view message_id, std::string_view now,
                   std::string_view our_id, std::string_view receiver, const DciResult& result);

/// The action of the message that answers this one: "on-search".
std::string_view answer_action(DciAction action);

/// As text; bytes that are no UTF-8 (a text cut in the middle of a letter) are replaced.
std::string dumped(const Json& json);

/// A text field of an object, empty when it is missing or no text.
std::string field_text(const Json& object, const char* name);

/// What the guard or the reader refuses, in the words of the standard (HttpErrorResponse), and as
/// an acknowledgement beside it. For Route::refusal.
http::Response dci_problem(const Problem& problem, const text::Catalogue& words,
                           const http::RequestHead& head, std::string_view now);

}  // namespace payung::api
