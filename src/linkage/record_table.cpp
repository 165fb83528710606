#include "linkage/record_table.hpp"

#include <algorithm>
#include <cstring>

#include "base/date.hpp"
#include "base/nik.hpp"
#include "linkage/name_text.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kNikDigitsMax = 18;
constexpr std::size_t kPhoneDigitsMin = 8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_of(std::string_view text, std::size_t most) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c) && digits.size() <= most) digits += c;
  }
  return digits;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

/// A run of one digit, or 1234567890123456: typed because something had to be typed.
bool is_placeholder(std::string_view digits) {
  return digits.find_first_not_of(digits.substr(0, 1)) == std::string_view::npos ||
         digits.starts_with("1234567890");
}

std::uint16_t small_number(std::string_view text) {
  const std::string digits = digits_of(text, 3);
  return static_cast<std::uint16_t>(digits.size() > 3 ? 0 : number_of(digits));
}

/// Letters and digits, upper case, one space between.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 120)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    if (letter) {
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

Texts::Texts() { texts_.emplace_back(); }

std::string_view Texts::keep(std::string_view text) {
  if (blocks_.empty() || used_ + text.size() > kBlock) {
    blocks_.push_back(std::make_unique<char[]>(std::max(kBlock, text.size())));
    used_ = 0;
  }
  char* place = blocks_.back().get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  return {place, text.size()};
}

std::uint32_t Texts::number(std::string_view text) {
  if (text.empty()) return 0;
  const auto known = numbers_.find(text);
  if (known != numbers_.end()) return known->second;
  const auto kept = keep(text);
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(kept);
  numbers_.emplace(kept, number);
  return number;
}

void RecordTable::count(std::vector<std::uint32_t>& counts, std::uint32_t number) {
  if (number == 0) return;
  if (counts.size() <= number) counts.resize(texts_.size());
  ++counts[number];
}

void RecordTable::read_nik(std::string_view text, Packed& packed) {
  const auto exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos && exponent + 1 < text.size()) {
    packed.nik_prefix = true;
    text = text.substr(0, exponent);
  }
  std::string digits = digits_of(text, kNikDigitsMax);
  if (packed.nik_prefix) {
    // "3,31900E+15": trailing zeros of the mantissa say nothing.
    while (!digits.empty() && digits.back() == '0') digits.pop_back();
  }
  if (digits.empty() || digits.size() > kNikDigitsMax || is_placeholder(digits)) {
    packed.nik_prefix = false;
    return;
  }
  packed.nik = number_of(digits);
  packed.nik_digits = static_cast<std::uint8_t>(digits.size());
  if (packed.nik_prefix) return;
  const auto nik = Nik::parse(digits);
  if (!nik) return;
  packed.nik_possible = true;
  packed.nik_sex = nik->sex() == Sex::female ? 2 : 1;
  packed.nik_born = static_cast<std::uint32_t>(nik->birth_year_of_century() * 10000 +
                                               nik->birth_month() * 100 + nik->birth_day());
  packed.nik_region = static_cast<std::uint32_t>(number_of(digits.substr(0, 6)));
}

void RecordTable::read_name(std::string_view text, Packed& packed) {
  const NameWords name = name_words(text);
  std::string spaced;
  std::string joined;
  for (const auto& word : name.words) {
    packed.words[packed.name_words++] = texts_.number(word);
    spaced += (spaced.empty() ? "" : " ") + word;
    joined += word;
  }
  packed.name = texts_.number(spaced);
  packed.joined = texts_.number(joined);
  for (std::size_t i = 0; i < packed.name_words; ++i) count(counts_, packed.words[i]);
  count(name_counts_, packed.name);
}

void RecordTable::read_place(const RecordView& record, Packed& packed) {
  std::string village;
  for (const char c : letters_only(record.village)) {
    if (c != ' ') village += c;
  }
  packed.village = texts_.number(sound_of(village));
  const std::string code = digits_of(record.village_code, 10);
  if (code.size() >= 6) {
    packed.district = static_cast<std::uint32_t>(number_of(std::string_view(code).substr(0, 6)));
  }
  packed.address = texts_.number(plain(record.address));
  packed.rt_rw = static_cast<std::uint16_t>(small_number(record.rt) % 256 * 256 +
                                            small_number(record.rw) % 256);
}

void RecordTable::add(const RecordView& record) {
  Packed packed;
  packed.id = record.id;
  packed.list = record.list;
  read_nik(record.nik, packed);
  read_name(record.name, packed);
  read_place(record, packed);
  if (const auto born = Date::parse(record.birth_date)) {
    packed.born =
        static_cast<std::uint32_t>(born->year() * 10000 + born->month() * 100 + born->day());
  }
  packed.sex = record.sex == "P" ? 2 : record.sex == "L" ? 1 : 0;
  const NameWords mother = name_words(record.mother);
  std::string spaced;
  for (const auto& word : mother.words) {
    if (packed.mother_count == kMotherWords) break;
    packed.mother_words[packed.mother_count++] = texts_.number(word);
    spaced += (spaced.empty() ? "" : " ") + word;
  }
  packed.mother = texts_.number(spaced);
  packed.birth_place = texts_.number(sound_of(letters_only(record.birth_place)));
  packed.occupation = texts_.number(plain(record.occupation));
  std::string phone = digits_of(record.phone, 15);
  if (phone.starts_with("62")) phone.erase(0, 2);
  while (phone.starts_with('0')) phone.erase(0, 1);
  if (phone.size() >= kPhoneDigitsMin && phone.size() <= 15 && !is_placeholder(phone)) {
    packed.phone = number_of(phone);
  }
  records_.push_back(packed);
  // Both counters must answer for every number that a record carries.
  if (counts_.size() < texts_.size()) counts_.resize(texts_.size());
  if (name_counts_.size() < texts_.size()) name_counts_.resize(texts_.size());
}

}  // namespace payung::linkage
