// Goal: what the planner shows is what a plan enrols, after a second person's yes and once only.
// Method: a regency of five invented people who may be covered, two places; figures by hand:
//   12 months x 16,800 = 201,600, so 403,200 is two places; both engines.
#include "app/plans.hpp"

#include "app/approvals.hpp"
#include "app/decide_eligibility.hpp"
#include "app/identity_testing.hpp"
#include "app/programme_testing.hpp"
#include "app/record_event.hpp"

namespace payung::app {
namespace {

using allocation::BoardQuestion;

/// Persons 1 to 4 are in the register, the poorest first; 3 and 5 are farmers.
class Regency {
 public:
  explicit Regency(db::Connection& connection)
      : house(connection), office(connection, "2025-01-20") {
    testing::make_senders(connection);
    testing::add_rows(
        connection,
        {{.person = 1, .sender = "dinas-sosial", .decile = 1},
         {.person = 2, .sender = "dinas-sosial", .region = "33.19.02.2001", .decile = 2},
         {.person = 3, .sender = "dinas-sosial", .sector = "agriculture", .decile = 3},
         {.person = 4, .sender = "dinas-sosial", .decile = 4},
         {.person = 5, .sender = "dinas-perdagangan", .sector = "agriculture"}});
    EXPECT_TRUE(load_programme(env(), "p.toml", testing::kSmallProgramme).ok());
    EXPECT_TRUE(decide_eligibility(env(), "", {}).ok());
    house.account("siti", identity::Role::branch_officer);
    house.account("budi", identity::Role::branch_officer);
  }
  Environment& env() { return office.environment; }

  /// Proposed by one, said yes or no to by the other.
  Status decide(const KnownPlan& plan, bool yes) {
    const auto siti = house.caller("siti");
    const auto budi = house.caller("budi");
    auto transaction = db::Transaction::begin(env().database);
    if (!transaction) return transaction.error();
    const auto waiting = propose(house.env, house.context, siti,
                                 {{identity::Action::enrolment_batch, plan.plan.covered},
                                  *RegionCode::parse("33.19"),
                                  "plan " + std::to_string(plan.plan.id),
                                  "{}",
                                  ""});
    if (!waiting) return waiting.error();
    if (auto noted = note_proposal(env(), plan.plan.id, waiting->public_id); !noted) return noted;
    if (auto done = transaction->commit(); !done) return done;
    const auto ended = yes ? approve(house.env, budi, waiting->public_id, "")
                           : refuse(house.env, budi, waiting->public_id, "");
    return ended ? Status{} : Status{ended.error()};
  }

  std::vector<std::int64_t> members() {
    const auto all = list_members(env(), *Month::parse("2025-03"), "");
    EXPECT_TRUE(all.ok());
    std::vector<std::int64_t> persons;
    for (const auto& one : *all) persons.push_back(one.member.person);
    return persons;
  }

  testing::House house;
  testing::Office office;
  Planner planner;
};

PlannerQuery farmers_first() {
  PlannerQuery query{"kudus-2025"};
  query.budget = "dinas-perdagangan";
  query.sectors = {Sector::agriculture};
  return query;
}

TEST(Planner, TellsWhoIsCoveredWhoWaitsAndUntilWhen) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const auto report = regency.planner.answer(regency.env(), farmers_first());
    ASSERT_TRUE(report.ok()) << report.error().where << report.error().detail;
    EXPECT_EQ(report->amount, Rupiah(403'200));
    EXPECT_EQ(report->answer.people, 5);
    EXPECT_EQ(report->answer.covered, 2);
    EXPECT_EQ(report->answer.cost, Rupiah(403'200));
    EXPECT_EQ(report->answer.cost_of_all, Rupiah(1'008'000));
    EXPECT_EQ(report->money_until->text(), "2026-01");
    EXPECT_EQ(report->citation, "sector:agriculture > decile > age_desc");
    for (const auto& cell : report->answer.cells) {
      EXPECT_EQ(cell.covered, cell.sector == Sector::agriculture ? 2 : 0);
    }
    // Half a year: twice as many for the same money.
    auto half = farmers_first();
    half.until = *Month::parse("2025-07");
    EXPECT_EQ(regency.planner.answer(regency.env(), half)->answer.covered, 4);
    // Money that is not there yet, a district first.
    PlannerQuery supposed{"kudus-2025"};
    supposed.amount = Rupiah(201'600);
    supposed.areas = {*RegionCode::parse("33.19.02")};
    const auto elsewhere = regency.planner.answer(regency.env(), supposed);
    ASSERT_TRUE(elsewhere.ok());
    for (const auto& cell : elsewhere->answer.cells) {
      EXPECT_EQ(cell.covered, cell.district == *RegionCode::parse("33.19.02") ? 1 : 0);
    }
    EXPECT_EQ(regency.planner.answer(regency.env(), {"nowhere"}).error().code, Errc::not_found);
    auto unknown = farmers_first();
    unknown.budget = "nobody";
    EXPECT_EQ(regency.planner.answer(regency.env(), unknown).error().code, Errc::not_found);
    auto backwards = farmers_first();
    backwards.until = *Month::parse("2025-01");
    EXPECT_EQ(regency.planner.answer(regency.env(), backwards).error().code, Errc::bad_month);
  });
}

TEST(Planner, TheTableSaysWhoAsksAndWhatIsLeft) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const auto table = regency.planner.table(regency.env(), "kudus-2025");
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->people, 5);
    EXPECT_EQ(table->sectors.at(Sector::agriculture), 2);
    EXPECT_EQ(table->districts.at(*RegionCode::parse("33.19.02")), 1);
    ASSERT_EQ(table->budgets.size(), 2U);
    EXPECT_EQ(table->budgets[0].left, Rupiah(403'200));
    EXPECT_EQ(table->budgets[1].heads_left, 1);
  });
}

TEST(Plans, AreEnrolledAsShownAfterASecondYes) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const auto plan = save_plan(regency.env(), regency.planner, "Petani dulu", farmers_first());
    ASSERT_TRUE(plan.ok()) << plan.error().where << plan.error().detail;
    EXPECT_EQ(plan->plan.covered, 2);
    EXPECT_TRUE(may_be_proposed(*plan).ok());
    EXPECT_EQ(carry_out_plan(regency.env(), plan->plan.id).error().code, Errc::conflict)
        << "nobody said yes";
    ASSERT_TRUE(regency.decide(*plan, true).ok());
    EXPECT_EQ(known_plan(regency.env(), plan->plan.id)->state, PlanState::approved);

    const auto done = carry_out_plan(regency.env(), plan->plan.id);
    ASSERT_TRUE(done.ok()) << done.error().where << done.error().detail;
    EXPECT_EQ(done->enrolment.enrolled, 2);
    EXPECT_EQ(regency.members(), (std::vector<std::int64_t>{3, 5}));  // the farmers
    EXPECT_EQ(known_plan(regency.env(), plan->plan.id)->state, PlanState::enrolled);
    EXPECT_EQ(carry_out_plan(regency.env(), plan->plan.id).error().code, Errc::nothing_done);
    EXPECT_EQ(may_be_proposed(*known_plan(regency.env(), plan->plan.id)).error().code,
              Errc::conflict);

    // The money is promised now, and those who have cover ask no more.
    const auto after = regency.planner.answer(regency.env(), farmers_first());
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(after->members, 2);
    EXPECT_EQ(after->answer.people, 3);
    EXPECT_EQ(after->answer.covered, 0);
  });
}

TEST(Plans, ARefusedOneIsNotCarriedOutAndMayBeProposedAgain) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const auto plan = save_plan(regency.env(), regency.planner, "Petani dulu", farmers_first());
    ASSERT_TRUE(plan.ok());
    ASSERT_TRUE(regency.decide(*plan, false).ok());
    const auto refused = known_plan(regency.env(), plan->plan.id);
    EXPECT_EQ(refused->state, PlanState::refused);
    EXPECT_EQ(carry_out_plan(regency.env(), plan->plan.id).error().code, Errc::conflict);
    EXPECT_TRUE(may_be_proposed(*refused).ok());
    EXPECT_TRUE(regency.members().empty());
  });
}

TEST(Plans, NeedAPayerAndAName) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    PlannerQuery supposed{"kudus-2025"};
    supposed.amount = Rupiah(5'000'000'000);
    const auto plan = save_plan(regency.env(), regency.planner, "Rp5 miliar", supposed);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->plan.covered, 5);
    EXPECT_EQ(may_be_proposed(*plan).error().code, Errc::conflict) << "nobody pays";
    EXPECT_EQ(save_plan(regency.env(), regency.planner, "", supposed).error().code,
              Errc::bad_value);
    const auto all = known_plans(regency.env(), plan->plan.scheme, 0, 10);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->size(), 1U);
    EXPECT_EQ(known_plan(regency.env(), 99).error().code, Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::app
