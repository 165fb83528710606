// The names of attributes and the forms of their values.
#include <array>
#include <charconv>

#include "app/registry_search.hpp"
#include "base/nik.hpp"

namespace payung::app {
namespace {

struct FieldName {
  std::string_view name;
  RegistryField field;
};

/// In small letters without signs.
constexpr FieldName kNames[] = {
    {"identifier", RegistryField::identifier},
    {"identifiervalue", RegistryField::identifier},
    {"personidentifier", RegistryField::identifier},
    {"memberidentifier", RegistryField::identifier},
    {"personid", RegistryField::identifier},
    {"payungid", RegistryField::identifier},
    {"nik", RegistryField::identifier},
    {"uin", RegistryField::identifier},
    {"nid", RegistryField::identifier},
    {"nationalid", RegistryField::identifier},
    {"nationalidentifier", RegistryField::identifier},
    {"mobile", RegistryField::phone},
    {"mobilenumber", RegistryField::phone},
    {"phone", RegistryField::phone},
    {"phonenumber", RegistryField::phone},
    {"name", RegistryField::name},
    {"fullname", RegistryField::name},
    {"givenname", RegistryField::name},
    {"firstname", RegistryField::first_name},
    {"lastname", RegistryField::last_name},
    {"surname", RegistryField::last_name},
    {"familyname", RegistryField::last_name},
    {"birthdate", RegistryField::birth_date},
    {"dateofbirth", RegistryField::birth_date},
    {"dob", RegistryField::birth_date},
    {"yob", RegistryField::birth_year},
    {"birthyear", RegistryField::birth_year},
    {"age", RegistryField::age},
    {"sex", RegistryField::sex},
    {"gender", RegistryField::sex},
    {"region", RegistryField::region},
    {"regioncode", RegistryField::region},
    {"areacode", RegistryField::region},
    {"location", RegistryField::region},
    {"villagecode", RegistryField::region},
    {"registrationdate", RegistryField::registration_date},
    {"createdat", RegistryField::registration_date},
    {"lastupdated", RegistryField::last_updated},
    {"updatedat", RegistryField::last_updated},
    {"programmeidentifier", RegistryField::programme},
    {"programidentifier", RegistryField::programme},
    {"programme", RegistryField::programme},
    {"program", RegistryField::programme},
    {"enrolmentstatus", RegistryField::enrolment_status},
    {"enrollmentstatus", RegistryField::enrolment_status},
    {"payerkind", RegistryField::payer_kind},
};

/// "demographic_info.birth_date" -> "birthdate"
std::string plain(std::string_view attribute) {
  const auto dot = attribute.rfind('.');
  if (dot != std::string_view::npos) attribute.remove_prefix(dot + 1);
  std::string name;
  for (const char c : attribute) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
  }
  return name;
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Only equality makes sense for the others.
bool is_ordered(RegistryField field) {
  return field == RegistryField::birth_date || field == RegistryField::birth_year ||
         field == RegistryField::age || field == RegistryField::registration_date ||
         field == RegistryField::last_updated;
}

Result<std::string> day(std::string_view attribute, const std::string& value) {
  const auto date = Date::parse(std::string_view(value).substr(0, 10));
  if (!date) return Error{Errc::bad_value, std::string(attribute), "a day such as 1990-01-31"};
  return date->text();
}

Result<std::string> number(std::string_view attribute, const std::string& value) {
  int read = 0;
  const char* end = value.data() + value.size();
  const auto got = std::from_chars(value.data(), end, read);
  if (got.ec != std::errc() || got.ptr != end || read < 0 || read > 9999) {
    return Error{Errc::bad_value, std::string(attribute), "a whole number"};
  }
  return std::to_string(read);
}

Result<std::string> sex(std::string_view attribute, const std::string& value) {
  const std::string word = small(value);
  if (word == "male" || word == "m" || word == "l") return std::string("L");
  if (word == "female" || word == "f" || word == "p") return std::string("P");
  return Error{Errc::bad_value, std::string(attribute), "male or female"};
}

Result<std::string> region(std::string_view attribute, const std::string& value) {
  const auto code = RegionCode::parse(value);
  if (!code || code->level() == RegionLevel::country) {
    return Error{Errc::bad_value, std::string(attribute), "a region code such as 33.19.03"};
  }
  return code->text();
}

Result<std::string> stored_form(RegistryField field, std::string_view attribute,
                                const std::string& value) {
  if (value.empty() || value.size() > 200) {
    return Error{Errc::bad_value, std::string(attribute), "1 to 200 characters"};
  }
  switch (field) {
    case RegistryField::identifier:
    case RegistryField::phone:
    case RegistryField::name:
    case RegistryField::first_name:
    case RegistryField::last_name: return value;
    case RegistryField::birth_date:
    case RegistryField::registration_date:
    case RegistryField::last_updated: return day(attribute, value);
    case RegistryField::birth_year:
    case RegistryField::age: return number(attribute, value);
    case RegistryField::sex: return sex(attribute, value);
    case RegistryField::region: return region(attribute, value);
    case RegistryField::programme:
    case RegistryField::enrolment_status:
    case RegistryField::payer_kind: return small(value);
  }
  PAYUNG_CHECK(false);
}

}  // namespace

std::optional<RegistryField> registry_field(std::string_view attribute) {
  const std::string name = plain(attribute);
  for (const FieldName& one : kNames) {
    if (one.name == name) return one.field;
  }
  return std::nullopt;
}

Result<RegistryCondition> registry_test(std::string_view attribute, Compare compare,
                                        const std::vector<std::string>& values) {
  const std::string where(attribute.substr(0, 64));
  const auto field = registry_field(attribute);
  if (!field) {
    return Error{Errc::bad_value, where,
                 "one of identifier, phone, name, first_name, last_name, birth_date, birth_year, "
                 "age, sex, region, registration_date, last_updated, programme_identifier, "
                 "enrolment_status, payer_kind"};
  }
  if (compare != Compare::eq && compare != Compare::in && !is_ordered(*field)) {
    return Error{Errc::bad_value, where, "eq or in"};
  }
  if (values.empty() || (compare != Compare::in && values.size() != 1) || values.size() > 1'000) {
    return Error{Errc::bad_value, where, "one value; a list of 1 to 1000 for in"};
  }
  RegistryCondition test;
  test.kind = RegistryCondition::Kind::test;
  test.field = *field;
  test.compare = compare;
  for (const std::string& value : values) {
    auto stored = stored_form(*field, where, value);
    if (!stored) return stored.error();
    test.values.push_back(*std::move(stored));
  }
  return test;
}

}  // namespace payung::app
