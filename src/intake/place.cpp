#include "intake/place.hpp"

#include <algorithm>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

constexpr std::size_t kAnswersKept = 100'000;
constexpr std::size_t kVillagesForSpelling = 10'000;  // more: no looking for misspelt names

/// The name without "Desa", "Kel." and the like in front, tightly folded.
std::string place_key(std::string_view name) {
  std::string key = fold_key(name);
  static constexpr std::string_view kinds[] = {"desa ",      "ds ",      "kelurahan ", "kel ",
                                               "kecamatan ", "kec ",     "kabupaten ", "kab ",
                                               "kota ",      "kampung ", "gampong ",   "nagari "};
  for (const std::string_view kind : kinds) {
    if (key.starts_with(kind)) {
      key.erase(0, kind.size());
      break;
    }
  }
  std::erase(key, ' ');
  return key;
}

enum class Part { none, rt, rw, village, district, other };

Part part_of(std::string_view word) {
  if (word == "rt") return Part::rt;
  if (word == "rw") return Part::rw;
  if (word == "desa" || word == "ds" || word == "kel" || word == "kelurahan") return Part::village;
  if (word == "kec" || word == "kecamatan") return Part::district;
  if (word == "kab" || word == "kabupaten" || word == "kota" || word == "prov" ||
      word == "provinsi" || word == "kodepos" || word == "dk" || word == "dukuh" ||
      word == "dusun" || word == "jl" || word == "jalan" || word == "gang" || word == "gg" ||
      word == "no" || word == "blok") {
    return Part::other;
  }
  return Part::none;
}

void append(std::string& name, std::string_view word) {
  if (!name.empty()) name += ' ';
  name += word;
}

/// "iii" -> 3, up to 39; 0 where it is no such number, or not written as it should be.
int roman_number(std::string_view word) {
  static constexpr std::string_view kOnes[] = {"",  "i",  "ii",  "iii",  "iv",
                                               "v", "vi", "vii", "viii", "ix"};
  const std::size_t tens = std::min(word.find_first_not_of('x'), word.size());
  constexpr std::size_t kTensMost = 3;
  if (tens > kTensMost) return 0;
  // "ix" begins with no ten, "xix" with one.
  const auto* const ones = std::find(std::begin(kOnes), std::end(kOnes), word.substr(tens));
  if (ones == std::end(kOnes)) return 0;
  return static_cast<int>(tens) * 10 + static_cast<int>(ones - std::begin(kOnes));
}

}  // namespace

std::string rw_number(std::string_view text) {
  const std::string key = fold_key(text);
  const auto words = split_words(key);
  const bool named = !words.empty() && words.front() == "rw";
  if (words.size() == (named ? 2U : 1U)) {
    if (const int number = roman_number(words.back()); number != 0) return std::to_string(number);
  }
  return plain_number(text);
}

std::string plain_number(std::string_view text) {
  const std::string key = fold_key(text);
  std::string digits;
  for (const std::string_view word : split_words(key)) {
    if (all_digits(word)) {
      digits = std::string(word.substr(std::min(word.find_first_not_of('0'), word.size() - 1)));
      break;
    }
  }
  return digits.empty() ? fold_space(text) : digits;
}

/// Upper case, since that is how official names are compared and shown beside typed ones.
AddressParts address_parts(std::string_view address) {
  AddressParts parts;
  std::string spaced;  // "RT06/RW03" -> "rt 06 rw 03"
  const std::string key = fold_key(address);
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool digit = key[i] >= '0' && key[i] <= '9';
    const bool letter = key[i] >= 'a' && key[i] <= 'z';
    if (i > 0 && spaced.back() != ' ') {
      const bool digit_before = key[i - 1] >= '0' && key[i - 1] <= '9';
      if ((digit && !digit_before) || (letter && digit_before)) spaced += ' ';
    }
    spaced += key[i];
  }
  Part now = Part::none;
  for (const std::string_view word : split_words(spaced)) {
    if (const Part part = part_of(word); part != Part::none) {
      now = part;
      continue;
    }
    switch (now) {
      case Part::rt:
        if (all_digits(word)) {
          // "RT 06/03" names the RW too.
          if (parts.rt.empty()) {
            parts.rt = plain_number(word);
          } else if (parts.rw.empty()) {
            parts.rw = plain_number(word);
          }
        } else {
          now = Part::none;
        }
        break;
      case Part::rw:
        if (parts.rw.empty() && (all_digits(word) || roman_number(word) != 0)) {
          parts.rw = rw_number(word);
        }
        now = Part::none;
        break;
      case Part::village:
        if (all_digits(word)) {
          now = Part::none;
        } else {
          append(parts.village, word);
        }
        break;
      case Part::district:
        if (all_digits(word)) {
          now = Part::none;
        } else {
          append(parts.district, word);
        }
        break;
      case Part::none:
      case Part::other: break;
    }
  }
  for (std::string* name : {&parts.village, &parts.district}) {
    for (char& c : *name) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
  }
  return parts;
}

AddressParts bare_rt_and_rw(std::string_view address) {
  constexpr std::size_t kDigitsMost = 3;
  const auto number_at = [&](std::size_t at) {
    std::size_t end = at;
    while (end < address.size() && address[end] >= '0' && address[end] <= '9') ++end;
    const bool zeros = end - at >= 2 && end - at <= kDigitsMost && address[at] == '0';
    return zeros ? address.substr(at, end - at) : std::string_view();
  };
  for (std::size_t at = 0; at < address.size(); ++at) {
    const bool starts = at == 0 || address[at - 1] == ' ' || address[at - 1] == ',';
    const std::string_view rt = starts ? number_at(at) : std::string_view();
    const std::size_t slash = at + rt.size();
    if (rt.empty() || slash >= address.size() || address[slash] != '/') continue;
    const std::string_view rw = number_at(slash + 1);
    const std::size_t end = slash + 1 + rw.size();
    const bool ends = end == address.size() || address[end] == ' ' || address[end] == ',';
    if (!rw.empty() && ends) return {plain_number(rt), plain_number(rw), {}, {}};
  }
  return {};
}

PlaceFinder::PlaceFinder(const RegionTable& regions, RegionCode area)
    : regions_(regions), area_(area) {
  if (!can_find()) return;
  for (Region& region : regions.inside(area, RegionLevel::village)) {
    villages_.push_back({place_key(region.name), region.code, std::move(region.name)});
  }
  std::stable_sort(villages_.begin(), villages_.end(),
                   [](const Entry& a, const Entry& b) { return a.key < b.key; });
  for (const Entry& village : villages_) village_keys_.insert(village.key);
  for (const Region& region : regions.inside(area, RegionLevel::district)) {
    districts_.emplace(place_key(region.name), region.code);
  }
}

std::string PlaceFinder::village_in_address(std::string_view address) const {
  constexpr std::size_t kWordsMost = 3;
  std::string found;
  for (std::size_t from = 0; from <= address.size();) {
    const std::size_t end = std::min(address.find_first_of(",;()", from), address.size());
    const std::string key = fold_key(address.substr(from, end - from));
    from = end + 1;
    const std::vector<std::string_view> words = split_words(key);
    bool of_other = false;  // the name of a street, a hamlet or a district
    for (std::size_t at = 0; at < words.size(); ++at) {
      const Part part = part_of(words[at]);
      if (part != Part::none) of_other = part == Part::other || part == Part::district;
      if (all_digits(words[at])) of_other = false;
      if (part != Part::none || of_other) continue;
      std::string run;
      std::string longest;
      std::size_t taken = 0;
      for (std::size_t i = at; i < std::min(words.size(), at + kWordsMost); ++i) {
        append(run, words[i]);
        if (!is_village(run)) continue;
        longest = run;
        taken = i - at + 1;
      }
      if (longest.empty()) continue;
      if (!found.empty() && found != longest) return {};
      found = longest;
      at += taken - 1;
    }
  }
  for (char& c : found) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return found;
}

bool PlaceFinder::is_village(std::string_view name) const {
  return village_keys_.contains(place_key(name));
}

std::optional<RegionCode> PlaceFinder::district(std::string_view name) const {
  const auto [first, last] = districts_.equal_range(place_key(name));
  if (first == last || std::next(first) != last) return std::nullopt;
  return first->second;
}

std::optional<RegionCode> PlaceFinder::regency(std::string_view name) {
  std::string key = fold_space(name);
  const auto known = regencies_.find(key);
  if (known != regencies_.end()) return known->second;
  const std::vector<RegionCode> all = regions_.by_name(RegionCode(), RegionLevel::regency, key);
  std::optional<RegionCode> code;
  if (all.size() == 1) code = all.front();
  // A regency and a city may share the name: the sender's own is meant.
  if (all.size() > 1 && std::find(all.begin(), all.end(), area_) != all.end()) code = area_;
  if (regencies_.size() < kAnswersKept) regencies_.emplace(std::move(key), code);
  return code;
}

PlaceFinder::Found PlaceFinder::village(std::string_view name, std::string_view district_name) {
  if (!can_find()) return {};
  const std::string key = place_key(name);
  const std::string district_key = place_key(district_name);
  const std::string both = key + "|" + district_key;
  const auto known = known_.find(both);
  if (known != known_.end()) return known->second;
  Found found = search(key, district_key);
  if (known_.size() < kAnswersKept) known_.emplace(both, found);
  return found;
}

PlaceFinder::Found PlaceFinder::search(std::string_view key, std::string_view district_key) const {
  if (key.empty()) return {};
  std::optional<RegionCode> inside;
  if (!district_key.empty()) inside = district(district_key);
  const auto pick = [&](const std::vector<const Entry*>& all, Outcome outcome) -> Found {
    std::vector<const Entry*> kept;
    for (const Entry* entry : all) {
      if (inside && inside->contains(entry->code)) kept.push_back(entry);
    }
    const auto& left = kept.empty() ? all : kept;
    if (left.empty()) return {};
    if (left.size() > 1) return {Outcome::ambiguous, {}, left.front()->name};
    return {outcome, left.front()->code, left.front()->name};
  };
  std::vector<const Entry*> exact;
  for (const Entry& entry : villages_) {
    if (entry.key == key) exact.push_back(&entry);
  }
  if (!exact.empty()) return pick(exact, Outcome::exact);
  constexpr std::size_t kShort = 5;
  constexpr std::size_t kLong = 9;
  if (key.size() < kShort || villages_.size() > kVillagesForSpelling) return {};
  const std::size_t limit = key.size() < kLong ? 1 : 2;
  for (std::size_t allowed = 1; allowed <= limit; ++allowed) {
    std::vector<const Entry*> near;
    for (const Entry& entry : villages_) {
      if (edit_distance(entry.key, key, allowed) <= allowed) near.push_back(&entry);
    }
    if (near.empty()) continue;
    Found found = pick(near, Outcome::misspelt);
    return found.outcome == Outcome::ambiguous ? Found{} : found;
  }
  return {};
}

}  // namespace payung::intake
