// Goal: what is asked about one person costs what one person has, not what a nation has.
// Method: every query of it is also explained by SQLite, which chooses the way without knowing how
// large the tables are, as it does where Payung runs; none may walk through a table that grows
// with the people.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/person_history.hpp"
#include "app/programme_testing.hpp"
#include "app/status_of_person.hpp"
#include "store/campaigns.hpp"
#include "store/claims.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

/// Tables with a row or more for each person, month or pair. The regions, schemes, payers, bills
/// and runs are few.
const std::set<std::string> kLarge{
    "list_row",        "list_row_end",       "list_finding",       "person",
    "person_row",      "review_pair",        "review_decision",    "eligibility_decision",
    "eligibility_now", "eligibility_reason", "allocation_outcome", "membership_event",
    "member_number",   "bill_line",          "settlement",         "paid_month",
    "private_erasure", "access_entry"};

/// Passes everything on, and has each query explained.
class Explained final : public db::Connection {
 public:
  explicit Explained(db::Connection& inner) : inner_(inner) {}
  const std::vector<std::string>& walks() const { return walks_; }

  db::Engine engine() const override { return inner_.engine(); }
  Result<std::int64_t> run(std::string_view sql, std::span<const db::Param> params) override {
    return inner_.run(sql, params);
  }
  Status query(std::string_view sql, std::span<const db::Param> params,
               const EachRow& each) override {
    if (const auto told = explain(sql, params); !told) return told;
    return inner_.query(sql, params, each);
  }
  Status script(std::string_view sql) override { return inner_.script(sql); }
  Result<std::unique_ptr<db::BulkWriter>> bulk(std::string_view table,
                                               std::span<const std::string_view> columns) override {
    return inner_.bulk(table, columns);
  }
  Status begin(db::Access access) override { return inner_.begin(access); }
  Status commit() override { return inner_.commit(); }
  Status rollback() override { return inner_.rollback(); }

 private:
  /// "SCAN l USING INDEX bill_line_bill" of "... from bill_line l ...": an alias, or the table.
  Status explain(std::string_view sql, std::span<const db::Param> params) {
    const std::string asked = "explain query plan " + std::string(sql);
    return inner_.query(asked, params, [&](const db::Row& row) {
      const std::string step(row.text(3));
      if (!step.starts_with("SCAN ")) return Status{};
      const std::string name = step.substr(5, step.find(' ', 5) - 5);
      const bool large = std::ranges::any_of(kLarge, [&](const std::string& table) {
        return name == table || sql.find(" " + table + " " + name + " ") != std::string::npos;
      });
      if (large) walks_.push_back(step + " in: " + std::string(sql));
      return Status{};
    });
  }

  db::Connection& inner_;
  std::vector<std::string> walks_;
};

TEST(PersonPlans, NothingAskedAboutOnePersonWalksThroughAllOfThem) {
  const auto database = store::testing::memory_database();
  make_senders(*database);
  add_rows(*database, {{1, "dinas-perdagangan"}, {2, "dinas-perdagangan"}});
  Explained explained(*database);
  explained.protect_with({&database->cipher(), [](const auto*) {}});
  Office office(explained, "2025-05-20");
  const Date today = office.environment.today;
  ASSERT_TRUE(person_history(office.environment, 1, today).ok());
  ASSERT_TRUE(status_of_one(office.environment, 1, today).ok());
  ASSERT_TRUE(identity_check(office.environment, *Nik::parse("3319011705800001"), today).ok());
  ASSERT_TRUE(status_of_person(office.environment, *Nik::parse("3319011705800001"), today).ok());
  ASSERT_TRUE(store::alive_after(explained, 1, today).ok());
  EXPECT_EQ(explained.walks(), std::vector<std::string>{});
}

TEST(PersonPlans, NorWhatACampaignHasReached) {
  const auto database = store::testing::memory_database();
  Explained explained(*database);
  ASSERT_TRUE(store::pledges(explained, 1).ok());
  EXPECT_EQ(explained.walks(), std::vector<std::string>{});
}

}  // namespace
}  // namespace payung::app::testing
