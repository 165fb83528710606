#include "app/record_payment.hpp"

#include "app/settle_payer.hpp"
#include "billing/chart.hpp"
#include "store/audit.hpp"
#include "store/ledger.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kWordMax = 200;

bool is_word(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return text.size() <= kWordMax;
}

Status check(const PaymentQuery& query) {
  if (query.amount <= Rupiah(0)) return Error{Errc::bad_amount, "amount", "above zero"};
  if (query.key.empty() || !is_word(query.key)) {
    return Error{Errc::bad_value, "key", "1 to 200 printable characters"};
  }
  if (!is_word(query.reference)) {
    return Error{Errc::bad_value, "reference", "at most 200 printable characters"};
  }
  return {};
}

Status book_receipt(Environment& env, const store::Payment& payment) {
  const auto id = store::next_transfer(env.database);
  if (!id) return id.error();
  return store::add_transfers(
      env.database,
      std::vector{ledger::Transfer{
          *id, billing::bank_account(), billing::suspense_account(payment.payer), payment.amount,
          payment.received_on, env.now, "receipt", "payment " + std::to_string(payment.id)}});
}

/// The receipt as it was given the first time.
Result<Receipt> again(Environment& env, const store::BilledPayer& payer,
                      const store::Payment& known, const PaymentQuery& query) {
  const bool same = known.payer == payer.id && known.amount == query.amount &&
                    known.received_on == query.received_on && known.reference == query.reference;
  if (!same) return Error{Errc::already_there, "key", "payment " + std::to_string(known.id)};
  const auto matching = store::matching_of_payment(env.database, known.id);
  if (!matching) return matching.error();
  if (!*matching) return Error{Errc::integrity, "payment " + std::to_string(known.id), "matching"};
  return Receipt{Heard::again,
                 payer,
                 known,
                 (*matching)->paid,
                 (*matching)->person_months,
                 (*matching)->not_charged,
                 (*matching)->suspense_after};
}

Result<Receipt> recorded(Environment& env, const PaymentQuery& query) {
  const auto payer = store::billed_payer(env.database, query.payer);
  if (!payer) return payer.error();
  const auto known = store::payment_of_key(env.database, query.key);
  if (!known) return known.error();
  if (*known) return again(env, *payer, **known, query);

  if (const auto opened = open_accounts(env, std::vector{payer->id}); !opened) {
    return opened.error();
  }
  store::Payment payment{0,         payer->id,       query.amount, query.received_on,
                         query.key, query.reference, env.now};
  const auto id = store::add_payment(env.database, payment, env.actor);
  if (!id) return id.error();
  payment.id = *id;
  if (const auto booked = book_receipt(env, payment); !booked) return booked.error();
  const auto settled = settle_payer(env, *payer, store::Cause::payment);
  if (!settled) return settled.error();
  const std::string subject = "payment " + std::to_string(payment.id);
  const std::string detail = "payer=" + std::to_string(payer->id) +
                             " amount=" + std::to_string(payment.amount.amount()) +
                             " settled=" + std::to_string(settled->paid.amount()) +
                             " not_charged=" + std::to_string(settled->not_charged.amount());
  const auto told =
      store::audit(env.database, {env.now, env.actor, "record_payment", subject, detail});
  if (!told) return told.error();
  return Receipt{Heard::first,
                 *payer,
                 payment,
                 settled->paid,
                 settled->person_months,
                 settled->not_charged,
                 settled->suspense_after};
}

}  // namespace

Result<Receipt> record_payment(Environment& env, const PaymentQuery& query) {
  if (const auto sound = check(query); !sound) return sound.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto receipt = recorded(env, query);
  if (!receipt) return receipt;
  if (receipt->heard == Heard::again) {
    transaction->leave();
    return receipt;
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return receipt;
}

}  // namespace payung::app
