-- Corrections that somebody makes to a list in the browser. While they are a draft they may be
-- undone and redone, so these rows may change; with the list that is sent they become list_edit,
-- which never does.

-- revision: one more with each change, so that two windows do not overwrite each other.
-- applied: how many of the draft's steps are in force; the others were undone.
-- settings: what was chosen for the list (sender, day, columns), as the page's address has it.
create table draft (
  upload      bigint primary key references upload (id),
  revision    bigint not null,
  applied     bigint not null,
  last_change text   not null,
  settings    text   not null,
  version     bigint references list_version (id),
  changed_at  text   not null
);

-- One thing somebody did: a cell typed, a block pasted, one correction for many cells. request is a
-- blind index of what was asked for, so that the same request again is known.
create table draft_step (
  upload  bigint not null references draft (upload),
  number  bigint not null,
  kind    text   not null check (kind in ('typed', 'pasted', 'fixed', 'remembered')),
  rule    text   not null,
  cells   bigint not null,
  account bigint not null,
  actor   text   not null,
  made_at text   not null,
  request text   not null,
  primary key (upload, number)
);

-- The step's cells in portions, sealed: sheet, row, column and text of each.
create table draft_cells (
  upload  bigint not null,
  step    bigint not null,
  portion bigint not null,
  cells   text   not null,
  primary key (upload, step, portion),
  foreign key (upload, step) references draft_step (upload, number)
);

-- A file with corrections counts as a file of its own; this says which one it was made from.
create table list_file_edited (
  file     bigint primary key references list_file (id),
  original text   not null
);

-- Which cells of an imported list were corrected, by whom and when; change holds before and after,
-- sealed.
create table list_edit (
  version       bigint not null references list_version (id),
  number        bigint not null,
  sheet         text   not null,
  row_number    bigint not null,
  column_letter text   not null,
  header        text   not null,
  change        text   not null,
  rule          text   not null,
  edited_by     text   not null,
  edited_at     text   not null,
  primary key (version, number)
);

-- A correction that is made again in the next list of the sender. Only of what names nobody: how
-- dates are written, how a village or a trade is spelt. ended_at: somebody took it away.
create table sender_fix (
  id          bigint primary key,
  sender      bigint not null references sender (id),
  field       text   not null,
  rule        text   not null,
  from_text   text   not null,
  to_text     text   not null,
  recorded_at text   not null,
  recorded_by text   not null,
  ended_at    text,
  ended_by    text
);
create index sender_fix_sender on sender_fix (sender);

-- engine: sqlite
-- A correction stays as it was made, except that an erasure of the row empties what it quotes.
create trigger list_edit_no_update before update on list_edit
  when new.change <> '' or new.version <> old.version or new.number <> old.number
    or new.sheet <> old.sheet or new.row_number <> old.row_number
    or new.column_letter <> old.column_letter or new.edited_by <> old.edited_by
    or new.edited_at <> old.edited_at
    or not exists (select 1 from list_row r join private_erasure e on e.row = r.id
      where r.version = old.version and r.sheet = old.sheet and r.number = old.row_number)
  begin select raise(abort, 'list_edit is append-only'); end;
create trigger list_edit_no_delete before delete on list_edit
  begin select raise(abort, 'list_edit is append-only'); end;
-- engine: postgres
create function refuse_edit_change_but_erasure() returns trigger language plpgsql as $$
begin
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
create trigger list_edit_no_update before update on list_edit
  for each row execute function refuse_edit_change_but_erasure();
create trigger list_edit_no_delete before delete on list_edit
  for each row execute function refuse_change();
-- engine: both
