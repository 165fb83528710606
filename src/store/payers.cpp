#include "store/payers.hpp"

namespace payung::store {
namespace {

Error misread(std::string_view table, const Error& error) {
  return {Errc::integrity, std::string(table), error.where};
}

Result<SchemeVersion> version_at(const db::Row& row) {
  const auto area = RegionCode::parse(row.text(5));
  if (!area) return misread("scheme_version", area.error());
  const auto from = Month::from_index(row.integer(6));
  if (!from) return misread("scheme_version", from.error());
  const auto until = Month::from_index(row.integer(7));
  if (!until) return misread("scheme_version", until.error());
  const auto programmes = ProgrammeSet::parse(row.text(8));
  if (!programmes) return misread("scheme_version", programmes.error());
  return SchemeVersion{row.integer(0),           row.integer(1),
                       row.integer(2),           std::string(row.text(3)),
                       std::string(row.text(4)), *area,
                       {*from, *until},          *programmes,
                       std::string(row.text(9)), std::string(row.text(10)),
                       std::string(row.text(11))};
}

Result<std::int64_t> next_id(db::Connection& connection, std::string_view max_of_table) {
  const auto last = connection.number(max_of_table);
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

/// Payers with their newest facts; `rest` goes on from the where.
Result<std::vector<allocation::Payer>> read_payers(db::Connection& connection,
                                                   std::string_view rest,
                                                   std::initializer_list<db::Param> params) {
  std::vector<allocation::Payer> all;
  const std::string sql =
      "select p.id, p.code, f.name, p.kind, f.area, f.wadah, f.source "
      "from payer p join payer_fact f on f.payer = p.id "
      "where f.scheme_version = "
      "(select max(n.scheme_version) from payer_fact n where n.payer = p.id) " +
      std::string(rest);
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    const auto kind = parse_payer_kind(row.text(3));
    if (!kind) return misread("payer", kind.error());
    const auto area = RegionCode::parse(row.text(4));
    if (!area) return misread("payer_fact", area.error());
    allocation::Payer payer{
        row.integer(0), std::string(row.text(1)), std::string(row.text(2)), *kind, *area,
        std::nullopt,   std::string(row.text(6))};
    if (!row.is_null(5)) {
      const auto wadah = allocation::parse_wadah(row.text(5));
      if (!wadah) return misread("payer_fact", wadah.error());
      payer.wadah = *wadah;
    }
    all.push_back(std::move(payer));
    return {};
  });
  if (!status) return status.error();
  return all;
}

template <class T>
db::Param optional_text(const std::optional<T>& value) {
  return value ? db::Param(to_text(*value)) : db::Param(db::null);
}

}  // namespace

Result<std::vector<SchemeVersion>> schemes(db::Connection& connection) {
  std::vector<SchemeVersion> all;
  const auto status = connection.query(
      "select v.id, v.scheme, v.version, s.code, v.name, v.area, v.month_from, v.month_until, "
      "v.programmes, v.file, v.content, v.content_hash "
      "from scheme_version v join scheme s on s.id = v.scheme "
      "where v.version = (select max(n.version) from scheme_version n where n.scheme = v.scheme) "
      "order by s.code",
      {}, [&](const db::Row& row) -> Status {
        auto version = version_at(row);
        if (!version) return version.error();
        all.push_back(*std::move(version));
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<SchemeVersion> scheme_by_code(db::Connection& connection, std::string_view code) {
  std::optional<SchemeVersion> found;
  const auto status = connection.query(
      "select v.id, v.scheme, v.version, s.code, v.name, v.area, v.month_from, v.month_until, "
      "v.programmes, v.file, v.content, v.content_hash "
      "from scheme_version v join scheme s on s.id = v.scheme "
      "where s.code = $1 order by v.version desc limit 1",
      {code}, [&](const db::Row& row) -> Status {
        auto version = version_at(row);
        if (!version) return version.error();
        found = *std::move(version);
        return {};
      });
  if (!status) return status.error();
  if (!found) return Error{Errc::not_found, "scheme " + std::string(code), "payung payers load"};
  return *std::move(found);
}

Status add_scheme_version(db::Connection& connection, SchemeVersion& version, std::string_view now,
                          std::string_view actor) {
  const auto known = connection.number("select id from scheme where code = $1", {version.code});
  if (!known) return known.error();
  if (*known) {
    version.scheme = **known;
  } else {
    const auto id = next_id(connection, "select max(id) from scheme");
    if (!id) return id.error();
    version.scheme = *id;
    const auto added =
        connection.run("insert into scheme (id, code, recorded_at) values ($1, $2, $3)",
                       {version.scheme, version.code, now});
    if (!added) return added.error();
  }
  const auto last = connection.number("select max(version) from scheme_version where scheme = $1",
                                      {version.scheme});
  if (!last) return last.error();
  const auto id = next_id(connection, "select max(id) from scheme_version");
  if (!id) return id.error();
  version.version = last->value_or(0) + 1;
  version.id = *id;
  const std::string area = version.area.text();
  const std::string programmes = version.programmes.text();
  const auto added = connection.run(
      "insert into scheme_version (id, scheme, version, name, area, month_from, month_until, "
      "programmes, file, content, content_hash, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {version.id, version.scheme, version.version, version.name, area,
       std::int64_t{version.period.from.index()}, std::int64_t{version.period.until.index()},
       programmes, version.file, version.content, version.content_hash, now, actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<allocation::Payer>> payers(db::Connection& connection) {
  return read_payers(connection, "order by p.id", {});
}

Result<std::optional<allocation::Payer>> payer_by_code(db::Connection& connection,
                                                       std::string_view code) {
  auto found = read_payers(connection, "and p.code = $1", {code});
  if (!found) return found.error();
  if (found->empty()) return std::optional<allocation::Payer>{};
  return std::optional(std::move(found->front()));
}

Result<std::map<std::string, std::int64_t>> payer_ids(db::Connection& connection) {
  std::map<std::string, std::int64_t> ids;
  const auto status =
      connection.query("select code, id from payer", {}, [&](const db::Row& row) -> Status {
        ids.emplace(row.text(0), row.integer(1));
        return {};
      });
  if (!status) return status.error();
  return ids;
}

Status add_payer(db::Connection& connection, allocation::Payer& payer, std::int64_t scheme_version,
                 std::string_view now) {
  std::optional<std::string> kind;
  std::optional<std::int64_t> known;
  const auto looked = connection.query("select id, kind from payer where code = $1", {payer.code},
                                       [&](const db::Row& row) {
                                         known = row.integer(0);
                                         kind = row.text(1);
                                         return Status{};
                                       });
  if (!looked) return looked.error();
  if (known) {
    payer.id = *known;
    if (*kind != to_text(payer.kind)) {
      return Error{Errc::conflict, "payer " + payer.code,
                   "is known as " + *kind + "; give the new one a code of its own"};
    }
  } else {
    const auto id = next_id(connection, "select max(id) from payer");
    if (!id) return id.error();
    payer.id = *id;
    const auto added =
        connection.run("insert into payer (id, code, kind, recorded_at) values ($1, $2, $3, $4)",
                       {payer.id, payer.code, to_text(payer.kind), now});
    if (!added) return added.error();
  }
  const std::string area = payer.area.text();
  const auto added = connection.run(
      "insert into payer_fact (payer, scheme_version, name, area, wadah, source) "
      "values ($1, $2, $3, $4, $5, $6)",
      {payer.id, scheme_version, payer.name, area, optional_text(payer.wadah), payer.source});
  return added ? Status{} : Status{added.error()};
}

Result<std::map<std::string, std::int64_t>> budget_ids(db::Connection& connection,
                                                       std::int64_t scheme) {
  std::map<std::string, std::int64_t> ids;
  const auto status = connection.query("select code, id from budget where scheme = $1 order by id",
                                       {scheme}, [&](const db::Row& row) {
                                         ids.emplace(row.text(0), row.integer(1));
                                         return Status{};
                                       });
  if (!status) return status.error();
  return ids;
}

Status add_budget(db::Connection& connection, allocation::Budget& budget, std::int64_t scheme,
                  std::int64_t scheme_version) {
  std::optional<std::int64_t> known;
  std::int64_t payer = 0;
  const auto looked =
      connection.query("select id, payer from budget where scheme = $1 and code = $2",
                       {scheme, budget.code}, [&](const db::Row& row) {
                         known = row.integer(0);
                         payer = row.integer(1);
                         return Status{};
                       });
  if (!looked) return looked.error();
  if (known) {
    budget.id = *known;
    if (payer != budget.payer) {
      return Error{Errc::conflict, "budget " + budget.code,
                   "belongs to another payer; give the new one a code of its own"};
    }
  } else {
    const auto id = next_id(connection, "select max(id) from budget");
    if (!id) return id.error();
    budget.id = *id;
    const auto added =
        connection.run("insert into budget (id, scheme, code, payer) values ($1, $2, $3, $4)",
                       {budget.id, scheme, budget.code, budget.payer});
    if (!added) return added.error();
  }
  const auto added = connection.run(
      "insert into budget_fact (budget, scheme_version, amount, heads_max, month_from, "
      "month_until, use_rank, source) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {budget.id, scheme_version,
       budget.amount ? db::Param(budget.amount->amount()) : db::Param(db::null),
       db::maybe(budget.heads_max), std::int64_t{budget.months.from.index()},
       std::int64_t{budget.months.until.index()}, std::int64_t{budget.rank}, budget.source});
  return added ? Status{} : Status{added.error()};
}

Result<std::map<std::int64_t, std::string>> schemes_of_budgets(db::Connection& connection) {
  std::map<std::int64_t, std::string> codes;
  const auto status = connection.query(
      "select b.id, s.code from budget b join scheme s on s.id = b.scheme order by b.id", {},
      [&](const db::Row& row) {
        codes.emplace(row.integer(0), row.text(1));
        return Status{};
      });
  if (!status) return status.error();
  return codes;
}

Result<std::string> payer_code(db::Connection& connection, std::int64_t payer) {
  const auto code = connection.word("select code from payer where id = $1", {payer});
  if (!code) return code.error();
  if (!*code) return Error{Errc::integrity, "payer " + std::to_string(payer)};
  return **code;
}

}  // namespace payung::store
