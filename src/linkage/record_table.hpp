#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "linkage/name_text.hpp"
#include "linkage/texts.hpp"

/// List rows as linking needs them: normalised once, packed, every text stored once.
namespace payung::linkage {

/// One row of one list as it is handed in. What a list lacks is empty. Nothing is checked: text may
/// be damaged in any way.
struct RecordView {
  std::int64_t id = 0;        ///< of the caller, unique
  std::int32_t list = 0;      ///< rows with the same number stand in one list of one sender
  std::string_view nik = {};  ///< as typed: blanks, dots, "3,31902E+15"
  std::string_view name = {};
  std::string_view birth_date = {};  ///< in any form of read_birth_date
  std::string_view sex = {};         ///< L, P, or a word for it
  std::string_view mother = {};
  std::string_view birth_place = {};
  std::string_view address = {};
  std::string_view rt = {};
  std::string_view rw = {};
  std::string_view village = {};
  std::string_view village_code = {};
  std::string_view phone = {};
  std::string_view occupation = {};
};

inline constexpr std::size_t kNameWords = 6;
inline constexpr std::size_t kMotherWords = 4;

/// A packed record. Text fields are numbers of Texts; 0 means the list does not say.
struct Packed {
  std::int64_t id = 0;
  std::uint64_t nik = 0;    ///< the digits as a number; a prefix when nik_prefix
  std::uint64_t phone = 0;  ///< without 0 or 62 in front
  std::int32_t list = 0;
  std::uint32_t born = 0;      ///< yyyymmdd of the list; yymmdd when it gives no century
  std::uint32_t nik_born = 0;  ///< yymmdd of a possible NIK
  std::uint32_t nik_region = 0;
  std::uint32_t name = 0;    ///< its words with spaces between
  std::uint32_t joined = 0;  ///< its words without
  std::array<std::uint32_t, kNameWords> words{};
  std::uint32_t mother = 0;
  std::array<std::uint32_t, kMotherWords> mother_words{};
  std::uint32_t village = 0;
  std::uint32_t district = 0;  ///< six digits of the code
  std::uint32_t address = 0;
  std::uint32_t birth_place = 0;
  std::uint32_t occupation = 0;
  std::uint16_t rt_rw = 0;
  std::uint8_t nik_digits = 0;
  bool nik_possible = false;  ///< sixteen digits with a possible date and serial
  bool nik_prefix = false;    ///< scientific notation: only the leading digits are known
  std::uint8_t sex = 0;       ///< 1 man, 2 woman
  std::uint8_t nik_sex = 0;
  std::uint8_t name_words = 0;
  std::uint8_t mother_count = 0;
};

class RecordTable {
 public:
  RecordTable();
  RecordTable(RecordTable&&) noexcept = default;
  RecordTable& operator=(RecordTable&&) noexcept = default;

  /// The row gets the next place: 0 for the first.
  void add(const RecordView& record);

  std::size_t size() const { return size_; }
  const Packed& at(std::uint32_t place) const {
    return chunks_[place >> kChunkBits][place & (kChunk - 1)];
  }
  /// Asks the machine for a record that is needed soon: where they are visited out of order, most
  /// of the time goes into waiting for memory.
  void fetch(std::uint32_t place) const {
    const auto* start = reinterpret_cast<const char*>(&at(place));
    for (std::size_t i = 0; i < sizeof(Packed); i += 64) __builtin_prefetch(start + i);
  }
  const Texts& texts() const { return texts_; }
  std::string_view text(std::uint32_t number) const { return texts_.text(number); }

  /// In how many records a name word, or a whole name, stands.
  std::uint32_t word_count(std::uint32_t number) const { return counts_[number].word; }
  std::uint32_t name_count(std::uint32_t number) const { return counts_[number].name; }

 private:
  static constexpr std::uint32_t kChunkBits = 12;
  static constexpr std::uint32_t kChunk = 1U << kChunkBits;
  struct Counts {
    std::uint32_t word = 0;
    std::uint32_t name = 0;
  };

  void read_name(std::string_view text, Packed& packed);
  void read_mother(std::string_view text, Packed& packed);
  void read_place(const RecordView& record, Packed& packed);
  std::uint32_t plain(std::string_view text);
  std::uint32_t sound_without_spaces(std::string_view text);

  Texts texts_;
  NameReader names_;
  std::string buffer_;
  std::vector<std::uint32_t> words_;
  std::vector<std::unique_ptr<Packed[]>> chunks_;  ///< grows without moving what is there
  std::size_t size_ = 0;
  std::vector<Counts> counts_;
};

}  // namespace payung::linkage
