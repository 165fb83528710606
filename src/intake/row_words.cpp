#include "intake/row_words.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

bool one_of(std::string_view key, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

/// Where `word` (one or more words) stands in `key` as whole words; npos when not.
std::size_t find_words(std::string_view key, std::string_view word) {
  for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
    const bool starts = at == 0 || key[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (starts && (end == key.size() || key[end] == ' ')) return at;
  }
  return std::string_view::npos;
}

bool has_words(std::string_view key, std::string_view word) {
  return find_words(key, word) != std::string_view::npos;
}

bool negated(std::string_view key, std::size_t at) {
  static constexpr std::string_view no[] = {"tidak ", "belum ", "bukan ", "tdk ", "blm ", "not "};
  return std::any_of(std::begin(no), std::end(no),
                     [&](std::string_view word) { return key.substr(0, at).ends_with(word); });
}

struct ConditionWord {
  std::string_view word;
  Condition condition;
};

/// In the order in which they outweigh each other.
constexpr ConditionWord kConditions[] = {{"meninggal", Condition::dead},
                                         {"meninggal dunia", Condition::dead},
                                         {"wafat", Condition::dead},
                                         {"almarhum", Condition::dead},
                                         {"almarhumah", Condition::dead},
                                         {"alm", Condition::dead},
                                         {"mati", Condition::dead},
                                         {"md", Condition::dead},
                                         {"dead", Condition::dead},
                                         {"deceased", Condition::dead},
                                         {"died", Condition::dead},
                                         {"pindah", Condition::moved},
                                         {"moved", Condition::moved},
                                         {"mutasi", Condition::moved},
                                         {"pindah keluar", Condition::moved},
                                         {"penerima upah", Condition::hired},
                                         {"karyawan tetap", Condition::hired},
                                         {"diterima kerja", Condition::hired},
                                         {"masuk perusahaan", Condition::hired},
                                         {"hired", Condition::hired},
                                         {"berhenti", Condition::stopped},
                                         {"tidak bekerja", Condition::stopped},
                                         {"sudah tidak bekerja", Condition::stopped},
                                         {"tidak aktif", Condition::stopped},
                                         {"nonaktif", Condition::stopped},
                                         {"non aktif", Condition::stopped},
                                         {"keluar", Condition::stopped},
                                         {"stopped", Condition::stopped},
                                         {"hidup", Condition::working},
                                         {"aktif", Condition::working},
                                         {"bekerja", Condition::working},
                                         {"ada", Condition::working},
                                         {"masih", Condition::working},
                                         {"working", Condition::working},
                                         {"active", Condition::working},
                                         {"alive", Condition::working},
                                         {"tetap", Condition::working}};

/// "wa0812" -> "0812"; a word with a letter among its figures has none that can be trusted.
std::string_view figures_of(std::string_view word) {
  const std::size_t from = std::min(word.find_first_of("0123456789"), word.size());
  word.remove_prefix(from);
  return has_letter(word) ? std::string_view() : word;
}

bool is_phone(std::string_view figures) {
  constexpr std::string_view kCountry = "62";
  constexpr std::size_t kLocalMin = 6;
  constexpr std::size_t kMobileMin = 9;
  constexpr std::size_t kMobileMax = 12;
  constexpr std::size_t kWorldMax = 15;  // ITU E.164
  if (figures.size() < kLocalMin || figures.size() > kWorldMax) return false;
  std::string_view rest = figures;
  if (rest.starts_with(kCountry)) rest.remove_prefix(kCountry.size());
  if (rest.starts_with('0')) rest.remove_prefix(1);
  if (!rest.starts_with('8')) return true;
  const bool prefixed = rest.size() < figures.size();
  return rest.size() >= (prefixed ? kMobileMin : kLocalMin) && rest.size() <= kMobileMax;
}

}  // namespace

std::optional<Sex> read_sex_word(std::string_view text) {
  static constexpr std::string_view men[] = {
      "l",   "lk",     "lakilaki", "laki",   "laki2", "pria",        "m",    "male",
      "1",   "01",     "bpk",      "lelaki", "bapak", "tn",          "tuan", "mr",
      "sdr", "lanang", "jaler",    "cowok",  "putra", "laki\xC2\xB2"};
  static constexpr std::string_view women[] = {
      "p",      "pr",   "perempuan", "wanita", "w",     "f",     "2",      "02",
      "female", "prp",  "ibu",       "ny",     "nn",    "nona",  "nyonya", "mrs",
      "ms",     "miss", "sdri",      "wadon",  "wedok", "estri", "cewek",  "putri"};
  const std::string folded = fold_space(text);
  if (folded == "\xE2\x99\x82") return Sex::male;
  if (folded == "\xE2\x99\x80") return Sex::female;
  const std::string key = fold_tight(text);
  if (one_of(key, men)) return Sex::male;
  if (one_of(key, women)) return Sex::female;
  if (key.size() >= 5) {
    if (edit_distance(key, "lakilaki", 2) <= 2) return Sex::male;
    if (edit_distance(key, "perempuan", 2) <= 2 || edit_distance(key, "wanita", 1) <= 1) {
      return Sex::female;
    }
  }
  return std::nullopt;
}

std::optional<Condition> read_condition_words(std::string_view text) {
  const std::string key = fold_key(text);
  static constexpr std::string_view others[] = {"suami", "istri",     "ayah", "ibu",
                                                "anak",  "orang tua", "bapak"};
  for (const std::string_view other : others) {
    if (has_words(key, other)) return std::nullopt;
  }
  for (const ConditionWord& entry : kConditions) {
    const std::size_t at = find_words(key, entry.word);
    if (at != std::string_view::npos && !negated(key, at)) return entry.condition;
  }
  return std::nullopt;
}

std::string_view without_numbering(std::string_view folded) {
  constexpr std::size_t kDigitsMost = 5;
  std::size_t end = 0;
  while (end < folded.size() && folded[end] >= '0' && folded[end] <= '9') ++end;
  if (end == 0 || end > kDigitsMost || end >= folded.size()) return folded;
  if (folded[end] != '.' && folded[end] != ')') return folded;
  const std::size_t from = folded.find_first_not_of(' ', end + 1);
  return from == std::string_view::npos || !has_letter(folded.substr(from, 1))
             ? folded
             : folded.substr(from);
}

bool says_deceased(std::string_view name) {
  const std::string key = fold_key(name);
  for (const std::string_view word : {"alm", "almh", "almarhum", "almarhumah"}) {
    const std::size_t at = find_words(key, word);
    if (at == std::string_view::npos) continue;
    const std::string_view front = std::string_view(key).substr(0, at);
    if (front.ends_with("bin ") || front.ends_with("binti ") || front.ends_with("b ")) continue;
    return true;
  }
  return false;
}

std::optional<Segment> read_segment_word(std::string_view text) {
  const std::string key = fold_key(text);
  if (has_words(key, "bpu") || has_words(key, "bukan penerima upah") ||
      has_words(key, "informal")) {
    return Segment::bpu;
  }
  if (has_words(key, "pu") || has_words(key, "penerima upah") || has_words(key, "formal")) {
    return Segment::pu;
  }
  if (has_words(key, "jakon") || has_words(key, "jasa konstruksi")) return Segment::construction;
  if (has_words(key, "pmi") || has_words(key, "migran") || has_words(key, "tki")) {
    return Segment::migrant;
  }
  return std::nullopt;
}

ProgrammeSet read_programme_words(std::string_view text) {
  const std::string key = fold_key(text);
  ProgrammeSet programmes;
  if (has_words(key, "jkk")) programmes.add(Programme::jkk);
  if (has_words(key, "jkm")) programmes.add(Programme::jkm);
  if (has_words(key, "jht")) programmes.add(Programme::jht);
  if (has_words(key, "jp")) programmes.add(Programme::jp);
  if (has_words(key, "jkp")) programmes.add(Programme::jkp);
  return programmes;
}

bool reads_yes(std::string_view text) {
  static constexpr std::string_view yes[] = {"y", "ya", "yes", "v", "x", "ok", "ikut", "true"};
  const std::string folded = fold_space(text);
  if (folded == "\xE2\x88\x9A" || folded == "\xE2\x9C\x93" || folded == "\xE2\x9C\x94") return true;
  const std::string key = fold_key(text);
  if (one_of(key, yes)) return true;
  const std::string tight = fold_tight(text);
  return all_digits(tight) && tight.find_first_not_of('0') != std::string::npos;
}

std::optional<int> read_decile(std::string_view text) {
  std::string folded = fold_space(text);
  if (folded.ends_with(".0")) folded.resize(folded.size() - 2);
  const std::string key = fold_key(folded);
  const auto words = split_words(key);
  if (words.empty() || words.size() > 2) return std::nullopt;
  std::string_view number = words.back();
  if (words.size() == 2 && words.front() != "desil" && words.front() != "decile") {
    return std::nullopt;
  }
  if (number.starts_with("desil")) number.remove_prefix(5);
  if (number.starts_with('d')) number.remove_prefix(1);
  if (!all_digits(number) || number.size() > 2) return std::nullopt;
  const int decile = std::stoi(std::string(number));
  return decile >= 1 && decile <= 10 ? std::optional(decile) : std::nullopt;
}

bool says_formula_error(std::string_view text) {
  static constexpr std::string_view errors[] = {"#REF!",  "#N/A",    "#NAME?",   "#VALUE!",
                                                "#NUM!",  "#DIV/0!", "#NULL!",   "#SPILL!",
                                                "#CALC!", "#ERROR!", "#FORMULA!"};
  constexpr std::size_t kLongest = 16;
  if (text.size() > kLongest || text.empty()) return false;
  const std::string folded = fold_space(text);
  if (folded.starts_with("Err:")) return all_digits(std::string_view(folded).substr(4));
  return one_of(folded, errors);
}

bool can_be_called(std::string_view phones) {
  constexpr std::string_view kBetweenNumbers = "/,;|&";
  while (!phones.empty()) {
    const std::size_t end = std::min(phones.find_first_of(kBetweenNumbers), phones.size());
    const std::string one = fold_key(phones.substr(0, end));
    phones.remove_prefix(std::min(end + 1, phones.size()));
    std::string joined;
    for (const std::string_view word : split_words(one)) {
      const std::string_view figures = figures_of(word);
      if (is_phone(figures)) return true;  // "081234567890 085712345678"
      joined += figures;
    }
    if (is_phone(joined)) return true;
  }
  return false;
}

bool says_nothing(std::string_view text) {
  static constexpr std::string_view nothing[] = {
      "tidak ada", "tdk ada",     "belum ada",   "blm ada",  "n a", "na",
      "nihil",     "kosong",      "null",        "none",     "xxx", "nn",
      "xx",        "tidak punya", "belum punya", "tdk punya"};
  constexpr std::size_t kLongest = 16;  // of such words, with dots and blanks between
  if (text.size() > kLongest && has_letter(text)) return false;
  const std::string key = fold_key(text);
  return key.empty() || one_of(key, nothing);
}

}  // namespace payung::intake
