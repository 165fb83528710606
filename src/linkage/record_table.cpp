#include "linkage/record_table.hpp"

#include <algorithm>

#include "linkage/birth_date.hpp"
#include "linkage/nik_text.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kPlainMax = 120;

}  // namespace

RecordTable::RecordTable() : counts_(1) {}

/// Letters and digits in capitals, one space between.
std::uint32_t RecordTable::plain(std::string_view text) {
  buffer_.clear();
  for (const char c : text.substr(0, kPlainMax)) {
    if (c >= 'a' && c <= 'z') {
      buffer_ += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      buffer_ += c;
    } else if (!buffer_.empty() && buffer_.back() != ' ') {
      buffer_ += ' ';
    }
  }
  if (!buffer_.empty() && buffer_.back() == ' ') buffer_.pop_back();
  return texts_.number(buffer_);
}

std::uint32_t RecordTable::sound_without_spaces(std::string_view text) {
  buffer_.clear();
  append_letters(text, buffer_);
  std::erase(buffer_, ' ');
  return names_.sound(buffer_, texts_);
}

void RecordTable::read_name(std::string_view text, Packed& packed) {
  names_.read(text, texts_, words_);
  buffer_.clear();
  for (const auto word : words_) {
    packed.words[packed.name_words++] = word;
    buffer_ += buffer_.empty() ? "" : " ";
    buffer_ += texts_.text(word);
  }
  packed.name = texts_.number(buffer_);
  std::erase(buffer_, ' ');
  packed.joined = texts_.number(buffer_);
  if (counts_.size() < texts_.size()) counts_.resize(texts_.size());
  for (const auto word : words_) ++counts_[word].word;
  ++counts_[packed.name].name;
}

void RecordTable::read_mother(std::string_view text, Packed& packed) {
  names_.read(text, texts_, words_);
  buffer_.clear();
  for (const auto word : words_) {
    if (packed.mother_count == kMotherWords) break;
    packed.mother_words[packed.mother_count++] = word;
    buffer_ += buffer_.empty() ? "" : " ";
    buffer_ += texts_.text(word);
  }
  packed.mother = texts_.number(buffer_);
}

void RecordTable::read_place(const RecordView& record, Packed& packed) {
  packed.village = sound_without_spaces(record.village);
  std::size_t digits = 0;
  const auto district = read_digits(record.village_code, 6, &digits);
  if (digits == 6) packed.district = static_cast<std::uint32_t>(district);
  packed.address = plain(record.address);
  packed.rt_rw = static_cast<std::uint16_t>(read_small_number(record.rt) % 256 * 256 +
                                            read_small_number(record.rw) % 256);
}

void RecordTable::add(const RecordView& record) {
  Packed packed;
  packed.id = record.id;
  packed.list = record.list;
  const NikText nik = read_nik(record.nik);
  packed.nik = nik.number;
  packed.nik_digits = nik.digits;
  packed.nik_possible = nik.possible;
  packed.nik_prefix = nik.prefix;
  packed.nik_sex = nik.sex;
  packed.nik_born = nik.born;
  packed.nik_region = nik.region;
  read_name(record.name, packed);
  read_mother(record.mother, packed);
  read_place(record, packed);
  packed.born = read_birth_date(record.birth_date);
  packed.sex = read_sex(record.sex);
  packed.phone = read_phone(record.phone);
  packed.birth_place = sound_without_spaces(record.birth_place);
  packed.occupation = plain(record.occupation);
  // The counters must answer for every number that a record carries.
  if (counts_.size() < texts_.size()) counts_.resize(texts_.size());
  if (size_ % kChunk == 0) chunks_.push_back(std::make_unique<Packed[]>(kChunk));
  chunks_[size_ >> kChunkBits][size_ & (kChunk - 1)] = packed;
  ++size_;
}

}  // namespace payung::linkage
