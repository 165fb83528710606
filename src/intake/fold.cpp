#include "intake/fold.hpp"

#include <algorithm>
#include <array>

namespace payung::intake {
namespace {

enum class Glyph { letter, space, invisible };

struct Seen {
  Glyph glyph;
  std::size_t bytes;
};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// The three-byte characters of U+2000 to U+206F that are spaces or cannot be seen.
Seen general_punctuation(unsigned char second, unsigned char third) {
  if (second == 0x80) {
    if (third <= 0x8A || third == 0xAF) return {Glyph::space, 3};
    if ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE)) {
      return {Glyph::invisible, 3};
    }
  }
  if (second == 0x81) {
    if (third == 0x9F) return {Glyph::space, 3};
    if (third >= 0xA0 && third <= 0xAF) return {Glyph::invisible, 3};
  }
  return {Glyph::letter, 1};
}

Seen look(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) return {first <= 0x20 || first == 0x7F ? Glyph::space : Glyph::letter, 1};
  const unsigned char second = byte_at(text, at + 1);
  const unsigned char third = byte_at(text, at + 2);
  if (first == 0xC2 && second == 0xA0) return {Glyph::space, 2};
  if (first == 0xC2 && second == 0xAD) return {Glyph::invisible, 2};
  if (first == 0xE2 && third >= 0x80) return general_punctuation(second, third);
  if (first == 0xE3 && second == 0x80 && third == 0x80) return {Glyph::space, 3};
  if (first == 0xEF && second == 0xBB && third == 0xBF) return {Glyph::invisible, 3};
  return {Glyph::letter, 1};
}

/// The plain letter for U+00C0 to U+00FF, whose second byte is given; 0 when there is none.
char plain_letter(unsigned char second) {
  static constexpr char plain[] =
      "aaaaaaaceeeeiiiidnooooo\0ouuuuyts"
      "aaaaaaaceeeeiiiidnooooo\0ouuuuyty";
  return second >= 0x80 && second <= 0xBF ? plain[second - 0x80U] : '\0';
}

/// The plain figure of a wide one (U+FF10 to U+FF19), as Asian keyboards type them; 0 otherwise.
char wide_figure(std::string_view text, std::size_t at) {
  if (byte_at(text, at) != 0xEF || byte_at(text, at + 1) != 0xBC) return '\0';
  const unsigned char third = byte_at(text, at + 2);
  return third >= 0x90 && third <= 0x99 ? static_cast<char>('0' + (third - 0x90)) : '\0';
}

/// Printable ASCII with single spaces inside: most cells.
bool is_folded(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c < ' ' || c == 0x7F || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

}  // namespace

std::string fold_space(std::string_view text) {
  if (is_folded(text)) return std::string(text);
  std::string folded;
  folded.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const Seen seen = look(text, at);
    if (seen.glyph == Glyph::letter) {
      if (gap && !folded.empty()) folded += ' ';
      gap = false;
      const char figure = wide_figure(text, at);
      folded += figure != '\0' ? figure : text[at];
      if (figure != '\0') at += 2;
    } else if (seen.glyph == Glyph::space) {
      gap = true;
    }
    at += seen.bytes;
  }
  return folded;
}

bool is_space_only(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Seen seen = look(text, at);
    if (seen.glyph == Glyph::letter) return false;
    at += seen.bytes;
  }
  return true;
}

bool has_invisible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Seen seen = look(text, at);
    if (seen.glyph == Glyph::invisible) return true;
    if (seen.glyph == Glyph::space && seen.bytes > 1) return true;
    at += seen.bytes;
  }
  return false;
}

std::string fold_key(std::string_view text) {
  // Never longer than the text: a space stands for at least one byte that was left out.
  std::string key(text.size(), ' ');
  std::size_t length = 0;
  bool gap = false;
  const auto put = [&](char c) {
    if (gap && length > 0) ++length;
    gap = false;
    key[length++] = c;
  };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = byte_at(text, at);
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') {
        put(static_cast<char>(c + 32));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        put(static_cast<char>(c));
      } else {
        gap = true;
      }
      ++at;
      continue;
    }
    const Seen seen = look(text, at);
    const char plain = c == 0xC3 ? plain_letter(byte_at(text, at + 1)) : '\0';
    if (const char figure = wide_figure(text, at); figure != '\0') {
      put(figure);
      at += 3;
    } else if (seen.glyph != Glyph::letter) {
      gap = gap || seen.glyph == Glyph::space;
      at += seen.bytes;
    } else {
      put(plain != '\0' ? plain : static_cast<char>(c));
      at += plain != '\0' ? 2 : 1;
    }
  }
  key.resize(length);
  return key;
}

std::string fold_tight(std::string_view text) {
  std::string key = fold_key(text);
  std::erase(key, ' ');
  return key;
}

std::vector<std::string_view> split_words(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  constexpr std::size_t kLongest = 64;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit || a.size() > kLongest || b.size() > kLongest) {
    return a == b ? 0 : limit + 1;
  }
  std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& above2 = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], above2[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

bool lost_characters(std::string_view text) {
  return text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool all_digits(std::string_view text) {
  return !text.empty() && count_digits(text) == text.size();
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

}  // namespace payung::intake
