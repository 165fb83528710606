#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "intake/mapping.hpp"
#include "intake/row.hpp"

/// Two versions of one sender's list. Rows are paired by NIK, then record id or KPJ, then folded
/// name and birth date (without one: village); within a key in list order, so two identical rows
/// stay two.
namespace payung::intake {

enum class Change : std::uint8_t {
  added,     ///< not in the earlier version
  left,      ///< no longer in the later one
  died,      ///< now marked dead
  moved,     ///< now marked moved, or another village
  changed,   ///< other fields differ
  returned,  ///< was marked dead or moved, and the later list no longer says so: ask a person
  same,
};
std::string_view to_text(Change change);

enum class PairedBy : std::uint8_t { nothing, nik, record_id, kpj, name_and_birth, place_in_list };
std::string_view to_text(PairedBy paired_by);

struct RowDifference {
  Change change;
  std::optional<std::size_t> earlier;  ///< index into the earlier rows
  std::optional<std::size_t> later;
  PairedBy paired_by = PairedBy::nothing;
  std::vector<Field> fields;  ///< that differ
};

/// One for every row of `later` in its order, then those that left in the earlier order.
std::vector<RowDifference> compare_lists(std::span<const Row> earlier, std::span<const Row> later);

/// For a corrected copy of the same file: which earlier row each row of `corrected` replaces.
/// Besides the keys above a row replaces the one at the same sheet and row number when the name
/// or the birth date is still the same, so that a corrected NIK finds its row.
/// Same length as `corrected`; `change` is added, same, or what differs. Rows of `earlier` that
/// nothing replaces stay as they are and are not named.
std::vector<RowDifference> corrections(std::span<const Row> earlier,
                                       std::span<const Row> corrected);

/// The fields in which two rows of one person differ, names and places compared folded.
std::vector<Field> differing_fields(const Row& earlier, const Row& later);

}  // namespace payung::intake
