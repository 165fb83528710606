#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "claims/flags.hpp"
#include "claims/papers.hpp"
#include "reckoning/trace.hpp"
#include "store/claims.hpp"

/// Claims from report to payment. Each use case is one transaction, writes one event and one line
/// of the trail, and answers with the claim as it stands then. Errors of all: not_found for the
/// claim; conflict for what may not follow (claims/claim.hpp); storage, integrity.
namespace payung::app {

/// A claim with all that is known of it.
struct ClaimView {
  store::Claim claim;
  std::vector<store::ClaimEvent> events;
  claims::Standing standing;
  std::vector<claims::Paper> checklist;  ///< as on the day of the report
  std::vector<store::ClaimPaper> papers;
  std::vector<std::string> missing;  ///< needed papers that did not come
  std::optional<Date> complete_on;
  std::optional<claims::Standard> standard;
};
/// Reads only. Errors also: no_parameter.
Result<ClaimView> claim_view(Environment& environment, std::int64_t claim);
/// Without papers and checklist words looked up anew: for lists.
Result<ClaimView> claim_view_of(Environment& environment, store::Claim claim);
/// What somebody should look at before anything is decided. Reads only.
Result<std::vector<claims::Doubt>> doubts_of_claim(Environment& environment, const ClaimView& view);

struct ClaimReport {
  std::int64_t person = 0;
  claims::Kind kind = claims::Kind::jkk;
  Date happened_on;
  std::string reporter = "office";  ///< worker, family, employer, village, group, union, facility
                                    ///< or office
  std::string reporter_name = {};
  std::string reporter_phone = {};
  std::string place = {};
  std::string story = {};
  std::string diagnosis = {};
  std::string key = {};  ///< empty: one for person, kind and day, so that twice is once
};
struct Reported {
  ClaimView view;
  bool known_before = false;
};
/// Whoever reports late is not turned away: what that means is for the rules at assessment.
/// Errors: bad_date for a day to come or before birth; bad_value for words that are none;
/// not_found for somebody nobody knows; already_there for the key with another content.
Result<Reported> report_claim(Environment& environment, const ClaimReport& report);

struct NewClaimPaper {
  std::int64_t claim = 0;
  std::string code;
  std::string sha256;
  std::string media_type;
  std::int64_t bytes = 0;
};
struct AddedPaper {
  store::ClaimPaper paper;
  bool known_before = false;
};
/// The file is kept already. Errors: bad_value for a paper that is not on the checklist.
Result<AddedPaper> add_claim_paper(Environment& environment, const NewClaimPaper& paper);
/// Writes down that the family was told what is missing.
Result<ClaimView> ask_for_papers(Environment& environment, std::int64_t claim,
                                 const std::string& note);

struct Receiver {
  std::string name;
  std::string nik = {};
  std::string relation = {};  ///< spouse_or_child ... as the rules of heirs have it; self
  std::string bank;
  std::string account;  ///< figures alone
};
/// Errors: bad_nik, bad_value.
Result<ClaimView> name_receiver(Environment& environment, std::int64_t claim,
                                const Receiver& receiver);

/// Looks at the cover on the day of the event and keeps the day's explanation.
Result<ClaimView> verify_claim(Environment& environment, std::int64_t claim,
                               const std::string& note);

/// Writes an outcome down as it is to be kept (views::outcome_json at the doors).
using OutcomeWriter = std::function<std::string(const reckoning::Outcome&, Date)>;
using ClaimInputs = std::map<std::string, std::string>;
/// Asks the law's engine. What the data hold (cover, membership, birth, declared income, paid
/// months) is taken from them; the rest is given: bills, months off work, losses, children.
/// Question and answer are kept whole. Errors also: those of the engine; bad_value for an input
/// that the data give.
Result<ClaimView> assess_claim(Environment& environment, std::int64_t claim,
                               const ClaimInputs& inputs, const std::string& note,
                               const OutcomeWriter& write);

struct StoredAssessment {
  std::int64_t event = 0;  ///< number of the event
  Date on;                 ///< day of the law
  std::string question;    ///< kind
  ClaimInputs inputs;      ///< everything that was asked
  std::string outcome;     ///< as OutcomeWriter wrote it
  Rupiah total;
  std::string reason;             ///< why nothing is owed; empty when something is
  std::vector<std::string> rows;  ///< the rules it rests on
};
/// The newest; empty when there is none.
Result<std::optional<StoredAssessment>> assessment_of(const ClaimView& view);
/// The same question to the rules of now: what comes out.
Result<reckoning::Outcome> recompute(Environment& environment, const StoredAssessment& stored);

/// Whether it can be approved as it stands. Errors: conflict naming what is missing (papers,
/// receiver, arrears), and when the engine owes nothing.
Status may_approve(const ClaimView& view);
/// What is approved: numbers of the events. Another assessment or receiver came since: conflict.
struct Approved {
  std::int64_t assessment = 0;
  std::int64_t receiver = 0;
};
/// The newest of both; 0 for one that is not there.
Approved approvable(const ClaimView& view);
Result<ClaimView> approve_claim(Environment& environment, std::int64_t claim,
                                const Approved& approved, const std::string& reason);
/// Errors: bad_value without a reason.
Result<ClaimView> refuse_claim(Environment& environment, std::int64_t claim,
                               const std::string& reason);
Result<ClaimView> appeal_claim(Environment& environment, std::int64_t claim,
                               const std::string& reason);
Result<ClaimView> reopen_claim(Environment& environment, std::int64_t claim,
                               const std::string& reason);

/// Orders what is approved and not ordered yet; books benefit to payable.
Result<ClaimView> order_payment(Environment& environment, std::int64_t claim);
/// Books payable to fund. What is owed for paying late is written beside it.
Result<ClaimView> record_benefit_paid(Environment& environment, std::int64_t claim, Date paid_on,
                                      const std::string& reference);
Result<ClaimView> find_overpayment(Environment& environment, std::int64_t claim, Rupiah amount,
                                   const std::string& reason);
Result<ClaimView> record_recovery(Environment& environment, std::int64_t claim, Rupiah amount,
                                  const std::string& reference);

/// A death that a list or an event tells of and nobody claimed: what the family is owed.
struct Unclaimed {
  std::int64_t person = 0;
  Date died_on;
  bool day_is_of_list = false;  ///< nobody told the day: the list's own stands for it
  Rupiah owed;
  std::string reason;  ///< why nothing is owed
  std::optional<Date> last_day;
  std::vector<claims::Paper> papers;
  reckoning::Outcome outcome;      ///< how it was reckoned
  std::vector<std::string> heirs;  ///< in their order, as the rules name them
};
/// By person, after `after`, at most `most` looked at; those with nothing owed are left out unless
/// asked for. `last`: the last person looked at, 0 at the end.
struct UnclaimedPage {
  std::vector<Unclaimed> rights;
  std::int64_t last = 0;
};
Result<UnclaimedPage> unclaimed_rights(Environment& environment, std::int64_t after,
                                       std::int64_t most);

}  // namespace payung::app
