#include "store/testing.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "adapters/assets/assets.hpp"
#include "adapters/postgres/postgres.hpp"
#include "adapters/sqlite/sqlite.hpp"
#include "db/migrate.hpp"
#include "db/vault_cipher.hpp"

namespace payung::store::testing {
namespace {

/// The same key in every test, so that what is stored can be compared.
void protect(db::Connection& connection) {
  static const auto vault = [] {
    const auto keyring = secrets::Keyring::parse(std::string(64, '7'));
    PAYUNG_CHECK(keyring.ok());
    return std::make_shared<const secrets::Vault>(*keyring);
  }();
  connection.protect_with(db::cipher_of(vault));
}

void migrate_all(db::Connection& connection) {
  protect(connection);
  std::vector<db::Migration> migrations;
  for (const auto& asset : assets::under("schema/")) {
    migrations.push_back({std::string(asset.path), std::string(asset.content)});
  }
  const auto status = db::migrate(connection, migrations, "2025-01-01T00:00:00Z");
  ASSERT_TRUE(status.ok()) << status.error().where << ": " << status.error().detail;
}

}  // namespace

std::unique_ptr<db::Connection> memory_database() { return file_database(":memory:"); }

std::unique_ptr<db::Connection> file_database(const std::string& path) {
  auto connection = sqlite::open(path);
  PAYUNG_CHECK(connection.ok());
  migrate_all(**connection);
  return *std::move(connection);
}

void for_each_engine(const std::function<void(db::Connection&)>& test) {
  {
    SCOPED_TRACE("SQLite");
    const auto connection = memory_database();
    test(*connection);
  }
  const char* server = std::getenv("PAYUNG_TEST_POSTGRES");
  if (server == nullptr) {
    if (std::getenv("PAYUNG_REQUIRE_POSTGRES") != nullptr) {
      ADD_FAILURE() << "no PostgreSQL: run under tools/with_postgres.sh";
    }
    static bool said = false;
    if (!said) std::cerr << "PostgreSQL left out: run under tools/with_postgres.sh\n";
    said = true;
    return;
  }
  SCOPED_TRACE("PostgreSQL");
  auto connection = postgres::open(server);
  ASSERT_TRUE(connection.ok()) << connection.error().detail;
  static int number = 0;
  const std::string schema = "test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
  ASSERT_TRUE((*connection)->script("create schema " + schema + "; set search_path = " + schema));
  migrate_all(**connection);
  test(**connection);
  static_cast<void>((*connection)->script("drop schema " + schema + " cascade"));
}

}  // namespace payung::store::testing
