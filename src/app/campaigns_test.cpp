// Goal: a company's promise becomes members it pays for; pledged, matched and paid are counted.
// Method: a regency of five invented people, a campaign in one district, bills and a payment;
//   by hand: 2 workers x 16,800 = 33,600 a month; both engines.
#include "app/campaigns.hpp"

#include "app/bill_month.hpp"
#include "app/decide_eligibility.hpp"
#include "app/programme_testing.hpp"
#include "app/record_event.hpp"
#include "app/record_payment.hpp"
#include "store/member_pages.hpp"
#include "store/membership.hpp"
#include "store/receivables.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using testing::Office;

RegionCode region(const char* text) { return *RegionCode::parse(text); }
Month month(const char* text) { return *Month::parse(text); }

/// Persons 1, 2 and 3 live in district 01, 4 in 02; the programme's own money covers two.
void settle(db::Connection& connection, Office& office) {
  testing::make_senders(connection);
  testing::add_rows(
      connection,
      {{.person = 1, .sender = "dinas-sosial", .decile = 1},
       {.person = 2, .sender = "dinas-sosial", .decile = 2},
       {.person = 3, .sender = "dinas-sosial", .decile = 3},
       {.person = 4, .sender = "dinas-sosial", .region = "33.19.02.2001", .decile = 4}});
  ASSERT_TRUE(load_programme(office.environment, "p.toml", testing::kSmallProgramme).ok());
  ASSERT_TRUE(decide_eligibility(office.environment, "", {}).ok());
}

NewCampaign caring() {
  return {"peduli", "kudus-2025", "Peduli Kaliwungu", region("33.19.01"), 10};
}

TEST(Campaign, APromiseIsMatchedBilledAndPaid) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-20");
    settle(connection, office);
    auto& env = office.environment;
    const auto campaign = open_campaign(env, caring());
    ASSERT_TRUE(campaign.ok()) << campaign.error().where;
    const auto pledge = make_pledge(env, {campaign->id, "pt-baru", "PT \"Baru\" \\ Abadi", 2});
    ASSERT_TRUE(pledge.ok()) << pledge.error().where;
    EXPECT_EQ(pledge->months.text(), "2025-01/2026-01");
    EXPECT_EQ(store::pledge(connection, pledge->id)->matched, 0);

    const auto match = match_pledge(env, pledge->id);
    ASSERT_TRUE(match.ok()) << match.error().where << ": " << match.error().detail;
    EXPECT_EQ(match->enrolment.enrolled, 2);
    EXPECT_EQ(match->pledge.matched, 2);
    const auto members = list_members(env, month("2025-03"), "pt-baru");
    ASSERT_TRUE(members.ok());
    ASSERT_EQ(members->size(), 2U);  // of the district, the poorest first
    EXPECT_EQ((*members)[0].member.person, 1);
    EXPECT_EQ((*members)[1].member.person, 2);
    const std::int64_t payer = (*members)[0].member.payer;
    EXPECT_EQ(*store::member_page(connection, "", payer, 0, 10), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(*store::member_page(connection, "", payer, 1, 10), (std::vector<std::int64_t>{2}));
    EXPECT_TRUE(store::member_page(connection, "", payer + 1, 0, 10)->empty());
    // The same again finds nobody more: the promise is kept.
    EXPECT_EQ(match_pledge(env, pledge->id)->pledge.matched, 2);

    // The company that had a budget by default keeps it in the new version of the programme.
    const auto programme = stored_programme(env, "kudus-2025");
    ASSERT_TRUE(programme.ok());
    EXPECT_EQ(programme->file.funding.budgets.size(), 3U);

    ASSERT_TRUE(bill_month(env, {month("2025-01")}).ok());
    const auto open = store::receivables(connection, {});
    ASSERT_TRUE(open.ok());
    ASSERT_EQ(open->size(), 1U);
    EXPECT_EQ((*open)[0].billed, Rupiah(33'600));
    EXPECT_EQ((*open)[0].paid, Rupiah(0));
    EXPECT_EQ(store::pledge(connection, pledge->id)->paid, 0);
    ASSERT_TRUE(
        record_payment(env, {"pt-baru", Rupiah(16'800), *Date::parse("2025-01-20"), "k1", ""})
            .ok());
    EXPECT_EQ(store::pledge(connection, pledge->id)->paid, 1);
    EXPECT_EQ(store::pledge(connection, pledge->id)->paid_money, Rupiah(16'800));
    EXPECT_EQ((*store::receivables(connection, {}))[0].paid, Rupiah(16'800));
    EXPECT_TRUE(store::overdue(connection, *Date::parse("2025-01-15"), {})->empty());
    const auto late = store::overdue(connection, *Date::parse("2025-02-20"), {});
    ASSERT_TRUE(late.ok());
    ASSERT_EQ(late->size(), 1U);
    EXPECT_EQ((*late)[0].billed, Rupiah(33'600));
    EXPECT_EQ((*late)[0].paid, Rupiah(16'800));
    EXPECT_TRUE(store::receivables(connection, {.after = payer})->empty());
    EXPECT_EQ(*store::last_payer_of_window(connection, 0, 1), 1);
    EXPECT_EQ(*store::last_payer_of_window(connection, 0, 10), std::nullopt);
    EXPECT_TRUE(store::receivables(connection, {.from = month("2025-02")})->empty());
    EXPECT_TRUE(store::receivables(connection, {.until = month("2025-01")})->empty());
  });
}

TEST(Campaign, ACompanyOfTheProgrammeKeepsItsOwnBudgetBesideThePromise) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-20");
    settle(connection, office);
    auto& env = office.environment;
    const auto campaign = open_campaign(env, caring());
    ASSERT_TRUE(campaign.ok());
    const auto pledge = make_pledge(env, {campaign->id, "toko-satu", "", 1});
    ASSERT_TRUE(pledge.ok());
    EXPECT_EQ(pledge->payer_name, "Toko Satu");
    const auto match = match_pledge(env, pledge->id);
    ASSERT_TRUE(match.ok()) << match.error().where << ": " << match.error().detail;
    EXPECT_EQ(match->pledge.matched, 1);
    std::vector<std::string> codes;
    const auto programme = stored_programme(env, "kudus-2025");
    ASSERT_TRUE(programme.ok());
    for (const auto& budget : programme->file.funding.budgets) {
      codes.push_back(budget.code);
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"dinas-perdagangan", "pledge-1", "toko-satu"}));
  });
}

TEST(Campaign, APromiseMayBeTakenBackUntilSomebodyWasFound) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-20");
    settle(connection, office);
    auto& env = office.environment;
    const auto campaign = open_campaign(env, caring());
    ASSERT_TRUE(campaign.ok());
    const auto first = make_pledge(env, {campaign->id, "pt-a", "PT A", 1});
    const auto second = make_pledge(env, {campaign->id, "pt-b", "PT B", 1});
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_TRUE(take_back_pledge(env, first->id)->withdrawn);
    EXPECT_EQ(take_back_pledge(env, first->id).error().code, Errc::conflict);
    EXPECT_EQ(match_pledge(env, first->id).error().code, Errc::conflict);
    ASSERT_TRUE(match_pledge(env, second->id).ok());
    EXPECT_EQ(take_back_pledge(env, second->id).error().code, Errc::conflict);
  });
}

TEST(Campaign, RefusesWhatCannotBe) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-20");
    settle(connection, office);
    auto& env = office.environment;
    const auto campaign = open_campaign(env, caring());
    ASSERT_TRUE(campaign.ok());
    struct Case {
      const char* why;
      NewCampaign wish;
      Errc code;
    };
    const std::vector<Case> campaigns{
        {"a code that is taken", caring(), Errc::already_there},
        {"no code", {"Peduli!", "kudus-2025", "x", region("33.19.01"), 10}, Errc::bad_value},
        {"no name", {"b", "kudus-2025", "", region("33.19.01"), 10}, Errc::bad_value},
        {"nobody each", {"b", "kudus-2025", "x", region("33.19.01"), 0}, Errc::bad_value},
        {"no scheme", {"b", "jepara", "x", region("33.19.01"), 10}, Errc::not_found},
        {"a regency", {"b", "kudus-2025", "x", region("33.19"), 10}, Errc::bad_region},
        {"another regency", {"b", "kudus-2025", "x", region("33.20.01"), 10}, Errc::bad_region},
    };
    for (const auto& c : campaigns) {
      SCOPED_TRACE(c.why);
      const auto opened = open_campaign(env, c.wish);
      ASSERT_FALSE(opened.ok());
      EXPECT_EQ(opened.error().code, c.code);
    }
    struct Promise {
      const char* why;
      NewPledge wish;
      Errc code;
    };
    const std::vector<Promise> promises{
        {"no campaign", {99, "pt-a", "PT A", 10}, Errc::not_found},
        {"a code with blanks", {campaign->id, "pt a", "PT A", 10}, Errc::bad_value},
        {"nobody", {campaign->id, "pt-a", "PT A", 0}, Errc::bad_value},
        {"a name of two lines", {campaign->id, "pt-a", "PT\nA", 10}, Errc::bad_value},
        {"public money", {campaign->id, "dinas-perdagangan", "", 10}, Errc::conflict},
        {"before the programme",
         {campaign->id, "pt-a", "PT A", 10, month("2024-12")},
         Errc::bad_month},
    };
    for (const auto& c : promises) {
      SCOPED_TRACE(c.why);
      const auto made = make_pledge(env, c.wish);
      ASSERT_FALSE(made.ok());
      EXPECT_EQ(made.error().code, c.code);
    }
    EXPECT_TRUE(store::pledges(connection, campaign->id)->empty());
  });
}

}  // namespace
}  // namespace payung::app
