#include "base/region_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace payung {
namespace {

/// Regencies and cities of one name are told apart by the word before it, when it is given.
enum class Kind : std::uint8_t { any, regency, city };

struct FoldedName {
  Kind kind = Kind::any;
  std::string letters;  ///< a-z and 0-9 only
};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words before a name that say what it is, not which.
std::span<const std::string_view> titles(RegionLevel level) {
  static constexpr std::array<std::string_view, 12> kProvince{
      "provinsi", "propinsi", "prov", "prop", "daerah", "khusus",
      "ibukota",  "istimewa", "dki",  "di",   "d",      "i"};
  static constexpr std::array<std::string_view, 7> kRegency{
      "kabupaten", "kab", "kota", "kotamadya", "kodya", "administrasi", "adm"};
  static constexpr std::array<std::string_view, 3> kDistrict{"kecamatan", "kec", "distrik"};
  static constexpr std::array<std::string_view, 4> kVillage{"desa", "ds", "kelurahan", "kel"};
  switch (level) {
    case RegionLevel::country: return {};
    case RegionLevel::province: return kProvince;
    case RegionLevel::regency: return kRegency;
    case RegionLevel::district: return kDistrict;
    case RegionLevel::village: return kVillage;
  }
  PAYUNG_CHECK(false && "a RegionLevel outside its list");
}

Kind kind_of(std::string_view title) {
  if (title.starts_with("kab")) return Kind::regency;
  if (title.starts_with("ko")) return Kind::city;
  return Kind::any;
}

/// The next run of letters and digits, in small letters; empty at the end.
std::string take_word(std::string_view& name) {
  std::string word;
  while (!name.empty()) {
    char c = name.front();
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool counts = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!counts && !word.empty()) return word;
    name.remove_prefix(1);
    if (counts) word += c;
  }
  return word;
}

FoldedName folded(RegionLevel level, std::string_view name) {
  FoldedName result;
  bool in_title = true;
  std::string skipped;
  for (std::string word = take_word(name); !word.empty(); word = take_word(name)) {
    in_title = in_title && is_one_of(word, titles(level));
    if (in_title) {
      if (level == RegionLevel::regency && result.kind == Kind::any) result.kind = kind_of(word);
      skipped = word;
      continue;
    }
    result.letters += word == "kep" ? "kepulauan" : word;
  }
  // A region may be called by nothing but such a word: the village "Desa".
  if (result.letters.empty()) result.letters = skipped;
  return result;
}

bool same(const FoldedName& a, const FoldedName& b) {
  const bool kinds_fit = a.kind == b.kind || a.kind == Kind::any || b.kind == Kind::any;
  return kinds_fit && a.letters == b.letters;
}

/// FNV-1a, written here because a standard hash may differ from machine to machine.
std::uint64_t hash_of(std::string_view letters) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;
  for (const char c : letters) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
  }
  return hash;
}

bool before(const Region& a, const Region& b) {
  return std::pair(a.code.level(), a.code) < std::pair(b.code.level(), b.code);
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The second of the line's comma-separated fields; quotes around it are taken off. Empty: none.
std::string name_in(std::string_view rest) {
  if (!rest.starts_with('"')) return std::string(trimmed(rest.substr(0, rest.find(','))));
  std::string name;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      if (i + 1 == rest.size() || rest[i + 1] != '"') return std::string(trimmed(name));
      ++i;
    }
    name += rest[i];
  }
  return "";
}

Result<std::vector<Region>> read_regions(std::string_view csv, std::string_view file,
                                         std::string_view header) {
  std::int64_t line_number = 1;
  const auto bad = [&](std::string detail) {
    return Error{Errc::bad_region, std::string(file) + ":" + std::to_string(line_number),
                 std::move(detail)};
  };
  if (take_line(csv) != header) return bad("the first line is " + std::string(header));
  std::vector<Region> regions;
  regions.reserve(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) + 1);
  while (!csv.empty()) {
    ++line_number;
    const std::string_view line = take_line(csv);
    if (line.empty()) continue;
    const auto comma = line.find(',');
    const auto code = RegionCode::parse(line.substr(0, comma));
    if (!code || *code == RegionCode()) return bad("the first field is the region's code");
    std::string name = comma == std::string_view::npos ? "" : name_in(line.substr(comma + 1));
    if (name.empty()) return bad("the region has no name");
    regions.push_back({*code, std::move(name)});
  }
  if (!std::is_sorted(regions.begin(), regions.end(), before)) {
    std::stable_sort(regions.begin(), regions.end(), before);
  }
  const auto twice =
      std::adjacent_find(regions.begin(), regions.end(),
                         [](const Region& a, const Region& b) { return a.code == b.code; });
  if (twice != regions.end()) {
    return Error{Errc::bad_region, std::string(file), "two rows of " + twice->code.text()};
  }
  return regions;
}

const Region* find_in(const std::vector<Region>& regions, RegionCode code) {
  const auto found = std::lower_bound(regions.begin(), regions.end(), Region{code, {}}, before);
  return found == regions.end() || found->code != code ? nullptr : &*found;
}

}  // namespace

Result<RegionTable> RegionTable::load(std::string_view regions_csv, std::string_view historic_csv) {
  auto regions = read_regions(regions_csv, "regions.csv", "code,name");
  if (!regions) return regions.error();
  auto historic =
      read_regions(historic_csv, "historic_codes.csv", "code,name,last_seen_in_table_of");
  if (!historic) return historic.error();
  RegionTable table;
  table.regions_ = *std::move(regions);
  table.historic_ = *std::move(historic);
  table.name_hashes_.reserve(table.regions_.size());
  for (const Region& region : table.regions_) {
    table.name_hashes_.push_back(hash_of(folded(region.code.level(), region.name).letters));
  }
  return table;
}

const Region* RegionTable::find(RegionCode code) const { return find_in(regions_, code); }

bool RegionTable::known_ever(RegionCode code) const {
  return code == RegionCode() || find(code) != nullptr || find_in(historic_, code) != nullptr;
}

std::optional<RegionCode> RegionTable::today(RegionCode code) const {
  if (code == RegionCode() || find(code) != nullptr) return code;
  const Region* old = find_in(historic_, code);
  if (old == nullptr) return std::nullopt;
  const RegionLevel level = code.level();
  if (level != RegionLevel::district && level != RegionLevel::village) {
    return only_one(RegionCode(), level, old->name);
  }
  const auto above = level == RegionLevel::district ? RegionLevel::regency : RegionLevel::district;
  const auto parent = today(code.at(above));
  if (!parent) return std::nullopt;
  if (const auto here = only_one(*parent, level, old->name)) return here;
  if (level == RegionLevel::village || !by_name(*parent, level, old->name).empty()) {
    return std::nullopt;
  }
  return only_one(parent->at(RegionLevel::province), level, old->name);
}

std::span<const Region> RegionTable::children(RegionCode parent) const {
  switch (parent.level()) {
    case RegionLevel::country: return run(parent, RegionLevel::province);
    case RegionLevel::province: return run(parent, RegionLevel::regency);
    case RegionLevel::regency: return run(parent, RegionLevel::district);
    case RegionLevel::district: return run(parent, RegionLevel::village);
    case RegionLevel::village: return {};
  }
  PAYUNG_CHECK(false && "a RegionLevel outside its list");
}

std::vector<Region> RegionTable::inside(RegionCode parent, RegionLevel level) const {
  const auto regions = run(parent, level);
  return {regions.begin(), regions.end()};
}

std::vector<RegionCode> RegionTable::by_name(RegionCode parent, RegionLevel level,
                                             std::string_view name) const {
  std::vector<RegionCode> found;
  const FoldedName wanted = folded(level, name);
  if (wanted.letters.empty()) return found;
  const std::uint64_t hash = hash_of(wanted.letters);
  const auto regions = run(parent, level);
  const auto first = static_cast<std::size_t>(regions.data() - regions_.data());
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (name_hashes_[first + i] != hash) continue;
    if (same(folded(level, regions[i].name), wanted)) found.push_back(regions[i].code);
  }
  return found;
}

std::span<const Region> RegionTable::run(RegionCode parent, RegionLevel level) const {
  const auto begin =
      std::partition_point(regions_.begin(), regions_.end(), [&](const Region& region) {
        const RegionLevel depth = region.code.level();
        return depth < level || (depth == level && region.code < parent);
      });
  const auto end = std::partition_point(begin, regions_.end(), [&](const Region& region) {
    return region.code.level() == level && parent.contains(region.code);
  });
  return {begin, end};
}

std::optional<RegionCode> RegionTable::only_one(RegionCode parent, RegionLevel level,
                                                std::string_view name) const {
  const auto found = by_name(parent, level, name);
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

}  // namespace payung
