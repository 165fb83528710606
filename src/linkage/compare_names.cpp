#include "linkage/compare_names.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "linkage/similarity.hpp"

namespace payung::linkage {
namespace {

constexpr int kNearPermille = 900;
constexpr int kAlikePermille = 860;

/// A word's share of all records, smoothed so that ten records do not make every name rare.
constexpr double kPriorRecords = 2000;
constexpr double kPriorCount = 2;

double bits_of_share(double count, double records) {
  return std::log2((records + kPriorRecords) / (count + kPriorCount));
}

std::uint8_t rarity_of(double bits) {
  if (bits < 5) return 0;
  if (bits < 8) return 1;
  if (bits < 11) return 2;
  return bits < 15 ? 3 : 4;
}

/// Upper bound of the letters that one text shares with the other, by their sets of letters.
bool may_be_near(const Texts& texts, std::uint32_t a, std::uint32_t b) {
  const std::uint32_t only_a = texts.letters(a) & ~texts.letters(b);
  const std::uint32_t only_b = texts.letters(b) & ~texts.letters(a);
  const int a_size = static_cast<int>(texts.text(a).size());
  const int b_size = static_cast<int>(texts.text(b).size());
  const int common = std::min(a_size - std::popcount(only_a), b_size - std::popcount(only_b));
  if (common >= std::max(a_size, b_size) - 1) return true;  // perhaps one edit
  if (common <= 0) return false;
  // The best Jaro-Winkler there can be: no transposition, four letters of prefix.
  const int jaro = (1000 * common / a_size + 1000 * common / b_size + 1000) / 3;
  return jaro + 4 * (1000 - jaro) / 10 >= kNearPermille;
}

bool near(const Texts& texts, std::uint32_t a_number, std::uint32_t b_number) {
  const auto a = texts.text(a_number);
  const auto b = texts.text(b_number);
  if (a.size() < 4 || b.size() < 4 || !may_be_near(texts, a_number, b_number)) return false;
  return one_edit_apart(a, b) || jaro_winkler_permille(a, b) >= kNearPermille;
}

struct Matching {
  int exact = 0;
  int near = 0;
  int initials = 0;
  int joined = 0;  ///< words of one side that are two words of the other run together
  int left_over_short = 0;
  int left_over_long = 0;
  double bits = 0;

  int matched() const { return exact + near + initials + joined; }
};

/// Pairs the words of two names one to one: equal words first, then near ones, then initials, then
/// words run together.
class WordMatcher {
 public:
  WordMatcher(const RecordTable& table, std::span<const std::uint32_t> shorter,
              std::span<const std::uint32_t> longer)
      : table_(table), shorter_(shorter), longer_(longer) {}

  Matching match() {
    Matching found;
    const Texts& texts = table_.texts();
    found.exact = pair([](std::uint32_t x, std::uint32_t y) { return x == y; }, found.bits, 1.0);
    if (found.exact < static_cast<int>(shorter_.size())) {
      found.near = pair([&](std::uint32_t x, std::uint32_t y) { return near(texts, x, y); },
                        found.bits, 0.7);
    }
    found.initials = pair(
        [&](std::uint32_t x, std::uint32_t y) {
          const auto left = texts.text(x);
          const auto right = texts.text(y);
          return (left.size() == 1 || right.size() == 1) && left.front() == right.front();
        },
        found.bits, 0.0);
    found.joined = pair_joined(found.bits);
    for (std::size_t i = 0; i < shorter_.size(); ++i)
      found.left_over_short += used_short_[i] ? 0 : 1;
    for (std::size_t j = 0; j < longer_.size(); ++j) found.left_over_long += used_long_[j] ? 0 : 1;
    return found;
  }

 private:
  template <class Fits>
  int pair(const Fits& fits, double& bits, double worth) {
    int count = 0;
    for (std::size_t i = 0; i < shorter_.size(); ++i) {
      for (std::size_t j = 0; j < longer_.size() && !used_short_[i]; ++j) {
        if (used_long_[j] || !fits(shorter_[i], longer_[j])) continue;
        used_short_[i] = used_long_[j] = true;
        ++count;
        bits += worth *
                bits_of_share(table_.word_count(shorter_[i]), static_cast<double>(table_.size()));
      }
    }
    return count;
  }

  /// "DIMASNAMAGA" against "DIMAS NAMAGA"; the words stand side by side in the longer name.
  int pair_joined(double& bits) {
    int count = 0;
    for (std::size_t i = 0; i < shorter_.size(); ++i) {
      for (std::size_t j = 0; j + 1 < longer_.size() && !used_short_[i]; ++j) {
        if (used_long_[j] || used_long_[j + 1]) continue;
        if (!reads_as(table_.text(shorter_[i]), longer_[j], longer_[j + 1])) continue;
        used_short_[i] = used_long_[j] = used_long_[j + 1] = true;
        ++count;
        bits +=
            bits_of_share(table_.word_count(longer_[j]), static_cast<double>(table_.size())) +
            bits_of_share(table_.word_count(longer_[j + 1]), static_cast<double>(table_.size()));
      }
    }
    return count;
  }

  bool reads_as(std::string_view whole, std::uint32_t first, std::uint32_t second) const {
    const auto left = table_.text(first);
    const auto right = table_.text(second);
    const auto size = left.size() + right.size();
    if (whole.size() + 1 < size || whole.size() > size + 1) return false;
    std::string both(left);
    both += right;
    return one_edit_apart(both, whole);
  }

  const RecordTable& table_;
  std::span<const std::uint32_t> shorter_;
  std::span<const std::uint32_t> longer_;
  std::array<bool, kNameWords> used_short_{};
  std::array<bool, kNameWords> used_long_{};
};

NameRelation relation_of(const Matching& found, std::string_view left, std::string_view right) {
  const int matched = found.matched();
  if (matched == 0) {
    return jaro_winkler_permille(left, right) >= kAlikePermille ? NameRelation::similar
                                                                : NameRelation::different;
  }
  const bool short_done = found.left_over_short == 0;
  const bool both_done = short_done && found.left_over_long == 0;
  if (found.initials > 0) {
    return short_done && found.exact + found.near + found.joined > 0 ? NameRelation::initials
           : found.exact + found.joined > 0                          ? NameRelation::shared
                                                                     : NameRelation::different;
  }
  if (both_done) return found.near == 0 ? NameRelation::reordered : NameRelation::near_all;
  if (!short_done) return NameRelation::shared;
  if (found.near > 0) return NameRelation::near_part;
  return found.exact + 2 * found.joined > 1 ? NameRelation::part_many : NameRelation::part_one;
}

}  // namespace

NameComparison compare_names(const RecordTable& table, const Packed& a, const Packed& b) {
  if (a.name == 0 || b.name == 0) return {NameRelation::missing, 0};
  const auto records = static_cast<double>(table.size());
  if (a.name == b.name) {
    return {NameRelation::equal, rarity_of(bits_of_share(table.name_count(a.name), records))};
  }
  if (a.joined == b.joined) {
    const double count = table.name_count(a.name) + table.name_count(b.name);
    return {NameRelation::reordered, rarity_of(bits_of_share(count, records))};
  }
  const Packed& shorter = a.name_words <= b.name_words ? a : b;
  const Packed& longer = a.name_words <= b.name_words ? b : a;
  WordMatcher matcher(table, std::span(shorter.words).first(shorter.name_words),
                      std::span(longer.words).first(longer.name_words));
  const Matching found = matcher.match();
  const NameRelation relation = relation_of(found, table.text(a.joined), table.text(b.joined));
  return {relation, rarity_of(found.bits)};
}

MotherRelation compare_mothers(const RecordTable& table, const Packed& a, const Packed& b) {
  if (a.mother == 0 || b.mother == 0) return MotherRelation::missing;
  if (a.mother == b.mother) return MotherRelation::equal;
  const Packed& shorter = a.mother_count <= b.mother_count ? a : b;
  const Packed& longer = a.mother_count <= b.mother_count ? b : a;
  WordMatcher matcher(table, std::span(shorter.mother_words).first(shorter.mother_count),
                      std::span(longer.mother_words).first(longer.mother_count));
  const Matching found = matcher.match();
  if (found.left_over_short > 0) {
    return found.exact > 0 ? MotherRelation::near : MotherRelation::different;
  }
  return found.near == 0 ? MotherRelation::part : MotherRelation::near;
}

}  // namespace payung::linkage
