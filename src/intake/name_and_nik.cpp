#include "intake/name_and_nik.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"
#include "intake/row_words.hpp"

namespace payung::intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Latin letters, and whatever is not ASCII.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A mark that always stands between the two, or one that does where a word meets figures.
bool parts(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (std::string_view(" /|()[];").find(c) != std::string_view::npos) return true;
  if (std::string_view(",-:.=_").find(c) == std::string_view::npos) return false;
  if (at == 0 || at + 1 == text.size()) return true;
  const char before = text[at - 1];
  const char after = text[at + 1];
  return (is_letter(before) && is_digit(after)) || (is_digit(before) && is_letter(after));
}

bool is_label(std::string_view word) {
  static constexpr std::array<std::string_view, 6> labels = {"nik",  "nama",  "ktp",
                                                             "name", "nonik", "noktp"};
  return std::find(labels.begin(), labels.end(), fold_tight(word)) != labels.end();
}

struct Part {
  std::size_t from = 0;  ///< where it stands in the text; from == to: there is none
  std::size_t to = 0;
  bool apart = false;  ///< it goes on behind the other

  bool empty() const { return from == to; }
  void add(std::size_t begin, std::size_t end, bool other_between) {
    if (empty()) {
      from = begin;
    } else if (other_between) {
      apart = true;
    }
    to = end;
  }
};

RawCell cell_of(std::string_view text, const Part& part) {
  std::string_view inside = text.substr(part.from, part.to - part.from);
  constexpr std::string_view kMarks = " ,-:=_'";
  const std::size_t from = inside.find_first_not_of(kMarks);
  if (from == std::string_view::npos) return {};
  inside = inside.substr(from, inside.find_last_not_of(kMarks) - from + 1);
  return {CellKind::text, std::string(inside)};
}

}  // namespace

NameAndNik split_name_and_nik(const RawCell& cell) {
  NameAndNik both;
  if (cell.kind == CellKind::empty) return both;
  if (cell.kind != CellKind::text) {
    both.nik = cell;
    return both;
  }
  const std::string text = fold_space(cell.text);
  Part name;
  Part nik;
  enum class Last : unsigned char { none, word, figures } last = Last::none;
  for (std::size_t at = 0; at < text.size();) {
    if (parts(text, at)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !parts(text, end)) ++end;
    const std::string_view token = std::string_view(text).substr(at, end - at);
    if (count_digits(token) == 0) {
      if (!is_label(token) && has_letter(token)) {
        name.add(at, end, last == Last::figures);
        last = Last::word;
      }
    } else {
      // A letter mistyped for a figure stays with the figures: read_nik says what is wrong.
      const bool figures = looks_scientific(token) || count_digits(token) * 2 > token.size();
      if (!figures) both.mixed = true;
      nik.add(at, end, last == Last::word);
      last = Last::figures;
    }
    at = end;
  }
  constexpr std::size_t kNikDigits = 16;
  const std::size_t digits =
      count_digits(std::string_view(text).substr(nik.from, nik.to - nik.from));
  if (both.mixed || name.apart || nik.apart || digits >= 2 * kNikDigits) {
    both.mixed = true;
    return both;
  }
  both.name = cell_of(text, name);
  both.nik = cell_of(text, nik);
  return both;
}

bool are_exchanged(const RawCell& name, const RawCell& nik) {
  constexpr std::size_t kNikDigits = 16;
  constexpr std::size_t kNameLetters = 2;
  if (nik.kind != CellKind::text || !has_letter(nik.text) || count_digits(nik.text) > 0)
    return false;
  if (says_nothing(fold_space(nik.text)) || fold_tight(nik.text).size() < kNameLetters)
    return false;
  const bool figures = name.kind == CellKind::text || name.kind == CellKind::number;
  return figures && !has_letter(name.text) && count_digits(name.text) == kNikDigits;
}

}  // namespace payung::intake
