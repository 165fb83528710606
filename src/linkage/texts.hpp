#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace payung::linkage {

/// Stores each text once and gives it a number; 0 is the empty text. Numbers follow the order of
/// arrival, so nothing that reaches an outcome may depend on them: order and hash come from the
/// text itself.
class Texts {
 public:
  Texts();
  std::uint32_t number(std::string_view text);
  std::string_view text(std::uint32_t number) const {
    const Entry& entry = entries_[number];
    return {entry.start, entry.size};
  }
  /// Of the text's bytes; 0 only for the empty text.
  std::uint32_t hash(std::uint32_t number) const { return entries_[number].hash; }
  /// Which of the letters A to Z stand in it, one bit each: two texts that differ in many letters
  /// need no closer look.
  std::uint32_t letters(std::uint32_t number) const { return entries_[number].letters; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* start;
    std::uint32_t size;
    std::uint32_t hash;
    std::uint32_t letters;
  };
  const char* keep(std::string_view text);
  void grow();
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< open addressing: numbers, 0 is free
};

}  // namespace payung::linkage
