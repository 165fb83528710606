#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/nik.hpp"
#include "intake/read_list.hpp"
#include "intake/sheet_plan.hpp"

namespace payung::intake {

/// How often each value occurs, of those that occur more than once. Filled by add(), then
/// settle(): eight bytes a value until then, the repeated ones after.
class Repeats {
 public:
  void add(std::uint64_t value) { all_.push_back(value); }
  void settle() {
    std::sort(all_.begin(), all_.end());
    for (std::size_t i = 0; i < all_.size();) {
      std::size_t end = i;
      while (end < all_.size() && all_[end] == all_[i]) ++end;
      if (end - i > 1) counts_.emplace(all_[i], static_cast<std::uint32_t>(end - i));
      i = end;
    }
    all_ = {};
  }
  std::uint32_t count(std::uint64_t value) const {
    const auto found = counts_.find(value);
    return found == counts_.end() ? 1 : found->second;
  }

 private:
  std::vector<std::uint64_t> all_;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;  // never walked, only asked
};

/// What the first pass leaves for the second.
struct ListPlan {
  std::vector<SheetPlan> sheets;  ///< every sheet of the file, in its order
  RegionCode area;
  bool area_inferred = false;
  Repeats niks;
  Repeats rows;
};

std::uint64_t number_of(const Nik& nik);
/// Of the cells that mean something, the running number left out.
std::uint64_t hash_of(const RawRow& row, const SheetPlan& plan);
bool stop_asked(const ReadOptions& options);

/// Reads the whole file for its headers and for what its columns are evidence of.
/// Errors: those of the source; bad_option for an override that fits no column; interrupted.
Result<ListPlan> first_pass(TableSource& source, const ReadOptions& options);

}  // namespace payung::intake
