-- Potential and target series as their files state them. A changed file is a new version; the
-- newest version of a name is in force, the older ones say what was believed before.
create table potential_file (
  id        bigint primary key,
  name      text   not null,
  sha256    text   not null,
  content   text   not null,
  loaded_at text   not null,
  loaded_by text   not null
);
