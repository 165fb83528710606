#include "identity/permission.hpp"

#include <array>
#include <string>

#include "identity/caller.hpp"

namespace payung::identity {
namespace {

using enum Permission;

constexpr std::array kPermissions{
    open,
    self,
    lists_read,
    lists_write,
    review_read,
    review_propose,
    review_approve,
    people_read,
    people_unmask,
    events_write,
    programme_read,
    programme_write,
    enrol_propose,
    enrol_approve,
    bills_read,
    bills_make,
    payments_record,
    payments_approve,
    claims_propose,
    claims_approve,
    ledger_read,
    figures_read,
    exports_read,
    rules_read,
    jobs_read,
    audit_read,
    privacy_manage,
    accounts_manage,
    webhooks_manage,
    system_manage,
    registry_query,
    active_query,
    bills_collect,
};

using Set = std::set<Permission>;

/// Runs the house and the accounts of others, answers for privacy (retention, the report after a
/// breach) and reads the trail for it; sees no person, moves no money.
const Set kAdministrator{
    open,         self,           rules_read,      jobs_read,       audit_read,
    figures_read, privacy_manage, accounts_manage, webhooks_manage, system_manage};

/// The programme from list to claim. Maker and checker both: that they are two people is what
/// identity/four_eyes.hpp sees to. No accounts, no trail of his own deeds.
const Set kBranchOfficer{
    open,           self,           lists_read,    lists_write,  review_read,     review_propose,
    review_approve, people_read,    people_unmask, events_write, programme_read,  programme_write,
    enrol_propose,  enrol_approve,  bills_read,    bills_make,   payments_record, payments_approve,
    claims_propose, claims_approve, ledger_read,   figures_read, exports_read,    rules_read,
    jobs_read,      active_query};

/// Sends lists, says which rows are one person, proposes its people, looks at its bills.
const Set kAgencyOperator{open,           self,        lists_read,     lists_write,   review_read,
                          review_propose, people_read, programme_read, enrol_propose, bills_read,
                          figures_read,   rules_read,  jobs_read,      active_query};

/// Sends the list of those it pays for, reports who left, looks at its bills. Asks for no NIK of
/// its own choosing.
const Set kCompanyHr{open,         self,          lists_read, lists_write, people_read,
                     events_write, enrol_propose, bills_read, rules_read,  jobs_read};

/// Knows who died, moved or is listed twice; helps people to learn whether they are covered.
const Set kVillageOfficer{open,         self,           lists_read,  lists_write,
                          review_read,  review_propose, people_read, events_write,
                          figures_read, rules_read,     jobs_read,   active_query};

/// Counts, never persons.
const Set kAnalyst{open, self, figures_read, rules_read};

/// Reads everything, changes nothing. A full NIK he sees as everybody does: with a reason, logged.
const Set kAuditor{open,          self,           lists_read, review_read, people_read,
                   people_unmask, programme_read, bills_read, ledger_read, figures_read,
                   exports_read,  rules_read,     jobs_read,  audit_read};

/// Himself.
const Set kWorker{open, self};

/// What its key says of this: a registry asks, a bank collects.
const Set kMachine{open, self, registry_query, active_query, bills_collect};

}  // namespace

std::string_view to_text(Role role) {
  switch (role) {
    case Role::administrator: return "administrator";
    case Role::branch_officer: return "branch_officer";
    case Role::agency_operator: return "agency_operator";
    case Role::company_hr: return "company_hr";
    case Role::village_officer: return "village_officer";
    case Role::analyst: return "analyst";
    case Role::auditor: return "auditor";
    case Role::worker: return "worker";
    case Role::machine: return "machine";
  }
  PAYUNG_CHECK(false);
}

Result<Role> parse_role(std::string_view text) {
  std::string known;
  for (const Role role : kRoles) {
    if (to_text(role) == text) return role;
    known += (known.empty() ? "one of " : ", ") + std::string(to_text(role));
  }
  return Error{Errc::bad_value, "role", known};
}

std::string_view to_text(Permission permission) {
  switch (permission) {
    case open: return "open";
    case self: return "self";
    case lists_read: return "lists_read";
    case lists_write: return "lists_write";
    case review_read: return "review_read";
    case review_propose: return "review_propose";
    case review_approve: return "review_approve";
    case people_read: return "people_read";
    case people_unmask: return "people_unmask";
    case events_write: return "events_write";
    case programme_read: return "programme_read";
    case programme_write: return "programme_write";
    case enrol_propose: return "enrol_propose";
    case enrol_approve: return "enrol_approve";
    case bills_read: return "bills_read";
    case bills_make: return "bills_make";
    case payments_record: return "payments_record";
    case payments_approve: return "payments_approve";
    case claims_propose: return "claims_propose";
    case claims_approve: return "claims_approve";
    case ledger_read: return "ledger_read";
    case figures_read: return "figures_read";
    case exports_read: return "exports_read";
    case rules_read: return "rules_read";
    case jobs_read: return "jobs_read";
    case audit_read: return "audit_read";
    case privacy_manage: return "privacy_manage";
    case accounts_manage: return "accounts_manage";
    case webhooks_manage: return "webhooks_manage";
    case system_manage: return "system_manage";
    case registry_query: return "registry_query";
    case active_query: return "active_query";
    case bills_collect: return "bills_collect";
  }
  PAYUNG_CHECK(false);
}

Result<Permission> parse_permission(std::string_view text) {
  for (const Permission permission : kPermissions) {
    if (to_text(permission) == text) return permission;
  }
  return Error{Errc::bad_value, "permission", "a name such as lists_read"};
}

std::span<const Permission> all_permissions() { return kPermissions; }

const std::set<Permission>& permissions_of(Role role) {
  switch (role) {
    case Role::administrator: return kAdministrator;
    case Role::branch_officer: return kBranchOfficer;
    case Role::agency_operator: return kAgencyOperator;
    case Role::company_hr: return kCompanyHr;
    case Role::village_officer: return kVillageOfficer;
    case Role::analyst: return kAnalyst;
    case Role::auditor: return kAuditor;
    case Role::worker: return kWorker;
    case Role::machine: return kMachine;
  }
  PAYUNG_CHECK(false);
}

bool may(Role role, Permission permission) { return permissions_of(role).contains(permission); }

std::string Permissions::text() const {
  std::string words;
  for (const Permission permission : kPermissions) {
    if (!has(permission)) continue;
    if (!words.empty()) words += ' ';
    words += to_text(permission);
  }
  return words;
}

Result<Permissions> Permissions::parse(std::string_view text) {
  Permissions all;
  while (!text.empty()) {
    const auto end = text.find(' ');
    const auto permission = parse_permission(text.substr(0, end));
    if (!permission) return permission.error();
    all.add(*permission);
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return all;
}

}  // namespace payung::identity
