#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "linkage/similarity.hpp"
#include "search/names.hpp"

namespace payung::search {
namespace {

constexpr int kImpossible = 1'000'000;

/// The cheapest way to give every word of the question a word of the name of its own.
class Assignment {
 public:
  using Costs = std::array<std::array<std::uint8_t, 8>, 8>;  ///< word of the question, of the name
  Assignment(const Costs& costs, std::size_t asked, std::size_t given)
      : costs_(costs), asked_(asked), given_(given) {}
  int best() {
    place(0, 0, 0, -1, 0);
    return best_;
  }

 private:
  void place(std::size_t word, unsigned used, int sum, int last, int reordered) {
    if (sum + reordered >= best_) return;
    if (word == asked_) {
      best_ = sum + reordered;
      return;
    }
    for (std::size_t i = 0; i < given_; ++i) {
      const std::uint8_t cost = costs_[word][i];
      if (cost == kNoMatch || (used >> i & 1U) != 0) continue;
      const int at = static_cast<int>(i);
      place(word + 1, used | 1U << i, sum + cost, at, at < last ? kOtherOrder : reordered);
    }
  }
  const Costs& costs_;
  std::size_t asked_;
  std::size_t given_;
  int best_ = kImpossible;
};

}  // namespace

void NameQuestion::Word::match(std::uint32_t word, std::uint8_t cost_of_word) {
  if (cost[word] == kNoMatch) matches.push_back(word);
  cost[word] = std::min(cost[word], cost_of_word);
}

NameQuestion::NameQuestion(const NameIndex& index, std::string_view text) : index_(index) {
  auto asked = name_words_of(text);
  one_letter_ = asked.size() == 1 && asked.front().plain.size() == 1;
  for (NameWord& word : asked) words_.push_back({std::move(word), false, {}, {}});
  if (words_.empty()) return;
  words_.back().last = true;
  for (Word& word : words_) {
    word.cost.assign(index_.sound_of_.size(), kNoMatch);
    match_beginnings(word);
    match_sound(word);
    match_initials(word);
  }
}

/// Words with the same letters, and those that begin so.
void NameQuestion::match_beginnings(Word& word) const {
  const std::string& plain = word.text.plain;
  const std::uint32_t count = static_cast<std::uint32_t>(index_.sound_of_.size());
  std::uint32_t low = 0;
  for (std::uint32_t high = count; low < high;) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (index_.plain(middle) < plain) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const bool initial = plain.size() == 1;
  for (std::uint32_t i = low; i < count && index_.plain(i).starts_with(plain); ++i) {
    if (index_.plain(i).size() == plain.size()) {
      word.match(i, kSameLetters);
    } else if (word.last) {
      word.match(i, kBeginning);
    } else if (initial) {
      word.match(i, kInitial);
    } else {
      break;  // longer words only from here on
    }
  }
}

void NameQuestion::match_sound(Word& word) const {
  const std::string& sound = word.text.sound;
  const std::uint32_t count = static_cast<std::uint32_t>(index_.sound_masks_.size());
  std::uint32_t low = 0;
  for (std::uint32_t high = count; low < high;) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (index_.sound(middle) < sound) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (std::uint32_t i = low; i < count && index_.sound(i).starts_with(sound); ++i) {
    const bool same = index_.sound(i).size() == sound.size();
    if (!same && (!word.last || sound.size() < 2)) break;
    for (const std::uint32_t match :
         NameIndex::part(index_.words_of_sound_, index_.words_of_sound_start_, i)) {
      word.match(match, same ? kSameSound : kBeginning);
    }
  }
}

/// "SITI A" for Siti Aminah.
void NameQuestion::match_initials(Word& word) const {
  for (const std::uint32_t i : index_.one_letter_words_) {
    if (word.text.plain.starts_with(index_.plain(i))) word.match(i, kInitial);
  }
}

void NameQuestion::match_slips(Word& word) const {
  const std::string& sound = word.text.sound;
  if (sound.size() < kOneSlipLetters) return;
  const int most = sound.size() < kTwoSlipsLetters ? 1 : 2;
  const std::uint32_t mask = [&] {
    std::uint32_t letters = 0;
    for (const char c : sound) letters |= 1U << (static_cast<unsigned char>(c) & 31U);
    return letters;
  }();
  const auto& start = index_.sounds_by_size_start_;
  const std::size_t shortest = sound.size() - static_cast<std::size_t>(most);
  const std::size_t longest = sound.size() + static_cast<std::size_t>(most);
  for (std::size_t size = shortest; size <= longest && size + 1 < start.size(); ++size) {
    for (std::uint32_t at = start[size]; at < start[size + 1]; ++at) {
      const std::uint32_t other = index_.sounds_by_size_[at];
      if (std::popcount(index_.sound_masks_[other] ^ mask) > 2 * most) continue;
      const int slips = linkage::edits(sound, index_.sound(other), most);
      if (slips == 0 || slips > most) continue;
      for (const std::uint32_t match :
           NameIndex::part(index_.words_of_sound_, index_.words_of_sound_start_, other)) {
        word.match(match, slips == 1 ? kOneSlip : kTwoSlips);
      }
    }
  }
}

bool NameQuestion::add_slips() {
  slips_added_ = true;
  std::size_t before = 0;
  std::size_t after = 0;
  for (Word& word : words_) {
    before += word.matches.size();
    match_slips(word);
    after += word.matches.size();
  }
  return after > before;
}

std::size_t NameQuestion::names_of(const Word& word) const {
  std::size_t sum = 0;
  for (const std::uint32_t match : word.matches) {
    sum += index_.posting_start_[match + std::size_t{1}] - index_.posting_start_[match];
  }
  return sum;
}

int NameQuestion::cheapest(const Word& word) const {
  int least = kImpossible;
  for (const std::uint32_t match : word.matches) least = std::min<int>(least, word.cost[match]);
  return least;
}

int NameQuestion::cost_of(std::uint32_t doc) const {
  const NameIndex::Span given = index_.words(doc);
  if (one_letter_) {
    return index_.plain(*given.first).starts_with(words_.front().text.plain) ? kBeginning
                                                                             : kImpossible;
  }
  if (given.size() < words_.size()) return kImpossible;
  if (words_.size() == 1) {
    int least = kImpossible;
    for (const std::uint32_t word : given) {
      const std::uint8_t cost = words_.front().cost[word];
      if (cost != kNoMatch) least = std::min<int>(least, cost);
    }
    return least;
  }
  Assignment::Costs costs;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    bool any = false;
    for (std::size_t j = 0; j < given.size(); ++j) {
      costs[i][j] = words_[i].cost[given.first[j]];
      any |= costs[i][j] != kNoMatch;
    }
    if (!any) return kImpossible;
  }
  return Assignment(costs, words_.size(), given.size()).best();
}

bool NameQuestion::walk_group(const std::vector<std::uint32_t>& group, int bound,
                              const Accept& accept, Top& top, std::size_t& visits) const {
  // The names of several words in ascending order; the smallest is in front of the heap.
  using Cursor = std::pair<std::uint32_t, std::uint32_t>;  // name, place in the postings + 1
  struct List {
    std::uint32_t next;
    std::uint32_t end;
  };
  std::vector<List> lists;
  std::vector<Cursor> heap;
  for (const std::uint32_t word : group) {
    const List list{index_.posting_start_[word], index_.posting_start_[word + std::size_t{1}]};
    heap.emplace_back(index_.postings_[list.next], static_cast<std::uint32_t>(lists.size()));
    lists.push_back(list);
  }
  std::ranges::make_heap(heap, std::greater{});
  std::uint32_t seen = UINT32_MAX;
  while (!heap.empty()) {
    const auto [doc, from] = heap.front();
    if (top.closed_to({Found::by_name, bound, 0, doc, 0})) return true;
    List& list = lists[from];
    if (++list.next == list.end) {
      std::ranges::pop_heap(heap, std::greater{});
      heap.pop_back();
    } else if (heap.size() == 1) {
      heap.front().first = index_.postings_[list.next];
    } else {
      std::ranges::pop_heap(heap, std::greater{});
      heap.back().first = index_.postings_[list.next];
      std::ranges::push_heap(heap, std::greater{});
    }
    if (doc == seen) continue;
    seen = doc;
    if (visits == 0) return false;
    --visits;
    const int cost = cost_of(doc);
    if (cost == kImpossible) continue;
    const std::uint32_t owner = index_.owner(doc);
    if (accept(owner)) top.offer({Found::by_name, cost, 0, doc, owner});
  }
  return true;
}

/// Walks the names of the word that has the fewest, what costs least first: once the list is full
/// of names that cost no more than what is still to come can, nothing better comes.
bool NameQuestion::walk_words(const Accept& accept, Top& top, std::size_t& visits) const {
  const Word* rarest = nullptr;
  std::size_t fewest = 0;
  int least = 0;
  for (const Word& word : words_) {
    if (word.matches.empty()) return true;
    least += cheapest(word);
    const std::size_t names = names_of(word);
    if (rarest == nullptr || names < fewest) {
      rarest = &word;
      fewest = names;
    }
  }
  if (rarest == nullptr) return true;
  const int others = least - cheapest(*rarest);
  for (const std::uint8_t cost :
       {kSameLetters, kSameSound, kBeginning, kInitial, kOneSlip, kTwoSlips}) {
    if (top.closed_to({Found::by_name, cost + others, 0, 0, 0})) return true;
    std::vector<std::uint32_t> group;
    for (const std::uint32_t match : rarest->matches) {
      if (rarest->cost[match] == cost) group.push_back(match);
    }
    if (!group.empty() && !walk_group(group, cost + others, accept, top, visits)) return false;
  }
  return true;
}

bool NameQuestion::walk_one_letter(const Accept& accept, Top& top, std::size_t& visits) const {
  const std::string& letter = words_.front().text.plain;
  const auto count = static_cast<std::uint32_t>(index_.doc_owner_.size());
  std::uint32_t low = 0;
  for (std::uint32_t high = count; low < high;) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (index_.plain(*index_.words(middle).first) < letter) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (std::uint32_t doc = low; doc < count; ++doc) {
    if (cost_of(doc) == kImpossible) return true;
    if (top.closed_to({Found::by_name, kBeginning, 0, doc, 0})) return true;
    if (visits == 0) return false;
    --visits;
    const std::uint32_t owner = index_.owner(doc);
    if (accept(owner)) top.offer({Found::by_name, kBeginning, 0, doc, owner});
  }
  return true;
}

bool NameQuestion::walk(const Accept& accept, Top& top, std::size_t visits) {
  if (words_.empty()) return true;
  if (one_letter_) return walk_one_letter(accept, top, visits);
  if (!walk_words(accept, top, visits)) return false;
  if (top.closed_to({Found::by_name, kOneSlip, 0, 0, 0}) || slips_added_) return true;
  if (!add_slips()) return true;
  return walk_words(accept, top, visits);
}

void NameQuestion::offer_owner(std::uint32_t owner, Top& top) {
  if (words_.empty() || owner + std::size_t{1} >= index_.owner_start_.size()) return;
  if (!one_letter_ && !slips_added_) add_slips();
  for (const std::uint32_t doc : index_.docs_of_owner(owner)) {
    const int cost = cost_of(doc);
    if (cost != kImpossible) top.offer({Found::by_name, cost, 0, doc, owner});
  }
}

}  // namespace payung::search
