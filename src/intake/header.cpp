#include "intake/header.hpp"

#include <algorithm>
#include <set>

#include "intake/content.hpp"
#include "intake/fold.hpp"

namespace payung::intake {
namespace {

constexpr std::size_t kDeepestHeader = 60;  // rows of titles above a header
constexpr std::size_t kMostRows = 3;
constexpr std::size_t kWidest = 512;  // columns that a header is looked for in
constexpr int kSure = 70;

const RawCell* cell_at(const RawRow& row, std::size_t column) {
  return column < row.cells.size() ? &row.cells[column] : nullptr;
}

std::string text_at(const RawRow& row, std::size_t column) {
  const RawCell* cell = cell_at(row, column);
  return cell == nullptr || cell->kind == CellKind::empty ? std::string() : fold_space(cell->text);
}

/// Words only: no numbers, dates or long digits, as data have.
bool reads_like_header(const RawRow& row) {
  std::size_t filled = 0;
  for (std::size_t c = 0; c < std::min(row.cells.size(), kWidest); ++c) {
    const RawCell& cell = row.cells[c];
    if (is_blank(cell)) continue;
    if (cell.kind != CellKind::text || count_digits(cell.text) >= 6) return false;
    ++filled;
  }
  return filled > 0;
}

/// A block's top words say of whom its columns speak; of these the list's person is not one.
bool about_another(std::string_view parent) {
  static constexpr std::string_view others[] = {
      "ahli waris", "pasangan",        "suami",      "istri",    "orang tua", "ayah",      "anak",
      "wali",       "kepala keluarga", "perusahaan", "kelompok", "petugas",   "pendamping"};
  const std::string key = " " + fold_key(parent) + " ";
  return std::any_of(std::begin(others), std::end(others), [&](std::string_view other) {
    return key.find(" " + std::string(other) + " ") != std::string::npos;
  });
}

bool has_word(std::string_view key, std::string_view word) {
  return (" " + std::string(key) + " ").find(" " + std::string(word)) != std::string::npos;
}

/// "Kelahiran" over "Tempat | Tanggal", "Jenis Kelamin" over "L | P".
std::optional<Field> by_parent(const std::optional<Words::HeaderMatch>& parent,
                               std::string_view child_key) {
  if (!parent) return std::nullopt;
  if (parent->field == Field::place_and_date || parent->field == Field::birth_date) {
    const bool place = has_word(child_key, "temp") || has_word(child_key, "kota");
    const bool date = has_word(child_key, "tanggal") || has_word(child_key, "tgl");
    if (place && !date) return Field::birth_place;
    if (date && !place) return Field::birth_date;
  }
  if (parent->field == Field::sex) {
    if (child_key == "l" || child_key == "lk" || child_key == "pria") return Field::sex_male_mark;
    if (child_key == "p" || child_key == "pr" || child_key == "wanita") {
      return Field::sex_female_mark;
    }
  }
  return std::nullopt;
}

std::optional<Words::HeaderMatch> match_two(const std::string& parent, const std::string& child,
                                            const Words& words) {
  if (child.empty()) return words.header(parent);
  if (parent.empty()) return words.header(child);
  const auto above = words.header(parent);
  if (const auto field = by_parent(above, fold_key(child))) return Words::HeaderMatch{*field, 95};
  const auto together = words.header(parent + " " + child);
  auto alone = words.header(child);
  if (about_another(parent)) {
    if (together && together->field == Field::employer) return together;
    return Words::HeaderMatch{Field::ignored, 80};
  }
  if (alone) alone->confidence_percent -= 4;
  if (together && (!alone || together->confidence_percent >= alone->confidence_percent)) {
    return together;
  }
  return alone;
}

std::size_t width_of(std::span<const RawRow> rows) {
  std::size_t width = 0;
  for (const RawRow& row : rows) width = std::max(width, row.cells.size());
  return std::min(width, kWidest);
}

using Decided = std::function<std::optional<Field>(std::string_view)>;

/// The words above each column, rows joined.
HeaderBlock combine(std::span<const RawRow> rows, std::size_t first, const Words& words,
                    const Decided& decided) {
  HeaderBlock block;
  block.first = first;
  block.last = first + rows.size() - 1;
  const std::size_t width = width_of(rows);
  std::vector<std::string> parents(width);
  std::vector<std::string> children(width);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string left;
    for (std::size_t c = 0; c < width; ++c) {
      std::string own = text_at(rows[r], c);
      if (!own.empty()) left = own;
      const bool last = r + 1 == rows.size();
      if (last) {
        children[c] = own;
        continue;
      }
      const bool below = !text_at(rows[r + 1], c).empty();
      // An empty cell takes the word of the merged cell to its left when it has a child.
      const std::string word = own.empty() && below && parents[c].empty() ? left : own;
      if (!word.empty() && !(parents[c].empty())) {
        parents[c] += " " + word;
      } else if (!word.empty()) {
        parents[c] = word;
      }
    }
  }
  std::set<Field> named;
  for (std::size_t c = 0; c < width; ++c) {
    HeaderCell cell;
    cell.match = match_two(parents[c], children[c], words);
    const bool both = !parents[c].empty() && !children[c].empty();
    cell.text = parents[c] + (both ? " / " : "") + children[c];
    if (const auto field = decided(cell.text)) cell.match = Words::HeaderMatch{*field, 100};
    if (cell.match && cell.match->field != Field::ignored &&
        cell.match->confidence_percent >= kSure) {
      named.insert(cell.match->field);
    }
    block.cells.push_back(std::move(cell));
  }
  block.fields = named.size();
  return block;
}

bool is_sex_mark(std::string_view key) {
  return key == "l" || key == "p" || key == "lk" || key == "pr" || key == "pria" || key == "wanita";
}

/// Whether a word of a second row is a header by itself. What only becomes one together with
/// the word above ("Pekerjaan" over "Petani") is a person's row.
bool is_header_word(const RawRow& row, std::size_t column, const std::string& own,
                    const Words& words) {
  if (words.header(own)) return true;
  if (!is_sex_mark(fold_key(own))) return false;
  const std::string right = fold_key(text_at(row, column + 1));
  const std::string left = column == 0 ? std::string() : fold_key(text_at(row, column - 1));
  return is_sex_mark(right) || is_sex_mark(left);
}

/// A second row belongs to the header when most of its words are words of headers.
bool continues(const RawRow& row, const Words& words) {
  if (!reads_like_header(row) || counts_columns(row)) return false;
  std::size_t filled = 0;
  std::size_t known = 0;
  for (std::size_t c = 0; c < std::min(row.cells.size(), kWidest); ++c) {
    const std::string own = text_at(row, c);
    if (own.empty()) continue;
    ++filled;
    if (is_header_word(row, c, own, words)) ++known;
  }
  return known * 2 >= filled;
}

/// Among blocks that name as many fields the one with fewer rows above is the header, and the
/// rows above are titles, unless they say whose columns stand below. Rows of header words below
/// belong to it.
bool better(const HeaderBlock& block, const HeaderBlock& best, std::span<const RawRow> rows) {
  if (block.fields != best.fields) return block.fields > best.fields;
  if (block.first == best.first) return block.last > best.last;
  if (block.last != best.last || block.first < best.first) return false;
  for (std::size_t r = best.first; r < block.first; ++r) {
    for (const RawCell& cell : rows[r].cells) {
      if (cell.kind == CellKind::text && about_another(cell.text)) return false;
    }
  }
  return true;
}

/// A name or a NIK; or a birth among many words, when what stands over the names is not known.
bool names_a_person(const HeaderBlock& block) {
  const auto has = [&](Field field) {
    return std::any_of(block.cells.begin(), block.cells.end(), [&](const HeaderCell& cell) {
      return cell.match && cell.match->field == field;
    });
  };
  constexpr std::size_t kManyFields = 4;
  const bool born = has(Field::birth_date) || has(Field::place_and_date);
  return has(Field::name) || has(Field::nik) || (born && block.fields >= kManyFields);
}

}  // namespace

std::optional<HeaderBlock> find_header(std::span<const RawRow> rows, const Words& words,
                                       const Decided& decided) {
  std::optional<HeaderBlock> best;
  for (std::size_t at = 0; at < std::min(rows.size(), kDeepestHeader); ++at) {
    if (!reads_like_header(rows[at])) continue;
    for (std::size_t count = 1; count <= kMostRows && at + count <= rows.size(); ++count) {
      if (count > 1 && !continues(rows[at + count - 1], words)) break;
      HeaderBlock block = combine(rows.subspan(at, count), at, words, decided);
      if (!names_a_person(block)) continue;
      if (!best || better(block, *best, rows)) best = std::move(block);
    }
  }
  if (!best) return std::nullopt;
  const std::size_t filled = static_cast<std::size_t>(
      std::count_if(best->cells.begin(), best->cells.end(),
                    [](const HeaderCell& cell) { return !cell.text.empty(); }));
  // One known word beside many unknown ones is a sentence that happens to hold it.
  if (best->fields < 2 && filled > 3) return std::nullopt;
  return best;
}

bool counts_columns(const RawRow& row) {
  long long expected = -1;
  std::size_t filled = 0;
  for (const RawCell& cell : row.cells) {
    if (is_blank(cell)) continue;
    if (cell.kind != CellKind::text && cell.kind != CellKind::number) return false;
    const std::string key = fold_tight(cell.text);
    if (!all_digits(key) || key.size() > 3) return false;
    const long long number = std::stoll(key);
    if (expected < 0 && number > 2) return false;
    if (expected >= 0 && number != expected) return false;
    expected = number + 1;
    ++filled;
  }
  return filled >= 3;
}

}  // namespace payung::intake
