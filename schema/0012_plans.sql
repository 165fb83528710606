-- What a programme office intends, before anybody is enrolled: plans that were saved, campaigns in
-- which companies promise to carry workers of a district. Rows are facts that are added and never
-- changed. How many of a promise are matched and paid is counted from members and settlements.

-- A question to the planner with its answer of that day. sectors and areas: in order, by commas.
create table plan (
  id          bigint primary key,
  scheme      bigint not null,
  name        text   not null,
  budget      bigint,
  payer_kind  text   not null,
  amount      bigint check (amount >= 0),
  heads_max   bigint check (heads_max >= 0),
  month_from  bigint not null,
  month_until bigint not null check (month_until > month_from),
  first_by    text   not null check (first_by in ('sector', 'area')),
  sectors     text   not null,
  areas       text   not null,
  people      bigint not null,
  covered     bigint not null,
  cost        bigint not null,
  recorded_at text   not null,
  actor       text   not null
);
create index plan_scheme on plan (scheme);

-- approval: the proposal's public id; run: the allocation that carried the plan out.
create table plan_step (
  plan        bigint not null,
  number      bigint not null,
  step        text   not null check (step in ('proposed', 'enrolled')),
  approval    text   not null,
  run         bigint,
  recorded_at text   not null,
  actor       text   not null,
  primary key (plan, number)
);

create table campaign (
  id          bigint primary key,
  code        text   not null unique,
  scheme      bigint not null,
  name        text   not null,
  district    text   not null,
  heads_each  bigint not null check (heads_each > 0),
  recorded_at text   not null,
  actor       text   not null
);

-- A company's promise; payer is the code under which it is billed.
create table pledge (
  id          bigint primary key,
  campaign    bigint not null references campaign (id),
  payer       text   not null,
  payer_name  text   not null,
  heads       bigint not null check (heads > 0),
  month_from  bigint not null,
  month_until bigint not null check (month_until > month_from),
  recorded_at text   not null,
  actor       text   not null
);
create index pledge_campaign on pledge (campaign);

-- budget: of the programme, from which the promise is kept. A promise with a budget stays.
create table pledge_step (
  pledge      bigint not null,
  step        text   not null check (step in ('budgeted', 'withdrawn')),
  budget      bigint,
  recorded_at text   not null,
  actor       text   not null,
  primary key (pledge)
);

-- engine: sqlite
create trigger plan_kept before delete on plan begin select raise(abort, 'plan is append-only'); end;
create trigger plan_fixed before update on plan begin select raise(abort, 'plan is append-only'); end;
create trigger plan_step_kept before delete on plan_step begin select raise(abort, 'plan_step is append-only'); end;
create trigger plan_step_fixed before update on plan_step begin select raise(abort, 'plan_step is append-only'); end;
create trigger campaign_kept before delete on campaign begin select raise(abort, 'campaign is append-only'); end;
create trigger campaign_fixed before update on campaign begin select raise(abort, 'campaign is append-only'); end;
create trigger pledge_kept before delete on pledge begin select raise(abort, 'pledge is append-only'); end;
create trigger pledge_fixed before update on pledge begin select raise(abort, 'pledge is append-only'); end;
create trigger pledge_step_kept before delete on pledge_step begin select raise(abort, 'pledge_step is append-only'); end;
create trigger pledge_step_fixed before update on pledge_step begin select raise(abort, 'pledge_step is append-only'); end;
-- engine: postgres
create trigger plan_fixed before update or delete on plan for each row execute function refuse_change();
create trigger plan_step_fixed before update or delete on plan_step for each row execute function refuse_change();
create trigger campaign_fixed before update or delete on campaign for each row execute function refuse_change();
create trigger pledge_fixed before update or delete on pledge for each row execute function refuse_change();
create trigger pledge_step_fixed before update or delete on pledge_step for each row execute function refuse_change();
-- engine: both
