#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/search_people.hpp"
#include "secrets/vault.hpp"
#include "store/registry.hpp"

/// What other registries may ask of people and their programmes (SP-DCI). A question is a tree of
/// tests; whoever is outside the asker's scope is not found. Told are: an id of ours, name, birth
/// date, sex, address, and for each programme its code, start, state and the kind of payer. A NIK
/// is told only to whoever asked by that very NIK. Never: member number, income, dues, other
/// numbers.
namespace payung::app {

enum class RegistryField : std::uint8_t {
  identifier,  ///< a NIK, or an id that we gave
  phone,
  name,
  birth_date,
  birth_year,
  age,
  sex,
  region,  ///< code; with all below it
  registration_date,
  programme,         ///< code of a scheme
  enrolment_status,  ///< active, inactive, ended
  payer_kind,
  first_name,    ///< the name's first words; for askers who keep two names
  last_name,     ///< its last words
  last_updated,  ///< the day on which something of him was last recorded
};

enum class Compare : std::uint8_t { eq, gt, lt, ge, le, in };

struct RegistryCondition {
  enum class Kind : std::uint8_t {
    all,   ///< every part holds
    any,   ///< one of the parts holds
    none,  ///< no part holds
    test,
  };
  Kind kind = Kind::all;
  std::vector<RegistryCondition> parts = {};
  RegistryField field = RegistryField::identifier;  ///< of a test, as the rest
  Compare compare = Compare::eq;
  std::vector<std::string> values = {};  ///< one, or several for `in`; in the form that is stored
};

/// The field that an attribute's name means ("DOB", "birth_date", "demographic_info.birth_date").
std::optional<RegistryField> registry_field(std::string_view attribute);

/// A test with its values brought to the form that is stored ("female" to "P", "3319" to "33.19").
/// Errors: bad_value naming the attribute, with what would do.
Result<RegistryCondition> registry_test(std::string_view attribute, Compare compare,
                                        const std::vector<std::string>& values);

struct RegistryEnrolment {
  std::string programme_code;
  std::string programme_name;
  std::string status;       ///< "Active", "Inactive", "Ended"; of others: as they told it
  std::string enrolled_on;  ///< ISO day
  std::string changed_on;   ///< ISO day, or empty
  std::string payer_kind;   ///< of PayerKind; empty: not ours to know
};

struct RegistryPerson {
  store::RegistryFacts facts;
  std::string id;   ///< ours, opaque
  std::string nik;  ///< the one that was asked by; else empty
  std::vector<RegistryEnrolment> enrolments = {};
};

enum class RegistryUnit : std::uint8_t {
  people,         ///< one record for each person
  beneficiaries,  ///< one for each programme of each person
};

struct RegistryQuestion {
  RegistryCondition where;
  identity::Scope scope;
  RegistryUnit unit = RegistryUnit::people;
  /// Fields name, birth_date or registration_date; true: descending.
  std::vector<std::pair<RegistryField, bool>> sort = {};
  std::int64_t page_size = 100;
  std::int64_t page_number = 1;  ///< from 1
  std::int64_t skip = 0;         ///< records left out before the first page
};

struct RegistryAnswer {
  std::vector<RegistryPerson> records;  ///< of the page
  std::int64_t total = 0;
};

/// More people than this are not looked through for one question.
inline constexpr std::int64_t kRegistryCandidatesMax = 5'000;

/// Errors: unsafe when more people would have to be looked through; storage; integrity.
Result<RegistryAnswer> registry_search(Environment& environment, const PeopleIndex& index,
                                       const secrets::Vault& ids, const RegistryQuestion& question);

/// One person as the registry tells of him, with all his programmes, if he is inside the scope and
/// `where` holds; else empty. For notifications.
Result<std::optional<RegistryPerson>> registry_person(
    Environment& environment, const PeopleIndex& index, const secrets::Vault& ids,
    const RegistryCondition& where, const identity::Scope& scope, std::int64_t person);

}  // namespace payung::app
