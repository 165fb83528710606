#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "secrets/signature.hpp"

/// The worker's card: a short text that the office signed, as a QR code. Who has the public key
/// checks it without any network: the clinic, the village office, the payer.
///
/// It says name, masked NIK, member number, programmes, until when the dues are paid, the day it
/// was made and who made it. The NIK is not on it in full: a card gets lost, and whoever checks it
/// compares the name and the first digits with the identity card. The member number is, for that
/// is what a clinic and the branch ask for, and it opens nothing by itself.
namespace payung::app {

struct Card {
  std::string name;
  std::string masked_nik;
  std::string kpj;  ///< empty: no number yet
  ProgrammeSet programmes;
  Date covered_until;
  Date made_on;
  std::string office;  ///< who signed, in words

  friend bool operator==(const Card&, const Card&) = default;
};

/// "PYG1.<base64url of JSON>.<base64url of an Ed25519 signature>"; letters, digits, '.', '-', '_'.
std::string sign_card(const Card& card, const secrets::Signer& signer);

/// What the card says, when this office signed it. Whether it is still in force on a day is for
/// the reader: covered_until may lie in the past. Errors: unreadable for what is no card (with the
/// part that is wrong), integrity when the signature does not fit.
Result<Card> read_card(std::string_view text, std::string_view public_key);

/// The text as a QR code, an SVG of its own, dark on light with a quiet zone of four modules.
/// Errors: unsupported when it is too long for one.
Result<std::string> qr_svg(std::string_view text);

/// The same code as rows of modules, true is dark; without a quiet zone.
Result<std::vector<std::vector<bool>>> qr_modules(std::string_view text);

/// The card of a person who is covered on `on`. Errors: not_found for somebody unknown,
/// nothing_done when he is not covered then; storage, no_parameter.
Result<Card> card_of_person(Environment& environment, std::int64_t person, Date on,
                            std::string_view office);

}  // namespace payung::app
