#pragma once

#include "linkage/compare.hpp"

namespace payung::linkage {

struct NameComparison {
  NameRelation relation;
  std::uint8_t rarity;  ///< 0 to rarity_count - 1
};

NameComparison compare_names(const RecordTable& table, const Packed& a, const Packed& b);
MotherRelation compare_mothers(const RecordTable& table, const Packed& a, const Packed& b);

}  // namespace payung::linkage
