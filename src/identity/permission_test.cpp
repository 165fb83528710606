// Goal: what each role may do is seen to change, and nothing is granted by accident.
// Method: the whole table spelled out by hand, role by role; words there and back.
#include "identity/permission.hpp"

#include <gtest/gtest.h>

#include "identity/caller.hpp"

namespace payung::identity {
namespace {

TEST(Permission, EachRoleMayExactlyThis) {
  const struct {
    Role role;
    const char* may;
  } table[] = {
      {Role::administrator,
       "open self figures_read rules_read jobs_read audit_read privacy_manage accounts_manage "
       "webhooks_manage system_manage"},
      {Role::branch_officer,
       "open self lists_read lists_write review_read review_propose review_approve people_read "
       "people_unmask events_write programme_read programme_write enrol_propose enrol_approve "
       "bills_read bills_make payments_record payments_approve claims_propose claims_approve "
       "ledger_read figures_read exports_read rules_read jobs_read active_query"},
      {Role::agency_operator,
       "open self lists_read lists_write review_read review_propose people_read programme_read "
       "enrol_propose bills_read figures_read rules_read jobs_read active_query"},
      {Role::company_hr,
       "open self lists_read lists_write people_read events_write enrol_propose bills_read "
       "rules_read jobs_read"},
      {Role::village_officer,
       "open self lists_read lists_write review_read review_propose people_read events_write "
       "figures_read rules_read jobs_read active_query"},
      {Role::analyst, "open self figures_read rules_read"},
      {Role::auditor,
       "open self lists_read review_read people_read people_unmask programme_read bills_read "
       "ledger_read figures_read exports_read rules_read jobs_read audit_read"},
      {Role::worker, "open self"},
      {Role::machine, "open self registry_query active_query bills_collect"},
  };
  ASSERT_EQ(std::size(table), std::size(kRoles));
  for (const auto& line : table) {
    EXPECT_EQ(Permissions(permissions_of(line.role)).text(), line.may) << to_text(line.role);
  }
}

TEST(Permission, WhatMustNeverMeet) {
  for (const Role role : kRoles) {
    SCOPED_TRACE(to_text(role));
    // Who makes accounts could make himself a second pair of eyes.
    EXPECT_FALSE(may(role, Permission::accounts_manage) && may(role, Permission::payments_approve));
    EXPECT_FALSE(may(role, Permission::accounts_manage) && may(role, Permission::people_read));
    EXPECT_FALSE(may(role, Permission::accounts_manage) && may(role, Permission::claims_approve));
    // Who is audited does not run the audit.
    EXPECT_FALSE(may(role, Permission::audit_read) && may(role, Permission::payments_record));
    EXPECT_TRUE(may(role, Permission::open));
    EXPECT_TRUE(may(role, Permission::self));
  }
}

TEST(Permission, WordsThereAndBack) {
  for (const Role role : kRoles) EXPECT_EQ(*parse_role(to_text(role)), role);
  for (const auto permission : all_permissions()) {
    EXPECT_EQ(*parse_permission(to_text(permission)), permission);
  }
  EXPECT_EQ(all_permissions().size(), 33U);
  for (const char* text : {"", "root", "Administrator", "administrator "}) {
    EXPECT_FALSE(parse_role(text).ok()) << text;
    EXPECT_FALSE(parse_permission(text).ok()) << text;
  }
}

TEST(Permissions, AreASet) {
  const Permissions few{Permission::lists_read, Permission::self};
  EXPECT_EQ(few.text(), "self lists_read");
  EXPECT_EQ(*Permissions::parse("lists_read self"), few);
  EXPECT_TRUE(few.within(Permissions(permissions_of(Role::auditor))));
  EXPECT_FALSE(few.within(Permissions(permissions_of(Role::worker))));
  EXPECT_EQ(few.both({Permission::self, Permission::open}), (Permissions{Permission::self}));
  EXPECT_TRUE(Permissions::parse("")->empty());
  EXPECT_FALSE(Permissions::parse("self  lists_read").ok());
  EXPECT_FALSE(Permissions::parse("self,lists_read").ok());
}

}  // namespace
}  // namespace payung::identity
