#include "store/ledger.hpp"

#include <algorithm>

namespace payung::store {
namespace {

Error misread(std::string_view table, const Error& error) {
  return Error{Errc::integrity, std::string(table), error.where};
}

Result<ledger::Account> account_at(const db::Row& row, int first) {
  const auto grows = ledger::parse_side(row.text(first + 2));
  if (!grows) return misread("account", grows.error());
  const auto floor = ledger::parse_floor(row.text(first + 3));
  if (!floor) return misread("account", floor.error());
  return ledger::Account{row.integer(first), std::string(row.text(first + 1)), *grows, *floor};
}

Result<ledger::Transfer> transfer_at(const db::Row& row) {
  const auto booked = Date::parse(row.text(4));
  if (!booked) return misread("transfer", booked.error());
  ledger::Transfer transfer{row.integer(0),
                            row.integer(1),
                            row.integer(2),
                            Rupiah(row.integer(3)),
                            *booked,
                            std::string(row.text(5)),
                            std::string(row.text(6)),
                            std::string(row.text(7)),
                            {}};
  if (!row.is_null(8)) transfer.reversal_of = row.integer(8);
  return transfer;
}

/// From here on reading which accounts there are costs less than asking for each.
constexpr std::size_t kFewAccounts = 64;

Status add_many_accounts(db::Connection& connection, std::span<const OwnedAccount> accounts) {
  std::vector<std::int64_t> there;
  const auto read =
      connection.query("select id from account order by id", {}, [&](const db::Row& row) -> Status {
        there.push_back(row.integer(0));
        return {};
      });
  if (!read) return read.error();
  auto writer = connection.bulk("account", {"id", "code", "grows", "floor", "payer"});
  if (!writer) return writer.error();
  for (const OwnedAccount& one : accounts) {
    const ledger::Account& account = one.account;
    if (std::ranges::binary_search(there, account.id)) continue;
    const auto added = (*writer)->add({account.id, account.code, ledger::to_text(account.grows),
                                       ledger::to_text(account.floor), db::maybe(one.payer)});
    if (!added) return added.error();
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

}  // namespace

Status add_accounts(db::Connection& connection, std::span<const OwnedAccount> accounts) {
  if (accounts.size() > kFewAccounts) return add_many_accounts(connection, accounts);
  for (const OwnedAccount& one : accounts) {
    const ledger::Account& account = one.account;
    const auto added = connection.run(
        "insert into account (id, code, grows, floor, payer) values ($1, $2, $3, $4, $5) "
        "on conflict (id) do nothing",
        {account.id, account.code, ledger::to_text(account.grows), ledger::to_text(account.floor),
         db::maybe(one.payer)});
    if (!added) return added.error();
  }
  return {};
}

Result<ledger::TransferId> next_transfer(db::Connection& connection) {
  const auto last = connection.number("select max(id) from transfer");
  if (!last) return last.error();
  return last->value_or(0) + 1;
}

Status add_transfers(db::Connection& connection, std::span<const ledger::Transfer> transfers) {
  auto writer = connection.bulk("transfer", {"id", "debit", "credit", "amount", "booked_on",
                                             "recorded_at", "kind", "reference", "reversal_of"});
  if (!writer) return writer.error();
  for (const ledger::Transfer& one : transfers) {
    const std::string booked = one.booked_on.text();
    const auto added =
        (*writer)->add({one.id, one.debit, one.credit, one.amount.amount(), booked, one.recorded_at,
                        one.kind, one.reference, db::maybe(one.reversal_of)});
    if (!added) return added.error();
  }
  const auto done = (*writer)->finish();
  return done ? Status{} : Status{done.error()};
}

Result<std::vector<AccountBalance>> balances(db::Connection& connection) {
  std::vector<AccountBalance> out;
  const auto read = connection.query(
      "select a.id, a.code, a.grows, a.floor, a.payer,"
      " cast(coalesce((select sum(amount) from transfer t where t.debit = a.id), 0) as bigint),"
      " cast(coalesce((select sum(amount) from transfer t where t.credit = a.id), 0) as bigint) "
      "from account a order by a.id",
      {}, [&](const db::Row& row) -> Status {
        auto account = account_at(row, 0);
        if (!account) return account.error();
        AccountBalance one{*account, {}, {}};
        if (!row.is_null(4)) one.payer = row.integer(4);
        one.balance = {account->id, Rupiah(row.integer(5)), Rupiah(row.integer(6)), account->grows};
        out.push_back(std::move(one));
        return {};
      });
  if (!read) return read.error();
  return out;
}

Result<std::vector<ledger::Transfer>> transfers_of(db::Connection& connection,
                                                   std::string_view account_code) {
  const auto account = connection.number("select id from account where code = $1", {account_code});
  if (!account) return account.error();
  if (!*account) return Error{Errc::not_found, "account", std::string(account_code)};
  std::vector<ledger::Transfer> out;
  const auto read = connection.query(
      "select id, debit, credit, amount, booked_on, recorded_at, kind, reference, reversal_of "
      "from transfer where debit = $1 or credit = $1 order by id",
      {**account}, [&](const db::Row& row) -> Status {
        auto transfer = transfer_at(row);
        if (!transfer) return transfer.error();
        out.push_back(*std::move(transfer));
        return {};
      });
  if (!read) return read.error();
  return out;
}

Status each_transfer(db::Connection& connection, const EachTransfer& each) {
  return connection.query(
      "select id, debit, credit, amount, booked_on, recorded_at, kind, reference, reversal_of "
      "from transfer order by id",
      {}, [&](const db::Row& row) -> Status {
        const auto transfer = transfer_at(row);
        return transfer ? each(*transfer) : Status{transfer.error()};
      });
}

}  // namespace payung::store
