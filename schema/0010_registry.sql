-- Other registries (SP-DCI): who they are, what they asked and is to be answered by callback, and
-- who wants to hear of changes. Changes themselves are read from membership_event, which is
-- append-only and numbered in the order of commit: a subscription keeps how far it has heard.

-- public_key: Ed25519, base64url; empty when the partner signs nothing. callback_uri: where its
-- answers go when a message names no address; empty: none.
create table registry_partner (
  sender_id    text   primary key,
  account      bigint not null,
  public_key   text   not null,
  callback_uri text   not null,
  recorded_at  text   not null,
  actor        text   not null
);

-- message_index: blind index of account, registry, action and message id, so that a message sent
-- again is known again. payload is sealed: what was asked while it waits, then what became of it,
-- without persons. Rows are forgotten some weeks after they ended.
create table registry_message (
  id             bigint primary key,
  registry       text   not null check (registry in ('social', 'ibr')),
  action         text   not null,
  sender         text   not null,
  account        bigint not null,
  api_key        bigint not null,
  message_index  text   not null unique,
  body_hash      text   not null,
  transaction_id text   not null,
  correlation_id text   not null unique,
  callback_uri   text   not null,
  payload        text   not null,
  state          text   not null check (state in ('waiting', 'answered', 'failed', 'kept')),
  attempts       bigint not null,
  next_try       text   not null,
  holder         text   not null,
  lease_until    text   not null,
  received_at    text   not null,
  ended_at       text
);
create index registry_message_state on registry_message (state, next_try);
create index registry_message_transaction on registry_message (transaction_id);

-- filter is sealed: it may hold a NIK.
create table registry_subscription (
  id           bigint primary key,
  code         text   not null unique,
  registry     text   not null check (registry in ('social', 'ibr')),
  sender       text   not null,
  account      bigint not null,
  api_key      bigint not null,
  reference_id text   not null,
  event_type   text   not null,
  record_type  text   not null,
  filter       text   not null,
  filter_index text   not null,
  callback_uri text   not null,
  starts_at    text   not null,
  ends_at      text   not null,
  heard        bigint not null,
  created_at   text   not null,
  ended_at     text
);
create index registry_subscription_account on registry_subscription (account);

-- Enrolments in programmes of others, as their systems report them to the integrated registry. The
-- newest of a person, programme and account holds.
create table outside_enrolment (
  id             bigint primary key,
  person         bigint not null,
  account        bigint not null,
  programme_code text   not null,
  programme_name text   not null,
  status         text   not null,
  enrolled_on    text   not null,
  changed_on     text   not null,
  recorded_at    text   not null
);
create index outside_enrolment_person on outside_enrolment (person);

-- engine: sqlite
create trigger outside_enrolment_kept before delete on outside_enrolment begin select raise(abort, 'outside_enrolment is append-only'); end;
create trigger outside_enrolment_fixed before update on outside_enrolment begin select raise(abort, 'outside_enrolment is append-only'); end;
-- engine: postgres
create trigger outside_enrolment_fixed before update or delete on outside_enrolment for each row execute function refuse_change();
-- engine: both
