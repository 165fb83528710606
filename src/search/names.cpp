#include "search/names.hpp"

#include <algorithm>
#include <compare>
#include <numeric>
#include <tuple>

#include "base/check.hpp"
#include "linkage/name_text.hpp"
#include "linkage/name_variants.hpp"

namespace payung::search {
namespace {

std::uint32_t narrow(std::size_t number) {
  PAYUNG_CHECK(number <= UINT32_MAX);
  return static_cast<std::uint32_t>(number);
}

std::string sound_where(std::string_view plain, bool before_another) {
  std::string_view meaning = plain;
  if (const auto spelled = linkage::spelled_out(plain); !spelled.empty()) meaning = spelled;
  if (before_another) {
    const auto spelled = linkage::spelled_out_first(plain);
    if (!spelled.empty()) meaning = spelled;
  }
  return linkage::sound_of(meaning);
}

std::uint32_t letters_in(std::string_view word) {
  std::uint32_t mask = 0;
  for (const char c : word) mask |= 1U << (static_cast<unsigned char>(c) & 31U);
  return mask;
}

/// Turns counts at n + 1 into starts.
void add_up(std::vector<std::uint32_t>& counts) {
  std::partial_sum(counts.begin(), counts.end(), counts.begin());
}

}  // namespace

std::vector<NameWord> name_words_of(std::string_view name) {
  std::string buffer;
  const auto plain = linkage::plain_words(name, buffer);
  std::vector<NameWord> words;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    words.push_back({std::string(plain[i]), sound_where(plain[i], i == 0 && plain.size() > 1)});
  }
  return words;
}

std::uint32_t NameIndex::word_number(std::string_view plain, bool before_another) {
  Arriving& a = arriving_;
  const std::uint32_t text = a.plains.number(plain);
  auto& known = before_another ? a.first : a.alone;
  if (known.size() <= text) known.resize(text + std::size_t{1});
  if (known[text] == 0) {
    const auto [found, added] = a.words.try_emplace(
        {std::string(plain), sound_where(plain, before_another)}, narrow(a.words.size()));
    if (added) a.pairs.push_back(&found->first);
    known[text] = found->second + 1;
  }
  return known[text] - 1;
}

void NameIndex::add(std::uint32_t owner, std::string_view name) {
  PAYUNG_CHECK(doc_owner_.empty() || doc_owner_.back() <= owner);
  const auto plain = linkage::plain_words(name, arriving_.buffer);
  if (plain.empty()) return;
  auto& words = arriving_.one;
  words.clear();
  for (std::size_t i = 0; i < plain.size(); ++i) {
    words.push_back(word_number(plain[i], i == 0 && plain.size() > 1));
  }
  for (std::size_t doc = doc_owner_.size(); doc-- > 0 && doc_owner_[doc] == owner;) {
    const auto first = doc_words_.begin() + doc_start_[doc];
    const auto last =
        doc + 1 == doc_start_.size() ? doc_words_.end() : doc_words_.begin() + doc_start_[doc + 1];
    if (std::equal(first, last, words.begin(), words.end())) return;
  }
  doc_owner_.push_back(owner);
  doc_start_.push_back(narrow(doc_words_.size()));
  doc_words_.insert(doc_words_.end(), words.begin(), words.end());
}

/// Gives the words their numbers by the alphabet: old number -> new number.
std::vector<std::uint32_t> NameIndex::sort_words() {
  std::vector<std::uint32_t> new_number(arriving_.words.size());
  std::vector<std::string> sound_of_word;
  for (const auto& [pair, number] : arriving_.words) {  // a map: in the order of the alphabet
    const std::uint32_t word = narrow(plain_start_.size());
    new_number[number] = word;
    plain_start_.push_back(narrow(letters_.size()));
    letters_ += pair.first;
    sound_of_word.push_back(pair.second);
    if (pair.first.size() == 1) one_letter_words_.push_back(word);
  }
  plain_start_.push_back(narrow(letters_.size()));
  sort_sounds(sound_of_word);
  return new_number;
}

void NameIndex::sort_sounds(const std::vector<std::string>& sound_of_word) {
  std::vector<std::string_view> sounds(sound_of_word.begin(), sound_of_word.end());
  std::ranges::sort(sounds);
  sounds.erase(std::ranges::unique(sounds).begin(), sounds.end());
  std::size_t longest = 0;
  for (const std::string_view sound : sounds) {
    sound_start_.push_back(narrow(sound_letters_.size()));
    sound_letters_ += sound;
    sound_masks_.push_back(letters_in(sound));
    longest = std::max(longest, sound.size());
  }
  sound_start_.push_back(narrow(sound_letters_.size()));

  words_of_sound_start_.assign(sounds.size() + 1, 0);
  for (const std::string& sound : sound_of_word) {
    const auto at = std::ranges::lower_bound(sounds, std::string_view(sound)) - sounds.begin();
    sound_of_.push_back(narrow(static_cast<std::size_t>(at)));
    ++words_of_sound_start_[sound_of_.back() + std::size_t{1}];
  }
  add_up(words_of_sound_start_);
  words_of_sound_.resize(sound_of_.size());
  auto next = words_of_sound_start_;
  for (std::size_t word = 0; word < sound_of_.size(); ++word) {
    words_of_sound_[next[sound_of_[word]]++] = narrow(word);
  }

  sounds_by_size_start_.assign(longest + 2, 0);
  for (const std::string_view sound : sounds) ++sounds_by_size_start_[sound.size() + 1];
  add_up(sounds_by_size_start_);
  sounds_by_size_.resize(sounds.size());
  next = sounds_by_size_start_;
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    sounds_by_size_[next[sounds[i].size()]++] = narrow(i);
  }
}

void NameIndex::sort_docs(const std::vector<std::uint32_t>& new_number) {
  doc_start_.push_back(narrow(doc_words_.size()));
  for (std::uint32_t& word : doc_words_) word = new_number[word];
  // Two words with the same letters and another sound (a short form) are one in the order.
  std::vector<std::uint32_t> rank(sound_of_.size());
  for (std::uint32_t word = 1; word < rank.size(); ++word) {
    rank[word] = rank[word - 1] + (plain(word) == plain(word - 1) ? 0 : 1);
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // first two words, doc
  order.reserve(doc_owner_.size());
  for (std::size_t doc = 0; doc < doc_owner_.size(); ++doc) {
    const Span words = this->words(narrow(doc));
    const std::uint64_t second = words.size() > 1 ? rank[words.first[1]] + std::uint64_t{1} : 0;
    order.emplace_back(static_cast<std::uint64_t>(rank[words.first[0]]) << 32U | second,
                       narrow(doc));
  }
  std::ranges::sort(order, [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const Span x = words(a.second);
    const Span y = words(b.second);
    const auto by_rank = [&](std::uint32_t one, std::uint32_t other) {
      return rank[one] <=> rank[other];
    };
    const auto rest =
        std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end(), by_rank);
    return std::is_eq(rest) ? a.second < b.second : std::is_lt(rest);
  });
  std::vector<std::uint32_t> owners;
  std::vector<std::uint32_t> start;
  std::vector<std::uint32_t> flat;
  owners.reserve(order.size());
  start.reserve(order.size() + 1);
  flat.reserve(doc_words_.size());
  for (const auto& [key, doc] : order) {
    owners.push_back(doc_owner_[doc]);
    start.push_back(narrow(flat.size()));
    const Span words = this->words(doc);
    flat.insert(flat.end(), words.begin(), words.end());
  }
  start.push_back(narrow(flat.size()));
  doc_owner_ = std::move(owners);
  doc_start_ = std::move(start);
  doc_words_ = std::move(flat);
}

void NameIndex::make_postings() {
  posting_start_.assign(sound_of_.size() + 1, 0);
  std::vector<std::uint32_t> once;
  const auto each_word = [&](auto&& use) {
    for (std::uint32_t doc = 0; doc < doc_owner_.size(); ++doc) {
      const Span words = this->words(doc);
      once.assign(words.begin(), words.end());
      std::ranges::sort(once);
      once.erase(std::ranges::unique(once).begin(), once.end());
      for (const std::uint32_t word : once) use(word, doc);
    }
  };
  each_word([&](std::uint32_t word, std::uint32_t) { ++posting_start_[word + std::size_t{1}]; });
  add_up(posting_start_);
  postings_.resize(posting_start_.back());
  auto next = posting_start_;
  each_word([&](std::uint32_t word, std::uint32_t doc) { postings_[next[word]++] = doc; });

  const std::size_t owners = doc_owner_.empty() ? 0 : *std::ranges::max_element(doc_owner_) + 1ULL;
  owner_start_.assign(owners + 1, 0);
  for (const std::uint32_t owner : doc_owner_) ++owner_start_[owner + std::size_t{1}];
  add_up(owner_start_);
  by_owner_.resize(doc_owner_.size());
  next = owner_start_;
  for (std::uint32_t doc = 0; doc < doc_owner_.size(); ++doc) {
    by_owner_[next[doc_owner_[doc]]++] = doc;
  }
}

void NameIndex::build() {
  const auto new_number = sort_words();
  arriving_ = {};
  sort_docs(new_number);
  make_postings();
}

std::string NameIndex::text(std::uint32_t doc) const {
  std::string text;
  for (const std::uint32_t word : words(doc)) {
    if (!text.empty()) text += ' ';
    text += plain(word);
  }
  return text;
}

std::size_t NameIndex::bytes() const {
  std::size_t sum = letters_.capacity() + sound_letters_.capacity();
  for (const auto* all : {&plain_start_, &sound_of_, &sound_start_, &sound_masks_, &words_of_sound_,
                          &words_of_sound_start_, &sounds_by_size_, &sounds_by_size_start_,
                          &one_letter_words_, &doc_owner_, &doc_start_, &doc_words_, &by_owner_,
                          &owner_start_, &posting_start_, &postings_}) {
    sum += all->capacity() * sizeof(std::uint32_t);
  }
  return sum;
}

}  // namespace payung::search
