#include "linkage/name_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace payung::linkage {
namespace {

constexpr std::size_t kWordsMax = 6;
constexpr std::size_t kWordLetters = 24;
constexpr std::size_t kTextMax = 200;  // no name is longer; hostile input is cut

/// Letters of Latin-1 Supplement and Latin Extended-A without their marks, by code point.
char plain_letter(std::uint32_t code) {
  struct Range {
    std::uint32_t first, last;
    char letter;
  };
  static constexpr std::array<Range, 26> ranges{{
      {0xC0, 0xC5, 'A'},   {0xC7, 0xC7, 'C'},   {0xC8, 0xCB, 'E'},   {0xCC, 0xCF, 'I'},
      {0xD1, 0xD1, 'N'},   {0xD2, 0xD6, 'O'},   {0xD9, 0xDC, 'U'},   {0xDD, 0xDD, 'Y'},
      {0xE0, 0xE5, 'A'},   {0xE7, 0xE7, 'C'},   {0xE8, 0xEB, 'E'},   {0xEC, 0xEF, 'I'},
      {0xF1, 0xF1, 'N'},   {0xF2, 0xF6, 'O'},   {0xF9, 0xFC, 'U'},   {0xFD, 0xFF, 'Y'},
      {0x100, 0x105, 'A'}, {0x106, 0x10D, 'C'}, {0x10E, 0x111, 'D'}, {0x112, 0x11B, 'E'},
      {0x11C, 0x123, 'G'}, {0x124, 0x127, 'H'}, {0x128, 0x131, 'I'}, {0x143, 0x148, 'N'},
      {0x14C, 0x151, 'O'}, {0x168, 0x173, 'U'},
  }};
  for (const auto& range : ranges) {
    if (code >= range.first && code <= range.last) return range.letter;
  }
  return ' ';
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Honorifics that may stand before a name.
bool is_honorific(std::string_view word) {
  return is_one_of(
      word, {"H",    "HJ",       "HAJI",  "HAJAH",      "HAJJAH", "DRS",    "DRA", "DR",     "IR",
             "BP",   "BPK",      "BAPAK", "PAK",        "IBU",    "BU",     "NY",  "NYONYA", "TN",
             "TUAN", "SDR",      "SDRI",  "SAUDARA",    "KH",     "KYAI",   "NN",  "PROF",   "MBAH",
             "ALM",  "ALMARHUM", "ALMH",  "ALMARHUMAH", "UST",    "USTADZ", "GUS"});
}

/// Degrees and offices that may stand behind a name; only after a comma or slash, or as letters
/// that no name consists of.
bool is_degree(std::string_view word) {
  return is_one_of(word, {"SE",  "SH",  "SPD",  "SPDI", "SAG", "SKM", "SKOM", "ST",  "SP",
                          "SSI", "SIP", "SSOS", "MM",   "MSI", "MPD", "MH",   "AMD", "AMA",
                          "AMK", "BA",  "MAG",  "SKEP", "NS",  "SPT", "STP",  "MT",  "MKES"});
}

/// Cuts what follows a name: degrees after a comma, notes after a slash, brackets, "BIN ...".
std::string_view without_tail(std::string_view text) {
  return text.substr(0, text.find_first_of(",/(["));
}

std::vector<std::string> split(std::string_view letters) {
  std::vector<std::string> words;
  while (!letters.empty()) {
    const auto start = letters.find_first_not_of(' ');
    if (start == std::string_view::npos) break;
    letters.remove_prefix(start);
    const auto end = std::min(letters.find(' '), letters.size());
    words.emplace_back(letters.substr(0, std::min(end, kWordLetters)));
    letters.remove_prefix(end);
  }
  return words;
}

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (auto at = word.find(from); at != std::string::npos; at = word.find(from, at + to.size())) {
    word.replace(at, from.size(), to);
  }
}

std::uint32_t bit_of(char letter) {
  return std::uint32_t{1} << (static_cast<unsigned>(letter - 'A') & 31U);
}

/// The written-out form of common short forms; by its sound already.
std::string spelled_out(std::string_view word, bool first, bool alone) {
  if (is_one_of(word, {"MOH", "MUH", "MOCH", "MUCH", "MHD", "MUHD", "MOHD", "MD"})) return "MUAMAD";
  if (first && !alone && word == "M") return "MUAMAD";
  if (is_one_of(word, {"ABD", "ABDUL", "ABDOEL", "ABDL"})) return "ABDUL";
  if (first && is_one_of(word, {"ST", "STI", "SITI"})) return "SITI";
  if (is_one_of(word, {"AHMAD", "ACHMAD", "AKHMAD", "ACH", "AHM"})) return "AMAD";
  return {};
}

}  // namespace

std::string letters_only(std::string_view text) {
  std::string letters;
  text = text.substr(0, kTextMax);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 'a' && byte <= 'z') {
      letters += static_cast<char>(byte - 'a' + 'A');
    } else if (byte >= 'A' && byte <= 'Z') {
      letters += static_cast<char>(byte);
    } else if (byte == '\'' || byte == '`') {
      continue;  // Nu'man, Ma`ruf
    } else if (byte >= 0xC2 && byte <= 0xDF && i + 1 < text.size()) {
      const auto next = static_cast<unsigned char>(text[++i]);
      letters += plain_letter((static_cast<std::uint32_t>(byte & 0x1FU) << 6U) | (next & 0x3FU));
    } else if (byte < 0x80) {
      letters += ' ';
    }
  }
  return letters;
}

std::string sound_of(std::string_view word) {
  std::string sound(word.substr(0, kWordLetters));
  // Digraphs of the old spelling before single letters; each pair in the order given.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> same{{
      {"OE", "U"}, {"TJ", "C"}, {"DJ", "J"}, {"SJ", "S"},  {"NJ", "NY"}, {"KH", "K"}, {"CH", "K"},
      {"SY", "S"}, {"SH", "S"}, {"TH", "T"}, {"DH", "D"},  {"DZ", "S"},  {"Z", "S"},  {"F", "P"},
      {"V", "P"},  {"Q", "K"},  {"Y", "I"},  {"AI", "AE"}, {"IE", "I"},  {"OO", "U"},
  }};
  // Most words hold few of the pairs' letters, so most searches need not begin.
  std::uint32_t letters = 0;
  for (const char c : sound) letters |= bit_of(c);
  for (const auto& [from, to] : same) {
    if ((letters & bit_of(from.front())) == 0 || (letters & bit_of(from.back())) == 0) continue;
    replace_all(sound, from, to);
    for (const char c : to) letters |= bit_of(c);
  }
  if (sound.size() > 1) std::erase(sound, 'H');
  sound.erase(std::unique(sound.begin(), sound.end()), sound.end());
  if (sound.empty()) sound = word.substr(0, 1);
  static constexpr std::array<std::string_view, 4> forms{"MUAMAD", "MOAMAD", "MUKAMAD", "MOKAMAD"};
  if (std::find(forms.begin(), forms.end(), sound) != forms.end()) return "MUAMAD";
  return sound;
}

NameWords name_words(std::string_view text) {
  NameWords name;
  const std::string all = letters_only(text);
  name.dead_mark = (" " + all + " ").find(" ALM ") != std::string::npos;
  std::string letters = letters_only(without_tail(text));
  // A dot inside a degree splits it ("S Pd"), so single letters are tried joined as well.
  std::vector<std::string> words = split(letters);
  const auto bin = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
    return (word == "BIN" || word == "BINTI") && &word != &words.front();
  });
  words.erase(bin, words.end());
  while (words.size() > 1 && is_honorific(words.front())) words.erase(words.begin());
  while (words.size() > 1 && (is_degree(words.back()) || words.back() == "ALM")) words.pop_back();
  while (words.size() > 2 && is_degree(words[words.size() - 2] + words.back())) {
    words.resize(words.size() - 2);
  }
  for (std::size_t i = 0; i < words.size() && name.words.size() < kWordsMax; ++i) {
    std::string word = spelled_out(words[i], i == 0, words.size() == 1);
    name.words.push_back(word.empty() ? sound_of(words[i]) : std::move(word));
  }
  return name;
}

}  // namespace payung::linkage
