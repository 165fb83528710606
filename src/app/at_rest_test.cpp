// Goal: what is private of a list stands nowhere in the database in words that can be read.
// Method: a list with every private column, good and damaged; then every text column of every
// table is searched on both engines, and on SQLite the bytes of the file and its log too.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/sqlite/sqlite.hpp"
#include "app/lists_testing.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

const Line kHeader{"NIK",   "Nama", "Tanggal Lahir", "No KK", "No HP", "Nama Ibu Kandung",
                   "Email", "Desa"};
const Lines kPeople{{"3319011705800001", "Budi Santoso", "17-05-1980", "3319010203040506",
                     "081234567890", "Sumiyatun Wagiyem", "budi.santoso@surat.example", "Banget"},
                    // Damaged: what was typed is quoted in a finding, and kept for linking.
                    {"33190117O5800002", "Siti Aminah", "17-05-1980", "3319010203040507",
                     "085711112222", "Kartinah Legi", "", "Banget"}};

/// Parts of what must not be seen. Eight digits are enough to know somebody in a village.
const char* const kSecrets[] = {"17058000",  "17O58000", "01020304",     "1234567890", "11112222",
                                "Sumiyatun", "Kartinah", "budi.santoso", "SUMIYATUN",  "KARTINAH"};

std::vector<intake::MemorySheet> list_of_people() {
  auto sheets = sheet_of(kPeople);
  for (std::size_t i = 0; i < kHeader.size(); ++i) {
    auto& cells = sheets[0].rows[0].cells;
    cells.resize(std::max(cells.size(), i + 1));
    cells[i] = {intake::CellKind::text, kHeader[i]};
  }
  return sheets;
}

void take_in(db::Connection& database) {
  Office office(database, "2025-01-10");
  const auto sheets = list_of_people();
  const auto report =
      import_list(office.environment, request_of(sheets, kPeople, "tani", "2025-01-05"));
  ASSERT_TRUE(report.ok()) << report.error().where << ": " << report.error().detail;
  EXPECT_EQ(report->version.rows, 2);
  linked(office.environment);
}

using Column = std::pair<std::string, std::string>;

std::vector<Column> text_columns(db::Connection& database) {
  std::vector<Column> columns;
  const bool server = database.engine() == db::Engine::postgres;
  const auto read = database.query(
      server ? "select table_name::text, column_name::text from information_schema.columns where "
               "table_schema = current_schema() and data_type = 'text' order by 1, 2"
             : "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c "
               "where m.type = 'table' and lower(c.type) = 'text' order by 1, 2",
      {}, [&](const db::Row& row) {
        columns.emplace_back(row.text(0), row.text(1));
        return Status{};
      });
  EXPECT_TRUE(read.ok()) << read.error().detail;
  return columns;
}

TEST(AtRest, NoTextColumnShowsWhatIsPrivate) {
  store::testing::for_each_engine([](db::Connection& database) {
    take_in(database);
    const auto columns = text_columns(database);
    EXPECT_GT(columns.size(), 100U);
    int names = 0;
    for (const auto& [table, column] : columns) {
      const auto holds = [&](std::string_view part) {
        const std::string sql = "select count(*) from \"" + table + "\" where \"" + column +
                                "\" like '%" + std::string(part) + "%'";
        return count(database, sql) > 0;
      };
      for (const char* secret : kSecrets) EXPECT_FALSE(holds(secret)) << table << "." << column;
      names += holds("Budi Santoso") ? 1 : 0;
    }
    EXPECT_GE(names, 1);  // the search does find what stands there
  });
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(AtRest, NoByteOfTheFileShowsWhatIsPrivate) {
  const auto path =
      std::filesystem::temp_directory_path() / ("at_rest_" + std::to_string(getpid()) + ".db");
  {
    const auto database = store::testing::file_database(path.string());
    take_in(*database);
    const std::string log = bytes_of(path.string() + "-wal");
    EXPECT_NE(log.find("Budi Santoso"), std::string::npos);
    for (const char* secret : kSecrets) EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
  const std::string file = bytes_of(path);
  EXPECT_NE(file.find("Budi Santoso"), std::string::npos);
  for (const char* secret : kSecrets) EXPECT_EQ(file.find(secret), std::string::npos) << secret;
  for (const char* end : {"", "-wal", "-shm", ".lock"}) {
    std::filesystem::remove(path.string() + end);
  }
}

}  // namespace
}  // namespace payung::app::testing
