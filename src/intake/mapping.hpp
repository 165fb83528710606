#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Which column of a sheet is which field.
namespace payung::intake {

enum class Field : std::uint8_t {
  ignored,  ///< known, and of no use here (running number, postcode, religion ...)
  record_id,
  nik,
  kk,
  kpj,
  name,
  last_name,     ///< beside a column of the first; joined behind it
  name_and_nik,  ///< "Suparno / 3319..." in one cell
  head_name,     ///< of the family's head: the person's own only when no other name is there
  head_nik,
  birth_place,
  birth_date,
  place_and_date,  ///< "Kudus, 17-08-1975"
  birth_day,       ///< a date over three columns: day | month | year
  birth_month,
  birth_year,  ///< also alone
  sex,
  sex_male_mark,    ///< column "L" of a pair L | P with ticks
  sex_female_mark,  ///< column "P" of that pair
  mother_name,
  address,
  rt,
  rw,
  rt_and_rw,  ///< "002/006"
  village,
  village_code,
  district,
  regency,
  phone,
  email,
  occupation,
  sector,
  income,
  marital,
  decile,
  condition,
  employer,
  segment,
  programmes,
  jkk_mark,  ///< a column per programme with Y/N or an amount
  jkm_mark,
  jht_mark,
  jp_mark,
  covered_until,
  payer,
  note,
};
std::string_view to_text(Field field);  ///< "birth_date", as --map and storage have it
Result<Field> parse_field(std::string_view text);
std::span<const Field> all_fields();

/// Why a column was given its field.
enum class MappingReason : std::uint8_t {
  none,        ///< not mapped
  header,      ///< its header is a known word
  content,     ///< its cells look like it
  both,        ///< header and cells agree
  remembered,  ///< this sender's columns were mapped so before
  asked,       ///< --map
  repeated,    ///< like the sheet before, which has a header
  exchanged,   ///< two headers stand over each other's cells
  stand_in,    ///< of the family's head, for want of the person's own
};
std::string_view to_text(MappingReason reason);

struct ColumnProposal {
  std::size_t column = 0;      ///< from 0
  std::string header;          ///< of two rows: "Alamat / Desa"; white space folded
  std::optional<Field> field;  ///< empty: nothing known about it
  int confidence_percent = 0;
  MappingReason reason = MappingReason::none;
  std::vector<std::string> samples;  ///< up to three values, for people to judge by
};

struct SheetProposal {
  std::string sheet;
  bool used = false;                   ///< a list of people was found in it
  std::uint32_t header_row_first = 0;  ///< 0: no header row
  std::uint32_t header_row_last = 0;
  std::vector<ColumnProposal> columns;

  /// The column of that field, if any.
  std::optional<std::size_t> column_of(Field field) const;
};

/// Header -> field as a person decided or confirmed it, kept per sender. Headers are compared by
/// fingerprint(), so that case, spaces and punctuation do not matter.
class Mapping {
 public:
  void set(std::string_view header, Field field);
  std::optional<Field> find(std::string_view header) const;
  bool empty() const { return fields_.empty(); }
  /// What `proposal` says of columns that have a header and a field.
  static Mapping of(std::span<const SheetProposal> proposals);

  /// One "fingerprint=field" a line, sorted: what the store keeps.
  std::string text() const;
  /// Errors: bad_value naming the line.
  static Result<Mapping> parse(std::string_view text);

  friend bool operator==(const Mapping&, const Mapping&) = default;

 private:
  std::map<std::string, Field, std::less<>> fields_;
};

/// "No. HP  (WA)" -> "no hp wa".
std::string fingerprint(std::string_view header);

/// "--map nik=NIK KTP": the field, then the header or the column letters.
struct MappingOverride {
  Field field;
  std::string column;  ///< header text or letters ("E")

  /// Errors: bad_option when there is no "=", or no such field.
  static Result<MappingOverride> parse(std::string_view text);
};

}  // namespace payung::intake
