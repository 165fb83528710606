-- The audit trail and the lists as they came: senders, files, versions, rows, findings. Rows are
-- added and never changed; what replaced a row is a row of its own in list_row_end.
-- Dates and days are ISO text, regions official codes, money whole rupiah.

create table audit (
  id      bigint primary key,
  at      text   not null,
  actor   text   not null,
  action  text   not null,
  subject text   not null,
  detail  text   not null,
  hash    text   not null
);

create table sender (
  id         bigint primary key,
  code       text   not null unique,
  name       text   not null,
  kind       text   not null,
  area       text   not null,
  created_at text   not null
);

-- What was learnt of a sender's columns; the newest row is in force.
create table sender_mapping (
  id          bigint primary key,
  sender      bigint not null references sender (id),
  mapping     text   not null,
  recorded_at text   not null
);

create table list_file (
  id          bigint primary key,
  sha256      text   not null unique,
  name        text   not null,
  bytes       bigint not null,
  received_at text   not null
);

-- One import. kind next: the sender's whole list of that day, it takes the place of the version
-- before; correction: only the rows it names are replaced, the others stay.
create table list_version (
  id          bigint primary key,
  sender      bigint not null references sender (id),
  file        bigint not null references list_file (id),
  kind        text   not null check (kind in ('next', 'correction')),
  as_of       text   not null,
  previous    bigint references list_version (id),
  rows        bigint not null,
  accepted    bigint not null,
  waiting     bigint not null,
  received_at text   not null,
  received_by text   not null,
  unique (sender, file)
);

-- private holds, sealed: NIK, what was typed instead of one, family card, member number, mother's
-- name, phone, mail (store/private_fields.hpp). nik_index finds the NIK without showing it.
create table list_row (
  id            bigint primary key,
  version       bigint not null references list_version (id),
  sheet         text   not null,
  number        bigint not null,
  record_id     text   not null,
  private       text   not null,
  nik_index     text,
  nik_state     text   not null,
  name          text   not null,
  birth_place   text   not null,
  birth_date    text,
  birth_year    bigint,
  sex           text,
  address       text   not null,
  rt            text   not null,
  rw            text   not null,
  village       text   not null,
  district      text   not null,
  regency       text   not null,
  region        text,
  occupation    text   not null,
  sector        text,
  income        bigint,
  marital       text   not null,
  decile        bigint,
  condition     text   not null,
  employer      text   not null,
  segment       text,
  programmes    text   not null,
  covered_until text,
  payer         text   not null,
  note          text   not null,
  status        text   not null check (status in ('accepted', 'waiting')),
  linkable      bigint not null check (linkable in (0, 1))
);
create index list_row_version on list_row (version);
create index list_row_nik on list_row (nik_index);

-- A row that no longer speaks for its sender. replaced: another row took its place, and
-- list_difference says which. left: it asks for nothing any more, but who it was stays known to
-- linking, and a death or a move it told of stays in force. A row without an end is current.
create table list_row_end (
  row     bigint primary key references list_row (id),
  version bigint not null references list_version (id),
  reason  text   not null check (reason in ('replaced', 'left'))
);

-- value and args are sealed when there is something in them: they quote what stood in the cell.
create table list_finding (
  id       bigint primary key,
  version  bigint not null references list_version (id),
  row      bigint references list_row (id),
  sheet    text   not null,
  number   bigint not null,
  column_letter text not null,
  header   text   not null,
  code     text   not null,
  severity text   not null check (severity in ('error', 'warning', 'note')),
  value    text   not null,
  args     text   not null
);
create index list_finding_version on list_finding (version);
create index list_finding_row on list_finding (row);

-- What a version says differently from the one before it; rows that stayed the same are not named.
create table list_difference (
  version bigint not null references list_version (id),
  number  bigint not null,
  change  text   not null,
  earlier bigint references list_row (id),
  later   bigint references list_row (id),
  fields  text   not null,
  primary key (version, number)
);
create index list_difference_later on list_difference (later);

-- engine: sqlite
create trigger audit_no_update before update on audit
  begin select raise(abort, 'audit is append-only'); end;
create trigger audit_no_delete before delete on audit
  begin select raise(abort, 'audit is append-only'); end;
create trigger list_row_no_update before update on list_row
  begin select raise(abort, 'list_row is append-only'); end;
create trigger list_row_no_delete before delete on list_row
  begin select raise(abort, 'list_row is append-only'); end;
-- engine: postgres
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name; end $$;
create trigger audit_no_change before update or delete on audit
  for each row execute function refuse_change();
create trigger list_row_no_change before update or delete on list_row
  for each row execute function refuse_change();
-- engine: both
