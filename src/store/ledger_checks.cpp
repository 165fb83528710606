#include "store/ledger_checks.hpp"

#include <array>

#include "store/ledger.hpp"

namespace payung::store {
namespace {

constexpr std::array kChecks{
    MoneyCheck{"bill_totals",
               R"(select 'bill ' || b.id || ': total ' || b.total || ', lines hold '
                    || coalesce(l.amount, 0)
                  from bill b
                  left join (select bill, sum(amount) as amount, count(*) as lines,
                                    count(distinct person) as people
                             from bill_line group by bill) l on l.bill = b.id
                  where b.total <> coalesce(l.amount, 0) or b.lines <> coalesce(l.lines, 0)
                     or b.people <> coalesce(l.people, 0)
                  order by b.id)"},
    MoneyCheck{"bill_lines",
               R"(select 'bill ' || l.bill || ', person ' || l.person || ', ' || l.programme
                    || ': month, price or bill does not fit'
                  from bill_line l
                  left join bill b on b.id = l.bill
                  left join price_basis p on p.id = l.basis
                  where b.id is null or b.month <> l.month or p.id is null or p.month <> l.month
                     or p.programme <> l.programme or p.amount <> l.amount
                  order by l.bill, l.person, l.programme)"},
    MoneyCheck{"billed_twice",
               R"(select 'person ' || person || ', ' || programme || ', month ' || month
                    || ': billed ' || count(*) || ' times'
                  from bill_line where revision = 0
                  group by person, programme, month having count(*) > 1
                  order by person, programme, month)"},
    MoneyCheck{"billed_member",
               R"(select 'bill ' || l.bill || ', person ' || l.person || ': membership event '
                    || l.membership || ' does not say so'
                  from bill_line l
                  join bill b on b.id = l.bill
                  left join membership_event e on e.id = l.membership
                  where e.id is null or e.person <> l.person or e.payer <> b.payer
                  order by l.bill, l.person, l.programme)"},
    MoneyCheck{"billed_by_two",
               R"(select 'person ' || n.person || ', ' || n.programme || ', month ' || n.month
                    || ': owed by ' || count(*) || ' payers'
                  from (select l.person, l.programme, l.month, b.payer
                        from bill_line l join bill b on b.id = l.bill
                        where (l.month, l.person, l.programme) in
                              (select month, person, programme from bill_line where revision > 0)
                        group by l.person, l.programme, l.month, b.payer
                        having sum(l.amount) > 0) n
                  group by n.person, n.programme, n.month having count(*) > 1
                  order by n.person, n.programme, n.month)"},
    MoneyCheck{"bills_in_ledger",
               R"(select 'bill ' || coalesce(l.bill, t.bill) || ', '
                    || coalesce(l.programme, t.programme)
                    || ': lines ' || coalesce(l.amount, 0) || ', ledger ' || coalesce(t.amount, 0)
                  from (select l.bill, b.payer, l.programme, sum(l.amount) as amount
                        from bill_line l join bill b on b.id = l.bill
                        group by l.bill, b.payer, l.programme) l
                  full outer join
                       (select cast(substr(t.reference, 6) as bigint) as bill,
                               coalesce(d.payer, c.payer) as payer,
                               substr(case when d.payer is null then d.code else c.code end,
                                      case when t.kind = 'bill' then 6 else 12 end) as programme,
                               sum(case when d.payer is null then -t.amount else t.amount end)
                                 as amount
                        from transfer t
                        join account d on d.id = t.debit join account c on c.id = t.credit
                        where t.kind in ('bill', 'correction')
                        group by 1, 2, 3) t
                  on t.bill = l.bill and t.programme = l.programme and t.payer = l.payer
                  where coalesce(l.amount, 0) <> coalesce(t.amount, 0)
                  order by 1)"},
    MoneyCheck{"payments_in_ledger",
               R"(select 'payment ' || p.id || ': received ' || p.amount || ', ledger '
                    || coalesce(sum(t.amount), 0)
                  from payment p
                  left join account s on s.code = 'suspense.' || p.payer
                  left join account k on k.code = 'bank'
                  left join transfer t on t.reference = 'payment ' || p.id
                    and t.kind = 'receipt' and t.credit = s.id and t.debit = k.id
                  group by p.id, p.amount
                  having p.amount <> coalesce(sum(t.amount), 0)
                  union all
                  select 'transfer ' || t.id || ': no payment behind it'
                  from transfer t
                  where t.kind = 'receipt' and not exists
                    (select 1 from payment p where t.reference = 'payment ' || p.id)
                  order by 1)"},
    MoneyCheck{"settlements_in_ledger",
               R"(select 'matching ' || m.id || ': paid ' || m.paid || ', ledger '
                    || coalesce(sum(case when t.debit = s.id then t.amount else -t.amount end), 0)
                  from matching m
                  left join account s on s.code = 'suspense.' || m.payer
                  left join account r on r.code = 'receivable.' || m.payer
                  left join transfer t on t.reference = 'matching ' || m.id
                    and t.kind = 'settlement'
                    and ((t.debit = s.id and t.credit = r.id)
                      or (t.debit = r.id and t.credit = s.id))
                  group by m.id, m.paid
                  having m.paid <>
                    coalesce(sum(case when t.debit = s.id then t.amount else -t.amount end), 0)
                  union all
                  select 'transfer ' || t.id || ': no matching behind it'
                  from transfer t
                  where t.kind = 'settlement' and not exists
                    (select 1 from matching m where t.reference = 'matching ' || m.id)
                  order by 1)"},
    MoneyCheck{"matching_totals",
               R"(select 'matching ' || m.id || ': paid ' || m.paid || ', settlements hold '
                    || coalesce(s.amount, 0)
                  from matching m
                  left join (select matching, sum(amount) as amount
                             from settlement group by matching) s on s.matching = m.id
                  where m.paid <> coalesce(s.amount, 0)
                  order by m.id)"},
    MoneyCheck{"settled_lines",
               R"(select 'matching ' || s.matching || ', person ' || s.person || ', '
                    || s.programme || ', month ' || s.month || ': no such open line'
                  from settlement s
                  left join bill_line l on l.month = s.month and l.person = s.person
                    and l.programme = s.programme and l.revision = s.revision
                  where l.bill is null or l.bill <> s.bill or l.amount <> s.amount
                  order by s.matching, s.person, s.programme)"},
    MoneyCheck{"paid_twice",
               R"(select 'person ' || person || ', ' || programme || ', month ' || month
                    || ': paid ' || count(*) || ' times'
                  from settlement
                  group by person, programme, month, revision having count(*) > 1
                  order by person, programme, month)"},
    MoneyCheck{"paid_by_payment",
               R"(select distinct 'matching ' || s.matching || ', month ' || s.month
                    || ': covered without a payment of the payer'
                  from settlement s
                  left join matching m on m.id = s.matching
                  left join payment p on p.id = m.payment
                  left join bill b on b.id = s.bill
                  where p.id is null or b.id is null or p.payer <> m.payer or b.payer <> m.payer
                  order by 1)"},
    MoneyCheck{"half_paid",
               R"(select 'bill ' || l.bill || ', person ' || l.person || ': half paid'
                  from bill_line l
                  left join settlement s on s.month = l.month and s.person = l.person
                    and s.programme = l.programme and s.revision = l.revision
                  group by l.bill, l.person
                  having count(s.matching) > 0 and count(s.matching) < count(*)
                  order by 1)"},
    MoneyCheck{"closed_bills",
               R"(select 'bill ' || c.bill || ': closed with an open line'
                  from bill_closed c
                  where exists (select 1 from bill_line l
                    left join settlement s on s.month = l.month and s.person = l.person
                      and s.programme = l.programme and s.revision = l.revision
                    where l.bill = c.bill and s.matching is null)
                  order by c.bill)"},
    MoneyCheck{"suspense",
               R"(select 'payer ' || n.payer || ': received ' || n.received || ', used ' || n.used
                    || ', ledger ' || n.ledger
                  from (select a.payer,
                    (select coalesce(sum(amount), 0) from payment p where p.payer = a.payer)
                      as received,
                    (select coalesce(sum(paid), 0) from matching m where m.payer = a.payer) as used,
                    (select coalesce(sum(amount), 0) from transfer t where t.credit = a.id)
                      - (select coalesce(sum(amount), 0) from transfer t where t.debit = a.id)
                      as ledger
                    from account a where a.code = 'suspense.' || a.payer) n
                  where n.received < n.used or n.received - n.used <> n.ledger
                  order by n.payer)"},
    MoneyCheck{"receivables",
               R"(select 'payer ' || n.payer || ': billed ' || n.billed || ', settled ' || n.used
                    || ', ledger ' || n.ledger
                  from (select a.payer,
                    (select coalesce(sum(total), 0) from bill b where b.payer = a.payer) as billed,
                    (select coalesce(sum(paid), 0) from matching m where m.payer = a.payer) as used,
                    (select coalesce(sum(amount), 0) from transfer t where t.debit = a.id)
                      - (select coalesce(sum(amount), 0) from transfer t where t.credit = a.id)
                      as ledger
                    from account a where a.code = 'receivable.' || a.payer) n
                  where n.billed - n.used <> n.ledger
                  order by n.payer)"},
    MoneyCheck{"claims_in_ledger",
               R"(select 'claim ' || e.claim || ', event ' || e.number || ': ' || e.amount
                    || ', ledger ' || coalesce(sum(t.amount), 0)
                  from claim_event e
                  left join transfer t
                    on t.reference = 'claim ' || e.claim || ' event ' || e.number
                    and t.kind = case e.step when 'payment_ordered' then 'benefit'
                      when 'paid' then 'benefit_paid' when 'overpaid' then 'overpayment'
                      else 'recovery' end
                  where e.step in ('payment_ordered', 'paid', 'overpaid', 'recovered')
                  group by e.claim, e.number, e.amount
                  having e.amount <> coalesce(sum(t.amount), 0)
                  union all
                  select 'transfer ' || t.id || ': no claim behind it'
                  from transfer t
                  where t.kind in ('benefit', 'benefit_paid', 'overpayment', 'recovery')
                    and not exists (select 1 from claim_event e
                      where t.reference = 'claim ' || e.claim || ' event ' || e.number)
                  order by 1)"},
    MoneyCheck{"budgets",
               R"(select 'budget ' || u.id || ': ' || u.amount || ', billed ' || u.billed
                  from (select g.id, g.billed,
                    (select f.amount from budget_fact f where f.budget = g.id
                     order by f.scheme_version desc limit 1) as amount
                    from (select e.budget as id, sum(l.amount) as billed
                          from bill_line l join membership_event e on e.id = l.membership
                          where e.budget is not null group by e.budget) g) u
                  where u.billed > u.amount
                  order by u.id)"},
};

}  // namespace

std::span<const MoneyCheck> money_checks() { return kChecks; }

Result<std::vector<std::string>> violations(db::Connection& connection, const MoneyCheck& check) {
  std::vector<std::string> found;
  const auto read = connection.query(check.sql, {}, [&](const db::Row& row) -> Status {
    found.emplace_back(row.is_null(0) ? "a row of which a number is missing" : row.text(0));
    return {};
  });
  if (!read) return read.error();
  return found;
}

Result<std::vector<std::string>> ledger_violations(db::Connection& connection) {
  const auto stored = balances(connection);
  if (!stored) return stored.error();
  std::vector<ledger::Account> accounts;
  for (const AccountBalance& one : *stored) accounts.push_back(one.account);
  auto book = ledger::Ledger::open(accounts);
  if (!book) return std::vector<std::string>{book.error().where};
  std::vector<std::string> found;
  const auto read = each_transfer(connection, [&](const ledger::Transfer& transfer) -> Status {
    const auto posted = book->post(transfer);
    if (!posted) found.push_back(posted.error().where + ": " + posted.error().detail);
    return {};
  });
  if (!read) return read.error();
  Rupiah debit;
  Rupiah credit;
  for (const AccountBalance& one : *stored) {
    const auto debits = debit.plus(one.balance.debit);
    const auto credits = credit.plus(one.balance.credit);
    if (!debits || !credits) return Error{Errc::overflow, "trial balance"};
    debit = *debits;
    credit = *credits;
    const auto replayed = book->balance(one.account.id);
    if (!replayed || *replayed != one.balance) {
      found.push_back("account " + std::to_string(one.account.id) + ": differs from its transfers");
    }
  }
  if (debit != credit) {
    found.push_back("debits " + std::to_string(debit.amount()) + ", credits " +
                    std::to_string(credit.amount()));
  }
  return found;
}

}  // namespace payung::store
