// Goal: each invariant that verify states is really watched: broken, it is named with its rows.
// Method: a sound small database; one corruption per check, made behind the program's back.
#include "app/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/money_testing.hpp"

namespace payung::app {
namespace {

using testing::day;
using testing::Town;

struct Corruption {
  const char* check;  ///< that must fire
  const char* why;
  const char* sql;
};

/// SQLite only: the guards are taken away first, as somebody with the file in hand can do.
const Corruption kCorruptions[] = {
    {"ledger", "an amount below zero",
     "pragma ignore_check_constraints = on; update transfer set amount = -5 where id = 1"},
    {"ledger", "from an account to itself",
     "pragma ignore_check_constraints = on; update transfer set credit = debit where id = 1"},
    {"ledger", "an account that is not there",
     "pragma foreign_keys = off; delete from account where code = 'bank'"},
    {"ledger", "suspense below zero for a time",
     "update transfer set amount = amount + 100000 where kind = 'settlement'"},
    {"bill_totals", "a total raised", "update bill set total = total + 1 where id = 1"},
    {"bill_totals", "a head too many", "update bill set people = people + 1 where id = 1"},
    {"bill_totals", "a line gone",
     "delete from bill_line where bill = 1 and person = 11 and programme = 'JKM'"},
    {"bill_lines", "another amount than the price's",
     "update bill_line set amount = amount + 1 where person = 12 and programme = 'JKK'"},
    {"bill_lines", "another month than the bill's",
     "update bill_line set month = month + 50 where person = 13"},
    {"bill_lines", "a price that is not there", "delete from price_basis where id = 1"},
    {"billed_twice", "the same person again",
     "create table copy as select * from bill_line; drop table bill_line; "
     "alter table copy rename to bill_line; "
     "insert into bill_line select * from bill_line where person = 11 limit 1"},
    {"billed_member", "somebody else's membership",
     "update bill_line set membership = 1 where person = 12"},
    {"billed_by_two", "the first payer's line is not taken back",
     "delete from bill_line where person = 14 and revision = 1"},
    {"bills_in_ledger", "the transfer of a bill changed",
     "update transfer set amount = amount + 1 where kind = 'bill' and id = 1"},
    {"bills_in_ledger", "the transfer of a bill gone", "delete from transfer where id = 1"},
    {"bills_in_ledger", "a transfer without a bill",
     "insert into transfer select 900, debit, credit, amount, booked_on, recorded_at, kind, "
     "'bill 77', null from transfer where id = 1"},
    {"payments_in_ledger", "a payment changed",
     "update payment set amount = amount + 1 where id = 1"},
    {"payments_in_ledger", "a receipt without a payment",
     "insert into transfer select 900, debit, credit, amount, booked_on, recorded_at, kind, "
     "'payment 77', null from transfer where kind = 'receipt' limit 1"},
    {"settlements_in_ledger", "a settlement's transfer gone",
     "delete from transfer where kind = 'settlement'"},
    {"settlements_in_ledger", "a transfer without a matching",
     "insert into transfer select 900, debit, credit, amount, booked_on, recorded_at, kind, "
     "'matching 77', null from transfer where kind = 'settlement' limit 1"},
    {"matching_totals", "a matching's sum changed", "update matching set paid = paid - 1"},
    {"settled_lines", "paid what nobody was billed for",
     "insert into settlement select matching, bill, month, 99, programme, revision, amount "
     "from settlement limit 1"},
    {"settled_lines", "paid less than the line",
     "update settlement set amount = amount - 1 where programme = 'JKK'"},
    {"paid_twice", "the same line again",
     "create table copy as select * from settlement; drop table settlement; "
     "alter table copy rename to settlement; "
     "insert into settlement select * from settlement limit 1"},
    {"paid_by_payment", "the payment behind cover gone",
     "pragma foreign_keys = off; delete from payment where id = 1"},
    {"paid_by_payment", "another payer's money", "update matching set payer = 2 where payer = 1"},
    {"half_paid", "one programme of a person left out",
     "delete from settlement where programme = 'JKM' and person = 11"},
    {"closed_bills", "closed with an open line",
     "insert into bill_closed select id, 1 from bill b where not exists "
     "(select 1 from bill_closed c where c.bill = b.id) limit 1"},
    {"suspense", "more used than received", "update matching set paid = paid + 100000"},
    {"receivables", "a bill's total raised", "update bill set total = total + 1 where id = 1"},
    {"claims_in_ledger", "a benefit without a claim",
     "insert into transfer select 900, debit, credit, amount, booked_on, recorded_at, 'benefit', "
     "'claim 77 event 7', null from transfer where kind = 'receipt' limit 1"},
    {"budgets", "the budget was smaller", "update budget_fact set amount = 16799 where budget = 7"},
    {"audit", "a line of the trail changed", "update audit set detail = 'x' where id = 1"},
    {"audit", "a line of the trail gone", "delete from audit where id = 1"},
};

/// Everything that can be broken: two payers, a part payment, a corrected month, a budget.
void fill(Town& town) {
  auto& database = town.database();
  ASSERT_TRUE(
      database.run("insert into budget_fact (budget, scheme_version, amount, month_from,"
                   " month_until, use_rank, source) values (7, 1, 1000000, 24300, 24312, 1,"
                   " 'test')"));
  town.enrol(11, 1, day(2025, 1, 1));
  town.enrol(12, 1, day(2025, 1, 1));
  town.enrol(13, 2, day(2025, 1, 1));
  town.enrol(14, 2, day(2025, 1, 1));
  ASSERT_TRUE(
      database.script("drop trigger membership_event_fixed; "
                      "update membership_event set budget = 7 where person = 13"));
  town.bill(2025, 1);
  town.change_payer(14, 1, testing::month(2025, 1));
  town.bill(2025, 1, BillWhat::corrections);
  town.pay("dinas", 20'000, day(2025, 1, 10));
}

void take_guards_away(db::Connection& connection) {
  std::vector<std::string> triggers;
  ASSERT_TRUE(connection.query("select name from sqlite_master where type = 'trigger'", {},
                               [&](const db::Row& row) {
                                 triggers.emplace_back(row.text(0));
                                 return Status{};
                               }));
  for (const std::string& name : triggers) {
    ASSERT_TRUE(connection.script("drop trigger \"" + name + "\""));
  }
  ASSERT_TRUE(connection.script("drop view if exists paid_month"));
}

TEST(Verify, ASoundDatabaseHasNoViolation) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Town town(connection);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});  // nothing there is sound, too
  });
  const auto connection = store::testing::memory_database();
  Town town(*connection);
  fill(town);
  EXPECT_EQ(town.broken(), std::vector<std::string>{});
}

TEST(Verify, EveryCorruptionIsFound) {
  for (const Corruption& c : kCorruptions) {
    SCOPED_TRACE(std::string(c.check) + ": " + c.why);
    const auto connection = store::testing::memory_database();
    Town town(*connection);
    fill(town);
    take_guards_away(*connection);
    const auto done = connection->script(c.sql);
    ASSERT_TRUE(done.ok()) << done.error().detail;
    const auto result = verify(town.env(), money_checks());
    ASSERT_TRUE(result.ok()) << result.error().detail;
    EXPECT_FALSE(result->sound());
    const auto found = std::ranges::find(result->checks, c.check, &CheckResult::name);
    ASSERT_NE(found, result->checks.end());
    ASSERT_FALSE(found->violations.empty());
    for (const std::string& what : found->violations) {
      EXPECT_NE(what.find_first_of("0123456789"), std::string::npos) << what;
    }
  }
}

TEST(Verify, EveryCheckHasACorruption) {
  std::set<std::string> tried;
  for (const Corruption& c : kCorruptions) tried.insert(c.check);
  for (const Check& check : money_checks()) EXPECT_TRUE(tried.contains(check.name)) << check.name;
}

TEST(Verify, RunsTheChecksOfOthers) {
  const auto connection = store::testing::memory_database();
  Town town(*connection);
  std::vector<Check> checks;
  checks.push_back({"links", [](Environment&) {
                      return Result<std::vector<std::string>>(std::vector<std::string>{"row 3"});
                    }});
  const auto result = verify(town.env(), checks);
  ASSERT_TRUE(result.ok());
  EXPECT_FALSE(result->sound());
  EXPECT_EQ(result->checks[0].violations[0], "row 3");
}

}  // namespace
}  // namespace payung::app
