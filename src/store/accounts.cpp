#include "store/accounts.hpp"

#include "store/office_pages.hpp"
#include "store/page_order.hpp"

namespace payung::store {
namespace {

std::optional<std::string> optional_word(const db::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.text(column));
}

Error misread(const Error& error) { return {Errc::integrity, "user_account", error.where}; }

/// Columns: id, public_id, name, shown_name, mail, organisation, role, state, recorded_at.
Result<Account> account_at(const db::Row& row) {
  const auto role = identity::parse_role(row.text(6));
  if (!role) return misread(role.error());
  const auto state = parse_account_state(row.text(7));
  if (!state) return misread(state.error());
  Account account;
  account.id = row.integer(0);
  account.public_id = row.text(1);
  account.name = row.text(2);
  account.shown_name = row.text(3);
  account.mail = optional_word(row, 4);
  if (!row.is_null(5)) account.organisation = row.integer(5);
  account.role = *role;
  account.state = *state;
  account.recorded_at = row.text(8);
  return account;
}

Status read_scope(db::Connection& connection, Account& account) {
  return connection.query(
      "select kind, value from user_account_scope where account = $1 order by place", {account.id},
      [&](const db::Row& row) -> Status {
        const auto added = identity::add_limit(account.scope, row.text(0), row.text(1));
        return added ? Status{} : Status{misread(added.error())};
      });
}

Result<std::optional<Account>> one_account(db::Connection& connection, std::string_view sql,
                                           std::initializer_list<db::Param> params) {
  std::optional<Account> found;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto account = account_at(row);
    if (!account) return account.error();
    found = *std::move(account);
    return {};
  });
  if (!status) return status.error();
  if (!found) return found;
  if (const auto read = read_scope(connection, *found); !read) return read.error();
  return found;
}

Status write_scope(db::Connection& connection, const Account& account) {
  std::int64_t place = 0;
  for (const auto& [kind, value] : identity::limits_of(account.scope)) {
    const auto added = connection.run(
        "insert into user_account_scope (account, place, kind, value) values ($1, $2, $3, $4)",
        {account.id, ++place, kind, value});
    if (!added) return added.error();
  }
  return {};
}

db::Param maybe_text(const std::optional<std::string>& text) {
  return text ? db::Param(std::string_view(*text)) : db::Param(db::null);
}

}  // namespace

std::string_view to_text(AccountState state) {
  switch (state) {
    case AccountState::invited: return "invited";
    case AccountState::active: return "active";
    case AccountState::disabled: return "disabled";
  }
  PAYUNG_CHECK(false);
}

Result<AccountState> parse_account_state(std::string_view text) {
  for (const auto state : {AccountState::invited, AccountState::active, AccountState::disabled}) {
    if (to_text(state) == text) return state;
  }
  return Error{Errc::bad_value, "state", "one of invited, active, disabled"};
}

Status add_organisation(db::Connection& connection, Organisation& organisation,
                        std::string_view now, std::string_view actor) {
  const auto last = connection.number("select max(id) from organisation");
  if (!last) return last.error();
  organisation.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into organisation (id, public_id, code, name, kind, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {organisation.id, organisation.public_id, organisation.code, organisation.name,
       organisation.kind, now, actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<Organisation>> organisations(db::Connection& connection) {
  std::vector<Organisation> all;
  const auto status = connection.query(
      "select id, public_id, code, name, kind from organisation order by code", {},
      [&](const db::Row& row) -> Status {
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), std::string(row.text(4))});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Result<std::optional<Organisation>> organisation_by_code(db::Connection& connection,
                                                         std::string_view code) {
  std::optional<Organisation> found;
  const auto status = connection.query(
      "select id, public_id, code, name, kind from organisation where code = $1", {code},
      [&](const db::Row& row) -> Status {
        found = Organisation{row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                             std::string(row.text(3)), std::string(row.text(4))};
        return {};
      });
  if (!status) return status.error();
  return found;
}

Status add_account(db::Connection& connection, Account& account) {
  const auto last = connection.number("select max(id) from user_account");
  if (!last) return last.error();
  account.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into user_account (id, public_id, name, shown_name, mail, organisation, role, state, "
      "recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {account.id, account.public_id, account.name, account.shown_name, maybe_text(account.mail),
       db::maybe(account.organisation), to_text(account.role), to_text(account.state),
       account.recorded_at});
  if (!added) return added.error();
  return write_scope(connection, account);
}

Result<std::optional<Account>> account_by_number(db::Connection& connection, std::int64_t number) {
  return one_account(connection,
                     "select id, public_id, name, shown_name, mail, organisation, role, state, "
                     "recorded_at from user_account where id = $1",
                     {number});
}

Result<std::optional<Account>> account_by_public_id(db::Connection& connection,
                                                    std::string_view public_id) {
  return one_account(connection,
                     "select id, public_id, name, shown_name, mail, organisation, role, state, "
                     "recorded_at from user_account where public_id = $1",
                     {public_id});
}

Result<std::optional<Account>> account_by_name(db::Connection& connection, std::string_view name) {
  return one_account(connection,
                     "select id, public_id, name, shown_name, mail, organisation, role, state, "
                     "recorded_at from user_account where name = $1",
                     {name});
}

Result<std::optional<Account>> account_by_mail(db::Connection& connection, std::string_view mail) {
  return one_account(connection,
                     "select id, public_id, name, shown_name, mail, organisation, role, state, "
                     "recorded_at from user_account where mail = $1",
                     {mail});
}

/// A whole statement: which accounts lie beyond the cursor, and in which order.
#define PAYUNG_ACCOUNT_PAGE(beyond, order)                                                    \
  "select a.id, a.public_id, a.name, a.shown_name, a.mail, a.organisation, a.role, a.state, " \
  "a.recorded_at from user_account a where " beyond " order by " order " limit $2"

constexpr PageOrder kAccountOrders[] = {
    {"made", PAYUNG_ACCOUNT_PAGE("$1 = 0 or a.id > $1", "a.id")},
    {"-made", PAYUNG_ACCOUNT_PAGE("$1 = 0 or a.id < $1", "a.id desc")},
    {"name",
     PAYUNG_ACCOUNT_PAGE(
         "$1 = 0 or (a.name, a.id) > (select o.name, o.id from user_account o where o.id = $1)",
         "a.name, a.id")},
    {"-name",
     PAYUNG_ACCOUNT_PAGE(
         "$1 = 0 or (a.name, a.id) < (select o.name, o.id from user_account o where o.id = $1)",
         "a.name desc, a.id desc")},
    {"role",
     PAYUNG_ACCOUNT_PAGE(
         "$1 = 0 or (a.role, a.id) > (select o.role, o.id from user_account o where o.id = $1)",
         "a.role, a.id")},
    {"-role",
     PAYUNG_ACCOUNT_PAGE(
         "$1 = 0 or (a.role, a.id) < (select o.role, o.id from user_account o where o.id = $1)",
         "a.role desc, a.id desc")},
};

Result<std::vector<Account>> accounts(db::Connection& connection, std::int64_t after,
                                      std::int64_t most) {
  return account_page(connection, "made", after, most);
}

Result<std::vector<Account>> account_page(db::Connection& connection, std::string_view order,
                                          std::int64_t after, std::int64_t most) {
  const auto sql = sql_of(kAccountOrders, order);
  if (!sql) return sql.error();
  std::vector<Account> all;
  const auto status = connection.query(*sql, {after, most}, [&](const db::Row& row) -> Status {
    auto account = account_at(row);
    if (!account) return account.error();
    all.push_back(*std::move(account));
    return {};
  });
  if (!status) return status.error();
  for (Account& account : all) {
    if (const auto read = read_scope(connection, account); !read) return read.error();
  }
  return all;
}

Result<std::int64_t> count_accounts(db::Connection& connection) {
  const auto count = connection.number("select count(*) from user_account");
  if (!count) return count.error();
  return count->value_or(0);
}

Result<std::int64_t> count_active_administrators(db::Connection& connection) {
  const auto count = connection.number(
      "select count(*) from user_account where role = 'administrator' and state = 'active'");
  if (!count) return count.error();
  return count->value_or(0);
}

Status change_account(db::Connection& connection, const Account& account) {
  const auto changed = connection.run(
      "update user_account set shown_name = $1, mail = $2, organisation = $3, role = $4, "
      "state = $5 where id = $6",
      {account.shown_name, maybe_text(account.mail), db::maybe(account.organisation),
       to_text(account.role), to_text(account.state), account.id});
  if (!changed) return changed.error();
  const auto dropped =
      connection.run("delete from user_account_scope where account = $1", {account.id});
  if (!dropped) return dropped.error();
  return write_scope(connection, account);
}

Status add_account_event(db::Connection& connection, const AccountEvent& event) {
  const auto last = connection.number("select max(id) from user_account_event");
  if (!last) return last.error();
  const auto added = connection.run(
      "insert into user_account_event (id, account, kind, before, after, recorded_at, actor, "
      "reason) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {last->value_or(0) + 1, event.account, event.kind, event.before, event.after,
       event.recorded_at, event.actor, event.reason});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<AccountEvent>> account_events(db::Connection& connection, std::int64_t account) {
  std::vector<AccountEvent> all;
  const auto status = connection.query(
      "select account, kind, before, after, recorded_at, actor, reason from user_account_event "
      "where account = $1 order by id",
      {account}, [&](const db::Row& row) -> Status {
        all.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)),
                       std::string(row.text(6))});
        return {};
      });
  if (!status) return status.error();
  return all;
}

Status link_provider(db::Connection& connection, const ProviderIdentity& identity,
                     std::int64_t account, std::string_view now) {
  const auto added = connection.run(
      "insert into oidc_identity (issuer, subject, account, recorded_at) values ($1, $2, $3, $4)",
      {identity.issuer, identity.subject, account, now});
  return added ? Status{} : Status{added.error()};
}

Result<std::optional<Account>> account_by_provider(db::Connection& connection,
                                                   const ProviderIdentity& identity) {
  const auto number =
      connection.number("select account from oidc_identity where issuer = $1 and subject = $2",
                        {identity.issuer, identity.subject});
  if (!number) return number.error();
  if (!*number) return std::optional<Account>();
  return account_by_number(connection, **number);
}

Result<bool> has_provider_link(db::Connection& connection, std::int64_t account,
                               std::string_view issuer) {
  const auto count = connection.number(
      "select count(*) from oidc_identity where account = $1 and issuer = $2", {account, issuer});
  if (!count) return count.error();
  return count->value_or(0) > 0;
}

}  // namespace payung::store
