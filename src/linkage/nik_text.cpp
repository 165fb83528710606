#include "linkage/nik_text.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/nik.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kNikDigitsMax = 18;
constexpr std::size_t kDigitsForLetterO = 10;  ///< so many digits make an O among them a zero
constexpr std::size_t kPhoneDigitsMin = 8;
constexpr std::size_t kPhoneDigitsMax = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits on the stack: a cell is read for every row.
class Digits {
 public:
  void add(char digit) {
    if (count_ < digits_.size()) digits_[count_++] = digit;
  }
  std::string_view text() const { return {digits_.data(), count_}; }
  void drop_trailing_zeros() {
    while (count_ > 0 && digits_[count_ - 1] == '0') --count_;
  }

 private:
  std::array<char, 20> digits_{};
  std::size_t count_ = 0;
};

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

/// A run of one digit, or 1234567890...: typed because something had to be typed.
bool is_placeholder(std::string_view digits) {
  return digits.find_first_not_of(digits.substr(0, 1)) == std::string_view::npos ||
         digits.starts_with("1234567890");
}

void read_holder(std::string_view digits, NikText& read) {
  const auto nik = Nik::parse(digits);
  if (!nik) return;
  read.possible = true;
  read.sex = nik->sex() == Sex::female ? 2 : 1;
  read.born = static_cast<std::uint32_t>(nik->birth_year_of_century() * 10'000 +
                                         nik->birth_month() * 100 + nik->birth_day());
  read.region = static_cast<std::uint32_t>(number_of(digits.substr(0, 6)));
}

}  // namespace

NikText read_nik(std::string_view text) {
  NikText read;
  const auto exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos && exponent + 1 < text.size()) {
    read.prefix = true;
    text = text.substr(0, exponent);
  } else if (text.ends_with(".0")) {
    text.remove_suffix(2);  // a number that some program wrote with a fraction
  }
  const auto digit_count = std::count_if(text.begin(), text.end(), is_digit);
  const bool letter_o = static_cast<std::size_t>(digit_count) >= kDigitsForLetterO;
  Digits digits;
  for (const char c : text) {
    if (is_digit(c)) digits.add(c);
    if (letter_o && (c == 'O' || c == 'o')) digits.add('0');
  }
  // "3,31900E+15": trailing zeros of the mantissa say nothing.
  if (read.prefix) digits.drop_trailing_zeros();
  const auto found = digits.text();
  if (found.empty() || found.size() > kNikDigitsMax || is_placeholder(found)) return {};
  read.number = number_of(found);
  read.digits = static_cast<std::uint8_t>(found.size());
  if (!read.prefix) read_holder(found, read);
  return read;
}

std::uint64_t read_digits(std::string_view text, std::size_t most, std::size_t* count) {
  std::uint64_t number = 0;
  *count = 0;
  for (const char c : text) {
    if (!is_digit(c) || *count == most) continue;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    ++*count;
  }
  return number;
}

std::uint64_t read_phone(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  Digits digits;
  for (const char c : text) {
    if (is_digit(c)) digits.add(c);
  }
  auto phone = digits.text();
  if (phone.starts_with("62")) phone.remove_prefix(2);
  while (phone.starts_with('0')) phone.remove_prefix(1);
  if (phone.size() < kPhoneDigitsMin || phone.size() > kPhoneDigitsMax) return 0;
  return is_placeholder(phone) ? 0 : number_of(phone);
}

std::uint8_t read_sex(std::string_view text) {
  std::string word;
  for (const char c : text.substr(0, 16)) {
    if (c >= 'a' && c <= 'z') word += static_cast<char>(c - 'a' + 'A');
    if (c >= 'A' && c <= 'Z') word += c;
  }
  if (word.empty()) return 0;
  if (word.starts_with("PRIA") || word == "M" || word == "MALE" || word[0] == 'L') return 1;
  return word[0] == 'P' || word[0] == 'W' || word[0] == 'F' ? 2 : 0;
}

std::uint16_t read_small_number(std::string_view text) {
  std::size_t count = 0;
  const auto number = read_digits(text, 4, &count);
  return static_cast<std::uint16_t>(number > 999 ? 0 : number);
}

}  // namespace payung::linkage
