#include "synthesis/lists.hpp"

#include "base/csv.hpp"

namespace payung::synthesis {
namespace {

constexpr std::array<std::string_view, list_count> kLists{
    "register",   "dtks",    "pertanian", "perdagangan", "perhubungan",
    "perusahaan", "relawan", "kesra",     "kelurahan"};
constexpr std::array<ListKind, list_count> kAllLists{
    ListKind::register_,   ListKind::dtks,        ListKind::pertanian,
    ListKind::perdagangan, ListKind::perhubungan, ListKind::perusahaan,
    ListKind::relawan,     ListKind::kesra,       ListKind::kelurahan};

constexpr std::array<std::string_view, column_count> kColumns{
    "record_id",     "nik",          "name",    "birth_place", "birth_date",
    "sex",           "mother_name",  "address", "rt",          "rw",
    "village",       "village_code", "phone",   "occupation",  "segment",
    "covered_until", "status",       "decile"};

constexpr std::size_t kUsual = 7;

using enum Column;
constexpr std::array<Column, 14> kCommon{record_id, nik,          name,    birth_place, birth_date,
                                         sex,       mother_name,  address, rt,          rw,
                                         village,   village_code, phone,   occupation};
constexpr std::array<Column, 17> kRegister{
    record_id, nik,     name,         birth_place, birth_date, sex,     mother_name,   address, rt,
    rw,        village, village_code, phone,       occupation, segment, covered_until, status};
constexpr std::array<Column, 16> kDtks{
    record_id, nik, name,    birth_place,  birth_date, sex,        mother_name, address,
    rt,        rw,  village, village_code, phone,      occupation, decile,      status};

}  // namespace

std::string_view to_text(ListKind list) { return kLists.at(static_cast<std::size_t>(list)); }

Result<ListKind> parse_list(std::string_view text) {
  std::string known;
  for (const ListKind list : kAllLists) {
    if (to_text(list) == text) return list;
    known += (known.empty() ? "" : ", ") + std::string(to_text(list));
  }
  return Error{Errc::bad_value, "list", "one of " + known};
}

std::span<const ListKind> all_lists() { return kAllLists; }
std::span<const ListKind> usual_lists() { return std::span(kAllLists).first(kUsual); }

std::string_view to_text(Column column) { return kColumns.at(static_cast<std::size_t>(column)); }

std::span<const Column> columns_of(ListKind list) {
  switch (list) {
    case ListKind::register_: return kRegister;
    case ListKind::dtks: return kDtks;
    case ListKind::pertanian:
    case ListKind::perdagangan:
    case ListKind::perhubungan:
    case ListKind::perusahaan:
    case ListKind::relawan:
    case ListKind::kesra:
    case ListKind::kelurahan: return kCommon;
  }
  return kCommon;
}

std::string csv_header(ListKind list) {
  std::string line;
  for (const Column column : columns_of(list)) {
    if (!line.empty()) line += ',';
    line += to_text(column);
  }
  return line + "\n";
}

void append_row(std::string& text, const Record& record) {
  std::string line;
  for (const Column column : columns_of(record.list)) {
    payung::append_csv(line, record.cell(column), CsvReader::machine);
  }
  text += line;
  text += '\n';
}

}  // namespace payung::synthesis
