#include "intake/words.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

struct Abbreviation {
  std::string_view shortened;
  std::string_view full;
};

/// How clerks shorten the words of headers.
constexpr Abbreviation kAbbreviations[] = {
    {"alm", "alamat"},      {"almt", "alamat"},    {"bln", "bulan"},         {"ds", "desa"},
    {"handphone", "hp"},    {"jns", "jenis"},      {"kab", "kabupaten"},     {"kec", "kecamatan"},
    {"kelahiran", "lahir"}, {"ket", "keterangan"}, {"klmn", "kelamin"},      {"lhr", "lahir"},
    {"nm", "nama"},         {"nmr", "no"},         {"nomer", "no"},          {"nomor", "no"},
    {"num", "no"},          {"number", "no"},      {"pek", "pekerjaan"},     {"pkrjn", "pekerjaan"},
    {"ponsel", "hp"},       {"prop", "provinsi"},  {"propinsi", "provinsi"}, {"prov", "provinsi"},
    {"sts", "status"},      {"telepon", "telp"},   {"telephone", "telp"},    {"telpon", "telp"},
    {"tg", "tanggal"},      {"tgl", "tanggal"},    {"tlp", "telp"},          {"tlpn", "telp"},
    {"tmp", "tempat"},      {"tmpt", "tempat"},    {"tpt", "tempat"},        {"whatsapp", "hp"},
    {"stat", "status"},     {"kwn", "kawin"},      {"lgkp", "lengkap"},      {"wa", "hp"},
    {"thn", "tahun"},       {"th", "tahun"},       {"kelm", "kelamin"},      {"nma", "nama"},
    {"kdg", "kandung"},     {"kdng", "kandung"},   {"lengkp", "lengkap"},    {"lngkp", "lengkap"},
    {"klg", "keluarga"},
};

/// Words that say whose column it is or how to fill it, and change nothing in what it holds.
constexpr std::string_view kFillers[] = {
    "peserta",  "pekerja",   "petani",   "pedagang",  "calon",     "lengkap",  "sesuai",
    "ktp",      "anggota",   "warga",    "penduduk",  "penerima",  "manfaat",  "pemohon",
    "orang",    "tenaga",    "kerja",    "driver",    "pengemudi", "nelayan",  "relawan",
    "karyawan", "pegawai",   "el",       "e",         "dan",       "atau",     "wajib",
    "diisi",    "isi",       "angka",    "digit",     "16",        "format",   "ddmmyyyy",
    "dd",       "mm",        "yyyy",     "yy",        "contoh",    "text",     "teks",
    "yang",     "yg",        "di",       "saat",      "ini",       "individu", "buruh",
    "tani",     "ojek",      "domisili", "aktif",     "kpm",       "jiwa",     "l",
    "p",        "lk",        "pr",       "bulan",     "tgl",       "jika",     "ada",
    "bisa",     "dihubungi", "harus",    "penulisan", "benar",     "and",      "the",
    "of",       "s",         "kader",    "posyandu",  "abk",       "gelar",    "pemilik",
    "pengurus", "guru",      "ustadz",   "marbot",    "linmas",    "tukang",   "becak",
    "sopir",    "supir",     "juru",     "parkir",    "pengrajin", "seniman",  "pemulung",
    "umkm",     "pkl",       "tagana",   "perangkat", "umur",      "usia"};

constexpr std::size_t kLongestHeader = 120;

/// They say how somebody works, not at what: any other word of the cell tells more.
constexpr std::string_view kCraftsman = "tukang";
constexpr std::string_view kLabourers[] = {"buruh", "kuli"};

bool is_labourer(std::string_view word) {
  return std::find(std::begin(kLabourers), std::end(kLabourers), word) != std::end(kLabourers);
}

std::string_view written_out(std::string_view word) {
  for (const Abbreviation& entry : kAbbreviations) {
    if (entry.shortened == word) return entry.full;
  }
  return word;
}

bool is_filler(std::string_view word) {
  return std::find(std::begin(kFillers), std::end(kFillers), word) != std::end(kFillers);
}

struct HeaderKey {
  std::string in_order;
  std::string set;
};

HeaderKey key_of(std::span<const std::string_view> words) {
  HeaderKey key;
  std::vector<std::string_view> sorted;
  for (const std::string_view word : words) {
    const std::string_view full = written_out(word);
    key.in_order += full;
    sorted.push_back(full);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  for (const std::string_view word : sorted) key.set += std::string(word) + " ";
  return key;
}

HeaderKey key_of(std::string_view text) {
  const std::string folded = fold_key(text);
  return key_of(split_words(folded));
}

std::string without_parentheses(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) kept += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return kept;
}

struct Entry {
  std::string_view first;
  std::string_view second;
};

/// The lines of a two-column CSV after its header; quotes are not needed in these files.
Result<std::vector<Entry>> two_columns(std::string_view csv, std::string_view file) {
  std::vector<Entry> entries;
  for (std::size_t line = 1; !csv.empty(); ++line) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view text = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty() || line == 1) continue;
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || comma + 1 == text.size()) {
      return Error{Errc::bad_value, std::string(file) + ":" + std::to_string(line), "two columns"};
    }
    entries.push_back({text.substr(0, comma), text.substr(comma + 1)});
  }
  return entries;
}

}  // namespace

Result<Words> Words::load(std::string_view header_aliases_csv, std::string_view occupations_csv) {
  Words words;
  const auto aliases = two_columns(header_aliases_csv, "data/header_aliases.csv");
  if (!aliases) return aliases.error();
  for (const Entry& entry : *aliases) {
    const auto field = parse_field(entry.first);
    if (!field) {
      return Error{Errc::bad_value, "data/header_aliases.csv",
                   "no field of that name: " + std::string(entry.first)};
    }
    const HeaderKey key = key_of(entry.second);
    words.aliases_.push_back({*field, key.in_order, key.set});
  }
  std::stable_sort(words.aliases_.begin(), words.aliases_.end(),
                   [](const Alias& a, const Alias& b) { return a.key < b.key; });
  const auto occupations = two_columns(occupations_csv, "data/occupations.csv");
  if (!occupations) return occupations.error();
  for (const Entry& entry : *occupations) {
    const auto sector = parse_sector(entry.first);
    if (!sector) {
      return Error{Errc::bad_value, "data/occupations.csv",
                   "no sector of that name: " + std::string(entry.first)};
    }
    words.occupations_.insert_or_assign(fold_key(entry.second), *sector);
  }
  return words;
}

std::optional<Words::HeaderMatch> Words::exact(std::string_view in_order, std::string_view set,
                                               int confidence_percent) const {
  if (in_order.empty()) return std::nullopt;
  const auto found =
      std::lower_bound(aliases_.begin(), aliases_.end(), in_order,
                       [](const Alias& alias, std::string_view key) { return alias.key < key; });
  if (found != aliases_.end() && found->key == in_order) {
    return HeaderMatch{found->field, confidence_percent};
  }
  for (const Alias& alias : aliases_) {
    if (alias.set == set) return HeaderMatch{alias.field, confidence_percent - 3};
  }
  return std::nullopt;
}

std::optional<Words::HeaderMatch> Words::nearest(std::string_view in_order) const {
  constexpr std::size_t kShortest = 6;  // below, one letter makes another word
  constexpr std::size_t kLong = 10;
  if (in_order.size() < kShortest) return std::nullopt;
  const std::size_t limit = in_order.size() < kLong ? 1 : 2;
  std::size_t least = limit + 1;
  const Alias* best = nullptr;
  for (const Alias& alias : aliases_) {
    if (alias.key.size() < kShortest) continue;
    const std::size_t distance = edit_distance(alias.key, in_order, limit);
    if (distance < least) {
      least = distance;
      best = &alias;
    }
  }
  if (best == nullptr) return std::nullopt;
  return HeaderMatch{best->field, 88 - 8 * static_cast<int>(least)};
}

std::optional<Words::HeaderMatch> Words::header(std::string_view header) const {
  if (header.size() > kLongestHeader) return std::nullopt;
  const HeaderKey whole = key_of(header);
  if (const auto match = exact(whole.in_order, whole.set, 100)) return match;
  const std::string outside = without_parentheses(header);
  const HeaderKey bare = key_of(outside);
  if (const auto match = exact(bare.in_order, bare.set, 96)) return match;
  const std::string folded = fold_key(outside);
  std::vector<std::string_view> kept = split_words(folded);
  std::erase_if(kept, is_filler);
  const HeaderKey core = key_of(kept);
  if (const auto match = exact(core.in_order, core.set, 92)) return match;
  if (const auto match = nearest(bare.in_order)) return match;
  return nearest(core.in_order);
}

std::optional<Sector> Words::sector(std::string_view occupation) const {
  const std::string folded = fold_key(occupation);
  if (const auto found = occupations_.find(folded); found != occupations_.end()) {
    return found->second;
  }
  const std::vector<std::string_view> words = split_words(folded);
  constexpr std::size_t kLongestRun = 4;
  for (std::size_t length = std::min(words.size(), kLongestRun); length > 0; --length) {
    for (std::size_t at = 0; at + length <= words.size(); ++at) {
      if (length == 1 && (words[at] == kCraftsman || is_labourer(words[at]))) continue;
      std::string run(words[at]);
      for (std::size_t i = 1; i < length; ++i) run += " " + std::string(words[at + i]);
      const auto found = occupations_.find(run);
      if (found != occupations_.end()) return found->second;
    }
  }
  // A labourer of no known work is still one; a craftsman of no known craft may be anything.
  for (const std::string_view word : words) {
    if (!is_labourer(word)) continue;
    if (const auto found = occupations_.find(std::string(word)); found != occupations_.end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

}  // namespace payung::intake
