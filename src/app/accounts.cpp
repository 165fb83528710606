#include "app/accounts.hpp"

#include <algorithm>

#include "app/accounts_shared.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kNameMin = 2;
constexpr std::size_t kNameMax = 64;
constexpr std::size_t kShownBytesMax = 200;
constexpr std::size_t kMailBytesMax = 254;  // RFC 5321, 4.5.3.1.3
constexpr std::size_t kReasonBytesMax = 500;
constexpr std::string_view kFirstName = "admin";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

Status check_code(std::string_view field, std::string_view text) {
  const bool sound = text.size() >= kNameMin && text.size() <= kNameMax && text[0] >= 'a' &&
                     text[0] <= 'z' && std::all_of(text.begin(), text.end(), is_plain);
  if (sound) return {};
  return Error{Errc::bad_value, std::string(field),
               "2 to 64 of a-z, 0-9, dot, dash and underscore, first a letter"};
}

bool is_line(std::string_view text, std::size_t bytes_max) {
  return text.size() <= bytes_max && db::check_text(text).ok() &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Status check(const NewAccount& account) {
  if (auto status = check_code("name", account.name); !status) return status;
  if (auto status = check_shown_name(account.shown_name); !status) return status;
  return account.mail ? check_mail(lower_case(*account.mail)) : Status{};
}

Result<Invitation> created(Environment& env, const IdentityContext& context,
                           const NewAccount& asked) {
  store::Account account;
  account.public_id = context.new_public_id();
  account.name = asked.name;
  account.shown_name = asked.shown_name;
  if (asked.mail) account.mail = lower_case(*asked.mail);
  account.role = asked.role;
  account.scope = asked.scope;
  account.recorded_at = env.now;
  const auto same = store::account_by_name(env.database, account.name);
  if (!same) return same.error();
  if (*same) return Error{Errc::already_there, "name", "take another one"};
  if (account.mail) {
    const auto other = store::account_by_mail(env.database, *account.mail);
    if (!other) return other.error();
    if (*other) return Error{Errc::already_there, "mail", "it belongs to another account"};
  }
  if (asked.organisation) {
    const auto organisation = store::organisation_by_code(env.database, *asked.organisation);
    if (!organisation) return organisation.error();
    if (!*organisation) return Error{Errc::not_found, "organisation", "a code of the list"};
    account.organisation = (*organisation)->id;
  }
  const bool machine = account.role == identity::Role::machine;
  account.state = machine ? store::AccountState::active : store::AccountState::invited;
  if (const auto added = store::add_account(env.database, account); !added) return added.error();
  if (const auto told = tell(env, "create_account", account, "", summary(account), ""); !told) {
    return told.error();
  }
  if (machine) return Invitation{account, "", {}};
  return invite(env, context, account, "invitation");
}

Result<std::optional<Invitation>> started(Environment& env, const IdentityContext& context) {
  const auto active = store::count_active_administrators(env.database);
  if (!active) return active.error();
  if (*active > 0) return std::optional<Invitation>();
  const auto count = store::count_accounts(env.database);
  if (!count) return count.error();
  if (*count == 0) {
    auto first = created(env, context,
                         {std::string(kFirstName),
                          "Administrator",
                          {},
                          {},
                          identity::Role::administrator,
                          identity::Scope::everything()});
    if (!first) return first.error();
    return std::optional(*std::move(first));
  }
  const auto known = store::account_by_name(env.database, kFirstName);
  if (!known) return known.error();
  if (!*known || (*known)->state != store::AccountState::invited ||
      (*known)->role != identity::Role::administrator) {
    return std::optional<Invitation>();
  }
  auto again = invite(env, context, **known, "invitation");
  if (!again) return again.error();
  if (const auto told = tell(env, "invite_again", **known, "", "", ""); !told) return told.error();
  return std::optional(*std::move(again));
}

}  // namespace

Result<store::Account> account_named(db::Connection& database, std::string_view public_id) {
  if (!db::check_text(public_id)) return Error{Errc::not_found, "account"};
  const auto account = store::account_by_public_id(database, public_id);
  if (!account) return account.error();
  if (!*account) return Error{Errc::not_found, "account"};
  return **account;
}

Result<Invitation> invite(Environment& env, const IdentityContext& context,
                          const store::Account& account, std::string_view purpose) {
  const auto now = moment(env);
  if (!now) return now.error();
  Invitation invitation{account, context.new_token("pyl_"), now->plus(context.settings().link_s)};
  store::OneTimeLink link;
  link.account = account.id;
  link.purpose = purpose;
  link.token_hash = context.hash_of("link", invitation.token);
  link.created = *now;
  link.expires = invitation.expires;
  if (const auto added = store::add_link(env.database, link); !added) return added.error();
  return invitation;
}

Status tell(Environment& env, std::string_view action, const store::Account& account,
            std::string_view before, std::string_view after, std::string_view reason) {
  const auto event = store::add_account_event(
      env.database, {account.id, std::string(action), std::string(before), std::string(after),
                     env.now, env.actor, std::string(reason)});
  if (!event) return event;
  std::string detail;
  if (!before.empty()) detail += "before: " + std::string(before) + "; ";
  if (!after.empty()) detail += "after: " + std::string(after) + "; ";
  if (!reason.empty()) detail += "reason: " + std::string(reason);
  return store::audit(
      env.database, {env.now, env.actor, action, "account " + std::to_string(account.id), detail});
}

std::string summary(const store::Account& account) {
  return "role=" + std::string(identity::to_text(account.role)) +
         " state=" + std::string(store::to_text(account.state)) + " scope=[" +
         identity::to_text(account.scope) + "]";
}

Status check_shown_name(std::string_view name) {
  if (!name.empty() && is_line(name, kShownBytesMax)) return {};
  return Error{Errc::bad_value, "shown_name", "1 to 200 bytes on one line"};
}

Status check_mail(std::string_view mail) {
  const auto at = mail.find('@');
  const bool sound = is_line(mail, kMailBytesMax) && at != std::string_view::npos && at > 0 &&
                     at + 1 < mail.size() && mail.find('@', at + 1) == std::string_view::npos &&
                     mail.find(' ') == std::string_view::npos;
  return sound ? Status{} : Error{Errc::bad_value, "mail", "siti@example.org"};
}

Status check_reason(std::string_view reason) {
  if (is_line(reason, kReasonBytesMax)) return {};
  return Error{Errc::bad_value, "reason", "at most 500 bytes on one line"};
}

std::string lower_case(std::string_view text) {
  std::string low(text);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

Result<std::optional<Invitation>> first_start(Environment& env, const IdentityContext& context) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto first = started(env, context);
  if (!first) return first;
  if (const auto done = transaction->commit(); !done) return done.error();
  return first;
}

Result<Invitation> create_account(Environment& env, const IdentityContext& context,
                                  const NewAccount& account) {
  if (const auto sound = check(account); !sound) return sound.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto invitation = created(env, context, account);
  if (!invitation) return invitation;
  if (const auto done = transaction->commit(); !done) return done.error();
  return invitation;
}

Result<store::Organisation> create_organisation(Environment& env, const IdentityContext& context,
                                                const NewOrganisation& asked) {
  if (const auto sound = check_code("code", asked.code); !sound) return sound.error();
  if (asked.name.empty() || !is_line(asked.name, kShownBytesMax)) {
    return Error{Errc::bad_value, "name", "1 to 200 bytes on one line"};
  }
  constexpr std::string_view kinds[] = {"branch",  "agency", "company",
                                        "village", "system", "other"};
  if (std::find(std::begin(kinds), std::end(kinds), asked.kind) == std::end(kinds)) {
    return Error{Errc::bad_value, "kind", "one of branch, agency, company, village, system, other"};
  }
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto known = store::organisation_by_code(env.database, asked.code);
  if (!known) return known.error();
  if (*known) return Error{Errc::already_there, "code", "take another one"};
  store::Organisation organisation{0, context.new_public_id(), asked.code, asked.name, asked.kind};
  auto status = store::add_organisation(env.database, organisation, env.now, env.actor);
  if (!status) return status.error();
  status = store::audit(env.database, {env.now, env.actor, "create_organisation",
                                       "organisation " + std::to_string(organisation.id),
                                       "code=" + asked.code + " kind=" + asked.kind});
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return organisation;
}

}  // namespace payung::app
