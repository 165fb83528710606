// payung accounts: first, list, create, disable, enable, reset.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "adapters/assets/assets.hpp"
#include "app/accounts.hpp"
#include "cmd/command.hpp"

namespace payung::cmd {
namespace {

constexpr std::int64_t kPage = 1'000;

struct Options {
  std::string name;
  std::string shown_name;
  std::string mail;
  std::string organisation;
  std::string role;
  std::string reason;
  std::vector<std::string> limits;
};

Result<app::IdentityContext> identity_of(Session& session) {
  const auto keyring = session.keyring();
  if (!keyring) return keyring.error();
  const auto common = assets::find("data/common_passwords.txt");
  PAYUNG_CHECK(common.has_value());
  return app::IdentityContext(**keyring, secrets::machine_random(), secrets::PasswordCost{},
                              app::IdentitySettings{}, identity::CommonPasswords::parse(*common));
}

void print_account(Session& session, const store::Account& account) {
  session.print(session.text("accounts.line", {{"name", account.name},
                                               {"role", identity::to_text(account.role)},
                                               {"state", store::to_text(account.state)},
                                               {"scope", identity::to_text(account.scope)}}));
}

nlohmann::ordered_json as_json(const store::Account& account) {
  return {{"id", account.public_id},
          {"name", account.name},
          {"role", identity::to_text(account.role)},
          {"state", store::to_text(account.state)},
          {"scope", identity::to_text(account.scope)}};
}

/// The token is printed here and nowhere else.
void print_invitation(Session& session, const app::Invitation& invitation) {
  if (session.json()) {
    auto document = as_json(invitation.account);
    document["link"] = "/invitation#" + invitation.token;
    document["expires"] = invitation.expires.text();
    session.print(document.dump());
    return;
  }
  print_account(session, invitation.account);
  if (invitation.token.empty()) return;
  session.print(session.text("accounts.link", {{"name", invitation.account.name},
                                               {"link", "/invitation#" + invitation.token},
                                               {"until", invitation.expires.text()}}));
}

Exit first(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto identity = identity_of(session);
  if (!identity) return session.fail(identity.error());
  const auto invitation = app::first_start(**environment, *identity);
  if (!invitation) return session.fail(invitation.error());
  if (!*invitation) {
    return session.fail({Errc::nothing_done, "accounts", "an administrator is there already"});
  }
  print_invitation(session, **invitation);
  return Exit::ok;
}

Exit list(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto document = nlohmann::ordered_json::array();
  std::int64_t after = 0;
  while (true) {
    const auto page = store::accounts((*environment)->database, after, kPage);
    if (!page) return session.fail(page.error());
    if (page->empty()) break;
    for (const auto& account : *page) {
      if (session.json()) {
        document.push_back(as_json(account));
      } else {
        print_account(session, account);
      }
    }
    after = page->back().id;
  }
  if (session.json()) session.print(document.dump());
  return Exit::ok;
}

/// "region=33.19" ... as limits of a scope.
Result<identity::Scope> scope_of(const std::vector<std::string>& limits) {
  identity::Scope scope;
  for (const std::string& limit : limits) {
    const auto equals = limit.find('=');
    const std::string value = equals == std::string::npos ? "" : limit.substr(equals + 1);
    const auto added = identity::add_limit(scope, limit.substr(0, equals), value);
    if (!added) return added.error();
  }
  return scope;
}

Exit create(Session& session, const Options& options) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto identity = identity_of(session);
  if (!identity) return session.fail(identity.error());
  const auto role = identity::parse_role(options.role);
  if (!role) return session.fail(role.error());
  const auto scope = scope_of(options.limits);
  if (!scope) return session.fail(scope.error());
  app::NewAccount account{options.name, options.shown_name, {}, {}, *role, *scope};
  if (account.shown_name.empty()) account.shown_name = options.name;
  if (!options.mail.empty()) account.mail = options.mail;
  if (!options.organisation.empty()) account.organisation = options.organisation;
  const auto invitation = app::create_account(**environment, *identity, account);
  if (!invitation) return session.fail(invitation.error());
  print_invitation(session, *invitation);
  return Exit::ok;
}

/// The id of a sign-in name.
Result<std::string> id_of(app::Environment& environment, const std::string& name) {
  const auto account = store::account_by_name(environment.database, name);
  if (!account) return account.error();
  if (!*account) return Error{Errc::not_found, "account " + name, "payung accounts list"};
  return (*account)->public_id;
}

Exit disable(Session& session, const Options& options) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto id = id_of(**environment, options.name);
  if (!id) return session.fail(id.error());
  const auto account = app::disable_account(**environment, {}, *id, options.reason);
  if (!account) return session.fail(account.error());
  if (session.json()) {
    session.print(as_json(*account).dump());
  } else {
    print_account(session, *account);
  }
  return Exit::ok;
}

enum class Again : std::uint8_t { enable, reset };

Exit invite(Session& session, const Options& options, Again what) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto identity = identity_of(session);
  if (!identity) return session.fail(identity.error());
  const auto id = id_of(**environment, options.name);
  if (!id) return session.fail(id.error());
  const auto invitation =
      what == Again::enable ? app::enable_account(**environment, *identity, {}, *id, options.reason)
                            : app::send_reset_link(**environment, *identity, {}, *id);
  if (!invitation) return session.fail(invitation.error());
  print_invitation(session, *invitation);
  return Exit::ok;
}

void add_create(CLI::App& accounts, Session& session, const Outcome& outcome,
                const std::shared_ptr<Options>& options) {  // shared: see below
  auto* command = accounts.add_subcommand("create", "Make an account and its one-time link");
  command->add_option("name", options->name, "Name to sign in with, such as siti.w")->required();
  command
      ->add_option("--role", options->role,
                   "administrator, branch_officer, agency_operator, company_hr, village_officer, "
                   "analyst, auditor, worker or machine")
      ->required();
  command->add_option("--scope", options->limits,
                      "What it reaches, all limits together: region=33.19 (region=* is the "
                      "country), sector=fishery, sender=CODE, payer=CODE, person=NUMBER");
  command->add_option("--shown-name", options->shown_name, "What people call them");
  command->add_option("--mail", options->mail, "For signing in through a provider");
  command->add_option("--organisation", options->organisation, "Its code");
  command->footer(
      "Example:\n  payung accounts create siti --role branch_officer --scope region=33.19");
  command->callback([&session, options, outcome] { *outcome = create(session, *options); });
}

}  // namespace

void add_account_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto options = std::make_shared<Options>();  // shared: the callbacks outlive this function
  auto* accounts = root.add_subcommand("accounts", "Who may sign in to the service");
  accounts->require_subcommand(1);
  accounts->add_subcommand("first", "Print a link for the first administrator")
      ->footer("Example:\n  payung accounts first")
      ->callback([&session, outcome] { *outcome = first(session); });
  accounts->add_subcommand("list", "Print the accounts, their roles and what they reach")
      ->footer("Example:\n  payung accounts list")
      ->callback([&session, outcome] { *outcome = list(session); });
  add_create(*accounts, session, outcome, options);

  auto* off = accounts->add_subcommand("disable", "Let nobody sign in with it any more");
  off->add_option("name", options->name, "Name to sign in with")->required();
  off->add_option("--reason", options->reason, "For the audit trail");
  off->footer("Example:\n  payung accounts disable siti --reason \"left the office\"");
  off->callback([&session, options, outcome] { *outcome = disable(session, *options); });

  auto* on = accounts->add_subcommand("enable", "Let a disabled account in again, by a new link");
  on->add_option("name", options->name, "Name to sign in with")->required();
  on->add_option("--reason", options->reason, "For the audit trail");
  on->footer("Example:\n  payung accounts enable siti");
  on->callback(
      [&session, options, outcome] { *outcome = invite(session, *options, Again::enable); });

  auto* reset = accounts->add_subcommand("reset", "Print a link to set a new password");
  reset->add_option("name", options->name, "Name to sign in with")->required();
  reset->footer("Example:\n  payung accounts reset siti");
  reset->callback(
      [&session, options, outcome] { *outcome = invite(session, *options, Again::reset); });
}

}  // namespace payung::cmd
