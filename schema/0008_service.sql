-- What the service remembers of requests: the answer to each Idempotency-Key, sealed because it
-- may hold personal data. The key is kept as a blind index of caller and key.

create table idempotent_request (
  key_index    text   primary key,
  route        text   not null,
  request_hash text   not null,
  status       bigint not null,
  answer       text   not null,
  recorded_at  text   not null
);
create index idempotent_request_recorded_at on idempotent_request (recorded_at);

-- By which a database knows the key that its private text is sealed with; the key itself is kept
-- in a file elsewhere.
create table vault_key (
  fingerprint text primary key,
  recorded_at text not null
);
