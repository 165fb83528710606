#include "intake/mapping.hpp"

#include <algorithm>
#include <array>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

constexpr std::array kFields = {
    Field::ignored,
    Field::record_id,
    Field::nik,
    Field::kk,
    Field::kpj,
    Field::name,
    Field::last_name,
    Field::name_and_nik,
    Field::head_name,
    Field::head_nik,
    Field::birth_place,
    Field::birth_date,
    Field::place_and_date,
    Field::birth_day,
    Field::birth_month,
    Field::birth_year,
    Field::sex,
    Field::sex_male_mark,
    Field::sex_female_mark,
    Field::mother_name,
    Field::address,
    Field::rt,
    Field::rw,
    Field::rt_and_rw,
    Field::village,
    Field::village_code,
    Field::district,
    Field::regency,
    Field::phone,
    Field::email,
    Field::occupation,
    Field::sector,
    Field::income,
    Field::marital,
    Field::decile,
    Field::condition,
    Field::employer,
    Field::segment,
    Field::programmes,
    Field::jkk_mark,
    Field::jkm_mark,
    Field::jht_mark,
    Field::jp_mark,
    Field::covered_until,
    Field::payer,
    Field::note,
};

}  // namespace

std::string_view to_text(Field field) {
  switch (field) {
    case Field::ignored: return "ignored";
    case Field::record_id: return "record_id";
    case Field::nik: return "nik";
    case Field::kk: return "kk";
    case Field::kpj: return "kpj";
    case Field::name: return "name";
    case Field::last_name: return "last_name";
    case Field::name_and_nik: return "name_and_nik";
    case Field::head_name: return "head_name";
    case Field::head_nik: return "head_nik";
    case Field::birth_place: return "birth_place";
    case Field::birth_date: return "birth_date";
    case Field::place_and_date: return "place_and_date";
    case Field::birth_day: return "birth_day";
    case Field::birth_month: return "birth_month";
    case Field::birth_year: return "birth_year";
    case Field::sex: return "sex";
    case Field::sex_male_mark: return "sex_male_mark";
    case Field::sex_female_mark: return "sex_female_mark";
    case Field::mother_name: return "mother_name";
    case Field::address: return "address";
    case Field::rt: return "rt";
    case Field::rw: return "rw";
    case Field::rt_and_rw: return "rt_and_rw";
    case Field::village: return "village";
    case Field::village_code: return "village_code";
    case Field::district: return "district";
    case Field::regency: return "regency";
    case Field::phone: return "phone";
    case Field::email: return "email";
    case Field::occupation: return "occupation";
    case Field::sector: return "sector";
    case Field::income: return "income";
    case Field::marital: return "marital";
    case Field::decile: return "decile";
    case Field::condition: return "condition";
    case Field::employer: return "employer";
    case Field::segment: return "segment";
    case Field::programmes: return "programmes";
    case Field::jkk_mark: return "jkk_mark";
    case Field::jkm_mark: return "jkm_mark";
    case Field::jht_mark: return "jht_mark";
    case Field::jp_mark: return "jp_mark";
    case Field::covered_until: return "covered_until";
    case Field::payer: return "payer";
    case Field::note: return "note";
  }
  return "ignored";
}

std::span<const Field> all_fields() { return kFields; }

Result<Field> parse_field(std::string_view text) {
  for (const Field field : kFields) {
    if (to_text(field) == text) return field;
  }
  return Error{Errc::bad_value, "field", std::string(text.substr(0, 40))};
}

std::string_view to_text(MappingReason reason) {
  switch (reason) {
    case MappingReason::none: return "none";
    case MappingReason::header: return "header";
    case MappingReason::content: return "content";
    case MappingReason::both: return "both";
    case MappingReason::remembered: return "remembered";
    case MappingReason::exchanged: return "exchanged";
    case MappingReason::stand_in: return "stand_in";
    case MappingReason::asked: return "asked";
    case MappingReason::repeated: return "repeated";
  }
  return "none";
}

std::optional<std::size_t> SheetProposal::column_of(Field field) const {
  for (const ColumnProposal& column : columns) {
    if (column.field == field) return column.column;
  }
  return std::nullopt;
}

std::string fingerprint(std::string_view header) { return fold_key(header); }

void Mapping::set(std::string_view header, Field field) {
  std::string key = fingerprint(header);
  if (!key.empty()) fields_.insert_or_assign(std::move(key), field);
}

std::optional<Field> Mapping::find(std::string_view header) const {
  const auto found = fields_.find(fingerprint(header));
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

Mapping Mapping::of(std::span<const SheetProposal> proposals) {
  Mapping mapping;
  for (const SheetProposal& sheet : proposals) {
    if (!sheet.used) continue;
    for (const ColumnProposal& column : sheet.columns) {
      // A slip of one file must not turn the next one's columns, nor must the family's head stand
      // for the person where the next file has a name of his own.
      if (column.reason == MappingReason::exchanged) continue;
      if (column.reason == MappingReason::stand_in) continue;
      if (column.field) mapping.set(column.header, *column.field);
    }
  }
  return mapping;
}

std::string Mapping::text() const {
  std::string lines;
  for (const auto& [key, field] : fields_) {
    lines += key;
    lines += '=';
    lines += to_text(field);
    lines += '\n';
  }
  return lines;
}

Result<Mapping> Mapping::parse(std::string_view text) {
  Mapping mapping;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view entry = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (entry.empty()) continue;
    const std::size_t equals = entry.rfind('=');
    const Error bad{Errc::bad_value, "mapping:" + std::to_string(line), "header=field"};
    if (equals == std::string_view::npos || fingerprint(entry.substr(0, equals)).empty()) {
      return bad;
    }
    const auto field = parse_field(entry.substr(equals + 1));
    if (!field) return bad;
    mapping.set(entry.substr(0, equals), *field);
  }
  return mapping;
}

Result<MappingOverride> MappingOverride::parse(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size()) {
    return Error{Errc::bad_option, "--map", "write it as field=column header"};
  }
  const auto field = parse_field(text.substr(0, equals));
  if (!field) return Error{Errc::bad_option, "--map", "no such field"};
  return MappingOverride{*field, std::string(text.substr(equals + 1))};
}

}  // namespace payung::intake
