#include "intake/row_reader.hpp"

#include <algorithm>

#include "intake/content.hpp"
#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"
#include "intake/row_words.hpp"

namespace payung::intake {
namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

constexpr int kAgeOldest = 120;  // nobody is older

bool is_number(const RawCell* cell) {
  return cell != nullptr && (cell->kind == CellKind::number || cell->kind == CellKind::date);
}

bool holds_error(const RawCell& cell) {
  return cell.kind == CellKind::error ||
         (cell.kind == CellKind::text && says_formula_error(cell.text));
}

/// "82213197428.0" -> "82213197428"
std::string without_fraction(std::string text) {
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

/// "Desa Wates" and "DESA : WATES" -> "Wates"; empty when the text begins otherwise.
std::string after_kind(std::string_view text, std::span<const std::string_view> kinds) {
  const std::string folded = fold_space(text);
  const std::string key = fold_key(folded);
  for (const std::string_view kind : kinds) {
    if (!key.starts_with(kind) || key.size() <= kind.size() || key[kind.size()] != ' ') continue;
    std::string_view rest = std::string_view(folded).substr(kind.size());
    const std::size_t from = rest.find_first_not_of(" .:-=");
    return from == std::string_view::npos ? std::string() : std::string(rest.substr(from));
  }
  return {};
}

/// As it stands, but for what says nothing at all; 0 may be a code.
std::string sex_word(const RawCell* cell) {
  if (cell == nullptr || cell->kind == CellKind::empty || cell->kind == CellKind::error) return {};
  std::string folded = fold_space(cell->text);
  return fold_key(folded).empty() ? std::string() : folded;
}

/// "2025-02-03": a spreadsheet took 3/2 for a day, and which was the RT is lost.
bool is_date_by_itself(std::string_view text) {
  constexpr std::size_t kDigitsMost = 3;
  const std::string key = fold_key(text);
  const auto parts = split_words(key);
  return parts.size() > 2 || std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.size() > kDigitsMost;
         });
}

/// "02/03", "2 - III" -> "RT 02 RW 03"; what is written otherwise, or is a date that a spreadsheet
/// made of it, stays as it is.
std::string neighbourhood_in_words(const std::string& both) {
  constexpr std::string_view kMarks = "/-. ,\\";
  const std::size_t mark = both.find_first_of(kMarks);
  if (mark == std::string::npos || is_date_by_itself(both)) return both;
  const std::string rt = fold_space(both.substr(0, mark));
  const std::string rw = rw_number(both.substr(mark + 1));
  if (!all_digits(rt) || !all_digits(rw)) return both;
  return "RT " + rt + " RW " + rw;
}

std::string village_in(std::string_view text) {
  static constexpr std::string_view kinds[] = {"kelurahan", "desa", "kel", "ds"};
  return after_kind(text, kinds);
}

std::string district_in(std::string_view text) {
  static constexpr std::string_view kinds[] = {"kecamatan", "kec"};
  return after_kind(text, kinds);
}

}  // namespace

RowReader::RowReader(const SheetPlan& plan, const ReadOptions& options, PlaceFinder& places)
    : plan_(plan),
      options_(options),
      places_(places),
      has_both_(plan.column(Field::name_and_nik).has_value()) {
  for (const Field field : all_fields()) {
    if (field != Field::nik && plan_.column(field)) mapped_.push_back(field);
  }
  // A title or a sheet's name tells the village of all its rows, when it names one for certain.
  for (const std::string& title : plan.titles) {
    const AddressParts parts = address_parts(title);
    if (sheet_district_.empty() && places_.district(parts.district)) {
      sheet_district_ = parts.district;
    }
    if (sheet_village_.empty() && places_.is_village(parts.village)) {
      sheet_village_ = parts.village;
    }
  }
  if (sheet_village_.empty() && places_.is_village(plan.info.name)) {
    sheet_village_ = fold_space(plan.info.name);
  }
}

void RowReader::add(FindingCode code, Args args) {
  Finding finding{code, severity_of(code), plan_.info.name, raw_->number, {}, {}, {}, {}};
  finding.args = std::move(args);
  findings_.push_back(std::move(finding));
}

void RowReader::add(FindingCode code, Field field, Args args) {
  add(code, std::move(args));
  const auto column = plan_.column(place_of(field));
  if (!column) return;
  Finding& finding = findings_.back();
  finding.column = *column;
  finding.header = plan_.header(*column);
  if (*column < raw_->cells.size()) finding.value = raw_->cells[*column].text;
}

const RawCell* RowReader::cell(Field field) const {
  const bool person = field == Field::name || field == Field::nik;
  if (person && has_both_ && plan_.column(field) == plan_.column(Field::name_and_nik)) {
    return field == Field::name ? &both_.name : &both_.nik;
  }
  return plan_.cell(*raw_, place_of(field));
}

Field RowReader::place_of(Field field) const {
  if (exchanged_ && field == Field::name) return Field::nik;
  if (exchanged_ && field == Field::nik) return Field::name;
  return field;
}

std::string RowReader::text(Field field) {
  const RawCell* found = cell(field);
  if (found == nullptr || found->kind == CellKind::empty || holds_error(*found)) return {};
  std::string folded = fold_space(found->text);
  return folded == "0" || says_nothing(folded) ? std::string() : folded;
}

/// A heading without village or district ("KELOMPOK TANI MAJU") stands within the part above it.
void RowReader::take_heading(const std::string& heading) {
  const std::string district = district_in(heading);
  std::string village = village_in(heading);
  if (village.empty() && places_.is_village(heading)) village = heading;
  if (village.empty() && district.empty()) return;
  if (!district.empty()) heading_district_ = district;
  heading_village_ = std::move(village);
}

Row RowReader::read(const RawRow& raw) {
  raw_ = &raw;
  findings_.clear();
  if (has_both_) {
    const RawCell* both = plan_.cell(raw, Field::name_and_nik);
    both_ = both == nullptr ? NameAndNik{} : split_name_and_nik(*both);
  } else {
    const RawCell* name = plan_.cell(raw, Field::name);
    const RawCell* nik = plan_.cell(raw, Field::nik);
    exchanged_ = name != nullptr && nik != nullptr && are_exchanged(*name, *nik);
  }
  Row row;
  row.sheet = plan_.info.name;
  row.number = raw.number;
  row.record_id = without_fraction(text(Field::record_id));
  if (exchanged_) add(FindingCode::name_nik_exchanged, Field::name);
  read_name(row);
  read_identity(row);
  read_birth(row);
  read_sex(row);
  read_contact(row);
  read_place(row);
  read_work(row);
  read_condition(row);
  read_membership(row);
  report_error_cells();
  return row;
}

void RowReader::read_name(Row& row) {
  row.mother_name = text(Field::mother_name);
  if (both_.mixed) {
    add(FindingCode::name_and_nik_mixed, Field::name_and_nik);
    return;
  }
  const RawCell* found = cell(Field::name);
  row.name = text(Field::name);
  row.name.erase(0, row.name.size() - without_numbering(row.name).size());
  if (const std::string last = text(Field::last_name); !last.empty()) {
    if (!row.name.empty()) row.name += ' ';
    row.name += last;
  }
  if (found == nullptr || found->kind != CellKind::text || !has_letter(row.name) ||
      fold_tight(row.name).size() < 2) {
    row.name.clear();
    add(FindingCode::name_missing, Field::name);
    return;
  }
  if (count_digits(row.name) > 0 || lost_characters(row.name)) {
    add(FindingCode::name_broken, Field::name);
  }
  if (says_deceased(row.name)) {
    row.condition = Condition::dead;
    add(FindingCode::name_deceased, Field::name);
  }
}

void RowReader::read_identity(Row& row) {
  const RawCell empty;
  const RawCell* found = cell(Field::nik);
  const NikReading reading = read_nik(found == nullptr ? empty : *found);
  row.nik_state = reading.state;
  row.nik = reading.nik;
  if (both_.mixed) {
    row.nik_state = NikState::invalid;
  } else if (reading.state != NikState::ok) {
    add(reading.reason, Field::nik);
    if (reading.state != NikState::missing) findings_.back().severity = Severity::error;
  } else {
    if (reading.cleaned) add(FindingCode::nik_cleaned, Field::nik);
    const RegionCode region = row.nik->region();
    if (region.level() != RegionLevel::district || !options_.regions.known_ever(region)) {
      add(FindingCode::nik_unknown_region, Field::nik,
          {{"region", std::string(row.nik->digits().substr(0, 6))}});
    }
  }
  if (const RawCell* card = cell(Field::kk); card != nullptr && !text(Field::kk).empty()) {
    constexpr std::size_t kCardDigits = 16;
    row.family_card = read_number_text(*card, kCardDigits);
    if (row.family_card.empty()) add(FindingCode::family_card_unreadable, Field::kk);
    if (row.nik && row.family_card == row.nik->digits()) {
      add(FindingCode::nik_is_family_card, Field::nik);
    }
  }
  if (const RawCell* card = cell(Field::kpj); card != nullptr && !text(Field::kpj).empty()) {
    constexpr std::size_t kKpjDigits = 11;
    row.kpj = read_number_text(*card, kKpjDigits);
    if (row.kpj.empty()) add(FindingCode::kpj_unreadable, Field::kpj);
  }
}

/// The date over the columns of day, month and year; false when they say nothing.
bool RowReader::read_birth_parts(Row& row) {
  const DateShape shape = date_in_parts(plan_, *raw_);
  if (shape.kind == DateShape::Kind::blank) return false;
  const Field field = plan_.column(Field::birth_day) ? Field::birth_day : Field::birth_year;
  if (shape.kind == DateShape::Kind::unreadable) {
    add(FindingCode::birth_unreadable, field);
    return true;
  }
  const Epoch epoch = plan_.info.epoch_1904 ? Epoch::from_1904 : Epoch::from_1900;
  judge_birth(row, field, read_date(shape, {options_.today, {}, epoch}, row.nik));
  return true;
}

void RowReader::read_birth(Row& row) {
  row.birth_place = text(Field::birth_place);
  if (read_birth_parts(row)) return;
  Field field = Field::birth_date;
  const RawCell* found = cell(field);
  if (found == nullptr || is_blank(*found)) {
    const RawCell* both = cell(Field::place_and_date);
    if (both != nullptr) {
      field = Field::place_and_date;
      found = both;
    }
  }
  if (found == nullptr || is_blank(*found)) {
    add(FindingCode::birth_missing, field);
    return;
  }
  DateShape shape = date_shape(*found);
  if (shape.kind == DateShape::Kind::unreadable || shape.kind == DateShape::Kind::blank) {
    const PlaceAndDate both = split_place_and_date(*found);
    shape = both.date;
    if (row.birth_place.empty() && !says_nothing(both.place)) row.birth_place = both.place;
  }
  if (shape.kind == DateShape::Kind::blank) {
    add(FindingCode::birth_missing, field);
    return;
  }
  if (shape.kind == DateShape::Kind::unreadable) {
    add(FindingCode::birth_unreadable, field);
    return;
  }
  const Epoch epoch = plan_.info.epoch_1904 ? Epoch::from_1904 : Epoch::from_1900;
  const DateContext context{options_.today, plan_.births.order(shape.slash), epoch};
  if (shape.bare_number) add(FindingCode::birth_from_serial, field);
  judge_birth(row, field, read_date(shape, context, row.nik));
}

void RowReader::judge_birth(Row& row, Field field, const DateReading& reading) {
  row.birth_date = reading.date;
  row.birth_year = reading.year;
  if (reading.impossible) add(FindingCode::birth_impossible, field);
  if (reading.year) add(FindingCode::birth_year_only, field);
  if (!reading.date) return;
  const Date birth = *reading.date;
  const Args read_as{{"read_as", birth.text()}};
  if (reading.ambiguous) add(FindingCode::birth_ambiguous, field, read_as);
  if (reading.other_order) add(FindingCode::birth_other_order, field, read_as);
  if (reading.century_assumed) add(FindingCode::birth_century_assumed, field, read_as);
  const int age = options_.today.age_of(birth);
  if (age < 0 || age > kAgeOldest) {
    add(FindingCode::birth_age, field, {{"age", std::to_string(age)}});
  }
  if (birth.day() == 1 && (birth.month() == 1 || birth.month() == 7)) {
    add(FindingCode::birth_placeholder, field, read_as);
  }
  if (!row.nik || row.nik->agrees_with(birth)) return;
  const Nik& nik = *row.nik;
  const bool swapped = nik.birth_day() == birth.month() && nik.birth_month() == birth.day() &&
                       nik.birth_year_of_century() == birth.year() % 100;
  add(swapped ? FindingCode::birth_nik_swapped : FindingCode::birth_nik_differs, field, read_as);
}

void RowReader::read_sex(Row& row) {
  const bool man = reads_yes(text(Field::sex_male_mark));
  const bool woman = reads_yes(text(Field::sex_female_mark));
  Field field = Field::sex;
  if (man != woman) {
    field = man ? Field::sex_male_mark : Field::sex_female_mark;
    row.sex = man ? Sex::male : Sex::female;
  } else if (man) {
    add(FindingCode::sex_unreadable, Field::sex_male_mark);
  }
  if (const std::string word = sex_word(cell(Field::sex)); !word.empty()) {
    row.sex = plan_.sexes.read(without_fraction(word));
    if (!row.sex) add(FindingCode::sex_unreadable, Field::sex);
  }
  if (row.sex && row.nik && *row.sex != row.nik->sex()) add(FindingCode::sex_nik_differs, field);
}

void RowReader::read_contact(Row& row) {
  row.email = text(Field::email);
  std::string phone = text(Field::phone);
  if (phone.starts_with('\'')) phone.erase(0, 1);
  const bool printed_number = count_digits(phone) + 1 == phone.size();
  if (is_number(cell(Field::phone)) || printed_number) phone = without_fraction(std::move(phone));
  if (looks_scientific(phone) || lost_characters(phone)) {
    add(FindingCode::phone_damaged, Field::phone);
    return;
  }
  const std::string digits = fold_tight(phone);
  if (digits.find_first_not_of('0') == std::string::npos) return;
  constexpr std::size_t kDigitsMin = 8;  // of a mobile number without its 0
  if (all_digits(digits) && digits[0] == '8' && digits.size() >= kDigitsMin) {
    add(FindingCode::phone_lost_zero, Field::phone);
  }
  if (!can_be_called(phone)) add(FindingCode::phone_doubtful, Field::phone);
  row.phone = std::move(phone);
}

void RowReader::read_place(Row& row) {
  row.address = text(Field::address);
  row.rt = plain_number(text(Field::rt));
  row.rw = rw_number(text(Field::rw));
  row.village = text(Field::village);
  row.district = text(Field::district);
  row.regency = text(Field::regency);
  if (!row.village.empty()) split_village(row);
  for (const Field field : {Field::rt_and_rw, Field::address}) {
    std::string both = text(field);
    if (both.empty()) continue;
    if (field == Field::rt_and_rw) both = neighbourhood_in_words(both);
    const AddressParts parts = address_parts(both);
    if (field == Field::rt_and_rw && parts.rt.empty() && parts.rw.empty()) {
      add(FindingCode::neighbourhood_unreadable, field);
    }
    if (row.rt.empty()) row.rt = parts.rt;
    if (row.rw.empty()) row.rw = parts.rw;
    if (row.village.empty()) row.village = parts.village;
    if (row.district.empty()) row.district = parts.district;
  }
  read_bare_place(row);
  if (row.district.empty()) row.district = heading_district_;
  if (row.district.empty()) row.district = sheet_district_;
  if (row.village.empty()) row.village = heading_village_;
  if (row.village.empty() && row.region == std::nullopt) row.village = sheet_village_;
  find_region(row);
}

/// "Wates, Undaan" and "Wates (Undaan)" under "Desa/Kec": apart where both are known by name.
void RowReader::split_village(Row& row) const {
  constexpr std::string_view kMarks = ",/(-";
  const std::string_view typed = row.village;
  const bool two = typed.find_first_of(kMarks) != std::string_view::npos ||
                   typed.find("ec") != std::string_view::npos ||
                   typed.find("EC") != std::string_view::npos;
  if (!two || !row.district.empty() || places_.is_village(typed)) return;
  const std::string both = row.village;
  const AddressParts parts = address_parts(both);
  if (places_.is_village(parts.village) && places_.district(parts.district)) {
    row.village = parts.village;
    row.district = parts.district;
    return;
  }
  for (std::size_t at = both.find_first_of(kMarks); at != std::string::npos;
       at = both.find_first_of(kMarks, at + 1)) {
    const std::string village = fold_space(std::string_view(both).substr(0, at));
    std::string district = fold_space(std::string_view(both).substr(at + 1));
    if (district.ends_with(')')) district.pop_back();
    if (!places_.is_village(village) || !places_.district(district)) continue;
    row.village = village;
    row.district = district;
    return;
  }
}

/// What an address tells without the words for it.
void RowReader::read_bare_place(Row& row) {
  const std::string& address = row.address;
  if (address.empty()) return;
  if (row.rt.empty() && row.rw.empty()) {
    const AddressParts bare = bare_rt_and_rw(address);
    row.rt = bare.rt;
    row.rw = bare.rw;
  }
  const bool told = !row.village.empty() || !heading_village_.empty() || !sheet_village_.empty();
  if (!told && !plan_.column(Field::village_code))
    row.village = places_.village_in_address(address);
}

bool RowReader::region_by_code(Row& row) {
  const std::string typed = without_fraction(text(Field::village_code));
  if (typed.empty()) return false;
  std::string digits;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const auto code = RegionCode::parse(digits);
  const auto today = code ? options_.regions.today(*code) : std::nullopt;
  if (!today || today->level() == RegionLevel::country) {
    add(FindingCode::village_unknown, Field::village_code);
    return false;
  }
  row.region = *today;
  if (places_.can_find() && !places_.area().contains(*today)) {
    add(FindingCode::village_outside, Field::village_code, {{"code", today->text()}});
  }
  return true;
}

void RowReader::find_region(Row& row) {
  if (region_by_code(row)) return;
  const Field field = plan_.column(Field::village) ? Field::village : Field::address;
  if (!row.regency.empty()) {
    const auto regency = places_.regency(row.regency);
    if (regency && places_.can_find() && !regency->contains(places_.area()) &&
        !places_.area().contains(*regency)) {
      row.region = *regency;
      add(FindingCode::village_outside, Field::regency, {{"code", regency->text()}});
      return;
    }
  }
  if (!places_.can_find()) return;
  if (!row.village.empty()) {
    const PlaceFinder::Found found = places_.village(row.village, row.district);
    switch (found.outcome) {
      case PlaceFinder::Outcome::exact: row.region = found.code; return;
      case PlaceFinder::Outcome::misspelt:
        row.region = found.code;
        add(FindingCode::village_misspelt, field, {{"read_as", found.name}});
        return;
      case PlaceFinder::Outcome::ambiguous:
        add(FindingCode::village_ambiguous, field, {{"village", row.village}});
        break;
      case PlaceFinder::Outcome::unknown:
        add(FindingCode::village_unknown, field, {{"village", row.village}});
        break;
    }
  }
  if (!row.district.empty()) row.region = places_.district(row.district);
}

void RowReader::read_work(Row& row) {
  row.occupation = text(Field::occupation);
  row.employer = text(Field::employer);
  row.marital = text(Field::marital);
  const std::string sector = text(Field::sector);
  if (!sector.empty()) {
    const auto known = parse_sector(sector);
    row.sector = known ? std::optional(*known) : options_.words.sector(sector);
  }
  if (!row.sector && !row.occupation.empty()) row.sector = options_.words.sector(row.occupation);
  if (!row.sector && !(row.occupation.empty() && sector.empty())) {
    add(FindingCode::sector_unknown, sector.empty() ? Field::occupation : Field::sector);
  }
  if (const std::string income = without_fraction(text(Field::income)); !income.empty()) {
    const auto amount = Rupiah::parse(income);
    if (amount && amount->amount() >= 0) {
      row.income = *amount;
    } else {
      add(FindingCode::income_unreadable, Field::income);
    }
  }
  if (const std::string decile = text(Field::decile); !decile.empty()) {
    row.decile = read_decile(decile);
    if (!row.decile) add(FindingCode::decile_unreadable, Field::decile);
  }
}

void RowReader::read_condition(Row& row) {
  row.note = text(Field::note);
  if (const std::string word = text(Field::condition); !word.empty()) {
    const auto condition = read_condition_words(word);
    if (condition && row.condition == Condition::unknown) row.condition = *condition;
    if (!condition) add(FindingCode::condition_unreadable, Field::condition);
  }
  // A remark counts only for what must not be missed.
  if (row.condition == Condition::unknown || row.condition == Condition::working) {
    const auto condition = read_condition_words(row.note);
    if (condition == Condition::dead || condition == Condition::moved) row.condition = *condition;
  }
}

void RowReader::read_membership(Row& row) {
  row.payer = text(Field::payer);
  row.programmes = read_programme_words(text(Field::programmes));
  static constexpr std::pair<Field, Programme> marks[] = {{Field::jkk_mark, Programme::jkk},
                                                          {Field::jkm_mark, Programme::jkm},
                                                          {Field::jht_mark, Programme::jht},
                                                          {Field::jp_mark, Programme::jp}};
  for (const auto& [field, programme] : marks) {
    if (reads_yes(text(field))) row.programmes.add(programme);
  }
  row.segment = read_segment_word(text(Field::segment));
  const RawCell* until = cell(Field::covered_until);
  if (until == nullptr || text(Field::covered_until).empty()) return;
  DateShape shape = date_shape(*until);
  if (shape.two_digit_year) {  // the end of a membership lies in this century
    shape.year += 2000;
    shape.two_digit_year = false;
  }
  const Epoch epoch = plan_.info.epoch_1904 ? Epoch::from_1904 : Epoch::from_1900;
  row.covered_until = read_date(shape, {options_.today, {}, epoch}, std::nullopt).date;
  if (!row.covered_until) add(FindingCode::covered_until_unreadable, Field::covered_until);
}

void RowReader::report_error_cells() {
  for (const Field field : mapped_) {
    const RawCell* found = cell(field);
    if (found != nullptr && field != Field::name && lost_characters(found->text)) {
      add(FindingCode::cell_damaged, field);
    }
    if (found != nullptr && holds_error(*found)) add(FindingCode::cell_error, field);
  }
}

void RowReader::conclude(Row& row) const {
  row.linkable = !row.name.empty() && (row.nik || row.birth_date);
  const bool waits = std::any_of(findings_.begin(), findings_.end(), [](const Finding& finding) {
    return finding.severity == Severity::error;
  });
  row.status = waits ? RowStatus::waiting : RowStatus::accepted;
}

}  // namespace payung::intake
