#include "linkage/texts.hpp"

#include <algorithm>
#include <cstring>

namespace payung::linkage {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;
constexpr std::size_t kSlotsFirst = 1024;

/// FNV-1a, its upper half folded in.
std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U)) | 1U;
}

std::uint32_t letters_of(std::string_view text) {
  std::uint32_t letters = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') letters |= 1U << static_cast<unsigned>(c - 'A');
  }
  return letters;
}

}  // namespace

Texts::Texts() : entries_{{"", 0, 0, 0}}, slots_(kSlotsFirst) {}

const char* Texts::keep(std::string_view text) {
  if (blocks_.empty() || used_ + text.size() > kBlock) {
    blocks_.push_back(std::make_unique<char[]>(std::max(kBlock, text.size())));
    used_ = 0;
  }
  char* place = blocks_.back().get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  return place;
}

void Texts::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::uint32_t number = 1; number < entries_.size(); ++number) {
    std::size_t slot = entries_[number].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = number;
  }
}

std::uint32_t Texts::number(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t hash = hash_of(text);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot]];
    if (entry.hash == hash && std::string_view(entry.start, entry.size) == text) {
      return slots_[slot];
    }
  }
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({keep(text), static_cast<std::uint32_t>(text.size()), hash, letters_of(text)});
  slots_[slot] = number;
  if (entries_.size() * 2 > slots_.size()) grow();
  return number;
}

}  // namespace payung::linkage
