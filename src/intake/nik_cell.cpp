#include "intake/nik_cell.hpp"

#include <algorithm>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

struct Scan {
  std::string digits;
  std::size_t letters = 0;
  std::size_t others = 0;  ///< characters that are neither digit, letter nor separator
  bool separated = false;
};

bool is_separator(char c) {
  return std::string_view(" .-,/_':;\"=`()|*#+").find(c) != std::string_view::npos;
}

Scan scan(std::string_view folded) {
  Scan seen;
  for (const char c : folded) {
    if (c >= '0' && c <= '9') {
      seen.digits += c;
    } else if (is_separator(c)) {
      seen.separated = true;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      ++seen.letters;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {  // the first byte of it
      ++seen.others;
    }
  }
  return seen;
}

/// "NIK: 3319..." and "No. KTP 3319...": the words in front say only what the cell is.
std::string_view without_label(std::string_view folded) {
  const std::size_t digit = std::min(folded.find_first_of("0123456789"), folded.size());
  const std::string label = fold_tight(folded.substr(0, digit));
  static constexpr std::string_view labels[] = {"nik", "ktp", "nonik", "noktp", "nomorktp", "no"};
  const bool known = std::find(std::begin(labels), std::end(labels), label) != std::end(labels);
  return known ? folded.substr(digit) : folded;
}

/// The typographic apostrophes of word processors, before the first digit.
std::string_view without_quotes(std::string_view folded) {
  for (;;) {
    if (folded.starts_with("\xE2\x80\x98") || folded.starts_with("\xE2\x80\x99") ||
        folded.starts_with("\xE2\x80\x9C")) {
      folded.remove_prefix(3);
    } else if (folded.starts_with("\xC2\xB4")) {
      folded.remove_prefix(2);
    } else {
      return folded;
    }
  }
}

/// "3319041909980001.0": was a number in some program before it was typed out.
bool looks_like_printed_number(std::string_view folded) {
  const std::size_t point = folded.find_first_of(".,");
  if (point == std::string_view::npos || point < 15 || point > 17) return false;
  const std::string_view zeros = folded.substr(point + 1);
  return all_digits(folded.substr(0, point)) && !zeros.empty() && zeros.size() <= 2 &&
         zeros.find_first_not_of('0') == std::string_view::npos;
}

/// "3.319.041.909.980.001": grouped in thousands, as a number that was shown with its separators.
bool looks_like_grouped_number(std::string_view folded) {
  if (folded.ends_with(".00") || folded.ends_with(",00")) folded.remove_suffix(3);
  constexpr std::size_t kLength = 21;  // one figure, and five groups of a mark and three figures
  if (folded.size() != kLength || count_digits(folded) != 16) return false;
  for (std::size_t at = 1; at < kLength; at += 4) {
    const bool mark = folded[at] == '.' || folded[at] == ',' || folded[at] == ' ';
    if (!mark || folded[at] != folded[1]) return false;
  }
  return true;
}

NikReading not_read(NikState state, FindingCode reason) {
  return {state, std::nullopt, reason, false};
}

NikReading read_digits(const std::string& digits) {
  const bool repeated = digits.find_first_not_of(digits[0]) == std::string::npos;
  if (repeated && (digits[0] == '0' || digits.size() > 2)) {
    return not_read(NikState::missing, FindingCode::nik_placeholder);
  }
  const auto nik = Nik::parse(digits);
  if (nik) return {NikState::ok, *nik, FindingCode::nik_missing, false};
  const std::string& why = nik.error().detail;
  if (why == "date") return not_read(NikState::invalid, FindingCode::nik_bad_date);
  if (why == "serial") return not_read(NikState::invalid, FindingCode::nik_bad_serial);
  return not_read(NikState::invalid, FindingCode::nik_length);
}

NikReading read_text(std::string_view text) {
  const std::string whole = fold_space(text);
  if (whole.empty()) return not_read(NikState::missing, FindingCode::nik_missing);
  const std::string_view folded = without_label(without_quotes(whole));
  if (looks_scientific(folded)) return not_read(NikState::damaged, FindingCode::nik_scientific);
  if (looks_like_printed_number(folded) || looks_like_grouped_number(folded)) {
    return not_read(NikState::damaged, FindingCode::nik_as_number);
  }
  const Scan seen = scan(folded);
  constexpr std::size_t kDigitsOfAttempt = 4;  // fewer beside letters are words, not a NIK
  if (seen.letters + seen.others > 0) {
    if (seen.digits.size() < kDigitsOfAttempt) {
      return not_read(NikState::missing, FindingCode::nik_missing);
    }
    // With a letter for a digit it must still be as long as a NIK; else digits are missing too.
    constexpr std::size_t kNikDigits = 16;
    return seen.digits.size() + seen.letters + seen.others == kNikDigits
               ? not_read(NikState::damaged, FindingCode::nik_letters)
               : not_read(NikState::invalid, FindingCode::nik_length);
  }
  if (seen.digits.empty()) return not_read(NikState::missing, FindingCode::nik_missing);
  NikReading reading = read_digits(seen.digits);
  reading.cleaned = seen.separated || folded.size() != whole.size() ||
                    text.find("\xEF\xBC") != std::string_view::npos || has_invisible(text);
  return reading;
}

}  // namespace

bool looks_scientific(std::string_view folded) {
  const std::size_t e = folded.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  const std::string_view front = folded.substr(0, e);
  if (front.find_first_not_of("0123456789.,") != std::string_view::npos) return false;
  std::string_view power = folded.substr(e + 1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  return all_digits(power) && power.size() <= 3 && count_digits(front) > 0;
}

NikReading read_nik(const RawCell& cell) {
  switch (cell.kind) {
    case CellKind::empty: return not_read(NikState::missing, FindingCode::nik_missing);
    case CellKind::number:
    case CellKind::date: return not_read(NikState::damaged, FindingCode::nik_as_number);
    case CellKind::boolean: return not_read(NikState::damaged, FindingCode::nik_letters);
    case CellKind::error: return not_read(NikState::damaged, FindingCode::cell_error);
    case CellKind::text: return read_text(cell.text);
  }
  return not_read(NikState::missing, FindingCode::nik_missing);
}

std::string read_number_text(const RawCell& cell, std::size_t count) {
  constexpr std::size_t kDigitsOfDouble = 15;
  if (cell.kind != CellKind::text && cell.kind != CellKind::number) return {};
  const std::string folded = fold_space(cell.text);
  if (cell.kind == CellKind::number && (count > kDigitsOfDouble || !all_digits(folded))) return {};
  Scan seen = scan(without_quotes(folded));
  if (seen.letters + seen.others > 0 || seen.digits.size() != count) return {};
  return std::move(seen.digits);
}

}  // namespace payung::intake
