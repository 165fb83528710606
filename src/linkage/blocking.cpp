#include "linkage/blocking.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "linkage/radix.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kBlockMax = 40;   ///< above, only neighbours by name are paired
constexpr std::size_t kNeighbours = 9;  ///< itself among them
constexpr std::size_t kSortFrom = 16'384;

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
  std::uint32_t value() const {
    return complete_ ? static_cast<std::uint32_t>(state_ >> 32U) | 1U : 0;
  }

 private:
  std::uint64_t state_;
  bool complete_ = true;
};

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

/// The keys of a record, one for each pass. The numbers of texts differ from run to run with the
/// order of the records, so keys are made from the hashes of the texts.
class Keys {
 public:
  explicit Keys(const RecordTable& table) : table_(table) {}

  static constexpr std::size_t pass_count = 17;

  std::uint32_t key(std::size_t pass, std::uint32_t place) const {
    const Packed& record = table_.at(place);
    Key key(pass + 1);
    switch (pass) {
      case 0: return record.nik_digits >= 12 ? key.with(record.nik).value() : 0;
      case 1: return record.nik_digits >= 15 ? key.with(fifteen(record)).value() : 0;
      case 2: return key.with(unordered_date(short_date(record))).with(first(record)).value();
      case 3: return key.with(unordered_date(short_date(record))).with(last(record)).value();
      case 4: return key.with(short_date(record)).with(hash(record.village)).value();
      case 5: return key.with(record.phone).value();
      case 6: return key.with(hash(record.joined)).with(hash(record.village)).value();
      case 7: return key.with(record.nik_born).with(first(record)).value();
      case 8: return key.with(record.nik_born).with(record.nik_region).value();
      case 9: return key.with(first(record)).with(hash(record.village)).with(year(record)).value();
      case 10: return key.with(last(record)).with(hash(record.village)).with(year(record)).value();
      case 11: return key.with(first(record)).with(hash(record.village)).with(record.rt_rw).value();
      case 12: return key.with(hash(record.mother)).with(year(record)).value();
      case 13:
        return key.with(first(record))
            .with(short_date(record) % 10'000)
            .with(hash(record.village))
            .value();
      case 14: return key.with(hash(record.address)).with(first(record)).value();
      case 15:
        return key.with(record.nik % 10'000'000'000)
            .with(record.nik_digits)
            .with(first(record))
            .value();
      case 16: return key.with(hash(record.joined)).with(year(record)).value();
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

  std::uint64_t hash(std::uint32_t text) const { return table_.texts().hash(text); }
  std::uint64_t first(const Packed& record) const { return hash(record.words[0]); }
  std::uint64_t last(const Packed& record) const {
    return hash(record.words[record.name_words == 0 ? 0 : record.name_words - 1U]);
  }

  const RecordTable& table_;
};

/// Pairs of two old rows were compared before.
bool is_wanted(std::uint32_t a, std::uint32_t b, std::uint32_t first_new) {
  return a >= first_new || b >= first_new;
}

/// The order of a block too large to pair everybody with everybody.
void sort_by_name(const RecordTable& table, std::span<std::uint32_t> block) {
  std::sort(block.begin(), block.end(), [&](std::uint32_t left, std::uint32_t right) {
    const Packed& a = table.at(left);
    const Packed& b = table.at(right);
    const int order = a.name == b.name ? 0 : table.text(a.name).compare(table.text(b.name));
    if (order != 0) return order < 0;
    if (a.born != b.born) return a.born < b.born;
    return a.nik != b.nik ? a.nik < b.nik : a.id < b.id;
  });
}

/// Finds the pairs of some passes; one for each thread.
class Finder {
 public:
  using Found = std::array<std::vector<std::uint64_t>, Candidates::part_count>;

  Finder(const RecordTable& table, std::uint32_t first_new, Found& found)
      : table_(table), keys_(table), first_new_(first_new), found_(found) {}

  void pass(std::size_t number) {
    keyed_.clear();
    if (first_new_ == 0) {
      for (std::uint32_t i = 0; i < table_.size(); ++i) add_keyed(number, i);
    } else {
      add_keyed_with_new(number);
    }
    radix_sort(keyed_, spare_, 32);  // by key; places are ascending already
    for (std::size_t from = 0; from < keyed_.size();) {
      std::size_t until = from + 1;
      while (until < keyed_.size() && keyed_[until] >> 32U == keyed_[from] >> 32U) ++until;
      if (until - from > 1) block(from, until);
      from = until;
    }
  }

 private:
  void add_keyed(std::size_t number, std::uint32_t place) {
    const std::uint64_t key = keys_.key(number, place);
    if (key != 0) keyed_.push_back(key << 32U | place);
  }

  /// New rows, and of the old ones those that share a key with one: a bitmap of the new keys
  /// sends most old rows away at once.
  void add_keyed_with_new(std::size_t number) {
    std::vector<bool> seen(std::size_t{1} << kSeenBits);
    const auto slot = [](std::uint64_t key) {
      return static_cast<std::size_t>(key >> (32 - kSeenBits));
    };
    for (std::uint32_t i = first_new_; i < table_.size(); ++i) {
      if (const auto key = keys_.key(number, i); key != 0) seen[slot(key)] = true;
    }
    for (std::uint32_t i = 0; i < first_new_; ++i) {
      const std::uint64_t key = keys_.key(number, i);
      if (key != 0 && seen[slot(key)]) keyed_.push_back(key << 32U | i);
    }
    for (std::uint32_t i = first_new_; i < table_.size(); ++i) add_keyed(number, i);
  }

  void block(std::size_t from, std::size_t until) {
    places_.clear();
    for (std::size_t i = from; i < until; ++i) {
      places_.push_back(static_cast<std::uint32_t>(keyed_[i]));
    }
    if (places_.back() < first_new_) return;
    std::size_t reach = places_.size();
    if (places_.size() > kBlockMax) {
      sort_by_name(table_, places_);
      reach = kNeighbours;
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const std::size_t end = std::min(places_.size(), i + reach);
      for (std::size_t j = i + 1; j < end; ++j) add_pair(places_[i], places_[j]);
    }
  }

  void add_pair(std::uint32_t a, std::uint32_t b) {
    if (!is_wanted(a, b, first_new_)) return;
    const std::uint64_t low = std::min(a, b);
    found_[low * Candidates::part_count / table_.size()].push_back(low << 32U | std::max(a, b));
  }

  static constexpr unsigned kSeenBits = 20;
  const RecordTable& table_;
  Keys keys_;
  std::uint32_t first_new_;
  Found& found_;
  std::vector<std::uint64_t> keyed_, spare_;
  std::vector<std::uint32_t> places_;
};

void sort_unique(std::vector<std::uint64_t>& pairs) {
  std::vector<std::uint64_t> spare;
  radix_sort(pairs, spare, 0);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

}  // namespace

Candidates Candidates::find(const RecordTable& table, const ParallelFor& parallel,
                            std::uint32_t first_new) {
  Candidates candidates;
  candidates.found_.resize(Keys::pass_count);
  parallel(Keys::pass_count, [&](std::size_t from, std::size_t until) {
    // One collection for all passes of a thread: passes find many pairs again, and to drop those
    // early keeps the memory small.
    Found& found = candidates.found_[from];
    Finder finder(table, first_new, found);
    std::array<std::size_t, part_count> sorted{};
    for (std::size_t pass = from; pass < until; ++pass) {
      finder.pass(pass);
      for (std::size_t part = 0; part < part_count; ++part) {
        if (found[part].size() < 2 * sorted[part] + kSortFrom) continue;
        sort_unique(found[part]);
        sorted[part] = found[part].size();
      }
    }
  });
  return candidates;
}

std::vector<Pair> Candidates::take(std::size_t part) {
  std::vector<std::uint64_t> all;
  for (auto& found : found_) {
    all.insert(all.end(), found[part].begin(), found[part].end());
    std::vector<std::uint64_t>().swap(found[part]);
  }
  sort_unique(all);
  std::vector<Pair> pairs;
  pairs.reserve(all.size());
  for (const auto pair : all) {
    pairs.push_back({static_cast<std::uint32_t>(pair >> 32U), static_cast<std::uint32_t>(pair)});
  }
  return pairs;
}

std::vector<Pair> candidate_pairs(const RecordTable& table) {
  auto candidates =
      Candidates::find(table, [](std::size_t count, const auto& body) { body(0, count); });
  std::vector<Pair> pairs;
  for (std::size_t part = 0; part < Candidates::part_count; ++part) {
    const auto more = candidates.take(part);
    pairs.insert(pairs.end(), more.begin(), more.end());
  }
  return pairs;
}

}  // namespace payung::linkage
