#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "linkage/record_table.hpp"

namespace payung::linkage {

/// Two NIKs a slip or two apart are mostly one number with a typing error. But twins' differ by one
/// in the serial, and a namesake's may by a digit of the region. The lists themselves show which it
/// is: a slip is made once, in one list; a number that is somebody's own is there again in others.
/// Only rows whose birth date the NIK holds count, so that a damaged number is no witness.
/// (On lists of known truth 99 in 100 of such pairs are two people.)
class ProvenNiks {
 public:
  explicit ProvenNiks(const RecordTable& table);
  /// Both numbers in two lists each; or one in two, and a list that names both of them.
  bool are_two_people(std::uint64_t one, std::uint64_t other) const;

 private:
  using Naming = std::pair<std::uint64_t, std::int32_t>;  ///< a NIK and a list that names it
  std::vector<Naming> namings_;                           ///< sorted, each once
};

}  // namespace payung::linkage
