#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "base/testing.hpp"
#include "db/database.hpp"
#include "store/private_fields.hpp"

/// A small regency for tests of use cases: senders, rows and persons that never existed.
namespace payung::app::testing {

inline std::string source_file(const std::string& name) {
  std::ifstream file(source_folder() + "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline const RegionTable& regions() {
  static const RegionTable table =
      *RegionTable::load(source_file("data/regions.csv"), source_file("data/historic_codes.csv"));
  return table;
}

inline const rules::RuleBook& law() {
  static const rules::RuleBook book = [] {
    std::vector<rules::RuleFile> files;
    for (const char* name : {"rules/contribution.toml", "rules/coverage.toml",
                             "rules/enrolment.toml", "rules/relief.toml"}) {
      files.push_back({name, source_file(name)});
    }
    return *rules::RuleBook::load(files);
  }();
  return book;
}

/// An environment on `today`, with its own silent progress.
struct Office {
  Office(db::Connection& connection, const char* today)
      : environment{connection,
                    law(),
                    regions(),
                    progress,
                    *Date::parse(today),
                    std::string(today) + "T01:00:00Z",
                    "siti"} {}
  SilentProgress progress;
  Environment environment;
};

struct TestRow {
  std::int64_t person;
  const char* sender;  ///< one of those of make_senders
  const char* birth = "1980-05-17";
  const char* region = "33.19.01.2001";
  const char* sector = "trade";
  const char* condition = "unknown";
  int decile = 0;
  bool nik = true;
};

/// "3319011705800001" and so on: a man's number, by person.
inline std::string nik_of(const TestRow& row) {
  const std::string birth(row.birth);
  const std::string serial = std::to_string(row.person);
  return "331901" + birth.substr(8, 2) + birth.substr(5, 2) + birth.substr(2, 2) +
         std::string(4 - serial.size(), '0') + serial;
}

inline void must(const Result<std::int64_t>& result) {
  ASSERT_TRUE(result.ok()) << result.error().where << ": " << result.error().detail;
}

inline void make_senders(db::Connection& connection) {
  const std::vector<std::pair<const char*, const char*>> senders{
      {"dinas-sosial", "welfare_register"},
      {"dinas-perdagangan", "agency"},
      {"cabang", "branch"},
      {"siak", "registry"},
      {"desa-demaan", "village"}};
  std::int64_t id = 0;
  for (const auto& [code, kind] : senders) {
    ++id;
    must(
        connection.run("insert into sender (id, code, name, kind, area, created_at) "
                       "values ($1, $2, $2, $3, '33.19', '2025-01-01')",
                       {id, code, kind}));
    must(
        connection.run("insert into list_file (id, sha256, name, bytes, received_at) "
                       "values ($1, $2, 'list', 1, '2025-01-01')",
                       {id, code}));
    must(connection.run(
        "insert into list_version (id, sender, file, kind, as_of, previous, rows, accepted, "
        "waiting, received_at, received_by) "
        "values ($1, $1, $1, 'next', '2025-01-01', null, 1, 1, 0, '2025-01-01', 'siti')",
        {id}));
  }
  must(connection.run(
      "insert into link_run (id, at, run_by, rows, persons, reviews, changed, engine) "
      "values (1, '2025-01-01', 'siti', 1, 1, 0, 1, 'test')"));
}

inline void add_rows(db::Connection& connection, const std::vector<TestRow>& rows) {
  for (const TestRow& row : rows) {
    const auto last = connection.number("select max(id) from list_row");
    ASSERT_TRUE(last.ok());
    const std::int64_t id = last->value_or(0) + 1;
    must(connection.run(
        "insert into person (id, created_at) values ($1, '2025-01-01') on conflict do nothing",
        {row.person}));
    const std::string nik = nik_of(row);
    const std::string sealed =
        store::seal_fields(connection, id, {row.nik ? nik : "", "", "", "", "", "", ""});
    const std::string index =
        row.nik ? store::nik_index(connection, *Nik::parse(nik)) : std::string();
    const db::Param number = row.nik ? db::Param(std::string_view(index)) : db::Param(db::null);
    const db::Param sector = *row.sector == 0 ? db::Param(db::null) : db::Param(row.sector);
    const db::Param birth = *row.birth == 0 ? db::Param(db::null) : db::Param(row.birth);
    const db::Param decile =
        row.decile == 0 ? db::Param(db::null) : db::Param(std::int64_t{row.decile});
    must(connection.run(
        "insert into list_row (id, version, sheet, number, record_id, private, nik_index, "
        "nik_state, name, birth_place, birth_date, address, rt, rw, village, district, regency, "
        "region, occupation, sector, marital, decile, condition, employer, programmes, payer, "
        "note, status, linkable) "
        "values ($1, (select v.id from list_version v join sender s on s.id = v.sender "
        "where s.code = $2), '', $1, '', $10, $3, $4, 'INVENTED', '', $5, '', '', '', '', '', '', "
        "$6, '', $7, '', $8, $9, '', '', '', '', 'accepted', 1)",
        {id, row.sender, number, row.nik ? "ok" : "missing", birth, row.region, sector, decile,
         row.condition, std::string_view(sealed)}));
    must(connection.run("insert into person_row (row, run, person) values ($1, 1, $2)",
                        {id, row.person}));
  }
}

/// Two places, first for the poorest, from January to December 2025, and money for one more.
inline constexpr const char* kSmallProgramme = R"(
[scheme]
code = "kudus-2025"
name = "Pekerja rentan"
area = "33.19"
period = "2025-01/2026-01"
programmes = "JKK+JKM"
source = "Perbup Kudus 29/2020"
priority = ["decile", "age_desc"]

[[payer]]
code = "dinas-perdagangan"
name = "Dinas Perdagangan"
kind = "apbd_regency"

[[payer]]
code = "toko-satu"
name = "Toko Satu"
kind = "company"
area = "33.19.01"
heads = 1

[[budget]]
payer = "dinas-perdagangan"
amount = 403_200
)";

}  // namespace payung::app::testing
