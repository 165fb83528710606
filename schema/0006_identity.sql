-- Who may sign in, what they may do and where, and what waits for a second person. Secrets stand
-- here only as hashes or sealed: no password, token, code or key can be read out of this schema.
-- Moments that are reckoned with are whole seconds since 1970 (..._s); facts carry ISO text.
-- public_id is what others see of a row: random, so that nobody can guess the next one.

create table organisation (
  id          bigint primary key,
  public_id   text   not null unique,
  code        text   not null unique,
  name        text   not null,
  kind        text   not null check (kind in ('branch', 'agency', 'company', 'village', 'system', 'other')),
  recorded_at text   not null,
  actor       text   not null
);

-- As the account is now; how it came to be so stands in user_account_event.
create table user_account (
  id           bigint primary key,
  public_id    text   not null unique,
  name         text   not null unique,
  shown_name   text   not null,
  mail         text   unique,
  organisation bigint references organisation (id),
  role         text   not null,
  state        text   not null check (state in ('invited', 'active', 'disabled')),
  recorded_at  text   not null
);

create table user_account_event (
  id          bigint primary key,
  account     bigint not null references user_account (id),
  kind        text   not null,
  before      text   not null,
  after       text   not null,
  recorded_at text   not null,
  actor       text   not null,
  reason      text   not null
);
create index user_account_event_account on user_account_event (account);

create table user_account_scope (
  account bigint not null references user_account (id),
  place   bigint not null,
  kind    text   not null check (kind in ('region', 'sector', 'sender', 'payer', 'person')),
  value   text   not null,
  primary key (account, place)
);

-- argon2id in its own text form, with its salt and cost.
create table credential (
  account     bigint primary key references user_account (id),
  hash        text   not null,
  recorded_at text   not null
);

-- The secret is sealed. last_step: a code of this step or an earlier one counts no more.
create table totp (
  account     bigint primary key references user_account (id),
  secret      text   not null,
  state       text   not null check (state in ('offered', 'active')),
  last_step   bigint not null,
  recorded_at text   not null
);

create table recovery_code (
  account bigint not null references user_account (id),
  place   bigint not null,
  hash    text   not null,
  used_at text,
  primary key (account, place)
);

-- standing half: the password was right, the second factor is awaited.
create table user_session (
  id          bigint primary key,
  public_id   text   not null unique,
  account     bigint not null references user_account (id),
  token_hash  text   not null unique,
  standing    text   not null check (standing in ('half', 'full')),
  means       text   not null,
  address     text   not null,
  created_s   bigint not null,
  last_seen_s bigint not null,
  ended_s     bigint,
  ended_why   text
);
create index user_session_account on user_session (account);

create table api_key (
  id          bigint primary key,
  public_id   text   not null unique,
  account     bigint not null references user_account (id),
  name        text   not null,
  token_hash  text   not null unique,
  hint        text   not null,
  permissions text   not null,
  created_s   bigint not null,
  expires_s   bigint not null,
  last_used_s bigint,
  revoked_s   bigint
);
create index api_key_account on api_key (account);

create table api_key_scope (
  api_key bigint not null references api_key (id),
  place   bigint not null,
  kind    text   not null check (kind in ('region', 'sector', 'sender', 'payer', 'person')),
  value   text   not null,
  primary key (api_key, place)
);

-- Written before anything is compared, so that attempts in parallel count too. subject and address
-- are keyed hashes (people type passwords into the name). A success ends the counting of what went
-- before.
create table sign_in_attempt (
  id      bigint primary key,
  kind    text   not null check (kind in ('password', 'second_factor', 'link', 'code', 'provider')),
  subject text   not null,
  address text   not null,
  tried_s bigint not null,
  outcome text   not null check (outcome in ('open', 'right', 'wrong'))
);
create index sign_in_attempt_subject on sign_in_attempt (subject, tried_s);
create index sign_in_attempt_address on sign_in_attempt (address, tried_s);

create table one_time_link (
  id         bigint primary key,
  account    bigint not null references user_account (id),
  purpose    text   not null check (purpose in ('invitation', 'reset')),
  token_hash text   not null unique,
  created_s  bigint not null,
  expires_s  bigint not null,
  ended_s    bigint,
  ended_why  text
);
create index one_time_link_account on one_time_link (account);

-- A code sent to a worker's registered phone.
create table one_time_code (
  id        bigint primary key,
  public_id text   not null unique,
  person    bigint not null,
  purpose   text   not null,
  hash      text   not null,
  created_s bigint not null,
  expires_s bigint not null,
  tries     bigint not null,
  ended_s   bigint
);
create index one_time_code_person on one_time_code (person);

-- Who an OpenID provider says somebody is.
create table oidc_identity (
  issuer      text   not null,
  subject     text   not null,
  account     bigint not null references user_account (id),
  recorded_at text   not null,
  primary key (issuer, subject)
);
create index oidc_identity_account on oidc_identity (account);

-- A sign-in that is on its way through the provider. The verifier (RFC 7636) is sealed.
create table oidc_attempt (
  id         bigint primary key,
  state_hash text   not null unique,
  nonce      text   not null,
  verifier   text   not null,
  created_s  bigint not null,
  used_s     bigint
);

-- Four eyes. payload holds numbers and codes, never a name or a NIK.
create table approval (
  id          bigint primary key,
  public_id   text   not null unique,
  kind        text   not null check (kind in ('enrolment_batch', 'person_merge', 'payment', 'claim')),
  subject     text   not null,
  payload     text   not null,
  size        bigint not null check (size >= 0),
  state       text   not null check (state in ('proposed', 'approved', 'refused', 'withdrawn', 'expired')),
  region      text,
  maker       bigint not null references user_account (id),
  checker     bigint references user_account (id),
  reason      text   not null,
  answer      text   not null,
  created_s   bigint not null,
  expires_s   bigint not null,
  decided_s   bigint,
  check (checker is null or checker <> maker),
  check (state not in ('approved', 'refused') or checker is not null)
);
create index approval_state on approval (state, id);
create unique index approval_waiting on approval (kind, subject) where state = 'proposed';

-- engine: sqlite
create trigger organisation_kept before delete on organisation begin select raise(abort, 'organisation is append-only'); end;
create trigger user_account_kept before delete on user_account begin select raise(abort, 'an account is disabled, never deleted'); end;
create trigger user_account_event_kept before delete on user_account_event begin select raise(abort, 'user_account_event is append-only'); end;
create trigger user_account_event_fixed before update on user_account_event begin select raise(abort, 'user_account_event is append-only'); end;
create trigger approval_kept before delete on approval begin select raise(abort, 'approval is append-only'); end;
create trigger approval_fixed before update on approval when old.state <> 'proposed' begin select raise(abort, 'a decided approval is fixed'); end;
-- engine: postgres
create trigger organisation_kept before delete on organisation for each row execute function refuse_change();
create trigger user_account_kept before delete on user_account for each row execute function refuse_change();
create trigger user_account_event_fixed before update or delete on user_account_event for each row execute function refuse_change();
create trigger approval_kept before delete on approval for each row execute function refuse_change();
create trigger approval_fixed before update on approval for each row when (old.state <> 'proposed') execute function refuse_change();
-- engine: both
