// Goal: above the limit two people are needed, and they are two.
// Method: stakes on both sides of each limit; checkers who may and who may not.
#include "identity/four_eyes.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

Caller officer(std::int64_t account, Role role = Role::branch_officer) {
  Caller caller;
  caller.account = account;
  caller.role = role;
  caller.permissions = Permissions(permissions_of(role));
  caller.session = 1;
  return caller;
}

TEST(FourEyes, AboveTheLimit) {
  const FourEyesLimits limits{100, 0, Rupiah(5'000'000), std::nullopt};
  const struct {
    Stake stake;
    bool two;
  } cases[] = {
      {{Action::enrolment_batch, 100}, false},
      {{Action::enrolment_batch, 101}, true},
      {{Action::person_merge, 0}, false},
      {{Action::person_merge, 1}, true},
      {{Action::payment, 5'000'000}, false},
      {{Action::payment, 5'000'001}, true},
      {{Action::claim, 0}, true},
      {{Action::claim, 1}, true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(needs_two(c.stake, limits), c.two) << to_text(c.stake.action) << c.stake.size;
  }
  for (const Action action : kActions) EXPECT_TRUE(needs_two({action, 1}, {})) << "no limit set";
}

TEST(FourEyes, TheCheckerIsAnotherPersonWhoMay) {
  for (const Action action : kActions) {
    SCOPED_TRACE(to_text(action));
    EXPECT_EQ(*parse_action(to_text(action)), action);
    EXPECT_TRUE(may_decide(officer(2), action, 1).ok());
    EXPECT_FALSE(may_decide(officer(1), action, 1).ok()) << "his own";
    Caller key = officer(2);
    key.session.reset();
    key.api_key = 7;
    EXPECT_FALSE(may_decide(key, action, 1).ok()) << "by a program";
    for (const Role role : kRoles) {
      if (role == Role::branch_officer) continue;
      EXPECT_FALSE(may_decide(officer(2, role), action, 1).ok()) << to_text(role);
    }
  }
  EXPECT_FALSE(parse_action("merge").ok());
}

}  // namespace
}  // namespace payung::identity
