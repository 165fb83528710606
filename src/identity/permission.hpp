#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>

#include "base/result.hpp"

/// Who may do what. A role is a closed set of permissions; what a caller sees of it is cut down by
/// his scope (identity/scope.hpp). Everything not granted here is denied.
namespace payung::identity {

enum class Role : std::uint8_t {
  administrator,    ///< accounts, settings, keys; no claims, no money
  branch_officer,   ///< the branch of BPJS Ketenagakerjaan: the whole programme
  agency_operator,  ///< an agency (OPD): its own lists
  company_hr,       ///< a company: the people it pays for
  village_officer,  ///< a village office: its people
  analyst,          ///< figures and reports, no persons
  auditor,          ///< reads everything, changes nothing
  worker,           ///< somebody who looks at his own cover
  machine,          ///< another system, by API key: registries, banks
};
inline constexpr Role kRoles[] = {Role::administrator, Role::branch_officer,  Role::agency_operator,
                                  Role::company_hr,    Role::village_officer, Role::analyst,
                                  Role::auditor,       Role::worker,          Role::machine};
std::string_view to_text(Role role);  ///< "branch_officer"
/// Errors: bad_value.
Result<Role> parse_role(std::string_view text);

enum class Permission : std::uint8_t {
  open,             ///< nobody needs to sign in: health, the worker's door, sign-in itself
  self,             ///< anybody signed in, about himself
  lists_read,       ///< lists, their rows and findings
  lists_write,      ///< import, mapping, marked workbook
  review_read,      ///< pairs that wait for a decision
  review_propose,   ///< say "same" or "different"
  review_approve,   ///< second person's yes to a merge
  people_read,      ///< search, a person's page, masked
  people_unmask,    ///< the full NIK and phone, with a reason
  events_write,     ///< death, move, change of payer ... of a member
  programme_read,   ///< schemes, payers, budgets, eligibility, plans
  programme_write,  ///< load a programme file, decide eligibility, allocate
  enrol_propose,    ///< put a batch up for enrolment
  enrol_approve,    ///< second person's yes
  bills_read,
  bills_make,
  payments_record,   ///< book what came in, up to the limit alone
  payments_approve,  ///< second person's yes above the limit
  claims_propose,    ///< put a claim up for decision
  claims_approve,    ///< second person's yes above the limit
  ledger_read,
  figures_read,  ///< potential, targets, reports: counts, no persons
  exports_read,  ///< bulk files with persons in them
  rules_read,
  jobs_read,
  audit_read,
  privacy_manage,   ///< access logs of others, retention, erasure, breach kit
  accounts_manage,  ///< accounts, organisations, API keys of others
  webhooks_manage,
  system_manage,   ///< settings, verify, metrics
  registry_query,  ///< SP-DCI: search, subscribe, enrolled
  active_query,    ///< "active or not" for a NIK, nothing else
  bills_collect,   ///< a bank: bill inquiry and payment notification
};
std::string_view to_text(Permission permission);
/// Errors: bad_value.
Result<Permission> parse_permission(std::string_view text);
/// All of them, in the order of the enum.
std::span<const Permission> all_permissions();

/// What a role may do; `open` and, for everybody signed in, `self` included.
const std::set<Permission>& permissions_of(Role role);
bool may(Role role, Permission permission);

}  // namespace payung::identity
