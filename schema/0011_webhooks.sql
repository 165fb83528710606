-- Other systems that want to hear what happens. What happened is read from the audit trail, which
-- is append-only and numbered in the order of commit: a webhook keeps how far it has heard, so
-- nothing is lost and no use case knows of webhooks.

-- secret is sealed. holder and lease_until keep two servers from telling at once.
create table webhook (
  id          bigint primary key,
  url         text   not null,
  events      text   not null,
  secret      text   not null,
  account     bigint not null,
  state       text   not null check (state in ('active', 'paused', 'ended')),
  heard       bigint not null,
  attempts    bigint not null,
  next_try    text   not null,
  holder      text   not null,
  lease_until text   not null,
  created_at  text   not null
);

-- What became of each event that was told: delivered, or given up after a day of trying.
create table webhook_delivery (
  webhook  bigint not null,
  event    bigint not null,
  kind     text   not null,
  state    text   not null check (state in ('delivered', 'dead')),
  attempts bigint not null,
  status   bigint not null,
  at       text   not null,
  primary key (webhook, event)
);
