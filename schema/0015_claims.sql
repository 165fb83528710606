-- Claims from report to payment. Everything is added and never changed: a claim, the events that
-- befell it, the papers that came and who is to be paid. What is private stands sealed in one
-- column (who reported, what happened, account, heir, diagnosis, the whole assessment); the account
-- and the receiver's NIK are found again by blind indexes, for one account on many claims.

create table claim (
  id          bigint primary key,
  person      bigint not null,
  kind        text   not null check (kind in ('jkk', 'jkk_death', 'jkm', 'jht', 'scholarship')),
  happened_on text   not null,
  reported_on text   not null,
  reporter    text   not null,
  key         text   not null unique,
  private     text   not null,
  recorded_at text   not null,
  actor       text   not null
);
create index claim_person on claim (person);

-- what: the code of a paper; amount: whole rupiah of assessed, approved, ordered, paid, overpaid,
-- recovered.
create table claim_event (
  claim       bigint not null references claim (id),
  number      bigint not null,
  step        text   not null check (step in ('reported', 'papers_asked', 'paper_received',
    'receiver_named', 'verified', 'assessed', 'approved', 'refused', 'payment_ordered', 'paid',
    'appealed', 'reopened', 'overpaid', 'recovered')),
  on_day      text   not null,
  amount      bigint not null check (amount >= 0),
  what        text   not null,
  private     text   not null,
  recorded_at text   not null,
  actor       text   not null,
  primary key (claim, number)
);

-- The file itself is kept sealed under its hash.
create table claim_paper (
  id          bigint primary key,
  claim       bigint not null references claim (id),
  code        text   not null,
  sha256      text   not null,
  media_type  text   not null,
  bytes       bigint not null check (bytes > 0),
  recorded_at text   not null,
  actor       text   not null,
  unique (claim, code, sha256)
);

-- number: of the event that named the receiver, where the rest stands sealed.
create table claim_receiver (
  claim         bigint not null,
  number        bigint not null,
  account_index text   not null,
  nik_index     text   not null,
  primary key (claim, number)
);
create index claim_receiver_account on claim_receiver (account_index);

-- Benefits are booked too. What a transfer may be is widened; the rows stay as they are.
-- engine: sqlite
drop trigger transfer_kept;
drop trigger transfer_fixed;
drop index transfer_debit;
drop index transfer_credit;
alter table transfer rename to transfer_before;
create table transfer (
  id          bigint primary key,
  debit       bigint not null references account (id),
  credit      bigint not null references account (id),
  amount      bigint not null check (amount > 0),
  booked_on   text   not null,
  recorded_at text   not null,
  kind        text   not null check (kind in ('bill', 'correction', 'receipt', 'settlement', 'reversal',
    'benefit', 'benefit_paid', 'overpayment', 'recovery')),
  reference   text   not null,
  reversal_of bigint unique references transfer (id),
  check (debit <> credit)
);
insert into transfer select id, debit, credit, amount, booked_on, recorded_at, kind, reference, reversal_of
  from transfer_before order by id;
drop table transfer_before;
create index transfer_debit on transfer (debit);
create index transfer_credit on transfer (credit);
create trigger transfer_kept before delete on transfer begin select raise(abort, 'transfer is append-only'); end;
create trigger transfer_fixed before update on transfer begin select raise(abort, 'transfer is append-only'); end;
create trigger claim_kept before delete on claim begin select raise(abort, 'claim is append-only'); end;
create trigger claim_fixed before update on claim begin select raise(abort, 'claim is append-only'); end;
create trigger claim_event_kept before delete on claim_event begin select raise(abort, 'claim_event is append-only'); end;
create trigger claim_event_fixed before update on claim_event begin select raise(abort, 'claim_event is append-only'); end;
create trigger claim_paper_kept before delete on claim_paper begin select raise(abort, 'claim_paper is append-only'); end;
create trigger claim_paper_fixed before update on claim_paper begin select raise(abort, 'claim_paper is append-only'); end;
create trigger claim_receiver_kept before delete on claim_receiver begin select raise(abort, 'claim_receiver is append-only'); end;
create trigger claim_receiver_fixed before update on claim_receiver begin select raise(abort, 'claim_receiver is append-only'); end;
-- engine: postgres
alter table transfer drop constraint transfer_kind_check;
alter table transfer add constraint transfer_kind_check check (kind in ('bill', 'correction', 'receipt',
  'settlement', 'reversal', 'benefit', 'benefit_paid', 'overpayment', 'recovery'));
create trigger claim_fixed before update or delete on claim for each row execute function refuse_change();
create trigger claim_event_fixed before update or delete on claim_event for each row execute function refuse_change();
create trigger claim_paper_fixed before update or delete on claim_paper for each row execute function refuse_change();
create trigger claim_receiver_fixed before update or delete on claim_receiver for each row execute function refuse_change();
-- engine: both
