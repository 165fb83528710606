#include "app/claims_shared.hpp"
#include "benefits/benefits.hpp"
#include "store/ledger.hpp"

/// Orders, payments, what was paid too much, and what came back, each with its entry in the book.
///
///   benefit.JKK ...      +debit   benefits that were granted
///   benefit_payable      +credit  ordered and not paid yet; never below zero
///   benefit_fund         +credit  money that went out for benefits
///   benefit_recoverable  +debit   paid too much and not back yet; never below zero
namespace payung::app {
namespace {

using claims::Step;
using ledger::AccountId;
using ledger::Floor;
using ledger::Side;

// Between the corrections (20 ...) and the payers (1,000 ...).
constexpr AccountId kPayable = 40;
constexpr AccountId kFund = 41;
constexpr AccountId kRecoverable = 42;
constexpr AccountId kBenefits = 50;

AccountId benefit_account(Programme programme) {
  return kBenefits + static_cast<AccountId>(programme);
}

Status open_accounts(Environment& env) {
  std::vector<store::OwnedAccount> accounts{
      {{kPayable, "benefit_payable", Side::credit, Floor::zero}, {}},
      {{kFund, "benefit_fund", Side::credit, Floor::none}, {}},
      {{kRecoverable, "benefit_recoverable", Side::debit, Floor::zero}, {}}};
  for (const Programme programme : {Programme::jkk, Programme::jkm, Programme::jht}) {
    accounts.push_back({{benefit_account(programme), "benefit." + std::string(to_text(programme)),
                         Side::debit, Floor::none},
                        {}});
  }
  return store::add_accounts(env.database, accounts);
}

struct Entry {
  AccountId debit;
  AccountId credit;
  const char* kind;
};

/// The step and its entry, which names the step: "claim 12 event 7".
Result<ClaimView> booked(Environment& env, std::int64_t claim, Step step,
                         std::optional<Rupiah> amount, const ClaimJson& facts, Entry entry) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  if (entry.debit == kBenefits)
    entry.debit = benefit_account(claims::programme_of(view->claim.kind));
  if (entry.credit == kBenefits) {
    entry.credit = benefit_account(claims::programme_of(view->claim.kind));
  }
  const auto& is = view->standing;
  const Rupiah open = step == Step::payment_ordered
                          ? Rupiah(is.approved.amount() - is.ordered.amount())
                          : Rupiah(is.ordered.amount() - is.paid.amount());
  const Rupiah sum = amount.value_or(open);
  if (const Status stepped = add_step(env, *view, step, sum, "", facts); !stepped) {
    return stepped.error();
  }
  if (const Status opened = open_accounts(env); !opened) return opened.error();
  const auto id = store::next_transfer(env.database);
  if (!id) return id.error();
  const std::string reference =
      "claim " + std::to_string(claim) + " event " + std::to_string(view->events.back().number);
  const Status added = store::add_transfers(
      env.database, std::vector{ledger::Transfer{*id, entry.debit, entry.credit, sum, env.today,
                                                 env.now, entry.kind, reference}});
  if (!added) return added.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  return claim_view(env, claim);
}

/// What paying late costs, where a rule says so (JKK, JKM).
Result<ClaimJson> lateness(Environment& env, const ClaimView& view, Date paid_on) {
  ClaimJson facts = ClaimJson::object();
  const Programme programme = claims::programme_of(view.claim.kind);
  if (programme == Programme::jht || !view.complete_on || paid_on < *view.complete_on) return facts;
  const auto late = benefits::paid_late(
      {programme, Rupiah(view.standing.ordered.amount() - view.standing.paid.amount()),
       *view.complete_on, paid_on},
      env.rules);
  if (!late) return late.error();
  facts["pay_by"] = late->fact("pay_by").value_or("");
  facts["late_compensation"] = late->total.amount();
  return facts;
}

}  // namespace

Result<ClaimView> order_payment(Environment& env, std::int64_t claim) {
  return booked(env, claim, Step::payment_ordered, {}, ClaimJson::object(),
                {kBenefits, kPayable, "benefit"});
}

Result<ClaimView> record_benefit_paid(Environment& env, std::int64_t claim, Date paid_on,
                                      const std::string& reference) {
  if (const Status good = check_words("reference", reference, 200); !good) return good.error();
  if (paid_on > env.today) return Error{Errc::bad_date, "paid_on", "after today"};
  // What was late follows from the same state as what is paid.
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto view = claim_view(env, claim);
  if (!view) return view;
  const auto* ordered = newest(*view, Step::payment_ordered);
  if (ordered != nullptr && paid_on < ordered->event.on) {
    return Error{Errc::bad_date, "paid_on", "before the order of " + ordered->event.on.text()};
  }
  auto facts = lateness(env, *view, paid_on);
  if (!facts) return facts.error();
  (*facts)["paid_on"] = paid_on.text();
  (*facts)["reference"] = reference;
  auto paid = booked(env, claim, Step::paid, {}, *facts, {kPayable, kFund, "benefit_paid"});
  if (!paid) return paid;
  if (const Status done = transaction->commit(); !done) return done.error();
  return paid;
}

Result<ClaimView> find_overpayment(Environment& env, std::int64_t claim, Rupiah amount,
                                   const std::string& reason) {
  if (const Status good = check_said("reason", reason, 1'000); !good) return good.error();
  return booked(env, claim, Step::overpaid, amount, {{"reason", reason}},
                {kRecoverable, kBenefits, "overpayment"});
}

Result<ClaimView> record_recovery(Environment& env, std::int64_t claim, Rupiah amount,
                                  const std::string& reference) {
  if (const Status good = check_words("reference", reference, 200); !good) return good.error();
  return booked(env, claim, Step::recovered, amount, {{"reference", reference}},
                {kFund, kRecoverable, "recovery"});
}

}  // namespace payung::app
