#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "linkage/texts.hpp"
#include "search/top.hpp"

namespace payung::search {

/// A word of a name or of a question: its letters in capitals and how it sounds (short forms
/// spelled out): "MOH" sounds MUAMAD.
struct NameWord {
  std::string plain;
  std::string sound;
};
/// At most six words, without titles and notes (linkage/name_text.hpp).
std::vector<NameWord> name_words_of(std::string_view name);

/// What a word costs, as search/index.hpp says.
inline constexpr std::uint8_t kSameLetters = 0;
inline constexpr std::uint8_t kSameSound = 1;
inline constexpr std::uint8_t kBeginning = 2;
inline constexpr std::uint8_t kInitial = 3;
inline constexpr std::uint8_t kOneSlip = 6;
inline constexpr std::uint8_t kTwoSlips = 9;
inline constexpr std::uint8_t kNoMatch = 255;
inline constexpr int kOtherOrder = 1;
inline constexpr std::size_t kOneSlipLetters = 4;
inline constexpr std::size_t kTwoSlipsLetters = 8;

/// Names as lists of word numbers. Words are numbered in the order of the alphabet and names
/// ("docs") in the order of their words and then of their owners, so that a smaller number is the
/// better one of two hits that cost the same, and a walk through a word's names can stop early.
class NameIndex {
 public:
  /// Owners must come in ascending order; a name that its owner has already is left out.
  void add(std::uint32_t owner, std::string_view name);
  void build();

  struct Span {
    const std::uint32_t* first = nullptr;
    const std::uint32_t* last = nullptr;
    const std::uint32_t* begin() const { return first; }
    const std::uint32_t* end() const { return last; }
    std::size_t size() const { return static_cast<std::size_t>(last - first); }
  };
  Span words(std::uint32_t doc) const { return part(doc_words_, doc_start_, doc); }
  Span docs_of_owner(std::uint32_t owner) const { return part(by_owner_, owner_start_, owner); }
  std::uint32_t owner(std::uint32_t doc) const { return doc_owner_[doc]; }
  std::string text(std::uint32_t doc) const;
  std::size_t bytes() const;

 private:
  friend class NameQuestion;
  static Span part(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& start,
                   std::size_t at) {
    return {all.data() + start[at], all.data() + start[at + 1]};
  }
  std::string_view plain(std::uint32_t word) const {
    return std::string_view(letters_).substr(plain_start_[word],
                                             plain_start_[word + 1] - plain_start_[word]);
  }
  std::string_view sound(std::uint32_t number) const {
    return std::string_view(sound_letters_)
        .substr(sound_start_[number], sound_start_[number + 1] - sound_start_[number]);
  }
  std::uint32_t word_number(std::string_view plain, bool before_another);
  std::vector<std::uint32_t> sort_words();
  void sort_sounds(const std::vector<std::string>& sound_of_word);
  void sort_docs(const std::vector<std::uint32_t>& new_number);
  void make_postings();

  // While people are added: word numbers in the order of arrival.
  struct Arriving {
    linkage::Texts plains;
    std::vector<std::uint32_t> alone;  ///< plain -> word + 1 where it stands for itself
    std::vector<std::uint32_t> first;  ///< plain -> word + 1 before another name
    std::map<std::pair<std::string, std::string>, std::uint32_t> words;
    std::vector<const std::pair<std::string, std::string>*> pairs;
    std::string buffer;
    std::vector<std::uint32_t> one;
  };
  Arriving arriving_;

  std::string letters_;
  std::vector<std::uint32_t> plain_start_;
  std::vector<std::uint32_t> sound_of_;  ///< word -> sound
  std::string sound_letters_;
  std::vector<std::uint32_t> sound_start_;
  std::vector<std::uint32_t> sound_masks_;  ///< which letters stand in it
  std::vector<std::uint32_t> words_of_sound_;
  std::vector<std::uint32_t> words_of_sound_start_;
  std::vector<std::uint32_t> sounds_by_size_;
  std::vector<std::uint32_t> sounds_by_size_start_;
  std::vector<std::uint32_t> one_letter_words_;
  std::vector<std::uint32_t> doc_owner_;
  std::vector<std::uint32_t> doc_start_;
  std::vector<std::uint32_t> doc_words_;
  std::vector<std::uint32_t> by_owner_;
  std::vector<std::uint32_t> owner_start_;
  std::vector<std::uint32_t> posting_start_;  ///< word -> its names
  std::vector<std::uint32_t> postings_;
};

/// One question, laid over one index.
class NameQuestion {
 public:
  NameQuestion(const NameIndex& index, std::string_view text);
  /// Whether it has words at all.
  bool asks() const { return !words_.empty(); }

  using Accept = std::function<bool(std::uint32_t owner)>;
  /// Offers names to `top`, best first as far as that can be, until no better one can come.
  /// False when it had looked at `visits` names before that.
  bool walk(const Accept& accept, Top& top, std::size_t visits);
  /// Offers the names of one owner.
  void offer_owner(std::uint32_t owner, Top& top);

 private:
  struct Word {
    NameWord text;
    bool last = false;
    std::vector<std::uint8_t> cost;      ///< by word of the index
    std::vector<std::uint32_t> matches;  ///< words of the index, each once
    void match(std::uint32_t word, std::uint8_t cost_of_word);
  };
  void match_beginnings(Word& word) const;
  void match_initials(Word& word) const;
  void match_sound(Word& word) const;
  void match_slips(Word& word) const;
  bool add_slips();
  bool walk_one_letter(const Accept& accept, Top& top, std::size_t& visits) const;
  bool walk_words(const Accept& accept, Top& top, std::size_t& visits) const;
  bool walk_group(const std::vector<std::uint32_t>& group, int bound, const Accept& accept,
                  Top& top, std::size_t& visits) const;
  std::size_t names_of(const Word& word) const;
  int cheapest(const Word& word) const;
  int cost_of(std::uint32_t doc) const;

  const NameIndex& index_;
  std::vector<Word> words_;
  bool one_letter_ = false;
  bool slips_added_ = false;
};

}  // namespace payung::search
