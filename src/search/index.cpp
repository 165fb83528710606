#include "search/index.hpp"

#include <algorithm>

#include "linkage/name_text.hpp"
#include "search/index_data.hpp"
#include "search/top.hpp"

namespace payung::search {
namespace {

constexpr std::size_t kQuestionMax = 200;
constexpr std::size_t kFragmentMin = 3;
constexpr std::size_t kMostMax = 1000;
/// Names or numbers looked at in the order of their rank before other ways are tried.
constexpr std::size_t kVisits = 30'000;
constexpr std::size_t kVisitsMax = 150'000;
/// A reach with no more people than this is looked through whole.
constexpr std::size_t kReachMax = 60'000;

struct Question {
  std::string text;
  Digits digits;         ///< in the question; of more than sixteen none
  Digits phone;          ///< without 0 or 62 in front
  bool letters = false;  ///< there is a name
  bool numbers = false;  ///< there is a number
};

/// 08.., 628.. and 8..: the same number; of 0 and 62 alone nothing is left.
Digits phone_part(std::string_view digits) {
  if (digits.starts_with("62")) {
    digits.remove_prefix(2);
  } else if (digits.starts_with("0")) {
    digits.remove_prefix(1);
  }
  return read_digits(digits, People::kPhoneDigits);
}

Question read_question(std::string_view text) {
  Question question;
  text = text.substr(0, kQuestionMax);
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  question.digits = read_digits(digits, People::kNikDigits);
  question.phone = phone_part(digits);
  question.numbers = digits.size() >= kFragmentMin;
  std::string letters;
  linkage::append_letters(text, letters);
  question.letters = letters.find_first_not_of(' ') != std::string::npos;
  if (question.letters) question.text = text;
  return question;
}

class Search {
 public:
  Search(const People& people, const Within& within, const std::vector<bool>* hidden,
         std::size_t most)
      : people_(people), within_(within), hidden_(hidden), top_(most + 1) {}

  bool run(const Question& question);
  const Top& top() const { return top_; }

 private:
  bool accepts(std::uint32_t owner) const {
    if (hidden_ != nullptr && (*hidden_)[owner]) return false;
    if (within_.person && people_.person[owner] != *within_.person) return false;
    return within_.unlimited() || people_.reaches.passes(people_.reach[owner], within_);
  }
  bool walk(const Question& question, NameQuestion& names, std::size_t visits);
  bool walk_numbers(const Question& question, std::size_t visits);
  bool walk_range(const DigitIndex& index, Digits digits, std::size_t place, Found found,
                  std::size_t& visits);
  void offer_numbers(const DigitIndex& index, Digits digits, std::uint32_t owner, Found start,
                     Found inside);
  bool has_number(const Question& question, std::uint32_t owner) const;
  void offer(const Question& question, NameQuestion& names, std::uint32_t owner);
  std::vector<std::uint32_t> reached() const;

  const People& people_;
  const Within& within_;
  const std::vector<bool>* hidden_;
  Top top_;
};

bool Search::walk_range(const DigitIndex& index, Digits digits, std::size_t place, Found found,
                        std::size_t& visits) {
  const int cost = static_cast<int>(place);
  const auto range = index.find(digits, place);
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (top_.closed_to({found, cost, index.rest(place, at), 0, 0})) return true;
    if (visits == 0) return false;
    --visits;
    if (!index.holds(place, at, digits)) continue;
    const std::uint32_t owner = index.owner(place, at);
    if (accepts(owner)) top_.offer({found, cost, index.rest(place, at), 0, owner});
  }
  return true;
}

bool Search::walk_numbers(const Question& question, std::size_t visits) {
  const auto& niks = people_.niks;
  const auto& phones = people_.phones;
  if (!walk_range(niks, question.digits, 0, Found::by_nik_start, visits)) return false;
  if (!walk_range(phones, question.phone, 0, Found::by_phone_start, visits)) return false;
  for (std::size_t place = 1; place < niks.places(); ++place) {
    if (!walk_range(niks, question.digits, place, Found::by_nik, visits)) return false;
  }
  for (std::size_t place = 1; place < phones.places(); ++place) {
    if (!walk_range(phones, question.digits, place, Found::by_phone, visits)) return false;
  }
  return true;
}

void Search::offer_numbers(const DigitIndex& index, Digits digits, std::uint32_t owner, Found start,
                           Found inside) {
  if (digits.count < kFragmentMin) return;
  const auto numbers = index.of_owner(owner);
  for (std::size_t number = numbers.first; number < numbers.last; ++number) {
    for (std::size_t place = start == inside ? 1 : 0; place < index.places(); ++place) {
      if (start != inside && place > 0) break;
      if (!index.holds_at(number, digits, place)) continue;
      top_.offer({place == 0 ? start : inside, static_cast<int>(place),
                  index.rest_of(number, place), 0, owner});
    }
  }
}

bool Search::has_number(const Question& question, std::uint32_t owner) const {
  const auto has = [owner](const DigitIndex& index, Digits digits, std::size_t first_place,
                           std::size_t places) {
    if (digits.count < kFragmentMin) return false;
    const auto numbers = index.of_owner(owner);
    for (std::size_t number = numbers.first; number < numbers.last; ++number) {
      for (std::size_t place = first_place; place < places; ++place) {
        if (index.holds_at(number, digits, place)) return true;
      }
    }
    return false;
  };
  return has(people_.niks, question.digits, 0, people_.niks.places()) ||
         has(people_.phones, question.phone, 0, 1) ||
         has(people_.phones, question.digits, 1, people_.phones.places());
}

bool Search::walk(const Question& question, NameQuestion& names, std::size_t visits) {
  if (!question.letters) return walk_numbers(question, visits);
  const bool both = question.numbers;
  return names.walk(
      [&](std::uint32_t owner) { return accepts(owner) && (!both || has_number(question, owner)); },
      top_, visits);
}

void Search::offer(const Question& question, NameQuestion& names, std::uint32_t owner) {
  if (!accepts(owner)) return;
  if (question.letters) {
    if (!question.numbers || has_number(question, owner)) names.offer_owner(owner, top_);
    return;
  }
  offer_numbers(people_.niks, question.digits, owner, Found::by_nik_start, Found::by_nik);
  offer_numbers(people_.niks, question.digits, owner, Found::by_nik, Found::by_nik);
  offer_numbers(people_.phones, question.phone, owner, Found::by_phone_start, Found::by_phone);
  offer_numbers(people_.phones, question.digits, owner, Found::by_phone, Found::by_phone);
}

/// Everybody inside the limits; empty when these are too many to look through.
std::vector<std::uint32_t> Search::reached() const {
  std::vector<std::uint32_t> owners;
  const auto& start = people_.reach_people_start;
  for (std::uint32_t reach = 0; reach < people_.reaches.size(); ++reach) {
    if (!people_.reaches.passes(reach, within_)) continue;
    if (owners.size() + start[reach + 1ULL] - start[reach] > kReachMax) return {};
    owners.insert(owners.end(), people_.reach_people.begin() + start[reach],
                  people_.reach_people.begin() + start[reach + 1ULL]);
  }
  return owners;
}

/// True when everything that could rank was looked at.
bool Search::run(const Question& question) {
  if (!question.letters && !question.numbers) return true;
  NameQuestion names(people_.names, question.text);
  if (question.letters && !names.asks()) return true;
  if (within_.person) {
    const auto found = std::ranges::lower_bound(people_.person, *within_.person);
    if (found != people_.person.end() && *found == *within_.person) {
      offer(question, names, static_cast<std::uint32_t>(found - people_.person.begin()));
    }
    return true;
  }
  if (within_.unlimited()) return walk(question, names, kVisitsMax);
  if (walk(question, names, kVisits)) return true;
  const auto owners = reached();
  if (owners.empty()) return walk(question, names, kVisitsMax);
  for (const std::uint32_t owner : owners) offer(question, names, owner);
  return true;
}

Hit hit_of(const People& people, const Place& place) {
  Hit hit{place.found, place.cost, place.order, {}, people.person[place.owner]};
  if (place.found == Found::by_name) hit.name = people.names.text(place.doc);
  return hit;
}

std::string padded_nik(Digits nik) {
  std::string digits = std::to_string(nik.value);
  return std::string(People::kNikDigits - digits.size(), '0') + digits;
}

Hits search(const People& people, std::string_view question, const Within& within, std::size_t most,
            const std::vector<bool>* hidden) {
  Hits hits;
  most = std::min(most, kMostMax);
  if (people.person.empty() || most == 0) return hits;
  Search search(people, within, hidden, most);
  hits.cut = !search.run(read_question(question));
  for (const Place& place : search.top().places()) hits.hits.push_back(hit_of(people, place));
  hits.more = hits.hits.size() > most;
  if (hits.more) hits.hits.pop_back();
  return hits;
}

}  // namespace

Index::Index(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Hits Index::find(std::string_view question, const Within& within, std::size_t most) const {
  return search(data_->people, question, within, most, nullptr);
}

Hits Index::find(std::string_view question, const Within& within, std::size_t most,
                 const std::vector<bool>& hidden) const {
  PAYUNG_CHECK(hidden.size() == size());
  return search(data_->people, question, within, most, &hidden);
}

std::optional<std::size_t> Index::place(std::int64_t person) const {
  const auto& all = data_->people.person;
  const auto found = std::ranges::lower_bound(all, person);
  if (found == all.end() || *found != person) return {};
  return static_cast<std::size_t>(found - all.begin());
}

std::optional<Card> Index::card(std::int64_t person) const {
  const auto at = place(person);
  if (!at) return {};
  const People& people = data_->people;
  Card card;
  card.person = person;
  card.name = people.shown_names.substr(people.shown_start[*at],
                                        people.shown_start[*at + 1] - people.shown_start[*at]);
  const auto niks = people.niks.of_owner(static_cast<std::uint32_t>(*at));
  if (niks.size() > 0) card.nik = padded_nik(people.niks.number(niks.first));
  card.birth_year = people.birth_year[*at];
  card.region = people.region[*at];
  if (people.sector[*at] >= 0) card.sector = static_cast<Sector>(people.sector[*at]);
  return card;
}

bool Index::reaches(std::int64_t person, const Within& within) const {
  const auto at = place(person);
  if (!at || (within.person && *within.person != person)) return false;
  return data_->people.reaches.passes(data_->people.reach[*at], within);
}

std::size_t Index::size() const { return data_->people.person.size(); }
std::size_t Index::bytes() const { return data_->people.bytes(); }

Hits Catalogue::find(std::string_view question, const Within& within, std::size_t most) const {
  if (!base) return changes ? changes->find(question, within, most) : Hits{};
  Hits hits = base_hidden ? base->find(question, within, most, *base_hidden)
                          : base->find(question, within, most);
  if (!changes) return hits;
  Hits newer = changes->find(question, within, most);
  hits.cut |= newer.cut;
  hits.more |= newer.more || hits.hits.size() + newer.hits.size() > most;
  hits.hits.insert(hits.hits.end(), std::make_move_iterator(newer.hits.begin()),
                   std::make_move_iterator(newer.hits.end()));
  std::ranges::sort(hits.hits);
  if (hits.hits.size() > most) hits.hits.resize(most);
  return hits;
}

std::optional<Card> Catalogue::card(std::int64_t person) const {
  if (changes) {
    if (auto card = changes->card(person)) return card;
  }
  if (base && base_hidden) {
    const auto at = base->place(person);
    if (at && (*base_hidden)[*at]) return {};
  }
  return base ? base->card(person) : std::optional<Card>();
}

bool Catalogue::reaches(std::int64_t person, const Within& within) const {
  if (changes && changes->place(person)) return changes->reaches(person, within);
  if (!base) return false;
  const auto at = base->place(person);
  if (!at || (base_hidden && (*base_hidden)[*at])) return false;
  return base->reaches(person, within);
}

}  // namespace payung::search
