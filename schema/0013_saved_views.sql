-- What somebody wants to look at again: a name for the filters of a page. Nothing rests on it, so
-- it may be taken away.
create table saved_view (
  id         bigint primary key,
  account    bigint not null,
  name       text   not null,
  query      text   not null,
  created_at text   not null,
  unique (account, name)
);
