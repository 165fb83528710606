#include "adapters/sheets/agency_layout.hpp"

#include <array>
#include <cstdio>

#include "base/date.hpp"

namespace payung::sheets {
namespace {

using synthesis::Column;
using synthesis::Damage;
using synthesis::ListKind;
using synthesis::Record;
using Kind = LayoutCell::Kind;

constexpr std::array<std::string_view, 12> kMonths{"Januari",   "Februari", "Maret",    "April",
                                                   "Mei",       "Juni",     "Juli",     "Agustus",
                                                   "September", "Oktober",  "November", "Desember"};

std::string two(int number) {
  const std::string digits = std::to_string(number % 100);
  return digits.size() < 2 ? "0" + digits : digits;
}

std::string three(const std::string& number) {
  return number.empty() ? number
                        : std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
}

std::string upper(std::string text) {
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

/// A date as that row's clerk types it.
std::string typed_date(const std::string& iso, int manner) {
  const auto date = Date::parse(iso);
  if (!date) return {};
  const std::string year = std::to_string(date->year());
  switch (manner) {
    case 0: return two(date->day()) + "-" + two(date->month()) + "-" + year;
    case 1: return two(date->day()) + "/" + two(date->month()) + "/" + year;
    case 2:
      return std::to_string(date->day()) + " " +
             std::string(kMonths[static_cast<std::size_t>(date->month()) - 1]) + " " + year;
    default: return two(date->day()) + "/" + two(date->month()) + "/" + two(date->year());
  }
}

/// A NIK whose last digit a spreadsheet lost is a number; every other one was typed as text.
LayoutCell nik_cell(const Record& record) {
  const bool lost = record.damage.test(static_cast<std::size_t>(Damage::nik_last_lost));
  return {lost ? Kind::number : Kind::text, record.cell(Column::nik)};
}

/// Phones lose their leading zero when they become numbers.
LayoutCell phone_cell(const Record& record, std::int64_t number) {
  const std::string& phone = record.cell(Column::phone);
  if (phone.size() > 1 && phone.front() == '0' && number % 3 != 0) {
    return {Kind::number, phone.substr(1)};
  }
  return {Kind::text, phone};
}

LayoutCell running(std::int64_t number) { return {Kind::number, std::to_string(number)}; }

LayoutCell text(const Record& record, Column column) { return {Kind::text, record.cell(column)}; }

std::string sex_word(const Record& record, std::int64_t number) {
  const bool man = record.cell(Column::sex) == "L";
  switch (number % 4) {
    case 0: return man ? "Laki-laki" : "Perempuan";
    case 1: return man ? "Pria" : "Wanita";
    default: return man ? "L" : "P";
  }
}

std::vector<LayoutCell> farmer(const Record& record, std::int64_t number) {
  const std::string& iso = record.cell(Column::birth_date);
  const LayoutCell born = number % 2 == 0 && !iso.empty()
                              ? LayoutCell{Kind::date, iso}
                              : LayoutCell{Kind::text, typed_date(iso, 0)};
  const std::string rt_rw = three(record.cell(Column::rt)) + "/" + three(record.cell(Column::rw));
  return {running(number),
          nik_cell(record),
          text(record, Column::name),
          text(record, Column::birth_place),
          born,
          text(record, Column::sex),
          text(record, Column::address),
          {Kind::text, rt_rw},
          text(record, Column::village),
          text(record, Column::occupation)};
}

std::vector<LayoutCell> trader(const Record& record, const std::string& place,
                               std::int64_t number) {
  constexpr std::array<std::string_view, 4> kWares{"Sayur", "Sembako", "Pakaian", "Bumbu"};
  const std::string& iso = record.cell(Column::birth_date);
  const std::string day = typed_date(iso, static_cast<int>(number % 3));
  const std::string born = day.empty() ? day : place + (number % 3 == 1 ? " " : ", ") + day;
  const std::string home = record.cell(Column::address) + " RT " + record.cell(Column::rt) +
                           " RW " + record.cell(Column::rw) + " DESA " +
                           record.cell(Column::village);
  return {running(number),
          text(record, Column::name),
          {Kind::text, born},
          {Kind::text, sex_word(record, number)},
          nik_cell(record),
          {Kind::text, home},
          phone_cell(record, number),
          {Kind::text, "Pedagang " + std::string(kWares[static_cast<std::size_t>(number) % 4])}};
}

std::vector<LayoutCell> rider(const Record& record, std::int64_t number) {
  constexpr std::array<std::string_view, 4> kNotes{"", "shift\nmalam", "motor \"bebek\"",
                                                   "pangkalan \x96 pasar"};  // 0x96: a dash
  return {running(number),
          text(record, Column::name),
          text(record, Column::nik),
          {Kind::text, typed_date(record.cell(Column::birth_date), 3)},
          text(record, Column::sex),
          text(record, Column::phone),
          text(record, Column::village),
          text(record, Column::occupation),
          {Kind::text, std::string(kNotes[static_cast<std::size_t>(number) % 4])}};
}

std::vector<LayoutCell> sponsored(const Record& record, std::int64_t number) {
  constexpr std::int64_t kWorkersPerCompany = 10;
  const std::string company = std::to_string((number - 1) / kWorkersPerCompany + 1);
  return {running(number),
          text(record, Column::name),
          nik_cell(record),
          text(record, Column::birth_place),
          {Kind::text, typed_date(record.cell(Column::birth_date), 0)},
          text(record, Column::sex),
          text(record, Column::address),
          text(record, Column::village),
          phone_cell(record, number),
          text(record, Column::occupation),
          {Kind::text, "usulan perusahaan " + company}};
}

std::vector<LayoutCell> volunteer(const Record& record, std::int64_t number) {
  return {running(number),
          text(record, Column::name),
          nik_cell(record),
          {Kind::text, typed_date(record.cell(Column::birth_date), 2)},
          text(record, Column::sex),
          text(record, Column::address),
          text(record, Column::village),
          phone_cell(record, number),
          text(record, Column::occupation)};
}

std::vector<LayoutCell> exported(const Record& record) {
  std::vector<LayoutCell> cells;
  for (const Column column : synthesis::columns_of(record.list)) {
    if (column == Column::record_id) continue;
    cells.push_back(column == Column::nik ? nik_cell(record) : text(record, column));
  }
  return cells;
}

std::vector<LayoutColumn> plain(std::initializer_list<const char*> headers) {
  std::vector<LayoutColumn> columns;
  for (const char* header : headers) columns.push_back({{}, header});
  return columns;
}

Layout farmers_layout(const std::string& place, int year) {
  return {form_of(ListKind::pertanian),
          "dinas-pertanian",
          {"PEMERINTAH DAERAH " + upper(place), "DINAS PERTANIAN DAN PANGAN",
           "DAFTAR USULAN PESERTA BPU PETANI TAHUN " + std::to_string(year)},
          {"Data Petani"},
          {{{}, "No"},
           {{}, "NIK"},
           {{}, "Nama Lengkap"},
           {"Kelahiran", "Tempat"},
           {"Kelahiran", "Tanggal"},
           {{}, "L/P"},
           {"Alamat", "Dusun"},
           {"Alamat", "RT/RW"},
           {"Alamat", "Desa"},
           {{}, "Pekerjaan"}}};
}

}  // namespace

SheetForm form_of(ListKind list) {
  switch (list) {
    case ListKind::pertanian: return SheetForm::titled_xlsx;
    case ListKind::perdagangan: return SheetForm::market_xlsx;
    case ListKind::perhubungan: return SheetForm::windows_csv;
    case ListKind::perusahaan:
    case ListKind::relawan:
    case ListKind::kesra:
    case ListKind::kelurahan: return SheetForm::simple_xlsx;
    case ListKind::dtks: return SheetForm::plain_xlsx;
    case ListKind::register_: return SheetForm::utf8_csv;
  }
  return SheetForm::plain_xlsx;
}

Layout layout_of(ListKind list, const std::string& place, int year) {
  switch (list) {
    case ListKind::pertanian: return farmers_layout(place, year);
    case ListKind::perdagangan:
      return {form_of(list),
              "dinas-perdagangan",
              {"DAFTAR PEDAGANG"},
              {"Pasar Induk", "Pasar Baru", "Ps. Pagi (sementara)"},
              plain({"NO", "NAMA PEDAGANG", "TTL", "JENIS KELAMIN", "NIK KTP", "ALAMAT LENGKAP",
                     "NO TELP", "JENIS DAGANGAN"})};
    case ListKind::perhubungan:
      return {form_of(list),
              "dinas-perhubungan",
              {},
              {""},
              plain({"no", "nama", "nomor induk kependudukan", "tgl lahir", "kelamin", "hp",
                     "kelurahan", "pekerjaan", "ket"})};
    case ListKind::perusahaan:
      return {form_of(list),
              "perusahaan",
              {"USULAN PEKERJA RENTAN OLEH PERUSAHAAN " + upper(place)},
              {"Usulan"},
              plain({"No", "Nama", "NIK", "Tempat Lahir", "Tgl Lahir", "L/P", "Alamat", "Desa",
                     "No HP", "Pekerjaan", "Keterangan"})};
    case ListKind::relawan:
      return {form_of(list),
              "relawan",
              {"DATA RELAWAN " + upper(place)},
              {"Relawan"},
              plain({"No", "Nama", "NIK", "Tanggal Lahir", "L/P", "Alamat", "Desa", "No HP",
                     "Pekerjaan"})};
    case ListKind::kesra:
      return {form_of(list),
              "biro-kesra",
              {"DATA GURU AGAMA DAN PENGURUS RUMAH IBADAH " + upper(place)},
              {"Guru Agama"},
              plain({"No", "Nama", "NIK", "Tanggal Lahir", "L/P", "Alamat", "Desa", "No HP",
                     "Pekerjaan"})};
    case ListKind::kelurahan:
      return {form_of(list),
              "kelurahan",
              {"DATA KETUA RT DAN RW " + upper(place)},
              {"RT RW"},
              plain({"No", "Nama", "NIK", "Tanggal Lahir", "L/P", "Alamat", "Desa", "No HP",
                     "Pekerjaan"})};
    case ListKind::dtks:
      return {form_of(list),
              "dtks",
              {},
              {"DTKS"},
              plain({"NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN",
                     "NAMA IBU KANDUNG", "ALAMAT", "RT", "RW", "DESA/KELURAHAN", "KODE DESA",
                     "NO HP", "PEKERJAAN", "DESIL", "STATUS"})};
    case ListKind::register_:
      return {form_of(list),
              "peserta",
              {},
              {""},
              plain({"NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN",
                     "NAMA IBU KANDUNG", "ALAMAT", "RT", "RW", "DESA/KELURAHAN", "KODE DESA",
                     "NO HP", "PEKERJAAN", "SEGMEN", "BERLAKU SAMPAI", "STATUS"})};
  }
  return {};
}

std::vector<LayoutCell> cells_of(const Record& record, const std::string& place,
                                 std::int64_t number) {
  switch (record.list) {
    case ListKind::pertanian: return farmer(record, number);
    case ListKind::perdagangan: return trader(record, place, number);
    case ListKind::perhubungan: return rider(record, number);
    case ListKind::perusahaan: return sponsored(record, number);
    case ListKind::relawan:
    case ListKind::kesra:
    case ListKind::kelurahan: return volunteer(record, number);
    case ListKind::register_:
    case ListKind::dtks: return exported(record);
  }
  return {};
}

}  // namespace payung::sheets
