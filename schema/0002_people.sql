-- Who the rows are: persons with numbers that stay, the runs that found them, the pairs a human
-- must decide, and what was decided.

create table person (
  id         bigint primary key,
  created_at text   not null
);

create table link_run (
  id       bigint primary key,
  at       text   not null,
  run_by   text   not null,
  rows     bigint not null,
  persons  bigint not null,
  reviews  bigint not null,
  changed  bigint not null,
  engine   text   not null
);

-- To whom a row belongs since a run; the newest run's line is in force, the older ones are history.
create table person_row (
  row    bigint not null references list_row (id),
  run    bigint not null references link_run (id),
  person bigint not null references person (id),
  primary key (row, run)
);
create index person_row_person on person_row (person);

-- A pair in the grey zone, with what the model saw: weight in hundredths of a bit, evidence as JSON.
create table review_pair (
  id       bigint primary key,
  run      bigint not null references link_run (id),
  row_a    bigint not null references list_row (id),
  row_b    bigint not null references list_row (id),
  weight   bigint not null,
  per_million bigint not null,
  evidence text   not null,
  unique (row_a, row_b),
  check (row_a < row_b)
);

-- The newest decision of a pair is in force; undone leaves the pair to the model again.
create table review_decision (
  id       bigint primary key,
  pair     bigint not null references review_pair (id),
  verdict  text   not null check (verdict in ('same', 'different', 'undone')),
  at       text   not null,
  decided_by text   not null,
  reason   text   not null
);
create index review_decision_pair on review_decision (pair);

-- engine: sqlite
create trigger review_decision_no_update before update on review_decision
  begin select raise(abort, 'review_decision is append-only'); end;
create trigger review_decision_no_delete before delete on review_decision
  begin select raise(abort, 'review_decision is append-only'); end;
-- engine: postgres
create trigger review_decision_no_change before update or delete on review_decision
  for each row execute function refuse_change();
-- engine: both
