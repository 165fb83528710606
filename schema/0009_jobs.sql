-- Long work that was asked for over the network, and the files it works on. A job's own facts stand
-- where its use case writes them; here is only that it was asked for and what became of it.

-- arguments and result are JSON without personal data.
create table job (
  id           bigint primary key,
  kind         text   not null,
  arguments    text   not null,
  account      bigint not null,
  actor        text   not null,
  region       text   not null,
  state        text   not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  created_at   text   not null,
  started_at   text,
  ended_at     text,
  attempts     bigint not null,
  holder       text   not null,
  lease_until  text   not null,
  stage        text   not null,
  done         bigint not null,
  total        bigint not null,
  stop_asked   bigint not null check (stop_asked in (0, 1)),
  result       text   not null,
  error_code   text   not null,
  error_where  text   not null,
  error_detail text   not null
);
create index job_state on job (state);
create index job_account on job (account);

-- A file that was sent; its bytes lie sealed in a folder, outside the database.
create table upload (
  id          bigint primary key,
  name        text   not null,
  sha256      text   not null,
  bytes       bigint not null,
  account     bigint not null,
  received_at text   not null,
  removed_at  text
);
create index upload_sha256 on upload (sha256);

-- Heads of a budget are counted when one more person is enrolled by hand.
create index membership_event_budget on membership_event (budget);
