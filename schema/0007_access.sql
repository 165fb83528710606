-- Who looked at whom, and on what ground personal data is held. Rows are facts that are added and
-- never changed, with one exception that is named at its end: the private fields of a row may be
-- emptied when the law asks for it, and then private_erasure says so.

-- One group of looks, written together: every line of access_entry from first to last is bound by
-- the hash, and the hash to the one before. So nobody drops or changes a look unseen, and writing
-- a group costs one hash.
create table access_batch (
  id    bigint primary key,
  at    text   not null,
  first bigint not null,
  last  bigint not null check (last >= first),
  hash  text   not null
);

-- seen: card, history, unmasked, export, search_hit, identity_check, registry, own.
-- person is empty for an export of which `subject` says what it held.
create table access_entry (
  id           bigint primary key,
  at           text   not null,
  account      text   not null,
  organisation text   not null,
  person       bigint,
  seen         text   not null,
  purpose      text   not null,
  subject      text   not null,
  request      text   not null
);
create index access_entry_person on access_entry (person, id);
create index access_entry_account on access_entry (account, id);
create index access_entry_at on access_entry (at);

-- On what ground a sender's data is held and for how long (Law 27/2022 articles 20, 21, 43); the
-- newest row of a sender holds. retention_months counts from the day the row left its list.
create table source_basis (
  id               bigint primary key,
  sender           bigint not null references sender (id),
  purpose          text   not null,
  basis            text   not null check (basis in ('consent', 'contract', 'legal_obligation',
                     'vital_interest', 'public_task', 'legitimate_interest')),
  reference        text   not null,
  retention_months bigint not null check (retention_months > 0),
  recorded_at      text   not null,
  actor            text   not null
);
create index source_basis_sender on source_basis (sender, id);

-- A row whose private fields were erased: what may be read of it is nothing more. The row itself
-- stays, so that counts, links and the audit trail keep their meaning.
create table private_erasure (
  row    bigint primary key references list_row (id),
  at     text   not null,
  actor  text   not null,
  ground text   not null check (ground in ('asked', 'retention')),
  reason text   not null
);

-- The pairs of one row, whichever of the two it is: for a person's history.
create index review_pair_row_b on review_pair (row_b);

-- engine: sqlite
-- A row stays as it came, except that an erasure may empty what is private of it.
drop trigger list_row_no_update;
create trigger list_row_no_update before update on list_row
  when not exists (select 1 from private_erasure e where e.row = old.id)
    or new.id <> old.id or new.version <> old.version or new.sheet <> old.sheet
    or new.number <> old.number or new.status <> old.status or new.linkable <> 0
    or new.name <> ''
  begin select raise(abort, 'list_row is append-only'); end;
create trigger access_batch_kept before delete on access_batch begin select raise(abort, 'access_batch is append-only'); end;
create trigger access_batch_fixed before update on access_batch begin select raise(abort, 'access_batch is append-only'); end;
create trigger access_entry_kept before delete on access_entry begin select raise(abort, 'access_entry is append-only'); end;
create trigger access_entry_fixed before update on access_entry begin select raise(abort, 'access_entry is append-only'); end;
create trigger source_basis_kept before delete on source_basis begin select raise(abort, 'source_basis is append-only'); end;
create trigger source_basis_fixed before update on source_basis begin select raise(abort, 'source_basis is append-only'); end;
create trigger private_erasure_kept before delete on private_erasure begin select raise(abort, 'private_erasure is append-only'); end;
create trigger private_erasure_fixed before update on private_erasure begin select raise(abort, 'private_erasure is append-only'); end;
-- engine: postgres
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from private_erasure e where e.row = old.id)
    or new.id <> old.id or new.version <> old.version or new.sheet <> old.sheet
    or new.number <> old.number or new.status <> old.status or new.linkable <> 0
    or new.name <> '' then
    raise exception 'list_row is append-only';
  end if;
  return new;
end $$;
drop trigger list_row_no_change on list_row;
create trigger list_row_no_delete before delete on list_row for each row execute function refuse_change();
create trigger list_row_no_update before update on list_row for each row execute function refuse_change_but_erasure();
create trigger access_batch_fixed before update or delete on access_batch for each row execute function refuse_change();
create trigger access_entry_fixed before update or delete on access_entry for each row execute function refuse_change();
create trigger source_basis_fixed before update or delete on source_basis for each row execute function refuse_change();
create trigger private_erasure_fixed before update or delete on private_erasure for each row execute function refuse_change();
-- engine: both
