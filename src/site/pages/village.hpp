#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "site/pages/form.hpp"
#include "site/pages/frame.hpp"

/// What the pages of the village office share: who is signed in, the form, what is said about it.
namespace payung::site {

/// The villages that may be chosen and what a write must bring.
struct VillageDesk {
  int status = 401;  ///< of asking who it is: 200 when signed in
  bool may_enter = false;
  std::string csrf;
  std::string account;  ///< the account's public id: unsent entries are its own
  Json villages = Json::array();
};
VillageDesk village_desk(const Visit& visit);

/// What was typed, and what came of sending it.
struct VillageForm {
  std::string action = "/village/add";
  std::string key;  ///< the same entry sent twice is one
  Json fields = Json::object();
  Json answer = nullptr;   ///< of POST /v1/entries; null: nothing was sent yet
  std::string masked_nik;  ///< of an entry that is corrected: an empty field keeps it
  std::string masked_phone;
};

/// The names of the form's fields, in the order in which they are asked.
inline constexpr std::string_view kVillageFields[] = {
    "nik", "name", "birth_date", "sex", "village", "address", "rt", "rw", "occupation", "phone"};

/// As the API takes it, from a browser's form.
Json village_fields(const Form& form);

/// The form with its errors, and what the script needs: words, and room for what is not sent yet.
void add_village_form(Html& html, const Visit& visit, const VillageDesk& desk,
                      const VillageForm& form);
/// Room for "4 wait", which leads to what is not sent yet.
void add_badge(Html& html);
/// A photo of the identity card: shown by script alone, without which it cannot be made smaller.
/// `entry`: the id of whom it is, empty in the form of somebody new.
void add_photo_field(Html& html, const Visit& visit, const std::string& entry);
/// What is not sent yet stands here; only script fills it, so it is hidden.
void add_outbox(Html& html, const Visit& visit);

std::string json_text(const Json& object, const char* name);

}  // namespace payung::site
