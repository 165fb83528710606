#include "linkage/name_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "linkage/name_variants.hpp"

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
  static constexpr std::array<Range, 32> ranges{{
      {0xC0, 0xC5, 'A'},   {0xC7, 0xC7, 'C'},   {0xC8, 0xCB, 'E'},   {0xCC, 0xCF, 'I'},
      {0xD1, 0xD1, 'N'},   {0xD2, 0xD6, 'O'},   {0xD8, 0xD8, 'O'},   {0xD9, 0xDC, 'U'},
      {0xDD, 0xDD, 'Y'},   {0xE0, 0xE5, 'A'},   {0xE7, 0xE7, 'C'},   {0xE8, 0xEB, 'E'},
      {0xEC, 0xEF, 'I'},   {0xF1, 0xF1, 'N'},   {0xF2, 0xF6, 'O'},   {0xF8, 0xF8, 'O'},
      {0xF9, 0xFC, 'U'},   {0xFD, 0xFF, 'Y'},   {0x100, 0x105, 'A'}, {0x106, 0x10D, 'C'},
      {0x10E, 0x111, 'D'}, {0x112, 0x11B, 'E'}, {0x11C, 0x123, 'G'}, {0x124, 0x127, 'H'},
      {0x128, 0x131, 'I'}, {0x139, 0x142, 'L'}, {0x143, 0x148, 'N'}, {0x14C, 0x151, 'O'},
      {0x154, 0x159, 'R'}, {0x15A, 0x161, 'S'}, {0x168, 0x173, 'U'}, {0x179, 0x17E, 'Z'},
  }};
  for (const auto& range : ranges) {
    if (code >= range.first && code <= range.last) return range.letter;
  }
  return ' ';
}

std::vector<std::string_view> split(std::string_view letters) {
  std::vector<std::string_view> words;
  while (true) {
    const auto start = letters.find_first_not_of(' ');
    if (start == std::string_view::npos) return words;
    letters.remove_prefix(start);
    const auto end = std::min(letters.find(' '), letters.size());
    words.push_back(letters.substr(0, std::min(end, kWordLetters)));
    letters.remove_prefix(end);
  }
}

/// "S.Pd" reads as S PD: the last two words joined are a degree.
bool ends_in_split_degree(const std::vector<std::string_view>& words) {
  if (words.size() < 3) return false;
  std::string joined(words[words.size() - 2]);
  joined += words.back();
  return is_degree(joined);
}

bool is_lineage(std::string_view word) { return word == "BIN" || word == "BINTI"; }

void drop_titles(std::vector<std::string_view>& words) {
  const auto lineage = std::find_if(words.begin(), words.end(), is_lineage);
  if (lineage != words.begin()) words.erase(lineage, words.end());
  std::size_t titles = 0;
  while (titles + 1 < words.size() && is_honorific(words[titles])) ++titles;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(titles));
  while (words.size() > 1 && (is_degree(words.back()) || words.back() == "ALM")) words.pop_back();
  while (ends_in_split_degree(words)) words.resize(words.size() - 2);
  if (words.size() > kWordsMax) words.resize(kWordsMax);
}

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (auto at = word.find(from); at != std::string::npos; at = word.find(from, at + to.size())) {
    word.replace(at, from.size(), to);
  }
}

/// What a word means where it stands.
std::string_view meaning_of(std::string_view word, bool before_another) {
  if (before_another) {
    const auto spelled = spelled_out_first(word);
    if (!spelled.empty()) return spelled;
  }
  const auto spelled = spelled_out(word);
  return spelled.empty() ? word : spelled;
}

}  // namespace

void append_letters(std::string_view text, std::string& letters) {
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
}

std::vector<std::string_view> plain_words(std::string_view text, std::string& buffer) {
  text = text.substr(0, kTextMax);
  buffer.clear();
  // What follows a name: degrees after a comma, notes after a slash or in brackets.
  append_letters(text.substr(0, text.find_first_of(",/([")), buffer);
  auto words = split(buffer);
  if (words.empty()) {
    buffer.clear();
    append_letters(text, buffer);
    words = split(buffer);
  }
  drop_titles(words);
  return words;
}

std::string sound_of(std::string_view word) {
  std::string sound(word.substr(0, kWordLetters));
  // Digraphs of the old spelling before single letters; each pair in the order given. J is Y of
  // the old spelling and J of the new one, so both are one letter here.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 21> same{{
      {"OE", "U"}, {"TJ", "C"}, {"DJ", "J"}, {"SJ", "S"}, {"NJ", "NY"}, {"KH", "K"}, {"CH", "K"},
      {"SY", "S"}, {"SH", "S"}, {"TH", "T"}, {"DH", "D"}, {"DZ", "S"},  {"Z", "S"},  {"F", "P"},
      {"V", "P"},  {"Q", "K"},  {"J", "I"},  {"Y", "I"},  {"AI", "AE"}, {"IE", "I"}, {"OO", "U"},
  }};
  for (const auto& [from, to] : same) replace_all(sound, from, to);
  if (sound.size() > 1) std::erase(sound, 'H');
  sound.erase(std::unique(sound.begin(), sound.end()), sound.end());
  return sound.empty() ? std::string(word.substr(0, 1)) : sound;
}

std::vector<std::string> name_words(std::string_view text) {
  std::string buffer;
  const auto words = plain_words(text, buffer);
  std::vector<std::string> sounds;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sounds.push_back(sound_of(meaning_of(words[i], i == 0 && words.size() > 1)));
  }
  return sounds;
}

std::uint32_t NameReader::sound(std::string_view word, Texts& texts) {
  const std::uint32_t raw = raw_.number(word);
  if (raw == 0) return 0;
  if (sound_of_raw_.size() <= raw) sound_of_raw_.resize(raw_.size());
  if (sound_of_raw_[raw] == 0) sound_of_raw_[raw] = texts.number(sound_of(meaning_of(word, false)));
  return sound_of_raw_[raw];
}

void NameReader::read(std::string_view text, Texts& texts, std::vector<std::uint32_t>& words) {
  words.clear();
  const auto plain = plain_words(text, buffer_);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool before_another = i == 0 && plain.size() > 1;
    const auto first = before_another ? spelled_out_first(plain[i]) : std::string_view();
    words.push_back(sound(first.empty() ? plain[i] : first, texts));
  }
}

}  // namespace payung::linkage
