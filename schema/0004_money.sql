-- Money: the ledger, bills, payments and what was set against what. Every row is a fact that is
-- added and never changed; a mistake is corrected by more rows. Months are whole months since year
-- 0 (2025-01 is 24300), money is whole rupiah, days are ISO text, programmes are JKK, JKM, JHT.

create table account (
  id    bigint primary key,
  code  text   not null unique,
  grows text   not null check (grows in ('debit', 'credit')),
  floor text   not null check (floor in ('none', 'zero')),
  payer bigint
);

-- One row is one transfer: both sides of the entry, so debits equal credits by construction.
create table transfer (
  id          bigint primary key,
  debit       bigint not null references account (id),
  credit      bigint not null references account (id),
  amount      bigint not null check (amount > 0),
  booked_on   text   not null,
  recorded_at text   not null,
  kind        text   not null check (kind in ('bill', 'correction', 'receipt', 'settlement', 'reversal')),
  reference   text   not null,
  reversal_of bigint unique references transfer (id),
  check (debit <> credit)
);
create index transfer_debit on transfer (debit);
create index transfer_credit on transfer (credit);

-- How a price came about: the rows of the law, the relief, the doubt. Shared by many lines.
create table price_basis (
  id        bigint primary key,
  month     bigint not null,
  programme text   not null,
  amount    bigint not null,
  rule_rows text   not null,
  relief    text   not null,
  doubt     text   not null,
  reason    text   not null
);

-- number 0 is the month's bill of a payer; those after it hold who joined late, or corrections.
create table bill (
  id          bigint primary key,
  payer       bigint not null,
  month       bigint not null,
  number      bigint not null,
  kind        text   not null check (kind in ('main', 'supplementary', 'correction')),
  total       bigint not null,
  people      bigint not null,
  lines       bigint not null,
  due_on      text   not null,
  recorded_at text   not null,
  actor       text   not null,
  unique (payer, month, number)
);

-- Revision 0 is what was billed first; nobody has two of them for a programme and month, whoever
-- pays. A correction is a further revision whose amount is the difference.
create table bill_line (
  bill       bigint not null,
  month      bigint not null,
  person     bigint not null,
  programme  text   not null,
  revision   bigint not null check (revision >= 0),
  membership bigint not null,
  basis      bigint not null,
  amount     bigint not null check (amount > 0 or revision > 0),
  primary key (month, person, programme, revision)
);
create index bill_line_bill on bill_line (bill);

create table payment (
  id          bigint primary key,
  payer       bigint not null,
  amount      bigint not null check (amount > 0),
  received_on text   not null,
  key         text   not null unique,
  reference   text   not null,
  recorded_at text   not null,
  actor       text   not null
);
create index payment_payer on payment (payer);

-- One run of setting money against lines: caused by a payment, or by a bill or a correction that met
-- money waiting in suspense. payment is the payer's last one by then. not_charged: old arrears that
-- were taken off the bills just before, because membership had ended over them.
create table matching (
  id             bigint primary key,
  payer          bigint not null,
  payment        bigint not null references payment (id),
  cause          text   not null check (cause in ('payment', 'bill', 'correction')),
  paid           bigint not null,
  person_months  bigint not null,
  not_charged    bigint not null,
  suspense_after bigint not null check (suspense_after >= 0),
  booked_on      text   not null,
  recorded_at    text   not null
);
create index matching_payer on matching (payer);
create index matching_payment on matching (payment);

create table settlement (
  matching  bigint not null,
  bill      bigint not null,
  month     bigint not null,
  person    bigint not null,
  programme text   not null,
  revision  bigint not null,
  amount    bigint not null,
  primary key (month, person, programme, revision)
);

-- A bill of which every line is settled; saves looking at it again.
create table bill_closed (
  bill     bigint primary key,
  matching bigint not null
);

-- The months that are paid, per person and programme, whoever paid: what coverage is computed from.
create view paid_month as
select s.person, s.programme, s.month, sum(s.amount) as amount, min(p.received_on) as paid_on
from settlement s
join matching m on m.id = s.matching
join payment p on p.id = m.payment
group by s.person, s.programme, s.month
having sum(s.amount) > 0;

-- engine: sqlite
create trigger account_kept before delete on account begin select raise(abort, 'account is append-only'); end;
create trigger account_fixed before update on account begin select raise(abort, 'account is append-only'); end;
create trigger transfer_kept before delete on transfer begin select raise(abort, 'transfer is append-only'); end;
create trigger transfer_fixed before update on transfer begin select raise(abort, 'transfer is append-only'); end;
create trigger price_basis_kept before delete on price_basis begin select raise(abort, 'price_basis is append-only'); end;
create trigger price_basis_fixed before update on price_basis begin select raise(abort, 'price_basis is append-only'); end;
create trigger bill_kept before delete on bill begin select raise(abort, 'bill is append-only'); end;
create trigger bill_fixed before update on bill begin select raise(abort, 'bill is append-only'); end;
create trigger bill_line_kept before delete on bill_line begin select raise(abort, 'bill_line is append-only'); end;
create trigger bill_line_fixed before update on bill_line begin select raise(abort, 'bill_line is append-only'); end;
create trigger payment_kept before delete on payment begin select raise(abort, 'payment is append-only'); end;
create trigger payment_fixed before update on payment begin select raise(abort, 'payment is append-only'); end;
create trigger matching_kept before delete on matching begin select raise(abort, 'matching is append-only'); end;
create trigger matching_fixed before update on matching begin select raise(abort, 'matching is append-only'); end;
create trigger settlement_kept before delete on settlement begin select raise(abort, 'settlement is append-only'); end;
create trigger settlement_fixed before update on settlement begin select raise(abort, 'settlement is append-only'); end;
create trigger bill_closed_kept before delete on bill_closed begin select raise(abort, 'bill_closed is append-only'); end;
create trigger bill_closed_fixed before update on bill_closed begin select raise(abort, 'bill_closed is append-only'); end;
-- engine: postgres
create trigger account_fixed before update or delete on account for each row execute function refuse_change();
create trigger transfer_fixed before update or delete on transfer for each row execute function refuse_change();
create trigger price_basis_fixed before update or delete on price_basis for each row execute function refuse_change();
create trigger bill_fixed before update or delete on bill for each row execute function refuse_change();
create trigger bill_line_fixed before update or delete on bill_line for each row execute function refuse_change();
create trigger payment_fixed before update or delete on payment for each row execute function refuse_change();
create trigger matching_fixed before update or delete on matching for each row execute function refuse_change();
create trigger settlement_fixed before update or delete on settlement for each row execute function refuse_change();
create trigger bill_closed_fixed before update or delete on bill_closed for each row execute function refuse_change();
-- engine: both
