#include "linkage/blocking.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <span>
#include <string>

namespace payung::linkage {
namespace {

constexpr std::size_t kBlockMax = 40;  ///< above, only neighbours by name are paired
constexpr std::size_t kNeighbours = 8;

struct Keyed {
  std::uint64_t key;
  std::uint32_t place;
};

/// Mixes numbers into one key (the finaliser of SplitMix64); 0 means: this record has no key.
class Key {
 public:
  explicit Key(std::uint64_t pass) : state_(pass * 0x9E3779B97F4A7C15ULL) {}
  Key& with(std::uint64_t part) {
    if (part == 0) complete_ = false;
    state_ += part + 0x9E3779B97F4A7C15ULL;
    state_ = (state_ ^ (state_ >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    state_ = (state_ ^ (state_ >> 27U)) * 0x94D049BB133111EBULL;
    state_ ^= state_ >> 31U;
    return *this;
  }
  std::uint64_t value() const { return complete_ ? state_ | 1U : 0; }

 private:
  std::uint64_t state_;
  bool complete_ = true;
};

/// The texts of numbers differ from run to run with the order of the records, so keys and orders
/// are made from the texts themselves.
std::uint64_t hash_of(std::string_view text) {
  if (text.empty()) return 0;
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash | 1U;
}

std::uint64_t short_date(const Packed& record) {
  return record.born != 0 ? record.born % 1'000'000 : record.nik_born;
}

/// Year with the smaller of day and month first: the same for a date and its swapped form.
std::uint64_t unordered_date(std::uint64_t date) {
  if (date == 0) return 0;
  const std::uint64_t month = date / 100 % 100;
  const std::uint64_t day = date % 100;
  return (date / 10'000 + 1) * 10'000 + std::min(month, day) * 100 + std::max(month, day);
}

class Keys {
 public:
  Keys(const RecordTable& table) : table_(table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      const Packed& record = table.at(i);
      first_.push_back(hash_of(table.text(record.words[0])));
      const std::size_t last = record.name_words == 0 ? 0 : record.name_words - 1U;
      last_.push_back(hash_of(table.text(record.words[last])));
      village_.push_back(hash_of(table.text(record.village)));
      address_.push_back(hash_of(table.text(record.address)));
    }
  }

  static constexpr std::size_t pass_count = 17;

  std::uint64_t key(std::size_t pass, std::uint32_t place) const {
    const Packed& record = table_.at(place);
    Key key(pass + 1);
    switch (pass) {
      case 0: return record.nik_digits >= 12 ? key.with(record.nik).value() : 0;
      case 1: return record.nik_digits >= 15 ? key.with(fifteen(record)).value() : 0;
      case 2: return key.with(unordered_date(short_date(record))).with(first_[place]).value();
      case 3: return key.with(unordered_date(short_date(record))).with(last_[place]).value();
      case 4: return key.with(short_date(record)).with(village_[place]).value();
      case 5: return key.with(record.phone).value();
      case 6: return key.with(hash_of(table_.text(record.joined))).with(village_[place]).value();
      case 7: return key.with(record.nik_born).with(first_[place]).value();
      case 8: return key.with(record.nik_born).with(record.nik_region).value();
      case 9: return key.with(first_[place]).with(village_[place]).with(year(record)).value();
      case 10: return key.with(last_[place]).with(village_[place]).with(year(record)).value();
      case 11: return key.with(first_[place]).with(village_[place]).with(record.rt_rw).value();
      case 12: return key.with(hash_of(table_.text(record.mother))).with(year(record)).value();
      case 13:
        return key.with(first_[place])
            .with(short_date(record) % 10'000)
            .with(village_[place])
            .value();
      case 14: return key.with(address_[place]).with(first_[place]).value();
      case 15:
        return key.with(record.nik % 10'000'000'000)
            .with(record.nik_digits)
            .with(first_[place])
            .value();
      case 16: return key.with(hash_of(table_.text(record.joined))).with(year(record)).value();
      default: return 0;
    }
  }

 private:
  static std::uint64_t fifteen(const Packed& record) {
    std::uint64_t nik = record.nik;
    for (int digits = record.nik_digits; digits > 15; --digits) nik /= 10;
    return nik;
  }
  static std::uint64_t year(const Packed& record) {
    const std::uint64_t date = short_date(record);
    return date == 0 ? 0 : date / 10'000 + 1;
  }

  const RecordTable& table_;
  std::vector<std::uint64_t> first_, last_, village_, address_;
};

void add_pair(std::vector<Pair>& pairs, std::uint32_t a, std::uint32_t b) {
  pairs.push_back(a < b ? Pair{a, b} : Pair{b, a});
}

/// All pairs of a small block, neighbours by name of a large one.
void add_block(const RecordTable& table, std::span<Keyed> block, std::vector<Pair>& pairs) {
  if (block.size() <= kBlockMax) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      for (std::size_t j = i + 1; j < block.size(); ++j) {
        add_pair(pairs, block[i].place, block[j].place);
      }
    }
    return;
  }
  std::sort(block.begin(), block.end(), [&](const Keyed& left, const Keyed& right) {
    const Packed& a = table.at(left.place);
    const Packed& b = table.at(right.place);
    const int order = table.text(a.name).compare(table.text(b.name));
    if (order != 0) return order < 0;
    if (a.born != b.born) return a.born < b.born;
    return a.nik != b.nik ? a.nik < b.nik : a.id < b.id;
  });
  for (std::size_t i = 0; i < block.size(); ++i) {
    for (std::size_t j = i + 1; j < std::min(block.size(), i + 1 + kNeighbours); ++j) {
      add_pair(pairs, block[i].place, block[j].place);
    }
  }
}

void sort_unique(std::vector<Pair>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

/// What one pass finds, sorted, each pair once.
std::vector<Pair> pairs_of_pass(const RecordTable& table, const Keys& keys, std::size_t pass) {
  std::vector<Keyed> keyed;
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    if (const auto key = keys.key(pass, i); key != 0) keyed.push_back({key, i});
  }
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    return a.key != b.key ? a.key < b.key : a.place < b.place;
  });
  std::vector<Pair> pairs;
  for (std::size_t from = 0; from < keyed.size();) {
    std::size_t until = from + 1;
    while (until < keyed.size() && keyed[until].key == keyed[from].key) ++until;
    if (until - from > 1) add_block(table, std::span(keyed).subspan(from, until - from), pairs);
    from = until;
  }
  sort_unique(pairs);
  return pairs;
}

/// The union of two sorted sets of pairs.
std::vector<Pair> merged(const std::vector<Pair>& a, const std::vector<Pair>& b) {
  std::vector<Pair> both;
  both.reserve(a.size() + b.size());
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  both.shrink_to_fit();
  return both;
}

}  // namespace

std::vector<Pair> candidate_pairs(const RecordTable& table, const ParallelFor& parallel) {
  const Keys keys(table);
  std::vector<std::vector<Pair>> parts(Keys::pass_count);
  // Passes differ much in what they find, so neighbours go to different threads.
  const auto run = [&](std::size_t from, std::size_t until) {
    std::vector<Pair> found;
    for (std::size_t i = from; i < until; ++i) {
      const std::size_t pass = i * 7 % Keys::pass_count;
      found = merged(found, pairs_of_pass(table, keys, pass));
    }
    if (from < until) parts[from] = std::move(found);
  };
  if (parallel) {
    parallel(Keys::pass_count, run);
  } else {
    run(0, Keys::pass_count);
  }
  std::vector<Pair> pairs;
  for (auto& part : parts) {
    if (part.empty()) continue;
    pairs = pairs.empty() ? std::move(part) : merged(pairs, part);
  }
  return pairs;
}

}  // namespace payung::linkage
