#include "synthesis/spoil.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace payung::synthesis::spoil {
namespace {

struct Spelling {
  std::string_view modern;
  std::string_view old;
};
/// The reforms of 1947 (oe) and 1972 (dj, tj, j, sj, ch), and letters that clerks exchange.
constexpr std::array<Spelling, 11> kSpellings{{{"u", "oe"},
                                               {"j", "dj"},
                                               {"c", "tj"},
                                               {"y", "j"},
                                               {"sy", "sj"},
                                               {"kh", "ch"},
                                               {"f", "v"},
                                               {"z", "s"},
                                               {"q", "k"},
                                               {"th", "t"},
                                               {"i", "y"}}};

struct Short {
  std::string_view name;
  std::array<std::string_view, 4> forms;
};
constexpr std::array<Short, 12> kShorts{
    {{"Muhammad", {"M.", "Moh.", "Muh.", "Much"}},
     {"Mohammad", {"M.", "Moh.", "Moch.", "Mohd"}},
     {"Mohamad", {"M.", "Moh.", "Moch.", "Md"}},
     {"Muhamad", {"M.", "Muh.", "Moh", "M"}},
     {"Ahmad", {"A.", "Akh.", "Ahm", "A"}},
     {"Achmad", {"A.", "Ach.", "Acmad", "A"}},
     {"Abdul", {"Abd.", "Abd", "A.", "Ab."}},
     {"Abdullah", {"Abd.", "Abdulah", "A.", "Abd"}},
     {"Abdurrahman", {"Abd. Rahman", "A. Rahman", "Abdurahman", "Abdul Rahman"}},
     {"Siti", {"St.", "S.", "St", "S"}},
     {"Nurul", {"N.", "Nrl", "Nur", "N"}},
     {"Agus", {"Ag.", "Ags", "A.", "Ags."}}}};

constexpr std::array<std::string_view, 9> kTitlesMan{"H. ",   "H ",   "KH. ",  "Bp. ", "Bpk. ",
                                                     "Sdr. ", "Pak ", "Ust. ", "Drs. "};
constexpr std::array<std::string_view, 7> kTitlesWoman{"Hj. ",   "Hj ",   "Ny. ", "Ibu ",
                                                       "Sdri. ", "Nyai ", "Dra. "};
constexpr std::array<std::string_view, 6> kTitlesAfter{", SE",   ", S.Pd",    ", SH",
                                                       ", A.Md", " / PAK RT", " (KADUS)"};

std::string_view one_of(Random& random, std::span<const std::string_view> from) {
  return from[random.below(from.size())];
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_letter(char letter) { return lower(letter) >= 'a' && lower(letter) <= 'z'; }

/// Replaces `from` where it first stands, whatever its case; the case of the first letter stays.
bool replace_first(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; at + from.size() <= text.size(); ++at) {
    std::size_t same = 0;
    while (same < from.size() && lower(text[at + same]) == from[same]) ++same;
    if (same < from.size()) continue;
    const bool capital = text[at] != lower(text[at]);
    text.replace(at, from.size(), to);
    if (capital) text[at] = upper(to.substr(0, 1)).front();
    return true;
  }
  return false;
}

}  // namespace

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return result;
}

std::string joined_with_spaces(const Name& name) {
  std::string text;
  for (const std::string& part : name) {
    if (!text.empty()) text += ' ';
    text += part;
  }
  return text;
}

std::optional<std::string> nik_transposed(Random& random, std::string nik) {
  const std::size_t first = random.below(nik.size() - 1);
  for (std::size_t i = 0; i + 1 < nik.size(); ++i) {
    const std::size_t at = (first + i) % (nik.size() - 1);
    if (nik[at] == nik[at + 1]) continue;
    std::swap(nik[at], nik[at + 1]);
    return nik;
  }
  return std::nullopt;
}

std::string nik_wrong_digit(Random& random, std::string nik) {
  char& digit = nik[random.below(nik.size())];
  digit = static_cast<char>('0' + (digit - '0' + random.between(1, 9)) % 10);
  return nik;
}

std::string nik_dropped(Random& random, std::string nik) {
  nik.erase(random.below(nik.size()), 1);
  return nik;
}

std::string nik_doubled(Random& random, std::string nik) {
  const std::size_t at = random.below(nik.size());
  nik.insert(at, 1, nik[at]);
  return nik;
}

std::optional<std::string> nik_last_lost(std::string nik) {
  if (nik.back() == '0') return std::nullopt;
  nik.back() = '0';
  return nik;
}

std::string nik_scientific(std::string_view nik) {
  int mantissa = 0;  // seven digits, the last one rounded away
  for (const char digit : nik.substr(0, 7)) mantissa = mantissa * 10 + (digit - '0');
  const std::string rounded = std::to_string((mantissa + 5) / 10);
  std::string text = rounded.substr(0, 1) + "," + rounded.substr(1, 5);
  while (text.back() == '0') text.pop_back();
  if (text.back() == ',') text.pop_back();
  return text + "E+15";
}

std::optional<std::string> nik_letter(Random& random, std::string nik) {
  const std::size_t first = random.below(nik.size());
  for (std::size_t i = 0; i < nik.size(); ++i) {
    char& digit = nik[(first + i) % nik.size()];
    if (digit != '0') continue;
    digit = 'O';
    return nik;
  }
  return std::nullopt;
}

std::string nik_grouped(Random& random, std::string_view nik, char between) {
  constexpr std::array<std::string_view, 4> kBefore{"", "", "'", " "};
  std::string text(one_of(random, kBefore));
  text += nik.substr(0, 6);
  text += between;
  text += nik.substr(6, 6);
  text += between;
  text += nik.substr(12);
  return text;
}

std::optional<Name> name_old_spelling(Random& random, Name name) {
  const std::size_t first = random.below(kSpellings.size());
  for (std::size_t i = 0; i < kSpellings.size(); ++i) {
    const Spelling& spelling = kSpellings[(first + i) % kSpellings.size()];
    for (std::string& part : name) {
      if (part.size() < 3) continue;
      if (replace_first(part, spelling.old, spelling.modern)) return name;
      if (replace_first(part, spelling.modern, spelling.old)) return name;
    }
  }
  return std::nullopt;
}

std::optional<Name> name_abbreviated(Random& random, Name name) {
  for (std::string& part : name) {
    const auto known = std::find_if(kShorts.begin(), kShorts.end(),
                                    [&](const Short& row) { return row.name == part; });
    if (known == kShorts.end()) continue;
    if (name.size() == 1 && part.size() < 9) return std::nullopt;  // nothing would be left
    part = one_of(random, known->forms);
    return name;
  }
  if (name.size() < 2) return std::nullopt;
  std::string& last = name.back();
  last = last.substr(0, 1) + (random.chance(400'000) ? "." : "");
  return name;
}

std::optional<Name> name_part_missing(Random& random, Name name) {
  if (name.size() < 2) return std::nullopt;
  // The last is left out most often.
  const std::size_t at = random.chance(700'000) ? name.size() - 1 : random.below(name.size());
  name.erase(name.begin() + static_cast<std::ptrdiff_t>(at));
  return name;
}

std::optional<Name> name_reordered(Random& random, Name name) {
  if (name.size() < 2) return std::nullopt;
  const std::size_t at = random.below(name.size() - 1);
  if (name[at] == name[at + 1]) return std::nullopt;
  std::swap(name[at], name[at + 1]);
  return name;
}

std::optional<Name> name_joined(Random& random, Name name) {
  if (name.size() < 2) return std::nullopt;
  const std::size_t at = random.below(name.size() - 1);
  std::string tail = name[at + 1];
  tail.front() = lower(tail.front());
  name[at] += tail;
  name.erase(name.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  return name;
}

std::string name_titled(Random& random, std::string_view name, Sex sex) {
  if (random.chance(220'000)) return std::string(name) + std::string(one_of(random, kTitlesAfter));
  const std::string_view before = sex == Sex::male ? one_of(random, std::span(kTitlesMan))
                                                   : one_of(random, std::span(kTitlesWoman));
  return std::string(before) + std::string(name);
}

std::optional<std::string> typing_error(Random& random, std::string text) {
  if (text.size() < 4) return std::nullopt;
  const std::size_t first = random.below(text.size() - 1);
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const std::size_t at = (first + i) % (text.size() - 1);
    if (!is_letter(text[at]) || !is_letter(text[at + 1]) || text[at] == text[at + 1]) continue;
    const bool capital = text[at] != lower(text[at]);
    switch (random.between(0, 3)) {
      case 0: text.erase(at, 1); break;
      case 1: text.insert(at, 1, text[at]); break;
      case 2: std::swap(text[at], text[at + 1]); break;
      case 3: {
        const int other = (lower(text[at]) - 'a' + random.between(1, 25)) % 26;
        text[at] = static_cast<char>((capital ? 'A' : 'a') + other);
        break;
      }
    }
    return text;
  }
  return std::nullopt;
}

std::optional<Date> date_swapped(Date date) {
  if (date.day() == date.month()) return std::nullopt;
  const auto swapped = Date::of(date.year(), date.day(), date.month());
  if (!swapped) return std::nullopt;
  return *swapped;
}

std::optional<Date> date_wrong_year(Random& random, Date date) {
  constexpr std::array<int, 6> kOff{-10, -2, -1, 1, 2, 10};
  const auto wrong =
      Date::of(date.year() + kOff[random.below(kOff.size())], date.month(), date.day());
  if (!wrong) return std::nullopt;
  return *wrong;
}

std::optional<Date> date_wrong_day(Random& random, Date date) {
  constexpr std::array<int, 4> kOff{-10, -1, 1, 10};
  const auto wrong =
      Date::of(date.year(), date.month(), date.day() + kOff[random.below(kOff.size())]);
  if (!wrong) return std::nullopt;
  return *wrong;
}

std::optional<Date> date_january(Date date) {
  if (date.month() == 1 && date.day() == 1) return std::nullopt;
  const auto january = Date::of(date.year(), 1, 1);
  if (!january) return std::nullopt;
  return *january;
}

}  // namespace payung::synthesis::spoil
