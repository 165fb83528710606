#pragma once

#include <string>

#include "app/environment.hpp"
#include "store/payments.hpp"

namespace payung::app {

struct PaymentQuery {
  std::string payer;  ///< code
  Rupiah amount;      ///< above zero
  Date received_on;
  std::string key;  ///< given by the sender of the message: the same key is the same payment
  std::string reference = {};
};

/// Whether the payment came in now, or the same message came again.
enum class Heard : std::uint8_t { first, again };

struct Receipt {
  Heard heard;
  store::BilledPayer payer;
  store::Payment payment;
  Rupiah settled;  ///< of this and older money, what it paid
  std::int64_t person_months = 0;
  Rupiah not_charged;     ///< old arrears of a self-payer over which membership had ended
  Rupiah suspense_after;  ///< carried forward to the next bill
};

/// Records money that came in and sets it against the payer's dues (billing::match). The same key
/// with the same content gives the same receipt and changes nothing.
/// One transaction, audited. Errors: not_found (payer), bad_amount, bad_value (key), already_there
/// (the key with other content), no_parameter, storage.
Result<Receipt> record_payment(Environment& environment, const PaymentQuery& query);

}  // namespace payung::app
