#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "intake/raw_table.hpp"
#include "intake/words.hpp"

namespace payung::intake {

/// One column of a header that may span two or three rows.
struct HeaderCell {
  std::string text;  ///< "Alamat / Desa"; empty when nothing stands above the column
  std::optional<Words::HeaderMatch> match;
};

struct HeaderBlock {
  std::size_t first = 0;  ///< index into the rows
  std::size_t last = 0;
  std::vector<HeaderCell> cells;
  std::size_t fields = 0;  ///< different fields it names, ignored ones aside
};

/// The header among the first rows of a sheet: the block of up to three rows that names most
/// fields. A cell over several columns stands in the first of them, so an empty cell takes its
/// left neighbour's word when something stands below it. `decided` answers for headers that a
/// person gave a field, before the words do. Empty: no row reads like a header.
std::optional<HeaderBlock> find_header(
    std::span<const RawRow> rows, const Words& words,
    const std::function<std::optional<Field>(std::string_view)>& decided);

/// "1 2 3 4" or "(1) (2) (3)" under a header: the columns counted.
bool counts_columns(const RawRow& row);

}  // namespace payung::intake
