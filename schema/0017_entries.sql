-- People whom a village office or volunteers enter one by one. Each line is one thing that was
-- done: entered, corrected, withdrawn; it stands beside the list version (of one row, or of none)
-- by which linking, eligibility and all the rest see it. first: the line with which the entry began.

create table entry (
  id          bigint primary key,
  first       bigint not null references entry (id),
  step        text   not null check (step in ('entered', 'corrected', 'withdrawn')),
  sender      bigint not null references sender (id),
  version     bigint not null unique references list_version (id),
  row         bigint references list_row (id),
  key         text   not null unique,
  recorded_at text   not null,
  actor       text   not null
);
create index entry_first on entry (first);
create index entry_row on entry (row);

-- The photo of an identity card. The file itself is kept sealed under its hash.
create table entry_photo (
  id          bigint primary key,
  entry       bigint not null references entry (id),
  sha256      text   not null,
  media_type  text   not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes       bigint not null check (bytes > 0),
  recorded_at text   not null,
  actor       text   not null,
  unique (entry, sha256)
);

-- engine: sqlite
create trigger entry_kept before delete on entry begin select raise(abort, 'entry is append-only'); end;
create trigger entry_fixed before update on entry begin select raise(abort, 'entry is append-only'); end;
create trigger entry_photo_kept before delete on entry_photo begin select raise(abort, 'entry_photo is append-only'); end;
create trigger entry_photo_fixed before update on entry_photo begin select raise(abort, 'entry_photo is append-only'); end;
-- engine: postgres
create trigger entry_fixed before update or delete on entry for each row execute function refuse_change();
create trigger entry_photo_fixed before update or delete on entry_photo for each row execute function refuse_change();
-- engine: both
