#include "linkage/compare.hpp"

#include <algorithm>

#include "linkage/compare_names.hpp"
#include "linkage/similarity.hpp"

namespace payung::linkage {
namespace {

constexpr int kPrefixDigitsMin = 13;  // fewer tell little more than the region

/// The digits of a NIK as text, without a heap.
class DigitText {
 public:
  explicit DigitText(const Packed& record) : DigitText(record.nik, record.nik_digits) {}
  DigitText(std::uint64_t number, std::size_t digits) : size_(digits) {
    for (std::size_t i = digits; i-- > 0; number /= 10) {
      digits_[i] = static_cast<char>('0' + number % 10);
    }
  }
  std::string_view text() const { return {digits_.data(), size_}; }

 private:
  std::array<char, 20> digits_{};
  std::size_t size_;
};

std::uint64_t leading(std::uint64_t number, int digits, int keep) {
  for (; digits > keep; --digits) number /= 10;
  return number;
}

/// A prefix in scientific notation against a NIK; a program may have rounded the prefix up.
NikRelation compare_prefix(const Packed& prefix, const Packed& other) {
  const int both = std::min<int>(prefix.nik_digits, other.nik_digits);
  const auto left = leading(prefix.nik, prefix.nik_digits, both);
  const auto right = leading(other.nik, other.nik_digits, both);
  const bool more = other.nik_digits > both;
  const bool up = more && leading(other.nik, other.nik_digits, both + 1) % 10 >= 5;
  const bool rounded = up && left == right + 1;
  if (left != right && !rounded) return NikRelation::different;
  return both >= kPrefixDigitsMin ? NikRelation::fifteen : NikRelation::missing;
}

/// The last digit was lost to a spreadsheet: it is 0 in one, and the first fifteen agree.
bool last_digit_lost(const Packed& a, const Packed& b) {
  if (a.nik_digits < 15 || b.nik_digits < 15 || a.nik_digits > 16 || b.nik_digits > 16) {
    return false;
  }
  if (leading(a.nik, a.nik_digits, 15) != leading(b.nik, b.nik_digits, 15)) return false;
  const bool a_lost = a.nik_digits == 16 && a.nik % 10 == 0;
  const bool b_lost = b.nik_digits == 16 && b.nik % 10 == 0;
  return (a_lost && b.nik_digits == 16) || (b_lost && a.nik_digits == 16);
}

NikRelation compare_niks(const Packed& a, const Packed& b) {
  if (a.nik_digits == 0 || b.nik_digits == 0) return NikRelation::missing;
  if (a.nik_prefix || b.nik_prefix) {
    return a.nik_prefix ? compare_prefix(a, b) : compare_prefix(b, a);
  }
  if (a.nik == b.nik && a.nik_digits == b.nik_digits) return NikRelation::equal;
  if (last_digit_lost(a, b)) return NikRelation::fifteen;
  const bool same_holder =
      a.nik_possible && b.nik_possible && a.nik_born == b.nik_born && a.nik_sex == b.nik_sex;
  if (same_holder && a.nik_region == b.nik_region) return NikRelation::other_serial;
  const int apart = edits(DigitText(a).text(), DigitText(b).text(), 2);
  if (apart <= 1) return NikRelation::slip;
  if (apart == 2) return NikRelation::two_slips;
  return same_holder ? NikRelation::same_date : NikRelation::different;
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
    const bool centuries = a.born >= 1'000'000 && b.born >= 1'000'000 && a.born != b.born;
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
      a.village == b.village || one_edit_apart(table.text(a.village), table.text(b.village));
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
  return edits(DigitText(a).text(), DigitText(b).text(), 2) > 2;
}

bool nik_fits_its_row(const Packed& record) {
  if (!record.nik_possible) return false;
  if (record.sex != 0 && record.sex != record.nik_sex) return false;
  if (record.born == 0) return true;
  const std::uint32_t born = record.born % 1'000'000;
  const int agreed = (born / 10'000 == record.nik_born / 10'000 ? 1 : 0) +
                     (born / 100 % 100 == record.nik_born / 100 % 100 ? 1 : 0) +
                     (born % 100 == record.nik_born % 100 ? 1 : 0);
  return agreed >= 2;
}

Comparison compare_but_names(const RecordTable& table, std::uint32_t a, std::uint32_t b) {
  const Packed& left = table.at(a);
  const Packed& right = table.at(b);
  return {.nik = compare_niks(left, right),
          .date = compare_dates(left, right),
          .name = NameRelation::missing,
          .name_rarity = 0,
          .mother = MotherRelation::missing,
          .place = compare_places(table, left, right),
          .phone = agree(left.phone, right.phone),
          .sex = agree(left.sex, right.sex),
          .birth_place = agree(left.birth_place, right.birth_place),
          .occupation = agree(left.occupation, right.occupation),
          .same_list = left.list == right.list};
}

void add_names(const RecordTable& table, std::uint32_t a, std::uint32_t b, Comparison& comparison) {
  const NameComparison name = compare_names(table, table.at(a), table.at(b));
  comparison.name = name.relation;
  comparison.name_rarity = name.rarity;
  comparison.mother = compare_mothers(table, table.at(a), table.at(b));
}

Comparison compare(const RecordTable& table, std::uint32_t a, std::uint32_t b) {
  Comparison comparison = compare_but_names(table, a, b);
  add_names(table, a, b, comparison);
  return comparison;
}

}  // namespace payung::linkage
