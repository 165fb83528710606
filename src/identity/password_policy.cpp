#include "identity/password_policy.hpp"

#include <algorithm>

namespace payung::identity {
namespace {

/// What must be left of a password besides the account's own name.
constexpr std::size_t kBesidesOwnName = 8;
/// An own name shorter than this stands in many words by chance.
constexpr std::size_t kOwnNameMin = 3;
/// A unit so short adds nothing by being repeated.
constexpr std::size_t kRepeatedUnitMax = 4;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low;
}

/// The number of characters of well-formed UTF-8 without control characters (RFC 3629), or -1.
std::int64_t characters(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x20 || lead == 0x7F || (lead >= 0x80 && lead < 0xC2) || lead > 0xF4) return -1;
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > text.size()) return -1;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return -1;
    }
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    if (overlong || outside) return -1;
    i += length;
  }
  return count;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Without the figures and signs before and behind.
std::string_view bare(std::string_view text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  return text;
}

/// The shortest unit that the text repeats from its begin to its end; the text itself if none.
std::string_view repeated_unit(std::string_view text) {
  for (std::size_t period = 1; period <= text.size() / 2; ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) {
      return text.substr(0, period);
    }
  }
  return text;
}

/// "abcdefghijkl", "zyxwvut...".
bool is_row(std::string_view text) {
  const int step = text[1] - text[0];
  if (step != 1 && step != -1) return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] - text[i - 1] != step) return false;
  }
  return true;
}

bool is_common(std::string_view low, const CommonPasswords& common) {
  const std::string_view unit = repeated_unit(low);
  if (unit.size() < low.size() && unit.size() <= kRepeatedUnitMax) return true;
  if (is_row(low)) return true;
  for (const std::string_view part : {low, unit, bare(low)}) {
    if (common.has(part) || common.has(bare(part)) || common.has(repeated_unit(part))) return true;
  }
  return false;
}

bool is_built_on(std::string_view low, std::string_view name) {
  if (name.size() < kOwnNameMin) return false;
  std::string rest;
  std::size_t from = 0;
  bool found = false;
  for (auto at = low.find(name); at != std::string_view::npos; at = low.find(name, from)) {
    found = true;
    rest += low.substr(from, at - from);
    from = at + name.size();
  }
  rest += low.substr(from);
  return found && bare(rest).size() < kBesidesOwnName;
}

bool is_own(std::string_view low, std::string_view own) {
  const std::string name = lowered(own);
  if (is_built_on(low, name)) return true;
  const auto at_sign = name.find('@');
  return at_sign != std::string::npos &&
         is_built_on(low, std::string_view(name).substr(0, at_sign));
}

}  // namespace

std::string_view to_text(PasswordFault fault) {
  switch (fault) {
    case PasswordFault::none: return "none";
    case PasswordFault::too_short: return "too_short";
    case PasswordFault::too_long: return "too_long";
    case PasswordFault::no_text: return "no_text";
    case PasswordFault::own_name: return "own_name";
    case PasswordFault::too_common: return "too_common";
  }
  PAYUNG_CHECK(false);
}

CommonPasswords CommonPasswords::parse(std::string_view text) {
  CommonPasswords common;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line.front() != '#') common.words_.emplace(line);
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return common;
}

PasswordFault check_password(std::string_view password, std::span<const std::string_view> own,
                             const CommonPasswords& common) {
  if (password.size() > kPasswordBytesMax) return PasswordFault::too_long;
  const std::int64_t count = characters(password);
  if (count < 0) return PasswordFault::no_text;
  if (count < static_cast<std::int64_t>(kPasswordCharactersMin)) return PasswordFault::too_short;
  const std::string low = lowered(password);
  for (const std::string_view name : own) {
    if (is_own(low, name)) return PasswordFault::own_name;
  }
  return is_common(low, common) ? PasswordFault::too_common : PasswordFault::none;
}

}  // namespace payung::identity
