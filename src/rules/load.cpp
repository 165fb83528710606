#include <algorithm>
#include <array>
#include <utility>

#include "rules/row_reader.hpp"
#include "rules/rule_book.hpp"
#include "rules/toml_file.hpp"

/// The loader: rows of the files become the values, the income table and the reliefs of a book,
/// or the first thing that is wrong with them.
namespace payung::rules {
namespace {

constexpr std::string_view kIncomeTable = "BPU.income_table";
constexpr std::string_view kRelief = "relief";

/// The words that a rule may say. A key that is not listed here takes any word.
struct Vocabulary {
  std::string_view key;
  std::string_view words;  ///< each between spaces
};
constexpr std::array<Vocabulary, 16> kVocabularies{{
    {"rounding.benefits", " half_up down up "},
    {"rounding.contributions", " half_up down up "},
    {"JKK.rehabilitation", " at_cost none "},
    {"JKK.return_to_work", " at_cost none "},
    {"JKK.treatment", " at_cost none "},
    {"JKK.violence", " counts none "},
    {"JKP.month_begun", " paid none "},
    {"PU.programmes_large", " jkk_jkm jkk_jkm_jht jkk_jkm_jht_jp "},
    {"PU.programmes_medium", " jkk_jkm jkk_jkm_jht jkk_jkm_jht_jp "},
    {"PU.programmes_micro", " jkk_jkm jkk_jkm_jht jkk_jkm_jht_jp "},
    {"PU.programmes_small", " jkk_jkm jkk_jkm_jht jkk_jkm_jht_jp "},
    {"billing.due_day_roll", " next_working_day none "},
    {"coverage.event_in_grace", " pay_after_arrears pay reject "},
    {"coverage.reentry", " fresh resume "},
    {"enrolment.start", " on_receipt on_agreement "},
    {"enrolment.start_public_payer", " on_receipt on_agreement "},
}};

/// The largest number that makes sense in a unit. It catches a zero too many, and keeps date
/// arithmetic with it inside the calendar.
std::int64_t largest(Unit unit) {
  switch (unit) {
    case Unit::rupiah: return 1'000'000'000'000;
    case Unit::basis_points: return 10'000;
    case Unit::months: return 1'200;
    case Unit::days: return 36'500;
    case Unit::working_days: return 1'000;
    case Unit::years: return 150;
    case Unit::day_of_month: return 31;
    case Unit::persons: return 1'000'000'000;
    case Unit::programmes: return static_cast<std::int64_t>(all_programmes().size());
    case Unit::word: return 0;
  }
  PAYUNG_CHECK(false && "a Unit outside its list");
}

bool is_word(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= 100 &&
         key.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
             "0123456789_-.") == std::string_view::npos;
}

Status check_word(const RowReader& reader, std::string_view key, std::string_view word) {
  if (!is_word(word)) return reader.bad("value", "a word is of a-z, 0-9 and _");
  for (const Vocabulary& vocabulary : kVocabularies) {
    const bool said = vocabulary.words.find(" " + std::string(word) + " ") != std::string::npos;
    if (vocabulary.key == key && !said) {
      return reader.bad("value", "the words of this key are:" + std::string(vocabulary.words));
    }
  }
  return {};
}

struct Period {
  Date from;
  std::optional<Date> until;
};

Result<Period> read_period(const RowReader& reader) {
  const auto from = reader.date("from");
  if (!from) return from.error();
  const auto until = reader.date_if_any("until");
  if (!until) return until.error();
  if (*until && **until <= *from) return reader.bad("until", "it ends before it begins");
  return Period{*from, *until};
}

/// A row follows the row before it in time: no overlap, and no gap but one that says why.
Status check_order(const RowReader& reader, const std::optional<Period>& before,
                   const Period& period) {
  const bool gap_meant = reader.has("gap_before");
  if (gap_meant) {
    if (const auto why = reader.text("gap_before"); !why) return why.error();
  }
  if (!before) {
    return gap_meant ? Status(reader.bad("gap_before", "no row stands before the first"))
                     : Status();
  }
  if (period.from <= before->from) {
    return reader.bad("from", "rows out of order: the row before begins on " + before->from.text());
  }
  if (!before->until) {
    return reader.bad("from",
                      "overlap: the row before has no end; give it until = " + period.from.text());
  }
  if (period.from < *before->until) {
    return reader.bad("from", "overlap: the row before ends on " + before->until->text());
  }
  const bool gap = *before->until < period.from;
  if (gap && !gap_meant) {
    return reader.bad("from", "gap: nothing is in force from " + before->until->text() +
                                  "; if that is meant, say why in gap_before");
  }
  if (!gap && gap_meant) return reader.bad("gap_before", "there is no gap here");
  return {};
}

Result<Value> read_value(const RowReader& reader, const std::string& key) {
  const Status known = reader.only({"value", "unit", "from", "until", "regulation", "article",
                                    "checked", "seen", "review", "note", "gap_before"});
  if (!known) return known.error();
  const auto unit = reader.unit();
  if (!unit) return unit.error();
  std::int64_t number = 0;
  std::string word;
  if (*unit == Unit::word) {
    auto read = reader.text("value");
    if (!read) return read.error();
    word = *std::move(read);
    if (const Status status = check_word(reader, key, word); !status) return status.error();
  } else {
    const auto read = reader.number("value", 0, largest(*unit));
    if (!read) return read.error();
    number = *read;
  }
  if (*unit == Unit::day_of_month && number == 0) {
    return reader.bad("value", "a month begins with day 1");
  }
  const auto period = read_period(reader);
  if (!period) return period.error();
  auto source = reader.source();
  if (!source) return source.error();
  return Value{key,          number,        std::move(word),    *unit,
               period->from, period->until, *std::move(source), reader.place()};
}

Status add_value(const RowReader& reader, const std::string& key, std::vector<Value>* values) {
  if (!is_key(key)) return reader.bad("", "a key is of letters, digits, _, - and dots");
  auto value = read_value(reader, key);
  if (!value) return value.error();
  std::optional<Period> before;
  if (!values->empty()) {
    const Value& last = values->back();
    before = Period{last.from, last.until};
    if (last.unit != value->unit) return reader.bad("unit", "the row before has another unit");
  }
  if (const auto status = check_order(reader, before, {value->from, value->until}); !status) {
    return status.error();
  }
  values->push_back(*std::move(value));
  return {};
}

/// A line of the income table has the table's fields, unless it says otherwise.
Row with_defaults(Row line, const Row& table) {
  for (const char* name : {"regulation", "article", "checked", "seen", "review", "note"}) {
    const auto given = table.fields.find(name);
    if (given != table.fields.end()) line.fields.emplace(given->first, given->second);
  }
  return line;
}

Result<Bracket> read_bracket(const RowReader& reader, const Period& period, bool last) {
  constexpr std::int64_t kMost = 1'000'000'000'000;
  const Status known = reader.only(
      {"income_max", "basis", "regulation", "article", "checked", "seen", "review", "note"});
  if (!known) return known.error();
  std::optional<Rupiah> income_max;
  if (reader.has("income_max")) {
    const auto read = reader.number("income_max", 1, kMost);
    if (!read) return read.error();
    income_max = Rupiah(*read);
  }
  if (income_max.has_value() == last) {
    return reader.bad("income_max", last ? "the last line is open: it has no income_max"
                                         : "\"income_max\" is missing; only the last line is open");
  }
  const auto basis = reader.number("basis", 1, kMost);
  if (!basis) return basis.error();
  auto source = reader.source();
  if (!source) return source.error();
  return Bracket{income_max,   Rupiah(*basis),     period.from,
                 period.until, *std::move(source), reader.place()};
}

Status add_income_table(const RuleFile& file, const Row& table, std::vector<Bracket>* brackets) {
  const RowReader reader(file, table);
  const Status known = reader.only({"from", "until", "regulation", "article", "checked", "seen",
                                    "review", "note", "gap_before", "lines"});
  if (!known) return known.error();
  const auto period = read_period(reader);
  if (!period) return period.error();
  std::optional<Period> before;
  if (!brackets->empty()) before = Period{brackets->back().from, brackets->back().until};
  if (const auto status = check_order(reader, before, *period); !status) return status.error();
  const auto lines = reader.rows("lines");
  if (!lines) return lines.error();
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const Row line = with_defaults((*lines)[i], table);
    const RowReader line_reader(file, line);
    auto bracket = read_bracket(line_reader, *period, i + 1 == lines->size());
    if (!bracket) return bracket.error();
    if (i > 0) {
      const Bracket& above = brackets->back();
      if (bracket->income_max && *bracket->income_max <= *above.income_max) {
        return line_reader.bad("income_max", "incomes do not rise from line to line");
      }
      if (bracket->basis <= above.basis) {
        return line_reader.bad("basis", "the basis does not rise from line to line");
      }
    }
    brackets->push_back(*std::move(bracket));
  }
  return {};
}

template <class Kind>
Result<std::vector<Kind>> read_kinds(const RowReader& reader, std::string_view field,
                                     Result<Kind> (*parse)(std::string_view)) {
  const auto words = reader.words(field);
  if (!words) return words.error();
  std::vector<Kind> kinds;
  for (const std::string& word : *words) {
    const auto kind = parse(word);
    if (!kind) return reader.bad(field, "\"" + std::string(field) + "\": " + kind.error().detail);
    if (std::find(kinds.begin(), kinds.end(), *kind) != kinds.end()) {
      return reader.bad(field, "\"" + word + "\" is named twice");
    }
    kinds.push_back(*kind);
  }
  return kinds;
}

Result<MonthRange> read_months(const RowReader& reader) {
  const auto period = read_period(reader);
  if (!period) return period.error();
  if (!period->until) return reader.bad("until", "\"until\" is missing: a relief ends");
  if (period->from.day() != 1) return reader.bad("from", "the first day of a month");
  if (period->until->day() != 1) return reader.bad("until", "the first day of a month");
  return MonthRange{period->from.month_of(), period->until->month_of()};
}

/// Who gets the relief: fills sectors and payers.
Status read_reach(const RowReader& reader, Relief* relief) {
  const auto sectors = read_kinds(reader, "sectors", parse_sector);
  if (!sectors) return sectors.error();
  const auto sectors_excluded = read_kinds(reader, "sectors_excluded", parse_sector);
  if (!sectors_excluded) return sectors_excluded.error();
  if (!sectors->empty() && !sectors_excluded->empty()) {
    return reader.bad("sectors_excluded", "either \"sectors\" or \"sectors_excluded\"");
  }
  const auto payers_excluded = read_kinds(reader, "payers_excluded", parse_payer_kind);
  if (!payers_excluded) return payers_excluded.error();
  const auto payers_in_doubt = read_kinds(reader, "payers_in_doubt", parse_payer_kind);
  if (!payers_in_doubt) return payers_in_doubt.error();
  for (const PayerKind payer : *payers_in_doubt) {
    if (std::find(payers_excluded->begin(), payers_excluded->end(), payer) !=
        payers_excluded->end()) {
      return reader.bad("payers_in_doubt", "a payer is either excluded or in doubt");
    }
  }
  relief->sectors = *sectors;
  relief->sectors_excluded = *sectors_excluded;
  relief->payers_excluded = *payers_excluded;
  relief->payers_in_doubt = *payers_in_doubt;
  return {};
}

Result<Relief> read_relief(const RowReader& reader) {
  const Status known =
      reader.only({"key", "programmes", "due", "unit", "sectors", "sectors_excluded",
                   "payers_excluded", "payers_in_doubt", "from", "until", "regulation", "article",
                   "checked", "seen", "review", "note"});
  if (!known) return known.error();
  auto key = reader.text("key");
  if (!key) return key.error();
  if (!is_key(*key)) return reader.bad("key", "a key is of letters, digits, _, - and dots");
  const auto programmes = read_kinds(reader, "programmes", parse_programme);
  if (!programmes) return programmes.error();
  if (programmes->empty()) return reader.bad("programmes", "a relief names its programmes");
  const auto unit = reader.unit();
  if (!unit) return unit.error();
  if (*unit != Unit::basis_points) return reader.bad("unit", "what is due is in basis_points");
  const auto due = reader.number("due", 0, 9'999);
  if (!due) return due.error();
  const auto months = read_months(reader);
  if (!months) return months.error();
  auto source = reader.source();
  if (!source) return source.error();
  Relief relief{*std::move(key), {}, *due, {}, {}, {}, {}, *months, *std::move(source),
                reader.place()};
  for (const Programme programme : *programmes) relief.programmes.add(programme);
  if (const Status status = read_reach(reader, &relief); !status) return status.error();
  return relief;
}

/// Whether both would lower the same dues of somebody.
bool meet(const Relief& a, const Relief& b) {
  if (!a.months.overlaps(b.months)) return false;
  const auto programmes = all_programmes();
  if (std::none_of(programmes.begin(), programmes.end(), [&](Programme programme) {
        return a.programmes.has(programme) && b.programmes.has(programme);
      })) {
    return false;
  }
  const Month month = std::max(a.months.from, b.months.from);
  for (const Sector sector : all_sectors()) {
    for (const PayerKind payer : all_payer_kinds()) {
      if (a.fits(month, sector, payer) && b.fits(month, sector, payer)) return true;
    }
  }
  return false;
}

Status add_relief(const RowReader& reader, std::vector<Relief>* reliefs) {
  auto relief = read_relief(reader);
  if (!relief) return relief.error();
  for (const Relief& other : *reliefs) {
    if (other.key == relief->key)
      return reader.bad("key", "the key stands in " + other.row + " too");
    if (meet(other, *relief)) {
      return reader.bad("", "overlap: it lowers the same dues as " + other.row);
    }
  }
  reliefs->push_back(*std::move(relief));
  return {};
}

/// The rows of one key stand in one file, so that they can be read together.
Status check_one_file(const RuleFile& file, const Row& row,
                      std::map<std::string, std::string>* file_of_key) {
  const auto [at, fresh] = file_of_key->emplace(row.key, file.name);
  if (fresh || at->second == file.name || row.key == kRelief) return {};
  return Error{Errc::bad_rule, place(file, row.line),
               "\"" + row.key + "\" stands in " + at->second + " too"};
}

}  // namespace

std::string_view words_of(std::string_view key) {
  for (const Vocabulary& vocabulary : kVocabularies) {
    if (vocabulary.key == key) return vocabulary.words;
  }
  return "";
}

Result<RuleBook> RuleBook::load(std::span<const RuleFile> files) {
  RuleBook book;
  std::map<std::string, std::string> file_of_key;
  std::vector<std::string> names;
  for (const RuleFile& file : files) {
    if (std::find(names.begin(), names.end(), file.name) != names.end()) {
      return Error{Errc::bad_rule, place(file, 1), "the file is given twice"};
    }
    names.push_back(file.name);
    const auto rows = read_rows(file);
    if (!rows) return rows.error();
    for (const Row& row : *rows) {
      Status status = check_one_file(file, row, &file_of_key);
      if (!status) return status.error();
      const RowReader reader(file, row);
      if (row.key == kIncomeTable) {
        status = add_income_table(file, row, &book.brackets_);
      } else if (row.key == kRelief) {
        status = add_relief(reader, &book.reliefs_);
      } else {
        auto& rows_of_key = book.values_[row.key];
        if (!rows_of_key) rows_of_key = std::make_shared<RuleBook::Rows>();
        status = add_value(reader, row.key, rows_of_key.get());
      }
      if (!status) return status.error();
    }
  }
  return book;
}

}  // namespace payung::rules
