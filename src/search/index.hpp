#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "search/entry.hpp"

namespace payung::search {

/// People in memory, found while somebody types. Immutable: any number of threads may ask.
///
/// A question of digits (three or more; blanks and signs do not matter) finds NIKs and phone
/// numbers that hold them in a row, those that begin so first; 08..., 628... and 8... are one
/// number. A question of letters finds names: each word must fit another word of the name, in any
/// order, and costs
///   0  the same letters
///   1  the same sound: old spelling (oe u, tj c, dj j), doubled letters, Moh. for Muhammad
///   2  the last word of the question, still being typed: the beginning of a word or of its sound
///   3  an initial, on either side
///   6  one slip in four letters or more, 9 two slips in eight or more (of the sounds)
/// and 1 more when the words stand in another order. One letter alone finds the names that begin
/// with it. Where digits (three or more) stand beside letters, both must fit.
class Index {
 public:
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  /// At most `most` hits. Any bytes are accepted; of more than 200 the rest is not read.
  Hits find(std::string_view question, const Within& within, std::size_t most = 20) const;
  /// The same without the persons whose bit is set: those that a newer index holds.
  Hits find(std::string_view question, const Within& within, std::size_t most,
            const std::vector<bool>& hidden) const;

  /// Empty for somebody it does not know.
  std::optional<Card> card(std::int64_t person) const;
  /// His place for `hidden`; empty for somebody it does not know.
  std::optional<std::size_t> place(std::int64_t person) const;
  /// False for somebody it does not know.
  bool reaches(std::int64_t person, const Within& within) const;
  std::size_t size() const;
  std::size_t bytes() const;  ///< memory held, roughly

 private:
  friend class Builder;
  struct Data;
  explicit Index(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

/// Collects people and makes the index; the order in which they come does not matter.
/// A person who comes again replaces himself.
class Builder {
 public:
  Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;
  ~Builder();
  void add(const Entry& entry);
  Index build() &&;

 private:
  struct Rows;
  std::unique_ptr<Rows> rows_;
};

/// A large index that stays, and a small one with what changed since; a value that is cheap to
/// copy, so that readers keep theirs while the next one is made.
struct Catalogue {
  std::shared_ptr<const Index> base;                     // shared: readers keep theirs
  std::shared_ptr<const Index> changes;                  // shared: as base; may be empty
  std::shared_ptr<const std::vector<bool>> base_hidden;  // shared: as base

  Hits find(std::string_view question, const Within& within, std::size_t most = 20) const;
  std::optional<Card> card(std::int64_t person) const;
  /// Whether somebody known is inside the limits.
  bool reaches(std::int64_t person, const Within& within) const;
};

}  // namespace payung::search
