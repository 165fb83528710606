// The rows of lists, in and out of the database.
#include <array>

#include "store/lists.hpp"
#include "store/private_fields.hpp"

namespace payung::store {
namespace {

constexpr std::size_t kPortion = 20'000;

constexpr std::array<std::string_view, 34> kColumns{
    "id",        "version",   "sheet",      "number",      "record_id",  "private",
    "nik_index", "nik_state", "name",       "birth_place", "birth_date", "birth_year",
    "sex",       "address",   "rt",         "rw",          "village",    "district",
    "regency",   "region",    "occupation", "sector",      "income",     "marital",
    "decile",    "condition", "employer",   "segment",     "programmes", "covered_until",
    "payer",     "note",      "status",     "linkable"};
std::optional<std::string> iso(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return date->text();
}

db::Param text_or_null(const std::optional<std::string>& text) {
  return text ? db::Param(std::string_view(*text)) : db::Param(db::null);
}

template <class Kind>
db::Param word_or_null(const std::optional<Kind>& kind) {
  return kind ? db::Param(to_text(*kind)) : db::Param(db::null);
}

db::Param number_or_null(const std::optional<int>& number) {
  return number ? db::Param(std::int64_t{*number}) : db::Param(db::null);
}

/// What was typed where no possible NIK stands, for linking to compare; the last in the order of
/// texts when several findings quote one.
std::string typed_nik(std::span<const intake::Finding> findings) {
  std::string typed;
  for (const intake::Finding& finding : findings) {
    const std::string_view code = intake::to_text(finding.code);
    const bool about_nik = code == "nik_as_number" || code == "nik_scientific" ||
                           code == "nik_letters" || code == "nik_length" ||
                           code == "nik_bad_date" || code == "nik_bad_serial";
    if (about_nik && finding.value > typed) typed = finding.value;
  }
  return typed;
}

std::string sealed_fields(const db::Connection& connection, const StoredRow& stored,
                          const std::string& typed) {
  const intake::Row& row = stored.row;
  return seal_fields(connection, stored.id,
                     {row.nik ? std::string(row.nik->digits()) : std::string(), typed,
                      row.family_card, row.kpj, row.mother_name, row.phone, row.email});
}

Status write_row(db::BulkWriter& writer, std::int64_t version, const StoredRow& stored,
                 const std::string& sealed, const std::optional<std::string>& index) {
  const intake::Row& row = stored.row;
  const auto born = iso(row.birth_date);
  const auto until = iso(row.covered_until);
  const std::optional<std::string> region =
      row.region ? std::optional(row.region->text()) : std::nullopt;
  const std::string programmes = row.programmes.text();
  const auto text = [](const std::string& field) { return db::Param(std::string_view(field)); };
  return writer.add({stored.id,
                     version,
                     text(row.sheet),
                     std::int64_t{row.number},
                     text(row.record_id),
                     text(sealed),
                     text_or_null(index),
                     intake::to_text(row.nik_state),
                     text(row.name),
                     text(row.birth_place),
                     text_or_null(born),
                     number_or_null(row.birth_year),
                     word_or_null(row.sex),
                     text(row.address),
                     text(row.rt),
                     text(row.rw),
                     text(row.village),
                     text(row.district),
                     text(row.regency),
                     text_or_null(region),
                     text(row.occupation),
                     word_or_null(row.sector),
                     row.income ? db::Param(row.income->amount()) : db::Param(db::null),
                     text(row.marital),
                     number_or_null(row.decile),
                     intake::to_text(row.condition),
                     text(row.employer),
                     word_or_null(row.segment),
                     text(programmes),
                     text_or_null(until),
                     text(row.payer),
                     text(row.note),
                     intake::to_text(row.status),
                     std::int64_t{row.linkable ? 1 : 0}});
}

/// A stored word back into its kind; a word of nobody's is a fault of the database.
template <class Kind, class Parse>
Status read_word(const db::Row& row, int column, const Parse& parse, std::optional<Kind>& out) {
  if (row.is_null(column)) return {};
  const auto kind = parse(row.text(column));
  if (!kind) return Error{Errc::integrity, "list_row", std::string(row.text(column))};
  out = *kind;
  return {};
}

intake::NikState nik_state_of(std::string_view word) {
  for (const auto state : {intake::NikState::ok, intake::NikState::missing,
                           intake::NikState::invalid, intake::NikState::damaged}) {
    if (intake::to_text(state) == word) return state;
  }
  return intake::NikState::missing;
}

Status read_kinds(const db::Row& from, intake::Row& row) {
  std::optional<intake::Condition> condition;
  for (const auto& status :
       {read_word<Date>(from, 8, Date::parse, row.birth_date),
        read_word<Sex>(from, 10, parse_sex, row.sex),
        read_word<RegionCode>(from, 17, RegionCode::parse, row.region),
        read_word<Sector>(from, 19, parse_sector, row.sector),
        read_word<intake::Condition>(from, 23, intake::parse_condition, condition),
        read_word<Segment>(from, 25, parse_segment, row.segment),
        read_word<Date>(from, 27, Date::parse, row.covered_until)}) {
    if (!status) return status;
  }
  row.condition = condition.value_or(intake::Condition::unknown);
  const auto programmes = ProgrammeSet::parse(from.text(26));
  if (!programmes) return Error{Errc::integrity, "list_row", std::string(from.text(26))};
  row.programmes = *programmes;
  return {};
}

Status read_private(const db::Connection& connection, const db::Row& from, intake::Row& row) {
  auto fields = open_fields(connection, from.integer(0), from.text(3));
  if (!fields) return fields.error();
  if (!fields->nik.empty()) {
    const auto nik = Nik::parse(fields->nik);
    if (!nik) return Error{Errc::integrity, "list_row", "a NIK that is none"};
    row.nik = *nik;
  }
  row.family_card = std::move(fields->family_card);
  row.kpj = std::move(fields->kpj);
  row.mother_name = std::move(fields->mother_name);
  row.phone = std::move(fields->phone);
  row.email = std::move(fields->email);
  return {};
}

Result<StoredRow> row_at(const db::Connection& connection, const db::Row& from) {
  const auto text = [&](int column) { return std::string(from.text(column)); };
  const auto small = [&](int column) {
    return from.is_null(column) ? std::nullopt
                                : std::optional<int>(static_cast<int>(from.integer(column)));
  };
  StoredRow stored;
  stored.id = from.integer(0);
  intake::Row& row = stored.row;
  row.sheet = text(1);
  row.number = static_cast<std::uint32_t>(from.integer(2));
  row.nik_state = nik_state_of(from.text(4));
  row.record_id = text(5);
  row.birth_place = text(6);
  row.name = text(7);
  row.birth_year = small(9);
  row.address = text(11);
  row.rt = text(12);
  row.rw = text(13);
  row.village = text(14);
  row.district = text(15);
  row.regency = text(16);
  row.occupation = text(18);
  if (!from.is_null(20)) row.income = Rupiah(from.integer(20));
  row.marital = text(21);
  row.decile = small(22);
  row.employer = text(24);
  row.payer = text(28);
  row.note = text(29);
  row.status =
      from.text(30) == "accepted" ? intake::RowStatus::accepted : intake::RowStatus::waiting;
  row.linkable = from.integer(31) == 1;
  if (const auto status = read_kinds(from, row); !status) return status.error();
  if (const auto status = read_private(connection, from, row); !status) return status.error();
  return stored;
}

/// In the order that row_at reads.
constexpr std::string_view kRowColumns =
    "select r.id, r.sheet, r.number, r.private, r.nik_state, r.record_id, r.birth_place, "
    "r.name, r.birth_date, r.birth_year, r.sex, r.address, r.rt, r.rw, r.village, r.district, "
    "r.regency, r.region, r.occupation, r.sector, r.income, r.marital, r.decile, r.condition, "
    "r.employer, r.segment, r.programmes, r.covered_until, r.payer, r.note, r.status, "
    "r.linkable ";

Result<std::vector<StoredRow>> rows_of(db::Connection& connection, std::string_view sql,
                                       std::initializer_list<db::Param> params) {
  std::vector<StoredRow> rows;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto stored = row_at(connection, row);
    if (!stored) return stored.error();
    rows.push_back(*std::move(stored));
    return {};
  });
  if (!status) return status.error();
  return rows;
}

}  // namespace

Result<std::vector<StoredRow>> current_rows(db::Connection& connection, std::int64_t sender) {
  return rows_of(
      connection,
      std::string(kRowColumns) +
          "from list_row r join list_version v on v.id = r.version where v.sender = $1 "
          "and not exists (select 1 from list_row_end e where e.row = r.id) order by r.id",
      {sender});
}

Result<std::vector<StoredRow>> current_rows_like(db::Connection& connection, std::int64_t sender,
                                                 const intake::Row& row) {
  const std::string index = row.nik ? nik_index(connection, *row.nik) : std::string();
  const std::string born = row.birth_date ? row.birth_date->text() : std::string();
  return rows_of(
      connection,
      std::string(kRowColumns) +
          "from list_row r join list_version v on v.id = r.version where v.sender = $1 "
          "and (r.nik_index = $2 or r.birth_date = $3) "
          "and not exists (select 1 from list_row_end e where e.row = r.id) order by r.id",
      {sender, index, born});
}

Result<StoredRow> stored_row(db::Connection& connection, std::int64_t id) {
  auto rows =
      rows_of(connection, std::string(kRowColumns) + "from list_row r where r.id = $1", {id});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{Errc::not_found, "list_row"};
  return std::move(rows->front());
}

Result<std::vector<RowOfSender>> current_rows_of_person(db::Connection& connection,
                                                        std::int64_t person) {
  std::vector<RowOfSender> rows;
  const auto status = connection.query(
      std::string(kRowColumns) +
          ", s.name from person_row p join list_row r on r.id = p.row "
          "join list_version v on v.id = r.version join sender s on s.id = v.sender "
          "where p.person = $1 and p.run = (select max(n.run) from person_row n where n.row = "
          "p.row) "
          "and not exists (select 1 from list_row_end e where e.row = r.id) order by r.id",
      {person}, [&](const db::Row& row) -> Status {
        auto stored = row_at(connection, row);
        if (!stored) return stored.error();
        rows.push_back({*std::move(stored), std::string(row.text(32))});
        return {};
      });
  if (!status) return status.error();
  return rows;
}

Result<RowWriter> RowWriter::open(db::Connection& connection, std::int64_t version) {
  const auto row = connection.number("select max(id) from list_row");
  if (!row) return row.error();
  const auto finding = connection.number("select max(id) from list_finding");
  if (!finding) return finding.error();
  return RowWriter(connection, version, row->value_or(0) + 1, finding->value_or(0) + 1);
}

Result<std::int64_t> RowWriter::add(const intake::Row& row,
                                    std::span<const intake::Finding> findings) {
  const std::int64_t id = next_row_++;
  rows_.push_back({id, row});
  typed_niks_.push_back(row.nik ? std::string() : typed_nik(findings));
  for (const auto& finding : findings) findings_.push_back({id, finding});
  if (rows_.size() >= kPortion) {
    if (const auto status = finish(); !status) return status.error();
  }
  return id;
}

Status RowWriter::add(const intake::Finding& finding) {
  findings_.push_back({0, finding});
  return {};
}

Status RowWriter::finish() {
  if (!rows_.empty()) {
    auto writer = connection_->bulk("list_row", std::span<const std::string_view>(kColumns));
    if (!writer) return writer.error();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const StoredRow& row = rows_[i];
      std::optional<std::string> index;
      if (row.row.nik) index = nik_index(*connection_, *row.row.nik);
      auto status = write_row(**writer, version_, row,
                              sealed_fields(*connection_, row, typed_niks_[i]), index);
      if (!status) return status;
    }
    if (const auto written = (*writer)->finish(); !written) return written.error();
    rows_.clear();
    typed_niks_.clear();
  }
  if (findings_.empty()) return {};
  auto writer =
      connection_->bulk("list_finding", {"id", "version", "row", "sheet", "number", "column_letter",
                                         "header", "code", "severity", "value", "args"});
  if (!writer) return writer.error();
  for (const auto& [row, finding] : findings_) {
    std::string args;
    for (const auto& [key, value] : finding.args)
      args.append(key).append("=").append(value) += '\n';
    const std::string letter =
        finding.column ? intake::column_letters(*finding.column) : std::string();
    const std::string place = "list_finding:" + std::to_string(next_finding_);
    const auto sealed = [&](const std::string& text) {
      return text.empty() ? text : connection_->cipher().seal(place, text);
    };
    const std::string value = sealed(finding.value);
    args = sealed(args);
    auto status = (*writer)->add(
        {next_finding_++, version_, row == 0 ? db::Param(db::null) : db::Param(row),
         std::string_view(finding.sheet), std::int64_t{finding.row}, std::string_view(letter),
         std::string_view(finding.header), intake::to_text(finding.code),
         intake::to_text(finding.severity), std::string_view(value), std::string_view(args)});
    if (!status) return status;
  }
  if (const auto written = (*writer)->finish(); !written) return written.error();
  findings_.clear();
  return {};
}

}  // namespace payung::store
