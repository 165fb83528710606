-- The master key may be replaced: what is sealed is then sealed anew, in portions, while nobody else
-- works. A change without an end is under way; each portion and how far it reached are one
-- transaction, so a run that was killed goes on where it stopped.

create table key_change (
  id         bigint primary key,
  old_key    text   not null,
  new_key    text   not null,
  replaces   text   not null check (replaces in ('what_is_stored', 'everything')),
  reason     text   not null,
  started_at text   not null,
  ended_at   text
);

create table key_change_step (
  change     bigint not null references key_change (id),
  table_name text   not null,
  done_until bigint not null,
  primary key (change, table_name)
);

-- Rows stay as they came: only what is sealed of them, and its indexes, may be written anew, and
-- only while a change of the key is under way.
-- engine: sqlite
create trigger key_change_kept before delete on key_change begin select raise(abort, 'key_change is append-only'); end;
create trigger key_change_fixed before update on key_change when old.ended_at is not null begin select raise(abort, 'a change that ended is fixed'); end;
drop trigger list_row_no_update;
create trigger list_row_no_update before update on list_row
  when (not exists (select 1 from private_erasure e where e.row = old.id)
      or new.id <> old.id or new.version <> old.version or new.sheet <> old.sheet
      or new.number <> old.number or new.status <> old.status or new.linkable <> 0
      or new.name <> '')
    and (not exists (select 1 from key_change k where k.ended_at is null)
      or new.id is not old.id or new.version is not old.version or new.sheet is not old.sheet
      or new.number is not old.number or new.record_id is not old.record_id
      or new.nik_state is not old.nik_state or new.name is not old.name
      or new.birth_place is not old.birth_place or new.birth_date is not old.birth_date
      or new.birth_year is not old.birth_year or new.sex is not old.sex
      or new.address is not old.address or new.rt is not old.rt or new.rw is not old.rw
      or new.village is not old.village or new.district is not old.district
      or new.regency is not old.regency or new.region is not old.region
      or new.occupation is not old.occupation or new.sector is not old.sector
      or new.income is not old.income or new.marital is not old.marital
      or new.decile is not old.decile or new.condition is not old.condition
      or new.employer is not old.employer or new.segment is not old.segment
      or new.programmes is not old.programmes or new.covered_until is not old.covered_until
      or new.payer is not old.payer or new.note is not old.note
      or new.status is not old.status or new.linkable is not old.linkable)
  begin select raise(abort, 'list_row is append-only'); end;
drop trigger list_edit_no_update;
create trigger list_edit_no_update before update on list_edit
  when (new.change <> '' or new.version <> old.version or new.number <> old.number
      or new.sheet <> old.sheet or new.row_number <> old.row_number
      or new.column_letter <> old.column_letter or new.edited_by <> old.edited_by
      or new.edited_at <> old.edited_at
      or not exists (select 1 from list_row r join private_erasure e on e.row = r.id
        where r.version = old.version and r.sheet = old.sheet and r.number = old.row_number))
    and (not exists (select 1 from key_change k where k.ended_at is null)
      or new.version <> old.version or new.number <> old.number
      or new.sheet <> old.sheet or new.row_number <> old.row_number
      or new.column_letter <> old.column_letter or new.header <> old.header
      or new.rule <> old.rule or new.edited_by <> old.edited_by or new.edited_at <> old.edited_at)
  begin select raise(abort, 'list_edit is append-only'); end;
drop trigger claim_fixed;
create trigger claim_fixed before update on claim
  when not exists (select 1 from key_change k where k.ended_at is null)
    or new.id <> old.id or new.person <> old.person or new.kind <> old.kind
    or new.happened_on <> old.happened_on or new.reported_on <> old.reported_on
    or new.reporter <> old.reporter or new.key <> old.key
    or new.recorded_at <> old.recorded_at or new.actor <> old.actor
  begin select raise(abort, 'claim is append-only'); end;
drop trigger claim_event_fixed;
create trigger claim_event_fixed before update on claim_event
  when not exists (select 1 from key_change k where k.ended_at is null)
    or new.claim <> old.claim or new.number <> old.number or new.step <> old.step
    or new.on_day <> old.on_day or new.amount <> old.amount or new.what <> old.what
    or new.recorded_at <> old.recorded_at or new.actor <> old.actor
  begin select raise(abort, 'claim_event is append-only'); end;
drop trigger claim_receiver_fixed;
create trigger claim_receiver_fixed before update on claim_receiver
  when not exists (select 1 from key_change k where k.ended_at is null)
    or new.claim <> old.claim or new.number <> old.number
  begin select raise(abort, 'claim_receiver is append-only'); end;
-- engine: postgres
create trigger key_change_kept before delete on key_change for each row execute function refuse_change();
create trigger key_change_fixed before update on key_change for each row when (old.ended_at is not null) execute function refuse_change();
create function refuse_list_row_change() returns trigger language plpgsql as $$
declare
  sealed_anew list_row := new;
begin
  sealed_anew.private := old.private;
  sealed_anew.nik_index := old.nik_index;
  if sealed_anew is not distinct from old
    and exists (select 1 from key_change k where k.ended_at is null) then
    return new;
  end if;
  if not exists (select 1 from private_erasure e where e.row = old.id)
    or new.id <> old.id or new.version <> old.version or new.sheet <> old.sheet
    or new.number <> old.number or new.status <> old.status or new.linkable <> 0
    or new.name <> '' then
    raise exception 'list_row is append-only';
  end if;
  return new;
end $$;
create function refuse_list_edit_change() returns trigger language plpgsql as $$
declare
  sealed_anew list_edit := new;
begin
  sealed_anew.change := old.change;
  if sealed_anew is not distinct from old
    and exists (select 1 from key_change k where k.ended_at is null) then
    return new;
  end if;
  if new.change <> '' or new.version <> old.version or new.number <> old.number
    or new.sheet <> old.sheet or new.row_number <> old.row_number
    or new.column_letter <> old.column_letter or new.edited_by <> old.edited_by
    or new.edited_at <> old.edited_at
    or not exists (select 1 from list_row r join private_erasure e on e.row = r.id
      where r.version = old.version and r.sheet = old.sheet and r.number = old.row_number) then
    raise exception 'list_edit is append-only';
  end if;
  return new;
end $$;
create function refuse_claim_change() returns trigger language plpgsql as $$
declare
  sealed_anew claim := new;
begin
  sealed_anew.private := old.private;
  if sealed_anew is distinct from old
    or not exists (select 1 from key_change k where k.ended_at is null) then
    raise exception 'claim is append-only';
  end if;
  return new;
end $$;
create function refuse_claim_event_change() returns trigger language plpgsql as $$
declare
  sealed_anew claim_event := new;
begin
  sealed_anew.private := old.private;
  if sealed_anew is distinct from old
    or not exists (select 1 from key_change k where k.ended_at is null) then
    raise exception 'claim_event is append-only';
  end if;
  return new;
end $$;
create function refuse_claim_receiver_change() returns trigger language plpgsql as $$
begin
  if new.claim <> old.claim or new.number <> old.number
    or not exists (select 1 from key_change k where k.ended_at is null) then
    raise exception 'claim_receiver is append-only';
  end if;
  return new;
end $$;
drop trigger list_row_no_update on list_row;
create trigger list_row_no_update before update on list_row for each row execute function refuse_list_row_change();
drop trigger list_edit_no_update on list_edit;
create trigger list_edit_no_update before update on list_edit for each row execute function refuse_list_edit_change();
drop trigger claim_fixed on claim;
create trigger claim_kept before delete on claim for each row execute function refuse_change();
create trigger claim_fixed before update on claim for each row execute function refuse_claim_change();
drop trigger claim_event_fixed on claim_event;
create trigger claim_event_kept before delete on claim_event for each row execute function refuse_change();
create trigger claim_event_fixed before update on claim_event for each row execute function refuse_claim_event_change();
drop trigger claim_receiver_fixed on claim_receiver;
create trigger claim_receiver_kept before delete on claim_receiver for each row execute function refuse_change();
create trigger claim_receiver_fixed before update on claim_receiver for each row execute function refuse_claim_receiver_change();
-- engine: both
