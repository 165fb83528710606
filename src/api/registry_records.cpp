// A person as the registries of SP-DCI show one: SRPerson and Member (social), Beneficiary (IBR).
#include "api/registry_answers.hpp"

namespace payung::api {
namespace {

/// Where a word like "spdci-extensions-dci:SRPerson" ends.
std::string_view last_word(std::string_view text) {
  const auto at = text.find_last_of(":/#");
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

Json identifiers(const app::RegistryPerson& person) {
  Json all = Json::array();
  all.push_back(
      {{"@type", "Identifier"}, {"identifier_type", "PayungID"}, {"identifier_value", person.id}});
  if (!person.nik.empty()) {
    all.push_back({{"@type", "Identifier"},
                   {"identifier_type", "NationalID"},
                   {"identifier_value", person.nik}});
  }
  return all;
}

void add_text(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

std::string street(const store::RegistryFacts& facts) {
  std::string text = facts.address;
  if (!facts.rt.empty()) text += (text.empty() ? "RT " : " RT ") + facts.rt;
  if (!facts.rw.empty()) text += (text.empty() ? "RW " : " RW ") + facts.rw;
  return text;
}

std::string address_line(const store::RegistryFacts& facts) {
  std::string line = street(facts);
  for (const std::string* one : {&facts.village, &facts.district, &facts.regency}) {
    if (!one->empty()) line += (line.empty() ? "" : ", ") + *one;
  }
  return line;
}

Json address(const store::RegistryFacts& facts) {
  Json made{{"@type", "Address"}};
  add_text(made, "street_address", street(facts));
  add_text(made, "locality", facts.village);
  add_text(made, "sub_region", facts.district);
  add_text(made, "city", facts.regency);
  add_text(made, "region_code", facts.region);
  made["country"] = "IDN";
  return made;
}

Json person_json(const char* type, const app::RegistryPerson& person) {
  const store::RegistryFacts& facts = person.facts;
  Json made{{"@type", type}, {"identifier", identifiers(person)}};
  // A name here is one word or many, and none of them is a family's.
  made["name"] = {{"@type", "Name"},
                  {"surname", ""},
                  {"given_name", facts.name},
                  {"prefix", ""},
                  {"suffix", ""}};
  if (facts.sex == "L") made["sex"] = "male";
  if (facts.sex == "P") made["sex"] = "female";
  made["address"] = address(facts);
  add_text(made, "birth_date", facts.birth_date);
  add_text(made, "registration_date", facts.registered_at);
  return made;
}

Json programme_json(const app::RegistryEnrolment& one) {
  Json made;
  made["programme"] = {{"@type", "Programme"},
                       {"programme_identifier", one.programme_code},
                       {"programme_name", one.programme_name}};
  add_text(made, "enrolment_date", one.enrolled_on);
  made["enrolment_status"] = one.status;
  add_text(made, "status_change_date", one.changed_on);
  return made;
}

Json programmes(const app::RegistryPerson& person) {
  Json all = Json::array();
  for (const app::RegistryEnrolment& one : person.enrolments) {
    Json made = programme_json(one);
    add_text(made, "payer_kind", one.payer_kind);
    all.push_back(std::move(made));
  }
  return Json::array({{{"programmes", std::move(all)}}});
}

Json context(const char* extension) {
  return {{"spdci", std::string("https://schema.spdci.org/extensions/") + extension + "/v1/"},
          {"common", "https://schema.spdci.org/common/v1/"}};
}

Json social_person(const app::RegistryPerson& person) {
  Json made{{"@context", context("social")}, {"@id", "urn:payung:person:" + person.id}};
  made.update(person_json("SRPerson", person));
  made["additional_attributes"] = programmes(person);
  return made;
}

Json social_member(const app::RegistryPerson& person) {
  Json made{{"@context", context("social")},
            {"@id", "urn:payung:person:" + person.id},
            {"@type", "Member"},
            {"member_identifier", identifiers(person)},
            {"demographic_info", person_json("SRPerson", person)}};
  add_text(made, "registration_date", person.facts.registered_at);
  add_text(made, "last_updated", person.facts.updated_at);
  made["additional_attributes"] = programmes(person);
  return made;
}

Json beneficiary(const app::RegistryPerson& person) {
  Json member{{"@type", "Member"},
              {"member_identifier", identifiers(person)},
              {"demographic_info", person_json("Person", person)}};
  add_text(member, "registration_date", person.facts.registered_at);
  add_text(member, "last_updated", person.facts.updated_at);
  std::string id = "urn:payung:beneficiary:" + person.id;
  if (person.enrolments.size() == 1) {
    const app::RegistryEnrolment& one = person.enrolments.front();
    id += ":" + one.programme_code;
    member["programme_identifier"] = programme_json(one);
    if (!one.payer_kind.empty()) {
      member["additional_attributes"] = Json::array({{{"payer_kind", one.payer_kind}}});
    }
  } else {
    member["additional_attributes"] = programmes(person);
  }
  // OpenSPP looks for the programmes' names here.
  Json named = Json::array();
  for (const app::RegistryEnrolment& one : person.enrolments) {
    named.push_back({{"name", one.programme_name}, {"code", one.programme_code}});
  }
  return {{"@context", context("ibr")},   {"@id", std::move(id)},
          {"@type", "Beneficiary"},       {"assistance_unit", "1"},
          {"programs", std::move(named)}, {"member", std::move(member)}};
}

}  // namespace

std::string_view record_name(Registry registry, std::string_view record_type) {
  if (registry == Registry::ibr) return "Beneficiary";
  const std::string_view word = last_word(record_type);
  return word == "SRPerson" || word == "Person" ? "SRPerson" : "Member";
}

Json registry_record(Registry registry, std::string_view record_type,
                     const app::RegistryPerson& person) {
  if (registry == Registry::ibr) return beneficiary(person);
  if (record_name(registry, record_type) == "SRPerson") return social_person(person);
  return social_member(person);
}

Json registrant_record(const app::RegistryPerson& person) {
  const store::RegistryFacts& facts = person.facts;
  Json numbers = Json::array();
  for (const Json& one : identifiers(person)) {
    numbers.push_back({{"idTypeAsStr", one["identifier_type"]},
                       {"idType", {{"name", one["identifier_type"]}}},
                       {"value", one["identifier_value"]},
                       {"expiryDate", nullptr}});
  }
  Json made{{"name", facts.name},      {"isGroup", false},     {"isRegistrant", true},
            {"givenName", facts.name}, {"familyName", ""},     {"addlName", ""},
            {"gender", nullptr},       {"birthdate", nullptr}, {"address", nullptr}};
  if (facts.sex == "L") made["gender"] = "Male";
  if (facts.sex == "P") made["gender"] = "Female";
  add_text(made, "birthdate", facts.birth_date);
  add_text(made, "address", address_line(facts));
  add_text(made, "registrationDate", facts.registered_at.substr(0, 10));
  add_text(made, "createDate", facts.registered_at);
  add_text(made, "writeDate", facts.updated_at);
  made["regIds"] = std::move(numbers);
  made["phoneNumberIds"] = Json::array();
  made["groupMembershipIds"] = Json::array();
  return made;
}

Result<RegistryHears> hears_of(std::string_view event_type) {
  std::string word;
  for (const char c : last_word(event_type)) {
    if (c >= 'A' && c <= 'Z') word += static_cast<char>(c + 32);
    if (c >= 'a' && c <= 'z') word += c;
  }
  // The standard itself writes "enrollement".
  for (const char* one : {"register", "registration", "enrollement", "enrollment", "enrolment"}) {
    if (word == one) return RegistryHears::registrations;
  }
  for (const char* one : {"enrollementstatuschange", "enrollmentstatuschange",
                          "enrolmentstatuschange", "deregister", "update", "delete"}) {
    if (word == one) return RegistryHears::changes;
  }
  return Error{Errc::bad_value, "reg_event_type",
               "REGISTER, enrollement or "
               "enrollement_status_change"};
}

}  // namespace payung::api
