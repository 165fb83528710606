#include "evaluation/suppress.hpp"

#include <algorithm>

namespace payung::evaluation {
namespace {

/// The table with its totals as one more row and column: then a total is a cell like others, and
/// every line of the larger table adds up in the same way (the last is the sum of those before).
class Table {
 public:
  Table(const std::vector<std::vector<std::int64_t>>& cells, std::int64_t cell_min)
      : rows_(cells.size() + 1), columns_(cells.front().size() + 1), cell_min_(cell_min) {
    values_.assign(rows_ * columns_, 0);
    hidden_.assign(rows_ * columns_, false);
    for (std::size_t r = 0; r + 1 < rows_; ++r) {
      for (std::size_t c = 0; c + 1 < columns_; ++c) {
        for (const std::size_t row : {r, rows_ - 1}) {
          for (const std::size_t column : {c, columns_ - 1}) {
            values_[row * columns_ + column] += cells[r][c];
          }
        }
      }
    }
  }

  void hide() {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      hidden_[i] = values_[i] > 0 && values_[i] < cell_min_;
    }
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t r = 0; r < rows_; ++r) changed |= guard(r * columns_, 1, columns_);
      for (std::size_t c = 0; c < columns_; ++c) changed |= guard(c, columns_, rows_);
    }
  }

  std::optional<std::int64_t> shown(std::size_t row, std::size_t column) const {
    const std::size_t at = row * columns_ + column;
    if (hidden_[at]) return {};
    return values_[at];
  }
  std::int64_t hidden() const { return std::ranges::count(hidden_, true); }
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }

 private:
  /// One line: when what is hidden of it can be worked out from the rest, hides one more. Zeros
  /// are last: hiding one tells nobody anything and guards little. True when something was hidden.
  bool guard(std::size_t start, std::size_t step, std::size_t count) {
    std::size_t hidden = 0;
    std::int64_t sum = 0;
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = start + i * step;
      if (hidden_[at]) {
        ++hidden;
        sum += i + 1 == count ? 0 : values_[at];
        continue;
      }
      if (!next || weight(at) < weight(*next)) next = at;
    }
    const bool total_hidden = hidden_[start + (count - 1) * step];
    // With its total hidden a line gives no sum away; else the hidden ones together must be many.
    if (hidden == 0 || (hidden >= 2 && (total_hidden || sum >= cell_min_)) || !next) return false;
    hidden_[*next] = true;
    return true;
  }
  /// The order in which cells are given up: the smallest counts first, zeros after all.
  std::int64_t weight(std::size_t at) const { return values_[at] == 0 ? INT64_MAX : values_[at]; }

  std::size_t rows_;
  std::size_t columns_;
  std::int64_t cell_min_;
  std::vector<std::int64_t> values_;
  std::vector<bool> hidden_;
};

bool is_table(const std::vector<std::vector<std::int64_t>>& table) {
  constexpr std::int64_t kCountMax = 1'000'000'000'000;  // sums stay far from overflow
  if (table.empty() || table.front().empty()) return false;
  return std::ranges::all_of(table, [&](const std::vector<std::int64_t>& row) {
    return row.size() == table.front().size() && std::ranges::all_of(row, [](std::int64_t count) {
             return count >= 0 && count <= kCountMax;
           });
  });
}

}  // namespace

Suppressed suppress(const std::vector<std::vector<std::int64_t>>& table, std::int64_t cell_min) {
  Suppressed out;
  if (!is_table(table)) return out;
  Table all(table, cell_min);
  all.hide();
  for (std::size_t r = 0; r + 1 < all.rows(); ++r) {
    auto& row = out.cells.emplace_back();
    for (std::size_t c = 0; c + 1 < all.columns(); ++c) row.push_back(all.shown(r, c));
    out.row_totals.push_back(all.shown(r, all.columns() - 1));
  }
  for (std::size_t c = 0; c + 1 < all.columns(); ++c) {
    out.column_totals.push_back(all.shown(all.rows() - 1, c));
  }
  out.total = all.shown(all.rows() - 1, all.columns() - 1);
  out.hidden = all.hidden();
  return out;
}

}  // namespace payung::evaluation
