#include "synthesis/names.hpp"

#include <algorithm>

#include "synthesis/data_lines.hpp"

namespace payung::synthesis {
namespace {

struct CultureWord {
  Culture culture;
  std::string_view word;
};
constexpr std::array<CultureWord, culture_count> kCultures{{
    {Culture::javanese, "javanese"},
    {Culture::islamic, "islamic"},
    {Culture::modern, "modern"},
    {Culture::chinese, "chinese"},
    {Culture::batak, "batak"},
    {Culture::sundanese, "sundanese"},
    {Culture::balinese, "balinese"},
    {Culture::eastern, "eastern"},
}};

constexpr std::uint32_t kWeightMax = 10'000;

/// How many parts a name has, in per cent for one, two, three: names grew longer with the years.
struct Lengths {
  int born_from;
  std::array<std::uint32_t, 3> weights;
};
constexpr std::array<Lengths, 4> kLengths{{
    {1900, {58, 36, 6}},
    {1965, {34, 50, 16}},
    {1980, {16, 57, 27}},
    {1995, {5, 47, 48}},
}};

std::span<const std::uint32_t> lengths_of(int birth_year) {
  std::span<const std::uint32_t> found = kLengths[0].weights;
  for (const auto& row : kLengths) {
    if (birth_year >= row.born_from) found = row.weights;
  }
  return found;
}

/// Whether every child of the family carries the family's name.
bool has_family_name(Culture culture) {
  switch (culture) {
    case Culture::chinese:
    case Culture::batak:
    case Culture::eastern: return true;
    case Culture::javanese:
    case Culture::islamic:
    case Culture::modern:
    case Culture::sundanese:
    case Culture::balinese: return false;
  }
  return false;
}

Result<Culture> culture_at(const DataLine& line, std::size_t field) {
  const auto culture = parse_culture(line.fields.at(field));
  if (!culture) return Error{Errc::bad_value, line.where, culture.error().detail};
  return culture;
}

}  // namespace

Result<Culture> parse_culture(std::string_view text) {
  std::string known;
  for (const auto& row : kCultures) {
    if (row.word == text) return row.culture;
    known += (known.empty() ? "" : ", ") + std::string(row.word);
  }
  return Error{Errc::bad_value, "culture", "one of " + known};
}

std::size_t NameStock::slot(Culture culture, Sex sex, int birth_year) {
  const int decade =
      std::clamp((birth_year - decade_first) / 10, 0, static_cast<int>(decade_count) - 1);
  return (static_cast<std::size_t>(culture) * 2 + (sex == Sex::female ? 1 : 0)) * decade_count +
         static_cast<std::size_t>(decade);
}

void NameStock::add(std::vector<Pick>& to, std::string_view name, std::uint32_t weight) {
  if (weight == 0) return;
  to.push_back({std::string(name), (to.empty() ? 0 : to.back().until) + weight});
}

Status NameStock::load_given(std::string_view text) {
  const auto lines =
      data_lines("data/names/given.csv", text, "name,culture,sex,born_from,born_until,weight");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    const auto culture = culture_at(line, 1);
    if (!culture) return culture.error();
    const auto sex = parse_sex(line.fields[2]);
    if (!sex) return Error{Errc::bad_value, line.where, sex.error().detail};
    const auto from = data_number(line, 3, 2100);
    if (!from) return from.error();
    const auto until = data_number(line, 4, 2100);
    if (!until) return until.error();
    const auto weight = data_number(line, 5, kWeightMax);
    if (!weight) return weight.error();
    for (std::size_t i = 0; i < decade_count; ++i) {
      const int year = decade_first + static_cast<int>(i) * 10;
      const bool worn = year + 9 >= static_cast<int>(*from) && year <= static_cast<int>(*until);
      if (worn) add(given_[slot(*culture, *sex, year)], line.fields[0], *weight);
    }
  }
  for (const auto& names : given_) {
    if (names.empty()) {
      return Error{Errc::bad_value, "data/names/given.csv",
                   "every culture needs names for each sex and decade from 1930"};
    }
  }
  return {};
}

Status NameStock::load_family(std::string_view text) {
  const auto lines = data_lines("data/names/family.csv", text, "name,culture,weight");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    const auto culture = culture_at(line, 1);
    if (!culture) return culture.error();
    const auto weight = data_number(line, 2, kWeightMax);
    if (!weight) return weight.error();
    add(family_[static_cast<std::size_t>(*culture)], line.fields[0], *weight);
  }
  for (const auto& names : family_) {
    if (names.empty()) {
      return Error{Errc::bad_value, "data/names/family.csv", "every culture needs a name"};
    }
  }
  return {};
}

Status NameStock::load_cultures(std::string_view text) {
  const auto lines = data_lines("data/names/cultures.csv", text, "province,culture,weight");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    const auto province = RegionCode::parse(line.fields[0]);
    if (!province) return Error{Errc::bad_value, line.where, "a province's code or nothing"};
    const auto culture = culture_at(line, 1);
    if (!culture) return culture.error();
    const auto weight = data_number(line, 2, kWeightMax);
    if (!weight) return weight.error();
    if (mixes_.empty() || mixes_.back().province != province->key()) {
      mixes_.push_back({province->key(), {}});
    }
    mixes_.back().weights[static_cast<std::size_t>(*culture)] = *weight;
  }
  const bool has_default = mixes_.front().province == RegionCode().key();
  if (!has_default) return Error{Errc::bad_value, "data/names/cultures.csv:2", "the default first"};
  return {};
}

Result<NameStock> NameStock::load(const NameFiles& files) {
  NameStock stock;
  if (auto done = stock.load_given(files.given); !done) return done.error();
  if (auto done = stock.load_family(files.family); !done) return done.error();
  if (auto done = stock.load_cultures(files.cultures); !done) return done.error();
  return stock;
}

std::string_view NameStock::pick(Random& random, const std::vector<Pick>& from) {
  const auto drawn = static_cast<std::uint32_t>(random.below(from.back().until));
  const auto found = std::upper_bound(
      from.begin(), from.end(), drawn,
      [](std::uint32_t value, const Pick& candidate) { return value < candidate.until; });
  return found->name;
}

Culture NameStock::draw_culture(Random& random, RegionCode province) const {
  const Mix* mix = &mixes_.front();
  for (const Mix& candidate : mixes_) {
    if (candidate.province == province.key()) mix = &candidate;
  }
  return static_cast<Culture>(random.weighted(mix->weights));
}

std::string_view NameStock::draw_given(Random& random, Culture culture, Sex sex,
                                       int birth_year) const {
  return pick(random, given_[slot(culture, sex, birth_year)]);
}

std::string_view NameStock::draw_family(Random& random, Culture culture) const {
  return pick(random, family_[static_cast<std::size_t>(culture)]);
}

std::vector<std::string> NameStock::draw(Random& random, Culture culture, Sex sex,
                                         int birth_year) const {
  constexpr std::int64_t kManEndsInFamilyName = 550'000;
  constexpr std::int64_t kWomanEndsInFamilyName = 150'000;
  const std::size_t length = random.weighted(lengths_of(birth_year)) + 1;
  std::vector<std::string> name;
  name.reserve(4);
  while (name.size() < length) {
    // Older Javanese names pair with Islamic ones and the other way round.
    const bool mixed = !name.empty() && culture == Culture::javanese && random.chance(250'000);
    const Culture from = mixed ? Culture::islamic : culture;
    const std::string part(draw_given(random, from, sex, birth_year));
    if (std::find(name.begin(), name.end(), part) == name.end()) name.push_back(part);
  }
  const std::int64_t ends = sex == Sex::male ? kManEndsInFamilyName : kWomanEndsInFamilyName;
  if (has_family_name(culture)) {
    name.push_back(std::string(draw_family(random, culture)));
  } else if (name.size() > 1 && random.chance(ends)) {
    name.back() = draw_family(random, culture);
  }
  return name;
}

}  // namespace payung::synthesis
