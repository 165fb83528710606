#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/import_list.hpp"
#include "app/link_people.hpp"
#include "app/programme_testing.hpp"
#include "db/sha256.hpp"
#include "intake/memory_table.hpp"
#include "intake/words.hpp"
#include "store/people.hpp"

/// Lists in memory and the desk that takes them in. Names and NIKs are invented.
namespace payung::app::testing {

/// One line of a list: NIK, name, birth date, sex, village, occupation, status.
using Line = std::vector<std::string>;
using Lines = std::vector<Line>;

inline std::vector<intake::MemorySheet> sheet_of(const Lines& lines) {
  intake::MemorySheet sheet;
  sheet.info.name = "Data";
  const auto add = [&](const Line& line) {
    intake::RawRow row;
    row.number = static_cast<std::uint32_t>(sheet.rows.size() + 1);
    for (const std::string& text : line) {
      row.cells.push_back(text.empty() ? intake::RawCell{}
                                       : intake::RawCell{intake::CellKind::text, text});
    }
    sheet.rows.push_back(std::move(row));
  };
  add({"NIK", "Nama", "Tanggal Lahir", "L/P", "Desa", "Pekerjaan", "Keterangan"});
  for (const Line& line : lines) add(line);
  return {sheet};
}

inline const intake::Words& list_words() {
  static const intake::Words all = *intake::Words::load(source_file("data/header_aliases.csv"),
                                                        source_file("data/occupations.csv"));
  return all;
}

inline ImportRequest request_of(const std::vector<intake::MemorySheet>& sheets, const Lines& lines,
                                const char* sender, const char* as_of) {
  std::string content;
  for (const Line& line : lines) {
    for (const std::string& cell : line) content += cell + ";";
    content += "\n";
  }
  ImportRequest request;
  request.file_name = "daftar.xlsx";
  request.sha256 = db::sha256(content);
  request.bytes = static_cast<std::int64_t>(content.size());
  request.open = intake::MemoryTable::opener(sheets);
  request.sender_code = sender;
  request.sender_kind = intake::SenderKind::agency;
  request.area = *RegionCode::parse("33.19");
  request.as_of = *Date::parse(as_of);
  request.words = &list_words();
  return request;
}

inline Result<ImportReport> import_lines(Environment& environment, const Lines& lines,
                                         const char* sender, const char* as_of,
                                         ListKind kind = ListKind::automatic) {
  const auto sheets = sheet_of(lines);
  auto request = request_of(sheets, lines, sender, as_of);
  request.kind = kind;
  return import_list(environment, request);
}

/// The same, and it must succeed.
inline ImportReport imported(Environment& environment, const Lines& lines, const char* sender,
                             const char* as_of, ListKind kind = ListKind::automatic) {
  const auto report = import_lines(environment, lines, sender, as_of, kind);
  EXPECT_TRUE(report.ok()) << report.error().where << ": " << report.error().detail;
  return report.ok() ? *report : ImportReport{};
}

inline std::int64_t count(db::Connection& database, std::string_view sql) {
  const auto number = database.number(sql);
  EXPECT_TRUE(number.ok()) << sql;
  return number.ok() ? number->value_or(-1) : -1;
}

/// "id name" of the rows by which a sender speaks, in the order of their numbers.
inline std::vector<std::string> speaking(db::Connection& database, const char* sender) {
  std::vector<std::string> rows;
  const auto found = store::find_sender(database, sender);
  if (!found || !*found) return rows;
  const auto current = store::current_rows(database, (*found)->id);
  EXPECT_TRUE(current.ok());
  for (const auto& row : *current) rows.push_back(std::to_string(row.id) + " " + row.row.name);
  return rows;
}

inline void on_one_thread(std::size_t count,
                          const std::function<void(std::size_t, std::size_t)>& body) {
  body(0, count);
}

inline const linkage::Weights& link_weights() {
  static const linkage::Weights weights =
      *linkage::Weights::load(source_file("data/linkage_weights.csv"));
  return weights;
}

inline Result<LinkReport> link(Environment& environment) {
  return link_people(environment, link_weights(), {}, on_one_thread);
}

inline LinkReport linked(Environment& environment) {
  const auto report = link(environment);
  EXPECT_TRUE(report.ok()) << report.error().where << ": " << report.error().detail;
  return report.ok() ? *report : LinkReport{};
}

/// row -> person, for all rows that were ever linked.
inline std::map<std::int64_t, std::int64_t> persons(db::Connection& database) {
  std::map<std::int64_t, std::int64_t> all;
  const auto read = store::persons_of_rows(database);
  EXPECT_TRUE(read.ok());
  for (const auto& [row, person] : *read) all[row] = person.person;
  return all;
}

}  // namespace payung::app::testing
