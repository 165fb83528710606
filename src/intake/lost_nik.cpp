#include "intake/lost_nik.hpp"

#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"

namespace payung::intake {
namespace {

constexpr std::size_t kKeptBySpreadsheets = 15;

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

}  // namespace

std::string digits_left(const RawCell& cell) {
  const std::string text = fold_space(cell.text);
  if (looks_scientific(text)) {
    std::string digits = digits_of(text.substr(0, text.find_first_of("eE")));
    // What is shown is rounded: the last digit may be one too many, and noughts may come of it.
    while (!digits.empty() && digits.back() == '0') digits.pop_back();
    if (!digits.empty()) digits.pop_back();
    return digits;
  }
  const bool letters = has_letter(text);
  if (letters) return {};
  std::string digits = digits_of(text.substr(0, text.find('.')));
  if (cell.kind == CellKind::number && digits.size() > kKeptBySpreadsheets) {
    digits.resize(kKeptBySpreadsheets);
  }
  return digits;
}

bool may_have_been(const RawCell& cell, std::string_view nik) {
  return nik.starts_with(digits_left(cell));
}

}  // namespace payung::intake
