#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "synthesis/damage.hpp"

namespace payung::synthesis {

/// The lists that agencies send.
enum class ListKind : std::uint8_t {
  register_,    ///< members the branch already knows, wage earners too
  dtks,         ///< the poverty register: decile 1 to 4
  pertanian,    ///< farmers and fishers
  perdagangan,  ///< market traders
  perhubungan,  ///< ojek, becak, drivers
  perusahaan,   ///< workers whom companies would sponsor
  relawan,      ///< disaster and traffic volunteers
  kesra,        ///< teachers and servants of religion, whom a province may pay for
  kelurahan,    ///< heads of RT and RW
};
inline constexpr std::size_t list_count = 9;
std::string_view to_text(ListKind list);  ///< "register", also the stem of its file
Result<ListKind> parse_list(std::string_view text);
std::span<const ListKind> all_lists();
/// Those that are made when nobody says which: all but kesra and kelurahan.
std::span<const ListKind> usual_lists();

/// The columns, in the order in which every list has them; a list leaves empty what it lacks.
/// The register adds segment, covered_until (ISO) and status (aktif, nonaktif, meninggal, pindah);
/// dtks adds decile and status (empty, meninggal, pindah).
enum class Column : std::uint8_t {
  record_id,
  nik,
  name,
  birth_place,
  birth_date,  ///< ISO
  sex,         ///< L or P
  mother_name,
  address,
  rt,
  rw,
  village,
  village_code,
  phone,
  occupation,
  segment,
  covered_until,
  status,
  decile,
};
inline constexpr std::size_t column_count = 18;
std::string_view to_text(Column column);
std::span<const Column> columns_of(ListKind list);

/// One row of a list as its agency has it, and what we know of it.
struct Record {
  ListKind list = ListKind::register_;
  std::int64_t number = 0;  ///< in its list, from 1
  std::array<std::string, column_count> cells;
  DamageSet damage;
  std::int64_t person = 0;  ///< the truth

  const std::string& cell(Column column) const { return cells[static_cast<std::size_t>(column)]; }
  std::string& cell(Column column) { return cells[static_cast<std::size_t>(column)]; }
};

/// The header of a list's CSV file, and one row of it: commas, UTF-8, quotes where needed.
std::string csv_header(ListKind list);
void append_row(std::string& text, const Record& record);

}  // namespace payung::synthesis
