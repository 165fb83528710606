-- Who may, who pays, who is a member. Rows are facts that are added and never changed. Months are
-- whole months since year 0 (2025-01 is 24300), money is whole rupiah, days are ISO text.

create table scheme (
  id          bigint primary key,
  code        text   not null unique,
  recorded_at text   not null
);

-- A programme file as it was loaded; the newest version holds. What it says of the scheme itself
-- is read from `content`, so that nothing is kept twice.
create table scheme_version (
  id           bigint primary key,
  scheme       bigint not null,
  version      bigint not null check (version > 0),
  name         text   not null,
  area         text   not null,
  month_from   bigint not null,
  month_until  bigint not null check (month_until > month_from),
  programmes   text   not null,
  file         text   not null,
  content      text   not null,
  content_hash text   not null,
  recorded_at  text   not null,
  actor        text   not null,
  unique (scheme, version)
);

-- Who is billed. What never changes of a payer stands here, the rest in payer_fact.
create table payer (
  id          bigint primary key,
  code        text   not null unique,
  kind        text   not null,
  recorded_at text   not null
);

create table payer_fact (
  payer          bigint not null,
  scheme_version bigint not null,
  name           text   not null,
  area           text   not null,
  wadah          text,
  source         text   not null,
  primary key (payer, scheme_version)
);

create table budget (
  id     bigint primary key,
  scheme bigint not null,
  code   text   not null,
  payer  bigint not null,
  unique (scheme, code)
);

create table budget_fact (
  budget         bigint not null,
  scheme_version bigint not null,
  amount         bigint check (amount >= 0),
  heads_max      bigint check (heads_max >= 0),
  month_from     bigint not null,
  month_until    bigint not null check (month_until > month_from),
  use_rank       bigint not null,
  source         text   not null,
  primary key (budget, scheme_version)
);

-- One asking of everybody. Only decisions that differ from those before are added, so a run that
-- changes nothing leaves no row.
create table eligibility_run (
  id             bigint primary key,
  scheme         bigint not null,
  scheme_version bigint not null,
  decided_on     text   not null,
  people         bigint not null,
  changed        bigint not null,
  recorded_at    text   not null,
  actor          text   not null
);

-- answer: yes, ask, no; gone when linking made the person part of another. `met` holds the
-- conditions that were met, code=detail, one a line; those not met stand in eligibility_reason.
create table eligibility_decision (
  scheme bigint not null,
  person bigint not null,
  run    bigint not null,
  answer text   not null check (answer in ('yes', 'ask', 'no', 'gone')),
  met    text   not null,
  primary key (scheme, person, run)
);

create table eligibility_reason (
  scheme   bigint not null,
  person   bigint not null,
  run      bigint not null,
  position bigint not null,
  code     text   not null,
  detail   text   not null,
  primary key (scheme, person, run, position)
);

-- Where each condition is written, as of a run.
create table eligibility_citation (
  run      bigint not null,
  code     text   not null,
  citation text   not null,
  primary key (run, code)
);

-- The newest decision for each person.
create view eligibility_now as
select d.scheme, d.person, d.run, d.answer, d.met
from eligibility_decision d
where d.run = (select max(n.run) from eligibility_decision n
               where n.scheme = d.scheme and n.person = d.person);

create table allocation_run (
  id             bigint primary key,
  scheme         bigint not null,
  scheme_version bigint not null,
  allocated_on   text   not null,
  month_from     bigint not null,
  guarantee      text   not null,
  paid           bigint not null,
  waiting        bigint not null,
  unfundable     bigint not null,
  recorded_at    text   not null,
  actor          text   not null
);

create table allocation_budget (
  run               bigint not null,
  budget            bigint not null,
  heads             bigint not null,
  cost              bigint not null,
  exhausted_at_rank bigint not null,
  primary key (run, budget)
);

-- standing: paid (already a member or to be enrolled), waiting, unfundable. Members of the scheme
-- keep their place, so that ranks stay what they were.
create table allocation_outcome (
  run               bigint not null,
  person            bigint not null,
  place             bigint not null,
  standing          text   not null,
  budget            bigint,
  month_from        bigint,
  month_until       bigint,
  exhausted_at_rank bigint not null,
  barriers          text   not null,
  primary key (run, person)
);

-- Member numbers: source is provisional (ours) or bpjstk (theirs); the newest holds.
create table member_number (
  person      bigint not null,
  kpj         text   not null unique,
  source      text   not null,
  recorded_at text   not null,
  primary key (person, kpj)
);

create table membership_event (
  id          bigint primary key,
  person      bigint not null,
  kind        text   not null,
  on_day      text   not null,
  effective   bigint not null,
  until_month bigint,
  payer       bigint,
  budget      bigint,
  sector      text,
  programmes  text,
  income      bigint,
  withdraws   bigint,
  recorded_at text   not null,
  actor       text   not null,
  reason      text   not null,
  event_key   text   not null unique
);
create index membership_event_person on membership_event (person);

-- engine: sqlite
create trigger scheme_kept before delete on scheme begin select raise(abort, 'scheme is append-only'); end;
create trigger scheme_fixed before update on scheme begin select raise(abort, 'scheme is append-only'); end;
create trigger scheme_version_kept before delete on scheme_version begin select raise(abort, 'scheme_version is append-only'); end;
create trigger scheme_version_fixed before update on scheme_version begin select raise(abort, 'scheme_version is append-only'); end;
create trigger payer_kept before delete on payer begin select raise(abort, 'payer is append-only'); end;
create trigger payer_fixed before update on payer begin select raise(abort, 'payer is append-only'); end;
create trigger payer_fact_kept before delete on payer_fact begin select raise(abort, 'payer_fact is append-only'); end;
create trigger payer_fact_fixed before update on payer_fact begin select raise(abort, 'payer_fact is append-only'); end;
create trigger budget_kept before delete on budget begin select raise(abort, 'budget is append-only'); end;
create trigger budget_fixed before update on budget begin select raise(abort, 'budget is append-only'); end;
create trigger budget_fact_kept before delete on budget_fact begin select raise(abort, 'budget_fact is append-only'); end;
create trigger budget_fact_fixed before update on budget_fact begin select raise(abort, 'budget_fact is append-only'); end;
create trigger eligibility_run_kept before delete on eligibility_run begin select raise(abort, 'eligibility_run is append-only'); end;
create trigger eligibility_run_fixed before update on eligibility_run begin select raise(abort, 'eligibility_run is append-only'); end;
create trigger eligibility_decision_kept before delete on eligibility_decision begin select raise(abort, 'eligibility_decision is append-only'); end;
create trigger eligibility_decision_fixed before update on eligibility_decision begin select raise(abort, 'eligibility_decision is append-only'); end;
create trigger eligibility_reason_kept before delete on eligibility_reason begin select raise(abort, 'eligibility_reason is append-only'); end;
create trigger eligibility_reason_fixed before update on eligibility_reason begin select raise(abort, 'eligibility_reason is append-only'); end;
create trigger eligibility_citation_kept before delete on eligibility_citation begin select raise(abort, 'eligibility_citation is append-only'); end;
create trigger eligibility_citation_fixed before update on eligibility_citation begin select raise(abort, 'eligibility_citation is append-only'); end;
create trigger allocation_run_kept before delete on allocation_run begin select raise(abort, 'allocation_run is append-only'); end;
create trigger allocation_run_fixed before update on allocation_run begin select raise(abort, 'allocation_run is append-only'); end;
create trigger allocation_budget_kept before delete on allocation_budget begin select raise(abort, 'allocation_budget is append-only'); end;
create trigger allocation_budget_fixed before update on allocation_budget begin select raise(abort, 'allocation_budget is append-only'); end;
create trigger allocation_outcome_kept before delete on allocation_outcome begin select raise(abort, 'allocation_outcome is append-only'); end;
create trigger allocation_outcome_fixed before update on allocation_outcome begin select raise(abort, 'allocation_outcome is append-only'); end;
create trigger member_number_kept before delete on member_number begin select raise(abort, 'member_number is append-only'); end;
create trigger member_number_fixed before update on member_number begin select raise(abort, 'member_number is append-only'); end;
create trigger membership_event_kept before delete on membership_event begin select raise(abort, 'membership_event is append-only'); end;
create trigger membership_event_fixed before update on membership_event begin select raise(abort, 'membership_event is append-only'); end;
-- engine: postgres
create function programme_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger scheme_fixed before update or delete on scheme for each row execute function programme_is_append_only();
create trigger scheme_version_fixed before update or delete on scheme_version for each row execute function programme_is_append_only();
create trigger payer_fixed before update or delete on payer for each row execute function programme_is_append_only();
create trigger payer_fact_fixed before update or delete on payer_fact for each row execute function programme_is_append_only();
create trigger budget_fixed before update or delete on budget for each row execute function programme_is_append_only();
create trigger budget_fact_fixed before update or delete on budget_fact for each row execute function programme_is_append_only();
create trigger eligibility_run_fixed before update or delete on eligibility_run for each row execute function programme_is_append_only();
create trigger eligibility_decision_fixed before update or delete on eligibility_decision for each row execute function programme_is_append_only();
create trigger eligibility_reason_fixed before update or delete on eligibility_reason for each row execute function programme_is_append_only();
create trigger eligibility_citation_fixed before update or delete on eligibility_citation for each row execute function programme_is_append_only();
create trigger allocation_run_fixed before update or delete on allocation_run for each row execute function programme_is_append_only();
create trigger allocation_budget_fixed before update or delete on allocation_budget for each row execute function programme_is_append_only();
create trigger allocation_outcome_fixed before update or delete on allocation_outcome for each row execute function programme_is_append_only();
create trigger member_number_fixed before update or delete on member_number for each row execute function programme_is_append_only();
create trigger membership_event_fixed before update or delete on membership_event for each row execute function programme_is_append_only();
-- engine: both
