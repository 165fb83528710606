// The rows of lists, in and out of the database.
#include <array>

#include "store/lists.hpp"

namespace payung::store {
namespace {

constexpr std::size_t kPortion = 20'000;

constexpr std::array<std::string_view, 38> kColumns{
    "id",         "version",     "sheet",       "number",        "record_id",   "nik",
    "nik_state",  "family_card", "kpj",         "name",          "birth_place", "birth_date",
    "birth_year", "sex",         "mother_name", "address",       "rt",          "rw",
    "village",    "district",    "regency",     "region",        "phone",       "email",
    "occupation", "sector",      "income",      "marital",       "decile",      "condition",
    "employer",   "segment",     "programmes",  "covered_until", "payer",       "note",
    "status",     "linkable"};

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

Status write_row(db::BulkWriter& writer, std::int64_t version, const StoredRow& stored) {
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
                     row.nik ? db::Param(row.nik->digits()) : db::Param(db::null),
                     intake::to_text(row.nik_state),
                     text(row.family_card),
                     text(row.kpj),
                     text(row.name),
                     text(row.birth_place),
                     text_or_null(born),
                     number_or_null(row.birth_year),
                     word_or_null(row.sex),
                     text(row.mother_name),
                     text(row.address),
                     text(row.rt),
                     text(row.rw),
                     text(row.village),
                     text(row.district),
                     text(row.regency),
                     text_or_null(region),
                     text(row.phone),
                     text(row.email),
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
       {read_word<Nik>(from, 3, Nik::parse, row.nik),
        read_word<Date>(from, 9, Date::parse, row.birth_date),
        read_word<Sex>(from, 11, parse_sex, row.sex),
        read_word<RegionCode>(from, 19, RegionCode::parse, row.region),
        read_word<Sector>(from, 23, parse_sector, row.sector),
        read_word<intake::Condition>(from, 27, intake::parse_condition, condition),
        read_word<Segment>(from, 29, parse_segment, row.segment),
        read_word<Date>(from, 31, Date::parse, row.covered_until)}) {
    if (!status) return status;
  }
  row.condition = condition.value_or(intake::Condition::unknown);
  const auto programmes = ProgrammeSet::parse(from.text(30));
  if (!programmes) return Error{Errc::integrity, "list_row", std::string(from.text(30))};
  row.programmes = *programmes;
  return {};
}

Result<StoredRow> row_at(const db::Row& from) {
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
  row.family_card = text(6);
  row.kpj = text(7);
  row.name = text(8);
  row.birth_year = small(10);
  row.mother_name = text(12);
  row.address = text(13);
  row.rt = text(14);
  row.rw = text(15);
  row.village = text(16);
  row.district = text(17);
  row.regency = text(18);
  row.phone = text(20);
  row.email = text(21);
  row.occupation = text(22);
  if (!from.is_null(24)) row.income = Rupiah(from.integer(24));
  row.marital = text(25);
  row.decile = small(26);
  row.employer = text(28);
  row.payer = text(32);
  row.note = text(33);
  row.status =
      from.text(34) == "accepted" ? intake::RowStatus::accepted : intake::RowStatus::waiting;
  row.linkable = from.integer(35) == 1;
  row.birth_place = text(36);
  if (const auto status = read_kinds(from, row); !status) return status.error();
  return stored;
}

}  // namespace

Result<std::vector<StoredRow>> current_rows(db::Connection& connection, std::int64_t sender) {
  std::vector<StoredRow> rows;
  const auto status = connection.query(
      "select r.id, r.sheet, r.number, r.nik, r.nik_state, r.record_id, r.family_card, r.kpj, "
      "r.name, r.birth_date, r.birth_year, r.sex, r.mother_name, r.address, r.rt, r.rw, r.village, "
      "r.district, r.regency, r.region, r.phone, r.email, r.occupation, r.sector, r.income, "
      "r.marital, r.decile, r.condition, r.employer, r.segment, r.programmes, r.covered_until, "
      "r.payer, r.note, r.status, r.linkable, r.birth_place "
      "from list_row r join list_version v on v.id = r.version where v.sender = $1 "
      "and not exists (select 1 from list_row_end e where e.row = r.id) order by r.id",
      {sender}, [&](const db::Row& row) -> Status {
        auto stored = row_at(row);
        if (!stored) return stored.error();
        rows.push_back(*std::move(stored));
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
    for (const auto& row : rows_) {
      if (auto status = write_row(**writer, version_, row); !status) return status;
    }
    if (const auto written = (*writer)->finish(); !written) return written.error();
    rows_.clear();
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
    auto status =
        (*writer)->add({next_finding_++, version_, row == 0 ? db::Param(db::null) : db::Param(row),
                        std::string_view(finding.sheet), std::int64_t{finding.row},
                        std::string_view(letter), std::string_view(finding.header),
                        intake::to_text(finding.code), intake::to_text(finding.severity),
                        std::string_view(finding.value), std::string_view(args)});
    if (!status) return status;
  }
  if (const auto written = (*writer)->finish(); !written) return written.error();
  findings_.clear();
  return {};
}

}  // namespace payung::store
