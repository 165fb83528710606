#include "store/privacy.hpp"

#include <array>
#include <utility>

namespace payung::store {
namespace {

constexpr std::array<std::pair<Basis, std::string_view>, 6> kBases{{
    {Basis::consent, "consent"},
    {Basis::contract, "contract"},
    {Basis::legal_obligation, "legal_obligation"},
    {Basis::vital_interest, "vital_interest"},
    {Basis::public_task, "public_task"},
    {Basis::legitimate_interest, "legitimate_interest"},
}};

}  // namespace

std::string_view to_text(Basis basis) {
  for (const auto& [value, word] : kBases) {
    if (value == basis) return word;
  }
  PAYUNG_CHECK(false);
}

Result<Basis> parse_basis(std::string_view text) {
  for (const auto& [value, word] : kBases) {
    if (word == text) return value;
  }
  return Error{Errc::bad_value, "basis",
               "consent, contract, legal_obligation, vital_interest, public_task or "
               "legitimate_interest"};
}

std::string_view to_text(ErasureGround ground) {
  switch (ground) {
    case ErasureGround::asked: return "asked";
    case ErasureGround::retention: return "retention";
  }
  PAYUNG_CHECK(false);
}

Result<std::vector<SourceBasis>> source_bases(db::Connection& connection) {
  std::vector<SourceBasis> all;
  const auto status = connection.query(
      "select b.sender, s.code, b.purpose, b.basis, b.reference, b.retention_months, "
      "b.recorded_at, b.actor from source_basis b join sender s on s.id = b.sender "
      "where b.id = (select max(n.id) from source_basis n where n.sender = b.sender) "
      "order by s.code",
      {}, [&](const db::Row& row) -> Status {
        const auto basis = parse_basis(row.text(3));
        if (!basis) return Error{Errc::integrity, "source_basis", basis.error().where};
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), *basis,
                       std::string(row.text(4)), row.integer(5), std::string(row.text(6)),
                       std::string(row.text(7))});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<std::vector<std::string>> senders_without_basis(db::Connection& connection) {
  std::vector<std::string> codes;
  const auto status = connection.query(
      "select code from sender where id not in (select sender from source_basis) order by code", {},
      [&](const db::Row& row) {
        codes.emplace_back(row.text(0));
        return Status{};
      });
  if (!status) return status.error();
  return codes;
}

Status add_source_basis(db::Connection& connection, const SourceBasis& basis) {
  const auto last = connection.number("select max(id) from source_basis");
  if (!last) return last.error();
  const auto written = connection.run(
      "insert into source_basis (id, sender, purpose, basis, reference, retention_months, "
      "recorded_at, actor) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {last->value_or(0) + 1, basis.sender, std::string_view(basis.purpose), to_text(basis.basis),
       std::string_view(basis.reference), basis.retention_months,
       std::string_view(basis.recorded_at), std::string_view(basis.actor)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<HeldRow>> held_rows_of(db::Connection& connection, std::int64_t person) {
  std::vector<HeldRow> rows;
  const auto status = connection.query(
      "select r.id, s.code, p.row, ev.received_at, b.retention_months "
      "from (select distinct row from person_row where person = $1) own "
      "join list_row r on r.id = own.row join list_version v on v.id = r.version "
      "join sender s on s.id = v.sender left join private_erasure p on p.row = r.id "
      "left join list_row_end e on e.row = r.id left join list_version ev on ev.id = e.version "
      "left join source_basis b on b.sender = s.id "
      "and b.id = (select max(n.id) from source_basis n where n.sender = s.id) order by r.id",
      {person}, [&](const db::Row& row) {
        HeldRow held{row.integer(0),
                     std::string(row.text(1)),
                     !row.is_null(2),
                     std::string(row.text(3)),
                     {}};
        if (!row.is_null(4)) held.months = row.integer(4);
        rows.push_back(std::move(held));
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

Result<std::vector<EndedHeldRow>> ended_rows_with_retention(db::Connection& connection) {
  std::vector<EndedHeldRow> rows;
  const auto status = connection.query(
      "select e.row, p.person, ev.received_at, b.retention_months from list_row_end e "
      "join list_version ev on ev.id = e.version join source_basis b on b.sender = ev.sender "
      "and b.id = (select max(n.id) from source_basis n where n.sender = ev.sender) "
      "left join person_row p on p.row = e.row "
      "and p.run = (select max(m.run) from person_row m where m.row = e.row) "
      "where not exists (select 1 from private_erasure x where x.row = e.row) order by e.row",
      {}, [&](const db::Row& row) {
        rows.push_back({row.integer(0), row.integer(1), std::string(row.text(2)), row.integer(3)});
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

Status erase_row(db::Connection& connection, std::int64_t row, ErasureGround ground,
                 std::string_view reason, std::string_view now, std::string_view actor) {
  const auto known = connection.number("select row from private_erasure where row = $1", {row});
  if (!known) return known.error();
  if (*known) return {};
  const auto written = connection.run(
      "insert into private_erasure (row, at, actor, ground, reason) values ($1, $2, $3, $4, $5)",
      {row, now, actor, to_text(ground), reason});
  if (!written) return written.error();
  const auto emptied = connection.run(
      "update list_row set record_id = '', private = '', nik_index = null, name = '', "
      "birth_place = '', birth_date = null, birth_year = null, address = '', rt = '', rw = '', "
      "village = '', income = null, employer = '', note = '', linkable = 0 where id = $1",
      {row});
  if (!emptied) return emptied.error();
  const auto quoted =
      connection.run("update list_finding set value = '', args = '' where row = $1", {row});
  if (!quoted) return quoted.error();
  const auto corrected = connection.run(
      "update list_edit set change = '' where exists (select 1 from list_row r where r.id = $1 and "
      "r.version = list_edit.version and r.sheet = list_edit.sheet and "
      "r.number = list_edit.row_number)",
      {row});
  return corrected ? Status{} : Status{corrected.error()};
}

}  // namespace payung::store
