// Goal: two people, each with the right and in reach, or nothing happens; decided once.
// Method: makers and checkers of each kind, replay, time running out, foreign regions.
#include "app/approvals.hpp"

#include "app/identity_testing.hpp"
#include "app/one_time_code.hpp"

namespace payung::app {
namespace {

using identity::Action;
using identity::Role;
using identity::Scope;
using store::ApprovalState;
using store::testing::for_each_engine;
using testing::House;
using testing::kHome;

RegionCode region(const char* code) { return *RegionCode::parse(code); }

Proposal batch(const char* subject) {
  return {{Action::enrolment_batch, 120}, region("33.19"), subject, "{\"plan\":12}", "ready"};
}

TEST(Approvals, TwoPeople) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("budi", Role::branch_officer);
    house.account("boss", Role::administrator);
    house.account("far", Role::branch_officer, Scope{.regions = {region("32")}});
    const auto siti = house.caller("siti");
    const auto budi = house.caller("budi");
    const auto waiting = propose(house.env, house.context, siti, batch("plan 12"));
    ASSERT_TRUE(waiting.ok());
    EXPECT_EQ(propose(house.env, house.context, budi, batch("plan 12")).error().code,
              Errc::already_there);
    const auto& id = waiting->public_id;
    EXPECT_EQ(approve(house.env, siti, id, "").error().code, Errc::conflict) << "his own";
    EXPECT_EQ(approve(house.env, house.caller("boss"), id, "").error().code, Errc::not_found);
    EXPECT_EQ(approve(house.env, house.caller("far"), id, "").error().code, Errc::not_found)
        << "in another province";
    identity::Caller key = budi;
    key.session.reset();
    key.api_key = 1;
    EXPECT_EQ(approve(house.env, key, id, "").error().code, Errc::conflict) << "a program";
    EXPECT_EQ(approve(house.env, budi, "unknown", "").error().code, Errc::not_found);
    const auto done = approve(house.env, budi, id, "checked");
    ASSERT_TRUE(done.ok());
    EXPECT_EQ(done->state, ApprovalState::approved);
    EXPECT_EQ(done->payload, "{\"plan\":12}");
    EXPECT_EQ(approve(house.env, budi, id, "").error().code, Errc::conflict) << "once";
    EXPECT_EQ(refuse(house.env, budi, id, "").error().code, Errc::conflict);
    const auto stored = approval_for(house.env, siti, id);
    EXPECT_EQ(stored->maker_name, "siti");
    EXPECT_EQ(stored->checker_name, "budi");
    EXPECT_FALSE(connection.run("update approval set state = 'refused'").ok())
        << "what is decided is fixed";
  });
}

TEST(Approvals, OnlyWhoCommandsThePlaceDecides) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    const auto waiting = propose(house.env, house.context, house.caller("siti"), batch("plan 12"));
    ASSERT_TRUE(waiting.ok());
    const std::pair<const char*, Scope> narrow[] = {
        {"payer", Scope{.payer = "toko"}},
        {"sender", Scope{.sender = "dinas"}},
        {"payer-there", Scope{.regions = {region("33.19")}, .payer = "toko"}},
        {"sector", Scope{.regions = {region("33.19")}, .sectors = {Sector::fishery}}},
        {"village", Scope{.regions = {region("33.19.01.2006")}}}};
    for (const auto& [name, scope] : narrow) {
      house.account(name, Role::branch_officer, scope);
      const auto caller = house.caller(name);
      EXPECT_TRUE(list_approvals(house.env, caller, {}, 0, 10)->empty()) << name;
      EXPECT_EQ(approve(house.env, caller, waiting->public_id, "").error().code, Errc::not_found)
          << name;
    }
    house.account("whole", Role::branch_officer, Scope{.regions = {region("33.19")}});
    EXPECT_EQ(list_approvals(house.env, house.caller("whole"), {}, 0, 10)->size(), 1U);
  });
}

TEST(Approvals, RefusedWithdrawnAndExpired) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("budi", Role::branch_officer);
    house.account("agency", Role::agency_operator);
    house.account("other", Role::agency_operator);
    auto siti = house.caller("siti");
    auto budi = house.caller("budi");
    const auto agency = house.caller("agency");
    const auto one = propose(house.env, house.context, agency, batch("plan 1"));
    ASSERT_TRUE(one.ok());
    EXPECT_EQ(approve(house.env, agency, one->public_id, "").error().code, Errc::conflict);
    EXPECT_EQ(approval_for(house.env, house.caller("other"), one->public_id).error().code,
              Errc::not_found)
        << "the proposals of others are none of theirs";
    EXPECT_EQ(refuse(house.env, siti, one->public_id, "names missing")->state,
              ApprovalState::refused);
    const auto two = propose(house.env, house.context, agency, batch("plan 1"));
    ASSERT_TRUE(two.ok()) << "a refused one may be proposed again";
    EXPECT_EQ(refuse(house.env, agency, two->public_id, "")->state, ApprovalState::withdrawn);
    const auto three = propose(house.env, house.context, siti, batch("plan 3"));
    house.later(14 * 86'400);
    siti = house.caller("siti");
    budi = house.caller("budi");
    EXPECT_EQ(approve(house.env, budi, three->public_id, "").error().code, Errc::conflict);
    EXPECT_EQ(approval_for(house.env, budi, three->public_id)->state, ApprovalState::expired);
    EXPECT_TRUE(list_approvals(house.env, budi, ApprovalState::proposed, 0, 50)->empty());
    EXPECT_TRUE(propose(house.env, house.context, siti, batch("plan 3")).ok());
    EXPECT_EQ(list_approvals(house.env, budi, {}, 0, 50)->size(), 4U);
    EXPECT_EQ(list_approvals(house.env, budi, {}, 0, 2)->size(), 2U);
  });
}

TEST(Approvals, WhatIsNoProposal) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    house.account("siti", Role::branch_officer);
    house.account("eye", Role::analyst);
    const auto siti = house.caller("siti");
    auto wrong = batch("");
    EXPECT_EQ(propose(house.env, house.context, siti, wrong).error().code, Errc::bad_value);
    wrong = batch("plan 1");
    wrong.stake.size = -1;
    EXPECT_EQ(propose(house.env, house.context, siti, wrong).error().code, Errc::bad_value);
    wrong = batch("plan 1");
    wrong.reason = std::string(501, 'x');
    EXPECT_EQ(propose(house.env, house.context, siti, wrong).error().code, Errc::bad_value);
    EXPECT_EQ(propose(house.env, house.context, house.caller("eye"), batch("p")).error().code,
              Errc::conflict);
    EXPECT_EQ(house.number("select count(*) from approval"), 0);
  });
}

TEST(OneTimeCode, CountsOnceForItsPurposeForMinutes) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    const auto check = [&](const SentCode& sent, const std::string& code,
                           const std::string& purpose = "door") {
      return *check_code(house.env, house.context, {sent.id, code, purpose, kHome});
    };
    const auto first = make_code(house.env, house.context, {12, "door"});
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->code.size(), 6U);
    EXPECT_EQ(check(*first, first->code, "export").answer, CodeAnswer::refused);
    const auto right = check(*first, first->code);
    EXPECT_EQ(right.answer, CodeAnswer::right);
    EXPECT_EQ(right.person, 12);
    EXPECT_EQ(check(*first, first->code).answer, CodeAnswer::refused) << "replayed";

    const auto earlier = make_code(house.env, house.context, {12, "door"});
    const auto late = make_code(house.env, house.context, {12, "door"});
    const auto stale = make_code(house.env, house.context, {12, "door"});
    EXPECT_EQ(check(*late, earlier->code).answer, CodeAnswer::right) << "a newer one ends none";
    EXPECT_EQ(check(*late, late->code).answer, CodeAnswer::refused) << "an id counts once as well";
    house.later(600);
    EXPECT_EQ(check(*stale, stale->code).answer, CodeAnswer::refused) << "ten minutes";

    const auto guessed = make_code(house.env, house.context, {13, "door"});
    for (int i = 0; i < 5; ++i) check(*guessed, "no");
    EXPECT_EQ(check(*guessed, guessed->code).answer, CodeAnswer::wait);
    house.later(60);
    EXPECT_EQ(check(*guessed, guessed->code).answer, CodeAnswer::refused) << "five tries, dead";
    SentCode unknown{"nobody", "000000", {}};
    EXPECT_EQ(check(unknown, "000000").answer, CodeAnswer::refused);
    EXPECT_EQ(house.number("select count(*) from one_time_code where length(hash) < 20"), 0);
  });
}

TEST(OneTimeCode, NobodyIsFlooded) {
  for_each_engine([](db::Connection& connection) {
    House house(connection);
    for (int i = 0; i < 5; ++i) {
      EXPECT_TRUE(make_code(house.env, house.context, {12, "door"}).ok());
    }
    EXPECT_EQ(make_code(house.env, house.context, {12, "door"}).error().code, Errc::conflict);
    EXPECT_TRUE(make_code(house.env, house.context, {13, "door"}).ok());
    house.later(3'600);
    EXPECT_TRUE(make_code(house.env, house.context, {12, "door"}).ok());
  });
}

}  // namespace
}  // namespace payung::app
