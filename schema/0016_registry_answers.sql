-- Whether what is sent to a partner by callback bears our signature. Some systems refuse every
-- signature that they cannot check, and take messages without one on their own test benches.
alter table registry_partner add column answers text not null default 'signed' check (answers in ('signed', 'unsigned'));
