#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/nik.hpp"
#include "db/database.hpp"
#include "store/private_fields.hpp"

/// A person whom linking found in one row of one sender's list, for tests that need no import.
namespace payung::app::testing {

struct Listed {
  std::int64_t person = 11;
  std::string_view nik = "3319020101800001";
  std::string_view sender_kind = "agency";
  std::string_view as_of = "2025-01-01";
  std::int64_t number = 1;  ///< of sender, file, version and row alike
};

/// BUDI, born on 1 January 1980. Once for each database.
inline void list_person(db::Connection& connection, const Listed& who) {
  const auto rows = [&](std::string_view sql, std::initializer_list<db::Param> params) {
    const auto done = connection.run(sql, params);
    ASSERT_TRUE(done.ok()) << sql << (done.ok() ? "" : done.error().detail);
  };
  const std::int64_t one = who.number;
  rows("insert into sender values ($1, 's', 's', $2, '33.19', '2025-01-01T00:00:00Z')",
       {one, who.sender_kind});
  rows("insert into list_file values ($1, 'hash', 'f.csv', 1, '2025-01-01T00:00:00Z')", {one});
  rows(
      "insert into list_version values ($1, $1, $1, 'next', $2, null, 1, 1, 0,"
      " '2025-01-01T00:00:00Z', 'tester')",
      {one, who.as_of});
  const std::string sealed =
      store::seal_fields(connection, one, {std::string(who.nik), "", "", "", "", "", ""});
  const std::string index = store::nik_index(connection, *Nik::parse(who.nik));
  rows(
      "insert into list_row (id, version, sheet, number, record_id, private, nik_index, nik_state,"
      " name, birth_place, birth_date, address, rt, rw, village, district, regency, occupation,"
      " marital, condition, employer, programmes, payer, note, status, linkable) values ($1, $1,"
      " '', 1, 'a', $2, $3, 'ok', 'BUDI', '', '1980-01-01', '', '', '', '', '', '', '', '',"
      " 'working', '', '', '', '', 'accepted', 1)",
      {one, std::string_view(sealed), std::string_view(index)});
  rows("insert into person (id, created_at) values ($1, '2025-01-01T00:00:00Z')", {who.person});
  rows("insert into link_run values (1, '2025-01-01T00:00:00Z', 'tester', 1, 1, 0, 0, 'test')", {});
  rows("insert into person_row (row, run, person) values ($1, 1, $2)", {one, who.person});
}

}  // namespace payung::app::testing
