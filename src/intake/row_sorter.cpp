#include "intake/row_sorter.hpp"

#include <algorithm>

#include "intake/content.hpp"
#include "intake/fold.hpp"
#include "intake/header.hpp"
#include "intake/nik_cell.hpp"

namespace payung::intake {
namespace {

bool starts_with_word(std::string_view key, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return key.starts_with(word) && (key.size() == word.size() || key[word.size()] == ' ');
  });
}

constexpr std::string_view kTotals[] = {"jumlah",    "total",        "grand total",
                                        "sub total", "subtotal",     "jml",
                                        "terbilang", "rekapitulasi", "jumlah total"};
constexpr std::string_view kSignatures[] = {
    "mengetahui", "diketahui", "menyetujui", "kepala dinas",     "kepala desa", "kepala bidang",
    "kepala",     "camat",     "lurah",      "bupati",           "walikota",    "sekretaris",
    "nip",        "ttd",       "tertanda",   "hormat kami",      "dibuat oleh", "disetujui",
    "disusun",    "catatan",   "keterangan", "sumber",           "dicetak",     "plt",
    "an kepala",  "a n",       "pembuat",    "yang membuat",     "petugas",     "demikian",
    "ketua",      "pimpinan",  "direktur",   "penanggung jawab", "nb",          "note",
    "printed",    "page",      "halaman",    "pembina",          "penata"};
constexpr std::string_view kHeadings[] = {
    "desa",   "ds",       "kelurahan",  "kel",         "kecamatan", "kec",
    "dusun",  "dukuh",    "rt",         "rw",          "pasar",     "kelompok",
    "blok",   "wilayah",  "kabupaten",  "kab",         "paguyuban", "pangkalan",
    "poktan", "gapoktan", "lingkungan", "koordinator", "korlap"};

constexpr std::size_t kFewCells = 2;  // of a heading or a signature

/// "I", "IV.", "A", "b)" in front of a heading.
bool is_marker(std::string_view key) {
  return !key.empty() && key.size() <= 4 &&
         (key.find_first_not_of("ivx") == std::string_view::npos ||
          (key.size() == 1 && key[0] >= 'a' && key[0] <= 'z'));
}

/// "j u m l a h", as titles are spaced out for looks, is one word; "a n" is not.
std::string without_spacing(std::string key) {
  constexpr std::size_t kLettersMin = 4;
  for (std::size_t at = 1; at < key.size(); at += 2) {
    if (key[at] != ' ') return key;
  }
  if (key.size() < 2 * kLettersMin - 1 || key.size() % 2 == 0) return key;
  std::erase(key, ' ');
  return key;
}

bool means_nothing(const RawCell& cell) {
  const std::string key = fold_key(cell.text);
  return key.empty() || key == "0";
}

}  // namespace

std::string_view to_text(RowKind kind) {
  switch (kind) {
    case RowKind::person: return "person";
    case RowKind::empty: return "empty";
    case RowKind::header_again: return "header_again";
    case RowKind::column_numbers: return "column_numbers";
    case RowKind::example: return "example";
    case RowKind::total: return "total";
    case RowKind::heading: return "heading";
    case RowKind::foot: return "foot";
  }
  return "person";
}

struct RowSorter::Seen {
  std::size_t filled = 0;
  std::size_t meaningful = 0;  ///< filled with more than a dash or a zero, running number aside
  std::string first_key;       ///< of the first filled cell with words
  std::string first_text;
  bool has_marker = false;
  bool nik = false;
  bool name = false;
  bool birth = false;
  bool number = false;
  bool signature = false;
  bool example = false;  ///< "Contoh" before the columns of the person
};

RowSorter::Seen RowSorter::look(const RawRow& row) const {
  Seen seen;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const RawCell& cell = row.cells[c];
    if (is_blank(cell)) continue;
    ++seen.filled;
    const bool counts = c == plan_.running && looks_like_small_number(cell);
    if (!counts && !means_nothing(cell)) ++seen.meaningful;
    if (seen.filled == 1 && has_letter(cell.text) && c != plan_.column(Field::name)) {
      static constexpr std::string_view kExample[] = {"contoh", "cth", "example", "misal"};
      seen.example = starts_with_word(fold_key(cell.text), kExample);
    }
    if (cell.kind == CellKind::text && seen.first_key.empty() && has_letter(cell.text)) {
      std::string key = without_spacing(fold_key(cell.text));
      if (is_marker(key) && !seen.has_marker) {
        seen.has_marker = true;
      } else {
        seen.first_key = std::move(key);
        seen.first_text = fold_space(cell.text);
      }
    }
  }
  if (plan_.running && *plan_.running < row.cells.size()) {
    seen.number = looks_like_small_number(row.cells[*plan_.running]);
  }
  if (const RawCell* cell = plan_.cell(row, Field::nik); cell != nullptr) {
    constexpr std::size_t kDigitsOfAttempt = 8;
    seen.nik = (count_digits(cell->text) >= kDigitsOfAttempt ||
                looks_scientific(fold_space(cell->text))) &&
               !fold_key(cell->text).starts_with("nip");
  }
  if (const RawCell* cell = plan_.cell(row, Field::name); cell != nullptr) {
    seen.name = cell->kind == CellKind::text && has_letter(cell->text);
  }
  for (const Field field : {Field::birth_date, Field::place_and_date}) {
    const RawCell* cell = plan_.cell(row, field);
    seen.birth = seen.birth || (cell != nullptr && count_digits(cell->text) >= 4);
  }
  const DateShape parts = date_in_parts(plan_, row);
  seen.birth = seen.birth ||
               (parts.kind != DateShape::Kind::blank && parts.kind != DateShape::Kind::unreadable);
  return seen;
}

bool RowSorter::repeats_header(const RawRow& row, std::size_t filled) const {
  std::size_t same = 0;
  for (std::size_t c = 0; c < std::min(row.cells.size(), plan_.header_keys.size()); ++c) {
    const auto& keys = plan_.header_keys[c];
    if (keys.empty() || row.cells[c].kind != CellKind::text) continue;
    if (std::find(keys.begin(), keys.end(), fold_key(row.cells[c].text)) != keys.end()) ++same;
  }
  return (same >= 2 && same * 2 >= filled) || holds_header_words(row, filled);
}

/// The words of the header in another order: a table of another layout begins. Three of them and
/// most of the row; persons are not called so.
bool RowSorter::holds_header_words(const RawRow& row, std::size_t filled) const {
  constexpr std::size_t kWordsMin = 3;
  std::size_t found = 0;
  for (const RawCell& cell : row.cells) {
    if (cell.kind != CellKind::text || is_blank(cell)) continue;
    const std::string key = fold_key(cell.text);
    const bool known = std::any_of(
        plan_.header_keys.begin(), plan_.header_keys.end(),
        [&](const auto& keys) { return std::find(keys.begin(), keys.end(), key) != keys.end(); });
    found += known && !key.empty() ? 1U : 0U;
  }
  return found >= kWordsMin && found * 3 >= filled * 2;
}

/// "16 digit", "dd/mm/yyyy", "L/P": below a header, what its cells should hold.
bool RowSorter::shows_how_to_fill(const RawRow& row) const {
  const auto holds = [&](Field field, std::initializer_list<std::string_view> hints) {
    const RawCell* cell = plan_.cell(row, field);
    if (cell == nullptr || cell->kind != CellKind::text) return false;
    const std::string key = fold_key(cell->text);
    return std::any_of(hints.begin(), hints.end(),
                       [&](std::string_view hint) { return key.find(hint) != std::string::npos; });
  };
  const RawCell* sex = plan_.cell(row, Field::sex);
  const bool both =
      sex != nullptr && (fold_key(sex->text) == "l p" || fold_key(sex->text) == "p l");
  return both || holds(Field::nik, {"digit", "angka"}) ||
         holds(Field::birth_date, {"yyyy", "tttt", "tgl bln thn", "dd mm", "hh bb"}) ||
         holds(Field::place_and_date, {"yyyy", "tttt", "tgl bln thn", "dd mm", "hh bb"});
}

RowKind RowSorter::sort(const RawRow& row) {
  const Seen seen = look(row);
  if (seen.meaningful == 0 && !seen.nik) {
    return seen.filled == 0 || !counts_columns(row) ? RowKind::empty : RowKind::column_numbers;
  }
  if (seen.example) return RowKind::example;
  const bool sure = seen.nik || (seen.name && (seen.number || seen.birth));
  if (!sure) {
    if (counts_columns(row)) return RowKind::column_numbers;
    if (repeats_header(row, seen.filled)) return RowKind::header_again;
    if (shows_how_to_fill(row)) return RowKind::example;
  }
  const bool total = starts_with_word(seen.first_key, kTotals);
  const bool nothing_personal = !seen.nik && !seen.birth;
  if (total && nothing_personal) {
    below_foot_ = true;
    return RowKind::total;
  }
  if (sure) {
    below_foot_ = false;
    return RowKind::person;
  }
  if (below_foot_ && !names_a_part(seen)) return RowKind::foot;
  return sort_other(seen);
}

/// "DESA BARONGAN", "B. Kelurahan Wergu": also below the total of the part before.
bool RowSorter::names_a_part(const Seen& seen) const {
  const bool few = seen.filled <= kFewCells + (seen.has_marker ? 1U : 0U);
  return few && !seen.number && starts_with_word(seen.first_key, kHeadings);
}

/// Rows with a name alone, or with neither name nor NIK.
RowKind RowSorter::sort_other(const Seen& seen) {
  const bool few = seen.filled <= kFewCells + (seen.has_marker ? 1U : 0U);
  const bool remark = few && seen.first_text.starts_with('*');
  if (remark || (few && starts_with_word(seen.first_key, kSignatures))) {
    below_foot_ = true;
    return RowKind::foot;
  }
  if (names_a_part(seen) || (few && !seen.number && seen.has_marker && !seen.birth)) {
    below_foot_ = false;
    heading_ = seen.first_text;
    return RowKind::heading;
  }
  if (seen.filled == 1 && !seen.name && !seen.birth) {
    heading_ = seen.first_text;
    return RowKind::heading;
  }
  if (seen.filled == 1 && !seen.name && !seen.first_key.empty()) return RowKind::foot;
  return RowKind::person;
}

}  // namespace payung::intake
