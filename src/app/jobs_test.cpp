// Goal: a job is done once, by one server, and none is lost when a server dies.
// Method: the states of a few jobs step by step, with two holders and a clock of our own.
#include "app/jobs.hpp"

#include <gtest/gtest.h>

#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using store::JobState;

constexpr const char* kNow = "2025-01-10T08:00:00Z";
constexpr const char* kSoon = "2025-01-10T08:01:00Z";
constexpr const char* kLater = "2025-01-10T08:02:00Z";

identity::Caller caller(std::int64_t account, const char* region) {
  identity::Caller one;
  one.account = account;
  one.name = "petugas" + std::to_string(account);
  one.scope.regions = {*RegionCode::parse(region)};
  return one;
}

store::Job put(testing::Office& office, const identity::Caller& who, const char* kind) {
  const auto job = put_up_job(office.environment, who, {kind, "{}", *RegionCode::parse("33.19")});
  EXPECT_TRUE(job.ok());
  return *job;
}

TEST(Jobs, OneAfterTheOtherInTheirOrder) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto me = caller(1, "33.19");
    const auto first = put(office, me, "link_people");
    const auto second = put(office, me, "verify");
    auto taken = store::take_job(connection, "a", kNow, kSoon);
    ASSERT_TRUE(taken.ok() && taken->has_value());
    EXPECT_EQ((*taken)->id, first.id);
    EXPECT_EQ((*taken)->attempts, 1);
    EXPECT_FALSE(store::take_job(connection, "b", kNow, kSoon)->has_value());
    (*taken)->state = JobState::done;
    (*taken)->result = "{\"rows\":3}";
    EXPECT_FALSE(*store::end_job(connection, **taken, "b"));  // not its holder
    EXPECT_TRUE(*store::end_job(connection, **taken, "a"));
    EXPECT_FALSE(*store::end_job(connection, **taken, "a"));  // over
    EXPECT_EQ(store::job(connection, first.id)->result, "{\"rows\":3}");
    const auto next = store::take_job(connection, "b", kNow, kSoon);
    ASSERT_TRUE(next.ok() && next->has_value());
    EXPECT_EQ((*next)->id, second.id);
  });
}

TEST(Jobs, AnotherServerTakesOverWhatNobodyKeeps) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto job = put(office, caller(1, "33.19"), "link_people");
    ASSERT_TRUE(store::take_job(connection, "a", kNow, kSoon)->has_value());
    EXPECT_TRUE(store::pulse_job(connection, job, "a", kSoon)->held);
    const auto again = store::take_job(connection, "b", kLater, "2025-01-10T08:03:00Z");
    ASSERT_TRUE(again.ok() && again->has_value());
    EXPECT_EQ((*again)->attempts, 2);
    EXPECT_FALSE(store::pulse_job(connection, job, "a", kLater)->held);
    store::Job late = job;
    late.state = JobState::done;
    EXPECT_FALSE(*store::end_job(connection, late, "a"));
  });
}

TEST(Jobs, WhatADeadServerLeftIsPutBack) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto job = put(office, caller(1, "33.19"), "link_people");
    ASSERT_TRUE(store::take_job(connection, "a", kNow, kSoon)->has_value());
    EXPECT_EQ(*store::put_back_running(connection), 1);
    EXPECT_EQ(store::job(connection, job.id)->state, JobState::queued);
    ASSERT_TRUE(store::take_job(connection, "b", kNow, kSoon)->has_value());
    EXPECT_TRUE(store::put_back(connection, job.id, "b").ok());
    EXPECT_EQ(store::job(connection, job.id)->attempts, 1);  // leaving on purpose does not count
  });
}

TEST(Jobs, StoppingOneThatWaitsAndOneThatRuns) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto me = caller(1, "33.19");
    const auto runs = put(office, me, "link_people");
    const auto waits = put(office, me, "verify");
    ASSERT_TRUE(store::take_job(connection, "a", kNow, kSoon)->has_value());
    EXPECT_EQ(*stop_job(office.environment, me, waits.id), JobState::cancelled);
    EXPECT_EQ(*stop_job(office.environment, me, waits.id), JobState::cancelled);
    EXPECT_EQ(*stop_job(office.environment, me, runs.id), JobState::running);
    EXPECT_TRUE(store::pulse_job(connection, runs, "a", kSoon)->stop_asked);
  });
}

TEST(Jobs, AreSeenByWhoAskedAndByWhoCommandsThePlace) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto job = put(office, caller(1, "33.19"), "link_people");
    EXPECT_TRUE(job_for(office.environment, caller(1, "33.20"), job.id).ok());
    EXPECT_TRUE(job_for(office.environment, caller(2, "33"), job.id).ok());
    auto narrow = caller(3, "33.19");
    narrow.scope.sender = "dinas";
    for (const auto& other : {caller(2, "33.20"), caller(2, "33.19.01"), narrow}) {
      const auto shown = job_for(office.environment, other, job.id);
      ASSERT_FALSE(shown.ok());
      EXPECT_EQ(shown.error().code, Errc::not_found);
      EXPECT_TRUE(jobs_for(office.environment, other, "", 0, 10)->jobs.empty());
      EXPECT_FALSE(stop_job(office.environment, other, job.id).ok());
    }
    // Seeing is not stopping.
    EXPECT_FALSE(stop_job(office.environment, caller(2, "33"), job.id).ok());
  });
}

}  // namespace
}  // namespace payung::app
