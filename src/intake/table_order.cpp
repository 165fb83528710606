#include "intake/table_order.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "intake/content.hpp"
#include "intake/fold.hpp"

namespace payung::intake {
namespace {

/// Words only, as a header has them; a cheap answer for nearly every person.
bool may_be_header(const RawRow& row) {
  constexpr std::size_t kDigitsMost = 3;
  return std::all_of(row.cells.begin(), row.cells.end(), [](const RawCell& cell) {
    return cell.kind == CellKind::empty ||
           (cell.kind == CellKind::text && count_digits(cell.text) <= kDigitsMost);
  });
}

}  // namespace

/// The column of the first header that stands under this word, the one in the same place first.
std::optional<std::size_t> TableOrder::place_of(const RawCell& cell, std::size_t preferred) const {
  const std::string key = fold_key(cell.text);
  if (key.empty()) return std::nullopt;
  const auto has = [&](std::size_t column) {
    const auto& keys = plan_.header_keys[column];
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  if (preferred < plan_.header_keys.size() && has(preferred)) return preferred;
  for (std::size_t c = 0; c < plan_.header_keys.size(); ++c) {
    if (has(c)) return c;
  }
  return std::nullopt;
}

/// The words of both the name's and the NIK's column stand in it; nobody is called so.
bool TableOrder::is_header(const RawRow& row) const {
  const auto name = plan_.column(Field::name);
  const auto nik = plan_.column(Field::nik);
  if (!name || !nik || name == nik || !may_be_header(row)) return false;
  bool names = false;
  bool niks = false;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (is_blank(row.cells[c])) continue;
    const auto place = place_of(row.cells[c], c);
    names = names || place == name;
    niks = niks || place == nik;
  }
  return names && niks;
}

bool TableOrder::learn(const RawRow& row) {
  std::vector<std::optional<std::size_t>> from(plan_.header_keys.size());
  std::vector<LeftOut> unknown;
  bool same = true;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (is_blank(row.cells[c])) continue;
    const auto place = place_of(row.cells[c], c);
    if (!place || from[*place]) {
      unknown.push_back({c, fold_space(row.cells[c].text)});
      continue;
    }
    from[*place] = c;
    same = same && *place == c;
  }
  left_out_.clear();
  const bool before = moved();
  if (same) {
    from_.clear();
    return before;
  }
  left_out_ = std::move(unknown);
  from_ = std::move(from);
  return true;
}

bool TableOrder::follow(RawRow& row) {
  const bool changed = is_header(row) && learn(row);
  if (from_.empty()) return changed;
  std::vector<RawCell> cells(from_.size());
  for (std::size_t c = 0; c < from_.size(); ++c) {
    if (from_[c] && *from_[c] < row.cells.size()) cells[c] = row.cells[*from_[c]];
  }
  row.cells = std::move(cells);
  return changed;
}

std::size_t TableOrder::in_sheet(std::size_t column) const {
  return column < from_.size() && from_[column] ? *from_[column] : column;
}

}  // namespace payung::intake
