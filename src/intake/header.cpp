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
      "ahli waris", "pasangan", "suami",   "istri",           "orang tua",
      "ayah",       "anak",     "wali",    "kepala keluarga", "kepala rumah tangga",
      "perusahaan", "kelompok", "petugas", "pendamping"};
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
    const std::string whom = fold_key(parent);
    if (alone && (whom == "kepala keluarga" || whom == "kepala rumah tangga")) {
      if (alone->field == Field::name) return Words::HeaderMatch{Field::head_name, 90};
      if (alone->field == Field::nik) return Words::HeaderMatch{Field::head_nik, 90};
    }
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

/// The word of a column for one part of a date: "Tgl", "Bln", "Thn", also "Bulan Lahir".
std::optional<Field> date_part(std::string_view header) {
  struct Part {
    std::string_view word;
    Field field;
  };
  static constexpr Part kParts[] = {
      {"tgl", Field::birth_day},   {"tanggal", Field::birth_day}, {"tg", Field::birth_day},
      {"hari", Field::birth_day},  {"hr", Field::birth_day},      {"dd", Field::birth_day},
      {"day", Field::birth_day},   {"bln", Field::birth_month},   {"bulan", Field::birth_month},
      {"bl", Field::birth_month},  {"mm", Field::birth_month},    {"month", Field::birth_month},
      {"thn", Field::birth_year},  {"tahun", Field::birth_year},  {"th", Field::birth_year},
      {"yyyy", Field::birth_year}, {"yy", Field::birth_year},     {"year", Field::birth_year}};
  static constexpr std::string_view kAbout[] = {"lahir", "lhr", "kelahiran", "birth", "of"};
  const std::string key = fold_key(header);
  std::optional<Field> found;
  for (const std::string_view word : split_words(key)) {
    if (std::find(std::begin(kAbout), std::end(kAbout), word) != std::end(kAbout)) continue;
    const auto* const part = std::find_if(std::begin(kParts), std::end(kParts),
                                          [&](const Part& one) { return one.word == word; });
    if (part == std::end(kParts) || found) return std::nullopt;
    found = part->field;
  }
  return found;
}

bool speaks_of_birth(std::string_view header) {
  const std::string key = fold_key(header);
  return has_word(key, "lahir") || has_word(key, "lhr") || has_word(key, "kelahiran") ||
         has_word(key, "birth") || key == "ttl";
}

bool is_birth(const std::optional<Words::HeaderMatch>& match) {
  return match && (match->field == Field::birth_date || match->field == Field::place_and_date);
}

/// What stands above one column: the words of its upper rows and that of its last.
struct Above {
  std::string parent;
  std::string child;
};

/// Three columns side by side whose words are day, month and year hold one date, when a birth
/// stands above them or in their words. Bare "Tgl | Bln | Thn" count unless another column has the
/// birth.
void mark_date_parts(HeaderBlock& block, const std::vector<Above>& above) {
  const bool born = std::any_of(block.cells.begin(), block.cells.end(), [](const HeaderCell& cell) {
    return is_birth(cell.match) && !date_part(cell.text);
  });
  for (std::size_t c = 0; c + 3 <= above.size(); ++c) {
    std::set<Field> seen;
    bool of_birth = true;
    for (std::size_t i = c; i < c + 3; ++i) {
      const std::string& own = above[i].child.empty() ? above[i].parent : above[i].child;
      if (const auto part = date_part(own)) seen.insert(*part);
      const std::string& parent = above[i].parent;
      const bool alone = above[i].child.empty() || parent.empty();
      of_birth = of_birth && (alone ? speaks_of_birth(own) || !born
                                    : speaks_of_birth(parent) && !about_another(parent));
    }
    if (seen.size() != 3 || !of_birth) continue;
    for (std::size_t i = c; i < c + 3; ++i) {
      const std::string& own = above[i].child.empty() ? above[i].parent : above[i].child;
      block.cells[i].match = Words::HeaderMatch{*date_part(own), 95};
    }
    return;
  }
}

using Decided = std::function<std::optional<Field>(std::string_view)>;

/// "L | P" side by side without a word above: a tick stands in one of them.
void mark_sex_pair(HeaderBlock& block) {
  for (std::size_t c = 0; c + 1 < block.cells.size(); ++c) {
    HeaderCell& left = block.cells[c];
    HeaderCell& right = block.cells[c + 1];
    const std::string man = fold_key(left.text);
    const std::string woman = fold_key(right.text);
    const bool pair = (man == "l" && woman == "p") || (man == "lk" && woman == "pr") ||
                      (man == "pria" && woman == "wanita") ||
                      (man == "laki laki" && woman == "perempuan");
    if (!pair || left.match || right.match) continue;
    left.match = Words::HeaderMatch{Field::sex_male_mark, 90};
    right.match = Words::HeaderMatch{Field::sex_female_mark, 90};
    return;
  }
}

void match_columns(HeaderBlock& block, const std::vector<Above>& above, const Words& words,
                   const Decided& decided) {
  for (const auto& [parent, child] : above) {
    const bool both = !parent.empty() && !child.empty();
    block.cells.push_back({parent + (both ? " / " : "") + child, match_two(parent, child, words)});
  }
  mark_date_parts(block, above);
  mark_sex_pair(block);
  std::set<Field> named;
  for (HeaderCell& cell : block.cells) {
    if (const auto field = decided(cell.text)) cell.match = Words::HeaderMatch{*field, 100};
    if (cell.match && cell.match->field != Field::ignored &&
        cell.match->confidence_percent >= kSure) {
      named.insert(cell.match->field);
    }
  }
  block.fields = named.size();
}

/// The words above each column, rows joined.
HeaderBlock combine(std::span<const RawRow> rows, std::size_t first, const Words& words,
                    const Decided& decided) {
  HeaderBlock block;
  block.first = first;
  block.last = first + rows.size() - 1;
  const std::size_t width = width_of(rows);
  std::vector<Above> above(width);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string left;
    for (std::size_t c = 0; c < width; ++c) {
      std::string own = text_at(rows[r], c);
      if (!own.empty()) left = own;
      const bool last = r + 1 == rows.size();
      if (last) {
        above[c].child = own;
        continue;
      }
      const bool below = !text_at(rows[r + 1], c).empty();
      // An empty cell takes the word of the merged cell to its left when it has a child.
      std::string& parent = above[c].parent;
      const std::string word = own.empty() && below && parent.empty() ? left : own;
      if (!word.empty() && !parent.empty()) {
        parent += " " + word;
      } else if (!word.empty()) {
        parent = word;
      }
    }
  }
  match_columns(block, above, words, decided);
  return block;
}

bool is_sex_mark(std::string_view key) {
  return key == "l" || key == "p" || key == "lk" || key == "pr" || key == "pria" || key == "wanita";
}

/// Whether a word of a second row is a header by itself. What only becomes one together with
/// the word above ("Pekerjaan" over "Petani") is a person's row.
bool is_header_word(const RawRow& row, std::size_t column, const std::string& own,
                    const Words& words) {
  if (words.header(own) || date_part(own)) return true;
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
  const bool born = has(Field::birth_date) || has(Field::place_and_date) || has(Field::birth_year);
  const bool named = has(Field::name) || has(Field::nik) || has(Field::name_and_nik) ||
                     has(Field::head_name) || has(Field::head_nik);
  return named || (born && block.fields >= kManyFields);
}

/// Below a header whose column of NIKs holds some, a later header begins another table: what stands
/// between them are people, not titles.
bool people_stand_below(const HeaderBlock& block, std::span<const RawRow> rows) {
  constexpr std::size_t kDigitsOfAttempt = 12;
  constexpr std::size_t kPeopleMin = 2;  // one may be whoever filled in the form above a list
  std::size_t people = 0;
  for (std::size_t c = 0; c < block.cells.size(); ++c) {
    const auto& match = block.cells[c].match;
    if (!match || match->field != Field::nik) continue;
    for (const RawRow& row : rows.subspan(block.last + 1)) {
      const RawCell* cell = cell_at(row, c);
      people += cell != nullptr && count_digits(cell->text) >= kDigitsOfAttempt ? 1U : 0U;
    }
  }
  return people >= kPeopleMin;
}

}  // namespace

std::optional<HeaderBlock> find_header(std::span<const RawRow> rows, const Words& words,
                                       const Decided& decided) {
  std::optional<HeaderBlock> best;
  for (std::size_t at = 0; at < std::min(rows.size(), kDeepestHeader); ++at) {
    if (!reads_like_header(rows[at])) continue;
    if (best && best->fields >= 2 && best->last < at && people_stand_below(*best, rows.first(at))) {
      break;
    }
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
  // One known word beside many unknown ones is a sentence that happens to hold it; so is a line of
  // a manual that holds it: "2. Nama sesuai KTP".
  const bool a_word = std::any_of(best->cells.begin(), best->cells.end(), [](const auto& cell) {
    constexpr int kNoTypingError = 90;
    return cell.match && cell.match->confidence_percent >= kNoTypingError;
  });
  if (best->fields < 2 && (filled > 3 || !a_word)) return std::nullopt;
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
