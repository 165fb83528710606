#include "app/registry_search.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/status_of_person.hpp"
#include "store/membership.hpp"
#include "store/payments.hpp"

namespace payung::app {
namespace {

using Kind = RegistryCondition::Kind;
using Persons = std::set<std::int64_t>;

constexpr std::size_t kHitsMax = 1'000;

/// Digits without the country's prefix: 0812..., 62812... and +62 812 are one number.
std::string phone_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.starts_with("62")) return digits.substr(2);
  if (digits.starts_with("0")) return digits.substr(1);
  return digits;
}

/// Letters and figures in capitals, one blank between words.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool other = static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9');
    if (letter || other) {
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    } else if (!out.empty() && out.back() != ' ' && c != '\'' && c != '.') {
      out += ' ';
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Compares words, or numbers written as words.
bool holds(Compare compare, int order) {
  switch (compare) {
    case Compare::eq:
    case Compare::in: return order == 0;
    case Compare::gt: return order > 0;
    case Compare::lt: return order < 0;
    case Compare::ge: return order >= 0;
    case Compare::le: return order <= 0;
  }
  return false;
}

bool words_hold(const RegistryCondition& test, const std::string& value) {
  if (value.empty()) return false;
  return std::ranges::any_of(test.values, [&](const std::string& wanted) {
    return holds(test.compare, value.compare(wanted));
  });
}

bool numbers_hold(const RegistryCondition& test, int value) {
  return std::ranges::any_of(test.values, [&](const std::string& wanted) {
    const int other = std::stoi(wanted);  // registry_test let only numbers through
    return holds(test.compare, value < other ? -1 : value > other ? 1 : 0);
  });
}

bool region_holds(const RegistryCondition& test, const std::string& region) {
  const auto here = RegionCode::parse(region);
  if (!here || region.empty()) return false;
  return std::ranges::any_of(test.values, [&](const std::string& wanted) {
    const auto area = RegionCode::parse(wanted);
    return area && area->contains(*here);
  });
}

enum class At : std::uint8_t { begin, end };

/// Whole words at the name's begin or end.
bool name_has(const RegistryCondition& test, const std::string& name, At at) {
  const std::string own = folded(name);
  return std::ranges::any_of(test.values, [&](const std::string& value) {
    const std::string wanted = folded(value);
    if (wanted.empty() || own == wanted) return own == wanted;
    return at == At::begin ? own.starts_with(wanted + ' ') : own.ends_with(' ' + wanted);
  });
}

template <class Each>
bool enrolment_holds(const RegistryCondition& test, const RegistryPerson& person,
                     const Each& word) {
  return std::ranges::any_of(person.enrolments, [&](const RegistryEnrolment& one) {
    return words_hold(test, small(word(one)));
  });
}

class Tester {
 public:
  explicit Tester(Date today) : today_(today) {}

  bool fits(const RegistryCondition& where, const RegistryPerson& person) const {
    const auto part_fits = [&](const RegistryCondition& part) { return fits(part, person); };
    switch (where.kind) {
      case Kind::all: return std::ranges::all_of(where.parts, part_fits);
      case Kind::any: return std::ranges::any_of(where.parts, part_fits);
      case Kind::none: return std::ranges::none_of(where.parts, part_fits);
      case Kind::test: return test_fits(where, person);
    }
    return false;
  }

 private:
  bool test_fits(const RegistryCondition& test, const RegistryPerson& person) const {
    const store::RegistryFacts& facts = person.facts;
    const auto any = [&](const auto& own, const auto& form) {
      return std::ranges::any_of(test.values, [&](const std::string& wanted) {
        return std::ranges::any_of(
            own, [&](const std::string& one) { return form(one) == form(wanted); });
      });
    };
    const auto same = [](const std::string& text) { return text; };
    switch (test.field) {
      case RegistryField::identifier:
        return any(facts.niks, same) || any(std::vector{person.id}, same);
      case RegistryField::phone: return any(facts.phones, phone_digits);
      case RegistryField::name: return any(std::vector{facts.name}, folded);
      case RegistryField::first_name: return name_has(test, facts.name, At::begin);
      case RegistryField::last_name: return name_has(test, facts.name, At::end);
      case RegistryField::birth_date: return words_hold(test, facts.birth_date);
      case RegistryField::birth_year:
        return facts.birth_date.size() == 10 &&
               numbers_hold(test, std::stoi(facts.birth_date.substr(0, 4)));
      case RegistryField::age: return age_fits(test, facts);
      case RegistryField::sex: return words_hold(test, facts.sex);
      case RegistryField::region: return region_holds(test, facts.region);
      case RegistryField::registration_date:
        return words_hold(test, facts.registered_at.substr(0, 10));
      case RegistryField::last_updated: return words_hold(test, facts.updated_at.substr(0, 10));
      case RegistryField::programme:
        return enrolment_holds(test, person, [](const auto& e) { return e.programme_code; });
      case RegistryField::enrolment_status:
        return enrolment_holds(test, person, [](const auto& e) { return e.status; });
      case RegistryField::payer_kind:
        return enrolment_holds(test, person, [](const auto& e) { return e.payer_kind; });
    }
    return false;
  }

  bool age_fits(const RegistryCondition& test, const store::RegistryFacts& facts) const {
    const auto born = Date::parse(facts.birth_date);
    return born && numbers_hold(test, today_.age_of(*born));
  }

  Date today_;
};

bool asks_programmes(const RegistryCondition& where) {
  if (where.kind == Kind::test) {
    return where.field == RegistryField::programme ||
           where.field == RegistryField::enrolment_status ||
           where.field == RegistryField::payer_kind;
  }
  return std::ranges::any_of(where.parts, asks_programmes);
}

/// The NIK by which he was asked for, if he was.
std::string asked_nik(const RegistryCondition& where, const store::RegistryFacts& facts) {
  if (where.kind == Kind::none) return {};
  if (where.kind == Kind::test) {
    if (where.field != RegistryField::identifier) return {};
    for (const std::string& value : where.values) {
      if (std::ranges::find(facts.niks, value) != facts.niks.end()) return value;
    }
    return {};
  }
  for (const RegistryCondition& part : where.parts) {
    if (std::string nik = asked_nik(part, facts); !nik.empty()) return nik;
  }
  return {};
}

/// Programmes of many people; what is the same for all is read once.
class Programmes {
 public:
  static Result<Programmes> read(Environment& env) {
    Programmes made;
    const auto schemes = store::scheme_names_of_budgets(env.database);
    if (!schemes) return schemes.error();
    for (const store::SchemeOfBudget& one : *schemes) {
      made.schemes_[one.budget] = {one.code, one.name};
    }
    const auto payers = store::billed_payers(env.database);
    if (!payers) return payers.error();
    for (const store::BilledPayer& one : *payers) made.payers_[one.id] = one.kind;
    return made;
  }

  Result<std::vector<RegistryEnrolment>> of(Environment& env, std::int64_t person) const {
    const auto events = store::membership_events_of(env.database, person);
    if (!events) return events.error();
    std::vector<RegistryEnrolment> all;
    const auto spells = enrolment::spells_of(*events);
    const enrolment::Spell* last = nullptr;
    for (const enrolment::Spell& spell : spells) {
      const auto [code, name] = scheme_of(spell.member.budget);
      const bool goes_on = last != nullptr && last->member.start == spell.member.start &&
                           all.back().programme_code == code;
      if (!goes_on) {
        const bool fresh = last == nullptr || last->member.start != spell.member.start;
        const Date from = fresh ? spell.member.start : spell.from.first_day();
        if (last != nullptr) close(all.back(), last->ended_on.value_or(from));
        all.push_back({code, name, "Active", from.text(), from.text(), ""});
      }
      all.back().payer_kind = kind_of(spell.member.payer);
      last = &spell;
    }
    if (last != nullptr) {
      if (const auto told = finish(env, person, *last, all.back()); !told) return told.error();
    }
    const auto outside = store::outside_enrolments(env.database, person);
    if (!outside) return outside.error();
    for (const store::OutsideEnrolment& one : *outside) {
      all.push_back({one.programme_code, one.programme_name, one.status, one.enrolled_on,
                     one.changed_on, ""});
    }
    return all;
  }

 private:
  /// A membership that no programme file of ours pays for.
  std::pair<std::string, std::string> scheme_of(std::int64_t budget) const {
    const auto found = schemes_.find(budget);
    if (found != schemes_.end()) return found->second;
    return {"BPU", "Bukan Penerima Upah"};
  }
  std::string kind_of(std::int64_t payer) const {
    const auto found = payers_.find(payer);
    return found == payers_.end() ? std::string() : std::string(to_text(found->second));
  }
  static void close(RegistryEnrolment& enrolment, Date on) {
    enrolment.status = "Ended";
    enrolment.changed_on = on.text();
  }
  /// Ended by an event, or active or not by what is paid.
  static Status finish(Environment& env, std::int64_t person, const enrolment::Spell& last,
                       RegistryEnrolment& enrolment) {
    if (last.ended_by) {
      close(enrolment, last.ended_on.value_or(env.today));
      return {};
    }
    const auto status = status_of_one(env, person, env.today);
    if (!status) return status.error();
    if (status->covered != coverage::Covered::no) return {};
    enrolment.status = "Inactive";
    for (const ProgrammeStatus& one : status->programmes) {
      if (!one.answer.covered_until) continue;
      const auto after = Date::from_days(one.answer.covered_until->days_since_1970() + 1);
      if (after && after->text() > enrolment.changed_on) enrolment.changed_on = after->text();
    }
    return {};
  }

  std::map<std::int64_t, std::pair<std::string, std::string>> schemes_;
  std::map<std::int64_t, PayerKind> payers_;
};

/// Finds whom a question may mean, without looking through everybody where it names somebody.
class Candidates {
 public:
  Candidates(Environment& env, const PeopleIndex& index, const secrets::Vault& ids)
      : env_(env), index_(index), ids_(ids) {}

  Result<Persons> of(const RegistryQuestion& question) {
    auto named = by_name(question.where);
    if (!named) return named.error();
    if (*named) return **std::move(named);
    store::RegistryNarrow narrow = narrow_of(question.where);
    if (narrow.region.empty() && question.scope.regions.size() == 1) {
      narrow.region = question.scope.regions.front().text();
    }
    const auto found =
        store::registry_candidates(env_.database, narrow, kRegistryCandidatesMax + 1);
    if (!found) return found.error();
    if (found->size() > static_cast<std::size_t>(kRegistryCandidatesMax)) {
      return Error{Errc::unsafe, "search", "name a smaller region or more of the person"};
    }
    return Persons(found->begin(), found->end());
  }

 private:
  using Named = std::optional<Persons>;

  /// The persons that the condition names; empty: it names nobody in particular.
  Result<Named> by_name(const RegistryCondition& where) {
    switch (where.kind) {
      case Kind::none: return Named();
      case Kind::test: return by_test(where);
      case Kind::all: {
        Named best;
        for (const RegistryCondition& part : where.parts) {
          auto one = by_name(part);
          if (!one) return one.error();
          if (*one && (!best || (*one)->size() < best->size())) best = *std::move(one);
        }
        return best;
      }
      case Kind::any: {
        Persons all;
        for (const RegistryCondition& part : where.parts) {
          auto one = by_name(part);
          if (!one) return one.error();
          if (!*one) return Named();
          all.insert((*one)->begin(), (*one)->end());
        }
        return Named(std::move(all));
      }
    }
    return Named();
  }

  Result<Named> by_test(const RegistryCondition& test) {
    Persons all;
    if (test.field == RegistryField::identifier) {
      for (const std::string& value : test.values) {
        if (const auto status = by_identifier(value, all); !status) return status.error();
      }
      return Named(std::move(all));
    }
    const bool part =
        test.field == RegistryField::first_name || test.field == RegistryField::last_name;
    if (!part && test.field != RegistryField::name && test.field != RegistryField::phone) {
      return Named();
    }
    const auto state = index_.state();
    if (!state) return Named(std::move(all));
    for (const std::string& value : test.values) {
      const auto found = state->people.find(value, {}, kHitsMax).hits;
      // Whole names come first; of those with one word of it some may be missing then.
      if (part && found.size() >= kHitsMax) return Named();
      for (const search::Hit& hit : found) all.insert(hit.person);
    }
    return Named(std::move(all));
  }

  Status by_identifier(const std::string& value, Persons& all) {
    if (const auto person = ids_.number_of("person", value)) all.insert(*person);
    const auto nik = Nik::parse(value);
    if (!nik) return {};
    const auto persons = store::persons_of_nik(env_.database, *nik);
    if (!persons) return persons.error();
    all.insert(persons->begin(), persons->end());
    return {};
  }

  static void narrow_by(const RegistryCondition& test, store::RegistryNarrow& narrow) {
    if (test.kind != Kind::test || test.values.size() != 1) return;
    const std::string& value = test.values.front();
    const bool equal = test.compare == Compare::eq || test.compare == Compare::in;
    const bool from = test.compare == Compare::ge || test.compare == Compare::gt;
    if (test.field == RegistryField::region && narrow.region.empty()) narrow.region = value;
    if (test.field == RegistryField::sex) narrow.sex = value;
    if (test.field != RegistryField::birth_date) return;
    if (equal || from) narrow.born_from = value;
    if (!from) narrow.born_until = value;
  }

  static store::RegistryNarrow narrow_of(const RegistryCondition& where) {
    store::RegistryNarrow narrow;
    narrow_by(where, narrow);
    if (where.kind != Kind::all) return narrow;
    for (const RegistryCondition& part : where.parts) narrow_by(part, narrow);
    return narrow;
  }

  Environment& env_;
  const PeopleIndex& index_;
  const secrets::Vault& ids_;
};

/// Each programme by itself, where the condition still holds with it alone.
void split(const Tester& tester, const RegistryCondition& where, RegistryPerson person,
           std::vector<RegistryPerson>& records) {
  const auto all = std::move(person.enrolments);
  for (const RegistryEnrolment& one : all) {
    person.enrolments = {one};
    if (tester.fits(where, person)) records.push_back(person);
  }
}

const std::string& sort_word(const RegistryPerson& person, RegistryField field) {
  if (field == RegistryField::name) return person.facts.name;
  if (field == RegistryField::birth_date) return person.facts.birth_date;
  return person.facts.registered_at;
}

void sort_records(const std::vector<std::pair<RegistryField, bool>>& by,
                  std::vector<RegistryPerson>& records) {
  std::ranges::stable_sort(records, [&](const RegistryPerson& a, const RegistryPerson& b) {
    for (const auto& [field, descending] : by) {
      const int order = sort_word(a, field).compare(sort_word(b, field));
      if (order != 0) return descending ? order > 0 : order < 0;
    }
    return false;
  });
}

Result<std::optional<RegistryPerson>> read_person(Environment& env, const secrets::Vault& ids,
                                                  const RegistryCondition& where,
                                                  std::int64_t person) {
  auto facts = store::registry_facts(env.database, person);
  if (!facts) return facts.error();
  if (!*facts) return std::optional<RegistryPerson>();
  RegistryPerson made{**std::move(facts), ids.public_id("person", person), {}};
  made.nik = asked_nik(where, made.facts);
  return std::optional(std::move(made));
}

}  // namespace

Result<RegistryAnswer> registry_search(Environment& env, const PeopleIndex& index,
                                       const secrets::Vault& ids,
                                       const RegistryQuestion& question) {
  const auto candidates = Candidates(env, index, ids).of(question);
  if (!candidates) return candidates.error();
  const auto programmes = Programmes::read(env);
  if (!programmes) return programmes.error();
  const Tester tester(env.today);
  const bool by_programme = question.unit == RegistryUnit::beneficiaries;
  const bool programmes_first = by_programme || asks_programmes(question.where);
  std::vector<RegistryPerson> records;
  for (const std::int64_t person : *candidates) {
    const auto reached = reaches_person(env, index, question.scope, person);
    if (!reached) return reached.error();
    if (!*reached) continue;
    auto read = read_person(env, ids, question.where, person);
    if (!read) return read.error();
    if (!*read) continue;
    RegistryPerson one = **std::move(read);
    if (programmes_first) {
      auto his = programmes->of(env, person);
      if (!his) return his.error();
      one.enrolments = *std::move(his);
    }
    if (!tester.fits(question.where, one)) continue;
    if (by_programme) {
      split(tester, question.where, std::move(one), records);
    } else {
      records.push_back(std::move(one));
    }
  }
  sort_records(question.sort, records);
  RegistryAnswer answer;
  answer.total = static_cast<std::int64_t>(records.size());
  const std::int64_t pages_before = question.page_number - 1;
  if (pages_before > answer.total / question.page_size) return answer;
  const std::int64_t from =
      std::min(question.skip, answer.total) + pages_before * question.page_size;
  for (std::int64_t i = from; i < std::min(answer.total, from + question.page_size); ++i) {
    RegistryPerson& one = records[static_cast<std::size_t>(i)];
    if (!programmes_first) {
      auto his = programmes->of(env, one.facts.person);
      if (!his) return his.error();
      one.enrolments = *std::move(his);
    }
    answer.records.push_back(std::move(one));
  }
  return answer;
}

Result<std::optional<RegistryPerson>> registry_person(Environment& env, const PeopleIndex& index,
                                                      const secrets::Vault& ids,
                                                      const RegistryCondition& where,
                                                      const identity::Scope& scope,
                                                      std::int64_t person) {
  const auto reached = reaches_person(env, index, scope, person);
  if (!reached) return reached.error();
  if (!*reached) return std::optional<RegistryPerson>();
  auto one = read_person(env, ids, where, person);
  if (!one || !*one) return one;
  const auto programmes = Programmes::read(env);
  if (!programmes) return programmes.error();
  auto his = programmes->of(env, person);
  if (!his) return his.error();
  (*one)->enrolments = *std::move(his);
  if (!Tester(env.today).fits(where, **one)) return std::optional<RegistryPerson>();
  return one;
}

}  // namespace payung::app
