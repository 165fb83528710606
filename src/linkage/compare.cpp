#include "linkage/compare.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "linkage/compare_names.hpp"
#include "linkage/similarity.hpp"

namespace payung::linkage {
namespace {

constexpr int kPrefixDigitsMin = 13;  // fewer tell little more than the region

/// The digits of a NIK without a heap: this is asked for every pair.
class Digits {
 public:
  explicit Digits(const Packed& record) {
    const auto end = std::to_chars(digits_.data(), digits_.data() + digits_.size(), record.nik);
    size_ = static_cast<std::size_t>(end.ptr - digits_.data());
  }
  std::string_view text() const { return {digits_.data(), size_}; }

 private:
  std::array<char, 20> digits_{};
  std::size_t size_ = 0;
};

/// The last digits were lost: 16 digits ending in 0 that agree in the first 15, or a prefix.
bool agrees_as_damaged(std::string_view damaged, bool prefix, std::string_view whole) {
  if (prefix) {
    return static_cast<int>(damaged.size()) >= kPrefixDigitsMin && whole.starts_with(damaged);
  }
  return damaged.size() >= 15 && damaged.back() == '0' && whole.size() == 16 &&
         damaged.substr(0, 15) == whole.substr(0, 15);
}

NikRelation compare_niks(const Packed& a, const Packed& b) {
  if (a.nik_digits == 0 || b.nik_digits == 0) return NikRelation::missing;
  if (a.nik == b.nik && a.nik_prefix == b.nik_prefix) {
    const bool short_prefix = a.nik_prefix && a.nik_digits < kPrefixDigitsMin;
    return short_prefix ? NikRelation::missing : NikRelation::equal;
  }
  const Digits left_digits(a);
  const Digits right_digits(b);
  const std::string_view left = left_digits.text();
  const std::string_view right = right_digits.text();
  if (agrees_as_damaged(left, a.nik_prefix, right) ||
      agrees_as_damaged(right, b.nik_prefix, left)) {
    return NikRelation::fifteen;
  }
  if (a.nik_prefix || b.nik_prefix) {
    const std::size_t both = std::min(left.size(), right.size());
    return left.substr(0, both) == right.substr(0, both) ? NikRelation::missing
                                                         : NikRelation::different;
  }
  if (a.nik_possible && b.nik_possible && a.nik_region == b.nik_region &&
      a.nik_born == b.nik_born && a.nik_sex == b.nik_sex) {
    return NikRelation::other_serial;
  }
  const int apart = edits(left, right, 2);
  if (apart <= 1) return NikRelation::slip;
  if (apart == 2) return NikRelation::two_slips;
  if (a.nik_possible && b.nik_possible && a.nik_born == b.nik_born && a.nik_sex == b.nik_sex) {
    return NikRelation::same_date;
  }
  return NikRelation::different;
}

struct Day {
  std::uint32_t year, month, day;
};

/// The date of the list, else that in the NIK; years without century so that both compare.
Day day_of(const Packed& record) {
  const std::uint32_t date = record.born != 0 ? record.born % 1'000'000 : record.nik_born;
  return {date / 10'000, date / 100 % 100, date % 100};
}

DateRelation compare_dates(const Packed& a, const Packed& b) {
  if (a.born == 0 && b.born == 0) return DateRelation::missing;
  if ((a.born == 0 && a.nik_born == 0) || (b.born == 0 && b.nik_born == 0)) {
    return DateRelation::missing;
  }
  const Day left = day_of(a);
  const Day right = day_of(b);
  const int agreed = (left.year == right.year ? 1 : 0) + (left.month == right.month ? 1 : 0) +
                     (left.day == right.day ? 1 : 0);
  if (agreed == 3) {
    // Two full dates a century apart are no agreement.
    const bool centuries = a.born != 0 && b.born != 0 && a.born != b.born;
    return centuries ? DateRelation::one_part : DateRelation::equal;
  }
  if (left.year == right.year && left.month == right.day && left.day == right.month) {
    return DateRelation::swapped;
  }
  const bool january = (left.month == 1 && left.day == 1) || (right.month == 1 && right.day == 1);
  if (left.year == right.year && january) return DateRelation::january;
  if (agreed == 2) return DateRelation::one_part;
  return left.year == right.year ? DateRelation::same_year : DateRelation::different;
}

PlaceRelation compare_places(const RecordTable& table, const Packed& a, const Packed& b) {
  if (a.village == 0 || b.village == 0) {
    if (a.address == 0 || b.address == 0) return PlaceRelation::missing;
    return a.address == b.address ? PlaceRelation::same_address : PlaceRelation::missing;
  }
  const bool village =
      a.village == b.village || edits(table.text(a.village), table.text(b.village), 1) <= 1;
  const bool address = a.address != 0 && a.address == b.address;
  const bool rt = a.rt_rw != 0 && a.rt_rw == b.rt_rw;
  const bool rt_against = a.rt_rw != 0 && b.rt_rw != 0 && a.rt_rw != b.rt_rw;
  if (village && address && !rt_against) return PlaceRelation::same_door;
  if (village && rt) return PlaceRelation::same_rt;
  if (address && !rt_against) return PlaceRelation::same_address;
  if (village) return PlaceRelation::same_village;
  if (a.district != 0 && a.district == b.district) return PlaceRelation::same_district;
  return PlaceRelation::different;
}

template <class T>
Agreement agree(T a, T b) {
  if (a == T{} || b == T{}) return Agreement::missing;
  return a == b ? Agreement::equal : Agreement::different;
}

}  // namespace

bool clearly_different_niks(const Packed& a, const Packed& b) {
  if (!a.nik_possible || !b.nik_possible || a.nik == b.nik) return false;
  return edits(Digits(a).text(), Digits(b).text(), 2) > 2;
}

Comparison compare(const RecordTable& table, std::uint32_t a, std::uint32_t b) {
  const Packed& left = table.at(a);
  const Packed& right = table.at(b);
  const NameComparison name = compare_names(table, left, right);
  return {.nik = compare_niks(left, right),
          .date = compare_dates(left, right),
          .name = name.relation,
          .name_rarity = name.rarity,
          .mother = compare_mothers(table, left, right),
          .place = compare_places(table, left, right),
          .phone = agree(left.phone, right.phone),
          .sex = agree(left.sex, right.sex),
          .birth_place = agree(left.birth_place, right.birth_place),
          .occupation = agree(left.occupation, right.occupation),
          .same_list = left.list == right.list};
}

}  // namespace payung::linkage
