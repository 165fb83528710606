#include "intake/sheet_plan.hpp"

#include <algorithm>

#include "intake/content.hpp"
#include "intake/fold.hpp"
#include "intake/header.hpp"
#include "intake/nik_cell.hpp"

namespace payung::intake {
namespace {

constexpr std::size_t kWidest = 512;  // columns that are looked at
constexpr int kAsked = 1000;          // above every percentage: a person said so
constexpr int kRemembered = 900;

struct Column {
  HeaderCell header;
  ColumnContent content;
  std::optional<Field> field;
  int strength = 0;  ///< confidence percent, or kAsked, kRemembered
  MappingReason reason = MappingReason::none;
  bool doubtful = false;
};

/// What --map says of a header: "Alamat / Desa" goes by its last part too.
std::optional<Field> asked_for_header(std::string_view header,
                                      const std::vector<MappingOverride>& overrides) {
  const std::size_t slash = header.rfind(" / ");
  const std::string whole = fingerprint(header);
  const std::string last =
      slash == std::string_view::npos ? whole : fingerprint(header.substr(slash + 3));
  std::optional<Field> field;
  for (const MappingOverride& wish : overrides) {
    const std::string key = fingerprint(wish.column);
    if (!key.empty() && (key == whole || key == last)) field = wish.field;
  }
  return field;
}

std::optional<Field> asked_for(const Column& column, std::size_t at,
                               const std::vector<MappingOverride>& overrides) {
  std::optional<Field> field = asked_for_header(column.header.text, overrides);
  for (const MappingOverride& wish : overrides) {
    if (wish.column == column_letters(at)) field = wish.field;
  }
  return field;
}

void judge_by_header(Column& column) {
  const auto& match = column.header.match;
  if (!match) return;
  column.field = match->field;
  column.strength = match->confidence_percent;
  column.reason = MappingReason::header;
  const auto share = column.content.percent(match->field);
  constexpr std::size_t kEnough = 5;
  if (!share || column.content.filled == 0) return;
  if (*share >= 50) {
    column.reason = MappingReason::both;
    column.strength = std::min(100, column.strength + 3);
  } else if (*share < 10 && column.content.filled >= kEnough && match->field != Field::village) {
    column.strength = 35;
    column.doubtful = true;
  }
}

void judge(Column& column, std::size_t at, const ReadOptions& options) {
  if (const auto field = asked_for(column, at, options.overrides)) {
    column.field = *field;
    column.strength = kAsked;
    column.reason = MappingReason::asked;
    return;
  }
  if (const auto field = options.remembered.find(column.header.text)) {
    column.field = *field;
    column.strength = kRemembered;
    column.reason = MappingReason::remembered;
    return;
  }
  judge_by_header(column);
  if (column.field == Field::condition && column.content.marital * 10 > column.content.filled * 6) {
    column.field = Field::marital;
  }
  if (column.field == Field::name_and_nik) {  // "Nama (sesuai NIK)" holds names alone
    const ColumnContent& content = column.content;
    if (content.name * 2 > content.filled) column.field = Field::name;
    if (content.nik * 2 > content.filled) column.field = Field::nik;
  }
  const bool person = column.field == Field::name || column.field == Field::nik;
  if (person && column.content.name_and_nik * 10 > column.content.filled * 3) {
    column.field = Field::name_and_nik;
    column.strength = 85;
    column.reason = MappingReason::content;
    column.doubtful = false;
  }
  if (column.field == Field::address && column.content.rt_and_rw * 10 > column.content.filled * 8) {
    column.field = Field::rt_and_rw;
  }
}

void exchange(Column& one, Column& other) {
  std::swap(one.field, other.field);
  for (Column* column : {&one, &other}) {
    column->strength = 60;
    column->reason = MappingReason::exchanged;
    column->doubtful = true;
  }
}

/// Two heads that stand over each other's cells: "NIK" over names and "Nama" over NIKs. What each
/// cell is, is plain; that somebody looks at the header is asked for all the same.
void exchange_misnamed(std::vector<Column>& columns) {
  constexpr int kPlain = 80;
  const auto holds = [](const Column& column, const std::optional<Field>& field) {
    return field && column.content.percent(*field).value_or(0) >= kPlain;
  };
  for (std::size_t a = 0; a < columns.size(); ++a) {
    if (!columns[a].doubtful) continue;
    for (std::size_t b = a + 1; b < columns.size(); ++b) {
      Column& one = columns[a];
      Column& other = columns[b];
      if (!other.doubtful || !holds(one, other.field) || !holds(other, one.field)) continue;
      exchange(one, other);
      break;
    }
  }
}

Column* column_of(std::vector<Column>& columns, Field field) {
  for (Column& column : columns) {
    if (column.field == field) return &column;
  }
  return nullptr;
}

/// Rows whose sixteen digits in that column hold the row's own birth date.
std::size_t births_told(std::span<const RawRow> rows, std::size_t digits, std::size_t birth,
                        Date today) {
  std::size_t told = 0;
  for (const RawRow& row : rows) {
    if (std::max(digits, birth) >= row.cells.size()) continue;
    const auto nik = read_nik(row.cells[digits]).nik;
    if (!nik) continue;
    const DateShape shape = split_place_and_date(row.cells[birth]).date;
    const DateContext either{today, {DateOrder::day_first, false}, Epoch::from_1900};
    const auto date = read_date(shape, either, nik).date;
    told += date && nik->agrees_with(*date) ? 1U : 0U;
  }
  return told;
}

/// A family card's number has the form of a NIK, so that only the birth dates tell "NIK" over the
/// cards and "No KK" over the NIKs.
void exchange_family_cards(std::vector<Column>& columns, std::span<const RawRow> rows, Date today) {
  constexpr std::size_t kRowsMin = 5;
  Column* nik = column_of(columns, Field::nik);
  Column* card = column_of(columns, Field::kk);
  Column* birth = column_of(columns, Field::birth_date);
  if (birth == nullptr) birth = column_of(columns, Field::place_and_date);
  if (nik == nullptr || card == nullptr || birth == nullptr) return;
  if (nik->strength >= kRemembered || card->strength >= kRemembered) return;
  const auto at = [&](const Column* column) {
    return static_cast<std::size_t>(column - columns.data());
  };
  const std::size_t by_nik = births_told(rows, at(nik), at(birth), today);
  const std::size_t by_card = births_told(rows, at(card), at(birth), today);
  if (by_card >= kRowsMin && by_card * 2 > card->content.filled && by_nik * 10 < by_card) {
    exchange(*nik, *card);
  }
}

/// The column where the same headings begin again: "NIK | Nama | Tgl Lahir |  | NIK | Nama | ...".
/// Two of the three that name a person must be there twice, under the same words and filled.
std::optional<std::size_t> table_beside(const std::vector<Column>& columns) {
  std::size_t repeated = 0;
  std::size_t begins = columns.size();
  for (const Field field : {Field::name, Field::nik, Field::birth_date}) {
    std::optional<std::size_t> first;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].field != field || columns[c].content.filled == 0) continue;
      if (!first) {
        first = c;
      } else if (fingerprint(columns[c].header.text) == fingerprint(columns[*first].header.text)) {
        ++repeated;
        begins = std::min(begins, c);
        break;
      }
    }
  }
  return repeated >= 2 ? std::optional(begins) : std::nullopt;
}

/// Every field once: the strongest column keeps it, then the fuller, then the first.
void settle_rivals(std::vector<Column>& columns) {
  for (const Field field : all_fields()) {
    if (field == Field::ignored) continue;
    Column* best = nullptr;
    for (Column& column : columns) {
      if (column.field != field) continue;
      if (best == nullptr) {
        best = &column;
        continue;
      }
      const auto rank = [&](const Column& c) {
        return std::pair(c.strength, c.content.percent(field).value_or(0));
      };
      Column* loser = rank(column) > rank(*best) ? best : &column;
      if (loser == best) best = &column;
      loser->field.reset();
      loser->reason = MappingReason::none;
      loser->strength = 0;
      loser->doubtful = false;
    }
  }
}

void give(Column& column, Field field) {
  column.field = field;
  column.strength = 85;
  column.reason = MappingReason::both;
  column.doubtful = false;
}

/// "Tanggal Lahir" in one header cell over the columns of day, month and year.
bool split_date_header(std::vector<Column>& columns, std::size_t at) {
  const auto mostly = [](std::size_t count, const Column& column) {
    return column.content.filled > 0 && count * 10 >= column.content.filled * 8;
  };
  if (at + 3 > columns.size()) return false;
  Column& day = columns[at];
  Column& month = columns[at + 1];
  Column& year = columns[at + 2];
  const bool free =
      month.header.text.empty() && year.header.text.empty() && !month.field && !year.field;
  if (!free || !mostly(day.content.day_figure, day) || !mostly(month.content.month, month) ||
      !mostly(year.content.year_figure, year)) {
    return false;
  }
  give(day, Field::birth_day);
  give(month, Field::birth_month);
  give(year, Field::birth_year);
  return true;
}

/// "Tempat, Tgl Lahir" over two columns with one header cell, and "RT/RW" likewise.
void split_shared_headers(std::vector<Column>& columns) {
  for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
    Column& left = columns[c];
    Column& right = columns[c + 1];
    if (!right.header.text.empty() || right.field) continue;
    const bool birth = left.field == Field::place_and_date || left.field == Field::birth_date;
    if (birth && left.strength < kRemembered) {
      if (split_date_header(columns, c)) continue;
      if (left.content.name * 2 > left.content.filled && split_date_header(columns, c + 1)) {
        give(left, Field::birth_place);
        continue;
      }
    }
    if (birth && left.content.name * 2 > left.content.filled &&
        right.content.birth_date * 2 > right.content.filled) {
      give(left, Field::birth_place);
      give(right, Field::birth_date);
    }
    if (left.field == Field::rt_and_rw && left.content.small_number * 2 > left.content.filled &&
        right.content.small_number * 2 > right.content.filled) {
      give(left, Field::rt);
      give(right, Field::rw);
    }
  }
}

bool taken(const std::vector<Column>& columns, Field field) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column& column) { return column.field == field; });
}

bool has_birth(const std::vector<Column>& columns) {
  return taken(columns, Field::birth_date) || taken(columns, Field::place_and_date) ||
         taken(columns, Field::birth_year);
}

/// "Nama Kapal", "Nama Istri": a name, and not the person's.
bool names_something_else(std::string_view header_key) {
  static constexpr std::string_view kOthers[] = {
      "kapal",    "usaha",      "toko",        "kios",     "bank",      "sekolah",    "madrasah",
      "kelompok", "poktan",     "barang",      "produk",   "merk",      "ayah",       "ibu",
      "bapak",    "suami",      "istri",       "anak",     "waris",     "pasangan",   "petugas",
      "penyuluh", "desa",       "kelurahan",   "kec",      "kecamatan", "kab",        "kabupaten",
      "dusun",    "jalan",      "pasar",       "instansi", "lembaga",   "perusahaan", "program",
      "company",  "pendamping", "koordinator", "ketua",    "blok"};
  const std::vector<std::string_view> words = split_words(header_key);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return std::find(std::begin(kOthers), std::end(kOthers), word) != std::end(kOthers);
  });
}

/// "NAMA_TKI", "Nama Pihak II": where no column is known as the name, the one whose words begin
/// with it and whose cells are names is proposed, in doubt. Two such columns: neither.
void propose_some_name(std::vector<Column>& columns) {
  constexpr int kPlain = 80;
  if (taken(columns, Field::name) || taken(columns, Field::name_and_nik) ||
      taken(columns, Field::head_name)) {
    return;
  }
  Column* found = nullptr;
  for (Column& column : columns) {
    const std::string key = fold_key(column.header.text);
    const bool said =
        (key.starts_with("nama ") || key.starts_with("nm ") || key.ends_with(" name")) &&
        !names_something_else(key);
    const ColumnContent& content = column.content;
    const bool names =
        content.percent(Field::name).value_or(0) >= kPlain && content.village * 2 <= content.filled;
    if (column.field || !said || !names || content.filled == 0) continue;
    if (found != nullptr) return;
    found = &column;
  }
  if (found == nullptr) return;
  found->field = Field::name;
  found->strength = 55;
  found->reason = MappingReason::both;
  found->doubtful = true;
}

/// Where no other name is, that of the family's head is the person's: such a list has one row a
/// family. The same for the NIK. What was taken so is said.
void take_heads(std::vector<Column>& columns, SheetPlan& plan) {
  if (taken(columns, Field::name_and_nik)) return;
  constexpr std::pair<Field, Field> kStandIns[] = {{Field::head_name, Field::name},
                                                   {Field::head_nik, Field::nik}};
  for (const auto& [head, own] : kStandIns) {
    Column* column = column_of(columns, head);
    // Who asks for it to be the head's means it.
    if (column == nullptr || column->strength >= kAsked || taken(columns, own)) continue;
    column->field = own;
    column->strength = std::min(column->strength, 60);
    column->reason = MappingReason::stand_in;
    plan.heads.push_back(static_cast<std::size_t>(column - columns.data()));
  }
}

struct ContentRule {
  Field field;
  int percent_min;
  bool header_must_be_empty;  ///< too many other columns look the same
};
constexpr ContentRule kContentRules[] = {
    {Field::name_and_nik, 60, true},   {Field::nik, 60, false},
    {Field::place_and_date, 60, true}, {Field::birth_date, 60, true},
    {Field::sex, 90, false},           {Field::phone, 60, false},
    {Field::email, 80, false},         {Field::rt_and_rw, 80, false},
    {Field::village, 60, true},        {Field::name, 80, true},
};

bool fits_rule(const Column& column, const ContentRule& rule) {
  if (column.field || column.content.filled == 0) return false;
  if (rule.header_must_be_empty && !column.header.text.empty()) return false;
  const ColumnContent& content = column.content;
  const std::size_t count = content.filled;
  if (rule.field == Field::place_and_date) return content.place_and_date * 10 >= count * 6;
  if (rule.field == Field::birth_date) return content.birth_date * 10 >= count * 6;
  if (rule.field == Field::sex) return content.sex * 100 >= count * 90;
  if (rule.field == Field::name &&
      (content.village * 2 > count || content.sex * 2 > count || content.marital * 2 > count)) {
    return false;
  }
  return content.percent(rule.field).value_or(0) >= rule.percent_min;
}

void propose_by_content(std::vector<Column>& columns) {
  for (const ContentRule& rule : kContentRules) {
    if (taken(columns, rule.field)) continue;
    const bool born = rule.field == Field::birth_date || rule.field == Field::place_and_date;
    if (born && has_birth(columns)) continue;
    const bool person = rule.field == Field::nik || rule.field == Field::name;
    if (person && taken(columns, Field::name_and_nik)) continue;
    for (Column& column : columns) {
      if (!fits_rule(column, rule)) continue;
      column.field = rule.field;
      column.reason = MappingReason::content;
      column.strength = 60;
      break;
    }
  }
}

std::vector<std::string> samples_of(std::span<const RawRow> rows, std::size_t column) {
  constexpr std::size_t kSamples = 3;
  std::vector<std::string> samples;
  for (const RawRow& row : rows) {
    if (samples.size() == kSamples) break;
    if (column < row.cells.size() && !is_blank(row.cells[column])) {
      samples.push_back(fold_space(row.cells[column].text));
    }
  }
  return samples;
}

std::optional<std::size_t> running_number(const std::vector<Column>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = columns[c];
    if (column.field && *column.field != Field::ignored) continue;
    if (column.content.filled == 0) continue;
    const std::string key = fold_key(column.header.text);
    const bool named = key == "no" || key.starts_with("no urut") || key == "nomor" || key == "urut";
    const bool rises =
        column.content.filled >= 2 && column.content.rising * 10 >= (column.content.filled - 1) * 6;
    if (named || rises) return c;
  }
  return std::nullopt;
}

void set_header_keys(SheetPlan& plan, std::span<const RawRow> header) {
  for (const RawRow& row : header) {
    for (std::size_t c = 0; c < std::min(row.cells.size(), kWidest); ++c) {
      const std::string key = fold_key(row.cells[c].text);
      if (key.empty()) continue;
      if (plan.header_keys.size() <= c) plan.header_keys.resize(c + 1);
      plan.header_keys[c].push_back(key);
    }
  }
}

void set_titles(SheetPlan& plan, std::span<const RawRow> above) {
  for (const RawRow& row : above) {
    std::string line;
    for (std::size_t c = 0; c < std::min(row.cells.size(), kWidest); ++c) {
      if (row.cells[c].kind != CellKind::text) continue;
      if (!line.empty()) line += ' ';
      line += fold_space(row.cells[c].text);
    }
    if (!line.empty()) plan.titles.push_back(std::move(line));
  }
}

void write_down(SheetPlan& plan, const std::vector<Column>& columns, std::span<const RawRow> data) {
  plan.proposal.used = true;
  plan.running = running_number(columns);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = columns[c];
    if (column.header.text.empty() && column.content.filled == 0) continue;
    ColumnProposal proposal;
    proposal.column = c;
    proposal.header = column.header.text;
    proposal.field = column.field;
    proposal.confidence_percent = std::min(column.strength, 100);
    proposal.reason = column.reason;
    proposal.samples = samples_of(data, c);
    plan.proposal.columns.push_back(std::move(proposal));
    if (column.field && *column.field != Field::ignored) {
      plan.columns[static_cast<std::size_t>(*column.field)] = c;
    }
    if (column.doubtful) plan.doubtful.push_back(c);
  }
}

std::vector<Column> study(std::span<const RawRow> data, const std::vector<HeaderCell>& headers,
                          const ReadOptions& options, const PlaceFinder& places) {
  std::size_t width = headers.size();
  for (const RawRow& row : data) width = std::max(width, row.cells.size());
  width = std::min(width, kWidest);
  std::vector<Column> columns(width);
  const auto is_village = [&](std::string_view text) { return places.is_village(text); };
  for (std::size_t c = 0; c < width; ++c) {
    if (c < headers.size()) columns[c].header = headers[c];
    columns[c].content = study_column(data, c, options.today, is_village);
  }
  return columns;
}

/// Totals, signatures and sub-headings fill few cells and would blur what the columns hold.
std::vector<RawRow> well_filled(std::span<const RawRow> rows) {
  constexpr std::size_t kCellsOfPerson = 3;
  const auto filled = [](const RawRow& row) {
    return static_cast<std::size_t>(std::count_if(
        row.cells.begin(), row.cells.end(), [](const RawCell& cell) { return !is_blank(cell); }));
  };
  std::size_t most = 0;
  for (const RawRow& row : rows) most = std::max(most, filled(row));
  std::vector<RawRow> kept;
  for (const RawRow& row : rows) {
    if (filled(row) >= std::min(most, kCellsOfPerson) && filled(row) > 0 && !counts_columns(row)) {
      kept.push_back(row);
    }
  }
  return kept;
}

/// Whether the cells are what the columns of the sheet before would have them be.
bool fits(const SheetPlan& before, const std::vector<Column>& columns) {
  int checked = 0;
  int good = 0;
  const auto both = before.column(Field::name_and_nik);
  for (const Field field : {Field::name_and_nik, Field::nik, Field::name, Field::birth_date,
                            Field::place_and_date, Field::sex, Field::phone}) {
    const auto at = before.column(field);
    const bool in_both = both && at == both && field != Field::name_and_nik;
    if (!at || in_both || *at >= columns.size() || columns[*at].content.filled == 0) continue;
    ++checked;
    if (columns[*at].content.percent(field).value_or(0) >= 50) ++good;
  }
  return good >= 2 && good == checked;
}

bool holds_people(const std::vector<Column>& columns) {
  if (taken(columns, Field::name_and_nik)) return true;
  return taken(columns, Field::name) && (taken(columns, Field::nik) || has_birth(columns));
}

void plan_without_header(SheetPlan& plan, std::span<const RawRow> rows, const ReadOptions& options,
                         const PlaceFinder& places, const SheetPlan* before) {
  const std::vector<RawRow> data = well_filled(rows);
  std::vector<Column> columns = study(data, {}, options, places);
  if (before != nullptr && fits(*before, columns)) {
    for (const ColumnProposal& known : before->proposal.columns) {
      if (known.column >= columns.size()) continue;
      columns[known.column].field = known.field;
      columns[known.column].header.text = known.header;
      columns[known.column].strength = known.confidence_percent;
      columns[known.column].reason = known.field ? MappingReason::repeated : MappingReason::none;
    }
    plan.as_sheet_before = true;
    plan.header_keys = before->header_keys;
    write_down(plan, columns, data);
    return;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) judge(columns[c], c, options);
  settle_rivals(columns);
  propose_by_content(columns);
  if (!holds_people(columns)) return;
  plan.header_missing = true;
  write_down(plan, columns, data);
}

}  // namespace

SheetPlan plan_sheet(const SheetInfo& info, std::span<const RawRow> rows,
                     const ReadOptions& options, const PlaceFinder& places,
                     const SheetPlan* before) {
  SheetPlan plan;
  plan.info = info;
  plan.proposal.sheet = info.name;
  const auto decided = [&](std::string_view header) {
    const auto asked = asked_for_header(header, options.overrides);
    return asked ? asked : options.remembered.find(header);
  };
  const auto block = find_header(rows, options.words, decided);
  if (!block) {
    plan_without_header(plan, rows, options, places, before);
    return plan;
  }
  plan.proposal.header_row_first = rows[block->first].number;
  plan.proposal.header_row_last = rows[block->last].number;
  const std::vector<RawRow> data = well_filled(rows.subspan(block->last + 1));
  std::vector<Column> columns = study(data, block->cells, options, places);
  for (std::size_t c = 0; c < columns.size(); ++c) judge(columns[c], c, options);
  exchange_misnamed(columns);
  split_shared_headers(columns);
  plan.beside = table_beside(columns);
  settle_rivals(columns);
  propose_by_content(columns);
  propose_some_name(columns);
  take_heads(columns, plan);
  exchange_family_cards(columns, data, options.today);
  set_header_keys(plan, rows.subspan(block->first, block->last - block->first + 1));
  set_titles(plan, rows.first(block->first));
  write_down(plan, columns, data);
  return plan;
}

}  // namespace payung::intake
